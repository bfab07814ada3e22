/* applicant.c - one who applies as fast as it goes: the registry opened as a desk does, and a form
 * that is filled in.
 */
#include "tests/bench/applicant.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MEMORY ((size_t)64 * 1024 * 1024)
#define FILE_MAX 65536

uint64_t applicant_clock(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000000 + (uint64_t)t.tv_nsec / 1000;
}

int applicant_compare(const void *x, const void *y)
{
	uint32_t m = *(const uint32_t *)x, n = *(const uint32_t *)y;

	return m < n ? -1 : m > n;
}

bool applicant_is_good(enum fault fault, const struct error *err, const char *what)
{
	if (fault != FAULT_NONE)
		fprintf(stderr, "%s: %s (%s)\n", what, err->say, err->detail);
	return fault == FAULT_NONE;
}

/* --- what is applied for --- */

static char *read_file(const char *path, size_t *ret_len)
{
	FILE *f = fopen(path, "re");
	char *bytes = calloc(1, FILE_MAX);

	if (f == NULL || bytes == NULL) {
		fprintf(stderr, "%s cannot be read\n", path);
		free(bytes);
		return NULL;
	}
	*ret_len = fread(bytes, 1, FILE_MAX - 1, f);
	fclose(f);
	return bytes;
}

/* The definition in the applicant's arena. */
static bool read_service(struct applicant *a, const char *path, bool import)
{
	size_t len = 0, refused;
	char *yaml = read_file(path, &len);
	struct error err = {0};
	bool good;

	if (yaml == NULL)
		return false;
	good = applicant_is_good(term_read(a->arena, registry_terms(a->registry), &a->terms, &err),
				 &err, "terms") &&
	       applicant_is_good(
		       service_read(a->arena, &a->terms, path, yaml, len, &a->service, NULL, &err),
		       &err, path);
	if (good && import)
		good = applicant_is_good(
			versions_import(a->registry,
					&(struct versions_item){a->service->id, a->service->version,
								yaml, len, false, false},
					1, &refused, &err),
			&err, "import");
	free(yaml);
	return good;
}

static bool fill(struct form *f, int number)
{
	static const char *const answers[][2] = {
		{"first_name", "Samira"},  {"last_name", "Haddad"},
		{"father", "Georges"},     {"born", "14/3/1990"},
		{"phone", "03123456"},     {"mail", "s@example.org"},
		{"urgent", "no"},          {"register", "4711"},
		{"village", "Zahle"},      {"street", "Rue du Fleuve"},
		{"reason", "School year"}, {"copies", NULL},
	};
	struct field_path at = {0};
	size_t set = 0;

	while (form_next(f, &at))
		for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++) {
			char own[12];
			struct error err = {0};

			if (strcmp(at.question->id, answers[i][0]) != 0)
				continue;
			snprintf(own, sizeof own, "%d", number % 9 + 1);
			if (!applicant_is_good(form_set(f, &at,
							answers[i][1] == NULL ? own : answers[i][1],
							LANG_EN, &err),
					       &err, at.question->id))
				return false;
			set++;
		}
	return set == sizeof answers / sizeof answers[0];
}

/* --- the registry --- */

bool applicant_make(const char *folder, const char *address, const char *catalogue,
		    const char *definition)
{
	struct applicant a = {.arena = arena_new(MEMORY)};
	struct error err = {0};
	char secret[65];
	bool good = applicant_is_good(versions_create(folder, address, catalogue, secret, &err),
				      &err, "create") &&
		    applicant_is_good(registry_open(folder, address, &a.registry, &err), &err,
				      "open") &&
		    read_service(&a, definition, true);

	applicant_close(&a);
	return good;
}

bool applicant_open(struct applicant *a, const char *folder, const char *address,
		    const char *definition, int number)
{
	struct error err = {0};
	char source[64];

	*a = (struct applicant){.arena = arena_new(MEMORY)};
	snprintf(source, sizeof source, "127.0.%d.0/24", number);
	a->caller = caller_visitor(source, FACE_PAGES);
	a->caller.exempt = true;
	if (!applicant_is_good(registry_open(folder, address, &a->registry, &err), &err, "open") ||
	    !read_service(a, definition, false))
		return false;
	a->form = form_new(a->service, &a->terms, date_of(registry_now(a->registry)));
	return fill(a->form, number);
}

void applicant_close(struct applicant *a)
{
	form_free(a->form);
	registry_close(a->registry);
	arena_free(a->arena);
}

static void tell(void *ctx, const char *line)
{
	(void)ctx;
	fprintf(stderr, "verify: %s\n", line);
}

bool applicant_prove(const char *folder, const char *address, size_t answered)
{
	struct registry *r = NULL;
	struct figures figures = {0};
	struct error err = {0};
	bool good = applicant_is_good(registry_open(folder, address, &r, &err), &err, "open") &&
		    applicant_is_good(figures_count(r, &figures, &err), &err, "count") &&
		    applicant_is_good(verify_run(r, NULL, tell, NULL, &err), &err, "verify");

	if (good && figures.applications != (int64_t)answered) {
		fprintf(stderr, "%zu were answered, %lld are there\n", answered,
			(long long)figures.applications);
		good = false;
	}
	registry_close(r);
	return good;
}
