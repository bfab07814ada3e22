/* store_pour.h - all rows of one database into another, whichever engine keeps either. */
#ifndef SERVICES_STORE_STORE_POUR_H
#define SERVICES_STORE_STORE_POUR_H

#include "services/store/store.h"

/* Everything that `from` holds at one moment into `to`, which was just made and not filled, in one
   transaction: all or nothing. *ret_count: rows. */
MUST_USE enum fault store_pour(struct store *from, struct store *to, int64_t *ret_count,
			       struct error *err);

#endif
