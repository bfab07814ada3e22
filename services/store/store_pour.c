/* store_pour.c - all rows of one database into another, whichever engine keeps either. */
#include "services/store/store_pour.h"

#include "services/store/rows.h"
#include "services/store/store_answer.h"
#include "services/store/store_application.h"
#include "services/store/store_definition.h"
#include "services/store/store_event.h"
#include "services/store/store_ledger.h"
#include "services/store/store_visitor.h"

#define TABLE_OF(name, text, list) [SQL_TABLE_##name] = &list,
static const struct table *const tables[SQL_TABLE_COUNT] = {SQL_TABLES(TABLE_OF)};

/* A new database has a row of its own in two tables. */
static enum fault empty(struct store *s, struct error *err)
{
	enum fault fault = rows_run(s, SQL_META_EMPTY, ROWS_BARE, err);

	return fault == FAULT_NONE ? rows_run(s, SQL_ORIGIN_EMPTY, ROWS_BARE, err) : fault;
}

static enum fault pour_table(struct store *from, struct store *to, int which, int64_t *count,
			     struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault =
		rows_stream(from, (enum sql)((int)SQL_ALL + which), ROWS_BARE, &rows, err);
	bool row = false;

	while (fault == FAULT_NONE && (fault = rows_next(&rows, &row, err)) == FAULT_NONE && row) {
		fault = rows_insert_row(to, (enum sql)((int)SQL_FILL + which), tables[which], &rows,
					err);
		++*count;
	}
	return fault;
}

static enum fault pour_all(struct store *from, struct store *to, int64_t *count, struct error *err)
{
	enum fault fault = empty(to, err);

	for (int i = 0; fault == FAULT_NONE && i < SQL_TABLE_COUNT; i++)
		fault = pour_table(from, to, i, count, err);
	return fault;
}

enum fault store_pour(struct store *from, struct store *to, int64_t *ret_count, struct error *err)
{
	int64_t count = 0;
	enum fault fault = store_view(from, err);

	if (fault != FAULT_NONE)
		return fault;
	fault = store_begin(to, err);
	if (fault == FAULT_NONE)
		fault = pour_all(from, to, &count, err);
	if (fault == FAULT_NONE)
		fault = store_commit(to, err);
	store_rollback(to);
	store_view_end(from);
	if (fault == FAULT_NONE)
		*ret_count = count;
	return fault;
}
