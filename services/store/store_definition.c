/* store_definition.c - kept: the text of every version of every service definition. */
#include "services/store/store_definition.h"

#include "services/store/rows.h"

#define ROW struct store_definition
const struct table store_definition_table = TABLE("definition", STORE_DEFINITION);
#undef ROW
#define ROW struct store_definition_stamp
const struct table store_definition_stamp_table = TABLE("meta", STORE_DEFINITION_STAMP);
#undef ROW
#define ROW struct store_definition_retired
const struct table store_definition_retired_table = TABLE("retired", STORE_DEFINITION_RETIRED);
#undef ROW

enum fault store_definition_add(struct store *s, const struct store_definition *d,
				struct error *err)
{
	return rows_insert(s, SQL_DEFINITION_ADD, &store_definition_table, d, err);
}

enum fault store_definition_find(struct store *s, struct arena *a, const char *service, int version,
				 struct store_definition *ret, struct error *err)
{
	const struct datum with[] = {DATUM_T(service), DATUM_N(version)};
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, SQL_DEFINITION_FIND, with, 2, &rows, err);
	struct store_definition d = {.yaml = {NULL, 0}};
	bool row = false;

	if (fault == FAULT_NONE)
		fault = rows_next(&rows, &row, err);
	if (fault == FAULT_NONE && row)
		fault = rows_read(&rows, &store_definition_table, &d, err);
	if (fault != FAULT_NONE)
		return fault;
	d.service = service;
	d.version = version;
	if (row)
		d.yaml.at = arena_slice(a, d.yaml.at, d.yaml.at == NULL ? 0 : d.yaml.len);
	*ret = d;
	return FAULT_NONE;
}

enum fault store_definition_newest(struct store *s, const char *service, int *ret,
				   struct error *err)
{
	int64_t version = 0;
	enum fault fault = rows_find_number(s, SQL_DEFINITION_NEWEST, ROWS_WITH(DATUM_T(service)),
					    &version, err);

	if (fault == FAULT_NONE)
		*ret = (int)version;
	return fault;
}

enum fault store_definition_before(struct store *s, const char *service, int version, int *ret,
				   struct error *err)
{
	int64_t before = 0;
	enum fault fault =
		rows_find_number(s, SQL_DEFINITION_BEFORE,
				 ROWS_WITH(DATUM_T(service), DATUM_N(version)), &before, err);

	if (fault == FAULT_NONE)
		*ret = (int)before;
	return fault;
}

static enum fault visit_rows(struct rows *rows,
			     enum fault (*visit)(void *ctx, const struct store_definition *d,
						 struct error *err),
			     void *ctx, struct error *err)
{
	struct store_definition d;
	enum fault fault = FAULT_NONE;
	bool row = false;

	while (fault == FAULT_NONE && (fault = rows_next(rows, &row, err)) == FAULT_NONE && row) {
		fault = rows_read(rows, &store_definition_table, &d, err);
		if (fault == FAULT_NONE)
			fault = visit(ctx, &d, err);
	}
	return fault;
}

enum fault store_definition_each(struct store *s, bool newest,
				 enum fault (*visit)(void *ctx, const struct store_definition *d,
						     struct error *err),
				 void *ctx, struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_stream(s, newest ? SQL_DEFINITION_EACH_NEWEST : SQL_DEFINITION_EACH,
				       ROWS_BARE, &rows, err);

	return fault == FAULT_NONE ? visit_rows(&rows, visit, ctx, err) : fault;
}

enum fault store_definition_each_of(struct store *s, const char *kind,
				    enum fault (*visit)(void *ctx, const struct store_definition *d,
							struct error *err),
				    void *ctx, struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	char from[48], to[48]; /* ';' is the letter behind ':' */
	const struct datum with[] = {DATUM_T(from), DATUM_T(to)};
	enum fault fault;

	snprintf(from, sizeof(from), "%s:", kind);
	snprintf(to, sizeof(to), "%s;", kind);
	fault = rows_stream(s, SQL_DEFINITION_EACH_OF, with, 2, &rows, err);
	return fault == FAULT_NONE ? visit_rows(&rows, visit, ctx, err) : fault;
}

enum fault store_definition_count(struct store *s, int64_t *ret, struct error *err)
{
	return rows_find_number(s, SQL_DEFINITION_COUNT, ROWS_BARE, ret, err);
}

enum fault store_definition_gone(struct store *s, const char *imported,
				 void (*tell)(void *ctx, const char *object), void *ctx,
				 struct error *err)
{
	return rows_tell(s, SQL_DEFINITION_GONE, ROWS_WITH(DATUM_T(imported)), tell, ctx, err);
}

enum fault store_definition_find_stamp(struct store *s, struct store_definition_stamp *ret,
				       bool *ret_found, struct error *err)
{
	return rows_find(s, SQL_STAMP_GET, "catalogue_stamp", &store_definition_stamp_table, ret,
			 ret_found, err);
}

enum fault store_definition_find_keys(struct store *s, struct store_definition_stamp *ret,
				      bool *ret_found, struct error *err)
{
	return rows_find(s, SQL_STAMP_GET, "keys", &store_definition_stamp_table, ret, ret_found,
			 err);
}

enum fault store_definition_put_stamp(struct store *s, const struct store_definition_stamp *stamp,
				      struct error *err)
{
	return rows_update(s, SQL_STAMP_PUT, &store_definition_stamp_table, TABLE_ACTS, stamp, err);
}

enum fault store_definition_find_clock(struct store *s, struct store_definition_stamp *ret,
				       bool *ret_found, struct error *err)
{
	return rows_find(s, SQL_STAMP_GET, STORE_DEFINITION_CLOCK, &store_definition_stamp_table,
			 ret, ret_found, err);
}

enum fault store_definition_put_clock(struct store *s, const struct store_definition_stamp *clock,
				      struct error *err)
{
	return rows_insert(s, SQL_STAMP_ADD, &store_definition_stamp_table, clock, err);
}

enum fault store_definition_now(struct store *s, const char *today, int64_t *ret_stamp,
				int64_t *ret_ended, struct error *err)
{
	const struct datum with = DATUM_T(today);
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, SQL_STAMP_NOW, &with, 1, &rows, err);
	bool row = false;

	if (fault == FAULT_NONE)
		fault = rows_next(&rows, &row, err);
	if (fault != FAULT_NONE)
		return fault;
	*ret_stamp = row ? rows_number(&rows, 0) : -1;
	*ret_ended = row ? rows_number(&rows, 1) : -1;
	return FAULT_NONE;
}

enum fault store_definition_count_stamps(struct store *s, int64_t *ret, struct error *err)
{
	return rows_find_number(s, SQL_STAMP_COUNT, ROWS_BARE, ret, err);
}

enum fault store_definition_put_mac(struct store *s, const struct store_definition *d,
				    struct error *err)
{
	return rows_run(s, SQL_DEFINITION_PUT_MAC,
			ROWS_WITH(DATUM_T(d->mac), DATUM_T(d->service), DATUM_N(d->version)), err);
}

enum fault store_definition_drop(struct store *s, const char *service, int version,
				 struct error *err)
{
	return rows_run(s, SQL_DEFINITION_DROP, ROWS_WITH(DATUM_T(service), DATUM_N(version)), err);
}

/* --- services that end --- */

/* One that does not fit is told as an empty one, which no digest vouches for: it is one service's
   matter, and keeps no others away. */
static void read_retired(const struct rows *rows, struct store_definition_retired *ret)
{
	if (rows_read(rows, &store_definition_retired_table, ret, NULL) != FAULT_NONE)
		*ret = (struct store_definition_retired){.ends = ""};
}

enum fault store_definition_find_retired(struct store *s, const char *service,
					 struct store_definition_retired *ret, bool *ret_found,
					 struct error *err)
{
	const struct datum with = DATUM_T(service);
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, SQL_RETIRED_GET, &with, 1, &rows, err);
	bool row = false;

	if (fault == FAULT_NONE)
		fault = rows_next(&rows, &row, err);
	if (fault != FAULT_NONE)
		return fault;
	if (row)
		read_retired(&rows, ret);
	*ret_found = row;
	return FAULT_NONE;
}

enum fault store_definition_put_retired(struct store *s,
					const struct store_definition_retired *retired,
					struct error *err)
{
	return rows_insert(s, SQL_RETIRED_PUT, &store_definition_retired_table, retired, err);
}

enum fault store_definition_drop_retired(struct store *s, const char *service, struct error *err)
{
	return rows_run(s, SQL_RETIRED_DROP, ROWS_WITH(DATUM_T(service)), err);
}

enum fault store_definition_each_retired(
	struct store *s, void (*visit)(void *ctx, const struct store_definition_retired *retired),
	void *ctx, struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_stream(s, SQL_RETIRED_EACH, ROWS_BARE, &rows, err);
	struct store_definition_retired retired;
	bool row = false;

	while (fault == FAULT_NONE && (fault = rows_next(&rows, &row, err)) == FAULT_NONE && row) {
		read_retired(&rows, &retired);
		visit(ctx, &retired);
	}
	return fault;
}

enum fault store_definition_retired_gone(struct store *s, const char *retired,
					 void (*tell)(void *ctx, const char *object), void *ctx,
					 struct error *err)
{
	return rows_tell(s, SQL_RETIRED_GONE, ROWS_WITH(DATUM_T(retired)), tell, ctx, err);
}
