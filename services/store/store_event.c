/* store_event.c - kept: what happened to an application, with the sealed words of who acted. */
#include "services/store/store_event.h"

#include "services/store/rows.h"

#define ROW struct store_event
const struct table store_event_table = TABLE("event", STORE_EVENT);
#undef ROW

enum fault store_event_add(struct store *s, const struct store_event *event, struct error *err)
{
	return rows_insert(s, SQL_EVENT_ADD, &store_event_table, event, err);
}

enum fault store_event_last(struct store *s, const char *application, int *ret, struct error *err)
{
	int64_t number = 0;
	enum fault fault =
		rows_find_number(s, SQL_EVENT_LAST, ROWS_WITH(DATUM_T(application)), &number, err);

	if (fault == FAULT_NONE)
		*ret = (int)number;
	return fault;
}

enum fault store_event_each(struct store *s, const char *application,
			    enum fault (*visit)(void *ctx, const struct store_event *event,
						struct error *err),
			    void *ctx, struct error *err)
{
	const struct datum with = DATUM_T(application);
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, SQL_EVENT_EACH, &with, 1, &rows, err);
	struct store_event event;
	bool row = false;

	while (fault == FAULT_NONE && (fault = rows_next(&rows, &row, err)) == FAULT_NONE && row) {
		fault = rows_read(&rows, &store_event_table, &event, err);
		if (fault == FAULT_NONE)
			fault = visit(ctx, &event, err);
	}
	return fault;
}
