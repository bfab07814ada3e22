/* statement.h - for the engines alone: every statement that the registry runs, as text. */
#ifndef SERVICES_STORE_STATEMENT_H
#define SERVICES_STORE_STATEMENT_H

#include "services/store/sql.h"

#define STATEMENT_ROOM 2048 /* bytes of the longest statement, with its NUL */

/* The text of a statement, with $1, $2, … in the order of their first use. */
void statement_write(enum sql statement, char to[STATEMENT_ROOM]);

#endif
