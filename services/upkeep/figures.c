/* figures.c - how much a registry holds, and the head of its ledger. */
#include "services/upkeep/figures.h"

#include "services/registry/ledger.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_definition.h"
#include "services/store/store_ledger.h"

enum fault figures_count(struct registry *r, struct figures *ret, struct error *err)
{
	struct figures f = {0};
	struct store_ledger_head head;
	enum fault fault = store_definition_count(r->store, &f.services, err);

	if (fault == FAULT_NONE)
		fault = store_ledger_tally(r->store, &f.ledger_entries, &f.drafts, &f.applications,
					   err);
	if (fault == FAULT_NONE)
		fault = store_ledger_head(r->store, r->origin, LEDGER_LANE, &head, err);
	if (fault != FAULT_NONE)
		return fault;
	sodium_bin2hex(f.ledger_head, sizeof(f.ledger_head), head.last, sizeof(head.last));
	*ret = f;
	return FAULT_NONE;
}
