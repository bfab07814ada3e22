/* application_act.c - any act of a definition: what is typed for it, what it makes of the
 * application. */
#include "services/application/application.h"

#include "services/application/ahead.h"
#include "services/application/course.h"
#include "services/application/desk.h"
#include "services/application/effect.h"
#include "services/application/effect_other.h"
#include "services/application/fees.h"
#include "services/application/given.h"
#include "services/application/named.h"
#include "services/application/once.h"
#include "services/application/related_inside.h"
#include "services/application/required.h"
#include "services/application/route_inside.h"
#include "services/application/task_inside.h"
#include "services/application/overdue.h"
#include "services/application/tell.h"
#include "services/application/told.h"
#include "services/definition/known.h"
#include "services/registry/limits.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_clock.h"

/*
 *   submitted, in_review ── acts that lead to a stage ──▶ what that stage bears
 *            │      ▲
 *            │      └──────── reply ───────┐
 *            ├─── acts that ask ─────▶ needs_info ── acts that end, unless answers are named
 *            │                             │
 *            └─── acts that end ────────▶ approved, rejected, withdrawn
 *
 * draft ─▶ submitted stands in application_submit.c.
 */
struct step {
	struct wish wish;
	const struct service *service; /* NULL: an act of the applicant, of a definition that cannot
					  be read */
	struct act_answers answers;
	const char *missing; /* what is said when there are no words; NULL: as the act says */
	bool is_over;        /* told: clocks have done something before it */
	bool tries;          /* it is only asked whether it could be done */
};

/* --- what is refused --- */

static enum fault refuse_stage(const struct service *s, const char *id, struct error *err)
{
	char known[KNOWN_MAX] = "";

	for (size_t i = 0; i < s->stage_count; i++)
		known_add(known, s->stages[i].id);
	fail(err, FAULT_MISSING, N_("The service has no such stage. Its stages are: {known}."),
	     "%s", id);
	error_fill(err, "known", "%s", known);
	return given_at(FAULT_MISSING, "to", err);
}

/* The definition names where this stage leads to. */
static enum fault refuse_way(const struct course *c, const struct act *act, bool named,
			     struct error *err)
{
	char known[KNOWN_MAX] = "";

	for (size_t i = 0; i < c->service->stage_count; i++)
		if (service_leads(act, c->stage, &c->service->stages[i]))
			known_add(known, c->service->stages[i].id);
	if (named)
		fail(err, FAULT_DENIED,
		     N_("From its present stage it can only be forwarded to: {known}."), "stage %s",
		     c->stage->id);
	else
		fail(err, FAULT_INPUT, N_("Say to which stage: {known}."), "no stage");
	error_fill(err, "known", "%s", known);
	return given_at(named ? FAULT_DENIED : FAULT_INPUT, "to", err);
}

static enum fault refuse_act(const struct course *c, const struct wish *w, struct error *err)
{
	char known[KNOWN_MAX] = "";
	const struct act *act;
	bool goes_on;

	if (c->service != NULL && c->stage == NULL &&
	    (strcmp(c->service->id, c->row->service) != 0 ||
	     c->service->version != c->row->version))
		return fail(err, FAULT_BROKEN,
			    N_("This application uses another version of the service; please tell "
			       "the portal's operator."),
			    "%s/%d, not %s/%d", c->row->service, c->row->version, c->service->id,
			    c->service->version);
	if (w->id == NULL || c->stage == NULL)
		return fail(err, FAULT_DENIED,
			    N_("The service's definition does not allow this at the present "
			       "stage."),
			    "stage %s", c->row->stage);
	act = course_each_act(c, 0);
	goes_on = act != NULL && course_is_after(c, act);
	for (size_t i = 0; (act = course_each_act(c, i)) != NULL; i++)
		if (!act->by_clock && (!goes_on || course_is_after(c, act)))
			known_add(known, act->id);
	fail(err, FAULT_MISSING, N_("There is no such act at the present stage; there is {known}."),
	     "%s", w->id);
	error_fill(err, "known", "%s", known);
	return FAULT_MISSING;
}

/* --- what it makes --- */

static enum fault find_target(const struct course *c, const struct act *act, const char *id,
			      const struct stage **ret, struct error *err)
{
	const struct stage *from = course_is_after(c, act) ? NULL : c->stage;

	if (id == NULL && act->to_count != 1)
		return refuse_way(c, act, false, err);
	*ret = id == NULL ? act->to[0] : service_stage(c->service, id);
	if (*ret == NULL)
		return refuse_stage(c->service, id, err);
	if (*ret == from)
		return fail(err, FAULT_CONFLICT, N_("The application is already at this stage."),
			    "%s", c->stage->id);
	return service_leads(act, from, *ret) ? FAULT_NONE : refuse_way(c, act, true, err);
}

static enum fault check_reply(struct change *c, struct course *course, const char *words,
			      struct error *err)
{
	const struct event *asked = NULL;
	enum fault fault = given_check_reply(course, words, err);

	if (fault == FAULT_NONE)
		fault = course_asked(course, &asked, err);
	return fault == FAULT_NONE ? required_check_reply(c, course->service, asked, err) : fault;
}

static enum fault take_step(struct change *c, struct course *course, const struct act *act,
			    const struct step *step, struct error *err)
{
	const struct act_answers *t = &step->answers;
	const struct stage *to = NULL;
	enum fault fault = FAULT_NONE;

	if (act != NULL)
		fault = course_check_act(course, act, err);
	else if (step->wish.id == NULL)
		fault = course_check_state(course, step->wish.does, step->wish.bearing, err);
	if (fault == FAULT_NONE && act == NULL)
		return refuse_act(course, &step->wish, err);
	if (fault == FAULT_NONE)
		fault = course_check_needs(course, act, err);
	if (fault == FAULT_NONE && act->effect_count > 0)
		fault = effect_other_check(course, act, err);
	if (fault == FAULT_NONE && act->does == ACT_REPLIES)
		fault = check_reply(c, course, t->words, err);
	if (fault == FAULT_NONE)
		fault = given_check(act, t, err);
	if (fault == FAULT_NONE)
		fault = desk_check(act->form, t->form, err);
	if (fault == FAULT_NONE && act->does == ACT_MOVES)
		fault = find_target(course, act, t->stage, &to, err);
	if (fault == FAULT_NONE && act->to_office != NULL)
		fault = route_fixed(c, act->to_office, err);
	if (fault == FAULT_NONE && (act->asks & ASKS_OFFICE) != 0)
		fault = route_to(c, course->service, t->office == NULL ? "" : t->office, err);
	if (fault != FAULT_NONE)
		return fault;
	fault = fees_take(c, course, act, to, t, err);
	return fault == FAULT_NONE && act->effect_count > 0
		       ? effect_other_do(c, course, act, t->words, err)
		       : fault;
}

/* A task is closed with words, or with its form, and moves nothing. */
static enum fault close_task(struct change *c, struct course *course, const struct step *step,
			     struct error *err)
{
	const struct task *task = service_any_task(course->service, step->answers.task);
	bool recounts = task == &service_recount;
	struct event e = {.note = step->answers.words, .act = SERVICE_CLOSE};
	struct application_task *tasks = NULL;
	char known[KNOWN_MAX] = "";
	size_t count = 0;
	enum fault fault = recounts ? FAULT_NONE
				    : course_check_state(course, ACT_STAYS, BEARING_IN_REVIEW, err);

	if (fault == FAULT_NONE)
		fault = course_tasks(course, &tasks, &count, err);
	if (fault != FAULT_NONE)
		return fault;
	for (size_t i = 0; i < count; i++)
		if (tasks[i].closed_at == 0) {
			known_add(known, tasks[i].task->id);
			if (tasks[i].task == task)
				e.reason = task->id;
		}
	if (e.reason == NULL) {
		fail(err, FAULT_MISSING, N_("There is no such task open; open are: {known}."), "%s",
		     step->answers.task);
		error_fill(err, "known", "%s", known);
		return given_at(FAULT_MISSING, "task", err);
	}
	if (e.note[0] == '\0' && task->form == NULL)
		return given_at(
			fail(err, FAULT_INPUT, N_("Write the result of the task."), "no words"),
			"words", err);
	fault = desk_check(task->form, step->answers.form, err);
	if (fault != FAULT_NONE)
		return fault;
	desk_settle(c->arena, task->form, step->answers.form, &e);
	c->is_upkeep = recounts;
	fault = effect_write(c, course, NULL, &e, LEDGER_ACTED,
			     arena_format(c->arena, "%s/%s", e.act, e.reason), err);
	return fault == FAULT_NONE && recounts
		       ? store_clock_again(c->registry->store, c->row.id, false, err)
		       : fault;
}

/* Whose turn it is says the task, whatever the stage says. */
static enum fault may_close(struct change *c, const struct course *course, const char *id,
			    struct error *err)
{
	const struct task *task =
		course->stage == NULL ? NULL : service_any_task(course->service, id);
	const struct access_turn turn = course_turn(course, NULL);

	return task == NULL ? change_may_at(c, ACCESS_CLOSE, &turn, err)
			    : task_change_may(c, task, err);
}

/* --- one act --- */

static enum fault run_once(struct change *c, const struct application *a, struct step *step,
			   struct error *err)
{
	bool closes = step->answers.task != NULL;
	const struct act *act = NULL;
	struct course course = {.registry = c->registry,
				.caller = c->caller,
				.row = &c->row,
				.service = step->service};
	enum fault fault = change_read(c, a->id, err);
	struct access_turn turn;

	if (fault == FAULT_NONE && step->answers.once)
		fault = once_check(c, err);
	if (fault != FAULT_NONE)
		return fault;
	course.arena = c->arena;
	course_open(&course);
	fault = overdue_apply(c, &course, &step->is_over, err);
	if (fault != FAULT_NONE)
		return fault;
	if (!closes)
		act = course_find(&course, &step->wish);
	turn = course_turn(&course, act);
	fault = closes ? may_close(c, &course, step->answers.task, err)
		       : change_may_at(c, course_access(act, &step->wish), &turn, err);
	if (fault == FAULT_NONE)
		fault = change_compare(c, a, err);
	if (fault == FAULT_NONE && closes && course.stage == NULL)
		return refuse_act(&course, &step->wish, err);
	if (fault != FAULT_NONE)
		return fault;
	return closes ? close_task(c, &course, step, err) : take_step(c, &course, act, step, err);
}

static enum fault act_on(struct registry *r, const struct caller *v, struct application *a,
			 struct step step, struct error *err)
{
	ARENA_CLEAN struct arena *arena = arena_new(REGISTRY_WORK);
	struct change c = {.registry = r, .caller = v};
	char other[33] = "";
	enum fault fault =
		given_words(arena, step.answers.words, step.missing, &step.answers.words, err);

	if (fault == FAULT_NONE && step.service != NULL && service_has_effects(step.service))
		fault = related_appealed(r, a->id, other, err);
	c.also = other;
	if (fault != FAULT_NONE)
		return fault;
	if (step.answers.reason == NULL)
		step.answers.reason = "";
	if (step.answers.once)
		once_operation(arena, v, a, &step.wish, &step.answers, c.operation);
	ahead_read(&c, arena, a->id);
	do {
		fault = run_once(&c, a, &step, err);
		if (fault == FAULT_NONE && step.tries) {
			(void)!change_end(&c, FAULT_CONFLICT, NULL, err); /* undoes it */
			return FAULT_NONE;
		}
		fault = change_end(&c, fault, a, err);
	} while (change_again(&c, fault));
	if (fault != FAULT_NONE && step.is_over)
		overdue_keep(r, a, step.service);
	return fault;
}

static enum fault act_by_id(struct registry *r, const struct caller *v, struct application *a,
			    const struct step *given, struct error *err)
{
	struct step step = *given;
	const struct act_answers *answers = &given->answers;
	const char *act = step.wish.id;

	if (strcmp(act, SERVICE_CLOSE) == 0 && answers->task == NULL)
		return fail(err, FAULT_INPUT, N_("Say which task is closed."), "no task");
	if (strcmp(act, SERVICE_CLOSE) != 0 && answers->task != NULL)
		return fail(err, FAULT_INPUT, N_("This act closes no task."), "%s", act);
	return act_on(r, v, a, step, err);
}

enum fault application_act(struct registry *r, const struct caller *v, struct application *a,
			   const struct service *s, const char *act,
			   const struct act_answers *answers, struct error *err)
{
	return act_by_id(r, v, a,
			 &(struct step){.wish = {.id = act}, .service = s, .answers = *answers},
			 err);
}

enum fault application_try(struct registry *r, const struct caller *v, struct application *a,
			   const struct service *s, const char *act,
			   const struct act_answers *answers, struct error *err)
{
	return act_by_id(
		r, v, a,
		&(struct step){
			.wish = {.id = act}, .service = s, .answers = *answers, .tries = true},
		err);
}

enum fault application_withdraw(struct registry *r, const struct caller *v, struct application *a,
				const struct service *s, struct error *err)
{
	struct step step = {.wish = {.does = ACT_ENDS, .bearing = BEARING_WITHDRAWN}, .service = s};

	return act_on(r, v, a, step, err);
}

enum fault application_reply(struct registry *r, const struct caller *v, struct application *a,
			     const struct service *s, const char *words, struct error *err)
{
	struct step step = {
		.wish = {.does = ACT_REPLIES}, .service = s, .answers = {.words = words}};

	return act_on(r, v, a, step, err);
}

enum fault application_ask(struct registry *r, const struct caller *v, struct application *a,
			   const struct service *s, const char *words, struct error *err)
{
	struct step step = {.wish = {.does = ACT_ASKS},
			    .service = s,
			    .answers = {.words = words},
			    .missing = N_("Enter what the applicant needs to answer.")};

	return act_on(r, v, a, step, err);
}

enum fault application_decide(struct registry *r, const struct caller *v, struct application *a,
			      const struct service *s, bool approve, const char *reason,
			      struct error *err)
{
	struct step step = {.wish = {.does = ACT_ENDS,
				     .bearing = approve ? BEARING_APPROVED : BEARING_REJECTED},
			    .service = s,
			    .answers = {.words = reason},
			    .missing = approve ? NULL
					       : N_("Give a reason for the refusal, in the "
						    "applicant's language.")};

	return act_on(r, v, a, step, err);
}

enum fault application_stage(struct registry *r, const struct caller *v, struct application *a,
			     const struct service *s, const char *stage, const char *note,
			     struct error *err)
{
	struct step step = {.wish = {.does = ACT_MOVES, .stage = stage},
			    .service = s,
			    .answers = {.words = note, .stage = stage}};

	return act_on(r, v, a, step, err);
}
