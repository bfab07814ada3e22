/* store_recovery.c - kept: accounts that wait to be opened anew, and what the clerk has to do about
 * accounts. */
#include "services/store/store_recovery.h"

#include "services/store/rows.h"

#define ROW struct store_recovery
const struct table store_recovery_table = TABLE("account_recovery", STORE_RECOVERY);
#undef ROW
#define ROW struct store_errand
const struct table store_errand_table = TABLE("errand", STORE_ERRAND);
#undef ROW

enum fault store_recovery_add(struct store *s, const struct store_recovery *row, struct error *err)
{
	return rows_insert(s, SQL_RECOVERY_ADD, &store_recovery_table, row, err);
}

enum fault store_recovery_drop(struct store *s, const char *account, const char *what,
			       struct error *err)
{
	return rows_run(s, SQL_RECOVERY_DROP, ROWS_WITH(DATUM_T(account), DATUM_T(what)), err);
}

enum fault store_recovery_each(struct store *s, const char *account,
			       void (*visit)(void *ctx, const struct store_recovery *row),
			       void *ctx, struct error *err)
{
	const struct datum with = DATUM_T(account);
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, SQL_RECOVERY_EACH, &with, 1, &rows, err);
	struct store_recovery one;
	bool row = false;

	while (fault == FAULT_NONE && (fault = rows_next(&rows, &row, err)) == FAULT_NONE && row) {
		fault = rows_read(&rows, &store_recovery_table, &one, err);
		if (fault == FAULT_NONE)
			visit(ctx, &one);
	}
	return fault;
}

/* The first row's first column, an id. */
static enum fault first_id(struct store *s, enum sql which, const struct datum *with, size_t count,
			   char ret[33], bool *ret_found, struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, which, with, count, &rows, err);

	if (fault == FAULT_NONE)
		fault = rows_next(&rows, ret_found, err);
	if (fault == FAULT_NONE && *ret_found)
		snprintf(ret, 33, "%s", rows_text(&rows, 0));
	return fault;
}

enum fault store_recovery_late(struct store *s, int64_t before, const char *after,
			       char ret_account[33], bool *ret_found, struct error *err)
{
	return first_id(s, SQL_RECOVERY_LATE, ROWS_WITH(DATUM_N(before), DATUM_T(after)),
			ret_account, ret_found, err);
}

enum fault store_errand_add(struct store *s, const struct store_errand *row, struct error *err)
{
	return rows_insert(s, SQL_ERRAND_ADD, &store_errand_table, row, err);
}

enum fault store_errand_act(struct store *s, const struct store_errand *row, struct error *err)
{
	return rows_update(s, SQL_ERRAND_ACT, &store_errand_table, TABLE_ACTS, row, err);
}

enum fault store_errand_drop(struct store *s, const char *id, struct error *err)
{
	return rows_run(s, SQL_ERRAND_DROP, ROWS_WITH(DATUM_T(id)), err);
}

enum fault store_errand_lock(struct store *s, const char *id, struct error *err)
{
	return rows_lock(s, SQL_ERRAND_LOCK, ROWS_WITH(DATUM_T(id)), err);
}

enum fault store_errand_get(struct store *s, const char *id, struct store_errand *ret,
			    bool *ret_found, struct error *err)
{
	return rows_find(s, SQL_ERRAND_GET, id, &store_errand_table, ret, ret_found, err);
}

enum fault store_errand_next(struct store *s, char ret_id[33], bool *ret_found, struct error *err)
{
	return first_id(s, SQL_ERRAND_NEXT, ROWS_BARE, ret_id, ret_found, err);
}

enum fault store_errand_all(struct store *s,
			    void (*visit)(void *ctx, const struct store_errand *row), void *ctx,
			    struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, SQL_ERRAND_ALL, ROWS_BARE, &rows, err);
	struct store_errand one;
	bool row = false;

	while (fault == FAULT_NONE && (fault = rows_next(&rows, &row, err)) == FAULT_NONE && row) {
		fault = rows_read(&rows, &store_errand_table, &one, err);
		if (fault == FAULT_NONE)
			visit(ctx, &one);
	}
	return fault;
}
