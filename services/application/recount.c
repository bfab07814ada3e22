/* recount.c - what silence decided on another day than a calendar that came later has: it stands,
 * and a person is to look at it again. */
#include "services/application/recount.h"

#include "services/application/clocks.h"
#include "services/application/clocks_length.h"
#include "services/application/overdue.h"
#include "services/application/recounted.h"
#include "services/application/told.h"
#include "services/catalogue/versions.h"
#include "services/definition/calendar.h"
#include "services/definition/kind_read.h"
#include "services/registry/limits.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_clock.h"

#include <limits.h>

static struct recounted lines_of(const struct course *c)
{
	return recounted_read(c->arena, c->events, c->event_count);
}

/* --- by another calendar --- */

/* By which clock the line of that place was written; NULL: by none, or its days are no calendar's.
 */
static const struct clock *decided_by(const struct course *c, size_t place)
{
	const struct event *e = &c->events[place];
	const struct clock *clock;

	if (place == 0 || strcmp(e->actor, caller_role_code(ROLE_PORTAL)) != 0)
		return NULL;
	clock = service_clock_doing(c->service, e->act);
	clock = clock == NULL ? NULL : clocks_length_of(c, clock);
	if (clock == NULL || clock->calendar == NULL || clock->length.unit == UNIT_MINUTE ||
	    clock->length.unit == UNIT_HOUR)
		return NULL;
	return clock;
}

/* Whether what stands at that place would have been done on the same day by that calendar; it never
 * comes before what stood there. *ret_last: the last day, zero: none. */
static bool fits(const struct course *c, const struct clock *clock, const struct calendar *calendar,
		 size_t place, struct date *ret_last)
{
	const int64_t before = c->events[place - 1].at;
	struct calendar_count count;
	int64_t at;

	clocks_count_before(c, clock, calendar, place, false, &count);
	*ret_last = (struct date){0};
	if (count.over_at == 0)
		return false;
	*ret_last = calendar_day(calendar, count.over_at - 1);
	at = overdue_as_of(&count) > before ? overdue_as_of(&count) : before;
	return date_compare(calendar_day(calendar, at),
			    calendar_day(calendar, c->events[place].at)) == 0;
}

/* What is to be said of that place now; false: nothing new. */
static bool is_news(const struct course *c, const struct recounted *said, size_t place,
		    struct recounted_line *ret)
{
	const struct clock *clock = decided_by(c, place);
	const struct recounted_line *old = recounted_find(said, place);
	struct recounted_line l = {.place = place};
	bool same;

	if (clock == NULL)
		return false;
	l.clock = clock->id;
	l.calendar = clock->calendar->id;
	l.version = clock->calendar->version;
	l.decided = calendar_day(clock->calendar, c->events[place].at);
	same = fits(c, clock, clock->calendar, place, &l.now);
	if (same)
		l.now = l.decided;
	*ret = l;
	if (old == NULL)
		return !same;
	return date_compare(old->now, l.now) != 0 && !(same && old->closed_at > 0);
}

static enum fault say(struct change *c, const struct recounted_line *l, struct error *err)
{
	struct event e = {.note = "", .act = SERVICE_RECOUNT};

	e.reason = arena_format(
		c->arena, "%s/%zu/%s/%s/%s/%d", l->clock, l->place, date_iso(c->arena, l->decided),
		l->now.year == 0 ? "" : date_iso(c->arena, l->now), l->calendar, l->version);
	return change_event(c, told_pack(c->arena, &e), err);
}

/* All that there is, in one entry. */
static enum fault say_all(struct change *c, struct course *course, bool *ret_any, struct error *err)
{
	struct recounted said = lines_of(course);
	struct recounted_line line;
	enum fault fault = clocks_length_settle(course, err);

	*ret_any = false;
	for (size_t i = 0; fault == FAULT_NONE && i < course->event_count; i++)
		if (is_news(course, &said, i, &line)) {
			fault = say(c, &line, err);
			*ret_any = true;
		}
	c->is_upkeep = true;
	return fault == FAULT_NONE && *ret_any ? change_enter(c, LEDGER_ACTED, SERVICE_RECOUNT, err)
					       : fault;
}

static bool is_open(const struct course *c)
{
	struct application_task t = {.closed_at = 1};

	return recounted_task(c->arena, c->service, c->events, c->event_count, &t) > 0 &&
	       t.closed_at == 0;
}

static enum fault run_once(struct change *c, const char *id, const struct service *s, bool *ret_any,
			   struct error *err)
{
	struct course course = {
		.registry = c->registry, .caller = c->caller, .row = &c->row, .service = s};
	enum fault fault = change_begin(c, ACCESS_EXPIRE, id, err);

	*ret_any = false;
	if (fault != FAULT_NONE)
		return fault;
	course.arena = c->arena;
	fault = course_history(&course, err);
	if (fault == FAULT_NONE)
		fault = say_all(c, &course, ret_any, err);
	course.is_read = false;
	if (fault == FAULT_NONE)
		fault = course_history(&course, err);
	return fault == FAULT_NONE
		       ? store_clock_again(c->registry->store, id, is_open(&course), err)
		       : fault;
}

enum fault recount_run(struct registry *r, const char *id, const struct service *s, bool *ret_any,
		       struct error *err)
{
	const struct caller portal = caller_portal();
	struct change c = {.registry = r, .caller = &portal};
	enum fault fault;

	do {
		fault = run_once(&c, id, s, ret_any, err);
		fault = change_end(&c, fault, NULL, err);
	} while (change_again(&c, fault));
	return fault;
}

enum fault recount_look(struct registry *r, const struct store_application *row,
			const struct service *s, bool *ret, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct course course = {.registry = r, .row = row, .service = s, .arena = a};
	enum fault fault = course_history(&course, err);
	struct recounted said;
	struct recounted_line line;

	*ret = false;
	if (fault == FAULT_NONE)
		fault = clocks_length_settle(&course, err);
	if (fault != FAULT_NONE)
		return fault;
	said = lines_of(&course);
	for (size_t i = 0; !*ret && i < course.event_count; i++)
		*ret = is_news(&course, &said, i, &line);
	return FAULT_NONE;
}

/* --- for people --- */

enum fault recount_last(struct registry *r, const char *id, struct date *ret_decided,
			struct date *ret_now, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct store_application row = {.service = ""};
	struct course course = {.registry = r, .row = &row, .arena = a};
	enum fault fault;
	struct recounted l;

	snprintf(row.id, sizeof(row.id), "%s", id);
	*ret_decided = *ret_now = (struct date){0};
	fault = course_history(&course, err);
	if (fault != FAULT_NONE)
		return fault;
	l = lines_of(&course);
	for (size_t i = 0; i < l.count; i++)
		if (l.all[i].closed_at == 0) {
			*ret_decided = l.all[i].decided;
			*ret_now = l.all[i].now;
		}
	return FAULT_NONE;
}

static const char *key_of(struct arena *a, const char *calendar)
{
	return arena_format(a, "%s:%s", kind_name(KIND_CALENDAR), calendar);
}

/* What the program itself brings is gone by until others are imported, and is in no registry. */
static enum fault read_own(struct course *c, const char *key, int version,
			   const struct calendar **ret, struct error *err)
{
	struct definition d = {.version = 0};
	bool found = false;
	enum fault fault = kind_read_own(c->arena, c->service->terms, key, &d, &found, err);

	*ret = fault == FAULT_NONE && found && d.version == version ? d.what : NULL;
	return fault;
}

/* *ret NULL: that version is not kept any more. */
static enum fault read_calendar(struct course *c, const char *id, int version,
				const struct calendar **ret, struct error *err)
{
	struct definition d = {.what = NULL};
	const char *key = key_of(c->arena, id), *yaml = NULL;
	size_t len = 0;
	enum fault fault = versions_text(c->registry, c->arena, key, version, &yaml, &len, err);

	*ret = NULL;
	if (fault == FAULT_MISSING)
		return read_own(c, key, version, ret, err);
	if (fault == FAULT_NONE)
		fault = kind_read_as(c->arena, c->service->terms, KIND_CALENDAR, true, key, yaml,
				     len, &d, NULL, err);
	if (fault == FAULT_NONE)
		*ret = d.what;
	return fault;
}

static void list_days(const struct course *c, const struct clock *clock,
		      const struct calendar *calendar, size_t place, struct calendar_run **ret,
		      size_t *ret_count)
{
	struct calendar_count count;

	clocks_count_before(c, clock, calendar, place, true, &count);
	*ret = count.runs;
	*ret_count = count.run_count;
}

/* Of the versions that the registry keeps, from the newest on. */
static enum fault find_kept(struct course *c, const struct application_recount *t,
			    const struct calendar **ret, struct error *err)
{
	const char *key = key_of(c->arena, t->calendar);
	struct date last;
	int v = INT_MAX;
	enum fault fault = FAULT_NONE;

	while (fault == FAULT_NONE) {
		fault = store_definition_before(c->registry->store, key, v, &v, err);
		if (fault != FAULT_NONE || v == 0)
			break;
		if (v == t->version)
			continue;
		fault = read_calendar(c, t->calendar, v, ret, err);
		if (fault == FAULT_NONE && *ret != NULL && fits(c, t->clock, *ret, t->place, &last))
			return FAULT_NONE;
	}
	*ret = NULL;
	return fault;
}

/* By which version of the calendar it was decided: the newest other one that has its day. */
static enum fault find_before(struct course *c, const struct application_recount *t,
			      const struct calendar **ret, struct error *err)
{
	struct definition own = {.version = 0};
	bool found = false;
	struct date last;
	enum fault fault = find_kept(c, t, ret, err);

	if (fault == FAULT_NONE && *ret == NULL)
		fault = kind_read_own(c->arena, c->service->terms, key_of(c->arena, t->calendar),
				      &own, &found, err);
	if (found && own.version != t->version && fits(c, t->clock, own.what, t->place, &last))
		*ret = own.what;
	return fault;
}

static enum fault tell_days(struct course *c, struct application_recount *t, struct error *err)
{
	const struct calendar *now = NULL, *before = NULL;
	enum fault fault = read_calendar(c, t->calendar, t->version, &now, err);

	if (fault == FAULT_NONE && now != NULL)
		list_days(c, t->clock, now, t->place, &t->days, &t->day_count);
	if (fault == FAULT_NONE)
		fault = find_before(c, t, &before, err);
	if (fault != FAULT_NONE || before == NULL)
		return fault;
	t->version_before = before->version;
	list_days(c, t->clock, before, t->place, &t->days_before, &t->day_before_count);
	return FAULT_NONE;
}

enum fault recount_days(struct course *c, struct application_task *t, struct error *err)
{
	enum fault fault = t->recount_count == 0 ? FAULT_NONE : clocks_length_settle(c, err);

	for (size_t i = 0; fault == FAULT_NONE && i < t->recount_count; i++)
		fault = tell_days(c, &t->recounts[i], err);
	return fault;
}
