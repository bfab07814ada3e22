/* store_answer.c - kept: the sealed answers of an application, and how many items its repeated
 * sections have. */
#include "services/store/store_answer.h"

#include "services/store/sql.h"

enum fault store_answer_put(struct store *s, const char *application,
			    const struct store_answer *answer, struct error *err)
{
	return sql_run(s, SQL_ANSWER_PUT,
		       SQL_WITH(SQL_T(application), SQL_T(answer->section), SQL_N(answer->item),
				SQL_T(answer->question), SQL_B(answer->sealed, answer->len)),
		       err);
}

enum fault store_answer_drop(struct store *s, const char *application,
			     const struct store_answer *answer, struct error *err)
{
	return sql_run(s, SQL_ANSWER_DROP,
		       SQL_WITH(SQL_T(application), SQL_T(answer->section), SQL_N(answer->item),
				SQL_T(answer->question)),
		       err);
}

enum fault store_answer_drop_section(struct store *s, const char *application, const char *section,
				     struct error *err)
{
	return sql_run(s, SQL_ANSWER_DROP_SECTION, SQL_WITH(SQL_T(application), SQL_T(section)),
		       err);
}

enum fault store_answer_drop_all(struct store *s, const char *application, struct error *err)
{
	enum fault fault = sql_run(s, SQL_ANSWER_DROP_ALL, SQL_WITH(SQL_T(application)), err);

	if (fault == FAULT_NONE)
		fault = sql_run(s, SQL_ITEMS_DROP_ALL, SQL_WITH(SQL_T(application)), err);
	return fault;
}

enum fault store_answer_each(struct store *s, const char *application,
			     enum fault (*visit)(void *ctx, const struct store_answer *answer,
						 struct error *err),
			     void *ctx, struct error *err)
{
	const struct sql_value with = SQL_T(application);
	SQL_CLEAN sqlite3_stmt *st = NULL;
	enum fault fault = sql_start(s, SQL_ANSWER_EACH, &with, 1, &st, err);
	bool row = false;

	while (fault == FAULT_NONE && (fault = sql_next(s, st, &row, err)) == FAULT_NONE && row) {
		struct store_answer answer = {
			.section = sql_column(st, 0),
			.item = sqlite3_column_int(st, 1),
			.question = sql_column(st, 2),
			.sealed = sqlite3_column_blob(st, 3),
			.len = (size_t)sqlite3_column_bytes(st, 3),
		};

		fault = visit(ctx, &answer, err);
	}
	return fault;
}

enum fault store_answer_size(struct store *s, const char *application, int64_t *ret,
			     struct error *err)
{
	return sql_number(s, SQL_ANSWER_SIZE, SQL_WITH(SQL_T(application)), ret, err);
}

enum fault store_answer_put_items(struct store *s, const char *application, const char *section,
				  int count, struct error *err)
{
	return sql_run(s, SQL_ITEMS_PUT, SQL_WITH(SQL_T(application), SQL_T(section), SQL_N(count)),
		       err);
}

enum fault store_answer_raise_items(struct store *s, const char *application, const char *section,
				    int count, struct error *err)
{
	return sql_run(s, SQL_ITEMS_RAISE,
		       SQL_WITH(SQL_T(application), SQL_T(section), SQL_N(count)), err);
}

enum fault store_answer_each_items(struct store *s, const char *application,
				   enum fault (*visit)(void *ctx, const char *section, int count,
						       struct error *err),
				   void *ctx, struct error *err)
{
	const struct sql_value with = SQL_T(application);
	SQL_CLEAN sqlite3_stmt *st = NULL;
	enum fault fault = sql_start(s, SQL_ITEMS_EACH, &with, 1, &st, err);
	bool row = false;

	while (fault == FAULT_NONE && (fault = sql_next(s, st, &row, err)) == FAULT_NONE && row)
		fault = visit(ctx, sql_column(st, 0), sqlite3_column_int(st, 1), err);
	return fault;
}
