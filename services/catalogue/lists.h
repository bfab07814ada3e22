/* lists.h - the shared lists of a state folder, replaced by files that were checked. */
#ifndef SERVICES_CATALOGUE_LISTS_H
#define SERVICES_CATALOGUE_LISTS_H

#include "services/definition/term.h"
#include "services/registry/registry.h"

#define LISTS_MAX 3      /* that there are */
#define LISTS_PATIENCE 5 /* seconds that an import with lists waits for its turn */

/* One import with lists at a time: the turn for all that follows, until lists_leave. What another
   import has put there meanwhile must stay in `files`, too: FAULT_CONFLICT (then the turn is given
   back). FAULT_BUSY: another kept its turn for longer than LISTS_PATIENCE. */
MUST_USE enum fault lists_enter(struct registry *r, const struct term_file *files, size_t count,
				int *ret_turn, struct error *err);
void lists_leave(int turn); /* -1: nothing */

/* Writes the files beside the folder's lists, durable; lists_set or lists_drop must follow. What
   was left by a run that was cut off is overwritten. */
MUST_USE enum fault lists_put(struct registry *r, const struct term_file *files, size_t count,
			      struct error *err);

/* Puts them in the place of the folder's own, each at once. */
MUST_USE enum fault lists_set(struct registry *r, const struct term_file *files, size_t count,
			      struct error *err);

/* Takes them away again. */
void lists_drop(struct registry *r, const struct term_file *files, size_t count);

#endif
