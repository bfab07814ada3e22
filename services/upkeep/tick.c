/* tick.c - what the clerk does all the time: what clocks of applications have to do when they are
 * over, and what a person is to look at again since calendars came later. */
#include "services/upkeep/tick.h"

#include "i18n/base/array.h"
#include "services/application/duty.h"
#include "services/application/overdue.h"
#include "services/application/recount.h"
#include "services/application/signature_inside.h"
#include "services/application/timepiece.h"
#include "services/catalogue/lists.h"
#include "services/catalogue/versions.h"
#include "services/registry/limits.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_clock.h"
#include "services/store/store_register.h"

#define HOUR 3600
#define SIGNERS_MOST 50           /* applications of which signers are told in one turn */
#define ARENA ((size_t)256 << 20) /* bytes: lists, and definitions of one turn */

/* One turn. Lists are read when the first application is found. */
struct turn {
	struct registry *registry;
	struct arena *arena;
	bool has_terms;
	struct term_list terms;
	int64_t changes;                 /* of calendars, before the lists were read */
	const struct service **services; /* read so far */
	size_t service_count, service_room;
};

/* Each version is read once. */
static enum fault find_service(struct turn *t, const struct store_application *row,
			       const struct service **ret, struct error *err)
{
	enum fault fault = FAULT_NONE;

	for (size_t i = 0; i < t->service_count; i++)
		if (t->services[i]->version == row->version &&
		    strcmp(t->services[i]->id, row->service) == 0) {
			*ret = t->services[i];
			return FAULT_NONE;
		}
	if (!t->has_terms)
		fault = lists_terms(t->registry, t->arena, NULL, 0, &t->terms, err);
	t->has_terms = fault == FAULT_NONE;
	if (fault == FAULT_NONE)
		fault = versions_find(t->registry, t->arena, &t->terms, row->service, row->version,
				      ret, err);
	if (fault != FAULT_NONE)
		return fault;
	t->services = array_room_in(t->arena, t->services, t->service_count + 1, &t->service_room,
				    sizeof(*t->services));
	t->services[t->service_count++] = *ret;
	return FAULT_NONE;
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

/* --- what silence decided, by calendars that came later --- */

static enum fault look_again(struct turn *t, const char *id, struct tick *ret, struct error *err)
{
	struct store_application row;
	const struct service *s = NULL;
	bool found = false, any = false;
	enum fault fault = store_application_get(t->registry->store, id, &row, &found, err);

	if (fault == FAULT_NONE && found)
		fault = find_service(t, &row, &s, err);
	if (fault == FAULT_NONE && found)
		fault = recount_look(t->registry, &row, s, &any, err);
	if (fault == FAULT_NONE && any)
		fault = recount_run(t->registry, id, s, &any, err);
	ret->again += fault == FAULT_NONE && any;
	return fault;
}

/* All of them at once: of most there is nothing new to be said. */
static enum fault keep_looked(struct turn *t, const struct store_clock_decided *list, size_t count,
			      struct error *err)
{
	struct store *s = t->registry->store;
	enum fault fault = store_begin(s, err);

	for (size_t i = 0; fault == FAULT_NONE && i < count; i++)
		fault = store_clock_looked(s, &list[i], t->changes, err);
	if (fault == FAULT_NONE)
		fault = store_commit(s, err);
	store_rollback(s);
	return fault;
}

/* What cannot be looked at is told once, and keeps none of the others waiting. */
static enum fault look_all_again(struct turn *t, size_t most, struct tick *ret, struct error *err)
{
	struct store_clock_decided list[TICK_MOST];
	size_t count = 0, done = 0;
	enum fault fault = t->changes == 0 ? FAULT_NONE
					   : store_clock_decided(t->registry->store, t->changes,
								 most, list, &count, err);

	while (fault == FAULT_NONE && done < count && ret->again < LIMIT_AGAIN) {
		fault = look_again(t, list[done].application, ret, err);
		if (fault == FAULT_BUSY)
			break;
		done++;
		if (fault == FAULT_NONE)
			continue;
		ret->failed++;
		ret->why = *err;
		fault = FAULT_NONE;
	}
	if (done > 0 && keep_looked(t, list, done, err) != FAULT_NONE)
		return err->fault;
	return fault;
}

/* One that is next again though nothing of it has changed was counted by lists of before a calendar
 * that came in the middle of this turn: they are read again, once. */
static enum fault look_anew(struct turn *t, const char *id, int times, struct tick *ret,
			    struct error *err)
{
	if (times > 1)
		return fail(err, FAULT_BROKEN,
			    N_("The definition of this application cannot be read now."),
			    "application %s: its calendar is older than the newest", id);
	if (times == 1) {
		t->has_terms = false;
		t->service_count = 0;
	}
	return look(t, id, ret, err);
}

static enum fault look_all(struct turn *t, size_t *most, struct tick *ret, struct error *err)
{
	char id[33], before[33] = "";
	bool found = true;
	int times = 0; /* that it was looked at before, and nothing changed */
	enum fault fault = FAULT_NONE;

	for (; fault == FAULT_NONE && *most > 0; (*most)--) {
		const int64_t changed = ret->changed;

		/* Whatever the time is, a day that a calendar has moved is another. */
		fault = store_clock_next(t->registry->store,
					 ret->leapt ? 0 : registry_now(t->registry), id, &found,
					 err);
		if (fault != FAULT_NONE || !found)
			break;
		times = strcmp(id, before) == 0 ? times + 1 : 0;
		fault = look_anew(t, id, times, ret, err);
		snprintf(before, sizeof(before), "%s", ret->changed == changed ? id : "");
		if (fault != FAULT_NONE && fault != FAULT_BUSY)
			fault = put_off(t, id, ret, err);
	}
	return fault;
}

/* --- who has signed answers that are others now --- */

static enum fault tell_signers(struct turn *t, struct tick *ret, struct error *err)
{
	enum fault fault = FAULT_NONE;

	for (int i = 0; fault == FAULT_NONE && i < SIGNERS_MOST; i++) {
		struct store_application row;
		const struct service *s = NULL;
		bool found = false;
		char id[33];

		fault = signing_next(t->registry, id, &found, err);
		if (fault != FAULT_NONE || !found)
			return fault;
		fault = store_application_get(t->registry->store, id, &row, &found, err);
		if (fault == FAULT_NONE && found)
			fault = find_service(t, &row, &s, err);
		if (fault == FAULT_NONE && found)
			fault = signing_tell(t->registry, id, s, err);
		ret->told += fault == FAULT_NONE;
	}
	return fault;
}

/* --- what falls due for entries of registers --- */

/* The service by which it was entered, as it was then; *ret NULL: the application is gone. */
static enum fault service_of(struct turn *t, const char *entry, const struct service **ret,
			     struct error *err)
{
	struct store_register_entry row;
	struct store_application application;
	bool found = false;
	enum fault fault = store_register_get(t->registry->store, entry, &row, &found, err);

	*ret = NULL;
	if (fault == FAULT_NONE && found)
		fault = store_application_get(t->registry->store, row.application, &application,
					      &found, err);
	if (fault == FAULT_NONE && found)
		return find_service(t, &application, ret, err);
	if (fault == FAULT_NONE && !t->has_terms)
		fault = lists_terms(t->registry, t->arena, NULL, 0, &t->terms, err);
	t->has_terms = t->has_terms || fault == FAULT_NONE;
	return fault;
}

static enum fault look_at_entry(struct turn *t, const char *id, struct tick *ret, struct error *err)
{
	const struct service *s = NULL;
	bool any = false;
	enum fault fault = service_of(t, id, &s, err);

	if (fault == FAULT_NONE)
		fault = duty_run(t->registry, id, &t->terms, s, &any, err);
	ret->changed += fault == FAULT_NONE && any;
	if (fault == FAULT_NONE || fault == FAULT_BUSY)
		return fault;
	ret->failed++;
	ret->why = *err;
	return duty_put_off(t->registry, id, registry_now(t->registry) + HOUR, err);
}

static enum fault look_at_entries(struct turn *t, size_t *most, struct tick *ret, struct error *err)
{
	enum fault fault = FAULT_NONE;
	bool found = true;

	for (; fault == FAULT_NONE && *most > 0 && !ret->leapt; (*most)--) {
		char id[33];

		fault = store_register_due(t->registry->store, registry_now(t->registry), id,
					   &found, err);
		if (fault != FAULT_NONE || !found)
			break;
		fault = look_at_entry(t, id, ret, err);
	}
	return fault;
}

enum fault tick_run(struct registry *r, struct tick *ret, struct error *err)
{
	ARENA_CLEAN struct arena *arena = arena_new(ARENA);
	struct turn t = {.registry = r, .arena = arena};
	struct tick done = {.changed = 0};
	size_t most = TICK_MOST;
	enum fault fault = timepiece_look(r, &done.leapt, err);

	if (fault == FAULT_NONE)
		fault = store_clock_get(r->store, STORE_CLOCK_CALENDARS, &t.changes, err);
	if (fault == FAULT_NONE)
		fault = look_all(&t, &most, &done, err);
	if (fault == FAULT_NONE)
		fault = look_at_entries(&t, &most, &done, err);
	if (fault == FAULT_NONE)
		fault = look_all_again(&t, most, &done, err);
	if (fault == FAULT_NONE)
		fault = tell_signers(&t, &done, err);
	if (fault == FAULT_NONE)
		*ret = done;
	return fault;
}
