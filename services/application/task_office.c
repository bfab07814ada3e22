/* task_office.c - whose a task is: who may close it, and which offices have one in an application.
 */
#include "services/application/task_inside.h"

#include "services/application/look.h"
#include "services/definition/role.h"
#include "services/party/party.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_link.h"

#include <string.h>

bool task_is_listed(const struct task *task)
{
	return task->office != NULL || task->role != NULL;
}

enum fault task_office(struct registry *r, const struct store_application *row,
		       const struct task *task, char ret[33], struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct party office = {.id = ""};
	enum fault fault;

	if (task->office == NULL) {
		memmove(ret, row->office, sizeof(row->office)); /* it may be the row's own */
		return FAULT_NONE;
	}
	fault = party_office(r, a, task->office, &office, err);
	if (fault == FAULT_NONE)
		snprintf(ret, 33, "%s", office.id);
	if (fault != FAULT_MISSING)
		return fault;
	fail(err, FAULT_MISSING,
	     N_("This portal has no office “{office}”, which the task is for; please tell the "
		"portal's operator."),
	     "%s", task->office);
	error_fill(err, "office", "%s", task->office);
	return FAULT_MISSING;
}

/* Whoever sees the application knows that it is there, and whose its tasks are. */
static enum fault refuse(struct registry *r, const struct caller *v,
			 const struct store_application *row, const struct task *task,
			 struct error *err)
{
	enum fault fault = look_may(r, v, ACCESS_LOOK, NULL, row, err);
	char id[33];

	if (fault == FAULT_NONE)
		fault = task_office(r, row, task, id, err);
	return fault != FAULT_NONE ? fault
				   : fail(err, FAULT_DENIED, N_("This task is for another office."),
					  "of another office");
}

bool task_is_below(const struct party *list, size_t count, const struct party *one, const char *top)
{
	for (int i = 0; i < PARTY_DEPTH && one != NULL && strcmp(one->id, top) != 0; i++) {
		const struct party *above = NULL;

		for (size_t k = 0; k < count; k++)
			if (strcmp(list[k].id, one->above) == 0)
				above = &list[k];
		one = above;
	}
	return one != NULL && strcmp(one->id, top) == 0;
}

enum fault task_offices(struct registry *r, struct arena *a, const struct store_application *row,
			const struct task *task, const char ***ret, size_t *ret_count,
			struct error *err)
{
	struct party *list = NULL;
	size_t count = 0;
	char *top = arena_take(a, sizeof(row->office));
	enum fault fault = task_office(r, row, task, top, err);

	if (fault == FAULT_NONE && task->office != NULL)
		fault = party_offices(r, a, &list, &count, err);
	if (fault != FAULT_NONE)
		return fault;
	*ret = arena_array(a, count + 1, sizeof(**ret));
	(*ret)[0] = top;
	*ret_count = 1;
	for (size_t i = 0; i < count; i++)
		if (strcmp(list[i].id, top) != 0 && task_is_below(list, count, &list[i], top))
			(*ret)[(*ret_count)++] = list[i].id;
	return FAULT_NONE;
}

/* Anybody who may look at all is shown it. */
static struct access_turn turn_of(const struct task *task, enum access_act act)
{
	if (act == ACCESS_LOOK)
		return (struct access_turn){.actor = ACCESS_NO_STAGE};
	return (struct access_turn){.actor = (int)task->actor,
				    .role = task->role == NULL ? NULL : task->role->id};
}

/* Whoever has not that of one of those below has what stands against the first. */
static enum fault find_below(struct registry *r, const struct caller *v,
			     struct store_application *row, const struct task *task,
			     enum access_act act)
{
	const struct access_turn turn = turn_of(task, act);
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	const char **ids = NULL;
	size_t count = 0;
	struct error why;
	enum fault fault = task_offices(r, a, row, task, &ids, &count, &why);

	if (fault != FAULT_NONE)
		return fault;
	fault = FAULT_MISSING;
	for (size_t i = 1; i < count && fault != FAULT_NONE; i++) {
		snprintf(row->office, sizeof(row->office), "%s", ids[i]);
		fault = look_may(r, v, act, &turn, row, &why);
	}
	return fault;
}

/* By the office itself, which is the most, else by one below it. */
static enum fault find_office(struct registry *r, const struct caller *v,
			      struct store_application *row, const struct task *task,
			      enum access_act act, struct error *err)
{
	const struct access_turn turn = turn_of(task, act);
	enum fault fault = task_office(r, row, task, row->office, err);

	if (fault == FAULT_NONE)
		fault = look_may(r, v, act, &turn, row, err);
	if (task->office == NULL || (fault != FAULT_MISSING && fault != FAULT_DENIED))
		return fault;
	return find_below(r, v, row, task, act) == FAULT_NONE ? FAULT_NONE : fault;
}

enum fault task_reach(struct registry *r, const struct caller *v,
		      const struct store_application *row, const struct task *task,
		      enum access_act act, struct store_application *ret, struct error *err)
{
	enum fault fault;

	*ret = *row;
	fault = find_office(r, v, ret, task, act, err);
	return fault == FAULT_MISSING && task->office != NULL ? refuse(r, v, row, task, err)
							      : fault;
}

enum fault task_may(struct registry *r, const struct caller *v, const struct store_application *row,
		    const struct task *task, enum access_act act, struct error *err)
{
	struct store_application of;

	return task_reach(r, v, row, task, act, &of, err);
}

/* The entry names the office by whose grant it is done. */
enum fault task_change_may(struct change *c, const struct task *task, struct error *err)
{
	const struct access_turn turn = turn_of(task, ACCESS_CLOSE);
	char own[sizeof(c->row.office)];
	struct store_application of;
	enum fault fault =
		task_reach(c->registry, c->caller, &c->row, task, ACCESS_CLOSE, &of, err);

	if (fault != FAULT_NONE)
		return fault;
	memcpy(own, c->row.office, sizeof(own));
	memcpy(c->row.office, of.office, sizeof(own));
	fault = change_may_at(c, ACCESS_CLOSE, &turn, err);
	memcpy(c->row.office, own, sizeof(own));
	return fault;
}

/* --- which offices and roles have one --- */

/* A role has it in one office: what stands for the two in a link is as long as an office's id. */
void task_role_link(struct arena *a, const char *role, const char *office, char ret[33])
{
	id_derive(arena_format(a, "task\x1f%s\x1f%s", role, office), ret);
}

#define OFFICES_MOST 60 /* a definition has no more tasks */

struct offices {
	char ids[OFFICES_MOST][33];
	size_t count;
};

static bool has(const struct offices *o, const char *id)
{
	for (size_t i = 0; i < o->count; i++)
		if (strcmp(o->ids[i], id) == 0)
			return true;
	return false;
}

static void add(struct offices *o, const char *id)
{
	if (!has(o, id) && o->count < OFFICES_MOST)
		snprintf(o->ids[o->count++], sizeof(o->ids[0]), "%s", id);
}

static void keep(void *ctx, const struct store_link *link)
{
	if (strcmp(link->kind, TASK_LINK) == 0)
		add(ctx, link->other);
}

static bool any_of_others(const struct service *s)
{
	for (size_t i = 0; s != NULL && i < s->task_count; i++)
		if (task_is_listed(&s->tasks[i]))
			return true;
	return false;
}

static enum fault link_of(struct change *c, const struct task *task, char ret[33],
			  struct error *err)
{
	if (task->office != NULL)
		return task_office(c->registry, &c->row, task, ret, err);
	task_role_link(c->arena, task->role->id, c->row.office, ret);
	return FAULT_NONE;
}

static enum fault find_open(struct change *c, struct course *course, struct offices *to,
			    struct error *err)
{
	struct application_task *tasks = NULL;
	size_t count = 0;
	enum fault fault;

	/* What was read of the history before lacks the line that was just written. */
	course->is_read = false;
	course_open(course);
	fault = course_tasks(course, &tasks, &count, err);
	for (size_t i = 0; i < count && fault == FAULT_NONE; i++) {
		char id[33];

		if (tasks[i].closed_at > 0 || !task_is_listed(tasks[i].task))
			continue;
		fault = link_of(c, tasks[i].task, id, err);
		if (fault == FAULT_NONE)
			add(to, id);
		else if (fault == FAULT_MISSING)
			fault = FAULT_NONE; /* it is told where somebody looks for it */
	}
	return fault;
}

enum fault task_settle(struct change *c, struct course *course, struct error *err)
{
	struct store *s = c->registry->store;
	struct offices before = {.count = 0}, now = {.count = 0};
	struct store_link link = {.kind = TASK_LINK};
	const struct stage *stage = course->stage;
	enum fault fault;

	if (!any_of_others(course->service))
		return FAULT_NONE;
	fault = store_link_each_of(s, c->row.id, keep, &before, err);
	if (fault == FAULT_NONE)
		fault = find_open(c, course, &now, err);
	course->stage = stage;
	snprintf(link.application, sizeof(link.application), "%s", c->row.id);
	for (size_t i = 0; i < before.count && fault == FAULT_NONE; i++) {
		memcpy(link.other, before.ids[i], sizeof(link.other));
		if (!has(&now, link.other))
			fault = store_link_drop(s, &link, err);
	}
	for (size_t i = 0; i < now.count && fault == FAULT_NONE; i++) {
		memcpy(link.other, now.ids[i], sizeof(link.other));
		if (!has(&before, link.other))
			fault = store_link_add(s, &link, err);
	}
	return fault;
}
