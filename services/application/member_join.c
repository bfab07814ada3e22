/* member_join.c - an invitation is taken by its code: from then on its person comes by an account,
 * or by a PIN of their own. */
#include "services/application/member.h"

#include "services/access/invitation.h"
#include "services/access/person.h"
#include "services/application/member_code.h"
#include "services/application/tell.h"
#include "services/catalogue/versions.h"
#include "services/registry/pin.h"
#include "services/registry/registry_inside.h"

struct join {
	struct registry *registry;
	struct caller *caller;
	const struct service *service;
	char id[33];      /* of the member whose code it is */
	char account[33]; /* "": a PIN */
	char pin[MEMBER_PIN_DIGITS + 1], hash[PIN_HASH];
};

static enum fault missing(struct error *err)
{
	return fail(err, FAULT_MISSING, N_("This invitation is no longer here."), "gone");
}

static enum fault check_stands(const struct store_member *row, int64_t now, struct error *err)
{
	const struct invitation_at at = {row->ended_at, row->joined_at, row->until};

	return invitation_stands(&at, now,
				 N_("This invitation was already accepted. Sign in with the PIN "
				    "that was given then, or with your account."),
				 err);
}

enum fault member_offered(struct registry *r, const struct caller *v, const char *reference,
			  const char *code, struct arena *arena, struct member_offer *ret,
			  struct error *err)
{
	struct store_application row = {.submitted_at = 0};
	const struct store_member *member = NULL;
	struct members all;
	char id[33];
	int number = 0;
	enum fault fault = member_code_find(r, v, reference, code, &row, id, &number, err);

	if (fault == FAULT_NONE)
		fault = members_read(r, row.id, arena, &all, err);
	if (fault == FAULT_NONE && (member = members_find(&all, id)) == NULL)
		fault = missing(err);
	if (fault == FAULT_NONE)
		fault = check_stands(member, registry_now(r), err);
	if (fault != FAULT_NONE)
		return fault;
	snprintf(ret->service, sizeof(ret->service), "%s", row.service);
	ret->version = row.version;
	ret->rights = member->rights;
	ret->name = member_open(&r->seal, arena, member, MEMBER_NAME, member->name);
	return FAULT_NONE;
}

/* By whom it is taken: the account of the visit, else a PIN that is drawn now. */
static enum fault draw_way(struct join *j, const char *reference, struct error *err)
{
	struct person person;
	char chance[PIN_DIGITS + 1];
	bool is = false;
	int slot;
	enum fault fault = person_of(j->registry, j->caller, &person, &is, err);

	if (fault != FAULT_NONE)
		return fault;
	if (is && j->caller->role == ROLE_APPLICANT) {
		memcpy(j->account, j->caller->account, sizeof(j->account));
		j->pin[0] = '\0';
		return FAULT_NONE;
	}
	reference_new_pin(chance);
	memcpy(j->pin + 2, chance, sizeof(chance));
	sodium_memzero(chance, sizeof(chance));
	fault = pin_enter(j->registry->hashing, &slot, err);
	if (fault != FAULT_NONE)
		return fault;
	fault = pin_hash(&j->registry->seal, reference, j->pin, j->hash, err);
	pin_leave(j->registry->hashing, slot);
	return fault;
}

/* --- within the change --- */

static enum fault check_row(const struct change *c, const struct store_member *row,
			    struct error *err)
{
	enum fault fault = check_stands(row, c->now, err);

	return fault == FAULT_NONE ? members_check_open(c, err) : fault;
}

/* Nobody is two of those who work on it: who could say then that ten have signed? */
static enum fault check_caller(struct change *c, const struct join *j, struct error *err)
{
	struct membership own;
	enum fault fault;

	if (change_may(c, ACCESS_DISCARD, ACCESS_NO_STAGE, NULL) == FAULT_NONE)
		return fail(err, FAULT_CONFLICT,
			    N_("You are the applicant here: you need no invitation to sign. Your "
			       "signature is your own."),
			    "the applicant");
	fault = membership_of(c->registry, c->caller, c->row.id, c->row.reference, &own, err);
	if (fault == FAULT_NONE && own.id[0] != '\0' && j->account[0] != '\0')
		return fail(err, FAULT_CONFLICT,
			    N_("You already take part in this application; one person cannot take "
			       "part twice."),
			    "a member already");
	return fault;
}

static enum fault join_once(struct change *c, const struct join *j, const char *id,
			    struct error *err)
{
	struct store_member *row = NULL;
	struct members all;
	enum fault fault = change_begin(c, ACCESS_VISIT, id, err);

	if (fault == FAULT_NONE)
		fault = members_read(c->registry, c->row.id, c->arena, &all, err);
	if (fault == FAULT_NONE && (row = members_find(&all, j->id)) == NULL)
		fault = missing(err);
	if (fault == FAULT_NONE)
		fault = check_caller(c, j, err);
	if (fault == FAULT_NONE)
		fault = check_row(c, row, err);
	if (fault != FAULT_NONE)
		return fault;
	row->joined_at = c->now;
	memcpy(row->account, j->account, sizeof(row->account));
	memcpy(row->pin, j->hash, sizeof(row->pin));
	fault = member_write(c, row, false, LEDGER_JOINED, err);
	if (fault == FAULT_NONE)
		fault = tell_about_member(
			c, j->service, TOLD_JOINED,
			member_open(&c->registry->seal, c->arena, row, MEMBER_NAME, row->name),
			err);
	return fault == FAULT_NONE ? change_save(c, err) : fault;
}

static enum fault join_it(struct join *j, const struct store_application *row,
			  struct application *ret, struct error *err)
{
	struct change c = {.registry = j->registry, .caller = j->caller, .is_upkeep = true};
	enum fault fault;

	do {
		fault = join_once(&c, j, row->id, err);
		fault = change_end(&c, fault, NULL, err);
	} while (change_again(&c, fault));
	if (fault == FAULT_NONE)
		change_show(&c.row, ret);
	return fault;
}

enum fault member_join(struct registry *r, struct caller *v, const char *reference,
		       const char *code, const struct term_list *terms, struct application *ret,
		       char ret_pin[MEMBER_PIN_DIGITS + 1], struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct store_application row = {.submitted_at = 0};
	struct join j = {.registry = r, .caller = v};
	int number = 0;
	enum fault fault = member_code_find(r, v, reference, code, &row, j.id, &number, err);

	j.pin[0] = (char)('0' + number / 10 % 10);
	j.pin[1] = (char)('0' + number % 10);
	if (fault == FAULT_NONE)
		fault = draw_way(&j, row.reference, err);
	if (fault == FAULT_NONE)
		fault = versions_find(r, a, terms, row.service, row.version, &j.service, err);
	if (fault == FAULT_NONE)
		fault = join_it(&j, &row, ret, err);
	if (fault == FAULT_NONE) {
		memcpy(ret_pin, j.pin, sizeof(j.pin));
		if (j.account[0] == '\0')
			caller_prove(v, row.reference, j.hash, PROVEN_PIN);
	}
	sodium_memzero(j.pin, sizeof(j.pin));
	return fault;
}
