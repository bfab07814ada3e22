/* admin_catalogue.c - the subcommands for service definitions: check, import, export, list. */
#include "server/commands/admin.h"

#include "i18n/base/buffer.h"
#include "i18n/message.h"
#include "i18n/text.h"
#include "services/registry/limits.h"
#include "services/services.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <sys/stat.h>

#define FILE_CAP ((size_t)1024 * 1024)

static enum fault read_file(struct admin *a, const char *file, char **ret, size_t *ret_len,
			    struct error *err)
{
	BUFFER_CLEAN struct buffer b;
	char bytes[16384];
	ssize_t n = -1;
	int fd = open(file, O_RDONLY | O_CLOEXEC);

	buffer_open(&b, FILE_CAP);
	while (fd >= 0 && (n = read(fd, bytes, sizeof(bytes))) > 0)
		buffer_add(&b, bytes, (size_t)n);
	if (fd >= 0)
		close(fd);
	if (n < 0 || b.full) {
		fail(err, FAULT_INPUT, N_("The file {file} cannot be read: {reason}"),
		     "definition file");
		error_place(err, "file", "%s", file);
		error_place(err, "reason", "%s", b.full ? "> 1 MiB" : strerror(errno));
		return FAULT_INPUT;
	}
	*ret = arena_slice(a->arena, b.size > 0 ? b.data : "", b.size);
	*ret_len = b.size;
	return FAULT_NONE;
}

/* "file:line: field: words" for each fault. */
static void print_faults(struct admin *a, const char *file, const struct fault_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct error *e = &list->items[i];

		fprintf(stderr, "%s:%d: %s%s%s\n", file, e->line, text_safe(a->arena, e->field, 0),
			e->field[0] != '\0' ? ": " : "",
			text_safe(a->arena, message_error(a->arena, e), 0));
	}
	if (list->more)
		fprintf(stderr, "%s: %s\n", file, _("There are more faults than are shown here."));
}

/* Reads and checks one definition; faults are told with file and line. */
static enum fault read_definition(struct admin *a, const struct term_list *terms, const char *file,
				  const struct service **ret, char **ret_yaml, size_t *ret_len,
				  struct error *err)
{
	struct fault_list *faults = arena_take(a->arena, sizeof(*faults));
	enum fault f = read_file(a, file, ret_yaml, ret_len, err);

	if (f != FAULT_NONE)
		return f;
	f = service_read(a->arena, terms, file, *ret_yaml, *ret_len, ret, faults, err);
	if (f != FAULT_NONE && faults->count > 0)
		print_faults(a, file, faults);
	return f;
}

static int run_check(struct admin *a)
{
	struct term_list terms = {0};
	struct error err = {0};
	int status = EXIT_DONE;

	/* The lists that came with the programme: a definition can be checked where there is no
	 * portal. */
	if (term_read(a->arena, a->paths->catalogue, &terms, &err) != FAULT_NONE)
		return admin_fail(a, &err);
	for (size_t i = 0; i < a->arguments->count; i++) {
		const struct service *s;
		const char *file = a->arguments->words[i];
		char *yaml;
		size_t len;

		err = (struct error){0};
		if (read_definition(a, &terms, file, &s, &yaml, &len, &err) == FAULT_NONE) {
			printf("%s: %s\n", file, _("all is well"));
			continue;
		}
		status = EXIT_USAGE;
		if (err.line == 0 && err.say != NULL)
			admin_fail(a, &err);
	}
	return status;
}

static enum fault import_one(struct admin *a, struct registry *r, const struct term_list *terms,
			     const char *file, struct error *err)
{
	const struct service *s = NULL;
	bool fresh = false;
	char *yaml;
	size_t len;
	enum fault f = read_definition(a, terms, file, &s, &yaml, &len, err);

	if (f == FAULT_NONE)
		f = versions_import(r, s, yaml, len, &fresh, err);
	if (f == FAULT_NONE)
		printf("%s %d: %s\n", s->id, s->version,
		       fresh ? _("imported") : _("already there, nothing changed"));
	return f;
}

static int run_import(struct admin *a)
{
	struct term_list terms = {0};
	struct registry *r = NULL;
	struct error err = {0};
	enum fault f = registry_open(a->state, &r, &err);

	if (f == FAULT_NONE)
		f = term_read(a->arena, registry_terms(r), &terms, &err);
	for (size_t i = 0; f == FAULT_NONE && i < a->arguments->count; i++)
		f = import_one(a, r, &terms, a->arguments->words[i], &err);
	registry_close(r);
	return f == FAULT_NONE ? EXIT_DONE : admin_fail(a, &err);
}

static int run_export(struct admin *a)
{
	struct registry *r = NULL;
	struct error err = {0};
	const char *yaml = NULL;
	size_t len = 0;
	enum fault f = registry_open(a->state, &r, &err);

	if (f == FAULT_NONE)
		f = versions_text(r, a->arena, a->arguments->words[0], 0, &yaml, &len, &err);
	registry_close(r);
	if (f != FAULT_NONE)
		return admin_fail(a, &err);
	fwrite(yaml, 1, len, stdout);
	return EXIT_DONE;
}

static enum fault load(struct admin *a, struct catalogue **ret, struct error *err)
{
	struct registry *r = NULL;
	enum fault f = registry_open(a->state, &r, err);

	if (f == FAULT_NONE)
		f = catalogue_open(registry_terms(r), ret, err);
	if (f == FAULT_NONE)
		f = versions_load(r, *ret, err);
	registry_close(r);
	return f;
}

static int run_list(struct admin *a)
{
	struct catalogue *c = NULL;
	struct error err = {0};
	enum fault f = load(a, &c, &err);
	json_t *list = json_array();

	for (size_t i = 0; f == FAULT_NONE && i < catalogue_count(c); i++) {
		const struct service *s = catalogue_at(c, i);

		if (a->json)
			json_array_append_new(list, json_pack("{s:s, s:i, s:s, s:b}", "id", s->id,
							      "version", s->version, "country",
							      s->country, "form", s->form != NULL));
		else
			printf("%-40s %3d  %s  %s\n", s->id, s->version,
			       s->form != NULL ? "form" : "    ",
			       text_safe(a->arena, s->name.in[message_lang()], 0));
	}
	if (f == FAULT_NONE && a->json) {
		json_dumpf(list, stdout, JSON_INDENT(1));
		putchar('\n');
	}
	json_decref(list);
	catalogue_free(c);
	return f == FAULT_NONE ? EXIT_DONE : admin_fail(a, &err);
}

const struct admin_command admin_catalogue_commands[] = {
	{"catalogue check", "FILE…",
	 N_("Checks service definitions; says file, line and what is wrong."), 1, LIMIT_ARGUMENTS,
	 NULL, run_check},
	{"catalogue import", "FILE…",
	 N_("Takes service definitions into the registry, without a restart."), 1, LIMIT_ARGUMENTS,
	 NULL, run_import},
	{"catalogue export", "ID", N_("Prints the newest definition of a service."), 1, 1, NULL,
	 run_export},
	{"catalogue list", "", N_("Lists the services with their versions."), 0, 0, NULL, run_list},
	{NULL, NULL, NULL, 0, 0, NULL, NULL},
};
