/* organisation_rows.c - rows of who acts for an organisation: read, made, written, told. */
#include "services/application/organisation_inside.h"

#include "i18n/base/array.h"
#include "services/application/change.h"
#include "services/application/dispatch.h"
#include "services/register/check_inside.h"
#include "services/register/entry_inside.h"
#include "services/registry/limits.h"
#include "services/registry/registry_inside.h"
#include "services/registry/vouch_agent.h"

#include <string.h>

/* --- reading --- */

static void keep(void *ctx, const struct store_agent *row)
{
	struct org *o = ctx;
	struct store_agent *to;

	o->agents = array_room_in(o->arena, o->agents, o->count + 2, &o->room, sizeof(*o->agents));
	to = &o->agents[o->count++];
	*to = *row;
	to->name = table_bytes_keep(o->arena, row->name);
	to->words = table_bytes_keep(o->arena, row->words);
	to->ended_words = table_bytes_keep(o->arena, row->ended_words);
}

enum fault org_read(struct org *o, struct error *err)
{
	o->count = o->room = 0;
	o->agents = array_room_in(o->arena, NULL, 1, &o->room, sizeof(*o->agents));
	return store_agent_each(o->registry->store, o->row.id, keep, o, err);
}

/* Staff act for the authority on nothing of their own, as everywhere; whoever else has nothing by
 * the application that once entered it. */
enum fault org_may(struct org *o, enum access_act act, struct error *err)
{
	struct access_object at = check_object(o->arena, o->at->of, &o->row);
	enum fault fault;

	at.by = &o->by;
	if (o->caller->role != ROLE_STAFF)
		at.id = "";
	fault = access_may(o->registry, o->caller, act, &at, err);
	return fault == FAULT_MISSING ? check_refuse(err) : fault;
}

static enum fault is_of_organisations(const struct org *o, struct error *err)
{
	if (o->at->of->subject == REGISTER_ORGANISATION)
		return FAULT_NONE;
	return fail(err, FAULT_DENIED, N_("This register does not list organisations."),
		    "register %s", o->at->of->id);
}

enum fault org_find(struct org *o, enum access_act act, struct error *err)
{
	bool found = false;
	enum fault fault = is_of_organisations(o, err);

	o->now = registry_now(o->registry);
	if (fault == FAULT_NONE)
		fault = entry_by_number(o->registry, o->at->of->id, o->at->number, &o->row, &found,
					err);
	if (fault == FAULT_NONE && !found)
		return check_missing(o->caller, o->at->of, err);
	return fault == FAULT_NONE ? org_may(o, act, err) : fault;
}

static enum fault take(struct org *o, struct error *err)
{
	bool found = false;
	enum fault fault = org_find(o, ACCESS_VISIT, err);

	if (fault == FAULT_NONE)
		fault = entry_take(o->registry, o->row.id, &o->row, &found, err);
	if (fault == FAULT_NONE && !found)
		return check_missing(o->caller, o->at->of, err);
	return fault == FAULT_NONE ? org_read(o, err) : fault;
}

enum fault org_run(struct org *o, org_once *once, void *ctx, struct error *err)
{
	struct store_runs runs = {.count = 0};
	struct store *store = o->registry->store;
	enum fault fault;

	do {
		fault = store_begin(store, err);
		if (fault == FAULT_NONE)
			fault = take(o, err);
		if (fault == FAULT_NONE)
			fault = once(o, ctx, err);
		if (fault == FAULT_NONE)
			fault = store_commit(store, err);
		store_rollback(store);
	} while (fault != FAULT_NONE && store_again(store, &runs));
	return fault;
}

/* --- writing --- */

struct table_bytes org_seal(const struct org *o, const struct store_agent *row, const char *what,
			    const char *words)
{
	struct sealed sealed = {NULL, 0};

	if (words != NULL && words[0] != '\0')
		sealed = seal_words(&o->registry->seal, o->arena, row->id, what, words);
	return (struct table_bytes){sealed.bytes, sealed.len};
}

const char *org_open(const struct org *o, const struct store_agent *row, const char *what,
		     struct table_bytes sealed)
{
	char *words = NULL;

	if (sealed.len == 0 ||
	    seal_open_words(&o->registry->seal, o->arena, row->id, what,
			    (struct sealed){sealed.at, sealed.len}, &words, NULL) != FAULT_NONE)
		return "";
	return words;
}

const char *org_actor(const struct org *o)
{
	return o->caller->account[0] != '\0' ? o->caller->account : change_actor(o->caller);
}

enum fault org_make(struct org *o, const char *name, int rights, enum agent_way way,
		    struct store_agent **ret, struct error *err)
{
	struct store_agent *row;

	/* whoever has used up the room keeps nobody out whom the office enters */
	if (o->count >= LIMIT_AGENTS + (size_t)(way == AGENT_OFFICE ? LIMIT_AGENTS_OFFICE : 0))
		return fail(err, FAULT_DENIED,
			    N_("Too many people were already added or invited for this "
			       "organisation. Ask the office that keeps the register."),
			    "%zu agents", o->count);
	o->agents = array_room_in(o->arena, o->agents, o->count + 2, &o->room, sizeof(*o->agents));
	row = &o->agents[o->count];
	*row = (struct store_agent){
		.number = (int)o->count + 1, .rights = rights | AGENT_SEE, .at = o->now};
	o->count++;
	id_new(row->id);
	snprintf(row->entry, sizeof(row->entry), "%s", o->row.id);
	snprintf(row->way, sizeof(row->way), "%s", agent_way_codes[way]);
	snprintf(row->actor, sizeof(row->actor), "%s", org_actor(o));
	row->name = org_seal(o, row, AGENT_NAME, name);
	*ret = row;
	return FAULT_NONE;
}

enum fault org_write(struct org *o, struct store_agent *row, bool is_new, enum ledger_act act,
		     struct error *err)
{
	struct ledger_entry who = change_who(o->caller);

	if (o->by.role[0] != '\0')
		who.role = o->by.role;
	if (o->by.office[0] != '\0')
		who.office = o->by.office;
	return vouch_agent(o->registry, row, is_new, act, &who, err);
}

/* --- asked of rows --- */

bool org_lives(const struct store_agent *row)
{
	return row->joined_at > 0 && row->ended_at == 0;
}

struct store_agent *org_of_account(const struct org *o, const char *account)
{
	for (size_t i = 0; i < o->count && account[0] != '\0'; i++)
		if (org_lives(&o->agents[i]) && strcmp(o->agents[i].account, account) == 0)
			return &o->agents[i];
	return NULL;
}

int org_managers(const struct org *o)
{
	int count = 0;

	for (size_t i = 0; i < o->count; i++)
		count += org_lives(&o->agents[i]) && (o->agents[i].rights & AGENT_MANAGE) != 0;
	return count;
}

/* --- telling --- */

enum fault org_tell(struct org *o, const char *but, struct error *err)
{
	const struct template *t = template_find(o->at->terms, "people_changed");
	const struct dispatch_about about = {t == NULL ? NULL : &t->text, &o->at->of->name,
					     &o->at->of->authority, o->row.number};
	enum fault fault = FAULT_NONE;

	for (size_t i = 0; i < o->count && fault == FAULT_NONE; i++)
		if (org_lives(&o->agents[i]) && strcmp(o->agents[i].account, but) != 0)
			fault = dispatch_account(o->registry, &about, o->agents[i].account, err);
	return fault;
}
