/* store_event.c - kept: what happened to an application, with the sealed words of who acted. */
#include "services/store/store_event.h"

#include "services/store/sql.h"

enum fault store_event_add(struct store *s, const char *application,
			   const struct store_event *event, struct error *err)
{
	return sql_run(s, SQL_EVENT_ADD,
		       SQL_WITH(SQL_T(application), SQL_N(event->number), SQL_N(event->at),
				SQL_T(event->state), SQL_T(event->stage), SQL_T(event->actor),
				SQL_B(event->note, event->len)),
		       err);
}

enum fault store_event_last(struct store *s, const char *application, int *ret, struct error *err)
{
	int64_t number = 0;
	enum fault fault =
		sql_number(s, SQL_EVENT_LAST, SQL_WITH(SQL_T(application)), &number, err);

	if (fault == FAULT_NONE)
		*ret = (int)number;
	return fault;
}

enum fault store_event_each(struct store *s, const char *application,
			    enum fault (*visit)(void *ctx, const struct store_event *event,
						struct error *err),
			    void *ctx, struct error *err)
{
	const struct sql_value with = SQL_T(application);
	SQL_CLEAN sqlite3_stmt *st = NULL;
	enum fault fault = sql_start(s, SQL_EVENT_EACH, &with, 1, &st, err);
	bool row = false;

	while (fault == FAULT_NONE && (fault = sql_next(s, st, &row, err)) == FAULT_NONE && row) {
		struct store_event event = {
			.number = sqlite3_column_int(st, 0),
			.at = sqlite3_column_int64(st, 1),
			.state = sql_column(st, 2),
			.stage = sql_column(st, 3),
			.actor = sql_column(st, 4),
			.note = sqlite3_column_blob(st, 5),
			.len = (size_t)sqlite3_column_bytes(st, 5),
		};

		fault = visit(ctx, &event, err);
	}
	return fault;
}
