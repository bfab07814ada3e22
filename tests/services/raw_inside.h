/* raw_inside.h - for raw*.c alone: what either database does for raw.h. */
#ifndef TESTS_SERVICES_RAW_INSIDE_H
#define TESTS_SERVICES_RAW_INSIDE_H

#include "tests/services/raw.h"

typedef void raw_row(void *ctx, const struct raw_value *values, int count);

struct raw_engine {
	void (*close)(struct raw *r);
	int (*run)(struct raw *r, const char *sql);
	/* One statement; `value` may be NULL; rows that it changed. */
	int (*each)(struct raw *r, const char *sql, const struct raw_value *value, raw_row *row,
		    void *ctx);
	const char *keep_references;
	const char *columns;       /* rows of table, column and type */
	const char *number, *text; /* names of these types */
};

/* What either's own begins with. */
struct raw {
	const struct raw_engine *engine;
	struct arena *arena; /* of the columns, for raw_each_of; NULL: not listed yet */
	struct raw_column *columns;
	size_t column_count;
};

#define RAW_CELLS 40 /* of one row */

struct raw *raw_open_sqlite(const char *folder);
struct raw *raw_open_postgres(const char *address);

#endif
