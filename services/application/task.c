/* task.c - tasks that an office or a role has to see to in applications which may be another's: the
 * list of them, and what is shown of each. */
#include "services/application/task_inside.h"

#include "i18n/base/array.h"
#include "services/access/reference.h"
#include "services/access/staff.h"
#include "services/application/answers.h"
#include "services/application/look.h"
#include "services/application/unsent.h"
#include "services/catalogue/versions.h"
#include "services/party/party.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_link.h"

#include <stdlib.h>

#define NEVER INT64_MAX

/* --- those that there are --- */

struct finding {
	struct registry *registry;
	const struct caller *caller;
	const struct term_list *terms;
	struct arena *arena, *work;
	const char **ids; /* of applications, each once */
	size_t id_count, id_room;
	struct task_row *rows;
	size_t count, room;
	const struct service **services; /* versions that were read: many applications have one */
	size_t service_count, service_room;
};

static void keep_id(void *ctx, const struct store_link *link)
{
	struct finding *f = ctx;

	if (strcmp(link->kind, TASK_LINK) != 0 || f->id_count == TASK_MOST)
		return;
	for (size_t i = 0; i < f->id_count; i++)
		if (strcmp(f->ids[i], link->application) == 0)
			return;
	f->ids = array_room_in(f->work, f->ids, f->id_count + 1, &f->id_room, sizeof(*f->ids));
	f->ids[f->id_count++] = arena_text(f->work, link->application);
}

static bool is_reached(const struct staff_reach *reach, size_t count, const char *office)
{
	for (size_t i = 0; i < count; i++)
		if (reach[i].office[0] == '\0' || strcmp(reach[i].office, office) == 0)
			return true;
	return false;
}

/* Marks it with those above it: a task of theirs is for those below, too. */
static void mark(const struct party *list, size_t count, size_t at, bool *marks)
{
	for (int i = 0; i < PARTY_DEPTH; i++) {
		size_t above = count;

		marks[at] = true;
		for (size_t k = 0; k < count; k++)
			if (strcmp(list[k].id, list[at].above) == 0)
				above = k;
		if (above == count)
			return;
		at = above;
	}
}

static enum fault find_of_role(struct finding *f, const char *role, const char *office,
			       struct error *err)
{
	char other[33];

	task_role_link(f->work, role, office, other);
	return store_link_each_to(f->registry->store, other, keep_id, f, err);
}

/* Theirs stand with the applications of their queue. */
static bool has_queue(const char *role)
{
	return strcmp(role, codes_stage_actor[ACTOR_OFFICER]) == 0 ||
	       strcmp(role, codes_stage_actor[ACTOR_HEAD]) == 0;
}

/* Of each other role, in the offices of its grants and those below; over all also what is no
 * office's. */
static enum fault find_role_ids(struct finding *f, const struct party *offices, size_t count,
				struct error *err)
{
	struct staff_scope *scopes = NULL;
	size_t scope_count = 0;
	enum fault fault = staff_scopes(f->registry, f->caller, "close_task", f->work, &scopes,
					&scope_count, err);

	for (size_t i = 0; i < scope_count && fault == FAULT_NONE; i++) {
		const struct staff_scope *s = &scopes[i];

		if (has_queue(s->role))
			continue;
		if (s->office[0] == '\0')
			fault = find_of_role(f, s->role, "", err);
		for (size_t k = 0; k < count && fault == FAULT_NONE; k++)
			if (s->office[0] == '\0' ||
			    task_is_below(offices, count, &offices[k], s->office))
				fault = find_of_role(f, s->role, offices[k].id, err);
	}
	return fault;
}

/* Of each office that a grant reaches, or of all, and of those above. */
static enum fault find_ids(struct finding *f, struct error *err)
{
	struct staff_reach *reach = NULL;
	struct party *offices = NULL;
	size_t count = 0, office_count = 0;
	bool *marks;
	enum fault fault =
		staff_reach(f->registry, f->caller, "close_task", f->work, &reach, &count, err);

	if (fault == FAULT_NONE)
		fault = party_offices(f->registry, f->work, &offices, &office_count, err);
	marks = arena_array(f->work, office_count, sizeof(*marks));
	for (size_t i = 0; i < office_count; i++)
		if (is_reached(reach, count, offices[i].id))
			mark(offices, office_count, i, marks);
	for (size_t i = 0; i < office_count && fault == FAULT_NONE; i++)
		if (marks[i])
			fault = store_link_each_to(f->registry->store, offices[i].id, keep_id, f,
						   err);
	return fault == FAULT_NONE ? find_role_ids(f, offices, office_count, err) : fault;
}

static struct course course_of(struct finding *f, const struct store_application *row,
			       const struct service *s)
{
	struct course course = {.registry = f->registry,
				.caller = f->caller,
				.row = row,
				.service = s,
				.arena = f->arena};

	course_open(&course);
	return course;
}

static enum fault add_row(struct finding *f, const struct store_application *row,
			  const struct service *s, const struct application_task *task,
			  struct error *err)
{
	struct party office = {.name = ""};
	struct task_row *to;
	enum fault fault = FAULT_NONE;

	if (task->task->office != NULL)
		fault = party_office(f->registry, f->arena, task->task->office, &office, err);
	else if (row->office[0] != '\0')
		fault = party_get(f->registry, f->arena, row->office, &office, err);

	if (fault != FAULT_NONE)
		return fault;
	f->rows = array_room_in(f->arena, f->rows, f->count + 1, &f->room, sizeof(*f->rows));
	to = &f->rows[f->count++];
	*to = (struct task_row){.service = s, .task = *task, .office = office.name};
	to->task.possible = true;
	to->application.version = row->version;
	to->application.revision = row->revision;
	to->application.state = change_state(row->state);
	to->application.submitted_at = row->submitted_at;
	snprintf(to->application.id, sizeof(to->application.id), "%s", row->id);
	snprintf(to->application.reference, sizeof(to->application.reference), "%.14s",
		 row->reference);
	snprintf(to->application.service, sizeof(to->application.service), "%s", row->service);
	return FAULT_NONE;
}

static enum fault find_service(struct finding *f, const struct store_application *row,
			       const struct service **ret, struct error *err)
{
	enum fault fault;

	for (size_t i = 0; i < f->service_count; i++)
		if (f->services[i]->version == row->version &&
		    strcmp(f->services[i]->id, row->service) == 0) {
			*ret = f->services[i];
			return FAULT_NONE;
		}
	fault = versions_find(f->registry, f->arena, f->terms, row->service, row->version, ret,
			      err);
	if (fault != FAULT_NONE)
		return fault;
	f->services = array_room_in(f->work, f->services, f->service_count + 1, &f->service_room,
				    sizeof(*f->services));
	f->services[f->service_count++] = *ret;
	return FAULT_NONE;
}

/* The open ones of one application that are for an office of the caller's. */
static enum fault add_rows(struct finding *f, const struct store_application *row,
			   struct error *err)
{
	const struct service *s = NULL;
	struct application_task *tasks = NULL;
	struct course course;
	size_t count = 0;
	enum fault fault = find_service(f, row, &s, err);

	if (fault != FAULT_NONE)
		return fault;
	course = course_of(f, row, s);
	fault = course_tasks(&course, &tasks, &count, err);
	for (size_t i = 0; i < count && fault == FAULT_NONE; i++) {
		struct error why;
		bool is_open = tasks[i].closed_at == 0 && task_is_listed(tasks[i].task);

		if (is_open && task_may(f->registry, f->caller, row, tasks[i].task, ACCESS_CLOSE,
					&why) == FAULT_NONE)
			fault = add_row(f, row, s, &tasks[i], err);
	}
	return fault;
}

static int by_due(const void *one, const void *two)
{
	const struct task_row *a = one, *b = two;
	int64_t first = a->task.due_at == 0 ? NEVER : a->task.due_at;
	int64_t other = b->task.due_at == 0 ? NEVER : b->task.due_at;

	if (first != other)
		return first < other ? -1 : 1;
	first = a->task.opened_at;
	other = b->task.opened_at;
	return first != other ? (first < other ? -1 : 1)
			      : strcmp(a->application.reference, b->application.reference);
}

enum fault task_list(struct registry *r, const struct caller *v, const struct term_list *terms,
		     struct arena *a, struct task_row **ret, size_t *ret_count, struct error *err)
{
	ARENA_CLEAN struct arena *work = arena_new(REGISTRY_WORK);
	struct finding f = {.registry = r, .caller = v, .terms = terms, .arena = a, .work = work};
	enum fault fault = find_ids(&f, err);

	for (size_t i = 0; i < f.id_count && fault == FAULT_NONE; i++) {
		struct store_application row;
		bool found = false;

		fault = store_application_get(r->store, f.ids[i], &row, &found, err);
		if (fault == FAULT_NONE && found)
			fault = add_rows(&f, &row, err);
	}
	if (fault != FAULT_NONE)
		return fault;
	if (f.count > 0)
		qsort(f.rows, f.count, sizeof(*f.rows), by_due);
	*ret = f.rows;
	*ret_count = f.count;
	return FAULT_NONE;
}

/* --- one of them --- */

/* A look at an application of another office, by right of the task. */
static enum fault enter(struct registry *r, struct caller *v, const char *id,
			const struct task *task, struct error *err)
{
	struct change change = {.registry = r, .caller = v};
	enum fault fault;

	if (caller_has_looked(v, id))
		return FAULT_NONE;
	do {
		fault = change_read(&change, id, err);
		if (fault == FAULT_NONE)
			fault = task_change_may(&change, task, err);
		if (fault == FAULT_NONE)
			fault = change_note(&change, LEDGER_LOOKED, err);
		fault = change_end(&change, fault, NULL, err);
	} while (change_again(&change, fault));
	if (fault == FAULT_NONE)
		caller_look(v, id);
	return fault;
}

enum fault task_open(struct registry *r, struct caller *v, const char *reference, const char *task,
		     const struct term_list *terms, struct arena *a, struct task_row *ret,
		     struct error *err)
{
	struct finding f = {.registry = r, .caller = v, .terms = terms, .arena = a, .work = a};
	struct store_application row;
	char digits[REFERENCE_DIGITS + 1];
	bool found = false;
	enum fault fault = reference_read(reference, digits, err);

	if (fault == FAULT_NONE)
		fault = store_application_find(r->store, digits, &row, &found, err);
	if (fault == FAULT_NONE && found && row.submitted_at > 0 && v->role == ROLE_STAFF)
		fault = add_rows(&f, &row, err);
	for (size_t i = 0; fault == FAULT_NONE && i < f.count; i++)
		if (strcmp(f.rows[i].task.task->id, task) == 0) {
			*ret = f.rows[i];
			return enter(r, v, row.id, ret->task.task, err);
		}
	return fault == FAULT_NONE ? access_missing(v, err) : fault;
}

bool task_shows(const struct task *task, const struct field_path *at)
{
	if (task->office == NULL)
		return true;
	for (size_t i = 0; i < task->show_count; i++)
		if (strcmp(task->shows[i], at->question->id) == 0 ||
		    (at->section != NULL && strcmp(task->shows[i], at->section->id) == 0))
			return true;
	return false;
}

enum fault task_load(struct registry *r, struct caller *v, const struct task_row *row,
		     struct form *f, struct error *err)
{
	struct store_application found, of;
	struct field_path at = {0};
	bool is_there = false, looks;
	unsigned sees = 0;
	enum fault fault =
		store_application_get(r->store, row->application.id, &found, &is_there, err);

	if (fault == FAULT_NONE && !is_there)
		fault = access_missing(v, err);
	if (fault == FAULT_NONE)
		fault = task_reach(r, v, &found, row->task.task, ACCESS_LOOK, &of, err);
	/* A role may close tasks and not look: then it is given none of the answers. */
	looks = fault == FAULT_NONE;
	if (row->task.task->role != NULL && (fault == FAULT_DENIED || fault == FAULT_MISSING))
		fault = task_may(r, v, &found, row->task.task, ACCESS_CLOSE, err);
	if (looks)
		fault = look_sees(r, v, &of, &sees, err);
	if (fault == FAULT_NONE)
		fault = answers_load(r, found.id, sees, f, err);
	if (fault == FAULT_NONE)
		fault = unsent_hide(r, &found, sees, f, err);
	while (fault == FAULT_NONE && form_next(f, &at))
		if (!looks || !task_shows(row->task.task, &at))
			(void)form_withhold(f, &at);
	return fault;
}
