/* store_member.c - kept: who works on an application besides its applicant, and who signs it. */
#include "services/store/store_member.h"

#include "services/store/rows.h"

#define ROW struct store_member
const struct table store_member_table = TABLE("member", STORE_MEMBER);
#undef ROW
#define ROW struct store_unsure
const struct table store_unsure_table = TABLE("unsure", STORE_UNSURE);
#undef ROW

enum fault store_member_add(struct store *s, const struct store_member *row, struct error *err)
{
	return rows_insert(s, SQL_MEMBER_ADD, &store_member_table, row, err);
}

enum fault store_member_act(struct store *s, const struct store_member *row, struct error *err)
{
	return rows_update(s, SQL_MEMBER_ACT, &store_member_table, TABLE_ACTS, row, err);
}

static enum fault each(struct store *s, enum sql which, const struct datum *with, size_t count,
		       store_member_visit *visit, void *ctx, struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, which, with, count, &rows, err);
	struct store_member row;
	bool found = false;

	while (fault == FAULT_NONE && (fault = rows_next(&rows, &found, err)) == FAULT_NONE &&
	       found) {
		fault = rows_read(&rows, &store_member_table, &row, err);
		if (fault == FAULT_NONE)
			visit(ctx, &row);
	}
	return fault;
}

enum fault store_member_each(struct store *s, const char *application, store_member_visit *visit,
			     void *ctx, struct error *err)
{
	return each(s, SQL_MEMBER_EACH, ROWS_WITH(DATUM_T(application)), visit, ctx, err);
}

enum fault store_member_all(struct store *s, store_member_visit *visit, void *ctx,
			    struct error *err)
{
	return each(s, SQL_MEMBER_ALL, ROWS_BARE, visit, ctx, err);
}

enum fault store_member_gone(struct store *s, const char *act,
			     void (*tell)(void *ctx, const char *object), void *ctx,
			     struct error *err)
{
	return rows_tell(s, SQL_MEMBER_GONE, ROWS_WITH(DATUM_T(act)), tell, ctx, err);
}

enum fault store_member_of_account(struct store *s, const char *account,
				   void (*tell)(void *ctx, const char *application), void *ctx,
				   struct error *err)
{
	return rows_tell(s, SQL_MEMBER_OF_ACCOUNT, ROWS_WITH(DATUM_T(account)), tell, ctx, err);
}

enum fault store_member_notice(struct store *s, const char *application, int *ret,
			       struct error *err)
{
	int64_t number = 0;
	enum fault fault = rows_find_number(s, SQL_NOTICE_NEXT_OF_MEMBER,
					    ROWS_WITH(DATUM_T(application)), &number, err);

	if (fault == FAULT_NONE)
		*ret = (int)number;
	return fault;
}

enum fault store_member_read(struct store *s, const char *application, const char *member,
			     int64_t at, struct error *err)
{
	return rows_run(s, SQL_NOTICE_READ_OF_MEMBER,
			ROWS_WITH(DATUM_T(application), DATUM_T(member), DATUM_N(at)), err);
}

/* --- what is to be looked at --- */

enum fault store_unsure_put(struct store *s, const char *application, int64_t at, struct error *err)
{
	const struct store_unsure row = {application, at};

	return rows_insert(s, SQL_UNSURE_PUT, &store_unsure_table, &row, err);
}

enum fault store_unsure_drop(struct store *s, const char *application, struct error *err)
{
	return rows_run(s, SQL_UNSURE_DROP, ROWS_WITH(DATUM_T(application)), err);
}

enum fault store_unsure_next(struct store *s, int64_t at, char ret_id[33], bool *ret_found,
			     struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, SQL_UNSURE_NEXT, ROWS_WITH(DATUM_N(at)), &rows, err);

	if (fault == FAULT_NONE)
		fault = rows_next(&rows, ret_found, err);
	if (fault == FAULT_NONE && *ret_found)
		snprintf(ret_id, 33, "%s", rows_text(&rows, 0));
	return fault;
}
