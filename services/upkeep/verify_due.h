/* verify_due.h - whether what is owed, and what came for it, is as the ledger has it. */
#ifndef SERVICES_UPKEEP_VERIFY_DUE_H
#define SERVICES_UPKEEP_VERIFY_DUE_H

#include "services/registry/registry.h"

/* Within a view: tells each finding. */
MUST_USE enum fault verify_due(struct registry *r,
			       void (*tell)(void *ctx, const char *what, const char *which,
					    const char *how),
			       void *ctx, struct error *err);

#endif
