/* command_definitions.c - the commands for service definitions: check, import, export. */
#include "server/commands/command_inside.h"

#include "services/definition/file.h"
#include "services/registry/folder.h"

#include <time.h>

#define FILE_CAP ((size_t)1024 * 1024)
#define FILE_MEMORY ((size_t)64 * 1024 * 1024) /* bytes while one is looked at */

/* Files alone: a FIFO without a writer or a device would never end. What cannot be read is the
 * caller's to mend. */
static enum fault read_file(struct arena *a, const char *file, const char **ret, size_t *ret_len,
			    struct error *err)
{
	if (file_text(a, file, FILE_CAP, ret, ret_len, err) == FAULT_NONE)
		return FAULT_NONE;
	err->fault = err->fault == FAULT_BROKEN ? FAULT_INPUT : err->fault;
	return err->fault;
}

/* "file:line: field: words". */
static void print_one(struct command *c, const char *file, const struct error *e, const char *words)
{
	buffer_format(c->err, "%s:%d: %s%s%s\n", file, e->line, text_safe(c->arena, e->field, 0),
		      e->field[0] != '\0' ? ": " : "", text_safe(c->arena, words, 0));
}

static void print_faults(struct command *c, const char *file, const struct fault_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		print_one(c, file, &list->items[i], message_error(c->arena, &list->items[i]));
	if (list->more)
		buffer_format(c->err, "%s: %s\n", file,
			      _("There are more faults than are shown here."));
}

static void print_remark(struct command *c, const char *file, const struct error *e)
{
	print_one(c, file, e,
		  FILL(c->arena, _("worth a second look: {words}"),
		       {"words", message_error(c->arena, e)}));
}

static void remark_day(struct command *c, const char *file, const struct service *s)
{
	struct date today = date_of((int64_t)time(NULL));
	struct error e = {.say = N_("The day of \"verified\" is still to come.")};

	if (date_compare(s->verified, today) <= 0)
		return;
	e.line = s->verified_line;
	snprintf(e.field, sizeof(e.field), "verified");
	print_remark(c, file, &e);
}

/* Reads and checks one definition; everything that is wrong, or worth a second look, is told. */
static enum fault read_definition(struct command *c, struct arena *a, const struct term_list *terms,
				  const char *file, const struct service **ret,
				  const char **ret_yaml, size_t *ret_len)
{
	struct fault_list *faults = arena_take(a, sizeof(*faults));
	struct error err = {0};
	enum fault f = read_file(a, file, ret_yaml, ret_len, &err);

	if (f == FAULT_NONE)
		f = service_read(a, terms, file, *ret_yaml, *ret_len, ret, faults, &err);
	print_faults(c, file, faults);
	for (size_t i = 0; i < faults->remark_count; i++)
		print_remark(c, file, &faults->remarks[i]);
	if (f == FAULT_NONE)
		remark_day(c, file, *ret);
	else if (err.line == 0 && err.say != NULL)
		command_fail(c, &err);
	return f;
}

enum fault command_definitions_read(struct command *c, struct arena *a,
				    const struct term_list *terms, const char *file,
				    const struct service **ret)
{
	const char *yaml;
	size_t len;

	return read_definition(c, a, terms, file, ret, &yaml, &len);
}

/* --- check and import --- */

/* One file of the command line. */
static enum fault look_at(struct command *c, const struct term_list *terms, const char *file,
			  struct versions_item *ret)
{
	ARENA_CLEAN struct arena *a = arena_new(FILE_MEMORY);
	const struct service *s;
	const char *yaml;
	size_t len;
	enum fault f = read_definition(c, a, terms, file, &s, &yaml, &len);

	if (f != FAULT_NONE)
		return f;
	*ret = (struct versions_item){arena_text(c->arena, s->id),
				      s->version,
				      arena_slice(c->arena, yaml, len),
				      len,
				      false,
				      false};
	return FAULT_NONE;
}

/* The shared lists among the files of the command line. */
struct lists {
	struct term_file files[LISTS_MAX];
	const char *paths[LISTS_MAX];
	size_t count;
};

static enum fault add_list(struct command *c, const char *path, const char *name, struct lists *to,
			   struct error *err)
{
	struct term_file *file = &to->files[to->count];
	const char *yaml;
	enum fault f;

	for (size_t i = 0; i < to->count; i++)
		if (strcmp(to->files[i].name, name) == 0) {
			fail(err, FAULT_INPUT, N_("The list {file} stands here twice."), "usage");
			error_fill(err, "file", "%s", name);
			return FAULT_INPUT;
		}
	f = read_file(c->arena, path, &yaml, &file->len, err);
	if (f != FAULT_NONE)
		return f;
	file->name = name;
	file->yaml = yaml;
	file->faults = arena_take(c->arena, sizeof(*file->faults));
	to->paths[to->count++] = path;
	return FAULT_NONE;
}

/* Those of the portal, for files that are held to its lists. */
struct own_lists {
	const char *folder;
	struct term_file files[LISTS_MAX]; /* in place of the folder's */
	size_t count;
};

/* Takes the lists of the command line, those that are not there from the portal's own; faults are
 * told with file and line. */
static enum fault take_lists(struct command *c, const struct own_lists *own, struct lists *ret,
			     struct term_list *ret_terms)
{
	struct term_file all[LISTS_MAX];
	struct error err = {0};
	enum fault f = FAULT_NONE;
	bool told = false;
	size_t count;

	for (size_t i = 0; f == FAULT_NONE && i < c->arguments.count; i++) {
		const char *name = term_file_name(c->arguments.words[i]);

		if (name != NULL)
			f = add_list(c, c->arguments.words[i], name, ret, &err);
	}
	count = lists_merge(ret->files, ret->count, own->files, own->count, all);
	if (f == FAULT_NONE)
		f = term_read_with(c->arena, own->folder, all, count, ret_terms, &err);
	for (size_t i = 0; i < ret->count; i++) {
		print_faults(c, ret->paths[i], ret->files[i].faults);
		told = told || ret->files[i].faults->count > 0;
	}
	if (f != FAULT_NONE && !told)
		command_fail(c, &err);
	if (f != FAULT_NONE && ret->count < c->arguments.count)
		buffer_format(c->err, "%s\n",
			      _("The definitions were not looked at: the lists come first."));
	return f;
}

const char *command_definitions_lists(struct command *c)
{
	if (arguments_get(&c->arguments, "state") == NULL)
		return c->portal->paths->catalogue;
	return arena_format(c->arena, "%s/terms", command_state(c));
}

size_t command_definitions_shown(struct command *c, struct term_file ret[LISTS_MAX])
{
	struct error none;
	size_t count = 0;

	if (arguments_get(&c->arguments, "state") == NULL ||
	    snapshot_lists(command_state(c), c->arena, ret, &count, &none) != FAULT_NONE)
		return 0;
	return count;
}

enum exit_status command_definitions_check(struct command *c)
{
	struct own_lists own = {.folder = command_definitions_lists(c)};
	struct lists lists = {.count = 0};
	struct term_list terms = {0};
	enum exit_status status = EXIT_DONE;

	own.count = command_definitions_shown(c, own.files);
	if (take_lists(c, &own, &lists, &terms) != FAULT_NONE)
		return EXIT_USAGE;
	for (size_t i = 0; i < c->arguments.count; i++) {
		struct versions_item item;
		const char *file = c->arguments.words[i];

		if (term_file_name(file) != NULL || look_at(c, &terms, file, &item) == FAULT_NONE)
			buffer_format(c->out, "%s: %s\n", file, _("all is well"));
		else
			status = EXIT_USAGE;
		command_flush(c);
	}
	return status;
}

/* A file of the command line, and its place there. */
struct coming {
	struct versions_item item;
	size_t place;
};

/* Older versions before newer ones, so that several of one service may come at once. */
static int compare_versions(const void *a, const void *b)
{
	const struct coming *one = a, *two = b;

	if (one->item.version != two->item.version)
		return one->item.version < two->item.version ? -1 : 1;
	return one->place < two->place ? -1 : one->place > two->place;
}

static void tell_item(struct command *c, const struct versions_item *item)
{
	buffer_format(c->out, "%s %d: %s\n", item->id, item->version,
		      item->is_new ? _("imported") : _("already there, nothing changed"));
	if (item->is_back)
		command_line(c, FILL(c->arena, _("{service} had ended and is offered again."),
				     {"service", item->id}));
}

static enum exit_status import_all(struct command *c, const struct lists *lists, struct coming *all,
				   size_t count)
{
	struct versions_item *items = arena_array(c->arena, count + 1, sizeof(*items));
	struct error err = {0};
	bool any;
	size_t refused;
	enum fault f;

	if (count > 0)
		qsort(all, count, sizeof(*all), compare_versions);
	for (size_t i = 0; i < count; i++)
		items[i] = all[i].item;
	f = versions_import_with(c->portal->registry, lists->files, lists->count, items, count,
				 &refused, &err);
	if (refused < count)
		buffer_format(c->err, "%s: ", c->arguments.words[all[refused].place]);
	for (size_t i = 0; f == FAULT_NONE && i < lists->count; i++)
		buffer_format(c->out, "%s: %s\n", lists->files[i].name, _("imported"));
	any = f == FAULT_NONE && lists->count > 0;
	for (size_t i = 0; f == FAULT_NONE && i < count; i++)
		any = any || items[i].is_new;
	for (size_t i = 0; f == FAULT_NONE && i < count; i++)
		tell_item(c, &items[i]);
	if (any)
		buffer_format(c->out, "%s\n",
			      _("A portal that runs shows this to its visitors once it has tried a "
				"visit with it; its log says when, or why not."));
	return command_end(c, f, &err);
}

/* The lists, as far as any come: what the portal has must stay in them. */
static enum exit_status take_new_lists(struct command *c, struct lists *ret,
				       struct term_list *ret_terms)
{
	struct own_lists own = {.folder = registry_terms(c->portal->registry)};
	struct error err = {0};
	enum fault f = lists_read(c->portal->registry, c->arena, own.files, &own.count, &err);

	if (f != FAULT_NONE)
		return command_fail(c, &err);
	if (take_lists(c, &own, ret, ret_terms) != FAULT_NONE)
		return EXIT_USAGE;
	return command_end(c, lists_keep(c->portal->registry, ret->files, ret->count, &err), &err);
}

enum exit_status command_definitions_import(struct command *c)
{
	size_t count = 0, sound = 0;
	struct coming *all = arena_array(c->arena, c->arguments.count, sizeof(*all));
	struct lists lists = {.count = 0};
	struct term_list terms = {0};
	enum exit_status status = take_new_lists(c, &lists, &terms);

	for (size_t i = 0; status == EXIT_DONE && i < c->arguments.count; i++) {
		if (term_file_name(c->arguments.words[i]) != NULL)
			continue;
		all[count].place = i;
		sound +=
			look_at(c, &terms, c->arguments.words[i], &all[count++].item) == FAULT_NONE;
		command_flush(c);
	}
	if (status == EXIT_DONE && sound == count)
		return import_all(c, &lists, all, count);
	if (c->arguments.count > 1)
		buffer_format(c->err, "%s\n", _("Nothing was imported."));
	return status == EXIT_DONE ? EXIT_USAGE : status;
}

/* --- export --- */

/* A folder that takes every definition, with how many it has. */
struct export_to {
	struct command *command;
	const char *folder;
	size_t count;
};

static enum fault export_file(struct export_to *to, const char *name, const char *yaml, size_t len,
			      struct error *err)
{
	const char *path = arena_format(to->command->arena, "%s/%s", to->folder, name);
	enum fault f = folder_write(path, yaml, len, err);

	to->count += f == FAULT_NONE;
	return f;
}

static enum fault export_version(void *ctx, const struct store_definition *d, struct error *err)
{
	struct export_to *to = ctx;
	const char *name = arena_format(to->command->arena, "%s.%d.yaml", d->service, d->version);

	if (term_file_name(d->service) != NULL)
		return FAULT_NONE;
	return export_file(to, name, d->yaml.at, d->yaml.len, err);
}

static bool is_written(const struct export_to *to, const char *name)
{
	return access(arena_format(to->command->arena, "%s/%s", to->folder, name), F_OK) == 0;
}

/* The folder's, as far as the registry has none in its place. */
static enum fault export_list(void *ctx, const char *name, struct error *err)
{
	struct export_to *to = ctx;
	const char *terms = registry_terms(to->command->portal->registry);
	const char *path = arena_format(to->command->arena, "%s/%s", terms, name);
	char *yaml;
	size_t len;
	enum fault f;

	if (term_file_name(name) == NULL || is_written(to, name))
		return FAULT_NONE;
	f = folder_read(to->command->arena, path, FILE_CAP, &yaml, &len, err);
	return f == FAULT_NONE ? export_file(to, name, yaml, len, err) : f;
}

/* All versions of all services, and the lists, into an empty folder: what another portal imports.
 */
static enum fault export_all(struct command *c, const char *folder, struct error *err)
{
	struct export_to to = {.command = c, .folder = folder};
	struct term_file lists[LISTS_MAX];
	size_t count = 0;
	enum fault f = folder_make(folder, err);

	if (f == FAULT_NONE)
		f = lists_read(c->portal->registry, c->arena, lists, &count, err);
	for (size_t i = 0; f == FAULT_NONE && i < count; i++)
		f = export_file(&to, lists[i].name, lists[i].yaml, lists[i].len, err);
	if (f == FAULT_NONE)
		f = folder_walk(registry_terms(c->portal->registry), export_list, &to, err);
	if (f == FAULT_NONE)
		f = versions_each(c->portal->registry, export_version, &to, err);
	if (f == FAULT_NONE)
		command_line(c, FILL(c->arena, _("{count} files were written to {folder}."),
				     {"count", arena_format(c->arena, "%zu", to.count)},
				     {"folder", folder}));
	return f;
}

enum fault command_definitions_version(struct command *c, int *ret, struct error *err)
{
	const char *word = c->arguments.count > 1 ? c->arguments.words[1] : "0";
	char *end;
	long number = strtol(word, &end, 10);

	if (*end != '\0' || number < 0 || number > INT32_MAX)
		return fail(err, FAULT_INPUT, N_("A version is a whole number."), "usage");
	*ret = (int)number;
	return FAULT_NONE;
}

static enum fault export_one(struct command *c, struct error *err)
{
	const char *yaml = NULL;
	size_t len = 0;
	int version = 0;
	enum fault f = command_definitions_version(c, &version, err);

	if (f == FAULT_NONE)
		f = versions_text(c->portal->registry, c->arena, c->arguments.words[0], version,
				  &yaml, &len, err);
	if (f == FAULT_NONE)
		buffer_add(c->out, yaml, len);
	return f;
}

enum exit_status command_definitions_export(struct command *c)
{
	const char *folder = arguments_get(&c->arguments, "all");
	struct error err = {0};
	enum fault f;

	if ((folder != NULL) == (c->arguments.count > 0))
		f = fail(&err, FAULT_INPUT, N_("Either a service or --all FOLDER is needed."),
			 "usage");
	else
		f = folder != NULL ? export_all(c, folder, &err) : export_one(c, &err);
	return command_end(c, f, &err);
}
