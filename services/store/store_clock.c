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

	if (fault == FAULT_NONE)
		fault = rows_run(s, SQL_CLOCK_WAKE_DUE, ROWS_BARE, err);
	return fault == FAULT_NONE ? rows_run(s, SQL_CLOCK_RAISE,
					      ROWS_WITH(DATUM_T(STORE_CLOCK_CALENDARS)), err)
				   : fault;
}

/* --- what clocks have decided --- */

#define KEY sizeof(((struct store_clock *)0)->application)

static void sign(char to[KEY], const char *sign, const char *application)
{
	snprintf(to, KEY, "%s%s", sign, application);
}

enum fault store_clock_decide(struct store *s, const char *application, struct error *err)
{
	char key[KEY];

	sign(key, STORE_CLOCK_DECIDED, application);
	return store_clock_put(s, key, -1, err);
}

enum fault store_clock_again(struct store *s, const char *application, bool is, struct error *err)
{
	char key[KEY];

	sign(key, STORE_CLOCK_AGAIN, application);
	return is ? store_clock_put(s, key, INT64_MAX, err) : store_clock_drop(s, key, err);
}

enum fault store_clock_decided(struct store *s, int64_t changes, size_t most,
			       struct store_clock_decided *ret, size_t *ret_count,
			       struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	bool row = false;
	enum fault fault =
		rows_start(s, SQL_CLOCK_DECIDED,
			   ROWS_WITH(DATUM_N(-1 - changes), DATUM_N((int64_t)most)), &rows, err);

	*ret_count = 0;
	while (fault == FAULT_NONE && (fault = rows_next(&rows, &row, err)) == FAULT_NONE && row) {
		struct store_clock_decided *to = &ret[(*ret_count)++];

		snprintf(to->application, sizeof(to->application), "%s", rows_text(&rows, 0) + 1);
		to->at = rows_number(&rows, 1);
	}
	return fault;
}

enum fault store_clock_looked(struct store *s, const struct store_clock_decided *d, int64_t changes,
			      struct error *err)
{
	char key[KEY];

	sign(key, STORE_CLOCK_DECIDED, d->application);
	return rows_run(s, SQL_CLOCK_LOOKED,
			ROWS_WITH(DATUM_T(key), DATUM_N(d->at), DATUM_N(-1 - changes)), err);
}
