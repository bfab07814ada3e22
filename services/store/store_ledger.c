/* store_ledger.c - kept: the entries of the ledger in their order, and its head. */
#include "services/store/store_ledger.h"

#include "services/store/sql.h"

enum fault store_ledger_add(struct store *s, const struct store_entry *entry, struct error *err)
{
	return sql_run(s, SQL_LEDGER_ADD,
		       SQL_WITH(SQL_N(entry->seq), SQL_N(entry->at), SQL_T(entry->act),
				SQL_T(entry->object), SQL_T(entry->actor), SQL_T(entry->reason),
				SQL_T(entry->digest), SQL_B(entry->prev, STORE_HASH),
				SQL_B(entry->hash, STORE_HASH)),
		       err);
}

static const unsigned char *hash_column(sqlite3_stmt *st, int column)
{
	return sqlite3_column_bytes(st, column) == STORE_HASH ? sqlite3_column_blob(st, column)
							      : NULL;
}

enum fault store_ledger_each(struct store *s, const char *object,
			     enum fault (*visit)(void *ctx, const struct store_entry *entry,
						 struct error *err),
			     void *ctx, struct error *err)
{
	const struct sql_value with = SQL_T(object);
	SQL_CLEAN sqlite3_stmt *st = NULL;
	enum fault fault = object == NULL ? sql_start(s, SQL_LEDGER_EACH, SQL_BARE, &st, err)
					  : sql_start(s, SQL_LEDGER_OF, &with, 1, &st, err);
	bool row = false;

	while (fault == FAULT_NONE && (fault = sql_next(s, st, &row, err)) == FAULT_NONE && row) {
		struct store_entry entry = {
			.seq = sqlite3_column_int64(st, 0),
			.at = sqlite3_column_int64(st, 1),
			.act = sql_column(st, 2),
			.object = sql_column(st, 3),
			.actor = sql_column(st, 4),
			.reason = sql_column(st, 5),
			.digest = sql_column(st, 6),
			.prev = hash_column(st, 7),
			.hash = hash_column(st, 8),
		};

		fault = visit(ctx, &entry, err);
	}
	return fault;
}

enum fault store_ledger_digest(struct store *s, const char *object, char ret[65], struct error *err)
{
	const struct sql_value with = SQL_T(object);
	SQL_CLEAN sqlite3_stmt *st = NULL;
	enum fault fault = sql_start(s, SQL_LEDGER_DIGEST, &with, 1, &st, err);
	bool row = false;

	if (fault == FAULT_NONE)
		fault = sql_next(s, st, &row, err);
	if (fault != FAULT_NONE)
		return fault;
	ret[0] = '\0';
	if (row)
		sql_copy(st, 0, ret, 65);
	return FAULT_NONE;
}

enum fault store_ledger_gone(struct store *s, void (*tell)(void *ctx, const char *object),
			     void *ctx, struct error *err)
{
	SQL_CLEAN sqlite3_stmt *st = NULL;
	enum fault fault = sql_start(s, SQL_LEDGER_GONE, SQL_BARE, &st, err);
	bool row = false;

	while (fault == FAULT_NONE && (fault = sql_next(s, st, &row, err)) == FAULT_NONE && row)
		tell(ctx, sql_column(st, 0));
	return fault;
}

enum fault store_ledger_head(struct store *s, struct store_head *ret, struct error *err)
{
	SQL_CLEAN sqlite3_stmt *st = NULL;
	enum fault fault = sql_start(s, SQL_HEAD_GET, SQL_BARE, &st, err);
	struct store_head head = {0};
	bool row = false;

	if (fault == FAULT_NONE)
		fault = sql_next(s, st, &row, err);
	if (fault != FAULT_NONE)
		return fault;
	if (row) {
		const unsigned char *hash = hash_column(st, 1);

		head.seq = sqlite3_column_int64(st, 0);
		if (hash != NULL)
			memcpy(head.hash, hash, STORE_HASH);
		sql_copy(st, 2, head.mac, sizeof(head.mac));
	}
	*ret = head;
	return FAULT_NONE;
}

enum fault store_ledger_put_head(struct store *s, const struct store_head *head, struct error *err)
{
	return sql_run(s, SQL_HEAD_PUT,
		       SQL_WITH(SQL_N(head->seq), SQL_B(head->hash, STORE_HASH), SQL_T(head->mac)),
		       err);
}
