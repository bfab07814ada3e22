/* figures.h - how much a registry holds. */
#ifndef SERVICES_UPKEEP_FIGURES_H
#define SERVICES_UPKEEP_FIGURES_H

#include "services/registry/registry.h"

struct figures {
	int64_t services, drafts, applications, ledger_entries;
	int64_t messages_waiting, messages_failed; /* by SMS and e-mail */
};
MUST_USE enum fault figures_count(struct registry *r, struct figures *ret, struct error *err);

#endif
