/* store_answer.c - kept: the answers of an application, sealed or clear, and how many items its
 * repeated sections have. */
#include "services/store/store_answer.h"

#include "services/store/rows.h"

#define ROW struct store_answer
const struct table store_answer_table = TABLE("answer", STORE_ANSWER);
#undef ROW
#define ROW struct store_answer_items
const struct table store_answer_items_table = TABLE("items", STORE_ANSWER_ITEMS);
#undef ROW

enum fault store_answer_add(struct store *s, const void *const *answers, size_t count,
			    struct error *err)
{
	return rows_insert_all(s, SQL_ANSWER_ADD, &store_answer_table, answers, count, err);
}

enum fault store_answer_put(struct store *s, const struct store_answer *answer, struct error *err)
{
	return rows_insert(s, SQL_ANSWER_PUT, &store_answer_table, answer, err);
}

enum fault store_answer_drop(struct store *s, const struct store_answer *answer, struct error *err)
{
	return rows_run(s, SQL_ANSWER_DROP,
			ROWS_WITH(DATUM_T(answer->application), DATUM_T(answer->section),
				  DATUM_N(answer->item), DATUM_T(answer->question)),
			err);
}

enum fault store_answer_drop_section(struct store *s, const char *application, const char *section,
				     struct error *err)
{
	return rows_run(s, SQL_ANSWER_DROP_SECTION,
			ROWS_WITH(DATUM_T(application), DATUM_T(section)), err);
}

enum fault store_answer_drop_items(struct store *s, const char *application, struct error *err)
{
	return rows_run(s, SQL_ITEMS_DROP_ALL, ROWS_WITH(DATUM_T(application)), err);
}

enum fault store_answer_find(struct store *s, struct arena *a, struct store_answer *answer,
			     bool *ret_found, struct error *err)
{
	const struct datum with[] = {DATUM_T(answer->application), DATUM_T(answer->section),
				     DATUM_N(answer->item), DATUM_T(answer->question)};
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, SQL_ANSWER_FIND, with, 4, &rows, err);
	struct store_answer found;
	bool row = false;

	if (fault == FAULT_NONE)
		fault = rows_next(&rows, &row, err);
	if (fault == FAULT_NONE && row)
		fault = rows_read(&rows, &store_answer_table, &found, err);
	if (fault != FAULT_NONE)
		return fault;
	*ret_found = row;
	if (!row)
		return FAULT_NONE;
	answer->sealed = (struct table_bytes){arena_slice(a, found.sealed.at, found.sealed.len),
					      found.sealed.len};
	answer->clear = arena_text(a, found.clear);
	return FAULT_NONE;
}

enum fault store_answer_each(struct store *s, const char *application,
			     enum fault (*visit)(void *ctx, const struct store_answer *answer,
						 struct error *err),
			     void *ctx, struct error *err)
{
	const struct datum with = DATUM_T(application);
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, SQL_ANSWER_EACH, &with, 1, &rows, err);
	struct store_answer answer;
	bool row = false;

	while (fault == FAULT_NONE && (fault = rows_next(&rows, &row, err)) == FAULT_NONE && row) {
		fault = rows_read(&rows, &store_answer_table, &answer, err);
		if (fault == FAULT_NONE)
			fault = visit(ctx, &answer, err);
	}
	return fault;
}

enum fault store_answer_ahead(struct store *s, const char *application, struct error *err)
{
	static const enum sql both[] = {SQL_ANSWER_EACH, SQL_ITEMS_EACH};

	return rows_ahead(s, both, 2, application, err);
}

enum fault store_answer_size(struct store *s, const char *application, int64_t *ret,
			     struct error *err)
{
	return rows_find_number(s, SQL_ANSWER_SIZE, ROWS_WITH(DATUM_T(application)), ret, err);
}

enum fault store_answer_count_clear(struct store *s, const char *application, int64_t *ret,
				    struct error *err)
{
	return rows_find_number(s, SQL_ANSWER_CLEAR, ROWS_WITH(DATUM_T(application)), ret, err);
}

enum fault store_answer_put_items(struct store *s, const struct store_answer_items *items,
				  struct error *err)
{
	return rows_insert(s, SQL_ITEMS_PUT, &store_answer_items_table, items, err);
}

enum fault store_answer_raise_items(struct store *s, const struct store_answer_items *items,
				    struct error *err)
{
	return rows_insert(s, SQL_ITEMS_RAISE, &store_answer_items_table, items, err);
}

enum fault store_answer_begin_items(struct store *s, const struct store_answer_items *items,
				    struct error *err)
{
	return rows_insert(s, SQL_ITEMS_BEGIN, &store_answer_items_table, items, err);
}

enum fault store_answer_each_items(struct store *s, const char *application,
				   enum fault (*visit)(void *ctx,
						       const struct store_answer_items *items,
						       struct error *err),
				   void *ctx, struct error *err)
{
	const struct datum with = DATUM_T(application);
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, SQL_ITEMS_EACH, &with, 1, &rows, err);
	struct store_answer_items items;
	bool row = false;

	while (fault == FAULT_NONE && (fault = rows_next(&rows, &row, err)) == FAULT_NONE && row) {
		fault = rows_read(&rows, &store_answer_items_table, &items, err);
		if (fault == FAULT_NONE)
			fault = visit(ctx, &items, err);
	}
	return fault;
}
