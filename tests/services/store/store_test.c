/* store_test.c - the database is made, brought up to date, written in turns, and every statement
 * compiles. */
#include "tests/unit.h"

#include "services/registry/folder.h"
#include "services/registry/limits.h"
#include "services/store/store_open.h"
#include "services/store/rows.h"
#include "services/store/store_application.h"
#include "services/store/store_definition.h"
#include "services/store/store_visitor.h"

#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static void make(const char *name, char folder[FOLDER_PATH])
{
	struct error err;

	snprintf(folder, FOLDER_PATH, "%s/%s", unit_folder(), name);
	ck_assert_int_eq(folder_make(folder, &err), FAULT_NONE);
}

static void run_sql(const char *folder, const char *sql)
{
	char path[FOLDER_PATH + 16];
	sqlite3 *d;

	snprintf(path, sizeof(path), "%s/registry.db", folder);
	ck_assert_int_eq(sqlite3_open(path, &d), SQLITE_OK);
	ck_assert_int_eq(sqlite3_exec(d, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(d);
}

START_TEST(every_statement_compiles)
{
	char folder[FOLDER_PATH];
	struct store *s;
	struct error err;

	make("compile", folder);
	ck_assert_int_eq(store_open(folder, NULL, true, NULL, &s, &err), FAULT_NONE);
	ck_assert_msg(rows_compile(s, &err) == FAULT_NONE, "%s", err.detail);
	store_close(s);
}
END_TEST

/* An empty file is version 0: it becomes the newest; opening again changes nothing. */
START_TEST(migrates_an_empty_file)
{
	char folder[FOLDER_PATH], path[FOLDER_PATH + 16];
	struct store *s;
	struct error err;
	bool whole;

	make("empty", folder);
	snprintf(path, sizeof(path), "%s/registry.db", folder);
	ck_assert_int_eq(store_open(folder, NULL, false, NULL, &s, &err), FAULT_MISSING);
	ck_assert_int_eq(folder_write(path, "", 0, &err), FAULT_NONE);
	for (int i = 0; i < 2; i++) {
		ck_assert_int_eq(store_open(folder, NULL, false, NULL, &s, &err), FAULT_NONE);
		ck_assert_int_eq(rows_compile(s, &err), FAULT_NONE);
		ck_assert_int_eq(store_check(s, NULL, NULL, &whole, &err), FAULT_NONE);
		ck_assert(whole);
		store_close(s);
	}
}
END_TEST

START_TEST(refuses_what_is_not_ours)
{
	char folder[FOLDER_PATH], path[FOLDER_PATH + 16], junk[8192];
	struct store *s;
	struct error err;

	make("newer", folder);
	ck_assert_int_eq(store_open(folder, NULL, true, NULL, &s, &err), FAULT_NONE);
	store_close(s);
	run_sql(folder, "PRAGMA user_version = 999");
	ck_assert_int_eq(store_open(folder, NULL, false, NULL, &s, &err), FAULT_CONFLICT);

	make("other", folder);
	run_sql(folder, "PRAGMA application_id = 7; PRAGMA user_version = 1; CREATE TABLE t (a)");
	ck_assert_int_eq(store_open(folder, NULL, false, NULL, &s, &err), FAULT_MISSING);

	make("junk", folder);
	memset(junk, 'j', sizeof(junk));
	snprintf(path, sizeof(path), "%s/registry.db", folder);
	ck_assert_int_eq(folder_write(path, junk, sizeof(junk), &err), FAULT_NONE);
	ck_assert_int_eq(store_open(folder, NULL, false, NULL, &s, &err), FAULT_BROKEN);
	ck_assert_int_eq(store_open("/nowhere/at/all", NULL, false, NULL, &s, &err), FAULT_MISSING);
}
END_TEST

START_TEST(rollback_leaves_nothing)
{
	const struct store_definition d = {
		.service = "x", .version = 1, .yaml = {"y", 1}, .imported_at = 1};
	char folder[FOLDER_PATH];
	struct store *s;
	struct error err;
	int newest;

	make("rollback", folder);
	ck_assert_int_eq(store_open(folder, NULL, true, NULL, &s, &err), FAULT_NONE);
	ck_assert_int_eq(store_begin(s, &err), FAULT_NONE);
	ck_assert_int_eq(store_definition_add(s, &d, &err), FAULT_NONE);
	store_rollback(s);
	ck_assert_int_eq(store_definition_newest(s, "x", &newest, &err), FAULT_NONE);
	ck_assert_int_eq(newest, 0);
	ck_assert_int_eq(store_begin(s, &err), FAULT_NONE);
	ck_assert_int_eq(store_definition_add(s, &d, &err), FAULT_NONE);
	ck_assert_int_eq(store_definition_add(s, &d, &err), FAULT_BROKEN);
	ck_assert_int_eq(store_commit(s, &err), FAULT_NONE);
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
	char folder[FOLDER_PATH];
	struct store *s;
	struct error err;

	make("foreign", folder);
	ck_assert_int_eq(store_open(folder, NULL, true, NULL, &s, &err), FAULT_NONE);
	ck_assert_int_eq(store_begin(s, &err), FAULT_NONE);
	ck_assert_int_eq(store_application_add(s, &row, &err), FAULT_BROKEN);
	store_close(s);
}
END_TEST

static void add_tries(const char *folder, int count)
{
	struct store *s;
	struct error err;

	if (store_open(folder, NULL, false, NULL, &s, &err) != FAULT_NONE)
		_exit(1);
	for (int i = 0; i < count; i++)
		if (store_begin(s, &err) != FAULT_NONE ||
		    store_visitor_add_try(s, "all", 1, &err) != FAULT_NONE ||
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
	char folder[FOLDER_PATH];
	struct store *s;
	struct error err;
	pid_t children[8];
	int sum = 0, status;

	make("turns", folder);
	ck_assert_int_eq(store_open(folder, NULL, true, NULL, &s, &err), FAULT_NONE);
	store_close(s);
	for (int i = 0; i < 8; i++)
		if ((children[i] = fork()) == 0)
			add_tries(folder, 100);
	for (int i = 0; i < 8; i++) {
		ck_assert_int_eq(waitpid(children[i], &status, 0), children[i]);
		ck_assert_int_eq(status, 0);
	}
	ck_assert_int_eq(store_open(folder, NULL, false, NULL, &s, &err), FAULT_NONE);
	ck_assert_int_eq(store_visitor_each_try(s, "all", 0, sum_tries, &sum, &err), FAULT_NONE);
	ck_assert_int_eq(sum, 800);
	store_close(s);
}
END_TEST

static void limit_files(rlim_t bytes)
{
	struct rlimit limit;

	ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &limit), 0);
	limit.rlim_cur = bytes;
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

/* A full disk refuses, keeps what there was, and goes on when there is room again. */
START_TEST(full_disk_refuses_politely)
{
	struct store_definition d = {.service = "big", .version = 1};
	static char yaml[400000];
	char folder[FOLDER_PATH];
	struct store *s;
	struct error err;
	int newest;

	make("full", folder);
	memset(yaml, 'y', sizeof(yaml));
	d.yaml = (struct table_bytes){yaml, sizeof(yaml)};
	ck_assert_int_eq(store_open(folder, NULL, true, NULL, &s, &err), FAULT_NONE);
	signal(SIGXFSZ, SIG_IGN);
	limit_files(200000);
	ck_assert_int_eq(store_begin(s, &err), FAULT_NONE);
	if (store_definition_add(s, &d, &err) == FAULT_NONE)
		ck_assert_int_eq(store_commit(s, &err), FAULT_BUSY);
	ck_assert_int_eq(err.fault, FAULT_BUSY);
	store_rollback(s);
	ck_assert_int_eq(store_definition_newest(s, "big", &newest, &err), FAULT_NONE);
	ck_assert_int_eq(newest, 0);
	limit_files(RLIM_INFINITY);
	ck_assert_int_eq(store_begin(s, &err), FAULT_NONE);
	ck_assert_int_eq(store_definition_add(s, &d, &err), FAULT_NONE);
	ck_assert_int_eq(store_commit(s, &err), FAULT_NONE);
	store_close(s);
}
END_TEST

SUITE(store, every_statement_compiles, migrates_an_empty_file, refuses_what_is_not_ours,
      rollback_leaves_nothing, references_are_kept, writers_take_turns, full_disk_refuses_politely)
