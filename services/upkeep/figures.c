/* figures.c - how much a registry holds. */
#include "services/upkeep/figures.h"

#include "services/registry/ledger.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_application.h"
#include "services/store/store_definition.h"
#include "services/store/store_ledger.h"

/* Entries of all lanes of an origin. */
struct sum {
	const char *origin;
	int64_t entries;
};

static void add_head(void *ctx, const struct store_ledger_head *head)
{
	struct sum *s = ctx;

	if (strcmp(head->origin, s->origin) == 0)
		s->entries += head->seq;
}

enum fault figures_count(struct registry *r, struct figures *ret, struct error *err)
{
	struct figures f = {0};
	struct sum sum = {r->origin, 0};
	enum fault fault = store_definition_count(r->store, &f.services, err);

	if (fault == FAULT_NONE)
		fault = store_application_count(r->store, &f.drafts, &f.applications, err);
	if (fault == FAULT_NONE)
		fault = store_ledger_each_head(r->store, add_head, &sum, err);
	if (fault != FAULT_NONE)
		return fault;
	f.ledger_entries = sum.entries;
	*ret = f;
	return FAULT_NONE;
}
