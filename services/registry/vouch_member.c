/* vouch_member.c - who works on an application and who signs it is entered in the ledger. */
#include "services/registry/vouch_member.h"

#include "services/registry/registry_inside.h"
#include "services/registry/vouch_object.h"

enum fault vouch_member(struct registry *r, struct store_member *row, bool is_new,
			enum ledger_act act, const struct ledger_entry *by, struct error *err)
{
	struct ledger_entry entry = *by;
	enum fault fault;

	vouch_row(&r->seal, &store_member_table, row, row->mac);
	fault = is_new ? store_member_add(r->store, row, err)
		       : store_member_act(r->store, row, err);
	entry.act = act;
	entry.object = row->id;
	entry.subject = row->application;
	entry.reason = act == LEDGER_SIGNED ? row->way : row->signature;
	return fault == FAULT_NONE ? ledger_add_next(r, &entry, row->mac, VOUCH_MEMBER_RECIPE, err)
				   : fault;
}

/* --- checking --- */

static void keep(void *ctx, const struct store_member *row)
{
	vouch_objects_add(ctx, row->id, row->mac, row);
}

enum fault vouch_member_check(struct registry *r, void (*tell)(void *ctx, const char *line),
			      void *ctx, bool *ret_whole, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_FILL);
	struct vouch_objects all = {.registry = r,
				    .arena = a,
				    .table = &store_member_table,
				    .what = "Member",
				    .recipe = VOUCH_MEMBER_RECIPE,
				    .tell = tell,
				    .ctx = ctx};
	enum fault fault = store_member_all(r->store, keep, &all, err);

	if (fault == FAULT_NONE)
		fault = vouch_objects_compare(&all, err);
	if (fault == FAULT_NONE)
		fault = store_member_gone(r->store, ledger_act_code(LEDGER_INVITED),
					  vouch_objects_gone, &all, err);
	if (fault == FAULT_NONE)
		*ret_whole = !all.found;
	return fault;
}
