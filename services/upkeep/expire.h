/* expire.h - what the clerk does at intervals: wipes drafts that nobody came back to. */
#ifndef SERVICES_UPKEEP_EXPIRE_H
#define SERVICES_UPKEEP_EXPIRE_H

#include "services/registry/registry.h"

/* What the clerk does at intervals: wipes expired drafts and old budgets of tries, hides the
   networks that older versions kept as they came, and empties the write-ahead log. Returns how many
   drafts went. Clerks of several hosts may run it at once: each piece is done, and entered in the
   ledger, once. */
MUST_USE enum fault expire_run(struct registry *r, int64_t *ret_drafts, struct error *err);

#endif
