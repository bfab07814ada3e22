/* verify_test.c - whatever is changed, taken out or put in past the engine is found. */
#include "tests/services/portal.h"
#include "tests/unit.h"

#include "services/registry/ledger.h"

#include <sqlite3.h>
#include <string.h>

/* A registry with a draft, a decided application and a fresh one. */
static void fill(struct portal *p, const char *name)
{
	struct receipt receipt;
	struct application a;
	struct error err;
	struct field_path at;
	char pin[PIN_DIGITS + 1];

	portal_open(p, name);
	receipt = portal_apply(p, &p->owner);
	portal_apply(p, &p->guest);
	ck_assert_int_eq(application_open_host(p->registry, &p->host, receipt.reference, &a, &err),
			 FAULT_NONE);
	ck_assert_int_eq(
		application_stage(p->registry, &p->host, &a, p->service, "issue", "next", &err),
		FAULT_NONE);
	ck_assert_int_eq(
		application_decide(p->registry, &p->host, &a, p->service, false, "no", &err),
		FAULT_NONE);
	ck_assert_int_eq(
		application_begin(p->registry, &p->owner, p->service, LANG_EN, &a, pin, &err),
		FAULT_NONE);
	at = portal_path(p, "full_name", 0);
	ck_assert_int_eq(application_put(p->registry, &p->owner, &a, &at, "Mayy", &err),
			 FAULT_NONE);
	ck_assert_int_eq(portal_verify(p, true), 0);
}

struct each_bit {
	sqlite3 *database;
	struct portal *portal;
	int tried;
};

/* Flips the lowest bit of one byte of a value; false behind its end. */
static bool flip(sqlite3 *d, const char *table, const char *column, int64_t row, int at)
{
	sqlite3_blob *blob;
	unsigned char byte;
	bool done;

	ck_assert_int_eq(sqlite3_blob_open(d, "main", table, column, row, 1, &blob), SQLITE_OK);
	done = at < sqlite3_blob_bytes(blob);
	if (done) {
		ck_assert_int_eq(sqlite3_blob_read(blob, &byte, 1, at), SQLITE_OK);
		byte ^= 1;
		ck_assert_int_eq(sqlite3_blob_write(blob, &byte, 1, at), SQLITE_OK);
	}
	ck_assert_int_eq(sqlite3_blob_close(blob), SQLITE_OK);
	return done;
}

/* Each byte of one value; verify is asked each time. */
static void flip_value(struct each_bit *e, const char *table, const char *column, int64_t row)
{
	for (int at = 0; flip(e->database, table, column, row, at); at++) {
		ck_assert_msg(portal_verify(e->portal, false) > 0, "%s.%s row %lld byte %d", table,
			      column, (long long)row, at);
		flip(e->database, table, column, row, at);
		e->tried++;
	}
}

static void each_row(struct each_bit *e, const char *rows, const char *table,
		     const char *const *columns)
{
	sqlite3_stmt *st;

	ck_assert_int_eq(sqlite3_prepare_v2(e->database, rows, -1, &st, NULL), SQLITE_OK);
	while (sqlite3_step(st) == SQLITE_ROW)
		for (const char *const *c = columns; *c != NULL; c++)
			flip_value(e, table, *c, sqlite3_column_int64(st, 0));
	sqlite3_finalize(st);
}

START_TEST(every_byte_of_the_ledger_counts)
{
	static const char *const columns[] = {"act",  "actor", "reason", "digest",
					      "prev", "hash",  NULL};
	static const char *const head[] = {"hash", "mac", NULL};
	struct each_bit e = {.tried = 0};
	char path[FOLDER_PATH + 16];
	struct portal p;

	fill(&p, "bits");
	snprintf(path, sizeof(path), "%s/registry.db", p.folder);
	ck_assert_int_eq(sqlite3_open(path, &e.database), SQLITE_OK);
	ck_assert_int_eq(sqlite3_exec(e.database, "PRAGMA synchronous = OFF", NULL, NULL, NULL),
			 SQLITE_OK);
	e.portal = &p;
	each_row(&e, "SELECT seq FROM ledger WHERE seq IN (1, 3, 5, 7)", "ledger", columns);
	each_row(&e, "SELECT one FROM ledger_head", "ledger_head", head);
	ck_assert_int_gt(e.tried, 500);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	sqlite3_close(e.database);
	portal_close(&p);
}
END_TEST

/* One change, found; then undone by the other. */
static void found(struct portal *p, const char *change, const char *undo)
{
	portal_tamper(p, change);
	ck_assert_msg(portal_verify(p, false) > 0, "not found: %s", change);
	portal_tamper(p, undo);
	ck_assert_msg(portal_verify(p, true) == 0, "not undone: %s", undo);
}

START_TEST(every_change_of_a_row_is_found)
{
	static const char *const changes[][2] = {
		{"UPDATE ledger SET at = at + 1 WHERE seq = 2",
		 "UPDATE ledger SET at = at - 1 WHERE seq = 2"},
		{"UPDATE ledger SET object = 'x' || object WHERE seq = 3",
		 "UPDATE ledger SET object = substr(object, 2) WHERE seq = 3"},
		{"UPDATE ledger SET seq = seq + 1000000 WHERE seq > 3",
		 "UPDATE ledger SET seq = seq - 1000000 WHERE seq > 3"},
		{"UPDATE ledger_head SET seq = seq - 1", "UPDATE ledger_head SET seq = seq + 1"},
		{"UPDATE application SET state = 'approved' WHERE state = 'rejected'",
		 "UPDATE application SET state = 'rejected' WHERE state = 'approved'"},
		{"UPDATE application SET stage = stage || 'x' WHERE state = 'submitted'",
		 "UPDATE application SET stage = 'check' WHERE state = 'submitted'"},
		{"UPDATE application SET due_at = due_at + 1 WHERE state = 'submitted'",
		 "UPDATE application SET due_at = due_at - 1 WHERE state = 'submitted'"},
		{"UPDATE application SET submitted_at = submitted_at + 1 WHERE state = 'submitted'",
		 "UPDATE application SET submitted_at = submitted_at - 1 WHERE state = "
		 "'submitted'"},
		{"UPDATE application SET begun_at = begun_at + 1 WHERE state = 'draft'",
		 "UPDATE application SET begun_at = begun_at - 1 WHERE state = 'draft'"},
		{"UPDATE application SET reference = reference || '0'",
		 "UPDATE application SET reference = substr(reference, 1, 14)"},
		{"UPDATE application SET pin = pin || ' ' WHERE state = 'draft'",
		 "UPDATE application SET pin = rtrim(pin)"},
		{"UPDATE application SET state = 'submitted' WHERE state = 'draft'",
		 "UPDATE application SET state = 'draft' WHERE submitted_at = 0"},
		{"UPDATE holder SET key = 'x' || key", "UPDATE holder SET key = substr(key, 2)"},
		{"INSERT INTO holder SELECT 'mallory', id, 1 FROM application WHERE state = "
		 "'rejected'",
		 "DELETE FROM holder WHERE key = 'mallory'"},
		{"UPDATE answer SET item = item + 1 WHERE section = 'members' AND question = "
		 "'school'",
		 "UPDATE answer SET item = item - 1 WHERE section = 'members' AND question = "
		 "'school'"},
		{"UPDATE items SET count = count + 1", "UPDATE items SET count = count - 1"},
		{"UPDATE event SET at = at + 1 WHERE number = 2",
		 "UPDATE event SET at = at - 1 WHERE number = 2"},
		{"UPDATE event SET actor = 'x' || actor",
		 "UPDATE event SET actor = substr(actor, 2)"},
		{"UPDATE definition SET yaml = CAST(yaml || ' ' AS BLOB)",
		 "UPDATE definition SET yaml = substr(yaml, 1, length(yaml) - 1)"},
	};
	struct portal p;

	fill(&p, "rows");
	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++)
		found(&p, changes[i][0], changes[i][1]);
	portal_close(&p);
}
END_TEST

static int number(sqlite3 *d, const char *sql)
{
	sqlite3_stmt *st;
	int n;

	ck_assert_int_eq(sqlite3_prepare_v2(d, sql, -1, &st, NULL), SQLITE_OK);
	ck_assert_int_eq(sqlite3_step(st), SQLITE_ROW);
	n = sqlite3_column_int(st, 0);
	sqlite3_finalize(st);
	return n;
}

static void run(sqlite3 *d, const char *sql)
{
	ck_assert_msg(sqlite3_exec(d, sql, NULL, NULL, NULL) == SQLITE_OK, "%s", sql);
}

/* Keeps a table aside, takes each row away in its turn, looks, and puts it back. */
static void without_each_row(struct portal *p, sqlite3 *d, const char *table)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);
	int rows;

	run(d, arena_format(a, "CREATE TEMP TABLE kept AS SELECT * FROM %s", table));
	rows = number(d, "SELECT count(*) FROM kept");
	ck_assert_int_gt(rows, 0);
	for (int i = 1; i <= rows; i++) {
		run(d, arena_format(a,
				    "DELETE FROM %s; INSERT INTO %s SELECT * FROM kept WHERE rowid "
				    "<> %d",
				    table, table, i));
		ck_assert_msg(portal_verify(p, false) > 0, "row %d of %s was taken out unseen", i,
			      table);
		run(d, arena_format(a, "DELETE FROM %s; INSERT INTO %s SELECT * FROM kept", table,
				    table));
	}
	ck_assert_int_eq(portal_verify(p, true), 0);
	run(d, "DROP TABLE kept");
}

START_TEST(every_row_taken_out_is_found)
{
	static const char *const tables[] = {"ledger", "answer",      "event",     "items",
					     "holder", "ledger_head", "definition"};
	char path[FOLDER_PATH + 16];
	struct portal p;
	sqlite3 *d;

	portal_open(&p, "taken");
	portal_apply(&p, &p.owner);
	portal_apply(&p, &p.guest);
	snprintf(path, sizeof(path), "%s/registry.db", p.folder);
	ck_assert_int_eq(sqlite3_open(path, &d), SQLITE_OK);
	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
		without_each_row(&p, d, tables[i]);
	sqlite3_close(d);
	portal_close(&p);
}
END_TEST

START_TEST(whole_things_taken_out_are_found)
{
	struct portal p;

	fill(&p, "gone");
	portal_tamper(&p,
		      "PRAGMA foreign_keys = ON; DELETE FROM application WHERE state = 'draft'");
	ck_assert_int_eq(portal_verify(&p, false), 1);
	portal_tamper(&p,
		      "PRAGMA foreign_keys = ON; DELETE FROM application WHERE state = 'rejected'");
	ck_assert_int_eq(portal_verify(&p, false), 2);
	portal_close(&p);
}
END_TEST

/* The end of the ledger, with a head that fits it but that the keys never signed. */
START_TEST(a_shortened_ledger_is_found)
{
	struct portal p;

	fill(&p, "short");
	portal_tamper(&p, "DELETE FROM ledger WHERE seq = (SELECT max(seq) FROM ledger);"
			  "UPDATE ledger_head SET seq = (SELECT max(seq) FROM ledger), hash ="
			  " (SELECT hash FROM ledger ORDER BY seq DESC LIMIT 1)");
	ck_assert_int_gt(portal_verify(&p, false), 0);
	portal_close(&p);
}
END_TEST

/* An application of somebody else's making. */
START_TEST(what_was_put_in_is_found)
{
	struct portal p;

	fill(&p, "put");
	portal_tamper(&p, "INSERT INTO application SELECT 'f', '00000000079444', service, version,"
			  " 'approved', 'issue', lang, pin, source, begun_at, changed_at,"
			  " submitted_at, due_at, section, item, question FROM application"
			  " WHERE state = 'rejected'");
	ck_assert_int_eq(portal_verify(&p, false), 1);
	portal_close(&p);
}
END_TEST

START_TEST(a_damaged_file_is_found)
{
	char path[FOLDER_PATH + 16];
	struct portal p;
	struct error err;
	FILE *f;

	fill(&p, "damage");
	registry_close(p.registry);
	p.registry = NULL;
	portal_tamper(&p, "PRAGMA wal_checkpoint(TRUNCATE)");
	snprintf(path, sizeof(path), "%s/registry.db", p.folder);
	f = fopen(path, "r+");
	ck_assert_ptr_nonnull(f);
	fseek(f, 5 * 4096, SEEK_SET);
	for (int i = 0; i < 4096; i++)
		fputc(0xA5, f);
	fclose(f);
	ck_assert_int_eq(registry_open(p.folder, &p.registry, &err), FAULT_NONE);
	ck_assert_int_gt(portal_verify(&p, false), 0);
	portal_close(&p);
}
END_TEST

SUITE(verify, every_byte_of_the_ledger_counts, every_change_of_a_row_is_found,
      every_row_taken_out_is_found, whole_things_taken_out_are_found, a_shortened_ledger_is_found,
      what_was_put_in_is_found, a_damaged_file_is_found)
