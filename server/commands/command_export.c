/* command_export.c - the command that gives definitions back: one, or all of them as files. */
#include "server/commands/command_inside.h"

#include "services/definition/block.h"
#include "services/registry/folder.h"

#define FILE_CAP ((size_t)1024 * 1024)

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
	char *name = arena_format(to->command->arena, "%s.%d.yaml", d->service, d->version);

	/* "calendar.EG.1.yaml": no service's id has a full stop. */
	for (char *at = name; *at != '\0'; at++)
		*at = *at == ':' ? '.' : *at;
	if (term_file_name(d->service) != NULL)
		return FAULT_NONE;
	return export_file(to, name, d->yaml.at, block_own_length(d->yaml.at, d->yaml.len), err);
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

/* All versions of all definitions, and the lists, into an empty folder: what another portal
 * imports.
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
		command_line(c, FILL(c->arena,
				     P_("{count} file was written to {folder}.",
					"{count} files were written to {folder}.", to.count),
				     {"count", arena_format(c->arena, "%zu", to.count)},
				     {"folder", folder}));
	return f;
}

/* A portal that is older than this version has none of its roles in its registry. */
static enum fault find_text(struct command *c, int version, const char **ret, size_t *ret_len,
			    struct error *err)
{
	const char *key = c->arguments.words[0];
	enum fault f =
		versions_text(c->portal->registry, c->arena, key, version, ret, ret_len, err);

	if (f != FAULT_MISSING || version != 0 || kind_of(key) != KIND_ROLE)
		return f;
	*ret = roles_own_text(strchr(key, ':') + 1, ret_len);
	return *ret != NULL ? FAULT_NONE : f;
}

static enum fault export_one(struct command *c, struct error *err)
{
	size_t len = 0;
	const char *yaml = NULL;
	int version = 0;
	enum fault f = command_definitions_version(c, &version, err);

	if (f == FAULT_NONE)
		f = find_text(c, version, &yaml, &len, err);
	if (f == FAULT_NONE)
		buffer_add(c->out, yaml, block_own_length(yaml, len));
	return f;
}

enum exit_status command_export(struct command *c)
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
