/* sqlite.h - for the files sqlite*.c alone: the database behind the row face, SQLite. */
#ifndef SERVICES_STORE_SQLITE_H
#define SERVICES_STORE_SQLITE_H

#include "services/store/engine.h"
#include "services/store/store_open.h"

#include <sqlite3.h>

struct sqlite {
	struct store store; /* first: either is found from the other */
	sqlite3 *database;
	sqlite3_stmt *statements[SQL_COUNT]; /* each prepared once a connection; NULL: not yet */
	sqlite3_stmt *begin, *commit;        /* likewise, of each transaction that writes */
	int turn;                            /* FOLDER/writers: who holds its lock may write */
	struct sqlite_turns *turns;          /* what stands in it; NULL: nobody else writes */
	uint64_t number;                     /* of this store's last turn that wrote */
};

static inline struct sqlite *sqlite_of(const struct store *s)
{
	return (struct sqlite *)(uintptr_t)s;
}

/* Opens FOLDER/registry.db as store_open says. */
MUST_USE enum fault sqlite_open(const char *folder, bool create, const struct store_filler *filler,
				struct store **ret, struct error *err);

/* A new database in `file`, which must not exist, for nobody but this process: it is whole only
   after store_close. */
MUST_USE enum fault sqlite_make(const char *file, struct store **ret, struct error *err);

/* A result of SQLite as a fault, with words. */
enum fault sqlite_fault(struct sqlite *s, int result, struct error *err);

/* sqlite_rows.c: the row face. */
enum fault sqlite_start(struct store *s, enum sql which, const struct datum *with, size_t count,
			bool is_stream, struct rows *ret, struct error *err);
enum fault sqlite_next(struct rows *r, bool *ret_row, struct error *err);
void sqlite_end(struct rows *r);
int64_t sqlite_number(const struct rows *r, int column);
const char *sqlite_text(const struct rows *r, int column);
struct table_bytes sqlite_bytes(const struct rows *r, int column);
enum fault sqlite_ready(struct store *s, const enum sql *which, size_t count, struct error *err);
enum fault sqlite_compile(struct store *s, struct error *err);

/* sqlite_turn.c: writers' turns. Opened, it is closed with sqlite_turn_close, also on a fault. */
MUST_USE enum fault sqlite_turn_open(struct sqlite *s, const char *path, struct error *err);
void sqlite_turn_close(struct sqlite *s);
MUST_USE enum fault sqlite_turn_take(struct sqlite *s, struct error *err);
void sqlite_turn_give(struct sqlite *s);
/* Round a COMMIT, within the turn. */
void sqlite_turn_begun(struct sqlite *s);
void sqlite_turn_done(struct sqlite *s);
/* Behind the turn: what it wrote is on the disk. FAULT_BUSY: nobody knows. */
MUST_USE enum fault sqlite_turn_sync(struct sqlite *s, struct error *err);
/* Behind a read outside of a turn: what was read is on the disk. FAULT_BUSY likewise. */
MUST_USE enum fault sqlite_turn_seen(struct sqlite *s, struct error *err);

/* sqlite_schema.c: migrations by number. */
MUST_USE enum fault sqlite_schema_apply(struct sqlite *s, const struct store_filler *filler,
					struct error *err);

#endif
