/* application_acts.c - what may be done with an application now, and what stands against the rest.
 */
#include "services/application/application.h"

#include "services/application/course.h"
#include "services/application/effect_other.h"
#include "services/application/look.h"
#include "services/registry/registry_inside.h"

/* What application_act would ask before it looks at what is typed. */
static enum fault weigh(struct course *c, const struct act *act, struct error *err)
{
	struct wish wish = {.id = act->id};
	enum fault fault = look_may(c->registry, c->caller, course_access(act, &wish),
				    course_actor(c, act), c->row, err);

	if (fault == FAULT_NONE)
		fault = course_check_act(c, act, err);
	if (fault == FAULT_NONE)
		fault = course_check_needs(c, act, err);
	return fault == FAULT_NONE && act->effect_count > 0 ? effect_other_check(c, act, err)
							    : fault;
}

static void weigh_all(struct course *c, struct application_course *ret)
{
	size_t room = c->stage->act_count + 2 * c->service->act_count;
	const struct act *act;

	ret->acts = arena_array(c->arena, room, sizeof(*ret->acts));
	for (size_t i = 0; (act = course_each_act(c, i)) != NULL; i++) {
		struct act_choice *to = &ret->acts[ret->act_count];

		if (act->by_clock || service_act_by(act, c->stage) == ACTOR_APPLICANT)
			continue;
		to->act = act;
		to->possible = weigh(c, act, &to->why) == FAULT_NONE;
		ret->act_count++;
	}
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
		fault = look_may(r, v, ACCESS_OPEN_ANY, ACCESS_NO_STAGE, &row, err);
	if (fault != FAULT_NONE)
		return fault;
	change_show(&row, a);
	course_open(&course);
	if (course.stage == NULL)
		return course_check_state(&course, ACT_STAYS, BEARING_IN_REVIEW, err);
	fault = course_tasks(&course, &found.tasks, &found.task_count, err);
	if (fault != FAULT_NONE)
		return fault;
	weigh_all(&course, &found);
	*ret = found;
	return FAULT_NONE;
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
	return course_tasks(&course, ret, ret_count, err);
}
