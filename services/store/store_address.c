/* store_address.c - kept: where somebody wants to be told what is new, and what is to go out there.
 */
#include "services/store/store_address.h"

#include "services/store/rows.h"

#define ROW struct store_address
const struct table store_address_table = TABLE("address", STORE_ADDRESS);
#undef ROW
#define ROW struct store_dispatch
const struct table store_dispatch_table = TABLE("dispatch", STORE_DISPATCH);
#undef ROW

enum fault store_address_add(struct store *s, const struct store_address *row, struct error *err)
{
	return rows_insert(s, SQL_ADDRESS_ADD, &store_address_table, row, err);
}

enum fault store_address_act(struct store *s, const struct store_address *row, struct error *err)
{
	return rows_update(s, SQL_ADDRESS_ACT, &store_address_table, TABLE_ACTS, row, err);
}

enum fault store_address_get(struct store *s, const char *id, struct store_address *ret,
			     bool *ret_found, struct error *err)
{
	return rows_find(s, SQL_ADDRESS_GET, id, &store_address_table, ret, ret_found, err);
}

enum fault store_address_drop(struct store *s, const char *id, struct error *err)
{
	return rows_run(s, SQL_ADDRESS_DROP, ROWS_WITH(DATUM_T(id)), err);
}

enum fault store_address_drop_old(struct store *s, int64_t before, struct error *err)
{
	return rows_run(s, SQL_ADDRESS_DROP_OLD, ROWS_WITH(DATUM_N(before)), err);
}

static enum fault each(struct store *s, enum sql which, const struct datum *with, size_t count,
		       store_address_visit *visit, void *ctx, struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, which, with, count, &rows, err);
	struct store_address row;
	bool found = false;

	while (fault == FAULT_NONE && (fault = rows_next(&rows, &found, err)) == FAULT_NONE &&
	       found) {
		fault = rows_read(&rows, &store_address_table, &row, err);
		if (fault == FAULT_NONE)
			visit(ctx, &row);
	}
	return fault;
}

enum fault store_address_each(struct store *s, const char *owner, store_address_visit *visit,
			      void *ctx, struct error *err)
{
	return each(s, SQL_ADDRESS_EACH, ROWS_WITH(DATUM_T(owner)), visit, ctx, err);
}

enum fault store_address_each_told(struct store *s, const char *application,
				   store_address_visit *visit, void *ctx, struct error *err)
{
	return each(s, SQL_ADDRESS_TOLD, ROWS_WITH(DATUM_T(application)), visit, ctx, err);
}

enum fault store_address_all(struct store *s, store_address_visit *visit, void *ctx,
			     struct error *err)
{
	return each(s, SQL_ADDRESS_ALL, ROWS_BARE, visit, ctx, err);
}

enum fault store_address_gone(struct store *s, const char *proven,
			      void (*tell)(void *ctx, const char *object), void *ctx,
			      struct error *err)
{
	return rows_tell(s, SQL_ADDRESS_GONE, ROWS_WITH(DATUM_T(proven)), tell, ctx, err);
}

/* --- what is to go out --- */

enum fault store_dispatch_add(struct store *s, const struct store_dispatch *row, struct error *err)
{
	return rows_insert(s, SQL_DISPATCH_ADD, &store_dispatch_table, row, err);
}

enum fault store_dispatch_act(struct store *s, const struct store_dispatch *row, struct error *err)
{
	return rows_update(s, SQL_DISPATCH_ACT, &store_dispatch_table, TABLE_ACTS, row, err);
}

enum fault store_dispatch_drop(struct store *s, const char *id, struct error *err)
{
	return rows_run(s, SQL_DISPATCH_DROP, ROWS_WITH(DATUM_T(id)), err);
}

enum fault store_dispatch_drop_old(struct store *s, int64_t before, struct error *err)
{
	return rows_run(s, SQL_DISPATCH_DROP_OLD, ROWS_WITH(DATUM_N(before)), err);
}

enum fault store_dispatch_lock(struct store *s, const char *id, struct error *err)
{
	return rows_lock(s, SQL_DISPATCH_LOCK, ROWS_WITH(DATUM_T(id)), err);
}

enum fault store_dispatch_get(struct store *s, const char *id, struct store_dispatch *ret,
			      bool *ret_found, struct error *err)
{
	return rows_find(s, SQL_DISPATCH_GET, id, &store_dispatch_table, ret, ret_found, err);
}

enum fault store_dispatch_next(struct store *s, int64_t now, char ret_id[33], bool *ret_found,
			       struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, SQL_DISPATCH_NEXT, ROWS_WITH(DATUM_N(now)), &rows, err);

	if (fault == FAULT_NONE)
		fault = rows_next(&rows, ret_found, err);
	if (fault == FAULT_NONE && *ret_found)
		snprintf(ret_id, 33, "%s", rows_text(&rows, 0));
	return fault;
}

enum fault store_dispatch_tally(struct store *s, struct store_dispatch_tally *ret,
				struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, SQL_DISPATCH_TALLY, ROWS_BARE, &rows, err);
	bool row = false;

	if (fault == FAULT_NONE)
		fault = rows_next(&rows, &row, err);
	if (fault == FAULT_NONE && row)
		*ret = (struct store_dispatch_tally){rows_number(&rows, 0), rows_number(&rows, 1)};
	return fault;
}

enum fault store_dispatch_held(struct store *s, const char *why, struct store_dispatch_held *ret,
			       struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, SQL_DISPATCH_HELD, ROWS_WITH(DATUM_T(why)), &rows, err);
	bool row = false;

	if (fault == FAULT_NONE)
		fault = rows_next(&rows, &row, err);
	if (fault != FAULT_NONE)
		return fault;
	*ret = (struct store_dispatch_held){.count = 0};
	if (row) {
		ret->count = rows_number(&rows, 0);
		ret->since = rows_number(&rows, 1);
		snprintf(ret->why, sizeof(ret->why), "%s", rows_text(&rows, 2));
	}
	return FAULT_NONE;
}

enum fault store_dispatch_unsent(struct store *s, const char *application, int number, char *ret,
				 size_t room, struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, SQL_DISPATCH_UNSENT,
				      ROWS_WITH(DATUM_T(application), DATUM_N(number)), &rows, err);
	bool row = false;
	size_t len = 0;

	ret[0] = '\0';
	while (fault == FAULT_NONE && (fault = rows_next(&rows, &row, err)) == FAULT_NONE && row)
		if (len + 10 < room)
			len += (size_t)snprintf(ret + len, room - len, "%.8s ",
						rows_text(&rows, 0));
	return fault;
}

static enum fault each_dispatch(struct store *s, enum sql which, store_dispatch_visit *visit,
				void *ctx, struct error *err)
{
	const int behind = (int)store_dispatch_table.count;
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, which, ROWS_BARE, &rows, err);
	struct store_dispatch row;
	bool found = false;

	while (fault == FAULT_NONE && (fault = rows_next(&rows, &found, err)) == FAULT_NONE &&
	       found) {
		fault = rows_read(&rows, &store_dispatch_table, &row, err);
		if (fault == FAULT_NONE)
			visit(ctx, &row, rows_text(&rows, behind), rows_text(&rows, behind + 1));
	}
	return fault;
}

enum fault store_dispatch_each_failed(struct store *s, store_dispatch_visit *visit, void *ctx,
				      struct error *err)
{
	return each_dispatch(s, SQL_DISPATCH_FAILED, visit, ctx, err);
}

enum fault store_dispatch_all(struct store *s, store_dispatch_visit *visit, void *ctx,
			      struct error *err)
{
	return each_dispatch(s, SQL_DISPATCH_ALL, visit, ctx, err);
}
