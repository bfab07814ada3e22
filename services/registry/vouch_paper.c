/* vouch_paper.c - that a paper came whole, was seen at a counter, or is there no more, is entered
 * in the ledger. */
#include "services/registry/vouch_paper.h"

#include "i18n/base/array.h"
#include "services/registry/registry_inside.h"

enum fault vouch_paper(struct registry *r, const struct store_paper *row, enum ledger_act act,
		       const struct ledger_entry *by, struct error *err)
{
	struct ledger_entry entry = *by;

	entry.act = act;
	entry.object = row->id;
	entry.subject = row->application;
	entry.reason = row->requirement;
	return ledger_add_next(r, &entry, row->mac, VOUCH_PAPER_RECIPE, err);
}

/* Read whole before anything else is asked of the store. */
struct list {
	struct arena *arena;
	struct store_paper *rows;
	size_t count, room;
};

static void keep_entered(void *ctx, const struct store_paper *row)
{
	struct list *l = ctx;

	if (strcmp(row->state, STORE_PAPER_COMING) == 0)
		return;
	l->rows = array_room_in(l->arena, l->rows, l->count + 1, &l->room, sizeof(*l->rows));
	l->rows[l->count++] = *row;
}

enum fault vouch_paper_end_all(struct registry *r, const char *application,
			       const struct ledger_entry *by, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct list l = {.arena = a};
	enum fault fault = store_paper_each(r->store, application, keep_entered, &l, err);

	for (size_t i = 0; i < l.count && fault == FAULT_NONE; i++)
		fault = vouch_paper(r, &l.rows[i], LEDGER_PAPER_DROPPED, by, err);
	return fault;
}
