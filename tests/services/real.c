/* real.c - the catalogue that comes with the portal, loaded for tests. */
#include "tests/services/real.h"

#include "services/definition/file.h"
#include "tests/unit.h"

#include <glob.h>

static void say(const struct fault_list *faults)
{
	for (size_t i = 0; i < faults->count; i++)
		fprintf(stderr, "%s | %s\n", faults->items[i].detail, faults->items[i].say);
}

static void add(struct catalogue *c, const char *path)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)4 * 1024 * 1024);
	static struct fault_list faults;
	struct error err;
	char *yaml;
	size_t len;

	faults = (struct fault_list){0};
	ck_assert_int_eq(file_read(a, path, 512 * 1024, &yaml, &len, &err), FAULT_NONE);
	if (catalogue_add(c, path, yaml, len, &faults, &err) != FAULT_NONE) {
		say(&faults);
		ck_abort_msg("%s:%d: %s", path, err.line, err.say);
	}
}

static void add_all(struct catalogue *c, const char *pattern)
{
	glob_t files;

	ck_assert_int_eq(glob(pattern, 0, NULL, &files), 0);
	for (size_t i = 0; i < files.gl_pathc; i++)
		add(c, files.gl_pathv[i]);
	globfree(&files);
}

static struct catalogue *start(void)
{
	struct catalogue *c = NULL;
	struct error err = {0};

	if (catalogue_open("catalogue", &c, &err) != FAULT_NONE)
		ck_abort_msg("%s: %s", err.detail, err.say);
	add_all(c, "catalogue/[a-z][a-z]/*.yaml");
	return c;
}

struct catalogue *real_catalogue(void)
{
	struct catalogue *c = start();

	catalogue_freeze(c);
	return c;
}

/* Blocks, templates and registers before the services that name them. */
struct catalogue *real_catalogue_of_law(void)
{
	struct catalogue *c = start();

	add_all(c, "dist/law/[a-z][a-z]/[a-z][a-z]_*.yaml");
	add_all(c, "dist/law/[a-z][a-z]/*-overdue.yaml");
	add_all(c, "dist/law/[a-z][a-z]/*-associations.yaml");
	add_all(c, "dist/law/[a-z][a-z]/[a-z][a-z]-*.yaml");
	catalogue_freeze(c);
	return c;
}
