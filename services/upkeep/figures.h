/* figures.h - how much a registry holds. */
#ifndef SERVICES_UPKEEP_FIGURES_H
#define SERVICES_UPKEEP_FIGURES_H

#include "services/upkeep/spool.h"

struct figures {
	int64_t services, drafts, applications, ledger_entries;
	int64_t messages_waiting, messages_failed; /* by SMS and e-mail */
	struct spool_held messages_held;           /* of those that wait */
};
MUST_USE enum fault figures_count(struct registry *r, struct figures *ret, struct error *err);

#endif
