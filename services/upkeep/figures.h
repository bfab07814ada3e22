/* figures.h - how much a registry holds, and the head of its ledger. */
#ifndef SERVICES_UPKEEP_FIGURES_H
#define SERVICES_UPKEEP_FIGURES_H

#include "services/registry/registry.h"

struct figures {
	int64_t services, drafts, applications, ledger_entries;
	char ledger_head[65]; /* hash of the last entry: written down elsewhere, it proves that no
				 older state was put back */
};
MUST_USE enum fault figures_count(struct registry *r, struct figures *ret, struct error *err);

#endif
