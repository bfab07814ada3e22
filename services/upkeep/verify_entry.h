/* verify_entry.h - whether the entries of registers are what the ledger says, and whether their
 * numbers have no gaps. */
#ifndef SERVICES_UPKEEP_VERIFY_ENTRY_H
#define SERVICES_UPKEEP_VERIFY_ENTRY_H

#include "services/registry/registry.h"

/* Within a view: each finding is told. */
MUST_USE enum fault verify_entries(struct registry *r, void (*tell)(void *ctx, const char *line),
				   void *ctx, struct error *err);

#endif
