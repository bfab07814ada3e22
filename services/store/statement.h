/* statement.h - for the engines alone: every statement that the registry runs, as text. */
#ifndef SERVICES_STORE_STATEMENT_H
#define SERVICES_STORE_STATEMENT_H

#include "services/store/sql.h"

#include <stdbool.h>

#define STATEMENT_ROOM 4096 /* bytes of the longest statement, with its NUL */
#define STATEMENT_LOCKS " FOR UPDATE"

/* The text of a statement, with $1, $2, … for what is given first, second, …. `lock`:
   STATEMENT_LOCKS, or "" for an engine that knows no such words; `many`: an INSERT takes any number
   of rows, as arrays. */
void statement_write(enum sql statement, const char *lock, bool many, char to[STATEMENT_ROOM]);

#endif
