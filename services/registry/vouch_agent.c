/* vouch_agent.c - who acts for an organisation is entered in the ledger. */
#include "services/registry/vouch_agent.h"

#include "services/registry/registry_inside.h"
#include "services/registry/vouch_object.h"

enum fault vouch_agent(struct registry *r, struct store_agent *row, bool is_new,
		       enum ledger_act act, const struct ledger_entry *by, struct error *err)
{
	struct ledger_entry entry = *by;
	enum fault fault;

	vouch_row(&r->seal, &store_agent_table, row, row->mac);
	fault = is_new ? store_agent_add(r->store, row, err) : store_agent_act(r->store, row, err);
	entry.act = act;
	entry.object = row->id;
	entry.subject = row->entry;
	entry.reason = row->way;
	return fault == FAULT_NONE ? ledger_add_next(r, &entry, row->mac, VOUCH_AGENT_RECIPE, err)
				   : fault;
}

/* --- checking --- */

static void keep(void *ctx, const struct store_agent *row)
{
	vouch_objects_add(ctx, row->id, row->mac, row);
}

enum fault vouch_agent_check(struct registry *r, void (*tell)(void *ctx, const char *line),
			     void *ctx, bool *ret_whole, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_FILL);
	struct vouch_objects all = {.registry = r,
				    .arena = a,
				    .table = &store_agent_table,
				    .what = "Who acts for an organisation",
				    .recipe = VOUCH_AGENT_RECIPE,
				    .tell = tell,
				    .ctx = ctx};
	enum fault fault = store_agent_all(r->store, keep, &all, err);

	if (fault == FAULT_NONE)
		fault = vouch_objects_compare(&all, err);
	if (fault == FAULT_NONE)
		fault = store_agent_gone(r->store, ledger_act_code(LEDGER_AGENT_ADDED),
					 vouch_objects_gone, &all, err);
	if (fault == FAULT_NONE)
		*ret_whole = !all.found;
	return fault;
}
