/* agency.c - who acts for an organisation that a register has: as which of its people the caller
 * has come. */
#include "services/access/agency.h"

#include "i18n/base/array.h"
#include "services/access/person.h"
#include "services/registry/registry_inside.h"
#include "services/registry/vouch.h"
#include "services/store/store_link.h"

#include <string.h>

struct search {
	const struct seal *seal;
	const struct caller *caller;
	struct agency found;
};

/* Of several rows of one account, whichever may most: rights of all of them are had. */
static void look(void *ctx, const struct store_agent *row)
{
	struct search *s = ctx;

	if (row->joined_at == 0 || row->ended_at != 0 ||
	    strcmp(row->account, s->caller->account) != 0 ||
	    !vouch_holds(s->seal, &store_agent_table, row))
		return;
	memcpy(s->found.id, row->id, sizeof(s->found.id));
	s->found.number = row->number;
	s->found.rights |= row->rights | AGENT_SEE;
	s->found.proven = s->caller->account_shown || s->caller->key_acts;
}

enum fault agency_of(struct registry *r, const struct caller *c, const char *entry,
		     struct agency *ret, struct error *err)
{
	struct search s = {.seal = &r->seal, .caller = c};
	struct person person;
	bool is = false;
	enum fault fault = FAULT_NONE;

	*ret = (struct agency){.rights = 0};
	if (c->role != ROLE_APPLICANT || entry == NULL || entry[0] == '\0')
		return FAULT_NONE;
	fault = person_of(r, c, &person, &is, err);
	if (fault == FAULT_NONE && is)
		fault = store_agent_each(r->store, entry, look, &s, err);
	if (fault == FAULT_NONE)
		*ret = s.found;
	return fault;
}

static void keep_entry(void *ctx, const struct store_link *link)
{
	if (strcmp(link->kind, AGENCY_LINK) == 0)
		snprintf(ctx, 33, "%s", link->other);
}

enum fault agency_of_application(struct registry *r, const struct caller *c,
				 const char *application, struct agency *ret, struct error *err)
{
	char entry[33] = "";
	enum fault fault = FAULT_NONE;

	*ret = (struct agency){.rights = 0};
	if (c->role != ROLE_APPLICANT || c->account[0] == '\0')
		return FAULT_NONE;
	fault = store_link_each_of(r->store, application, keep_entry, entry, err);
	return fault == FAULT_NONE ? agency_of(r, c, entry, ret, err) : fault;
}

struct ever {
	const char *account;
	bool has;
};

static void look_for_account(void *ctx, const struct store_agent *row)
{
	struct ever *e = ctx;

	e->has = e->has || (row->joined_at > 0 && strcmp(row->account, e->account) == 0);
}

static void keep_about(void *ctx, const struct store_link *link)
{
	if (strcmp(link->kind, AGENCY_ABOUT) == 0)
		snprintf(ctx, 33, "%s", link->other);
}

enum fault agency_has(struct registry *r, const char *entry, const char *application,
		      const char *account, bool *ret, struct error *err)
{
	struct ever e = {.account = account};
	char about[33] = "";
	enum fault fault = FAULT_NONE;

	if (entry == NULL && application[0] != '\0')
		fault = store_link_each_of(r->store, application, keep_about, about, err);
	entry = entry != NULL ? entry : about;
	if (fault == FAULT_NONE && entry[0] != '\0')
		fault = store_agent_each(r->store, entry, look_for_account, &e, err);
	*ret = e.has;
	return fault;
}

/* --- who has left --- */

/* Accounts that have ended, and of them those that file by another row. */
struct left {
	const struct seal *seal;
	struct arena *arena;
	struct one {
		char account[33];
		bool ended, files;
	} * list;
	size_t count, room;
};

static void keep_left(void *ctx, const struct store_agent *row)
{
	struct left *l = ctx;
	size_t i = 0;

	if (row->joined_at == 0)
		return;
	while (i < l->count && strcmp(l->list[i].account, row->account) != 0)
		i++;
	if (i == l->count) {
		l->list =
			array_room_in(l->arena, l->list, l->count + 1, &l->room, sizeof(*l->list));
		l->list[l->count] = (struct one){.ended = false};
		memcpy(l->list[l->count++].account, row->account, sizeof(row->account));
	}
	if (row->ended_at != 0)
		l->list[i].ended = true;
	else if ((row->rights & AGENT_FILE) != 0 && vouch_holds(l->seal, &store_agent_table, row))
		l->list[i].files = true;
}

static enum fault holds(struct registry *r, const char *application, const struct one *one,
			bool *ret, struct error *err)
{
	char holder[CALLER_IDENTITY];

	caller_account_name(one->account, holder);
	return store_application_is_of(r->store, application,
				       &(struct store_application_person){one->account, holder, ""},
				       ret, err);
}

enum fault agency_has_left(struct registry *r, const char *application, bool *ret,
			   struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct left l = {.seal = &r->seal, .arena = a};
	char entry[33] = "";
	enum fault fault = store_link_each_of(r->store, application, keep_entry, entry, err);

	*ret = false;
	if (fault == FAULT_NONE && entry[0] != '\0')
		fault = store_agent_each(r->store, entry, keep_left, &l, err);
	for (size_t i = 0; i < l.count && fault == FAULT_NONE && !*ret; i++)
		if (l.list[i].ended && !l.list[i].files)
			fault = holds(r, application, &l.list[i], ret, err);
	return fault;
}
