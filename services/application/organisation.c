/* organisation.c - the organisations for which an account acts, and one of them with its people. */
#include "services/application/organisation_inside.h"

#include "i18n/text.h"
#include "services/access/account_parts.h"
#include "services/application/look.h"
#include "services/definition/class.h"
#include "services/register/check_inside.h"
#include "services/register/entry_view.h"
#include "services/registry/registry_inside.h"

#include <string.h>

const char *const agent_right_codes[] = {"see", "file", "manage", NULL};
const char *const agent_way_codes[] = {"applicant", "claimed", "invited", "office", NULL};

#define ALL_CLASSES (~0U)

/* --- those of the caller --- */

struct ids {
	char list[50][33];
	size_t count;
};

static void keep_id(void *ctx, const char *id)
{
	struct ids *ids = ctx;

	for (size_t i = 0; i < ids->count; i++)
		if (strcmp(ids->list[i], id) == 0)
			return;
	if (ids->count < sizeof(ids->list) / sizeof(ids->list[0]))
		snprintf(ids->list[ids->count++], 33, "%s", id);
}

static enum fault add_mine(struct registry *r, const struct caller *v,
			   const struct term_list *terms, const char *id, struct arena *arena,
			   struct organisation *to, bool *ret_is, struct error *err)
{
	const struct register_definition *d = NULL;
	struct store_register_entry row;
	bool found = false;
	enum fault fault = store_register_get(r->store, id, &row, &found, err);

	if (fault == FAULT_NONE && found)
		fault = agency_of(r, v, id, &to->own, err);
	if (fault == FAULT_NONE && found && to->own.id[0] != '\0')
		d = register_find(terms, row.book);
	*ret_is = d != NULL;
	return *ret_is ? entry_view(r, arena, d, &row, ENTRY_PUBLIC, false, false, &to->entry, err)
		       : fault;
}

enum fault organisation_mine(struct registry *r, const struct caller *v,
			     const struct term_list *terms, struct arena *arena,
			     struct organisation **ret, size_t *ret_count, struct error *err)
{
	struct ids ids = {.count = 0};
	size_t count = 0;
	enum fault fault = access_may(r, v, ACCESS_VISIT, NULL, err);

	if (fault == FAULT_NONE && v->role == ROLE_APPLICANT && v->account[0] != '\0')
		fault = store_agent_of_account(r->store, v->account, keep_id, &ids, err);
	*ret = arena_array(arena, ids.count + 1, sizeof(**ret));
	for (size_t i = 0; i < ids.count && fault == FAULT_NONE; i++) {
		bool is = false;

		fault = add_mine(r, v, terms, ids.list[i], arena, &(*ret)[count], &is, err);
		count += is;
	}
	*ret_count = count;
	return fault;
}

enum fault organisation_has(struct registry *r, const struct caller *v, const char *reference,
			    bool *ret, struct error *err)
{
	struct store_application row;
	struct agency own = {.rights = 0};
	bool found = false;
	enum fault fault = access_may(r, v, ACCESS_VISIT, NULL, err);

	if (fault == FAULT_NONE && v->role == ROLE_APPLICANT && v->account[0] != '\0')
		fault = store_application_find(r->store, reference, &row, &found, err);
	if (fault == FAULT_NONE && found)
		fault = agency_of_application(r, v, row.id, &own, err);
	*ret = own.id[0] != '\0' && look_may(r, v, ACCESS_KNOW, NULL, &row, NULL) != FAULT_NONE;
	return fault;
}

/* --- one of them --- */

enum fault organisation_open(struct registry *r, const struct caller *v,
			     const struct organisation_at *at, struct arena *arena,
			     struct organisation *ret, struct error *err)
{
	struct org o = {.registry = r, .caller = v, .at = at, .arena = arena};
	enum fault fault = org_find(&o, ACCESS_ORG_SEE, err);

	if (fault == FAULT_NONE)
		fault = agency_of(r, v, o.row.id, &ret->own, err);
	if (fault == FAULT_NONE && ret->own.id[0] == '\0')
		return fail(err, FAULT_DENIED,
			    N_("Only the people of this organisation may do this, with their "
			       "account."),
			    "none of its people");
	return fault == FAULT_NONE ? entry_view(r, arena, at->of, &o.row, ALL_CLASSES, false, true,
						&ret->entry, err)
				   : fault;
}

/* --- its people --- */

static enum member_state state_of(const struct store_agent *row, int64_t now)
{
	if (row->ended_at > 0)
		return MEMBER_ENDED;
	if (row->joined_at > 0)
		return MEMBER_JOINED;
	return row->until >= now ? MEMBER_INVITED : MEMBER_LATE;
}

static enum agent_way way_of(const struct store_agent *row)
{
	for (int i = 0; agent_way_codes[i] != NULL; i++)
		if (strcmp(agent_way_codes[i], row->way) == 0)
			return (enum agent_way)i;
	return AGENT_INVITATION;
}

static enum fault show(struct org *o, const struct store_agent *row, struct agent *to,
		       struct error *err)
{
	struct store_account account;
	bool found = false;
	enum fault fault = FAULT_NONE;

	*to = (struct agent){
		.number = row->number,
		.name = text_safe(o->arena, org_open(o, row, AGENT_NAME, row->name), 0),
		.rights = row->rights,
		.state = state_of(row, o->now),
		.way = way_of(row),
		.at = row->at,
		.until = row->until,
		.joined_at = row->joined_at,
		.ended_at = row->ended_at,
		.words = org_open(o, row, AGENT_WORDS, row->words),
		.ended_words = org_open(o, row, AGENT_ENDED_WORDS, row->ended_words),
		.account = "",
		.is_own = org_lives(row) && o->caller->role == ROLE_APPLICANT &&
			  strcmp(row->account, o->caller->account) == 0,
		.ended_by_office = row->ended_words.len > 0};
	if (o->caller->role == ROLE_APPLICANT || row->account[0] == '\0')
		return FAULT_NONE;
	fault = store_account_find(o->registry->store, STORE_BY_ID, row->account, &account, &found,
				   err);
	if (fault == FAULT_NONE && found)
		to->account = arena_text(o->arena, account.number);
	return fault;
}

/* Of staff: their names are nobody's but theirs. */
static enum fault enter_look(struct caller *v, const struct org *o, struct error *err)
{
	enum fault fault;

	if (v->role == ROLE_APPLICANT || caller_has_looked(v, o->row.id))
		return FAULT_NONE;
	fault = check_enter_look(o->registry, v, &o->by, &o->row, err);
	if (fault == FAULT_NONE)
		caller_look(v, o->row.id);
	return fault;
}

enum fault organisation_people(struct registry *r, struct caller *v,
			       const struct organisation_at *at, struct arena *arena,
			       struct agent **ret, size_t *ret_count, struct error *err)
{
	struct org o = {.registry = r, .caller = v, .at = at, .arena = arena};
	enum fault fault = org_find(&o, ACCESS_ORG_SEE, err);

	if (fault == FAULT_NONE)
		fault = org_read(&o, err);
	if (fault == FAULT_NONE && o.count > 0)
		fault = enter_look(v, &o, err);
	if (fault != FAULT_NONE)
		return fault;
	*ret = arena_array(arena, o.count + 1, sizeof(**ret));
	for (size_t i = 0; i < o.count && fault == FAULT_NONE; i++)
		fault = show(&o, &o.agents[i], &(*ret)[i], err);
	*ret_count = o.count;
	return fault;
}
