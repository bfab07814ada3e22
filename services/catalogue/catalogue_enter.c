/* catalogue_enter.c - what the host does to the catalogue, entered in the ledger. */
#include "services/catalogue/catalogue_inside.h"

#include "services/registry/registry_inside.h"

enum fault catalogue_inside_begin(struct registry *r, bool alone, struct error *err)
{
	enum fault fault = alone ? store_begin_alone(r->store, err) : store_begin(r->store, err);

	return fault == FAULT_NONE ? store_lock(r->store, "catalogue", err) : fault;
}

enum fault catalogue_inside_end(struct registry *r, enum fault fault, struct store_runs *runs,
				bool *ret_again, struct error *err)
{
	if (fault == FAULT_NONE)
		fault = store_commit(r->store, err);
	store_rollback(r->store);
	*ret_again = fault != FAULT_NONE && store_again(r->store, runs);
	return fault;
}

enum fault catalogue_inside_enter(struct registry *r, const struct ledger_entry *entry,
				  struct error *err)
{
	return ledger_add_next(r,
			       &(struct ledger_entry){.act = entry->act,
						      .object = entry->object,
						      .actor = "host",
						      .role = "authority",
						      .face = "host",
						      .reason = entry->reason},
			       entry->digest, entry->digest_recipe, err);
}
