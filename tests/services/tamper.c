/* tamper.c - changes past the engine, one after the other, each of which verify must find. */
#include "tests/services/tamper.h"

#include "tests/services/engine.h"
#include "tests/unit.h"

#include <string.h>

struct raw *tamper_open(const struct portal *p)
{
	return raw_open(p->folder, p->address);
}

int tamper_bytes(struct portal *p, const struct tamper *v)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 16);
	struct raw_value value = raw_get(
		v->raw, a,
		arena_format(a, "SELECT %s FROM %s WHERE %s", v->column, v->table, v->where));
	const char *set =
		arena_format(a, "UPDATE %s SET %s = $1 WHERE %s", v->table, v->column, v->where);
	/* What verify makes of a byte is the same on both engines: the slower one is asked of a
	 * half. */
	size_t step = engine_is_postgres() ? 2 : 1;
	unsigned char bytes[256];

	ck_assert_uint_le(value.len, sizeof(bytes));
	memcpy(bytes, value.at, value.len);
	value.at = bytes;
	for (size_t at = 0; at < value.len; at += step) {
		bytes[at] ^= 1;
		raw_set(v->raw, set, &value);
		ck_assert_msg(portal_verify(p, false) > 0, "%s.%s where %s, byte %zu", v->table,
			      v->column, v->where, at);
		bytes[at] ^= 1;
		raw_set(v->raw, set, &value);
	}
	return (int)(value.len / step);
}

static void keep(struct raw *r, const char *table)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 16);

	raw_run(r, arena_format(a, "CREATE TEMP TABLE kept AS SELECT * FROM %s", table));
}

static void put_back(struct raw *r, const char *table)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 16);

	raw_run(r,
		arena_format(a, "DELETE FROM %s; INSERT INTO %s SELECT * FROM kept", table, table));
}

/* As a careless hand would change it: a number raised, a text made longer, bytes replaced. */
static void change_column(struct raw *r, const struct raw_column *column, const char *where)
{
	static const char *const changes[] = {[RAW_NUMBER] = "%s + 100000",
					      [RAW_TEXT] = "%s || 'x'",
					      [RAW_BYTES] = "decode('00', 'hex')"};
	ARENA_CLEAN struct arena *a = arena_new(1 << 16);
	const char *change = changes[column->kind];

	if (change[0] == '%')
		change = arena_format(a, "%s%s", column->name, change + 2);
	raw_run(r, arena_format(a, "UPDATE %s SET %s = %s WHERE %s", column->table, column->name,
				change, where));
}

void tamper_columns(struct portal *p, struct raw *r, const char *table, const char *where)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);
	struct raw_column *list;
	size_t count = raw_columns(r, a, &list);

	keep(r, table);
	for (size_t i = 0; i < count; i++) {
		if (strcmp(list[i].table, table) != 0)
			continue;
		change_column(r, &list[i], where);
		ck_assert_msg(portal_verify(p, false) > 0, "%s.%s where %s was changed unseen",
			      table, list[i].name, where);
		put_back(r, table);
	}
	raw_run(r, "DROP TABLE kept");
}

void tamper_rows(struct portal *p, struct raw *r, const char *table)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);
	int64_t rows;

	keep(r, table);
	rows = raw_number(r, "SELECT count(*) FROM kept");
	ck_assert_int_gt(rows, 0);
	for (int64_t i = 0; i < rows; i++) {
		raw_run(r, arena_format(
				   a,
				   "DELETE FROM %s; INSERT INTO %s"
				   " SELECT * FROM (SELECT * FROM kept LIMIT %lld) before UNION ALL"
				   " SELECT * FROM (SELECT * FROM kept LIMIT 1000000 OFFSET %lld)"
				   " behind",
				   table, table, (long long)i, (long long)i + 1));
		ck_assert_msg(portal_verify(p, false) > 0, "row %lld of %s was taken out unseen",
			      (long long)i + 1, table);
		put_back(r, table);
	}
	ck_assert_int_eq(portal_verify(p, true), 0);
	raw_run(r, "DROP TABLE kept");
}
