/* vouch_address.c - that messages go to an address, and that they do no more, is entered in the
 * ledger. */
#include "services/registry/vouch_address.h"

#include "i18n/base/array.h"
#include "services/registry/registry_inside.h"
#include "services/registry/vouch.h"

enum fault vouch_address(struct registry *r, const struct store_address *row, enum ledger_act act,
			 const struct ledger_entry *by, struct error *err)
{
	struct ledger_entry entry = *by;

	entry.act = act;
	entry.object = row->id;
	entry.subject = row->owner;
	entry.reason = row->channel;
	return ledger_add_next(r, &entry, row->mac, VOUCH_ADDRESS_RECIPE, err);
}

/* Read whole before anything else is asked of the store. */
struct list {
	struct arena *arena;
	struct store_address *rows;
	size_t count, room;
};

static void keep_proven(void *ctx, const struct store_address *row)
{
	struct list *l = ctx;

	if (row->proven_at == 0)
		return;
	l->rows = array_room_in(l->arena, l->rows, l->count + 1, &l->room, sizeof(*l->rows));
	l->rows[l->count++] = *row;
}

enum fault vouch_address_end_all(struct registry *r, const char *owner,
				 const struct ledger_entry *by, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct list l = {.arena = a};
	enum fault fault = store_address_each(r->store, owner, keep_proven, &l, err);

	for (size_t i = 0; i < l.count && fault == FAULT_NONE; i++)
		fault = vouch_address(r, &l.rows[i], LEDGER_ADDRESS_DROPPED, by, err);
	return fault;
}

enum fault vouch_address_fill(struct registry *r, struct error *err)
{
	static const struct ledger_entry portal = {
		.actor = "portal", .role = "portal", .face = "host"};
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_FILL);
	struct list l = {.arena = a};
	enum fault fault = store_address_all(r->store, keep_proven, &l, err);

	for (size_t i = 0; i < l.count && fault == FAULT_NONE; i++)
		if (vouch_holds(&r->seal, &store_address_table, &l.rows[i]))
			fault = vouch_address(r, &l.rows[i], LEDGER_ADDRESS_PROVEN, &portal, err);
	return fault;
}
