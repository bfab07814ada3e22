/* tick.c - what the clerk does all the time: what clocks of applications have to do when they are
 * over. */
#include "services/upkeep/tick.h"

#include "services/application/overdue.h"
#include "services/application/timepiece.h"
#include "services/catalogue/lists.h"
#include "services/catalogue/versions.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_clock.h"

#define HOUR 3600
#define ARENA ((size_t)256 << 20) /* bytes: lists, and definitions of one turn */

/* One turn. Lists are read when the first application is found. */
struct turn {
	struct registry *registry;
	struct arena *arena;
	bool has_terms;
	struct term_list terms;
	const struct service *last; /* the definition at hand */
};

static enum fault find_service(struct turn *t, const struct store_application *row,
			       const struct service **ret, struct error *err)
{
	enum fault fault = FAULT_NONE;

	if (!t->has_terms)
		fault = lists_terms(t->registry, t->arena, NULL, 0, &t->terms, err);
	t->has_terms = fault == FAULT_NONE;
	if (fault == FAULT_NONE && (t->last == NULL || strcmp(t->last->id, row->service) != 0 ||
				    t->last->version != row->version))
		fault = versions_find(t->registry, t->arena, &t->terms, row->service, row->version,
				      &t->last, err);
	if (fault == FAULT_NONE)
		*ret = t->last;
	return fault;
}

/* When it is to be looked at next; 0: no more. */
static enum fault keep(struct turn *t, const char *id, int64_t at, struct error *err)
{
	struct store *s = t->registry->store;
	enum fault fault = store_begin(s, err);

	if (fault == FAULT_NONE)
		fault = at > 0 ? store_clock_put(s, id, at, err) : store_clock_drop(s, id, err);
	if (fault == FAULT_NONE)
		fault = store_commit(s, err);
	store_rollback(s);
	return fault;
}

static enum fault look(struct turn *t, const char *id, struct tick *ret, struct error *err)
{
	struct store_application row;
	const struct service *s = NULL;
	bool found = false, any = false;
	enum fault fault = store_application_get(t->registry->store, id, &row, &found, err);

	if (fault == FAULT_NONE && !found)
		return keep(t, id, 0, err);
	if (fault == FAULT_NONE)
		fault = find_service(t, &row, &s, err);
	if (fault == FAULT_NONE)
		fault = overdue_run(t->registry, id, s, NULL, &any, err);
	ret->changed += fault == FAULT_NONE && any;
	return fault;
}

/* One that cannot be looked at keeps none of the others waiting. An hour after a time that is not
 * believed may be years away: then it waits until one is. */
static enum fault put_off(struct turn *t, const char *id, struct tick *ret, struct error *err)
{
	ret->failed++;
	ret->why = *err;
	return keep(t, id, ret->leapt ? 1 : registry_now(t->registry) + HOUR, err);
}

enum fault tick_run(struct registry *r, struct tick *ret, struct error *err)
{
	ARENA_CLEAN struct arena *arena = arena_new(ARENA);
	struct turn t = {.registry = r, .arena = arena};
	struct tick done = {.changed = 0};
	bool found = true;
	enum fault fault = timepiece_look(r, &done.leapt, err);

	for (int i = 0; fault == FAULT_NONE && i < TICK_MOST; i++) {
		char id[33];

		/* Whatever the time is, a day that a calendar has moved is another. */
		fault = store_clock_next(r->store, done.leapt ? 0 : registry_now(r), id, &found,
					 err);
		if (fault != FAULT_NONE || !found)
			break;
		fault = look(&t, id, &done, err);
		if (fault != FAULT_NONE && fault != FAULT_BUSY)
			fault = put_off(&t, id, &done, err);
	}
	if (fault == FAULT_NONE)
		*ret = done;
	return fault;
}
