/* entry_key.h - by what entries are found: keyed digests of their number, and of what their columns
 * let find. */
#ifndef SERVICES_REGISTER_ENTRY_KEY_H
#define SERVICES_REGISTER_ENTRY_KEY_H

#include "services/register/entry_inside.h"

/*
 *	number     of it as entry_number_fold has it
 *	exact      of a column's value, folded
 *	name       of each word's skeleton (search/skeleton.h); where it is the name of a person, of
 *		   each two of them, so that one name alone finds nobody
 *
 * Each under a domain of its register and column. Nothing of what is sensitive.
 */

/* Within a transaction: those of an entry with these values, in place of what it had. */
MUST_USE enum fault entry_key_put(struct registry *r, struct arena *a,
				  const struct register_definition *d,
				  const struct store_register_entry *row,
				  const struct entry_put *values, size_t count, struct error *err);

/* The keys that an entry must have some of to be found by these words in a column (NULL: as its
 * number); how many there are, at most STORE_REGISTER_KEYS, the others "". */
size_t entry_key_query(struct registry *r, struct arena *a, const struct register_definition *d,
		       const struct register_column *column, const char *words,
		       char ret[STORE_REGISTER_KEYS][65]);

/* Whether a value of the column is what was looked for by these words: how well, 0: not at all. */
int entry_key_grade(struct arena *a, const struct register_column *column, const char *words,
		    const char *value);

#endif
