/* overdue.c - what clocks of an application that are over do: before an act, and without one. */
#include "services/application/overdue.h"

#include "i18n/date.h"
#include "services/application/clocks.h"
#include "services/application/fees.h"
#include "services/application/remind.h"
#include "services/application/timepiece.h"
#include "services/registry/limits.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_clock.h"

/* The one that was over first, by now. */
static const struct application_clock *find_over(const struct application_clock *list, size_t count,
						 int64_t now)
{
	const struct application_clock *first = NULL;

	for (size_t i = 0; i < count; i++) {
		const struct application_clock *k = &list[i];

		if (k->runs && k->clock->when_over != NULL && k->count.over_at > 0 &&
		    k->count.over_at <= now &&
		    (first == NULL || k->count.over_at < first->count.over_at))
			first = k;
	}
	return first;
}

/* By the clock here where that is earlier: people are told its days by that one. */
int64_t overdue_as_of(const struct calendar_count *count)
{
	int64_t day = date_number(date_of(count->due_at));
	int64_t here = date_begin(date_from_number(day + 1));

	return (count->over_at < here ? count->over_at : here) - 1;
}

/* As of the end of its day; nothing stands in the history before what it follows. */
static enum fault do_over(struct change *c, struct course *course,
			  const struct application_clock *k, struct error *err)
{
	const struct act *act = k->clock->when_over;
	const struct caller portal = caller_portal();
	const struct caller *caller = c->caller;
	const struct access_by by = c->by;
	const int64_t last = course->events[course->event_count - 1].at;
	char operation[ID_LENGTH + 1];
	struct act_answers answers = {.words = "",
				      .reason = act->reason_count > 0 ? act->reasons[0].code : ""};
	enum fault fault;

	memcpy(operation, c->operation, sizeof(operation));
	id_new(c->operation);
	c->caller = &portal;
	c->by = (struct access_by){.role = ""};
	c->as_of = overdue_as_of(&k->count) > last ? overdue_as_of(&k->count) : last;
	fault = fees_take(c, course, act, act->to_count > 0 ? act->to[0] : NULL, &answers, err);
	if (fault == FAULT_NONE)
		fault = store_clock_decide(c->registry->store, c->row.id, err);
	memcpy(c->operation, operation, sizeof(operation));
	c->caller = caller;
	c->by = by;
	c->as_of = 0;
	course_open(course);
	return fault;
}

/* What is done cannot be undone: a decree may have moved the day, which a visit that began before
 * it does not know. The clerk does. */
static enum fault may_decide(struct change *c, const struct service *s, bool *ret,
			     struct error *err)
{
	bool believed = false, outdated = false;
	enum fault fault = timepiece_believe(c->registry->store, c->now, &believed, err);

	if (fault == FAULT_NONE && believed && c->caller->role != ROLE_PORTAL)
		fault = clocks_find_outdated(c, s, &outdated, err);
	*ret = fault == FAULT_NONE && believed && !outdated;
	return fault;
}

/* The history is read anew after each; it may be long, so that its memory is given back. */
static enum fault apply_one(struct change *c, struct course *course, bool *ret_any,
			    struct error *err)
{
	ARENA_CLEAN struct arena *scratch = arena_new(REGISTRY_WORK);
	struct application_clock *list = NULL;
	const struct application_clock *over = NULL;
	size_t count = 0;
	enum fault fault;

	course->arena = scratch;
	course->is_read = false;
	fault = clocks_read(course, false, &list, &count, err);
	if (fault == FAULT_NONE)
		over = find_over(list, count, c->now);
	*ret_any = over != NULL;
	if (over != NULL)
		fault = do_over(c, course, over, err);
	course->arena = c->arena;
	course->is_read = false;
	course->events = NULL;
	course->event_count = 0;
	return fault;
}

static bool does_anything(const struct service *s)
{
	bool any = s->clock_count > 0;

	for (size_t i = 0; i < s->task_count; i++)
		any = any || (s->tasks[i].clock != NULL && s->tasks[i].clock->when_over != NULL);
	return any;
}

enum fault overdue_apply(struct change *c, struct course *course, bool *ret_any, struct error *err)
{
	bool may = false, any;
	enum fault fault;

	*ret_any = false;
	if (course->service == NULL || course->stage == NULL || !does_anything(course->service))
		return FAULT_NONE;
	fault = may_decide(c, course->service, &may, err);
	if (!may)
		return fault;
	for (int i = 0; fault == FAULT_NONE && i < LIMIT_OVER; i++) {
		fault = apply_one(c, course, &any, err);
		if (!any)
			break;
		*ret_any = true;
	}
	return fault;
}

/* --- without an act --- */

/* The due day may be another by the newest calendar, though nothing happened. */
static enum fault count_again(struct change *c, struct course *course, bool *ret_any,
			      struct error *err)
{
	struct application_clock *list = NULL;
	size_t count = 0;
	int64_t due = 0, next = 0;
	enum fault fault = clocks_read(course, false, &list, &count, err);

	if (fault != FAULT_NONE)
		return fault;
	clocks_weigh(list, count, c->now, &due, &next);
	fault = remind_apply(c, course, list, count, err);
	if (fault != FAULT_NONE)
		return fault;
	if (application_is_open(change_state(c->row.state)) && c->row.due_at != due) {
		*ret_any = true;
		c->row.due_at = due;
		c->is_upkeep = true;
		fault = change_enter(c, LEDGER_RENEWED, "due_day", err);
	}
	if (fault == FAULT_NONE)
		fault = clocks_keep_next(c, next, err);
	/* What was counted by lists that were read before a calendar came is counted again. */
	return fault == FAULT_NONE ? clocks_keep_fresh(c, course->service, err) : fault;
}

/* A visit's lists are those of its beginning: by older ones nothing is done, and the portal looks
 * at it at once. */
static enum fault is_left(struct change *c, const struct service *s, bool *ret, struct error *err)
{
	enum fault fault = s == NULL ? FAULT_NONE : clocks_find_outdated(c, s, ret, err);

	return fault == FAULT_NONE && *ret ? clocks_keep_fresh(c, s, err) : fault;
}

static enum fault run_once(struct change *c, const char *id, const struct service *s, bool visits,
			   bool *ret_any, struct error *err)
{
	struct course course = {
		.registry = c->registry, .caller = c->caller, .row = &c->row, .service = s};
	bool left = false;
	enum fault fault = change_begin(c, ACCESS_EXPIRE, id, err);

	*ret_any = false;
	if (fault != FAULT_NONE)
		return fault;
	course.arena = c->arena;
	course_open(&course);
	if (course.stage == NULL)
		return store_clock_drop(c->registry->store, id, err);
	if (visits)
		fault = is_left(c, s, &left, err);
	if (fault != FAULT_NONE || left)
		return fault;
	fault = overdue_apply(c, &course, ret_any, err);
	return fault == FAULT_NONE ? count_again(c, &course, ret_any, err) : fault;
}

static enum fault run(struct registry *r, const char *id, const struct service *s, bool visits,
		      struct application *a, bool *ret_any, struct error *err)
{
	const struct caller portal = caller_portal();
	struct change c = {.registry = r, .caller = &portal};
	enum fault fault;

	do {
		fault = run_once(&c, id, s, visits, ret_any, err);
		fault = change_end(&c, fault, a, err);
	} while (change_again(&c, fault));
	return fault;
}

enum fault overdue_run(struct registry *r, const char *id, const struct service *s,
		       struct application *a, bool *ret_any, struct error *err)
{
	return run(r, id, s, false, a, ret_any, err);
}

void overdue_keep(struct registry *r, struct application *a, const struct service *s)
{
	struct error none;
	bool any;

	if (run(r, a->id, s, true, a, &any, &none) != FAULT_NONE)
		return;
}
