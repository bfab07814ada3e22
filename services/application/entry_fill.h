/* entry_fill.h - what a form is answered with by the entry that it is about, as its number is
 * typed.
 */
#ifndef SERVICES_APPLICATION_ENTRY_FILL_H
#define SERVICES_APPLICATION_ENTRY_FILL_H

#include "services/application/application.h"

/* One answer, in canonical form. */
struct entry_filled {
	struct field_path at;
	const char *value;
};

/* What the entry of that number has for the questions of the service that name its columns, in `a`;
 * none where there is no such entry. Columns that are not public for its people alone, or, where it
 * has none, for who may look at the application that has entered it, and not for staff who serve
 * them; never what is sensitive. Of an entry of persons that is not theirs it is one of the looks
 * that are paced: nothing where it is too soon. */
MUST_USE enum fault entry_fill(struct registry *r, struct caller *c, const struct service *s,
			       const char *number, struct arena *a, struct entry_filled **ret,
			       size_t *ret_count, struct error *err);

#endif
