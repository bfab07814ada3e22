/* course_tasks.c - which tasks of a service are open in an application, since when and until when,
 * as its history says. */
#include "services/application/course.h"

#include "services/application/recounted.h"
#include "services/application/told.h"
#include "services/registry/registry_inside.h"

static bool lists(const struct stage *stage, const struct task *task)
{
	for (size_t i = 0; stage != NULL && i < stage->task_count; i++)
		if (stage->tasks[i] == task)
			return true;
	return false;
}

bool course_opens(const struct service *s, const struct task *task, const struct event *e,
		  const struct event *before)
{
	bool comes = before == NULL || strcmp(e->stage, before->stage) != 0 ||
		     told_is_reopening(before, e);

	return comes && lists(service_stage(s, e->stage), task);
}

/* It opens with each coming to a stage that lists it, and a line of the history closes it. */
static struct application_task follow(const struct course *c, const struct task *task)
{
	struct application_task t = {.task = task};

	for (size_t i = 0; i < c->event_count; i++) {
		const struct event *e = &c->events[i];

		if (course_opens(c->service, task, e, i == 0 ? NULL : &e[-1]))
			t = (struct application_task){.task = task, .opened_at = e->at};
		if (strcmp(e->act, SERVICE_CLOSE) == 0 && strcmp(e->reason, task->id) == 0) {
			t.closed_at = e->at;
			t.closing = e;
		}
	}
	return t;
}

static void set_due(const struct course *c, struct application_task *t)
{
	struct calendar_count count;

	if (t->opened_at == 0 || t->closed_at > 0 || t->task->clock == NULL)
		return;
	calendar_count(NULL,
		       &(struct calendar_ask){.calendar = t->task->clock->calendar,
					      .service = c->service->id,
					      .length = t->task->due,
					      .rules = t->task->clock->rules,
					      .from = t->opened_at},
		       &count);
	t->due_at = count.due_at;
	t->overdue = count.over_at > 0 && count.over_at <= registry_now(c->registry);
}

enum fault course_tasks(struct course *c, struct application_task **ret, size_t *ret_count,
			struct error *err)
{
	bool is_open = application_is_open(change_state(c->row->state));
	enum fault fault = course_history(c, err);
	size_t count = 0;

	if (fault != FAULT_NONE || c->stage == NULL)
		return fault;
	*ret = arena_array(c->arena, c->service->task_count + 1, sizeof(**ret));
	for (size_t i = 0; i < c->service->task_count; i++) {
		struct application_task t = follow(c, &c->service->tasks[i]);

		set_due(c, &t);
		if (t.opened_at > 0 && (t.closed_at > 0 || is_open))
			(*ret)[count++] = t;
	}
	count += recounted_task(c->arena, c->service, c->events, c->event_count, &(*ret)[count]);
	*ret_count = count;
	return FAULT_NONE;
}
