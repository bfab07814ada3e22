/* store_account.c - kept: accounts of persons, the keys that they come with, and what was granted
 * to them. */
#include "services/store/store_account.h"

#include "services/store/rows.h"

#define ROW struct store_account
const struct table store_account_table = TABLE("account", STORE_ACCOUNT);
#undef ROW
#define ROW struct store_account_key
const struct table store_account_key_table = TABLE("account_key", STORE_ACCOUNT_KEY);
#undef ROW
#define ROW struct store_account_grant
const struct table store_account_grant_table = TABLE("account_grant", STORE_ACCOUNT_GRANT);
#undef ROW

enum fault store_account_add(struct store *s, const struct store_account *row, struct error *err)
{
	return rows_insert(s, SQL_ACCOUNT_ADD, &store_account_table, row, err);
}

enum fault store_account_lock(struct store *s, const char *id, struct error *err)
{
	return rows_lock(s, SQL_ACCOUNT_LOCK, ROWS_WITH(DATUM_T(id)), err);
}

enum fault store_account_find(struct store *s, enum store_account_by by, const char *value,
			      struct store_account *ret, bool *ret_found, struct error *err)
{
	static const enum sql which[] = {[STORE_BY_ID] = SQL_ACCOUNT_GET,
					 [STORE_BY_NUMBER] = SQL_ACCOUNT_FIND,
					 [STORE_BY_KEY] = SQL_ACCOUNT_OF_KEY};

	return rows_find(s, which[by], value, &store_account_table, ret, ret_found, err);
}

enum fault store_account_next(struct store *s, const char *number, struct store_account *ret,
			      bool *ret_found, struct error *err)
{
	return rows_find(s, SQL_ACCOUNT_NEXT, number, &store_account_table, ret, ret_found, err);
}

enum fault store_account_act(struct store *s, const struct store_account *row, struct error *err)
{
	return rows_update(s, SQL_ACCOUNT_ACT, &store_account_table, TABLE_ACTS, row, err);
}

enum fault store_account_put_key(struct store *s, const struct store_account_key *row,
				 struct error *err)
{
	return rows_insert(s, SQL_ACCOUNT_KEY_PUT, &store_account_key_table, row, err);
}

enum fault store_account_add_grant(struct store *s, const struct store_account_grant *row,
				   struct error *err)
{
	return rows_insert(s, SQL_ACCOUNT_GRANT_ADD, &store_account_grant_table, row, err);
}

enum fault store_account_act_grant(struct store *s, const struct store_account_grant *row,
				   struct error *err)
{
	return rows_update(s, SQL_ACCOUNT_GRANT_ACT, &store_account_grant_table, TABLE_ACTS, row,
			   err);
}

enum fault store_account_each_key(struct store *s, const char *account,
				  void (*visit)(void *ctx, const struct store_account_key *row),
				  void *ctx, struct error *err)
{
	const struct datum with = DATUM_T(account);
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, SQL_ACCOUNT_KEY_EACH, &with, 1, &rows, err);
	struct store_account_key one;
	bool row = false;

	while (fault == FAULT_NONE && (fault = rows_next(&rows, &row, err)) == FAULT_NONE && row) {
		fault = rows_read(&rows, &store_account_key_table, &one, err);
		if (fault == FAULT_NONE)
			visit(ctx, &one);
	}
	return fault;
}

enum fault store_account_each_grant(struct store *s, const char *account,
				    void (*visit)(void *ctx, const struct store_account_grant *row),
				    void *ctx, struct error *err)
{
	const struct datum with = DATUM_T(account);
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, SQL_ACCOUNT_GRANT_EACH, &with, 1, &rows, err);
	struct store_account_grant one;
	bool row = false;

	while (fault == FAULT_NONE && (fault = rows_next(&rows, &row, err)) == FAULT_NONE && row) {
		fault = rows_read(&rows, &store_account_grant_table, &one, err);
		if (fault == FAULT_NONE)
			visit(ctx, &one);
	}
	return fault;
}

enum fault store_account_gone(struct store *s, const char *opened,
			      void (*tell)(void *ctx, const char *object), void *ctx,
			      struct error *err)
{
	return rows_tell(s, SQL_ACCOUNT_GONE, ROWS_WITH(DATUM_T(opened)), tell, ctx, err);
}

enum fault store_account_reached(struct store *s, const struct store_account_filter *f,
				 const char *after, int64_t most,
				 void (*visit)(void *ctx, const char *id), void *ctx,
				 struct error *err)
{
	const struct datum with[] = {DATUM_T(f->account), DATUM_N(f->now), DATUM_T(f->roles),
				     DATUM_T(after), DATUM_N(most)};

	return rows_tell(s, SQL_ACCOUNT_REACHED, with, 5, visit, ctx, err);
}

enum fault store_account_held(struct store *s, const struct store_account_filter *f,
			      void (*visit)(void *ctx, const char *service, const char *office),
			      void *ctx, struct error *err)
{
	const struct datum with[] = {DATUM_T(f->account), DATUM_N(f->now), DATUM_T(f->roles)};
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_stream(s, SQL_ACCOUNT_HELD, with, 3, &rows, err);
	bool row = false;

	while (fault == FAULT_NONE && (fault = rows_next(&rows, &row, err)) == FAULT_NONE && row)
		visit(ctx, rows_text(&rows, 0), rows_text(&rows, 1));
	return fault;
}

enum fault store_account_over(struct store *s, const struct store_account_filter *f,
			      const char *service, const char *office, int64_t most,
			      void (*visit)(void *ctx, const char *id), void *ctx,
			      struct error *err)
{
	const struct datum with[] = {DATUM_T(office), DATUM_T(service), DATUM_N(f->now),
				     DATUM_T(f->roles), DATUM_N(most)};

	return rows_tell(s, SQL_ACCOUNT_OVER, with, 5, visit, ctx, err);
}

enum fault store_account_each_pair(struct store *s, int64_t now,
				   void (*visit)(void *ctx, const struct store_account_pair *pair),
				   void *ctx, struct error *err)
{
	const struct datum with = DATUM_N(now);
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_stream(s, SQL_ACCOUNT_PAIRS, &with, 1, &rows, err);
	struct store_account_pair pair;
	bool row = false;

	while (fault == FAULT_NONE && (fault = rows_next(&rows, &row, err)) == FAULT_NONE && row) {
		snprintf(pair.role, sizeof(pair.role), "%s", rows_text(&rows, 0));
		snprintf(pair.other, sizeof(pair.other), "%s", rows_text(&rows, 1));
		pair.count = rows_number(&rows, 2);
		visit(ctx, &pair);
	}
	return fault;
}
