/* catalogue_enter.c - what the host does to the catalogue, entered in the ledger. */
#include "services/catalogue/catalogue_inside.h"

#include "services/registry/registry_inside.h"

enum fault catalogue_inside_enter(struct registry *r, enum ledger_act act, const char *object,
				  const char *digest, int recipe, struct error *err)
{
	char operation[LEDGER_OPERATION + 1];
	struct ledger_last last;
	enum fault fault = ledger_last(r, object, &last, err);

	if (fault != FAULT_NONE)
		return fault;
	ledger_operation(operation);
	return ledger_add(r,
			  &(struct ledger_entry){.act = act,
						 .object = object,
						 .revision = last.revision + 1,
						 .actor = "host",
						 .role = "authority",
						 .face = "host",
						 .operation = operation,
						 .digest = digest,
						 .digest_recipe = recipe},
			  err);
}
