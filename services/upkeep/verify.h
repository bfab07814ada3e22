/* verify.h - whether the registry is whole: its file, its ledger, and all that the ledger vouches
 * for. */
#ifndef SERVICES_UPKEEP_VERIFY_H
#define SERVICES_UPKEEP_VERIFY_H

#include "services/registry/registry.h"

/* Integrity check, ledger chain, digests of definitions and of all applications, seals of all
   drafts, as of one moment. Each finding is told in plain English. FAULT_BROKEN when there is one.
 */
MUST_USE enum fault verify_run(struct registry *r, void (*tell)(void *ctx, const char *line),
			       void *ctx, struct error *err);

#endif
