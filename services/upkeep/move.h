/* move.h - a portal's registry carried into another database, whole, and back again. */
#ifndef SERVICES_UPKEEP_MOVE_H
#define SERVICES_UPKEEP_MOVE_H

#include "services/registry/registry.h"
#include "services/store/store_pour.h"

/* Everything into the empty database at `address` (as store_open takes it; NULL: into the folder),
   and from then on only that is served: whoever holds the old one open writes nothing more. Rows
   are compared afterwards. FAULT_CONFLICT: there is a registry already. After a fault, or where
   this is ended in the middle, the old one goes on and it may be moved again. `ear` (NULL: nobody)
   is told how far it is. */
MUST_USE enum fault move_run(struct registry *r, const char *address, const struct store_ear *ear,
			     struct store_poured *ret, struct error *err);

/* Of a folder that a backup was restored into: its registry is carried into the empty database at
   `address`, and none is left in the folder. FAULT_CONFLICT as above. After a fault what was begun
   in the database opens for nobody, and a further call begins it anew. */
MUST_USE enum fault move_restored(const char *folder, const char *address,
				  const struct store_ear *ear, struct store_poured *ret,
				  struct error *err);

#endif
