/* store_due.c - kept: what is owed for an application, and what came of it. */
#include "services/store/store_due.h"

#include "services/store/rows.h"

#define ROW struct store_due
const struct table store_due_table = TABLE("due", STORE_DUE);
#undef ROW
#define ROW struct store_payment
const struct table store_payment_table = TABLE("payment", STORE_PAYMENT);
#undef ROW

enum fault store_due_add(struct store *s, const struct store_due *row, struct error *err)
{
	return rows_insert(s, SQL_DUE_ADD, &store_due_table, row, err);
}

enum fault store_due_act(struct store *s, const struct store_due *row, struct error *err)
{
	return rows_update(s, SQL_DUE_ACT, &store_due_table, TABLE_ACTS, row, err);
}

enum fault store_due_lock(struct store *s, const char *id, struct error *err)
{
	return rows_lock(s, SQL_DUE_LOCK, ROWS_WITH(DATUM_T(id)), err);
}

enum fault store_due_get(struct store *s, const char *id, struct store_due *ret, bool *ret_found,
			 struct error *err)
{
	return rows_find(s, SQL_DUE_GET, id, &store_due_table, ret, ret_found, err);
}

enum fault store_due_find(struct store *s, const char *reference, struct store_due *ret,
			  bool *ret_found, struct error *err)
{
	return rows_find(s, SQL_DUE_FIND, reference, &store_due_table, ret, ret_found, err);
}

static enum fault each_due(struct store *s, enum sql which, const struct datum *with, size_t count,
			   store_due_visit *visit, void *ctx, struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, which, with, count, &rows, err);
	struct store_due row;
	bool found = false;

	while (fault == FAULT_NONE && (fault = rows_next(&rows, &found, err)) == FAULT_NONE &&
	       found) {
		fault = rows_read(&rows, &store_due_table, &row, err);
		if (fault == FAULT_NONE)
			visit(ctx, &row);
	}
	return fault;
}

enum fault store_due_each(struct store *s, const char *application, store_due_visit *visit,
			  void *ctx, struct error *err)
{
	return each_due(s, SQL_DUE_EACH, ROWS_WITH(DATUM_T(application)), visit, ctx, err);
}

enum fault store_due_all(struct store *s, store_due_visit *visit, void *ctx, struct error *err)
{
	return each_due(s, SQL_DUE_ALL, ROWS_BARE, visit, ctx, err);
}

enum fault store_due_gone(struct store *s, const char *act,
			  void (*tell)(void *ctx, const char *object), void *ctx, struct error *err)
{
	return rows_tell(s, SQL_DUE_GONE, ROWS_WITH(DATUM_T(act)), tell, ctx, err);
}

/* --- what came --- */

enum fault store_payment_add(struct store *s, const struct store_payment *row, struct error *err)
{
	return rows_insert(s, SQL_PAYMENT_ADD, &store_payment_table, row, err);
}

enum fault store_payment_act(struct store *s, const struct store_payment *row, struct error *err)
{
	return rows_update(s, SQL_PAYMENT_ACT, &store_payment_table, TABLE_ACTS, row, err);
}

enum fault store_payment_find(struct store *s, const char *number, struct store_payment *ret,
			      bool *ret_found, struct error *err)
{
	return rows_find(s, SQL_PAYMENT_FIND, number, &store_payment_table, ret, ret_found, err);
}

enum fault store_payment_trace(struct store *s, const char *source, const char *trace,
			       struct store_payment *ret, bool *ret_found, struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, SQL_PAYMENT_TRACE,
				      ROWS_WITH(DATUM_T(source), DATUM_T(trace)), &rows, err);

	*ret_found = false;
	if (fault == FAULT_NONE)
		fault = rows_next(&rows, ret_found, err);
	return fault == FAULT_NONE && *ret_found ? rows_read(&rows, &store_payment_table, ret, err)
						 : fault;
}

static enum fault each_payment(struct store *s, enum sql which, const struct datum *with,
			       size_t count, store_payment_visit *visit, void *ctx,
			       struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, which, with, count, &rows, err);
	struct store_payment row;
	bool found = false;

	while (fault == FAULT_NONE && (fault = rows_next(&rows, &found, err)) == FAULT_NONE &&
	       found) {
		fault = rows_read(&rows, &store_payment_table, &row, err);
		if (fault == FAULT_NONE)
			visit(ctx, &row);
	}
	return fault;
}

enum fault store_payment_each(struct store *s, const char *due, store_payment_visit *visit,
			      void *ctx, struct error *err)
{
	return each_payment(s, SQL_PAYMENT_EACH, ROWS_WITH(DATUM_T(due)), visit, ctx, err);
}

enum fault store_payment_all(struct store *s, store_payment_visit *visit, void *ctx,
			     struct error *err)
{
	return each_payment(s, SQL_PAYMENT_ALL, ROWS_BARE, visit, ctx, err);
}

enum fault store_payment_between(struct store *s, int64_t from, int64_t until,
				 store_payment_visit *visit, void *ctx, struct error *err)
{
	return each_payment(s, SQL_PAYMENT_BETWEEN, ROWS_WITH(DATUM_N(from), DATUM_N(until)), visit,
			    ctx, err);
}
