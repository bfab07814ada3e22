/* statement.h - for the engines alone: every statement that the registry runs, as text. */
#ifndef SERVICES_STORE_STATEMENT_H
#define SERVICES_STORE_STATEMENT_H

#include "services/store/sql.h"

#include <stddef.h>

#define STATEMENT_ROOM 4096 /* bytes of the longest statement, with its NUL */
#define STATEMENT_LOCKS " FOR UPDATE"

/* The text of a statement, with $1, $2, … in the order of their first use. `lock`: STATEMENT_LOCKS,
   or "" for an engine that knows no such words; `rows`: how many an INSERT has the values of. */
void statement_write(enum sql statement, const char *lock, size_t rows, char to[STATEMENT_ROOM]);

#endif
