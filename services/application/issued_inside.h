/* issued_inside.h - what a row of an issued document says, opened. */
#ifndef SERVICES_APPLICATION_ISSUED_INSIDE_H
#define SERVICES_APPLICATION_ISSUED_INSIDE_H

#include "services/application/issued.h"
#include "services/store/store_issued.h"

/* Behind a question, or of who has its code. FAULT_BROKEN: it is not as the portal wrote it. */
MUST_USE enum fault issued_open(struct registry *r, struct arena *a, const struct store_issued *row,
				struct issued *ret, struct error *err);

#endif
