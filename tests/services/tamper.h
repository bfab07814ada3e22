/* tamper.h - changes past the engine, one after the other, each of which verify must find. */
#ifndef TESTS_SERVICES_TAMPER_H
#define TESTS_SERVICES_TAMPER_H

#include "tests/services/portal.h"
#include "tests/services/raw.h"

/* The portal's database past the engine. */
struct raw *tamper_open(const struct portal *p);

/* One value of the row that `where` names. */
struct tamper {
	struct raw *raw;
	const char *table, *column, *where;
};

/* Flips the lowest bit of each byte in its turn, and asks verify each time (on PostgreSQL of every
 * other byte); how many it asked of. */
int tamper_bytes(struct portal *p, const struct tamper *v);

/* Changes each column of the row that `where` names in its turn, asks verify, and puts it back. */
void tamper_columns(struct portal *p, struct raw *r, const char *table, const char *where);

/* Takes each row of a table away in its turn, asks verify, and puts it back. */
void tamper_rows(struct portal *p, struct raw *r, const char *table);

#endif
