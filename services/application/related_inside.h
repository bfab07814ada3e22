/* related_inside.h - behind a look or within a change: which applications hang together. */
#ifndef SERVICES_APPLICATION_RELATED_INSIDE_H
#define SERVICES_APPLICATION_RELATED_INSIDE_H

#include "services/application/related.h"
#include "services/store/store_application.h"

/* Behind a look or within a change: the id of the application that `id` is an appeal of; "": it is
 * none. It stays the same from the beginning on. */
MUST_USE enum fault related_appealed(struct registry *r, const char *id, char ret[33],
				     struct error *err);

/* The same the other way: the appeals of `id`, as their rows stand, in `arena`. */
MUST_USE enum fault related_appeals(struct registry *r, const char *id, struct arena *arena,
				    struct store_application **ret, size_t *ret_count,
				    struct error *err);

/* Within a change that has added the row of `id`: it is an appeal of `first`. */
MUST_USE enum fault related_add_appeal(struct registry *r, const char *id, const char *first,
				       struct error *err);

#endif
