/* store_party.c - kept: persons, organisations and offices, a row each. */
#include "services/store/store_party.h"

#include "services/store/rows.h"

#include <stdio.h>
#include <string.h>

#define ROW struct store_party
const struct table store_party_table = TABLE("party", STORE_PARTY);
#undef ROW
#define ROW struct store_party_identifier
const struct table store_party_identifier_table = TABLE("identifier", STORE_PARTY_IDENTIFIER);
#undef ROW

enum fault store_party_add(struct store *s, const struct store_party *row, struct error *err)
{
	return rows_insert(s, SQL_PARTY_ADD, &store_party_table, row, err);
}

static void keep(struct arena *a, struct store_party *row)
{
	unsigned char *bytes = arena_take(a, row->sealed.len + 1);

	if (row->sealed.len > 0)
		memcpy(bytes, row->sealed.at, row->sealed.len);
	row->sealed.at = bytes;
	row->name = arena_text(a, row->name);
}

static enum fault one(struct store *s, enum sql which, const char *by, struct arena *a,
		      struct store_party *ret, bool *ret_found, struct error *err)
{
	const struct datum with = DATUM_T(by);
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, which, &with, 1, &rows, err);
	struct store_party found;
	bool row = false;

	if (fault == FAULT_NONE)
		fault = rows_next(&rows, &row, err);
	if (fault == FAULT_NONE && row)
		fault = rows_read(&rows, &store_party_table, &found, err);
	if (fault != FAULT_NONE)
		return fault;
	if (row) {
		keep(a, &found);
		*ret = found;
	}
	*ret_found = row;
	return FAULT_NONE;
}

enum fault store_party_get(struct store *s, const char *id, struct arena *a,
			   struct store_party *ret, bool *ret_found, struct error *err)
{
	return one(s, SQL_PARTY_GET, id, a, ret, ret_found, err);
}

enum fault store_party_office(struct store *s, const char *code, struct arena *a,
			      struct store_party *ret, bool *ret_found, struct error *err)
{
	return one(s, SQL_PARTY_OFFICE, code, a, ret, ret_found, err);
}

enum fault store_party_above(struct store *s, const char *id, char ret[33], struct error *err)
{
	const struct datum with = DATUM_T(id);
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, SQL_PARTY_ABOVE, &with, 1, &rows, err);
	bool row = false;

	if (fault == FAULT_NONE)
		fault = rows_next(&rows, &row, err);
	if (fault == FAULT_NONE)
		snprintf(ret, 33, "%s", row ? rows_text(&rows, 0) : "");
	return fault;
}

enum fault store_party_each(struct store *s, enum store_party_which which,
			    enum fault (*visit)(void *ctx, const struct store_party *row,
						struct error *err),
			    void *ctx, struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault =
		rows_stream(s, which == STORE_OFFICES ? SQL_PARTY_EACH_OFFICE : SQL_PARTY_EACH,
			    ROWS_BARE, &rows, err);
	struct store_party one;
	bool row = false;

	while (fault == FAULT_NONE && (fault = rows_next(&rows, &row, err)) == FAULT_NONE && row) {
		fault = rows_read(&rows, &store_party_table, &one, err);
		if (fault == FAULT_NONE)
			fault = visit(ctx, &one, err);
	}
	return fault;
}

enum fault store_party_gone(struct store *s, const char *added,
			    void (*tell)(void *ctx, const char *object), void *ctx,
			    struct error *err)
{
	return rows_tell(s, SQL_PARTY_GONE, ROWS_WITH(DATUM_T(added)), tell, ctx, err);
}

enum fault store_party_add_identifier(struct store *s, const struct store_party_identifier *row,
				      struct error *err)
{
	return rows_insert(s, SQL_IDENTIFIER_ADD, &store_party_identifier_table, row, err);
}

enum fault store_party_each_identifier(struct store *s, const char *party,
				       enum fault (*visit)(void *ctx,
							   const struct store_party_identifier *row,
							   struct error *err),
				       void *ctx, struct error *err)
{
	const struct datum with = DATUM_T(party);
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, SQL_IDENTIFIER_EACH, &with, 1, &rows, err);
	struct store_party_identifier one;
	bool row = false;

	while (fault == FAULT_NONE && (fault = rows_next(&rows, &row, err)) == FAULT_NONE && row) {
		fault = rows_read(&rows, &store_party_identifier_table, &one, err);
		if (fault == FAULT_NONE)
			fault = visit(ctx, &one, err);
	}
	return fault;
}

enum fault store_party_count_with(struct store *s, const char *key, size_t *ret, struct error *err)
{
	int64_t count = 0;
	enum fault fault =
		rows_find_number(s, SQL_IDENTIFIER_COUNT, ROWS_WITH(DATUM_T(key)), &count, err);

	if (fault == FAULT_NONE)
		*ret = (size_t)count;
	return fault;
}

enum fault store_party_find(struct store *s, const char *key, int most,
			    void (*tell)(void *ctx, const char *party), void *ctx,
			    struct error *err)
{
	return rows_tell(s, SQL_IDENTIFIER_FIND, ROWS_WITH(DATUM_T(key), DATUM_N(most)), tell, ctx,
			 err);
}
