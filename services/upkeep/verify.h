/* verify.h - whether the registry is whole: its file, its ledger, and all that the ledger vouches
 * for. */
#ifndef SERVICES_UPKEEP_VERIFY_H
#define SERVICES_UPKEEP_VERIFY_H

#include "services/registry/registry.h"

/* Integrity check, ledger chain, digests of definitions and of all applications, seals of all
   drafts, digests of rows, as of one moment; and first each line of the file `anchor` (NULL: none).
   Each finding is told in plain English, without anything that could harm a terminal. FAULT_BROKEN
   when there is one; as anchor_compare where the file cannot be read. */
MUST_USE enum fault verify_run(struct registry *r, const char *anchor,
			       void (*tell)(void *ctx, const char *line), void *ctx,
			       struct error *err);

#endif
