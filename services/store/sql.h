/* sql.h - inside services/store/ only: the statements by name, and how they are run. */
#ifndef SERVICES_STORE_SQL_H
#define SERVICES_STORE_SQL_H

#include "services/store/store.h"

#include <sqlite3.h>

/* One name for each statement; their texts stand in sql.c. */
enum sql {
	SQL_DEFINITION_ADD,
	SQL_DEFINITION_FIND,
	SQL_DEFINITION_NEWEST,
	SQL_DEFINITION_EACH,
	SQL_DEFINITION_EACH_NEWEST,
	SQL_DEFINITION_COUNT,
	SQL_DEFINITION_GONE,
	SQL_STAMP_GET,
	SQL_STAMP_RAISE,

	SQL_APPLICATION_ADD,
	SQL_APPLICATION_GET,
	SQL_APPLICATION_FIND,
	SQL_APPLICATION_SET,
	SQL_APPLICATION_SET_PIN,
	SQL_APPLICATION_PLACE,
	SQL_APPLICATION_DROP,
	SQL_APPLICATION_EACH,
	SQL_APPLICATION_OF_KEY,
	SQL_APPLICATION_OLD_DRAFTS,
	SQL_APPLICATION_DRAFTS_OF_SOURCE,
	SQL_APPLICATION_DRAFTS_OF_KEY,
	SQL_APPLICATION_COUNT,
	SQL_APPLICATION_COUNT_DRAFTS,
	SQL_HOLDER_ADD,
	SQL_HOLDER_HAS,
	SQL_HOLDER_EACH,
	SQL_REQUEST_ADD,
	SQL_REQUEST_FIND,

	SQL_ANSWER_PUT,
	SQL_ANSWER_DROP,
	SQL_ANSWER_DROP_SECTION,
	SQL_ANSWER_DROP_ALL,
	SQL_ANSWER_EACH,
	SQL_ANSWER_SIZE,
	SQL_ITEMS_PUT,
	SQL_ITEMS_RAISE,
	SQL_ITEMS_EACH,
	SQL_ITEMS_DROP_ALL,

	SQL_EVENT_ADD,
	SQL_EVENT_LAST,
	SQL_EVENT_EACH,

	SQL_LEDGER_ADD,
	SQL_LEDGER_EACH,
	SQL_LEDGER_OF,
	SQL_LEDGER_DIGEST,
	SQL_LEDGER_GONE,
	SQL_HEAD_GET,
	SQL_HEAD_PUT,

	SQL_TRY_ADD,
	SQL_TRY_EACH,
	SQL_TRY_DROP_OLD,
	SQL_CHOICE_GET,
	SQL_CHOICE_PUT,

	SQL_COUNT
};

/* The text of a statement, with $1, $2, … in the order of their first use. */
const char *sql_text(enum sql statement);

/* What stands for $1, $2, … */
struct sql_value {
	enum { SQL_TEXT, SQL_NUMBER, SQL_BYTES } kind;
	const void *data;
	size_t size;
	int64_t number;
};
#define SQL_T(text) ((struct sql_value){.kind = SQL_TEXT, .data = (text)})
#define SQL_N(value) ((struct sql_value){.kind = SQL_NUMBER, .number = (value)})
#define SQL_B(bytes, len) ((struct sql_value){.kind = SQL_BYTES, .data = (bytes), .size = (len)})
#define SQL_WITH(...)                                                                              \
	(const struct sql_value[]){__VA_ARGS__},                                                   \
		sizeof((const struct sql_value[]){__VA_ARGS__}) / sizeof(struct sql_value)
#define SQL_BARE NULL, 0

/* Runs one that returns no rows. The values need only live until it returns. */
MUST_USE enum fault sql_run(struct store *s, enum sql which, const struct sql_value *values,
			    size_t count, struct error *err);

/* Starts one that returns rows; sql_next steps (false at the end). The values must live until the
   last sql_next. The statement is the store's: SQL_CLEAN lets go of it. */
MUST_USE enum fault sql_start(struct store *s, enum sql which, const struct sql_value *values,
			      size_t count, sqlite3_stmt **ret, struct error *err);
MUST_USE enum fault sql_next(struct store *s, sqlite3_stmt *st, bool *ret_row, struct error *err);
void sql_cleanup(sqlite3_stmt **st);
#define SQL_CLEAN __attribute__((cleanup(sql_cleanup)))

/* One number: that of the first row's first column, 0 without a row. */
MUST_USE enum fault sql_number(struct store *s, enum sql which, const struct sql_value *values,
			       size_t count, int64_t *ret, struct error *err);

/* Columns of the row at hand: into room of the caller's (false when it does not fit) or an arena.
 */
bool sql_copy(sqlite3_stmt *st, int column, char *to, size_t room);
const char *sql_column(sqlite3_stmt *st, int column);

/* A result of SQLite as a fault, with words. */
enum fault sql_fault(struct store *s, int result, struct error *err);

sqlite3 *store_database(struct store *s);
sqlite3_stmt **store_statement(struct store *s, enum sql which);

/* schema.c: migrations by number. */
MUST_USE enum fault schema_apply(struct store *s, struct error *err);

#endif
