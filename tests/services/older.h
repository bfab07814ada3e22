/* older.h - copies of a state folder that an older version wrote, and what its README says of it.
 */
#ifndef TESTS_SERVICES_OLDER_H
#define TESTS_SERVICES_OLDER_H

#include "tests/services/engine.h"
#include "tests/services/portal.h"

#define OLDER "tests/data/registry-516c48d"
#define OLDER_WHY "older registries are files of SQLite"

struct older {
	struct portal portal; /* over the copy; its clock stands at the README's `now` */
	char *about;          /* the README */
};

/* Copies the folder into the unit test's own under `name` and opens it, which migrates it; a fault
 * ends the test. */
void older_open(struct older *o, const char *name);
void older_close(struct older *o);

/* The value behind "key: " in the block "[name]" (NULL: before the first block), the nth of several
 * from 0; NULL where there is none. */
const char *older_said(struct older *o, const char *name, const char *key, int nth);

/* The lines that stand behind a line that begins with `head` in a block, without their two blanks,
 * a line feed behind each. */
const char *older_lines(struct older *o, const char *name, const char *head);

/* Names of the blocks, in the README's order, and a NULL. */
const char *const *older_names(struct older *o);

/* Opened by its PIN from where it was begun. */
struct application older_application(struct older *o, const char *name, struct caller *ret_caller);

#endif
