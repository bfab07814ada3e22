/* store_ledger.c - kept: the entries of the ledger in their order, and its head. */
#include "services/store/store_ledger.h"

#include "services/store/rows.h"

#define ROW struct store_ledger
const struct table store_ledger_table = TABLE("ledger", STORE_LEDGER);
#undef ROW
#define ROW struct store_ledger_head
const struct table store_ledger_head_table = TABLE("ledger_head", STORE_LEDGER_HEAD);
#undef ROW

enum fault store_ledger_add(struct store *s, const struct store_ledger *entry, struct error *err)
{
	return rows_insert(s, SQL_LEDGER_ADD, &store_ledger_table, entry, err);
}

enum fault store_ledger_each(struct store *s, const char *object,
			     enum fault (*visit)(void *ctx, const struct store_ledger *entry,
						 struct error *err),
			     void *ctx, struct error *err)
{
	const struct datum with = DATUM_T(object);
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = object == NULL ? rows_stream(s, SQL_LEDGER_EACH, ROWS_BARE, &rows, err)
					  : rows_stream(s, SQL_LEDGER_OF, &with, 1, &rows, err);
	struct store_ledger entry;
	bool row = false;

	while (fault == FAULT_NONE && (fault = rows_next(&rows, &row, err)) == FAULT_NONE && row) {
		fault = rows_read(&rows, &store_ledger_table, &entry, err);
		if (fault == FAULT_NONE)
			fault = visit(ctx, &entry, err);
	}
	return fault;
}

enum fault store_ledger_digest(struct store *s, const char *object, char ret[65], struct error *err)
{
	const struct datum with = DATUM_T(object);
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, SQL_LEDGER_DIGEST, &with, 1, &rows, err);
	bool row = false;

	if (fault == FAULT_NONE)
		fault = rows_next(&rows, &row, err);
	if (fault == FAULT_NONE)
		snprintf(ret, 65, "%s", row ? rows_text(&rows, 0) : "");
	return fault;
}

enum fault store_ledger_gone(struct store *s, void (*tell)(void *ctx, const char *object),
			     void *ctx, struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_stream(s, SQL_LEDGER_GONE, ROWS_BARE, &rows, err);
	bool row = false;

	while (fault == FAULT_NONE && (fault = rows_next(&rows, &row, err)) == FAULT_NONE && row)
		tell(ctx, rows_text(&rows, 0));
	return fault;
}

enum fault store_ledger_head(struct store *s, struct store_ledger_head *ret, struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, SQL_HEAD_GET, ROWS_BARE, &rows, err);
	struct store_ledger_head head = {.one = 1};
	bool row = false;

	if (fault == FAULT_NONE)
		fault = rows_next(&rows, &row, err);
	if (fault == FAULT_NONE && row)
		fault = rows_read(&rows, &store_ledger_head_table, &head, err);
	if (fault != FAULT_NONE)
		return fault;
	if (head.hash.len == STORE_HASH)
		memcpy(head.last, head.hash.at, STORE_HASH);
	*ret = head;
	ret->hash = (struct table_bytes){ret->last, STORE_HASH};
	return FAULT_NONE;
}

enum fault store_ledger_put_head(struct store *s, const struct store_ledger_head *head,
				 struct error *err)
{
	return rows_insert(s, SQL_HEAD_PUT, &store_ledger_head_table, head, err);
}
