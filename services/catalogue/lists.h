/* lists.h - the shared lists: those that a state folder began with, and what has come in their
 * place since, kept in the registry. */
#ifndef SERVICES_CATALOGUE_LISTS_H
#define SERVICES_CATALOGUE_LISTS_H

#include "services/definition/term.h"
#include "services/registry/registry.h"

#define LISTS_MAX 4 /* that there are */

/* Those that the registry has, in `a`; of the others the folder's are what hosts go by. */
MUST_USE enum fault lists_read(struct registry *r, struct arena *a, struct term_file ret[LISTS_MAX],
			       size_t *ret_count, struct error *err);

/* `files`, and of `more` those that are not among them. */
size_t lists_merge(const struct term_file *files, size_t count, const struct term_file *more,
		   size_t more_count, struct term_file ret[LISTS_MAX]);

/* What definitions are held to: these files, of the others the registry's, else the folder's; and
   the registry's calendars.
   Faults as of kind_read_terms. */
MUST_USE enum fault lists_terms(struct registry *r, struct arena *a, const struct term_file *files,
				size_t count, struct term_list *ret, struct error *err);

/* Within the writers' turn: FAULT_CONFLICT where the registry's lists have what these have not. */
MUST_USE enum fault lists_keep(struct registry *r, const struct term_file *files, size_t count,
			       struct error *err);

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
