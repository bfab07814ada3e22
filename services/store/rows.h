/* rows.h - inside services/store/ only: one face for the rows of either engine. */
#ifndef SERVICES_STORE_ROWS_H
#define SERVICES_STORE_ROWS_H

#include "services/store/sql.h"
#include "services/store/store.h"
#include "services/store/table.h"

/*
 * What holds for an engine that sits behind a socket holds for each, so that nothing above has to
 * know which it is:
 *
 *   - a statement is named by enum sql, its parameters carry their types, and a value need only
 *     live until the call returns (rows_run, rows_start) or until rows_end (rows_stream);
 *   - rows_start is for few rows: an engine may fetch them all at once. Other statements may be run
 *     while they are walked;
 *   - rows_stream is for any number: they come one by one, and until rows_end nothing else may be
 *     run (asserted);
 *   - what store_commit does not acknowledge was not kept.
 */
struct rows {
	struct store *store;
	void *result; /* the engine's own */
	int at;       /* the row at hand, where the result has many */
	bool is_stream;
};
#define ROWS_CLEAN __attribute__((cleanup(rows_end)))

#define ROWS_FIELDS_MOST 40 /* of one table */
#define DATUM_T(text) ((struct datum){.kind = DATUM_TEXT, .data = (text)})
#define DATUM_N(value) ((struct datum){.kind = DATUM_NUMBER, .number = (value)})
#define ROWS_WITH(...)                                                                             \
	(const struct datum[]){__VA_ARGS__},                                                       \
		sizeof((const struct datum[]){__VA_ARGS__}) / sizeof(struct datum)
#define ROWS_BARE NULL, 0

/* Parses these, so that a writer need not within its turn. */
MUST_USE enum fault rows_ready(struct store *s, const enum sql *which, size_t count,
			       struct error *err);

/* Runs a statement that returns no rows; within a transaction a later call may tell what it came
   to. */
MUST_USE enum fault rows_run(struct store *s, enum sql which, const struct datum *with,
			     size_t count, struct error *err);

/* Locks the rows that a SELECT ending in ~ names, where others write at the same time. */
MUST_USE enum fault rows_lock(struct store *s, enum sql which, const struct datum *with,
			      size_t count, struct error *err);

/* Within a transaction: several of these ask at once for what rows_start will be told, statement by
 * statement, as it stands now; each `which` has the one parameter `with`. */
MUST_USE enum fault rows_ahead(struct store *s, const enum sql *which, size_t count,
			       const char *with, struct error *err);

/* Starts one that returns rows; rows_next steps, false at the end. `ret` is zeroed before;
 * ROWS_CLEAN lets go of it, also after a fault. */
MUST_USE enum fault rows_start(struct store *s, enum sql which, const struct datum *with,
			       size_t count, struct rows *ret, struct error *err);
MUST_USE enum fault rows_stream(struct store *s, enum sql which, const struct datum *with,
				size_t count, struct rows *ret, struct error *err);
MUST_USE enum fault rows_next(struct rows *r, bool *ret_row, struct error *err);
void rows_end(struct rows *r);

/* Columns of the row at hand, from 0. Text: "" for none, ends with a NUL; bytes: `len` may be NULL.
   What they point to lives until the next rows_next. */
int64_t rows_number(const struct rows *r, int column);
const char *rows_text(const struct rows *r, int column);
struct table_bytes rows_bytes(const struct rows *r, int column);

/* One number: that of the first row's first column, 0 without a row. */
MUST_USE enum fault rows_find_number(struct store *s, enum sql which, const struct datum *with,
				     size_t count, int64_t *ret, struct error *err);

/* Tells the first column of each row, of any number of them; `tell` asks nothing of the store. */
MUST_USE enum fault rows_tell(struct store *s, enum sql which, const struct datum *with,
			      size_t count, void (*tell)(void *ctx, const char *text), void *ctx,
			      struct error *err);

/* Rows of a listed table: all members of `row` as a statement's parameters (an INSERT), of any
   number of rows that are each another; those that
   `writes` names and the first, the key (an UPDATE); the first row of those with `key` (its members
   must hold all they point to themselves: char arrays and numbers); the row at hand into `row` from
   its first columns, or as values that live as long as it is at hand. FAULT_BROKEN: a column is
   longer than its member, or a text goes on behind a NUL. */
MUST_USE enum fault rows_insert(struct store *s, enum sql which, const struct table *t,
				const void *row, struct error *err);
MUST_USE enum fault rows_insert_all(struct store *s, enum sql which, const struct table *t,
				    const void *const *rows, size_t count, struct error *err);
MUST_USE enum fault rows_update(struct store *s, enum sql which, const struct table *t,
				unsigned writes, const void *row, struct error *err);
MUST_USE enum fault rows_find(struct store *s, enum sql which, const char *key,
			      const struct table *t, void *row, bool *ret_found, struct error *err);
MUST_USE enum fault rows_values(const struct rows *r, const struct table *t,
				struct datum values[ROWS_FIELDS_MOST], struct error *err);
MUST_USE enum fault rows_read(const struct rows *r, const struct table *t, void *row,
			      struct error *err);

/* Compiles every statement there is: for tests. */
MUST_USE enum fault rows_compile(struct store *s, struct error *err);

#endif
