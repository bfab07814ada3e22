/* store_notice.c - kept: what an applicant was told of an application, in sealed words. */
#include "services/store/store_notice.h"

#include "services/store/rows.h"

#define ROW struct store_notice
const struct table store_notice_table = TABLE("notice", STORE_NOTICE);
#undef ROW

enum fault store_notice_add(struct store *s, const struct store_notice *notice, struct error *err)
{
	return rows_insert(s, SQL_NOTICE_ADD, &store_notice_table, notice, err);
}

enum fault store_notice_unread(struct store *s, const char *application, int64_t *ret,
			       struct error *err)
{
	return rows_find_number(s, SQL_NOTICE_UNREAD, ROWS_WITH(DATUM_T(application)), ret, err);
}

enum fault store_notice_read(struct store *s, const char *application, int64_t at,
			     struct error *err)
{
	return rows_run(s, SQL_NOTICE_READ, ROWS_WITH(DATUM_T(application), DATUM_N(at)), err);
}

enum fault store_notice_each(struct store *s, const char *application,
			     enum fault (*visit)(void *ctx, const struct store_notice *notice,
						 struct error *err),
			     void *ctx, struct error *err)
{
	const struct datum with = DATUM_T(application);
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, SQL_NOTICE_EACH, &with, 1, &rows, err);
	struct store_notice notice;
	bool row = false;

	while (fault == FAULT_NONE && (fault = rows_next(&rows, &row, err)) == FAULT_NONE && row) {
		fault = rows_read(&rows, &store_notice_table, &notice, err);
		if (fault == FAULT_NONE)
			fault = visit(ctx, &notice, err);
	}
	return fault;
}
