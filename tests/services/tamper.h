/* tamper.h - changes past the engine, one after the other, each of which verify must find. */
#ifndef TESTS_SERVICES_TAMPER_H
#define TESTS_SERVICES_TAMPER_H

#include "tests/services/portal.h"

#include <sqlite3.h>

/* The portal's database past the engine. */
sqlite3 *tamper_open(const struct portal *p);
void tamper_run(sqlite3 *d, const char *sql);
int tamper_number(sqlite3 *d, const char *sql); /* of the first row's first column */

/* One value of the row that `where` names. */
struct tamper {
	sqlite3 *database;
	const char *table, *column, *where;
};

/* Flips the lowest bit of each byte in its turn, and asks verify each time; how many there were. */
int tamper_bytes(struct portal *p, const struct tamper *v);

/* Changes each column of the row that `where` names in its turn, asks verify, and puts it back. */
void tamper_columns(struct portal *p, sqlite3 *d, const char *table, const char *where);

/* Takes each row of a table away in its turn, asks verify, and puts it back. */
void tamper_rows(struct portal *p, sqlite3 *d, const char *table);

#endif
