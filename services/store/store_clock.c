/* store_clock.c - kept: when an application is to be looked at next, since a clock of it may be
 * over by then. */
#include "services/store/store_clock.h"

#include "services/store/rows.h"

#define ROW struct store_clock
const struct table store_clock_table = TABLE("clock", STORE_CLOCK);
#undef ROW

enum fault store_clock_put(struct store *s, const char *application, int64_t at, struct error *err)
{
	struct store_clock row = {.at = at};

	snprintf(row.application, sizeof(row.application), "%s", application);
	return rows_insert(s, SQL_CLOCK_PUT, &store_clock_table, &row, err);
}

enum fault store_clock_drop(struct store *s, const char *application, struct error *err)
{
	return rows_run(s, SQL_CLOCK_DROP, ROWS_WITH(DATUM_T(application)), err);
}

enum fault store_clock_get(struct store *s, const char *application, int64_t *ret,
			   struct error *err)
{
	struct store_clock row;
	bool found = false;
	enum fault fault =
		rows_find(s, SQL_CLOCK_GET, application, &store_clock_table, &row, &found, err);

	if (fault == FAULT_NONE)
		*ret = found ? row.at : 0;
	return fault;
}

enum fault store_clock_next(struct store *s, int64_t now, char ret_id[33], bool *ret_found,
			    struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	const struct datum with[] = {DATUM_N(now)};
	enum fault fault = rows_start(s, SQL_CLOCK_NEXT, with, 1, &rows, err);

	if (fault == FAULT_NONE)
		fault = rows_next(&rows, ret_found, err);
	if (fault == FAULT_NONE && *ret_found)
		snprintf(ret_id, 33, "%s", rows_text(&rows, 0));
	return fault;
}

enum fault store_clock_wake(struct store *s, struct error *err)
{
	enum fault fault = rows_run(s, SQL_CLOCK_WAKE, ROWS_BARE, err);

	return fault == FAULT_NONE ? rows_run(s, SQL_CLOCK_WAKE_DUE, ROWS_BARE, err) : fault;
}
