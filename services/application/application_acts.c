/* application_acts.c - what may be done with an application now, and what stands against the rest.
 */
#include "services/application/application.h"

#include "services/access/account_parts.h"
#include "services/application/course.h"
#include "services/application/desk.h"
#include "services/application/effect_other.h"
#include "services/application/look.h"
#include "services/application/task_inside.h"
#include "services/application/recount.h"
#include "services/registry/registry_inside.h"

/* What application_act would ask before it looks at what is typed; of what has ended first that it
 * has, since that is so for every role. */
static enum fault weigh(struct course *c, const struct act *act, struct error *err)
{
	struct wish wish = {.id = act->id};
	bool is_open = application_is_open(change_state(c->row->state));
	enum fault fault = is_open ? FAULT_NONE : course_check_act(c, act, err);

	if (fault == FAULT_NONE)
		fault = course_may(c, c->caller, course_access(act, &wish), act, err);
	if (fault == FAULT_NONE && is_open)
		fault = course_check_act(c, act, err);
	if (fault == FAULT_NONE)
		fault = course_check_needs(c, act, err);
	return fault == FAULT_NONE && act->effect_count > 0 ? effect_other_check(c, act, err)
							    : fault;
}

/* Who may not do it, since they did what it needs. */
static enum fault tell_eyes(struct course *c, struct act_choice *to, struct error *err)
{
	const char *by = "";
	enum fault fault = course_four_eyes(c, to->act, &to->after, &by, err);

	to->after_by = "";
	return fault == FAULT_NONE
		       ? account_parts_name(c->registry, c->arena, by, &to->after_by, err)
		       : fault;
}

static enum fault weigh_all(struct course *c, struct application_course *ret, struct error *err)
{
	size_t room = c->stage->act_count + 2 * c->service->act_count;
	enum fault fault = FAULT_NONE;
	const struct act *act;

	ret->acts = arena_array(c->arena, room, sizeof(*ret->acts));
	for (size_t i = 0; fault == FAULT_NONE; i++) {
		struct act_choice *to = &ret->acts[ret->act_count];

		act = course_each_act(c, i);
		if (act == NULL)
			break;
		if (act->by_clock || service_act_by(act, c->stage) == ACTOR_APPLICANT)
			continue;
		to->act = act;
		to->possible = weigh(c, act, &to->why) == FAULT_NONE;
		fault = tell_eyes(c, to, err);
		ret->act_count++;
	}
	return fault;
}

/* Whose turn it is says the task, whatever the stage says. */
static void weigh_task(struct course *c, struct application_task *t)
{
	if (t->closed_at > 0)
		return;
	t->possible = task_may(c->registry, c->caller, c->row, t->task, ACCESS_CLOSE, &t->why) ==
		      FAULT_NONE;
	if (t->task != &service_recount)
		t->possible = t->possible && course_check_state(c, ACT_STAYS, BEARING_IN_REVIEW,
								&t->why) == FAULT_NONE;
}

/* What closed them, as far as the caller is given it; the applicant is given none of it, nor by
 * when staff have to be done. */
static enum fault withhold(struct course *c, struct application_task *tasks, size_t count,
			   struct error *err)
{
	unsigned sees = 0;
	enum fault fault = look_sees(c->registry, c->caller, c->row, &sees, err);

	for (size_t i = 0; fault == FAULT_NONE && i < count; i++) {
		struct event *closing = arena_take(c->arena, sizeof(*closing));

		if (tasks[i].closing != NULL)
			*closing = *tasks[i].closing;
		desk_withhold(c->arena, sees, closing);
		if (tasks[i].closing != NULL)
			tasks[i].closing = closing;
		if (!look_is_applicants(c->caller, c->row))
			continue;
		tasks[i].closing = NULL;
		tasks[i].due_at = 0;
		tasks[i].overdue = false;
	}
	return fault;
}

enum fault application_acts(struct registry *r, struct caller *v, struct application *a,
			    const struct service *s, struct arena *arena,
			    struct application_course *ret, struct error *err)
{
	struct application_course found = {NULL, 0, NULL, 0};
	struct store_application row;
	struct course course = {
		.registry = r, .caller = v, .row = &row, .service = s, .arena = arena};
	enum fault fault = look_at(r, v, a, LOOK_READ, &row, err);

	if (fault == FAULT_NONE)
		fault = look_may(r, v, ACCESS_OPEN_ANY, NULL, &row, err);
	if (fault != FAULT_NONE)
		return fault;
	change_show(&row, a);
	course_open(&course);
	if (course.stage == NULL)
		return course_check_state(&course, ACT_STAYS, BEARING_IN_REVIEW, err);
	fault = course_tasks(&course, &found.tasks, &found.task_count, err);
	if (fault != FAULT_NONE)
		return fault;
	fault = weigh_all(&course, &found, err);
	for (size_t i = 0; i < found.task_count; i++)
		weigh_task(&course, &found.tasks[i]);
	for (size_t i = 0; fault == FAULT_NONE && i < found.task_count; i++)
		fault = recount_days(&course, &found.tasks[i], err);
	if (fault == FAULT_NONE)
		fault = withhold(&course, found.tasks, found.task_count, err);
	if (fault == FAULT_NONE)
		*ret = found;
	return fault;
}

enum fault application_tasks(struct registry *r, struct caller *v, const struct application *a,
			     const struct service *s, struct arena *arena,
			     struct application_task **ret, size_t *ret_count, struct error *err)
{
	struct store_application row;
	struct course course = {
		.registry = r, .caller = v, .row = &row, .service = s, .arena = arena};
	enum fault fault = look_at(r, v, a, LOOK_READ, &row, err);

	if (fault != FAULT_NONE)
		return fault;
	*ret = NULL;
	*ret_count = 0;
	course_open(&course);
	fault = course_tasks(&course, ret, ret_count, err);
	return fault == FAULT_NONE ? withhold(&course, *ret, *ret_count, err) : fault;
}
