/* membership.c - who works on an application besides its applicant: as which of its members the
 * caller has come. */
#include "services/access/membership.h"

#include "services/access/person.h"
#include "services/registry/registry_inside.h"
#include "services/registry/vouch.h"

struct search {
	const struct seal *seal;
	const struct caller *caller;
	const char *reference, *account; /* "": none */
	struct membership found;
	bool has; /* the account is one of them */
};

static bool is_by_pin(const struct search *s, const struct store_member *row)
{
	return row->pin[0] != '\0' && (caller_proof(s->caller, s->reference, row->pin) != NULL ||
				       caller_is_in_by(s->caller, s->reference, row->pin));
}

static void look(void *ctx, const struct store_member *row)
{
	struct search *s = ctx;
	bool by_account = s->account[0] != '\0' && strcmp(row->account, s->account) == 0;
	bool by_pin = !by_account && is_by_pin(s, row);

	if ((!by_account && !by_pin) || row->joined_at == 0 || row->ended_at != 0 ||
	    (row->rights & (MEMBER_APPLICANT | MEMBER_PAPER)) != 0 ||
	    !vouch_holds(s->seal, &store_member_table, row))
		return;
	memcpy(s->found.id, row->id, sizeof(s->found.id));
	s->found.number = row->number;
	s->found.rights = row->rights;
	s->found.proven = by_pin || s->caller->account_shown || s->caller->key_acts;
}

enum fault membership_of(struct registry *r, const struct caller *c, const char *application,
			 const char *reference, struct membership *ret, struct error *err)
{
	struct search s = {.seal = &r->seal, .caller = c, .reference = reference, .account = ""};
	struct person person;
	bool is = false;
	enum fault fault = FAULT_NONE;

	*ret = (struct membership){.rights = 0};
	if (c->role != ROLE_APPLICANT)
		return FAULT_NONE;
	fault = person_of(r, c, &person, &is, err);
	if (is)
		s.account = c->account;
	if (fault != FAULT_NONE || (!is && caller_proof(c, reference, NULL) == NULL &&
				    !caller_is_in_by(c, reference, NULL)))
		return fault;
	fault = store_member_each(r->store, application, look, &s, err);
	if (fault == FAULT_NONE)
		*ret = s.found;
	return fault;
}

static void look_for_account(void *ctx, const struct store_member *row)
{
	struct search *s = ctx;

	s->has = s->has || strcmp(row->account, s->account) == 0;
}

enum fault membership_has(struct registry *r, const char *application, const char *account,
			  bool *ret, struct error *err)
{
	struct search s = {.account = account};
	enum fault fault = store_member_each(r->store, application, look_for_account, &s, err);

	*ret = s.has;
	return fault;
}
