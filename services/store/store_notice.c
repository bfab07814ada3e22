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

enum fault store_notice_read_one(struct store *s, const char *application, int number, int64_t at,
				 struct error *err)
{
	return rows_run(s, SQL_NOTICE_READ_ONE,
			ROWS_WITH(DATUM_T(application), DATUM_N(number), DATUM_N(at)), err);
}

static enum fault tally(struct store *s, enum sql which, const struct datum *with, size_t count,
			struct store_notice_tally *ret, struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, which, with, count, &rows, err);
	bool row = false;

	if (fault == FAULT_NONE)
		fault = rows_next(&rows, &row, err);
	if (fault == FAULT_NONE)
		*ret = row ? (struct store_notice_tally){rows_number(&rows, 0),
							 rows_number(&rows, 1)}
			   : (struct store_notice_tally){0, 0};
	return fault;
}

enum fault store_notice_tally_of_key(struct store *s, const char *key, const char *reference,
				     struct store_notice_tally *ret, struct error *err)
{
	return tally(s, SQL_NOTICE_TALLY_OF_KEY, ROWS_WITH(DATUM_T(key), DATUM_T(reference)), ret,
		     err);
}

enum fault store_notice_tally_of_account(struct store *s, const struct store_application_person *p,
					 const char *reference, struct store_notice_tally *ret,
					 struct error *err)
{
	return tally(s, SQL_NOTICE_TALLY_OF_ACCOUNT,
		     ROWS_WITH(DATUM_T(p->holder), DATUM_T(p->account), DATUM_T(p->key),
			       DATUM_T(reference)),
		     ret, err);
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
