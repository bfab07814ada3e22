/* verify_entry.c - whether the entries of registers are what the ledger says, and whether their
 * numbers have no gaps. */
#include "services/upkeep/verify_entry.h"

#include "services/register/entry_digest.h"
#include "services/registry/ledger.h"
#include "services/registry/registry_inside.h"

#include <string.h>

struct verify {
	struct registry *registry;
	void (*tell)(void *ctx, const char *line);
	void *ctx;
};

static void find(struct verify *v, const char *what, const char *which, const char *how)
{
	char line[600];

	snprintf(line, sizeof(line), "%s %s %s.", what, which, how);
	v->tell(v->ctx, line);
}

static enum fault check_one(struct verify *v, const struct store_register_entry *row,
			    struct error *err)
{
	const struct seal *seal = &v->registry->seal;
	char digest[SEAL_DIGEST + 1], mac[SEAL_DIGEST + 1], which[240];
	struct ledger_last last;
	enum fault fault = ledger_last(v->registry, row->id, &last, err);

	if (fault == FAULT_NONE)
		fault = entry_digest(seal, v->registry->store, row, true, digest, err);
	if (fault == FAULT_NONE)
		fault = entry_digest(seal, v->registry->store, row, false, mac, err);
	if (fault != FAULT_NONE)
		return fault;
	snprintf(which, sizeof(which), "%s of register %s", row->number, row->book);
	if (last.revision == 0)
		find(v, "Entry", which, "was put in past the ledger");
	else if (last.recipe != ENTRY_DIGEST_RECIPE || strcmp(last.digest, digest) != 0 ||
		 last.revision != row->revision)
		find(v, "Entry", which, "is not as the ledger has it: it was changed");
	else if (strcmp(mac, row->mac) != 0)
		find(v, "Entry", which, "is not as the portal wrote it: a part was changed");
	return FAULT_NONE;
}

static enum fault check_all(struct verify *v, struct error *err)
{
	struct store_register_entry row = {.id = ""};
	bool found = true;

	for (;;) {
		enum fault fault =
			store_register_next(v->registry->store, row.id, &row, &found, err);

		if (fault == FAULT_NONE && found)
			fault = check_one(v, &row, err);
		if (fault != FAULT_NONE || !found)
			return fault;
	}
}

static void gone(void *ctx, const char *object)
{
	find(ctx, "Entry", object, "(id) was taken out past the ledger");
}

static void miscounted(void *ctx, const char *scope)
{
	find(ctx, "Numbers of register", scope, "have a gap, or were counted past the portal");
}

enum fault verify_entries(struct registry *r, void (*tell)(void *ctx, const char *line), void *ctx,
			  struct error *err)
{
	struct verify v = {r, tell, ctx};
	enum fault fault = check_all(&v, err);

	if (fault == FAULT_NONE)
		fault = store_register_gone(r->store, ledger_act_code(LEDGER_ENTERED), gone, &v,
					    err);
	return fault == FAULT_NONE ? store_register_miscounted(r->store, miscounted, &v, err)
				   : fault;
}
