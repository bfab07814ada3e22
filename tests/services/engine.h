/* engine.h - which engine a test's registry is kept by: SQLite, or where the runner was given a
 * cluster (tests/postgres.py) PostgreSQL. */
#ifndef TESTS_SERVICES_ENGINE_H
#define TESTS_SERVICES_ENGINE_H

#include "services/registry/folder.h"

#include <stdbool.h>
#include <stddef.h>

/* Whether it is PostgreSQL. */
bool engine_is_postgres(void);

/* Leaves a test that tries what only this engine has, by a line that tests/run counts. */
#define ENGINE_ONLY_SQLITE(why)                                                                    \
	do {                                                                                       \
		if (engine_is_postgres()) {                                                        \
			engine_skip(__func__, why);                                                \
			return;                                                                    \
		}                                                                                  \
	} while (0)
void engine_skip(const char *test, const char *why);

/* The address of an empty database of its own, as store_open takes it; NULL for SQLite. It is
 * another's once it was released, or when the test ends. */
const char *engine_address(void);
void engine_release(const char *address);

/* What stands in a database, under a name for all tests of the runner; and a database of its own
 * that begins with that. Nobody may be connected to what is copied. */
void engine_keep(const char *address, const char *name);
const char *engine_copy(const char *name);

/* Where a registry is to stand: a folder under the unit test's, and an address as above. */
struct engine_place {
	char folder[FOLDER_PATH];
	const char *address;
};
void engine_place(struct engine_place *p, const char *name);

/* --- a disk that can be full --- */

/* Before the first address: databases of this test stand on a small disk. False: this machine has
 * none for PostgreSQL. */
bool engine_use_small_disk(void);

/* From now on so many bytes more can be stored (SQLite: no file grows beyond so many), or any. */
void engine_limit_disk(size_t bytes);
void engine_free_disk(void);

#endif
