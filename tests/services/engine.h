/* engine.h - which engine a test's registry is kept by: SQLite, or where the runner was given a
 * cluster (tests/postgres.py) PostgreSQL. */
#ifndef TESTS_SERVICES_ENGINE_H
#define TESTS_SERVICES_ENGINE_H

#include <stdbool.h>

/* Whether it is PostgreSQL. */
bool engine_is_postgres(void);

/* The address of an empty database of its own, as store_open takes it; NULL for SQLite. Lives as
 * long as the test. */
const char *engine_address(void);

#endif
