/* command_definitions.c - the commands for service definitions: check and import. */
#include "server/commands/command_inside.h"

#include "server/commands/command_files.h"

#include "services/catalogue/blocks.h"

enum fault command_definitions_read(struct command *c, struct arena *a,
				    const struct term_list *terms, const char *file,
				    const struct service **ret)
{
	struct fault_list *faults = arena_take(a, sizeof(*faults));
	struct error err = {0};
	const char *yaml;
	size_t len;
	enum fault f = command_files_read(a, file, &yaml, &len, &err);

	if (f == FAULT_NONE && kind_read_which(yaml, len) != KIND_SERVICE) {
		f = fail(&err, FAULT_INPUT,
			 N_("{file} is no service: name a service first, and behind it the blocks "
			    "that it uses."),
			 "usage");
		error_fill(&err, "file", "%s", file);
	}
	if (f == FAULT_NONE)
		f = service_read(a, terms, file, yaml, len, ret, faults, &err);
	f = command_files_tell(c, file, faults, f, &err);
	return f == FAULT_NONE ? command_files_remark_service(c, file, *ret) : f;
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
	f = command_files_read(c->arena, path, &yaml, &file->len, err);
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
		command_files_faults(c, ret->paths[i], ret->files[i].faults);
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

/* Terms that grow, in the command's arena. */
struct growing {
	struct command *command;
	struct term_list *terms;
};

static enum fault add_shown(void *ctx, const char *key, const char *yaml, size_t len,
			    struct error *err)
{
	const struct growing *to = ctx;
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
	bool *faulty;        /* by its place on the command line */
	const char **coming; /* what they define; NULL ends them */
	size_t count;
};

/* As an import would find it, with the portal at hand. */
static bool may_come(struct command *c, size_t place, const struct versions_item *sound)
{
	struct versions_item item = *sound;
	struct error err = {0};

	if (c->looked_at == NULL || versions_may_import(c->looked_at, &item, &err) == FAULT_NONE)
		return true;
	buffer_format(c->err, "%s: ", c->arguments.words[place]);
	command_fail(c, &err);
	return false;
}

static void note_checked(void *ctx, size_t place, const struct versions_item *sound)
{
	struct checking *to = ctx;

	if (sound != NULL)
		to->coming[to->count++] = sound->id;
	to->faulty[place] = sound == NULL || !may_come(to->command, place, sound);
	command_flush(to->command);
}

/* Of the portal that was named what its visitors are not shown: where it can be read. */
void command_definitions_look(struct command *c)
{
	struct error none;

	if (arguments_get(&c->arguments, "state") != NULL &&
	    command_open_registry(c, &c->looked_at, &none) != FAULT_NONE)
		c->looked_at = NULL;
}

enum exit_status command_definitions_check(struct command *c)
{
	struct own_lists own = {.folder = command_definitions_lists(c)};
	struct lists lists = {.count = 0};
	struct term_list terms = {0};
	struct checking to = {
		.command = c,
		.faulty = arena_array(c->arena, c->arguments.count, sizeof(bool)),
		.coming = arena_array(c->arena, c->arguments.count + 1, sizeof(char *))};
	struct term_list before;
	enum exit_status status = EXIT_DONE;
	struct growing to_terms = {c, &terms};
	struct error err = {0};

	own.count = command_definitions_shown(c, own.files);
	if (take_lists(c, &own, &lists, &terms) != FAULT_NONE)
		return EXIT_USAGE;
	if (command_definitions_each_shown(c, add_shown, &to_terms, &err) != FAULT_NONE)
		return command_fail(c, &err);
	command_definitions_look(c);
	before = terms;
	command_files_each(c, &terms, note_checked, &to);
	if (c->looked_at != NULL && to.count == c->arguments.count &&
	    command_unfit_tell(c, c->looked_at, &before, &terms, to.coming, &err) != FAULT_NONE)
		status = command_fail(c, &err);
	registry_close(c->looked_at);
	for (size_t i = 0; i < c->arguments.count; i++) {
		if (to.faulty[i])
			status = EXIT_USAGE;
		else
			buffer_format(c->out, "%s: %s\n", c->arguments.words[i],
				      _("no errors found"));
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
		      item->is_new ? _("imported") : _("already imported, nothing changed"));
	if (item->is_back)
		command_line(c, FILL(c->arena, _("{service} had ended and is offered again."),
				     {"service", item->id}));
}

/* Services that a new block does not reach before they are imported anew: their authors are told
 * here, and by `catalogue list --kind block`. */
struct behind {
	struct command *command;
	const struct versions_item *block;
};

static void tell_behind(void *ctx, const struct blocks_user *user)
{
	const struct behind *b = ctx;
	struct command *c = b->command;

	if (user->block_version >= b->block->version)
		return;
	command_line(c, FILL(c->arena,
			     _("{service} {version} keeps version {older} of this block: a higher "
			       "version of the service takes the new one."),
			     {"service", user->service},
			     {"version", arena_format(c->arena, "%d", user->version)},
			     {"older", arena_format(c->arena, "%d", user->block_version)}));
}

static enum fault tell_item_and_users(struct command *c, const struct versions_item *item,
				      struct error *err)
{
	struct behind b = {c, item};

	tell_item(c, item);
	if (kind_of(item->id) != KIND_BLOCK || !item->is_new)
		return FAULT_NONE;
	return blocks_each_user(c->portal->registry, strchr(item->id, ':') + 1, true, tell_behind,
				&b, err);
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
		f = tell_item_and_users(c, &items[i], &err);
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

/* Those that came with it are the newest by now. */
static enum exit_status tell_unfit(struct command *c, const struct term_list *before,
				   const struct term_list *now)
{
	const char *none = NULL;
	struct error err = {0};
	enum fault f = command_unfit_tell(c, c->portal->registry, before, now, &none, &err);

	return command_end(c, f, &err);
}

enum exit_status command_definitions_import(struct command *c)
{
	struct importing to = {
		.command = c,
		.all = arena_array(c->arena, c->arguments.count, sizeof(struct coming))};
	struct lists lists = {.count = 0};
	struct term_list terms = {0};
	enum exit_status status = take_new_lists(c, &lists, &terms);
	const struct term_list before = terms;

	if (status == EXIT_DONE)
		command_files_each(c, &terms, take_sound, &to);
	if (status == EXIT_DONE && to.sound == to.count) {
		status = import_all(c, &lists, to.all, to.count);
		return status == EXIT_DONE ? tell_unfit(c, &before, &terms) : status;
	}
	if (c->arguments.count > 1)
		buffer_format(c->err, "%s\n", _("Nothing was imported."));
	return status == EXIT_DONE ? EXIT_USAGE : status;
}
