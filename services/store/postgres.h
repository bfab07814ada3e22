/* postgres.h - for the files postgres*.c alone: the database behind the row face, PostgreSQL. */
#ifndef SERVICES_STORE_POSTGRES_H
#define SERVICES_STORE_POSTGRES_H

#include "i18n/base/buffer.h"
#include "services/store/engine.h"
#include "services/store/store_open.h"

#include <libpq-fe.h>

struct postgres {
	struct store store; /* first: either is found from the other */
	PGconn *line;       /* NULL: none */
	char *address;
	bool viewing;
	bool is_local;       /* the last commit is said to be on the primary's disk alone */
	char mark[33];       /* of what is being written: a row that nothing else makes */
	PGresult *aids;      /* postgres_pour.c: what is made again when all rows are there */
	struct buffer piece; /* of rows, not handed over yet */
};

static inline struct postgres *postgres_of(const struct store *s)
{
	return (struct postgres *)(uintptr_t)s;
}

/* Opens the database at `address` (a URI or key=value pairs as libpq takes them) as store_open
   says; FAULT_BUSY where nobody answers there. */
MUST_USE enum fault postgres_open(const char *address, bool create,
				  const struct store_filler *filler, struct store **ret,
				  struct error *err);

/* store_arrive's. */
MUST_USE enum fault postgres_arrive(const char *address, struct store **ret, struct error *err);

/* Makes the line anew where it is gone, for some seconds where nobody answers; what was begun on it
   is gone too. */
MUST_USE enum fault postgres_find_again(struct postgres *s, struct error *err);

/* Runs statements without parameters; `ret` (may be NULL) is for PQclear. */
MUST_USE enum fault postgres_exec(struct postgres *s, const char *text, PGresult **ret,
				  struct error *err);

/* What a result, or the line where `r` is NULL, tells, as a fault with words. */
enum fault postgres_fault(struct postgres *s, const PGresult *r, struct error *err);

/* postgres_rows.c: the row face. */
enum fault postgres_start(struct store *s, enum sql which, const struct datum *with, size_t count,
			  bool is_stream, struct rows *ret, struct error *err);
enum fault postgres_next(struct rows *r, bool *ret_row, struct error *err);
void postgres_end(struct rows *r);
int64_t postgres_number(const struct rows *r, int column);
const char *postgres_text(const struct rows *r, int column);
struct table_bytes postgres_bytes(const struct rows *r, int column);
enum fault postgres_compile(struct store *s, struct error *err);

/* postgres_pour.c: rows into tables, of which engine.h says more. */
enum fault postgres_fill_begin(struct store *s, struct error *err);
enum fault postgres_fill_end(struct store *s, struct error *err);
enum fault postgres_pour_begin(struct store *s, enum sql_table which, const struct table *t,
			       struct error *err);
enum fault postgres_pour_row(struct store *s, const struct datum *values, size_t count,
			     struct error *err);
enum fault postgres_pour_end(struct store *s, struct error *err);

/* postgres_schema.c: the tables of one that another is moved into, made anew where it was begun
   before. FAULT_CONFLICT: there is a registry. */
MUST_USE enum fault postgres_schema_arrive(struct postgres *s, struct error *err);

/* The tables, made or brought up to date. FAULT_MISSING: there are none. */
MUST_USE enum fault postgres_schema_apply(struct postgres *s, bool create,
					  const struct store_filler *filler, struct error *err);

#endif
