/* verify_papers.c - whether the papers of applications are whole: their rows, what the ledger has
 * of them, and each of their bytes. */
#include "services/upkeep/verify_papers.h"

#include "i18n/base/array.h"
#include "services/document/content.h"
#include "services/registry/registry_inside.h"
#include "services/registry/vouch.h"
#include "services/registry/vouch_paper.h"

/* Ids, read whole before anything else is asked of the store. */
struct papers_check {
	struct registry *registry;
	struct arena *arena;
	char (*ids)[33];
	size_t count, room;
	void (*tell)(void *ctx, const char *line);
	void *ctx;
};

static void keep_id(void *ctx, const struct store_paper *row)
{
	struct papers_check *c = ctx;

	c->ids = array_room_in(c->arena, c->ids, c->count + 1, &c->room, sizeof(*c->ids));
	memcpy(c->ids[c->count++], row->id, sizeof(*c->ids));
}

static void find(const struct papers_check *c, const char *id, const char *how)
{
	char line[200];

	snprintf(line, sizeof(line), "Paper %s (id) %s.", id, how);
	c->tell(c->ctx, line);
}

static enum fault check_bytes(const struct papers_check *c, const struct store_paper *row,
			      struct error *err)
{
	struct content content;
	struct error why = {0};
	enum fault fault = content_open(&content, c->registry, row, false, &why);

	if (fault == FAULT_NONE)
		fault = content_check(&content, row, &why);
	content_close(&content);
	if (fault == FAULT_BROKEN) {
		find(c, row->id, "has bytes that were changed, damaged or lost");
		return FAULT_NONE;
	}
	if (fault != FAULT_NONE && err != NULL)
		*err = why;
	return fault;
}

static enum fault check_row(const struct papers_check *c, const struct store_paper *row,
			    struct error *err)
{
	bool vouched = vouch_holds(&c->registry->seal, &store_paper_table, row);
	struct ledger_last last;
	enum fault fault = ledger_last(c->registry, row->id, &last, err);

	if (fault != FAULT_NONE)
		return fault;
	if (!vouched)
		find(c, row->id, "is not as the portal wrote it: a part was changed");
	if (strcmp(row->state, STORE_PAPER_COMING) == 0)
		return FAULT_NONE;
	if (last.revision == 0 || last.ended)
		find(c, row->id, "was put in past the ledger");
	else if (last.recipe != VOUCH_PAPER_RECIPE || strcmp(last.digest, row->mac) != 0)
		find(c, row->id, "is not as the ledger has it: it was changed");
	return vouched && strcmp(row->state, STORE_PAPER_WHOLE) == 0 ? check_bytes(c, row, err)
								     : FAULT_NONE;
}

static void gone(void *ctx, const char *object)
{
	find(ctx, object, "was taken out past the ledger");
}

enum fault verify_papers(struct registry *r, void (*tell)(void *ctx, const char *line), void *ctx,
			 struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_FILL);
	struct papers_check c = {.registry = r, .arena = a, .tell = tell, .ctx = ctx};
	enum fault fault = store_paper_all(r->store, keep_id, &c, err);

	for (size_t i = 0; fault == FAULT_NONE && i < c.count; i++) {
		struct store_paper row;
		bool found = false;

		fault = store_paper_get(r->store, c.ids[i], &row, &found, err);
		if (fault == FAULT_NONE && found)
			fault = check_row(&c, &row, err);
	}
	return fault == FAULT_NONE
		       ? store_paper_gone(r->store, ledger_act_code(LEDGER_PAPER_PUT),
					  ledger_act_code(LEDGER_PAPER_SHOWN), gone, &c, err)
		       : fault;
}
