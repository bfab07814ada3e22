/* store_issued.c - kept: documents that were issued of an application, and how far each row of
 * their numbers has come. */
#include "services/store/store_issued.h"

#include "services/store/rows.h"

#define ROW struct store_issued
const struct table store_issued_table = TABLE("issued", STORE_ISSUED);
#undef ROW
#define ROW struct store_numbering
const struct table store_numbering_table = TABLE("numbering", STORE_NUMBERING);
#undef ROW

enum fault store_issued_take(struct store *s, const char *scope, int64_t *ret, struct error *err)
{
	enum fault fault = rows_run(s, SQL_NUMBERING_TAKE, ROWS_WITH(DATUM_T(scope)), err);

	return fault == FAULT_NONE
		       ? rows_find_number(s, SQL_NUMBERING_GET, ROWS_WITH(DATUM_T(scope)), ret, err)
		       : fault;
}

enum fault store_issued_add(struct store *s, const struct store_issued *row, struct error *err)
{
	return rows_insert(s, SQL_ISSUED_ADD, &store_issued_table, row, err);
}

enum fault store_issued_act(struct store *s, const struct store_issued *row, struct error *err)
{
	return rows_update(s, SQL_ISSUED_ACT, &store_issued_table, TABLE_ACTS, row, err);
}

static enum fault walk(struct rows *rows, enum fault fault, store_issued_visit *visit, void *ctx,
		       struct error *err)
{
	struct store_issued row;
	bool found = false;

	while (fault == FAULT_NONE && (fault = rows_next(rows, &found, err)) == FAULT_NONE &&
	       found) {
		fault = rows_read(rows, &store_issued_table, &row, err);
		if (fault == FAULT_NONE)
			visit(ctx, &row);
	}
	return fault;
}

enum fault store_issued_find(struct store *s, const char *found, store_issued_visit *visit,
			     void *ctx, struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, SQL_ISSUED_FIND, ROWS_WITH(DATUM_T(found)), &rows, err);

	return walk(&rows, fault, visit, ctx, err);
}

enum fault store_issued_of(struct store *s, const char *application, store_issued_visit *visit,
			   void *ctx, struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault =
		rows_start(s, SQL_ISSUED_OF, ROWS_WITH(DATUM_T(application)), &rows, err);

	return walk(&rows, fault, visit, ctx, err);
}

enum fault store_issued_all(struct store *s, store_issued_visit *visit, void *ctx,
			    struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_stream(s, SQL_ISSUED_ALL, ROWS_BARE, &rows, err);

	return walk(&rows, fault, visit, ctx, err);
}

enum fault store_issued_gone(struct store *s, const char *issued, const char *ended,
			     void (*tell)(void *ctx, const char *object), void *ctx,
			     struct error *err)
{
	return rows_tell(s, SQL_ISSUED_GONE, ROWS_WITH(DATUM_T(issued), DATUM_T(ended)), tell, ctx,
			 err);
}

enum fault store_issued_gaps(struct store *s, void (*tell)(void *ctx, const char *scope), void *ctx,
			     struct error *err)
{
	return rows_tell(s, SQL_NUMBERING_GAPS, ROWS_BARE, tell, ctx, err);
}
