/* csv.h - a file of cells, one line after the other. */
#ifndef SERVICES_MONEY_CSV_H
#define SERVICES_MONEY_CSV_H

#include "i18n/base/arena.h"

#include <stdbool.h>
#include <stddef.h>

#define CSV_CELLS 60 /* of a line; more are counted, and left out */

struct csv {
	const char *at, *end;
	char mark; /* between cells */
	int line;  /* where the row at hand begins, from 1 */
	int next;
};

/* A byte order mark is left out; what stands between cells is told by the first line. */
void csv_open(struct csv *c, const char *text, size_t len);

/* The next row in `a`; empty lines are none. False at the end. *ret_broken: quotes that never end,
 * or what stands behind such. */
bool csv_next(struct csv *c, struct arena *a, const char *ret[CSV_CELLS], size_t *ret_count,
	      bool *ret_broken);

#endif
