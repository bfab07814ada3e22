/* engine.h - for store.c, schema.c and rows_sqlite.c alone: the database behind the row face,
 * SQLite. */
#ifndef SERVICES_STORE_ENGINE_H
#define SERVICES_STORE_ENGINE_H

#include "services/store/rows.h"

#include <sqlite3.h>

struct store {
	sqlite3 *database;
	sqlite3_stmt *statements[SQL_COUNT]; /* each prepared once a connection; NULL: not yet */
	sqlite3_stmt *begin, *commit;        /* likewise, of each transaction that writes */
	int turn;                            /* FOLDER/writers: who holds its lock may write */
	bool writing;
	bool streaming; /* a rows_stream has not ended */
};

/* A result of SQLite as a fault, with words. */
enum fault rows_fault(struct store *s, int result, struct error *err);

/* schema.c: migrations by number. */
MUST_USE enum fault schema_apply(struct store *s, const struct store_filler *filler,
				 struct error *err);

#endif
