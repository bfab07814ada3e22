/* store_vain.c - kept: words that were searched in vain. */
#include "services/store/store_vain.h"

#include "services/store/rows.h"

#define ROW struct store_vain
const struct table store_vain_table = TABLE("vain", STORE_VAIN);
#undef ROW

enum fault store_vain_find(struct store *s, const char *id, struct store_vain *ret, bool *ret_found,
			   struct error *err)
{
	return rows_find(s, SQL_VAIN_GET, id, &store_vain_table, ret, ret_found, err);
}

enum fault store_vain_put(struct store *s, const struct store_vain *row, struct error *err)
{
	return rows_insert(s, SQL_VAIN_PUT, &store_vain_table, row, err);
}

enum fault store_vain_make_room(struct store *s, int most, struct error *err)
{
	int64_t count = 0;
	enum fault fault = rows_find_number(s, SQL_VAIN_COUNT, ROWS_BARE, &count, err);

	return fault == FAULT_NONE && count >= most
		       ? rows_run(s, SQL_VAIN_DROP_LEAST, ROWS_BARE, err)
		       : fault;
}

enum fault store_vain_drop(struct store *s, int64_t before, struct error *err)
{
	return rows_run(s, SQL_VAIN_DROP_OLD, ROWS_WITH(DATUM_N(before)), err);
}

enum fault store_vain_each(struct store *s, int least, store_vain_visit *visit, void *ctx,
			   struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_stream(s, SQL_VAIN_EACH, ROWS_WITH(DATUM_N(least)), &rows, err);
	struct store_vain one;
	bool row = false;

	while (fault == FAULT_NONE && (fault = rows_next(&rows, &row, err)) == FAULT_NONE && row) {
		fault = rows_read(&rows, &store_vain_table, &one, err);
		if (fault == FAULT_NONE)
			visit(ctx, &one);
	}
	return fault;
}
