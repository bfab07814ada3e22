/* store_definition.c - kept: the text of every version of every service definition. */
#include "services/store/store_definition.h"

#include "services/store/sql.h"

enum fault store_definition_add(struct store *s, const struct store_definition *d, int64_t at,
				struct error *err)
{
	return sql_run(
		s, SQL_DEFINITION_ADD,
		SQL_WITH(SQL_T(d->service), SQL_N(d->version), SQL_B(d->yaml, d->len), SQL_N(at)),
		err);
}

enum fault store_definition_find(struct store *s, struct arena *a, const char *service, int version,
				 struct store_definition *ret, struct error *err)
{
	const struct sql_value with[] = {SQL_T(service), SQL_N(version)};
	SQL_CLEAN sqlite3_stmt *st = NULL;
	enum fault fault = sql_start(s, SQL_DEFINITION_FIND, with, 2, &st, err);
	bool row = false;

	if (fault == FAULT_NONE)
		fault = sql_next(s, st, &row, err);
	if (fault != FAULT_NONE)
		return fault;
	*ret = (struct store_definition){.service = service, .version = version};
	if (row) {
		const void *yaml = sqlite3_column_blob(st, 0);

		ret->len = (size_t)sqlite3_column_bytes(st, 0);
		ret->yaml = arena_slice(a, yaml, yaml == NULL ? 0 : ret->len);
	}
	return FAULT_NONE;
}

enum fault store_definition_newest(struct store *s, const char *service, int *ret,
				   struct error *err)
{
	int64_t version = 0;
	enum fault fault =
		sql_number(s, SQL_DEFINITION_NEWEST, SQL_WITH(SQL_T(service)), &version, err);

	if (fault == FAULT_NONE)
		*ret = (int)version;
	return fault;
}

enum fault store_definition_each(struct store *s, bool newest,
				 enum fault (*visit)(void *ctx, const struct store_definition *d,
						     struct error *err),
				 void *ctx, struct error *err)
{
	SQL_CLEAN sqlite3_stmt *st = NULL;
	enum fault fault = sql_start(s, newest ? SQL_DEFINITION_EACH_NEWEST : SQL_DEFINITION_EACH,
				     SQL_BARE, &st, err);
	bool row = false;

	while (fault == FAULT_NONE && (fault = sql_next(s, st, &row, err)) == FAULT_NONE && row) {
		struct store_definition d = {
			.service = sql_column(st, 0),
			.version = sqlite3_column_int(st, 1),
			.yaml = sqlite3_column_blob(st, 2),
			.len = (size_t)sqlite3_column_bytes(st, 2),
		};

		fault = visit(ctx, &d, err);
	}
	return fault;
}

enum fault store_definition_count(struct store *s, int64_t *ret, struct error *err)
{
	return sql_number(s, SQL_DEFINITION_COUNT, SQL_BARE, ret, err);
}

enum fault store_definition_gone(struct store *s, void (*tell)(void *ctx, const char *object),
				 void *ctx, struct error *err)
{
	SQL_CLEAN sqlite3_stmt *st = NULL;
	enum fault fault = sql_start(s, SQL_DEFINITION_GONE, SQL_BARE, &st, err);
	bool row = false;

	while (fault == FAULT_NONE && (fault = sql_next(s, st, &row, err)) == FAULT_NONE && row)
		tell(ctx, sql_column(st, 0));
	return fault;
}

enum fault store_definition_stamp(struct store *s, int64_t *ret, struct error *err)
{
	return sql_number(s, SQL_STAMP_GET, SQL_BARE, ret, err);
}

enum fault store_definition_raise(struct store *s, struct error *err)
{
	return sql_run(s, SQL_STAMP_RAISE, SQL_BARE, err);
}
