/* command_appeals.c - whether the services to which definitions let people appeal are there, and
 * can decide an appeal: what no file says by itself. */
#include "server/commands/command_inside.h"

#include "services/definition/service_after.h"

#define FILE_MEMORY ((size_t)64 * 1024 * 1024) /* bytes while one is looked at */

/* The newest one among the files; NULL: none has this id. */
static const struct versions_item *find_file(const struct command_files *files, const char *id)
{
	const struct versions_item *newest = NULL;

	for (size_t i = 0; i < files->count; i++) {
		const struct versions_item *one = &files->items[i];

		if (one->id != NULL && strcmp(one->id, id) == 0 &&
		    (newest == NULL || one->version > newest->version))
			newest = one;
	}
	return newest;
}

/* Of the portal whose folder was named, as its visitors are shown it. */
static enum fault find_shown(struct command *c, const char *id, struct catalogue **shown,
			     const struct service **ret, struct error *err)
{
	enum fault f = FAULT_NONE;

	if (arguments_get(&c->arguments, "state") == NULL)
		return FAULT_NONE;
	if (*shown == NULL)
		f = catalogue_open(command_definitions_lists(c), shown, err);
	if (f == FAULT_NONE && catalogue_count(*shown) == 0)
		f = snapshot_load(command_state(c), *shown, err);
	if (f == FAULT_NONE)
		*ret = catalogue_find(*shown, id);
	return f == FAULT_MISSING || f == FAULT_BUSY ? FAULT_NONE : f;
}

/* *ret NULL: it is neither among the files nor in the portal. */
static enum fault find(struct command *c, struct arena *a, const struct command_files *files,
		       const char *id, struct catalogue **shown, const struct service **ret,
		       struct error *err)
{
	const struct versions_item *file = find_file(files, id);
	enum fault f;

	*ret = NULL;
	if (file != NULL)
		return service_read_stored(a, files->terms, id, file->yaml, file->len, ret, err);
	if (c->portal->registry == NULL)
		return find_shown(c, id, shown, ret, err);
	f = versions_find(c->portal->registry, a, files->terms, id, 0, ret, err);
	return f == FAULT_MISSING ? FAULT_NONE : f;
}

static void refuse(struct error *e, const struct appeal *appeal, const char *say, const char *value)
{
	*e = (struct error){.fault = FAULT_INPUT, .say = say, .line = appeal->line};
	snprintf(e->field, sizeof(e->field), "appeal");
	error_fill(e, "value", "%s", value);
}

static void check_one(const struct service *s, const struct appeal *appeal,
		      const struct service *to, struct fault_list *faults)
{
	const char *act = NULL, *say = service_after_refuse(to);
	struct error e;

	if (say != NULL)
		refuse(&e, appeal, say, appeal->service);
	else if ((say = service_after_refuse_effects(s, to, &act)) != NULL)
		refuse(&e, appeal, say, act);
	if (say != NULL)
		faults_add(faults, &e);
}

static enum fault check_acts(struct command *c, struct arena *a, const struct command_files *files,
			     const struct service *s, struct catalogue **shown,
			     struct fault_list *faults, struct error *err)
{
	enum fault f = FAULT_NONE;
	const struct act *act;

	for (size_t i = 0; f == FAULT_NONE && (act = service_all_acts(s, i)) != NULL; i++) {
		const struct service *to = NULL;

		if (act->appeal == NULL ||
		    command_files_hide(files, KIND_SERVICE, act->appeal->service))
			continue;
		f = find(c, a, files, act->appeal->service, shown, &to, err);
		if (f == FAULT_NONE)
			check_one(s, act->appeal, to, faults);
	}
	return f;
}

enum fault command_appeals_check(struct command *c, const struct command_files *files,
				 const struct versions_item *item, struct fault_list *faults,
				 struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(FILE_MEMORY);
	struct catalogue *shown = NULL;
	const struct service *s = NULL;
	enum fault f =
		service_read_stored(a, files->terms, item->id, item->yaml, item->len, &s, err);

	if (f == FAULT_NONE)
		f = check_acts(c, a, files, s, &shown, faults, err);
	catalogue_free(shown);
	if (f == FAULT_NONE && faults->count > 0) {
		*err = faults->items[0];
		return FAULT_INPUT;
	}
	return f;
}
