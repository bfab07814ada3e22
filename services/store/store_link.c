/* store_link.c - kept: how applications hang together: which one of them is about which. */
#include "services/store/store_link.h"

#include "services/store/rows.h"

#define ROW struct store_link
const struct table store_link_table = TABLE("link", STORE_LINK);
#undef ROW

enum fault store_link_add(struct store *s, const struct store_link *link, struct error *err)
{
	return rows_insert(s, SQL_LINK_ADD, &store_link_table, link, err);
}

enum fault store_link_drop(struct store *s, const struct store_link *link, struct error *err)
{
	return rows_run(
		s, SQL_LINK_DROP,
		ROWS_WITH(DATUM_T(link->application), DATUM_T(link->kind), DATUM_T(link->other)),
		err);
}

static enum fault each(struct store *s, enum sql which, const char *id,
		       void (*visit)(void *ctx, const struct store_link *link), void *ctx,
		       struct error *err)
{
	const struct datum with = DATUM_T(id);
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, which, &with, 1, &rows, err);
	struct store_link link;
	bool row = false;

	while (fault == FAULT_NONE && (fault = rows_next(&rows, &row, err)) == FAULT_NONE && row) {
		fault = rows_read(&rows, &store_link_table, &link, err);
		if (fault == FAULT_NONE)
			visit(ctx, &link);
	}
	return fault;
}

enum fault store_link_each_of(struct store *s, const char *application,
			      void (*visit)(void *ctx, const struct store_link *link), void *ctx,
			      struct error *err)
{
	return each(s, SQL_LINK_OF, application, visit, ctx, err);
}

enum fault store_link_each_to(struct store *s, const char *other,
			      void (*visit)(void *ctx, const struct store_link *link), void *ctx,
			      struct error *err)
{
	return each(s, SQL_LINK_TO, other, visit, ctx, err);
}
