/* tamper.c - changes past the engine, one after the other, each of which verify must find. */
#include "tests/services/tamper.h"

#include "tests/unit.h"

#include <string.h>

int tamper_number(sqlite3 *d, const char *sql)
{
	sqlite3_stmt *st;
	int n;

	ck_assert_msg(sqlite3_prepare_v2(d, sql, -1, &st, NULL) == SQLITE_OK, "%s: %s", sql,
		      sqlite3_errmsg(d));
	ck_assert_int_eq(sqlite3_step(st), SQLITE_ROW);
	n = sqlite3_column_int(st, 0);
	sqlite3_finalize(st);
	return n;
}

void tamper_run(sqlite3 *d, const char *sql)
{
	ck_assert_msg(sqlite3_exec(d, sql, NULL, NULL, NULL) == SQLITE_OK, "%s: %s", sql,
		      sqlite3_errmsg(d));
}

sqlite3 *tamper_open(const struct portal *p)
{
	char path[FOLDER_PATH + 16];
	sqlite3 *d;

	snprintf(path, sizeof(path), "%s/registry.db", p->folder);
	ck_assert_int_eq(sqlite3_open(path, &d), SQLITE_OK);
	tamper_run(d, "PRAGMA synchronous = OFF");
	return d;
}

static bool is_text(const struct tamper *v)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 16);

	return tamper_number(v->database,
			     arena_format(a, "SELECT typeof(%s) = 'text' FROM %s WHERE %s",
					  v->column, v->table, v->where)) != 0;
}

/* The value as bytes, and other bytes in its place. */
static int get_bytes(const struct tamper *v, unsigned char *to, int room)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 16);
	sqlite3_stmt *st;
	int len;

	ck_assert_int_eq(sqlite3_prepare_v2(v->database,
					    arena_format(a, "SELECT %s FROM %s WHERE %s", v->column,
							 v->table, v->where),
					    -1, &st, NULL),
			 SQLITE_OK);
	ck_assert_int_eq(sqlite3_step(st), SQLITE_ROW);
	len = sqlite3_column_bytes(st, 0);
	ck_assert_int_lt(len, room);
	if (len > 0)
		memcpy(to, sqlite3_column_blob(st, 0), (size_t)len);
	sqlite3_finalize(st);
	return len;
}

static void set_bytes(const struct tamper *v, const unsigned char *bytes, int len, bool text)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 16);
	sqlite3_stmt *st;

	ck_assert_int_eq(sqlite3_prepare_v2(v->database,
					    arena_format(a, "UPDATE %s SET %s = $1 WHERE %s",
							 v->table, v->column, v->where),
					    -1, &st, NULL),
			 SQLITE_OK);
	ck_assert_int_eq(text ? sqlite3_bind_text(st, 1, (const char *)bytes, len, SQLITE_STATIC)
			      : sqlite3_bind_blob(st, 1, bytes, len, SQLITE_STATIC),
			 SQLITE_OK);
	ck_assert_int_eq(sqlite3_step(st), SQLITE_DONE);
	ck_assert_int_eq(sqlite3_changes(v->database), 1);
	sqlite3_finalize(st);
}

int tamper_bytes(struct portal *p, const struct tamper *v)
{
	unsigned char bytes[256];
	bool text = is_text(v);
	int len = get_bytes(v, bytes, sizeof(bytes));

	for (int at = 0; at < len; at++) {
		bytes[at] ^= 1;
		set_bytes(v, bytes, len, text);
		ck_assert_msg(portal_verify(p, false) > 0, "%s.%s where %s, byte %d", v->table,
			      v->column, v->where, at);
		bytes[at] ^= 1;
		set_bytes(v, bytes, len, text);
	}
	return len;
}

/* As a careless hand would change it: a number raised, a text made longer, bytes replaced. */
static void change_column(sqlite3 *d, const struct tamper *v)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 16);

	tamper_run(d,
		   arena_format(a,
				"UPDATE %s SET %s = CASE typeof(%s) WHEN 'integer' THEN %s + 100000"
				" WHEN 'text' THEN %s || 'x' ELSE x'00' END WHERE %s",
				v->table, v->column, v->column, v->column, v->column, v->where));
}

void tamper_columns(struct portal *p, sqlite3 *d, const char *table, const char *where)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);
	sqlite3_stmt *st;

	tamper_run(d, arena_format(a, "CREATE TEMP TABLE kept AS SELECT * FROM %s", table));
	ck_assert_int_eq(sqlite3_prepare_v2(
				 d,
				 arena_format(a, "SELECT name FROM pragma_table_info('%s')", table),
				 -1, &st, NULL),
			 SQLITE_OK);
	while (sqlite3_step(st) == SQLITE_ROW) {
		struct tamper v = {d, table,
				   arena_text(a, (const char *)sqlite3_column_text(st, 0)), where};

		change_column(d, &v);
		ck_assert_msg(portal_verify(p, false) > 0, "%s.%s where %s was changed unseen",
			      table, v.column, where);
		tamper_run(d, arena_format(a, "DELETE FROM %s; INSERT INTO %s SELECT * FROM kept",
					   table, table));
	}
	sqlite3_finalize(st);
	tamper_run(d, "DROP TABLE kept");
}

void tamper_rows(struct portal *p, sqlite3 *d, const char *table)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);
	int rows;

	tamper_run(d, arena_format(a, "CREATE TEMP TABLE kept AS SELECT * FROM %s", table));
	rows = tamper_number(d, "SELECT count(*) FROM kept");
	ck_assert_int_gt(rows, 0);
	for (int i = 1; i <= rows; i++) {
		tamper_run(d,
			   arena_format(
				   a,
				   "DELETE FROM %s; INSERT INTO %s SELECT * FROM kept WHERE rowid "
				   "<> %d",
				   table, table, i));
		ck_assert_msg(portal_verify(p, false) > 0, "row %d of %s was taken out unseen", i,
			      table);
		tamper_run(d, arena_format(a, "DELETE FROM %s; INSERT INTO %s SELECT * FROM kept",
					   table, table));
	}
	ck_assert_int_eq(portal_verify(p, true), 0);
	tamper_run(d, "DROP TABLE kept");
}
