/* sqlite.h - for the files sqlite*.c alone: the database behind the row face, SQLite. */
#ifndef SERVICES_STORE_SQLITE_H
#define SERVICES_STORE_SQLITE_H

#include "services/store/engine.h"
#include "services/store/store_open.h"

#include <sqlite3.h>

#define SQLITE_PATIENCE 5000 /* milliseconds that one waits for another process's lock */
#define SQLITE_CACHE "-256"  /* kB of pages that a connection keeps: a desk's private memory */

struct sqlite {
	struct store store; /* first: either is found from the other */
	sqlite3 *database;
	sqlite3_stmt *statements[SQL_COUNT]; /* each prepared once a connection; NULL: not yet */
	sqlite3_stmt *begin, *commit;        /* likewise, of each transaction that writes */
	int turn;                            /* FOLDER/writers: who holds its lock may write */
	struct sqlite_turns *turns;          /* what stands in it; NULL: nobody else writes */
	uint64_t number;                     /* of this store's last turn that wrote */
	int log_pages, log_long; /* of the log after it, and from how many on it is emptied */
	int log_tried;           /* how many there were when that could not be done; 0 */
	char *folder;            /* full; NULL: it is a file by itself */
	char *file, *home;       /* of one that another is moved into: where it is, and is to be */
	enum sql filling;        /* what puts a row into the table that is filled */
};

static inline struct sqlite *sqlite_of(const struct store *s)
{
	return (struct sqlite *)(uintptr_t)s;
}

/* Opens FOLDER/registry.db as store_open says. */
MUST_USE enum fault sqlite_open(const char *folder, bool create, const struct store_filler *filler,
				struct store **ret, struct error *err);

/* The same, but that nothing is opened before it is needed. */
MUST_USE enum fault sqlite_open_later(const char *folder, struct store **ret, struct error *err);

/* A new database in `file`, which must not exist, for nobody but this process: it is whole only
   after store_close. */
MUST_USE enum fault sqlite_make(const char *file, struct store **ret, struct error *err);

/* store_arrive's, beside FOLDER/registry.db. */
MUST_USE enum fault sqlite_arrive(const char *folder, struct store **ret, struct error *err);

/* A result of SQLite as a fault, with words. */
enum fault sqlite_fault(struct sqlite *s, int result, struct error *err);

/* sqlite_rows.c: the row face; a value as a statement's parameter, from 1. */
int sqlite_bind(sqlite3_stmt *st, int at, const struct datum *d);
enum fault sqlite_start(struct store *s, enum sql which, const struct datum *with, size_t count,
			bool is_stream, struct rows *ret, struct error *err);
enum fault sqlite_next(struct rows *r, bool *ret_row, struct error *err);
void sqlite_end(struct rows *r);
int64_t sqlite_number(const struct rows *r, int column);
const char *sqlite_text(const struct rows *r, int column);
struct table_bytes sqlite_bytes(const struct rows *r, int column);
enum fault sqlite_ready(struct store *s, const enum sql *which, size_t count, struct error *err);
enum fault sqlite_compile(struct store *s, struct error *err);

/* sqlite_pour.c: of what engine.h says. */
enum fault sqlite_fill_begin(struct store *s, struct error *err);
enum fault sqlite_fill_end(struct store *s, struct error *err);
enum fault sqlite_pour_begin(struct store *s, enum sql_table which, const struct table *t,
			     struct error *err);
enum fault sqlite_pour_row(struct store *s, const struct datum *values, size_t count,
			   struct error *err);
enum fault sqlite_pour_end(struct store *s, struct error *err);
enum fault sqlite_arrived(struct store *s, struct error *err);

/* sqlite_turn.c: writers' turns. Opened, it is closed with sqlite_turn_close, also on a fault. */
MUST_USE enum fault sqlite_turn_open(struct sqlite *s, const char *path, struct error *err);
void sqlite_turn_close(struct sqlite *s);
MUST_USE enum fault sqlite_turn_take(struct sqlite *s, struct error *err);
void sqlite_turn_give(struct sqlite *s);
/* Round a COMMIT, within the turn; done also where it was not kept, so that nobody waits for it. */
void sqlite_turn_begun(struct sqlite *s);
void sqlite_turn_done(struct sqlite *s);
/* Behind the turn: what it wrote is on the disk. FAULT_BUSY: nobody knows. */
MUST_USE enum fault sqlite_turn_sync(struct sqlite *s, struct error *err);
/* Behind a read outside of a turn: what was read is on the disk. FAULT_BUSY likewise. */
MUST_USE enum fault sqlite_turn_seen(struct sqlite *s, struct error *err);

/* The log is emptied where it has become long: what stands in it goes into the database while
   others write, then, within a turn, the little that they have written meanwhile, so that the next
   one begins it anew. Watched from opening on. */
void sqlite_turn_watch(struct sqlite *s);
void sqlite_turn_tidy(struct sqlite *s);

/* sqlite_scripts.c: the script of each version, NULL behind the newest. */
extern const char *const sqlite_scripts[];

/* sqlite_schema.c: migrations by number. */
MUST_USE enum fault sqlite_schema_apply(struct sqlite *s, const struct store_filler *filler,
					struct error *err);

#endif
