/* raw_sqlite.c - a registry's database past the engine: a file of SQLite. */
#include "tests/services/raw_inside.h"

#include "i18n/utf8.h"
#include "services/registry/folder.h"
#include "tests/unit.h"

#include <sodium.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

struct file {
	struct raw raw; /* first */
	sqlite3 *database;
};

static sqlite3 *database_of(struct raw *r)
{
	return ((struct file *)r)->database;
}

static void close_file(struct raw *r)
{
	ck_assert_int_eq(sqlite3_close(database_of(r)), SQLITE_OK);
	free(r);
}

static int run(struct raw *r, const char *sql)
{
	sqlite3 *d = database_of(r);

	ck_assert_msg(sqlite3_exec(d, sql, NULL, NULL, NULL) == SQLITE_OK, "%s: %s", sql,
		      sqlite3_errmsg(d));
	return sqlite3_changes(d);
}

static int bind(sqlite3_stmt *st, const struct raw_value *v)
{
	if (v == NULL)
		return SQLITE_OK;
	return v->kind == RAW_BYTES
		       ? sqlite3_bind_blob64(st, 1, v->at, v->len, SQLITE_STATIC)
		       : sqlite3_bind_text(st, 1, (const char *)v->at, (int)v->len, SQLITE_STATIC);
}

static struct raw_value value_at(sqlite3_stmt *st, int column)
{
	int type = sqlite3_column_type(st, column);
	const unsigned char *at = sqlite3_column_blob(st, column);

	return (struct raw_value){at == NULL ? (const unsigned char *)"" : at,
				  (size_t)sqlite3_column_bytes(st, column),
				  type == SQLITE_INTEGER ? RAW_NUMBER
				  : type == SQLITE_TEXT  ? RAW_TEXT
							 : RAW_BYTES};
}

static int each(struct raw *r, const char *sql, const struct raw_value *value, raw_row *row,
		void *ctx)
{
	struct raw_value values[RAW_CELLS];
	sqlite3 *d = database_of(r);
	sqlite3_stmt *st = NULL;
	int result = sqlite3_prepare_v2(d, sql, -1, &st, NULL);

	ck_assert_msg(result == SQLITE_OK, "%s: %s", sql, sqlite3_errmsg(d));
	ck_assert_int_eq(bind(st, value), SQLITE_OK);
	while ((result = sqlite3_step(st)) == SQLITE_ROW) {
		int count = sqlite3_column_count(st);

		ck_assert_int_le(count, RAW_CELLS);
		for (int i = 0; i < count; i++)
			values[i] = value_at(st, i);
		row(ctx, values, count);
	}
	ck_assert_msg(result == SQLITE_DONE, "%s: %s", sql, sqlite3_errmsg(d));
	sqlite3_finalize(st);
	return sqlite3_changes(d);
}

static const struct raw_engine engine = {
	.close = close_file,
	.run = run,
	.each = each,
	.keep_references = "PRAGMA foreign_keys = ON",
	.columns =
		"SELECT t.name, c.name, c.type FROM sqlite_schema t"
		" JOIN pragma_table_info(t.name) c WHERE t.type = 'table' ORDER BY t.name, c.cid",
	.number = "INTEGER",
	.text = "TEXT",
};

/* --- words of PostgreSQL --- */

static void call_chr(sqlite3_context *c, int count, sqlite3_value **values)
{
	char text[4];
	size_t len = utf8_encode((uint32_t)sqlite3_value_int(values[0]), text);

	(void)count;
	sqlite3_result_text(c, text, (int)len, SQLITE_TRANSIENT);
}

static void call_decode(sqlite3_context *c, int count, sqlite3_value **values)
{
	const char *hex = (const char *)sqlite3_value_text(values[0]);
	size_t len = strlen(hex) / 2;
	unsigned char *bytes = malloc(len + 1);

	(void)count;
	ck_assert_int_eq(sodium_hex2bin(bytes, len, hex, 2 * len, NULL, NULL, NULL), 0);
	sqlite3_result_blob64(c, bytes, len, free);
}

static void call_encode(sqlite3_context *c, int count, sqlite3_value **values)
{
	size_t len = (size_t)sqlite3_value_bytes(values[0]);
	char *hex = malloc(2 * len + 1);

	(void)count;
	sodium_bin2hex(hex, 2 * len + 1, sqlite3_value_blob(values[0]), len);
	sqlite3_result_text(c, hex, -1, free);
}

struct raw *raw_open_sqlite(const char *folder)
{
	struct file *f = calloc(1, sizeof(*f));
	char path[FOLDER_PATH + 16];
	sqlite3 *d;

	snprintf(path, sizeof(path), "%s/registry.db", folder);
	ck_assert_int_eq(sqlite3_open(path, &d), SQLITE_OK);
	*f = (struct file){{.engine = &engine}, d};
	sqlite3_busy_timeout(d, 10000);
	sqlite3_create_function(d, "chr", 1, SQLITE_UTF8, NULL, call_chr, NULL, NULL);
	sqlite3_create_function(d, "decode", 2, SQLITE_UTF8, NULL, call_decode, NULL, NULL);
	sqlite3_create_function(d, "encode", 2, SQLITE_UTF8, NULL, call_encode, NULL, NULL);
	run(&f->raw, "PRAGMA synchronous = OFF");
	return &f->raw;
}
