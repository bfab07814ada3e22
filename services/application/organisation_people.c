/* organisation_people.c - who acts for an organisation: invited, entered by the office, ended. */
#include "services/application/organisation_inside.h"

#include "i18n/text.h"
#include "services/access/account_parts.h"
#include "services/access/invitation.h"
#include "services/registry/limits.h"
#include "services/registry/registry_inside.h"

#include <string.h>

#define DAY 86400

/* --- what is typed --- */

static enum fault words_of(struct arena *a, const char *typed, const char **ret, struct error *err)
{
	char *words = NULL;

	if (typed == NULL ||
	    text_clean(a, typed, strlen(typed), TEXT_LINES, &words, err) != FAULT_NONE ||
	    *words == '\0' || strlen(words) > LIMIT_WORDS)
		return fail(err, FAULT_INPUT,
			    N_("Write why: the people of the organisation will read it."),
			    "no words");
	*ret = words;
	return FAULT_NONE;
}

/* --- inviting --- */

struct inviting {
	const struct organisation_agent *who;
	const char *code;
};

static enum fault invite_once(struct org *o, void *ctx, struct error *err)
{
	const struct inviting *i = ctx;
	const char *name = NULL;
	struct store_agent *row;
	enum fault fault = org_may(o, ACCESS_ORG_MANAGE, err);

	if (fault == FAULT_NONE)
		fault = invitation_name(o->arena, i->who->name, &name, err);
	if (fault == FAULT_NONE)
		fault = invitation_rights(i->who->rights, AGENT_RIGHTS, err);
	if (fault == FAULT_NONE)
		fault = org_make(o, name, i->who->rights, AGENT_INVITATION, &row, err);
	if (fault != FAULT_NONE)
		return fault;
	row->until = o->now + (int64_t)LIMIT_INVITE_DAYS * DAY;
	invitation_digest(&o->registry->seal, row->id, i->code, row->code);
	return org_write(o, row, true, LEDGER_AGENT_ADDED, err);
}

enum fault organisation_invite(struct registry *r, const struct caller *v,
			       const struct organisation_at *at,
			       const struct organisation_agent *who,
			       char ret_code[INVITATION_DIGITS + 1], struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct org o = {.registry = r, .caller = v, .at = at, .arena = a};
	char code[INVITATION_DIGITS + 1];
	struct inviting i = {who, code};
	enum fault fault;

	invitation_draw(code);
	fault = org_run(&o, invite_once, &i, err);
	if (fault == FAULT_NONE)
		memcpy(ret_code, code, sizeof(code));
	sodium_memzero(code, sizeof(code));
	return fault;
}

/* --- entered by the office --- */

static enum fault account_of(struct org *o, const struct organisation_agent *who,
			     struct store_account *ret, const char **ret_name, struct error *err)
{
	bool whole = false;
	enum fault fault =
		account_parts_find(o->registry, who->account == NULL ? "" : who->account, ret, err);

	if (fault == FAULT_NONE)
		fault = account_parts_are_whole(o->registry, ret, &whole, err);
	if (fault == FAULT_NONE && !whole)
		fault = account_parts_must_be_whole(o->registry, ret, err);
	if (fault == FAULT_NONE && who->name != NULL)
		return invitation_name(o->arena, who->name, ret_name, err);
	return fault == FAULT_NONE
		       ? account_parts_name(o->registry, o->arena, ret->id, ret_name, err)
		       : fault;
}

static enum fault enter_once(struct org *o, void *ctx, struct error *err)
{
	const struct organisation_agent *who = ctx;
	const char *name = NULL, *words = NULL;
	struct store_account account;
	struct store_agent *row = NULL;
	enum fault fault = org_may(o, ACCESS_ORG_OFFICE, err);

	if (fault == FAULT_NONE)
		fault = invitation_rights(who->rights, AGENT_RIGHTS, err);
	if (fault == FAULT_NONE)
		fault = words_of(o->arena, who->words, &words, err);
	if (fault == FAULT_NONE)
		fault = account_of(o, who, &account, &name, err);
	if (fault == FAULT_NONE && strcmp(account.id, o->caller->account) == 0)
		return fail(err, FAULT_DENIED,
			    N_("You cannot add your own account: ask a colleague in the office to "
			       "do it."),
			    "oneself");
	if (fault == FAULT_NONE && org_of_account(o, account.id) != NULL)
		return fail(err, FAULT_CONFLICT,
			    N_("This account acts for the organisation already. End that first, by "
			       "its number in the list."),
			    "an agent already");
	if (fault == FAULT_NONE)
		fault = org_make(o, name, who->rights, AGENT_OFFICE, &row, err);
	if (fault != FAULT_NONE)
		return fault;
	memcpy(row->account, account.id, sizeof(row->account));
	row->joined_at = o->now;
	row->words = org_seal(o, row, AGENT_WORDS, words);
	fault = org_write(o, row, true, LEDGER_AGENT_ADDED, err);
	return fault == FAULT_NONE ? org_tell(o, "", err) : fault;
}

enum fault organisation_enter(struct registry *r, const struct caller *v,
			      const struct organisation_at *at,
			      const struct organisation_agent *who, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct org o = {.registry = r, .caller = v, .at = at, .arena = a};
	struct organisation_agent copy = *who;

	return org_run(&o, enter_once, &copy, err);
}

/* --- ending --- */

struct ending {
	int number;
	const char *words; /* as typed */
};

/* Whose row it is: by its number, or the caller's own. */
static struct store_agent *row_of(const struct org *o, int number)
{
	if (number == 0)
		return o->caller->role == ROLE_APPLICANT ? org_of_account(o, o->caller->account)
							 : NULL;
	return number > 0 && (size_t)number <= o->count ? &o->agents[number - 1] : NULL;
}

static enum fault may_end(struct org *o, const struct store_agent *row, const char *typed,
			  const char **ret_words, struct error *err)
{
	struct agency own;
	enum fault fault = agency_of(o->registry, o->caller, o->row.id, &own, err);

	*ret_words = "";
	if (fault != FAULT_NONE)
		return fault;
	if (o->caller->role != ROLE_APPLICANT) {
		fault = org_may(o, ACCESS_ORG_OFFICE, err);
		return fault == FAULT_NONE ? words_of(o->arena, typed, ret_words, err) : fault;
	}
	if (own.proven && row != NULL && strcmp(own.id, row->id) == 0)
		return FAULT_NONE;
	return org_may(o, ACCESS_ORG_MANAGE, err);
}

/* Somebody has to be there who can let others in; but the office may see to it. */
static enum fault check_managed(const struct org *o, const struct store_agent *row,
				struct error *err)
{
	if (o->caller->role != ROLE_APPLICANT || !org_lives(row) ||
	    (row->rights & AGENT_MANAGE) == 0 || org_managers(o) > 1)
		return FAULT_NONE;
	return fail(err, FAULT_CONFLICT,
		    N_("Nobody would be left to manage this organisation. Invite somebody else to "
		       "manage it first, or ask the office that keeps the register."),
		    "the last manager");
}

static enum fault end_once(struct org *o, void *ctx, struct error *err)
{
	const struct ending *e = ctx;
	struct store_agent *row = row_of(o, e->number);
	const char *words = "";
	enum fault fault = may_end(o, row, e->words, &words, err);

	if (fault == FAULT_NONE && (row == NULL || row->ended_at > 0))
		return fail(err, FAULT_MISSING,
			    N_("This person no longer acts for the organisation."), "agent %d",
			    e->number);
	if (fault == FAULT_NONE)
		fault = check_managed(o, row, err);
	if (fault != FAULT_NONE)
		return fault;
	/* whoever is ended is told, too */
	if (org_lives(row))
		fault = org_tell(o, org_actor(o), err);
	row->ended_at = o->now;
	snprintf(row->ender, sizeof(row->ender), "%s", org_actor(o));
	row->ended_words = org_seal(o, row, AGENT_ENDED_WORDS, words);
	return fault == FAULT_NONE ? org_write(o, row, false, LEDGER_AGENT_ENDED, err) : fault;
}

enum fault organisation_end(struct registry *r, const struct caller *v,
			    const struct organisation_at *at, int who, const char *words,
			    struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct org o = {.registry = r, .caller = v, .at = at, .arena = a};
	struct ending e = {who, words};

	return org_run(&o, end_once, &e, err);
}
