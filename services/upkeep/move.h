/* move.h - a portal's registry carried into another database, whole, and back again. */
#ifndef SERVICES_UPKEEP_MOVE_H
#define SERVICES_UPKEEP_MOVE_H

#include "services/registry/registry.h"
#include "services/store/store_pour.h"

/* Everything into the empty database at `address` (as store_open takes it; NULL: into the folder),
   and from then on only that is served: whoever holds the old one open writes nothing more. Rows
   are compared afterwards; `verify` on the new one is the caller's. FAULT_CONFLICT: there is a
   registry already. After a fault the old one goes on, and what stands in the new one is of no use.
 */
MUST_USE enum fault move_run(struct registry *r, const char *address, struct store_poured *ret,
			     struct error *err);

#endif
