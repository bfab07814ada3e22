/* store_visitor.c - kept: wrong tries by subject and minute, and what a key chose before. */
#include "services/store/store_visitor.h"

#include "services/store/sql.h"

enum fault store_visitor_add_try(struct store *s, const char *subject, int64_t minute,
				 struct error *err)
{
	return sql_run(s, SQL_TRY_ADD, SQL_WITH(SQL_T(subject), SQL_N(minute)), err);
}

enum fault store_visitor_each_try(struct store *s, const char *subject, int64_t since,
				  void (*visit)(void *ctx, int64_t minute, int count), void *ctx,
				  struct error *err)
{
	const struct sql_value with[] = {SQL_T(subject), SQL_N(since)};
	SQL_CLEAN sqlite3_stmt *st = NULL;
	enum fault fault = sql_start(s, SQL_TRY_EACH, with, 2, &st, err);
	bool row = false;

	while (fault == FAULT_NONE && (fault = sql_next(s, st, &row, err)) == FAULT_NONE && row)
		visit(ctx, sqlite3_column_int64(st, 0), sqlite3_column_int(st, 1));
	return fault;
}

enum fault store_visitor_drop_tries(struct store *s, int64_t before_minute, struct error *err)
{
	return sql_run(s, SQL_TRY_DROP_OLD, SQL_WITH(SQL_N(before_minute)), err);
}

enum fault store_visitor_choice(struct store *s, const char *key, struct store_choice *ret,
				bool *ret_found, struct error *err)
{
	const struct sql_value with = SQL_T(key);
	SQL_CLEAN sqlite3_stmt *st = NULL;
	enum fault fault = sql_start(s, SQL_CHOICE_GET, &with, 1, &st, err);
	bool row = false;

	if (fault == FAULT_NONE)
		fault = sql_next(s, st, &row, err);
	if (fault != FAULT_NONE)
		return fault;
	if (row) {
		sql_copy(st, 0, ret->lang, sizeof(ret->lang));
		ret->terminal = sqlite3_column_int(st, 1);
	}
	*ret_found = row;
	return FAULT_NONE;
}

enum fault store_visitor_put_choice(struct store *s, const char *key,
				    const struct store_choice *choice, int64_t at,
				    struct error *err)
{
	return sql_run(
		s, SQL_CHOICE_PUT,
		SQL_WITH(SQL_T(key), SQL_T(choice->lang), SQL_N(choice->terminal), SQL_N(at)), err);
}
