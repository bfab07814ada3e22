/* store_application.c - kept: one row for each application, the keys that hold it, and the numbers
 * of the filled forms that made it. */
#include "services/store/store_application.h"

#include "services/store/sql.h"

enum fault store_application_add(struct store *s, const struct store_application *row,
				 struct error *err)
{
	return sql_run(s, SQL_APPLICATION_ADD,
		       SQL_WITH(SQL_T(row->id), SQL_T(row->reference), SQL_T(row->service),
				SQL_N(row->version), SQL_T(row->state), SQL_T(row->stage),
				SQL_T(row->lang), SQL_T(row->pin), SQL_T(row->source),
				SQL_N(row->begun_at), SQL_N(row->changed_at),
				SQL_N(row->submitted_at), SQL_N(row->due_at)),
		       err);
}

/* The columns of APPLICATION in sql.c. */
static enum fault read_row(sqlite3_stmt *st, struct store_application *ret, struct error *err)
{
	struct store_application row = {
		.version = sqlite3_column_int(st, 3),
		.begun_at = sqlite3_column_int64(st, 9),
		.changed_at = sqlite3_column_int64(st, 10),
		.submitted_at = sqlite3_column_int64(st, 11),
		.due_at = sqlite3_column_int64(st, 12),
		.item = sqlite3_column_int(st, 14),
		.held = sqlite3_column_int(st, 16) != 0,
	};

	if (!sql_copy(st, 0, row.id, sizeof(row.id)) ||
	    !sql_copy(st, 1, row.reference, sizeof(row.reference)) ||
	    !sql_copy(st, 2, row.service, sizeof(row.service)) ||
	    !sql_copy(st, 4, row.state, sizeof(row.state)) ||
	    !sql_copy(st, 5, row.stage, sizeof(row.stage)) ||
	    !sql_copy(st, 6, row.lang, sizeof(row.lang)) ||
	    !sql_copy(st, 7, row.pin, sizeof(row.pin)) ||
	    !sql_copy(st, 8, row.source, sizeof(row.source)) ||
	    !sql_copy(st, 13, row.section, sizeof(row.section)) ||
	    !sql_copy(st, 15, row.question, sizeof(row.question)))
		return fail(err, FAULT_BROKEN,
			    N_("This application is damaged in the registry; please tell the "
			       "portal's operator."),
			    "an overlong column");
	*ret = row;
	return FAULT_NONE;
}

static enum fault one(struct store *s, enum sql which, const char *by,
		      struct store_application *ret, bool *ret_found, struct error *err)
{
	const struct sql_value with = SQL_T(by);
	SQL_CLEAN sqlite3_stmt *st = NULL;
	enum fault fault = sql_start(s, which, &with, 1, &st, err);
	bool row = false;

	if (fault == FAULT_NONE)
		fault = sql_next(s, st, &row, err);
	if (fault == FAULT_NONE && row)
		fault = read_row(st, ret, err);
	if (fault == FAULT_NONE)
		*ret_found = row;
	return fault;
}

enum fault store_application_get(struct store *s, const char *id, struct store_application *ret,
				 bool *ret_found, struct error *err)
{
	return one(s, SQL_APPLICATION_GET, id, ret, ret_found, err);
}

enum fault store_application_find(struct store *s, const char *reference,
				  struct store_application *ret, bool *ret_found, struct error *err)
{
	return one(s, SQL_APPLICATION_FIND, reference, ret, ret_found, err);
}

enum fault store_application_next(struct store *s, const char *id, struct store_application *ret,
				  bool *ret_found, struct error *err)
{
	return one(s, SQL_APPLICATION_EACH, id, ret, ret_found, err);
}

enum fault store_application_set(struct store *s, const struct store_application *row,
				 struct error *err)
{
	return sql_run(s, SQL_APPLICATION_SET,
		       SQL_WITH(SQL_T(row->state), SQL_T(row->stage), SQL_N(row->changed_at),
				SQL_N(row->submitted_at), SQL_N(row->due_at), SQL_T(row->id)),
		       err);
}

enum fault store_application_set_pin(struct store *s, const char *id, const char *pin,
				     struct error *err)
{
	return sql_run(s, SQL_APPLICATION_SET_PIN, SQL_WITH(SQL_T(pin), SQL_T(id)), err);
}

enum fault store_application_place(struct store *s, const struct store_application *row,
				   struct error *err)
{
	return sql_run(s, SQL_APPLICATION_PLACE,
		       SQL_WITH(SQL_T(row->section), SQL_N(row->item), SQL_T(row->question),
				SQL_N(row->changed_at), SQL_T(row->id)),
		       err);
}

enum fault store_application_drop(struct store *s, const char *id, struct error *err)
{
	return sql_run(s, SQL_APPLICATION_DROP, SQL_WITH(SQL_T(id)), err);
}

enum fault store_application_of_key(struct store *s, const char *key, struct arena *a,
				    struct store_application **ret, size_t *ret_count,
				    struct error *err)
{
	const struct sql_value with = SQL_T(key);
	SQL_CLEAN sqlite3_stmt *st = NULL;
	enum fault fault = sql_start(s, SQL_APPLICATION_OF_KEY, &with, 1, &st, err);
	struct store_application *list = NULL;
	size_t count = 0, room = 0;
	bool row = false;

	while (fault == FAULT_NONE && (fault = sql_next(s, st, &row, err)) == FAULT_NONE && row) {
		if (count == room) {
			struct store_application *more;

			room = room == 0 ? 8 : 2 * room;
			more = arena_array(a, room, sizeof(*more));
			if (count > 0)
				memcpy(more, list, count * sizeof(*more));
			list = more;
		}
		fault = read_row(st, &list[count], err);
		count++;
	}
	if (fault == FAULT_NONE) {
		*ret = list;
		*ret_count = count;
	}
	return fault;
}

enum fault store_application_old_draft(struct store *s, int64_t before, char ret_id[33],
				       bool *ret_found, struct error *err)
{
	const struct sql_value with = SQL_N(before);
	SQL_CLEAN sqlite3_stmt *st = NULL;
	enum fault fault = sql_start(s, SQL_APPLICATION_OLD_DRAFTS, &with, 1, &st, err);
	bool row = false;

	if (fault == FAULT_NONE)
		fault = sql_next(s, st, &row, err);
	if (fault == FAULT_NONE) {
		if (row)
			sql_copy(st, 0, ret_id, 33);
		*ret_found = row;
	}
	return fault;
}

enum fault store_application_drafts_of_source(struct store *s, const char *source, int64_t since,
					      int64_t *ret, struct error *err)
{
	return sql_number(s, SQL_APPLICATION_DRAFTS_OF_SOURCE,
			  SQL_WITH(SQL_T(source), SQL_N(since)), ret, err);
}

enum fault store_application_drafts_of_key(struct store *s, const char *key, int64_t *ret,
					   struct error *err)
{
	return sql_number(s, SQL_APPLICATION_DRAFTS_OF_KEY, SQL_WITH(SQL_T(key)), ret, err);
}

enum fault store_application_count(struct store *s, int64_t *ret_drafts, int64_t *ret_others,
				   struct error *err)
{
	int64_t all = 0, drafts = 0;
	enum fault fault = sql_number(s, SQL_APPLICATION_COUNT, SQL_BARE, &all, err);

	if (fault == FAULT_NONE)
		fault = sql_number(s, SQL_APPLICATION_COUNT_DRAFTS, SQL_BARE, &drafts, err);
	if (fault == FAULT_NONE) {
		*ret_drafts = drafts;
		*ret_others = all - drafts;
	}
	return fault;
}

enum fault store_application_hold(struct store *s, const char *id, const char *key, int64_t at,
				  struct error *err)
{
	return sql_run(s, SQL_HOLDER_ADD, SQL_WITH(SQL_T(key), SQL_T(id), SQL_N(at)), err);
}

enum fault store_application_is_held(struct store *s, const char *id, const char *key, bool *ret,
				     struct error *err)
{
	int64_t count = 0;
	enum fault fault =
		sql_number(s, SQL_HOLDER_HAS, SQL_WITH(SQL_T(key), SQL_T(id)), &count, err);

	if (fault == FAULT_NONE)
		*ret = count > 0;
	return fault;
}

enum fault store_application_each_holder(struct store *s, const char *id,
					 void (*visit)(void *ctx, const char *key), void *ctx,
					 struct error *err)
{
	const struct sql_value with = SQL_T(id);
	SQL_CLEAN sqlite3_stmt *st = NULL;
	enum fault fault = sql_start(s, SQL_HOLDER_EACH, &with, 1, &st, err);
	bool row = false;

	while (fault == FAULT_NONE && (fault = sql_next(s, st, &row, err)) == FAULT_NONE && row)
		visit(ctx, sql_column(st, 0));
	return fault;
}

enum fault store_application_add_request(struct store *s, const char *number,
					 const struct store_request *r, struct error *err)
{
	return sql_run(s, SQL_REQUEST_ADD,
		       SQL_WITH(SQL_T(number), SQL_T(r->application), SQL_T(r->content)), err);
}

enum fault store_application_find_request(struct store *s, const char *number,
					  struct store_request *ret, bool *ret_found,
					  struct error *err)
{
	const struct sql_value with = SQL_T(number);
	SQL_CLEAN sqlite3_stmt *st = NULL;
	enum fault fault = sql_start(s, SQL_REQUEST_FIND, &with, 1, &st, err);
	bool row = false;

	if (fault == FAULT_NONE)
		fault = sql_next(s, st, &row, err);
	if (fault != FAULT_NONE)
		return fault;
	if (row) {
		sql_copy(st, 0, ret->application, sizeof(ret->application));
		sql_copy(st, 1, ret->content, sizeof(ret->content));
	}
	*ret_found = row;
	return FAULT_NONE;
}
