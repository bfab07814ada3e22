/* budget.h - how often something may go wrong before it has to wait. */
#ifndef SERVICES_REGISTRY_BUDGET_H
#define SERVICES_REGISTRY_BUDGET_H

#include "services/store/store.h"

enum budget { BUDGET_PIN_REFERENCE, BUDGET_PIN_HOME, BUDGET_PIN_SOURCE };

/* FAULT_DENIED with {minutes} when the subject has used it up; FAULT_NONE when one more may be
 * tried. "" as subject has no budget to use up. */
MUST_USE enum fault budget_ask(struct store *s, enum budget which, const char *subject, int64_t now,
			       struct error *err);

/* Counts one try, within the caller's transaction. */
MUST_USE enum fault budget_use(struct store *s, enum budget which, const char *subject, int64_t now,
			       struct error *err);

/* Forgets what no budget looks at any more. */
MUST_USE enum fault budget_forget(struct store *s, int64_t now, struct error *err);

#endif
