/* catalogue_enter.c - what the host does to the catalogue, entered in the ledger. */
#include "services/registry/id.h"
#include "services/catalogue/catalogue_inside.h"

#include "services/registry/registry_inside.h"

enum fault catalogue_inside_enter(struct registry *r, const struct ledger_entry *entry,
				  struct error *err)
{
	char operation[ID_LENGTH + 1];
	struct ledger_last last;
	enum fault fault = ledger_last(r, entry->object, &last, err);

	if (fault != FAULT_NONE)
		return fault;
	id_new(operation);
	return ledger_add(r,
			  &(struct ledger_entry){.act = entry->act,
						 .object = entry->object,
						 .revision = last.revision + 1,
						 .actor = "host",
						 .role = "authority",
						 .face = "host",
						 .reason = entry->reason,
						 .operation = operation,
						 .digest = entry->digest,
						 .digest_recipe = entry->digest_recipe},
			  err);
}
