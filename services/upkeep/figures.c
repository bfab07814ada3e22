/* figures.c - how much a registry holds. */
#include "services/upkeep/figures.h"

#include "services/registry/registry_inside.h"
#include "services/store/store_definition.h"
#include "services/store/store_ledger.h"
#include "services/upkeep/spool.h"

enum fault figures_count(struct registry *r, struct figures *ret, struct error *err)
{
	struct store_ledger_tally tally = {.entries = 0};
	struct spool_tally spool = {0, 0};
	struct spool_held held = {.count = 0};
	int64_t services = 0;
	enum fault fault = store_definition_count(r->store, &services, err);

	if (fault == FAULT_NONE)
		fault = store_ledger_tally(r->store, &tally, err);
	if (fault == FAULT_NONE)
		fault = spool_count(r, &spool, err);
	if (fault == FAULT_NONE)
		fault = spool_held(r, &held, err);
	if (fault != FAULT_NONE)
		return fault;
	*ret = (struct figures){services,      tally.drafts,  tally.applications,
				tally.entries, spool.waiting, spool.failed,
				held};
	return FAULT_NONE;
}
