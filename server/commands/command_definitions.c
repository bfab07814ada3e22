/* command_definitions.c - the commands for service definitions: check and import. */
#include "server/commands/command_inside.h"

#include "services/definition/file.h"

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

/* Everything that is wrong, or worth a second look, is told. */
static enum fault tell_read(struct command *c, const char *file, const struct fault_list *faults,
			    enum fault f, const struct error *err)
{
	print_faults(c, file, faults);
	for (size_t i = 0; i < faults->remark_count; i++)
		print_remark(c, file, &faults->remarks[i]);
	if (f != FAULT_NONE && err->line == 0 && err->say != NULL)
		command_fail(c, err);
	return f;
}

enum fault command_definitions_read(struct command *c, struct arena *a,
				    const struct term_list *terms, const char *file,
				    const struct service **ret)
{
	struct fault_list *faults = arena_take(a, sizeof(*faults));
	struct error err = {0};
	const char *yaml;
	size_t len;
	enum fault f = read_file(a, file, &yaml, &len, &err);

	if (f == FAULT_NONE)
		f = service_read(a, terms, file, yaml, len, ret, faults, &err);
	f = tell_read(c, file, faults, f, &err);
	if (f == FAULT_NONE)
		remark_day(c, file, *ret);
	return f;
}

enum fault command_definitions_version(struct command *c, int *ret, struct error *err)
{
	char *end;
	long number = strtol(c->arguments.count > 1 ? c->arguments.words[1] : "0", &end, 10);

	if (*end != '\0' || number < 0 || number > INT32_MAX)
		return fail(err, FAULT_INPUT, N_("A version is a whole number."), "usage");
	*ret = (int)number;
	return FAULT_NONE;
}

/* --- check and import --- */

/* The files of the command line that are no lists, one after another: services last, since they
 * name what the others bring. */
struct files {
	struct command *command;
	struct term_list *terms;
	bool services;               /* whose turn it is */
	struct versions_item *sound; /* by their place */
};

/* One of them; *ret_turn false: not its turn; *ret_more: what other files say counts, too. */
static enum fault look_at(const struct files *files, const char *file, struct versions_item *ret,
			  bool *ret_turn, bool *ret_more)
{
	struct command *c = files->command;
	ARENA_CLEAN struct arena *a = arena_new(FILE_MEMORY);
	struct fault_list *faults = arena_take(a, sizeof(*faults));
	struct definition d;
	struct error err = {0};
	const char *yaml = "";
	size_t len = 0;
	enum fault f = read_file(a, file, &yaml, &len, &err);

	*ret_turn = (kind_read_which(yaml, len) == KIND_SERVICE) == files->services;
	if (!*ret_turn)
		return FAULT_NONE;
	/* The terms have what services name, to the end. */
	if (f == FAULT_NONE)
		f = kind_read(files->services ? a : c->arena, files->terms, file, yaml, len, &d,
			      faults, &err);
	f = tell_read(c, file, faults, f, &err);
	if (f != FAULT_NONE)
		return f;
	*ret_more = command_roles_asks_others(&d);
	if (d.kind == KIND_SERVICE)
		remark_day(c, file, d.what);
	else
		kind_add(c->arena, files->terms, &d);
	*ret = (struct versions_item){.id = arena_text(c->arena, d.key),
				      .version = d.version,
				      .yaml = arena_slice(c->arena, yaml, len),
				      .len = len};
	return FAULT_NONE;
}

typedef void take_file(void *ctx, size_t place, const struct versions_item *sound);

/* When all were read: those that name what other files have, or the portal. */
static void look_at_others(const struct files *files, const bool *more, take_file *take, void *ctx)
{
	struct command *c = files->command;
	const struct command_files all = {files->terms, files->sound, c->arguments.count};

	for (size_t i = 0; i < c->arguments.count; i++) {
		ARENA_CLEAN struct arena *a = arena_new(FILE_MEMORY);
		struct fault_list *faults = arena_take(a, sizeof(*faults));
		struct error err = {0};
		enum fault f;

		if (!more[i])
			continue;
		f = command_roles_check(c, &all, &files->sound[i], faults, &err);
		f = tell_read(c, c->arguments.words[i], faults, f, &err);
		take(ctx, i, f == FAULT_NONE ? &files->sound[i] : NULL);
	}
}

/* Calls `take` for each with its place on the command line and whether it is sound. */
static void look_at_all(struct command *c, struct term_list *terms, take_file *take, void *ctx)
{
	size_t count = c->arguments.count;
	bool *more = arena_array(c->arena, count, sizeof(*more));
	struct files files = {.command = c,
			      .terms = terms,
			      .sound = arena_array(c->arena, count, sizeof(*files.sound))};

	for (int turn = 0; turn < 2; turn++) {
		files.services = turn == 1;
		for (size_t i = 0; i < count; i++) {
			const char *file = c->arguments.words[i];
			struct versions_item item = {.id = NULL};
			bool is_turn = false;
			enum fault f = FAULT_NONE;

			if (term_file_name(file) == NULL)
				f = look_at(&files, file, &item, &is_turn, &more[i]);
			if (is_turn && f == FAULT_NONE)
				files.sound[i] = item;
			if (is_turn && !more[i])
				take(ctx, i, f == FAULT_NONE ? &item : NULL);
		}
	}
	look_at_others(&files, more, take, ctx);
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
		f = kind_read_terms(c->arena, own->folder, all, count, ret_terms, &err);
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

static enum fault add_shown(void *ctx, const char *key, const char *yaml, size_t len,
			    struct error *err)
{
	const struct files *to = ctx;
	enum fault f = others_take(to->command->arena, to->terms, key, yaml, len, err);

	return f == FAULT_INPUT ? FAULT_NONE : f;
}

enum fault command_definitions_each_shown(struct command *c, others_visit *visit, void *ctx,
					  struct error *err)
{
	enum fault f;

	if (arguments_get(&c->arguments, "state") == NULL)
		return FAULT_NONE;
	f = snapshot_others(command_state(c), visit, ctx, err);
	return f == FAULT_MISSING || f == FAULT_BUSY ? FAULT_NONE : f;
}

struct checking {
	struct command *command;
	bool *faulty; /* by its place on the command line */
};

static void note_checked(void *ctx, size_t place, const struct versions_item *sound)
{
	struct checking *to = ctx;

	to->faulty[place] = sound == NULL;
	command_flush(to->command);
}

enum exit_status command_definitions_check(struct command *c)
{
	struct own_lists own = {.folder = command_definitions_lists(c)};
	struct lists lists = {.count = 0};
	struct term_list terms = {0};
	struct checking to = {c, arena_array(c->arena, c->arguments.count, sizeof(bool))};
	enum exit_status status = EXIT_DONE;
	struct files files = {.command = c, .terms = &terms};
	struct error err = {0};

	own.count = command_definitions_shown(c, own.files);
	if (take_lists(c, &own, &lists, &terms) != FAULT_NONE)
		return EXIT_USAGE;
	if (command_definitions_each_shown(c, add_shown, &files, &err) != FAULT_NONE)
		return command_fail(c, &err);
	look_at_all(c, &terms, note_checked, &to);
	for (size_t i = 0; i < c->arguments.count; i++) {
		if (to.faulty[i])
			status = EXIT_USAGE;
		else
			buffer_format(c->out, "%s: %s\n", c->arguments.words[i], _("all is well"));
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
	f = others_terms(c->portal->registry, c->arena, ret_terms, &err);
	if (f == FAULT_NONE)
		f = lists_keep(c->portal->registry, ret->files, ret->count, &err);
	return command_end(c, f, &err);
}

struct importing {
	struct command *command;
	struct coming *all;
	size_t count, sound;
};

static void take_sound(void *ctx, size_t place, const struct versions_item *sound)
{
	struct importing *to = ctx;
	struct coming *one = &to->all[to->count++];

	one->place = place;
	if (sound != NULL)
		one->item = *sound;
	to->sound += sound != NULL;
	command_flush(to->command);
}

enum exit_status command_definitions_import(struct command *c)
{
	struct importing to = {
		.command = c,
		.all = arena_array(c->arena, c->arguments.count, sizeof(struct coming))};
	struct lists lists = {.count = 0};
	struct term_list terms = {0};
	enum exit_status status = take_new_lists(c, &lists, &terms);

	if (status == EXIT_DONE)
		look_at_all(c, &terms, take_sound, &to);
	if (status == EXIT_DONE && to.sound == to.count)
		return import_all(c, &lists, to.all, to.count);
	if (c->arguments.count > 1)
		buffer_format(c->err, "%s\n", _("Nothing was imported."));
	return status == EXIT_DONE ? EXIT_USAGE : status;
}
