/* store_test.c - the database is made, brought up to date, written in turns, and every statement
 * compiles. */
#include "tests/services/engine.h"
#include "tests/services/raw.h"
#include "tests/unit.h"

#include "services/registry/folder.h"
#include "services/registry/limits.h"
#include "services/store/store_open.h"
#include "services/store/rows.h"
#include "services/store/store_application.h"
#include "services/store/store_definition.h"
#include "services/store/store_visitor.h"

#include <sodium.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void make(const char *name, struct engine_place *place)
{
	struct error err;

	engine_place(place, name);
	ck_assert_int_eq(folder_make(place->folder, &err), FAULT_NONE);
}

static enum fault open_at(const struct engine_place *place, bool create, struct store **ret,
			  struct error *err)
{
	return store_open(place->folder, place->address, create, NULL, ret, err);
}

static void run_sql(const struct engine_place *place, const char *sql)
{
	struct raw *r = raw_open(place->folder, place->address);

	raw_run(r, sql);
	raw_close(r);
}

START_TEST(every_statement_compiles)
{
	struct engine_place place;
	struct store *s;
	struct error err;

	make("compile", &place);
	ck_assert_int_eq(open_at(&place, true, &s, &err), FAULT_NONE);
	ck_assert_msg(rows_compile(s, &err) == FAULT_NONE, "%s", err.detail);
	store_close(s);
}
END_TEST

/* An empty file is version 0: it becomes the newest; opening again changes nothing. */
START_TEST(migrates_an_empty_file)
{
	struct engine_place place;
	char path[FOLDER_PATH + 16];
	struct store *s;
	struct error err;
	bool whole;

	ENGINE_ONLY_SQLITE("PostgreSQL has no empty files; postgres_test.c has empty databases");
	make("empty", &place);
	snprintf(path, sizeof(path), "%s/registry.db", place.folder);
	ck_assert_int_eq(open_at(&place, false, &s, &err), FAULT_MISSING);
	ck_assert_int_eq(folder_write(path, "", 0, &err), FAULT_NONE);
	for (int i = 0; i < 2; i++) {
		ck_assert_int_eq(open_at(&place, false, &s, &err), FAULT_NONE);
		ck_assert_int_eq(rows_compile(s, &err), FAULT_NONE);
		ck_assert_int_eq(store_view(s, &err), FAULT_NONE);
		ck_assert_int_eq(store_check(s, NULL, NULL, &whole, &err), FAULT_NONE);
		store_view_end(s);
		ck_assert(whole);
		store_close(s);
	}
}
END_TEST

START_TEST(refuses_what_is_not_ours)
{
	struct engine_place place;
	char path[FOLDER_PATH + 16], junk[8192];
	struct store *s;
	struct error err;

	ENGINE_ONLY_SQLITE("postgres_test.c has what PostgreSQL's databases can be");
	make("newer", &place);
	ck_assert_int_eq(open_at(&place, true, &s, &err), FAULT_NONE);
	store_close(s);
	run_sql(&place, "PRAGMA user_version = 999");
	ck_assert_int_eq(open_at(&place, false, &s, &err), FAULT_CONFLICT);

	make("other", &place);
	run_sql(&place, "PRAGMA application_id = 7; PRAGMA user_version = 1; CREATE TABLE t (a)");
	ck_assert_int_eq(open_at(&place, false, &s, &err), FAULT_MISSING);

	make("junk", &place);
	memset(junk, 'j', sizeof(junk));
	snprintf(path, sizeof(path), "%s/registry.db", place.folder);
	ck_assert_int_eq(folder_write(path, junk, sizeof(junk), &err), FAULT_NONE);
	ck_assert_int_eq(open_at(&place, false, &s, &err), FAULT_BROKEN);
	ck_assert_int_eq(store_open("/nowhere/at/all", NULL, false, NULL, &s, &err), FAULT_MISSING);
}
END_TEST

/* What a write within a transaction comes to is told by a call of it, at the latest by its commit.
 */
static enum fault add_and_commit(struct store *s, const struct store_definition *d,
				 struct error *err)
{
	enum fault fault = store_definition_add(s, d, err);

	if (fault == FAULT_NONE)
		fault = store_commit(s, err);
	store_rollback(s);
	return fault;
}

START_TEST(rollback_leaves_nothing)
{
	const struct store_definition d = {
		.service = "x", .version = 1, .yaml = {"y", 1}, .imported_at = 1};
	struct engine_place place;
	struct store *s;
	struct error err;
	int newest;

	make("rollback", &place);
	ck_assert_int_eq(open_at(&place, true, &s, &err), FAULT_NONE);
	ck_assert_int_eq(store_begin(s, &err), FAULT_NONE);
	ck_assert_int_eq(store_definition_add(s, &d, &err), FAULT_NONE);
	store_rollback(s);
	ck_assert_int_eq(store_definition_newest(s, "x", &newest, &err), FAULT_NONE);
	ck_assert_int_eq(newest, 0);
	ck_assert_int_eq(store_begin(s, &err), FAULT_NONE);
	ck_assert_int_eq(store_definition_add(s, &d, &err), FAULT_NONE);
	ck_assert_int_eq(add_and_commit(s, &d, &err), FAULT_BROKEN);
	ck_assert_int_eq(store_definition_newest(s, "x", &newest, &err), FAULT_NONE);
	ck_assert_int_eq(newest, 0);
	ck_assert_int_eq(store_begin(s, &err), FAULT_NONE);
	ck_assert_int_eq(add_and_commit(s, &d, &err), FAULT_NONE);
	ck_assert_int_eq(store_begin(s, &err), FAULT_NONE);
	ck_assert_int_eq(add_and_commit(s, &d, &err), FAULT_BROKEN);
	ck_assert_int_eq(store_definition_newest(s, "x", &newest, &err), FAULT_NONE);
	ck_assert_int_eq(newest, 1);
	store_close(s);
}
END_TEST

/* An application of a definition that is not there cannot be. */
START_TEST(references_are_kept)
{
	struct store_application row = {
		.id = "1", .reference = "2", .service = "none", .version = 1, .state = "draft"};
	struct engine_place place;
	enum fault fault;
	struct store *s;
	struct error err;

	make("foreign", &place);
	ck_assert_int_eq(open_at(&place, true, &s, &err), FAULT_NONE);
	ck_assert_int_eq(store_begin(s, &err), FAULT_NONE);
	fault = store_application_add(s, &row, &err);
	ck_assert_int_eq(fault == FAULT_NONE ? store_commit(s, &err) : fault, FAULT_BROKEN);
	store_close(s);
}
END_TEST

static void add_tries(const struct engine_place *place, int count)
{
	struct store *s;
	struct error err;

	if (open_at(place, false, &s, &err) != FAULT_NONE)
		_exit(1);
	for (int i = 0; i < count; i++)
		if (store_begin(s, &err) != FAULT_NONE ||
		    store_visitor_add_try(s, "all", 1, 1, &err) != FAULT_NONE ||
		    store_commit(s, &err) != FAULT_NONE)
			_exit(1);
	store_close(s);
	_exit(0);
}

static void sum_tries(void *ctx, int64_t minute, int count)
{
	(void)minute;
	*(int *)ctx += count;
}

START_TEST(writers_take_turns)
{
	struct engine_place place;
	struct store *s;
	struct error err;
	pid_t children[8];
	int sum = 0, status;

	make("turns", &place);
	ck_assert_int_eq(open_at(&place, true, &s, &err), FAULT_NONE);
	store_close(s);
	for (int i = 0; i < 8; i++)
		if ((children[i] = fork()) == 0)
			add_tries(&place, 100);
	for (int i = 0; i < 8; i++) {
		ck_assert_int_eq(waitpid(children[i], &status, 0), children[i]);
		ck_assert_int_eq(status, 0);
	}
	ck_assert_int_eq(open_at(&place, false, &s, &err), FAULT_NONE);
	ck_assert_int_eq(store_visitor_each_try(s, "all", 0, sum_tries, &sum, &err), FAULT_NONE);
	ck_assert_int_eq(sum, 800);
	store_close(s);
}
END_TEST

/* A full disk refuses, keeps what there was, and goes on when there is room again. */
START_TEST(full_disk_refuses_politely)
{
	struct store_definition d = {.service = "big", .version = 1};
	static char yaml[400000];
	struct engine_place place;
	struct store *s;
	struct error err;
	int newest;

	if (!engine_use_small_disk()) {
		engine_skip(__func__, "this machine lets mount no small disk");
		return;
	}
	make("full", &place);
	randombytes_buf(yaml, sizeof(yaml));
	d.yaml = (struct table_bytes){yaml, sizeof(yaml)};
	ck_assert_int_eq(open_at(&place, true, &s, &err), FAULT_NONE);
	engine_limit_disk(200000);
	ck_assert_int_eq(store_begin(s, &err), FAULT_NONE);
	if (store_definition_add(s, &d, &err) == FAULT_NONE)
		ck_assert_int_eq(store_commit(s, &err), FAULT_BUSY);
	ck_assert_int_eq(err.fault, FAULT_BUSY);
	store_rollback(s);
	ck_assert_int_eq(store_definition_newest(s, "big", &newest, &err), FAULT_NONE);
	ck_assert_int_eq(newest, 0);
	engine_free_disk();
	ck_assert_int_eq(store_begin(s, &err), FAULT_NONE);
	ck_assert_int_eq(store_definition_add(s, &d, &err), FAULT_NONE);
	ck_assert_int_eq(store_commit(s, &err), FAULT_NONE);
	store_close(s);
}
END_TEST

SUITE(store, every_statement_compiles, migrates_an_empty_file, refuses_what_is_not_ours,
      rollback_leaves_nothing, references_are_kept, writers_take_turns, full_disk_refuses_politely)
