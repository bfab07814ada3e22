/* registry_test.c - a state folder is made from the starter catalogue, opened again, and keeps its
 * definitions. */
#include "tests/services/engine.h"
#include "tests/unit.h"

#include "services/registry/folder.h"
#include "services/registry/ledger.h"
#include "services/registry/registry_inside.h"
#include "services/services.h"

#include <dirent.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct registry *make(const char *name, struct engine_place *place)
{
	struct registry *r = NULL;
	struct error err;
	char secret[65];

	engine_place(place, name);
	ck_assert_msg(versions_create(place->folder, place->address, "catalogue", secret, &err) ==
			      FAULT_NONE,
		      "%s (%s)", err.say, err.detail);
	ck_assert_uint_eq(strlen(secret), 64);
	ck_assert_int_eq(registry_open(place->folder, place->address, &r, &err), FAULT_NONE);
	return r;
}

static void fail_line(void *ctx, const char *line)
{
	(void)ctx;
	ck_abort_msg("%s", line);
}

START_TEST(created_opened_and_whole)
{
	struct engine_place place;
	struct figures figures;
	struct registry *r = make("created", &place);
	char path[FOLDER_PATH + 32];
	struct error err;
	struct stat st;

	ck_assert_int_eq(figures_count(r, &figures, &err), FAULT_NONE);
	ck_assert_int_ge(figures.services, 117);
	ck_assert_int_eq(figures.applications, 0);
	ck_assert_int_eq(figures.ledger_entries,
			 figures.services + 43); /* calendars, templates, roles, blocks */
	ck_assert_int_eq(verify_run(r, NULL, fail_line, NULL, &err), FAULT_NONE);
	registry_close(r);
	ck_assert_int_eq(stat(place.folder, &st), 0);
	ck_assert_uint_eq(st.st_mode & 0777, 0700);
	snprintf(path, sizeof(path), "%s/keys/answers.key", place.folder);
	ck_assert_int_eq(stat(path, &st), 0);
	ck_assert_uint_eq(st.st_mode & 0777, 0600);
	snprintf(path, sizeof(path), "%s/registry.db", place.folder);
	ck_assert((stat(path, &st) == 0) == (place.address == NULL));
	ck_assert(place.address != NULL || (st.st_mode & 0777) == 0600);
}
END_TEST

START_TEST(refuses_a_filled_folder)
{
	char path[FOLDER_PATH + 16], secret[65];
	struct engine_place place, *p = &place;
	struct registry *r = NULL;
	struct error err;

	engine_place(p, "filled");
	ck_assert_int_eq(registry_open(p->folder, p->address, &r, &err), FAULT_MISSING);
	ck_assert_int_eq(folder_make(p->folder, &err), FAULT_NONE);
	ck_assert_int_eq(registry_open(p->folder, p->address, &r, &err), FAULT_MISSING);
	snprintf(path, sizeof(path), "%s/letter", p->folder);
	ck_assert_int_eq(folder_write(path, "x", 1, &err), FAULT_NONE);
	ck_assert_int_eq(versions_create(p->folder, p->address, "catalogue", secret, &err),
			 FAULT_CONFLICT);
	ck_assert_int_eq(access(path, F_OK), 0);
	ck_assert_int_eq(unlink(path), 0);
	ck_assert_int_ne(versions_create(p->folder, p->address, "/nowhere", secret, &err),
			 FAULT_NONE);
	ck_assert_int_eq(rmdir(p->folder), 0);
}
END_TEST

START_TEST(loads_from_database_and_snapshot)
{
	struct engine_place place;
	struct registry *r = make("load", &place);
	char path[FOLDER_PATH + 32];
	struct catalogue *direct = NULL, *snapshot = NULL, *broken = NULL;
	struct error err;
	const struct service *s;

	ck_assert_int_eq(catalogue_open(registry_terms(r), &direct, &err), FAULT_NONE);
	ck_assert_int_eq(catalogue_open(registry_terms(r), &snapshot, &err), FAULT_NONE);
	ck_assert_int_eq(catalogue_open(registry_terms(r), &broken, &err), FAULT_NONE);
	ck_assert_int_eq(versions_load(r, direct, &err), FAULT_NONE);
	ck_assert_int_eq(snapshot_load(place.folder, snapshot, &err), FAULT_NONE);
	ck_assert_uint_ge(catalogue_count(direct), 117);
	ck_assert_uint_eq(catalogue_count(direct), catalogue_count(snapshot));
	s = catalogue_find(snapshot, "lb-identity-card");
	ck_assert_ptr_nonnull(s);
	ck_assert_str_eq(s->name.in[LANG_EN],
			 catalogue_find(direct, "lb-identity-card")->name.in[LANG_EN]);

	snprintf(path, sizeof(path), "%s/catalogue.snap", place.folder);
	ck_assert_int_eq(truncate(path, 20000), 0);
	ck_assert_int_eq(snapshot_load(place.folder, broken, &err), FAULT_BROKEN);
	ck_assert_int_eq(snapshot_write(r, &err), FAULT_NONE);
	ck_assert_int_eq(snapshot_load(place.folder, broken, &err), FAULT_NONE);
	catalogue_free(direct);
	catalogue_free(snapshot);
	catalogue_free(broken);
	registry_close(r);
}
END_TEST

/* The text of lb-identity-card with another version and one more blank line each `more`. */
static const char *changed(struct arena *a, const char *yaml, int version, int more)
{
	const char *at = strstr(yaml, "\nversion: "), *rest;

	ck_assert_ptr_nonnull(at);
	rest = strchr(at + 1, '\n');
	return arena_format(a, "%.*s\nversion: %d%.*s%s", (int)(at - yaml), yaml, version, more,
			    "\n\n\n\n", rest);
}

static enum fault import_text(struct registry *r, struct arena *a, const char *yaml, bool *is_new)
{
	const struct service *s;
	struct term_list terms;
	struct versions_item item;
	struct error err;
	enum fault fault;
	size_t refused;

	ck_assert_int_eq(term_read(a, registry_terms(r), &terms, &err), FAULT_NONE);
	ck_assert_msg(service_read(a, &terms, "x", yaml, strlen(yaml), &s, NULL, &err) ==
			      FAULT_NONE,
		      "%s %s", err.say, err.detail);
	item = (struct versions_item){s->id, s->version, yaml, strlen(yaml), false, false};
	fault = versions_import(r, &item, 1, &refused, &err);
	ck_assert_uint_eq(refused, fault == FAULT_NONE);
	*is_new = item.is_new;
	return fault;
}

static int64_t stamp_of(struct registry *r)
{
	struct versions_now now;
	struct error err;

	ck_assert_int_eq(versions_look(r, &now, &err), FAULT_NONE);
	return now.stamp;
}

START_TEST(imports_newer_versions_only)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 26);
	struct engine_place place;
	struct registry *r = make("import", &place);
	int64_t stamp = stamp_of(r);
	const struct service *s;
	struct term_list terms;
	const char *yaml;
	struct error err;
	bool is_new = true;
	size_t len;

	ck_assert_int_eq(term_read(a, registry_terms(r), &terms, &err), FAULT_NONE);
	ck_assert_int_eq(versions_text(r, a, "lb-vat-registration", 0, &yaml, &len, &err),
			 FAULT_NONE);
	ck_assert_int_eq(import_text(r, a, yaml, &is_new), FAULT_NONE);
	ck_assert(!is_new);
	ck_assert_int_eq(stamp_of(r), stamp);
	ck_assert_int_eq(import_text(r, a, changed(a, yaml, 1, 2), &is_new), FAULT_CONFLICT);
	ck_assert_int_eq(import_text(r, a, changed(a, yaml, 3, 0), &is_new), FAULT_NONE);
	ck_assert(is_new);
	ck_assert_int_eq(stamp_of(r), stamp + 1);
	ck_assert_int_eq(import_text(r, a, changed(a, yaml, 2, 0), &is_new), FAULT_CONFLICT);

	ck_assert_int_eq(versions_find(r, a, &terms, "lb-vat-registration", 1, &s, &err),
			 FAULT_NONE);
	ck_assert_int_eq(s->version, 1);
	ck_assert_int_eq(versions_find(r, a, &terms, "lb-vat-registration", 3, &s, &err),
			 FAULT_NONE);
	ck_assert_int_eq(s->version, 3);
	ck_assert_int_eq(versions_find(r, a, &terms, "lb-vat-registration", 2, &s, &err),
			 FAULT_MISSING);
	ck_assert_int_eq(verify_run(r, NULL, fail_line, NULL, &err), FAULT_NONE);
	registry_close(r);
}
END_TEST

static int open_files(void)
{
	DIR *d = opendir("/proc/self/fd");
	int count = 0;

	ck_assert_ptr_nonnull(d);
	while (readdir(d) != NULL)
		count++;
	closedir(d);
	return count;
}

/* Nothing of the database is open before it is asked, and nothing once it rests. */
START_TEST(it_rests_until_it_is_needed)
{
	struct engine_place place;
	struct registry *r = make("rest", &place);
	struct figures f;
	struct error err;
	int before, idle;

	registry_close(r);
	before = open_files();
	ck_assert_int_eq(registry_open_later(place.folder, place.address, &r, &err), FAULT_NONE);
	idle = open_files();
	ck_assert_int_eq(idle, before + 1); /* the places to hash */
	ck_assert(registry_is_resting(r));
	for (int i = 0; i < 2; i++) {
		ck_assert_int_eq(figures_count(r, &f, &err), FAULT_NONE);
		ck_assert_int_gt(open_files(), idle);
		ck_assert(!registry_is_resting(r));
		registry_rest(r);
		ck_assert(registry_is_resting(r));
		ck_assert_int_eq(open_files(), idle);
	}
	ck_assert_int_eq(verify_run(r, NULL, fail_line, NULL, &err), FAULT_NONE);
	registry_close(r);
}
END_TEST

/* What a transaction has done so far is not let go of. */
START_TEST(it_does_not_rest_in_the_middle)
{
	struct engine_place place;
	struct registry *r = make("restless", &place);
	struct error err;

	ck_assert_int_eq(store_begin(r->store, &err), FAULT_NONE);
	registry_rest(r);
	ck_assert(!registry_is_resting(r));
	ck_assert_int_eq(store_commit(r->store, &err), FAULT_NONE);
	ck_assert_int_eq(store_view(r->store, &err), FAULT_NONE);
	registry_rest(r);
	ck_assert(!registry_is_resting(r));
	store_view_end(r->store);
	registry_rest(r);
	ck_assert(registry_is_resting(r));
	registry_close(r);
}
END_TEST

static int64_t fixed(void *ctx)
{
	return *(int64_t *)ctx;
}

START_TEST(clock_is_an_argument)
{
	struct engine_place place;
	struct registry *r = make("clock", &place);
	int64_t now = 1234567890;

	ck_assert_int_gt(registry_now(r), 1600000000);
	registry_use_clock(r, fixed, &now);
	ck_assert_int_eq(registry_now(r), 1234567890);
	registry_close(r);
}
END_TEST

SUITE(registry, created_opened_and_whole, refuses_a_filled_folder, loads_from_database_and_snapshot,
      imports_newer_versions_only, clock_is_an_argument, it_rests_until_it_is_needed,
      it_does_not_rest_in_the_middle)
