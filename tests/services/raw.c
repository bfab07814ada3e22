/* raw.c - a registry's database past the engine: what is the same for either. */
#include "tests/services/raw_inside.h"

#include "tests/unit.h"

#include <stdlib.h>
#include <string.h>

#define COLUMNS_MOST 400

struct raw *raw_open(const char *folder, const char *address)
{
	return address == NULL ? raw_open_sqlite(folder) : raw_open_postgres(address);
}

void raw_close(struct raw *r)
{
	arena_free(r->arena);
	r->engine->close(r);
}

int raw_run(struct raw *r, const char *sql)
{
	return r->engine->run(r, sql);
}

void raw_keep_references(struct raw *r)
{
	raw_run(r, r->engine->keep_references);
}

/* The first value of the first row. */
struct first {
	struct arena *arena;
	struct raw_value value;
	bool found;
};

static void keep_first(void *ctx, const struct raw_value *values, int count)
{
	struct first *f = ctx;

	ck_assert_int_ge(count, 1);
	if (f->found)
		return;
	f->found = true;
	f->value = values[0];
	f->value.at = (const unsigned char *)arena_slice(f->arena, (const char *)values[0].at,
							 values[0].len);
}

struct raw_value raw_get(struct raw *r, struct arena *a, const char *sql)
{
	struct first f = {.arena = a};

	raw_each(r, sql, keep_first, &f);
	ck_assert_msg(f.found, "%s: no row", sql);
	return f.value;
}

int64_t raw_number(struct raw *r, const char *sql)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 16);
	struct raw_value value = raw_get(r, a, sql);
	const char *digits = (const char *)value.at;
	char *end = NULL;
	int64_t number = strtoll(digits, &end, 10);

	ck_assert_msg(value.len > 0 && *end == '\0', "%s: %s is no number", sql, digits);
	return number;
}

static void no_row(void *ctx, const struct raw_value *values, int count)
{
	(void)ctx, (void)values, (void)count;
}

void raw_set(struct raw *r, const char *sql, const struct raw_value *value)
{
	ck_assert_msg(r->engine->each(r, sql, value, no_row, NULL) == 1, "%s", sql);
}

void raw_each(struct raw *r, const char *sql, raw_row *row, void *ctx)
{
	r->engine->each(r, sql, NULL, row, ctx);
}

/* --- tables and columns --- */

struct listing {
	const struct raw_engine *engine;
	struct arena *arena;
	struct raw_column *list;
	size_t count;
};

static const char *word(struct listing *l, const struct raw_value *v)
{
	return arena_slice(l->arena, (const char *)v->at, v->len);
}

static void add_column(void *ctx, const struct raw_value *values, int count)
{
	struct listing *l = ctx;
	const char *type = word(l, &values[2]);

	ck_assert_int_eq(count, 3);
	ck_assert_uint_lt(l->count, COLUMNS_MOST);
	l->list[l->count++] = (struct raw_column){
		.table = word(l, &values[0]),
		.name = word(l, &values[1]),
		.kind = strcmp(type, l->engine->number) == 0 ? RAW_NUMBER
			: strcmp(type, l->engine->text) == 0 ? RAW_TEXT
							     : RAW_BYTES,
	};
}

size_t raw_columns(struct raw *r, struct arena *a, struct raw_column **ret)
{
	struct listing l = {r->engine, a, arena_array(a, COLUMNS_MOST, sizeof(*l.list)), 0};

	raw_each(r, r->engine->columns, add_column, &l);
	ck_assert_uint_gt(l.count, 0);
	for (size_t i = 0; i < l.count; i++)
		l.list[i].is_first = i == 0 || strcmp(l.list[i].table, l.list[i - 1].table) != 0;
	*ret = l.list;
	return l.count;
}

void raw_each_of(struct raw *r, const char *table, raw_row *row, void *ctx)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);
	char *sql = arena_format(a, "SELECT * FROM %s ORDER BY", table);

	if (r->arena == NULL) {
		r->arena = arena_new(1 << 20);
		r->column_count = raw_columns(r, r->arena, &r->columns);
	}
	for (size_t i = 0; i < r->column_count; i++)
		if (strcmp(r->columns[i].table, table) == 0)
			sql = arena_format(a, "%s%s %s", sql, r->columns[i].is_first ? "" : ",",
					   r->columns[i].name);
	raw_each(r, sql, row, ctx);
}

/* Of each table, its name in the place of each %s. */
static void run_for_tables(struct raw *r, const char *sql)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);
	struct raw_column *list;
	size_t count = raw_columns(r, a, &list);

	for (size_t i = 0; i < count; i++) {
		char *text = arena_text(a, sql), *at;

		if (!list[i].is_first)
			continue;
		while ((at = strstr(text, "%s")) != NULL)
			text = arena_format(a, "%.*s%s%s", (int)(at - text), text, list[i].table,
					    at + 2);
		raw_run(r, text);
	}
}

void raw_keep(struct raw *r)
{
	run_for_tables(r, "CREATE TEMP TABLE kept_%s AS SELECT * FROM %s");
}

void raw_put_back(struct raw *r)
{
	run_for_tables(r, "DELETE FROM %s; INSERT INTO %s SELECT * FROM kept_%s");
}
