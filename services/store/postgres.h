/* postgres.h - for the files postgres*.c alone: the database behind the row face, PostgreSQL. */
#ifndef SERVICES_STORE_POSTGRES_H
#define SERVICES_STORE_POSTGRES_H

#include "services/store/engine.h"
#include "services/store/store_open.h"

#include <libpq-fe.h>

struct postgres {
	struct store store; /* first: either is found from the other */
	PGconn *line;       /* NULL: none */
	char *address;
	bool viewing;
	bool is_local; /* the last commit is said to be on the primary's disk alone */
	char mark[33]; /* of what is being written: a row that nothing else makes */
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

/* Makes the line anew where it is gone, for some seconds where nobody answers; what was begun on it
   is gone too. */
MUST_USE enum fault postgres_find_again(struct postgres *s, struct error *err);

/* Runs statements without parameters; `ret` (may be NULL) is for PQclear. */
MUST_USE enum fault postgres_exec(struct postgres *s, const char *text, PGresult **ret,
				  struct error *err);

/* What a result, or the line where `r` is NULL, tells, as a fault with words. */
enum fault postgres_fault(struct postgres *s, const PGresult *r, struct error *err);

/* postgres_line.c: the line. Dialled once where it is gone; a clock and a pause in milliseconds. */
MUST_USE enum fault postgres_line_dial(struct postgres *s, struct error *err);
bool postgres_line_is_up(const struct postgres *s);
int64_t postgres_line_clock(void);
void postgres_line_pause(int milliseconds);

/* Sends statements without parameters, and waits for the answer to what was sent: its last result,
   for PQclear. NULL: none came in this time, or it could not be sent. The line is given up then and
   nothing is cancelled, so that what was sent may still be done. */
#define POSTGRES_STATEMENT 60000 /* milliseconds for one that is no COMMIT */
PGresult *postgres_line_ask(struct postgres *s, const char *text, int milliseconds);
PGresult *postgres_line_answer(struct postgres *s, int milliseconds);

/* postgres_rows.c: the row face. */
enum fault postgres_start(struct store *s, enum sql which, const struct datum *with, size_t count,
			  bool is_stream, struct rows *ret, struct error *err);
enum fault postgres_next(struct rows *r, bool *ret_row, struct error *err);
void postgres_end(struct rows *r);
int64_t postgres_number(const struct rows *r, int column);
const char *postgres_text(const struct rows *r, int column);
struct table_bytes postgres_bytes(const struct rows *r, int column);
enum fault postgres_compile(struct store *s, struct error *err);

/* postgres_schema.c: the tables, made or brought up to date. FAULT_MISSING: there are none. */
MUST_USE enum fault postgres_schema_apply(struct postgres *s, bool create,
					  const struct store_filler *filler, struct error *err);

#endif
