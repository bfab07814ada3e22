/* organisation_join.c - how people come to an organisation: by an invitation's code, as who applied
 * for its registration, by the PIN of that application. */
#include "services/application/organisation_inside.h"

#include "services/access/account_parts.h"
#include "services/access/invitation.h"
#include "services/access/person.h"
#include "services/application/change.h"
#include "services/application/look.h"
#include "services/register/entry_view.h"
#include "services/registry/registry_inside.h"

#include <string.h>

/* FAULT_DENIED: the visit is no account's. */
static enum fault must_be_account(struct registry *r, const struct caller *v, struct error *err)
{
	struct person person;
	bool is = false;
	enum fault fault = person_of(r, v, &person, &is, err);

	if (fault != FAULT_NONE || (is && v->role == ROLE_APPLICANT))
		return fault;
	fail(err, FAULT_DENIED,
	     N_("To act for an organisation you need an account. Connect as me@ with its number "
		"and PIN, or with one of its keys."),
	     "no account");
	error_code(err, ACCOUNT_NEEDED);
	return FAULT_DENIED;
}

/* --- by a code --- */

static enum fault missing(struct error *err)
{
	return fail(err, FAULT_MISSING,
		    N_("There is no invitation to this organisation with this code. Check it, "
		       "digit by digit, or ask the person who invited you for another."),
		    "code");
}

/* All are compared, so that the work is the same whichever it is. */
static int find_code(const struct org *o, const char *code)
{
	int found = 0;

	for (size_t i = 0; i < o->count; i++)
		if (invitation_is(&o->registry->seal, o->agents[i].id, o->agents[i].code, code))
			found = o->agents[i].number;
	return found;
}

static enum fault try_code(struct org *o, const char *code, int *ret, struct error *err)
{
	struct attempt t;
	enum fault fault = invitation_try(o->registry, o->caller, o->row.id, true, &t, err);

	if (fault == FAULT_NONE)
		fault = org_read(o, err);
	if (fault != FAULT_NONE)
		return fault;
	*ret = find_code(o, code);
	if (*ret != 0 && !t.refused)
		return FAULT_NONE;
	fault = attempt_lose(o->registry, &t, err);
	return fault == FAULT_NONE ? missing(err) : fault;
}

static enum fault check_row(const struct org *o, const struct store_agent *row, struct error *err)
{
	const struct invitation_at at = {row->ended_at, row->joined_at, row->until};
	enum fault fault =
		invitation_stands(&at, o->now,
				  N_("This invitation was already accepted. If it was not you who "
				     "accepted it, tell the person who invited you at once."),
				  err);

	if (fault != FAULT_NONE)
		return fault;
	if (org_of_account(o, o->caller->account) != NULL)
		return fail(err, FAULT_CONFLICT,
			    N_("You already act for this organisation. To get other rights, ask "
			       "the person who manages it to end your present ones first."),
			    "an agent already");
	return FAULT_NONE;
}

static enum fault join_once(struct org *o, void *ctx, struct error *err)
{
	const int *number = ctx;
	struct store_agent *row;
	enum fault fault;

	if (*number < 1 || (size_t)*number > o->count)
		return missing(err);
	row = &o->agents[*number - 1];
	fault = check_row(o, row, err);
	if (fault != FAULT_NONE)
		return fault;
	row->joined_at = o->now;
	memcpy(row->account, o->caller->account, sizeof(row->account));
	fault = org_write(o, row, false, LEDGER_AGENT_JOINED, err);
	return fault == FAULT_NONE ? org_tell(o, row->account, err) : fault;
}

enum fault organisation_join(struct registry *r, const struct caller *v,
			     const struct organisation_at *at, const char *code, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct org o = {.registry = r, .caller = v, .at = at, .arena = a};
	char typed[INVITATION_DIGITS + 1];
	int number = 0;
	enum fault fault = must_be_account(r, v, err);

	if (fault == FAULT_NONE)
		fault = reference_read_invitation(code == NULL ? "" : code, typed, err);
	if (fault == FAULT_NONE)
		fault = org_find(&o, ACCESS_VISIT, err);
	if (fault == FAULT_NONE)
		fault = try_code(&o, typed, &number, err);
	sodium_memzero(typed, sizeof(typed));
	return fault == FAULT_NONE ? org_run(&o, join_once, &number, err) : fault;
}

/* --- as who applied --- */

static enum fault add_first(struct org *o, const char *account, enum agent_way way,
			    struct error *err)
{
	const char *name = "";
	struct store_agent *row = NULL;
	enum fault fault = account_parts_name(o->registry, o->arena, account, &name, err);

	if (fault == FAULT_NONE)
		fault = org_make(o, name, AGENT_RIGHTS, way, &row, err);
	if (fault != FAULT_NONE)
		return fault;
	snprintf(row->account, sizeof(row->account), "%s", account);
	row->joined_at = o->now;
	return org_write(o, row, true, LEDGER_AGENT_ADDED, err);
}

struct holders {
	char keys[16][CALLER_IDENTITY];
	size_t count;
};

static void keep_holder(void *ctx, const struct store_application_holder *holder)
{
	struct holders *h = ctx;

	if (h->count < sizeof(h->keys) / sizeof(h->keys[0]))
		snprintf(h->keys[h->count++], CALLER_IDENTITY, "%s", holder->key);
}

/* Whose account holds under this name; "": nobody's. */
static enum fault account_of(struct registry *r, const char *holder, char ret[33],
			     struct error *err)
{
	static const char mark[] = "account:";
	struct store_account row;
	bool named = strncmp(holder, mark, sizeof(mark) - 1) == 0, found = false;
	enum fault fault =
		store_account_find(r->store, named ? STORE_BY_ID : STORE_BY_KEY,
				   named ? holder + sizeof(mark) - 1 : holder, &row, &found, err);

	snprintf(ret, 33, "%s", fault == FAULT_NONE && found ? row.id : "");
	return fault;
}

/* The one account that holds the application; "": none does, or several. */
static enum fault only_account(struct registry *r, const char *application, char ret[33],
			       struct error *err)
{
	struct holders h = {.count = 0};
	enum fault fault =
		store_application_each_holder(r->store, application, keep_holder, &h, err);
	bool many = false;

	ret[0] = '\0';
	for (size_t i = 0; i < h.count && fault == FAULT_NONE; i++) {
		char account[33];

		fault = account_of(r, h.keys[i], account, err);
		many = many || (ret[0] != '\0' && account[0] != '\0' && strcmp(ret, account) != 0);
		if (account[0] != '\0')
			memcpy(ret, account, sizeof(account));
	}
	if (many)
		ret[0] = '\0';
	return fault;
}

enum fault org_first(struct change *c, const struct register_definition *d,
		     const struct store_register_entry *row, struct error *err)
{
	const struct organisation_at at = {.of = d, .number = row->number};
	struct org o = {.registry = c->registry,
			.caller = c->caller,
			.at = &at,
			.arena = c->arena,
			.row = *row,
			.now = c->now,
			.by = c->by};
	char account[33] = "";
	enum fault fault = FAULT_NONE;

	if (d->subject == REGISTER_ORGANISATION)
		fault = only_account(c->registry, c->row.id, account, err);
	if (fault != FAULT_NONE || account[0] == '\0')
		return fault;
	fault = org_read(&o, err);
	return fault == FAULT_NONE ? add_first(&o, account, AGENT_APPLICANT, err) : fault;
}

/* --- by the PIN of that application --- */

static enum fault check_free(const struct org *o, struct error *err)
{
	if (o->count == 0)
		return FAULT_NONE;
	return fail(err, FAULT_CONFLICT,
		    N_("Other people already act for this organisation, or have done so. Ask the "
		       "person who manages it to invite you, or ask the office that keeps the "
		       "register."),
		    "%zu agents", o->count);
}

static enum fault may_claim(struct registry *r, const struct caller *v, const struct application *a,
			    struct error *err)
{
	struct store_application row;
	bool found = false;
	enum fault fault = store_application_get(r->store, a->id, &row, &found, err);

	if (fault == FAULT_NONE && !found)
		return access_missing(v, err);
	return fault == FAULT_NONE ? look_may(r, v, ACCESS_ORG_CLAIM, NULL, &row, err) : fault;
}

static enum fault claim_once(struct org *o, void *ctx, struct error *err)
{
	enum fault fault = may_claim(o->registry, o->caller, ctx, err);

	if (fault == FAULT_NONE)
		fault = check_free(o, err);
	return fault == FAULT_NONE ? add_first(o, o->caller->account, AGENT_CLAIMED, err) : fault;
}

/* What the application has entered in a register of organisations. */
static enum fault find_entered(struct registry *r, const struct application *a,
			       const struct term_list *terms, struct store_register_entry *ret,
			       struct organisation_at *ret_at, struct error *err)
{
	bool found = false;
	enum fault fault = store_register_of(r->store, a->id, "", ret, &found, err);

	*ret_at = (struct organisation_at){.number = ret->number, .terms = terms};
	if (fault == FAULT_NONE && found)
		ret_at->of = register_find(terms, ret->book);
	if (fault == FAULT_NONE &&
	    (ret_at->of == NULL || ret_at->of->subject != REGISTER_ORGANISATION))
		return fail(err, FAULT_MISSING,
			    N_("This application has entered no organisation in a register."),
			    "no entry");
	return fault;
}

enum fault organisation_claim(struct registry *r, const struct caller *v,
			      const struct application *a, const struct term_list *terms,
			      struct arena *arena, struct organisation *ret, struct error *err)
{
	struct application application = *a;
	struct store_register_entry row;
	struct organisation_at at;
	struct org o = {.registry = r, .caller = v, .at = &at, .arena = arena};
	enum fault fault = may_claim(r, v, a, err);

	if (fault == FAULT_NONE)
		fault = must_be_account(r, v, err);
	if (fault == FAULT_NONE)
		fault = find_entered(r, a, terms, &row, &at, err);
	if (fault == FAULT_NONE)
		fault = org_run(&o, claim_once, &application, err);
	if (fault == FAULT_NONE)
		fault = agency_of(r, v, row.id, &ret->own, err);
	return fault == FAULT_NONE ? entry_view(r, arena, at.of, &row, ENTRY_PUBLIC, false, false,
						&ret->entry, err)
				   : fault;
}

bool organisation_is_free(struct registry *r, const struct caller *v, const struct application *a,
			  const struct term_list *terms)
{
	ARENA_CLEAN struct arena *arena = arena_new(REGISTRY_WORK);
	struct store_register_entry row;
	struct organisation_at at;
	struct org o = {.registry = r, .caller = v, .at = &at, .arena = arena};

	struct error why = {0};

	if (v->role != ROLE_APPLICANT ||
	    (may_claim(r, v, a, &why) != FAULT_NONE && why.code == NULL) ||
	    find_entered(r, a, terms, &row, &at, NULL) != FAULT_NONE)
		return false;
	o.row = row;
	return org_read(&o, NULL) == FAULT_NONE && o.count == 0;
}
