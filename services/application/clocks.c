/* clocks.c - where the clocks of an application stand, and what follows from it. */
#include "services/application/clocks.h"

#include "i18n/base/array.h"
#include "services/application/clocks_length.h"
#include "services/application/look.h"
#include "services/application/remind.h"
#include "services/application/told.h"
#include "services/definition/calendar.h"
#include "services/definition/kind.h"
#include "services/registry/limits.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_clock.h"
#include "services/store/store_definition.h"

/* --- from what happened --- */

/* One clock on its way through the history. */
struct way {
	const struct clock *clock;
	struct arena *arena;
	int64_t since, last_in;    /* the last thing that came in from the applicant */
	int64_t stopped;           /* since when it runs no more; 0: it runs */
	const struct event *asked; /* what they were asked last, answers and papers by name */
	bool is_done;
	struct calendar_pause *pauses;
	size_t count, room;
};

static bool is_reply(const struct event *e, const struct event *before)
{
	return before != NULL && before->state == STATE_NEEDS_INFO &&
	       e->state != STATE_NEEDS_INFO &&
	       strcmp(e->actor, caller_role_code(ROLE_APPLICANT)) == 0;
}

/* Acts of the short forms, and the reply, stand in the history by what came of them. */
static bool is_act(const struct event *e, const struct event *before, const char *id)
{
	if (e->act[0] != '\0')
		return strcmp(e->act, id) == 0;
	if (before == NULL)
		return false;
	if (strcmp(id, service_reply.id) == 0)
		return is_reply(e, before);
	if (strcmp(id, "ask") == 0)
		return e->state == STATE_NEEDS_INFO && before->state != STATE_NEEDS_INFO;
	return strcmp(id, "forward") == 0 && strcmp(e->stage, before->stage) != 0;
}

static bool names(const struct event *e, int wrong)
{
	bool any = wrong == WRONG_ANY;

	for (size_t i = 0; e != NULL && i < e->item_count; i++)
		any |= (int)e->items[i].wrong == wrong;
	return any;
}

/* A reply has what was wrong from the question. */
static bool is_one_of(const struct way *w, const struct event *e, const struct event *before,
		      const struct clock_act *acts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (is_act(e, before, acts[i].id) &&
		    names(strcmp(acts[i].id, service_reply.id) == 0 ? w->asked : e, acts[i].wrong))
			return true;
	return false;
}

/* While the applicant is waited for, it stands still from its first moment on. */
static void begin(struct way *w, int64_t at)
{
	bool waits = w->count > 0 && w->pauses[w->count - 1].until == 0;

	w->since = at;
	w->is_done = false;
	w->count = waits ? 1 : 0;
	if (waits)
		w->pauses[0] = (struct calendar_pause){.from = at};
}

static bool is_start(const struct service *s, const struct clock *clock, const struct event *e,
		     const struct event *before)
{
	switch (clock->starts) {
	case CLOCK_SUBMITTED: return before == NULL;
	case CLOCK_DONE:
	case CLOCK_COMPLETE: return is_act(e, before, clock->act);
	case CLOCK_OPENED: return course_opens(s, clock->task, e, before);
	case CLOCK_PAID:
		return clock->charge != NULL && strcmp(e->reason, clock->charge->id) == 0 &&
		       (strcmp(e->act, SERVICE_FEE_PAID) == 0 ||
			strcmp(e->act, SERVICE_FEE_NONE) == 0);
	case CLOCK_ENTERED: break;
	}
	return strcmp(e->stage, clock->stage->id) == 0 &&
	       (before == NULL || strcmp(e->stage, before->stage) != 0 ||
		told_is_reopening(before, e));
}

static void follow_pause(struct way *w, const struct event *e, const struct event *before)
{
	const struct clock *clock = w->clock;

	if (w->count > 0 && w->pauses[w->count - 1].until == 0 && e->state != STATE_NEEDS_INFO)
		w->pauses[w->count - 1].until = e->at;
	if (!is_one_of(w, e, before, clock->paused_by, clock->paused_count))
		return;
	w->pauses = array_room_in(w->arena, w->pauses, w->count + 1, &w->room, sizeof(*w->pauses));
	w->pauses[w->count++] = (struct calendar_pause){.from = e->at};
}

/* Its end was the end of its clocks: what goes on starts them anew, or none of them runs. What came
   in before was there on that day. */
static void stop(struct way *w, const struct event *e)
{
	w->is_done = true;
	w->last_in = e->at;
}

static void follow(struct way *w, const struct service *s, const struct event *e,
		   const struct event *before)
{
	const struct clock *clock = w->clock;
	bool ran = w->since > 0;

	if (e->item_count > 0)
		w->asked = e;
	if (before != NULL && told_is_reopening(before, e))
		stop(w, e);
	if (before == NULL || is_reply(e, before))
		w->last_in = e->at;
	follow_pause(w, e, before);
	if (clock->when_over != NULL && strcmp(e->act, clock->when_over->id) == 0)
		w->is_done = true;
	if (clock->task != NULL && strcmp(e->act, SERVICE_CLOSE) == 0 &&
	    strcmp(e->reason, clock->task->id) == 0)
		w->is_done = true;
	if (is_start(s, clock, e, before))
		begin(w, clock->starts == CLOCK_COMPLETE ? w->last_in : e->at);
	else if (ran && is_one_of(w, e, before, clock->restarted_by, clock->restarted_count))
		begin(w, e->at);
}

static bool runs_on(const struct way *w, const struct service *s, const struct event *e)
{
	const struct stage *at = service_stage(s, e->stage);

	return !w->is_done && application_is_open(e->state) && at != NULL &&
	       service_clock_runs(w->clock, s, at);
}

static struct way way_of(const struct course *c, const struct clock *clock, size_t events)
{
	struct way w = {.clock = clock, .arena = c->arena};

	for (size_t i = 0; i < events; i++) {
		const struct event *e = &c->events[i];

		follow(&w, c->service, e, i == 0 ? NULL : &e[-1]);
		if (w.since == 0 || runs_on(&w, c->service, e))
			w.stopped = 0;
		else if (w.stopped == 0)
			w.stopped = e->at;
	}
	return w;
}

static void count_days(const struct course *c, const struct way *w, const struct calendar *calendar,
		       bool listed, struct calendar_count *ret)
{
	const struct clock *clock = w->clock;

	calendar_count(listed ? c->arena : NULL,
		       &(struct calendar_ask){.calendar = calendar,
					      .service = c->service->id,
					      .length = clock->length,
					      .rules = clock->rules,
					      .from = w->since,
					      .pauses = w->pauses,
					      .pause_count = w->count},
		       ret);
}

/* Of what runs no more no days are told behind that on which it stopped. */
static void cut_days(const struct calendar *calendar, int64_t stopped, struct calendar_count *count)
{
	const struct date last = calendar_day(calendar, stopped);
	struct calendar_run *run;

	while (count->run_count > 1 &&
	       date_compare(count->runs[count->run_count - 1].first, last) > 0)
		count->run_count--;
	run = count->run_count == 0 ? NULL : &count->runs[count->run_count - 1];
	if (run == NULL || date_compare(run->last, last) <= 0)
		return;
	if (run->why == WHY_COUNTED)
		run->counted -= (int)(date_number(run->last) - date_number(last));
	run->last = last;
}

static struct application_clock stand(const struct course *c, const struct clock *clock,
				      bool listed)
{
	struct application_clock ret = {.clock = clock};
	const struct stage *at = service_stage(c->service, c->row->stage);
	struct way w = way_of(c, clock, c->event_count);

	ret.since = w.since;
	if (w.since == 0 || at == NULL)
		return ret;
	ret.runs = !w.is_done && application_is_open(change_state(c->row->state)) &&
		   service_clock_runs(clock, c->service, at);
	ret.paused = ret.runs && w.count > 0 && w.pauses[w.count - 1].until == 0;
	count_days(c, &w, clock->calendar, listed, &ret.count);
	if (!ret.runs && w.stopped > 0)
		cut_days(clock->calendar, w.stopped, &ret.count);
	return ret;
}

void clocks_count_before(const struct course *c, const struct clock *clock,
			 const struct calendar *calendar, size_t events, bool listed,
			 struct calendar_count *ret)
{
	const struct clock *own = clocks_length_of(c, clock);
	struct way w;

	*ret = (struct calendar_count){.due_at = 0};
	if (own == NULL)
		return;
	w = way_of(c, own, events);
	if (w.since > 0)
		count_days(c, &w, calendar, listed, ret);
}

/* The clocks that the short forms mean: of the whole, else of each stage. */
static size_t meant(struct arena *a, const struct service *s, struct clock **ret)
{
	const struct calendar_rules rules =
		s->calendar == NULL ? (struct calendar_rules){false} : s->calendar->rules;
	struct clock *list = arena_array(a, s->stage_count + 1, sizeof(*list));
	size_t count = 0;

	*ret = list;
	if (s->duration != NULL && s->duration->value > 0) {
		list[count++] = (struct clock){.id = "duration", .length = *s->duration};
		list[0].length.value = duration_most(s->duration);
	} else {
		for (size_t i = 0; i < s->stage_count; i++)
			if (s->stages[i].target.value > 0)
				list[count++] = (struct clock){.id = s->stages[i].id,
							       .name = s->stages[i].name,
							       .starts = CLOCK_ENTERED,
							       .stage = &s->stages[i],
							       .length = s->stages[i].target};
	}
	for (size_t i = 0; i < count; i++) {
		list[i].calendar = s->calendar;
		list[i].rules = rules;
	}
	return count;
}

enum fault clocks_read(struct course *c, bool listed, struct application_clock **ret,
		       size_t *ret_count, struct error *err)
{
	struct clock *by_short_forms = NULL;
	const struct clock *clocks;
	size_t count;
	enum fault fault = course_history(c, err);

	if (fault == FAULT_NONE)
		fault = clocks_length_settle(c, err);
	if (fault != FAULT_NONE)
		return fault;
	clocks = c->clocks;
	count = c->clock_count;
	if (c->service->clock_count == 0) {
		count = meant(c->arena, c->service, &by_short_forms);
		clocks = by_short_forms;
	}
	*ret = arena_array(c->arena, count + c->service->task_count, sizeof(**ret));
	for (size_t i = 0; i < count; i++)
		(*ret)[i] = stand(c, &clocks[i], listed);
	for (size_t i = 0; i < c->service->task_count; i++)
		if (c->service->tasks[i].clock != NULL)
			(*ret)[count++] = stand(c, c->service->tasks[i].clock, listed);
	*ret_count = count;
	return FAULT_NONE;
}

/* Staff's own times are none of the applicant's. */
static void leave_out_staffs(struct application_clock *list, size_t *count)
{
	size_t kept = 0;

	for (size_t i = 0; i < *count; i++)
		if (list[i].clock->task == NULL)
			list[kept++] = list[i];
	*count = kept;
}

enum fault application_clocks(struct registry *r, struct caller *v, struct application *a,
			      const struct service *s, struct arena *arena,
			      struct application_clock **ret, size_t *ret_count, struct error *err)
{
	struct store_application row;
	struct course course = {
		.registry = r, .caller = v, .row = &row, .service = s, .arena = arena};
	enum fault fault = look_at(r, v, a, LOOK_READ, &row, err);

	if (fault != FAULT_NONE)
		return fault;
	change_show(&row, a);
	fault = clocks_read(&course, true, ret, ret_count, err);
	if (fault == FAULT_NONE && look_is_applicants(v, &row))
		leave_out_staffs(*ret, ret_count);
	return fault;
}

/* --- what follows from it --- */

static void look_by(int64_t at, int64_t *next)
{
	if (at > 0 && (*next == 0 || at < *next))
		*next = at;
}

void clocks_weigh(const struct application_clock *list, size_t count, int64_t now, int64_t *ret_due,
		  int64_t *ret_next)
{
	const struct application_clock *told = NULL;

	*ret_next = 0;
	for (size_t i = 0; i < count; i++) {
		const struct application_clock *k = &list[i];

		if (!k->runs)
			continue;
		if (k->clock->task == NULL)
			told = told == NULL ? k : told;
		if (k->clock->when_over != NULL)
			look_by(k->count.over_at, ret_next);
		look_by(remind_next(k, now), ret_next);
	}
	*ret_due = told == NULL ? 0 : told->count.due_at;
}

enum fault clocks_keep_next(struct change *c, int64_t next, struct error *err)
{
	return next > 0 ? store_clock_put(c->registry->store, c->row.id, next, err)
			: store_clock_drop(c->registry->store, c->row.id, err);
}

/* Whether a calendar came that this visit has not: it counts by those of its beginning. */
static enum fault is_outdated(struct change *c, const struct calendar *calendar, bool *ret,
			      struct error *err)
{
	char key[KIND_KEY_MAX + 1];
	int newest = 0;
	enum fault fault;

	if (calendar == NULL)
		return FAULT_NONE;
	snprintf(key, sizeof(key), "%s:%s", kind_name(KIND_CALENDAR), calendar->id);
	fault = store_definition_newest(c->registry->store, key, &newest, err);
	*ret = *ret || newest > calendar->version;
	return fault;
}

enum fault clocks_find_outdated(struct change *c, const struct service *s, bool *ret,
				struct error *err)
{
	enum fault fault = FAULT_NONE;

	*ret = false;
	if (s->clock_count == 0 || s->task_count > 0)
		fault = is_outdated(c, s->calendar, ret, err);
	for (size_t i = 0; fault == FAULT_NONE && i < s->clock_count; i++)
		if (i == 0 || s->clocks[i].calendar != s->clocks[i - 1].calendar)
			fault = is_outdated(c, s->clocks[i].calendar, ret, err);
	return fault;
}

enum fault clocks_keep_fresh(struct change *c, const struct service *s, struct error *err)
{
	bool outdated = false;
	enum fault fault;

	if (s == NULL || (c->row.due_at == 0 && s->clock_count == 0))
		return FAULT_NONE;
	fault = clocks_find_outdated(c, s, &outdated, err);
	return fault == FAULT_NONE && outdated
		       ? store_clock_put(c->registry->store, c->row.id, 0, err)
		       : fault;
}

/* Whether something is done, or told, by a day. */
static bool is_looked_at(const struct service *s)
{
	bool any = s->clock_count > 0;

	for (size_t i = 0; i < s->task_count; i++)
		any = any || (s->tasks[i].clock != NULL && (s->tasks[i].remind_count > 0 ||
							    s->tasks[i].clock->when_over != NULL));
	return any;
}

/* What was read of the history before lacks the line that was just written. */
enum fault clocks_settle(struct change *c, struct course *course, struct error *err)
{
	struct application_clock *list = NULL;
	size_t count = 0;
	int64_t due, next;
	enum fault fault;

	if (course->service == NULL || !is_looked_at(course->service))
		return clocks_keep_fresh(c, course->service, err);
	course->is_read = false;
	fault = clocks_read(course, false, &list, &count, err);
	if (fault != FAULT_NONE)
		return fault;
	clocks_weigh(list, count, c->now, &due, &next);
	if (application_is_open(change_state(c->row.state)) && course->service->clock_count > 0)
		c->row.due_at = due;
	fault = clocks_keep_next(c, next, err);
	return fault == FAULT_NONE ? clocks_keep_fresh(c, course->service, err) : fault;
}
