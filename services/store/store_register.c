/* store_register.c - kept: the entries of registers, with their values, their history, by what they
 * are found, and how far their numbers have been counted. */
#include "services/store/store_register.h"

#include "services/store/rows.h"

#define ROW struct store_register_entry
const struct table store_register_entry_table = TABLE("entry", STORE_REGISTER_ENTRY);
#undef ROW
#define ROW struct store_register_value
const struct table store_register_value_table = TABLE("entry_value", STORE_REGISTER_VALUE);
#undef ROW
#define ROW struct store_register_event
const struct table store_register_event_table = TABLE("entry_event", STORE_REGISTER_EVENT);
#undef ROW
#define ROW struct store_register_key
const struct table store_register_key_table = TABLE("entry_key", STORE_REGISTER_KEY);
#undef ROW
#define ROW struct store_register_scope
const struct table store_register_scope_table = TABLE("entry_scope", STORE_REGISTER_SCOPE);
#undef ROW

/* --- entries --- */

enum fault store_register_add(struct store *s, const struct store_register_entry *row,
			      struct error *err)
{
	return rows_insert(s, SQL_ENTRY_ADD, &store_register_entry_table, row, err);
}

enum fault store_register_act(struct store *s, const struct store_register_entry *row,
			      struct error *err)
{
	return rows_update(s, SQL_ENTRY_ACT, &store_register_entry_table, TABLE_ACTS, row, err);
}

enum fault store_register_lock(struct store *s, const char *id, struct error *err)
{
	return rows_lock(s, SQL_ENTRY_LOCK, ROWS_WITH(DATUM_T(id)), err);
}

static enum fault one(struct store *s, enum sql which, const struct datum *with, size_t count,
		      struct store_register_entry *ret, bool *ret_found, struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, which, with, count, &rows, err);

	if (fault == FAULT_NONE)
		fault = rows_next(&rows, ret_found, err);
	return fault == FAULT_NONE && *ret_found
		       ? rows_read(&rows, &store_register_entry_table, ret, err)
		       : fault;
}

enum fault store_register_get(struct store *s, const char *id, struct store_register_entry *ret,
			      bool *ret_found, struct error *err)
{
	return one(s, SQL_ENTRY_GET, ROWS_WITH(DATUM_T(id)), ret, ret_found, err);
}

enum fault store_register_find(struct store *s, const char *book, const char *number,
			       struct store_register_entry *ret, bool *ret_found, struct error *err)
{
	return one(s, SQL_ENTRY_FIND, ROWS_WITH(DATUM_T(book), DATUM_T(number)), ret, ret_found,
		   err);
}

enum fault store_register_next(struct store *s, const char *id, struct store_register_entry *ret,
			       bool *ret_found, struct error *err)
{
	return one(s, SQL_ENTRY_NEXT, ROWS_WITH(DATUM_T(id)), ret, ret_found, err);
}

enum fault store_register_following(struct store *s, const char *book, const char *number,
				    struct store_register_entry *ret, bool *ret_found,
				    struct error *err)
{
	return one(s, SQL_ENTRY_FOLLOWING, ROWS_WITH(DATUM_T(book), DATUM_T(number)), ret,
		   ret_found, err);
}

enum fault store_register_of(struct store *s, const char *application, const char *book,
			     struct store_register_entry *ret, bool *ret_found, struct error *err)
{
	return one(s, SQL_ENTRY_OF, ROWS_WITH(DATUM_T(application), DATUM_T(book)), ret, ret_found,
		   err);
}

enum fault store_register_due(struct store *s, int64_t now, char ret_id[33], bool *ret_found,
			      struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, SQL_ENTRY_DUE, ROWS_WITH(DATUM_N(now)), &rows, err);

	if (fault == FAULT_NONE)
		fault = rows_next(&rows, ret_found, err);
	if (fault == FAULT_NONE && *ret_found)
		snprintf(ret_id, 33, "%s", rows_text(&rows, 0));
	return fault;
}

enum fault store_register_count(struct store *s, const char *book, const char *scope, int64_t *ret,
				struct error *err)
{
	return rows_find_number(s, SQL_ENTRY_COUNT, ROWS_WITH(DATUM_T(book), DATUM_T(scope)), ret,
				err);
}

enum fault store_register_tally(struct store *s, const char *book, int64_t *ret, struct error *err)
{
	return rows_find_number(s, SQL_ENTRY_TALLY, ROWS_WITH(DATUM_T(book)), ret, err);
}

/* --- their values, history and keys --- */

enum fault store_register_add_value(struct store *s, const struct store_register_value *row,
				    struct error *err)
{
	return rows_insert(s, SQL_ENTRY_VALUE_ADD, &store_register_value_table, row, err);
}

enum fault store_register_add_event(struct store *s, const struct store_register_event *row,
				    struct error *err)
{
	return rows_insert(s, SQL_ENTRY_EVENT_ADD, &store_register_event_table, row, err);
}

enum fault store_register_each_value(struct store *s, const char *entry,
				     void (*visit)(void *ctx,
						   const struct store_register_value *row),
				     void *ctx, struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault =
		rows_start(s, SQL_ENTRY_VALUE_EACH, ROWS_WITH(DATUM_T(entry)), &rows, err);
	struct store_register_value row;
	bool found = false;

	while (fault == FAULT_NONE && (fault = rows_next(&rows, &found, err)) == FAULT_NONE &&
	       found) {
		fault = rows_read(&rows, &store_register_value_table, &row, err);
		if (fault == FAULT_NONE)
			visit(ctx, &row);
	}
	return fault;
}

enum fault store_register_each_event(struct store *s, const char *entry,
				     void (*visit)(void *ctx,
						   const struct store_register_event *row),
				     void *ctx, struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault =
		rows_start(s, SQL_ENTRY_EVENT_EACH, ROWS_WITH(DATUM_T(entry)), &rows, err);
	struct store_register_event row;
	bool found = false;

	while (fault == FAULT_NONE && (fault = rows_next(&rows, &found, err)) == FAULT_NONE &&
	       found) {
		fault = rows_read(&rows, &store_register_event_table, &row, err);
		if (fault == FAULT_NONE)
			visit(ctx, &row);
	}
	return fault;
}

enum fault store_register_each_key(struct store *s, const char *entry,
				   void (*visit)(void *ctx, const struct store_register_key *row),
				   void *ctx, struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, SQL_ENTRY_KEY_EACH, ROWS_WITH(DATUM_T(entry)), &rows, err);
	struct store_register_key row;
	bool found = false;

	while (fault == FAULT_NONE && (fault = rows_next(&rows, &found, err)) == FAULT_NONE &&
	       found) {
		fault = rows_read(&rows, &store_register_key_table, &row, err);
		if (fault == FAULT_NONE)
			visit(ctx, &row);
	}
	return fault;
}

enum fault store_register_add_key(struct store *s, const struct store_register_key *row,
				  struct error *err)
{
	return rows_insert(s, SQL_ENTRY_KEY_ADD, &store_register_key_table, row, err);
}

enum fault store_register_drop_keys(struct store *s, const char *entry, struct error *err)
{
	return rows_run(s, SQL_ENTRY_KEY_DROP, ROWS_WITH(DATUM_T(entry)), err);
}

enum fault store_register_match(struct store *s, char keys[STORE_REGISTER_KEYS][65],
				struct store_register_found *ret, struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	struct datum with[STORE_REGISTER_KEYS];
	enum fault fault;
	bool found = false;

	for (size_t i = 0; i < STORE_REGISTER_KEYS; i++)
		with[i] = DATUM_T(keys[i]);
	fault = rows_start(s, SQL_ENTRY_KEY_MATCH, with, STORE_REGISTER_KEYS, &rows, err);
	ret->count = 0;
	while (fault == FAULT_NONE && (fault = rows_next(&rows, &found, err)) == FAULT_NONE &&
	       found && ret->count < STORE_REGISTER_FOUND) {
		snprintf(ret->ids[ret->count], 33, "%s", rows_text(&rows, 0));
		ret->hits[ret->count++] = rows_number(&rows, 1);
	}
	return fault;
}

enum fault store_register_each_missed(struct store *s, const char *book, int64_t after,
				      void (*visit)(void *ctx, const char *entry,
						    const char *reason),
				      void *ctx, struct error *err)
{
	ROWS_CLEAN struct rows rows = {.store = NULL};
	enum fault fault = rows_start(s, SQL_ENTRY_MISSED, ROWS_WITH(DATUM_T(book), DATUM_N(after)),
				      &rows, err);
	bool row = false;

	while (fault == FAULT_NONE && (fault = rows_next(&rows, &row, err)) == FAULT_NONE && row)
		visit(ctx, rows_text(&rows, 0), rows_text(&rows, 1));
	return fault;
}

/* --- what is told of them --- */

enum fault store_register_miscounted(struct store *s, void (*tell)(void *ctx, const char *scope),
				     void *ctx, struct error *err)
{
	return rows_tell(s, SQL_ENTRY_MISCOUNTED, ROWS_BARE, tell, ctx, err);
}

enum fault store_register_gone(struct store *s, const char *entered,
			       void (*tell)(void *ctx, const char *object), void *ctx,
			       struct error *err)
{
	return rows_tell(s, SQL_ENTRY_GONE, ROWS_WITH(DATUM_T(entered)), tell, ctx, err);
}
