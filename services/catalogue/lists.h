/* lists.h - the shared lists of a state folder, replaced by files that were checked. */
#ifndef SERVICES_CATALOGUE_LISTS_H
#define SERVICES_CATALOGUE_LISTS_H

#include "services/definition/term.h"
#include "services/registry/registry.h"

#define LISTS_MAX 3 /* that there are */

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
