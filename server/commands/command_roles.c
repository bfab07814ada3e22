/* command_roles.c - whether the acts that roles may do, and the roles that they exclude, are there:
 * what no file says by itself. */
#include "server/commands/command_inside.h"

#include "services/definition/known.h"
#include "services/definition/register.h"
#include "services/definition/service_turn.h"

#define FILE_MEMORY ((size_t)64 * 1024 * 1024) /* bytes while one is looked at */

struct looking {
	struct command *command;
	const struct command_files *files;
	struct catalogue *portal; /* NULL: no portal is at hand */
	struct fault_list *faults;
};

/* What the portal's visitors are shown, where there is one. */
static enum fault open_portal(struct looking *l, struct error *err)
{
	struct command *c = l->command;
	struct registry *r = c->portal->registry;
	enum fault f;

	if (r == NULL && arguments_get(&c->arguments, "state") == NULL)
		return FAULT_NONE;
	f = catalogue_open(r != NULL ? registry_terms(r) : command_definitions_lists(c), &l->portal,
			   err);
	if (f != FAULT_NONE)
		return f;
	if (r != NULL)
		return versions_load(r, l->portal, err);
	f = snapshot_load(command_state(c), l->portal, err);
	return f == FAULT_MISSING || f == FAULT_BUSY ? FAULT_NONE : f;
}

static bool file_has_act(const struct looking *l, const struct versions_item *file, const char *id)
{
	ARENA_CLEAN struct arena *a = arena_new(FILE_MEMORY);
	const struct service *s = NULL;
	struct error none;

	return file->id != NULL && kind_of(file->id) == KIND_SERVICE &&
	       service_read_stored(a, l->files->terms, file->id, file->yaml, file->len, &s,
				   &none) == FAULT_NONE &&
	       service_any_act(s, id) != NULL;
}

/* Registers have acts too: those of the portal, and those that come along. */
static bool register_has_act(const struct looking *l, const char *id)
{
	const struct register_definition *d;

	for (size_t i = 0; (d = register_at(l->files->terms, i)) != NULL; i++)
		if (register_act(d, id) != NULL)
			return true;
	return false;
}

static bool has_act(const struct looking *l, const char *id)
{
	size_t count =
		l->portal == NULL ? 0 : catalogue_count(l->portal) + catalogue_ended(l->portal);

	for (size_t i = 0; i < l->files->count; i++)
		if (file_has_act(l, &l->files->items[i], id))
			return true;
	for (size_t i = 0; i < count; i++)
		if (service_any_act(catalogue_at(l->portal, i), id) != NULL)
			return true;
	return register_has_act(l, id);
}

/* A fault where the portal is at hand; else it may be there. */
static void tell(const struct looking *l, const char *field, int line, const char *say,
		 const char *value)
{
	struct error e = {.fault = FAULT_INPUT, .say = say, .line = line};
	char known[KNOWN_MAX] = "";

	for (size_t i = 0; role_portal_words[i] != NULL; i++)
		known_add(known, role_portal_words[i]);
	snprintf(e.field, sizeof(e.field), "%s", field);
	error_fill(&e, "value", "%s", value);
	error_fill(&e, "known", "%s", known);
	if (l->portal != NULL)
		faults_add(l->faults, &e);
	else
		faults_remark(l->faults, &e);
}

/* --- what a version takes away --- */

static bool is_among_files(const struct looking *l, const char *service)
{
	for (size_t i = 0; i < l->files->count; i++)
		if (l->files->items[i].id != NULL && strcmp(l->files->items[i].id, service) == 0)
			return true;
	return false;
}

/* That it bites is what a version may be for, so it is no fault; nobody should have to find it out
 * by what stands still. */
static void check_stage(const struct looking *l, const struct role *role, const struct service *s,
			const struct stage *at)
{
	struct error e = {.line = role->may_line,
			  .say = N_("At the stage {stage} of the service {service}, which is this "
				    "role's turn, nobody can do any more: {known}. Leave it under "
				    "\"may\", or give the stage to somebody else by a version of "
				    "the service.")};
	char known[KNOWN_MAX] = "";
	const struct act *act;

	for (size_t i = 0; (act = service_each_act(s, at, i)) != NULL; i++) {
		const struct role *by = service_act_role(act, at);

		if (by != NULL && strcmp(by->id, role->id) == 0 && !act->by_clock &&
		    !role_may_act(role, service_turn_word(act), act->id))
			known_add(known, act->id);
	}
	if (known[0] == '\0')
		return;
	snprintf(e.field, sizeof(e.field), "may");
	error_fill(&e, "stage", "%s", at->id);
	error_fill(&e, "service", "%s", s->id);
	error_fill(&e, "known", "%s", known);
	faults_remark(l->faults, &e);
}

static void check_task(const struct looking *l, const struct role *role, const struct service *s,
		       const struct task *task)
{
	struct error e = {.line = role->may_line,
			  .say = N_("The task {task} of the service {service} is this role's, and "
				    "nobody can close it any more. Leave \"close_task\" under "
				    "\"may\", or give the task to somebody else by a version of "
				    "the service.")};

	if (task->role == NULL || strcmp(task->role->id, role->id) != 0 ||
	    role_may(role, role_portal_words[ROLE_WORD_CLOSE_TASK]))
		return;
	snprintf(e.field, sizeof(e.field), "may");
	error_fill(&e, "task", "%s", task->id);
	error_fill(&e, "service", "%s", s->id);
	faults_remark(l->faults, &e);
}

/* Of services that come with it their own file tells. */
static void check_services(const struct looking *l, const struct role *role)
{
	size_t count =
		l->portal == NULL ? 0 : catalogue_count(l->portal) + catalogue_ended(l->portal);

	for (size_t i = 0; i < count; i++) {
		const struct service *s = catalogue_at(l->portal, i);

		for (size_t k = 0; k < s->stage_count && !is_among_files(l, s->id); k++)
			check_stage(l, role, s, &s->stages[k]);
		for (size_t k = 0; k < s->task_count && !is_among_files(l, s->id); k++)
			check_task(l, role, s, &s->tasks[k]);
	}
}

static void check(const struct looking *l, const struct role *role)
{
	for (size_t i = 0; i < role->may_count; i++)
		if (!role_is_word(role->may[i]) && !has_act(l, role->may[i]) &&
		    !command_files_hide(l->files, KIND_SERVICE, NULL) &&
		    !command_files_hide(l->files, KIND_REGISTER, NULL))
			tell(l, "may", role->may_line,
			     N_("No service and no register has an act \"{value}\", and it is no "
				"word of the portal's: {known}. What has it is imported before, or "
				"together with the role."),
			     role->may[i]);
	for (size_t i = 0; i < role->not_with_count; i++)
		if (role_find(l->files->terms, role->not_with[i]) == NULL &&
		    !command_files_hide(l->files, KIND_ROLE, role->not_with[i]))
			tell(l, "not_with", role->not_with_line,
			     N_("There is no role \"{value}\" that could be excluded: it is "
				"imported before, or together with this one."),
			     role->not_with[i]);
	check_services(l, role);
}

static enum fault check_role(struct command *c, const struct command_files *files,
			     const struct versions_item *item, struct fault_list *faults,
			     struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(FILE_MEMORY);
	struct looking l = {.command = c, .files = files, .faults = faults};
	struct definition d;
	enum fault f = kind_read_as(a, files->terms, KIND_ROLE, true, item->id, item->yaml,
				    item->len, &d, NULL, err);

	if (f == FAULT_NONE)
		f = open_portal(&l, err);
	if (f == FAULT_NONE)
		check(&l, d.what);
	catalogue_free(l.portal);
	if (f == FAULT_NONE && faults->count > 0) {
		*err = faults->items[0];
		return FAULT_INPUT;
	}
	return f;
}

bool command_roles_asks_others(const struct definition *d)
{
	return d->kind == KIND_ROLE || (d->kind == KIND_SERVICE && service_has_appeals(d->what));
}

enum fault command_roles_check(struct command *c, const struct command_files *files,
			       const struct versions_item *item, struct fault_list *faults,
			       struct error *err)
{
	return kind_of(item->id) == KIND_ROLE ? check_role(c, files, item, faults, err)
					      : command_appeals_check(c, files, item, faults, err);
}
