/* catalogue_enter.c - what the host does to the catalogue, entered in the ledger. */
#include "services/catalogue/catalogue_inside.h"

#include "services/definition/kind.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_clock.h"
#include "services/store/store_register.h"

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

enum fault catalogue_inside_wake(struct registry *r, const char *key, struct error *err)
{
	switch (kind_of(key)) {
	case KIND_CALENDAR: return store_clock_wake(r->store, err);
	case KIND_REGISTER:
		return store_register_wake(r->store, strchr(key, ':') + 1, registry_now(r), err);
	default: return FAULT_NONE;
	}
}
