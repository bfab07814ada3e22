/* figures.c - how much a registry holds. */
#include "services/upkeep/figures.h"

#include "services/registry/registry_inside.h"
#include "services/store/store_definition.h"
#include "services/store/store_ledger.h"

enum fault figures_count(struct registry *r, struct figures *ret, struct error *err)
{
	struct figures f = {0};
	enum fault fault = store_definition_count(r->store, &f.services, err);

	if (fault == FAULT_NONE)
		fault = store_ledger_tally(r->store, &f.ledger_entries, &f.drafts, &f.applications,
					   err);
	if (fault != FAULT_NONE)
		return fault;
	*ret = f;
	return FAULT_NONE;
}
