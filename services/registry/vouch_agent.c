/* vouch_agent.c - who acts for an organisation is entered in the ledger. */
#include "services/registry/vouch_agent.h"

#include "services/registry/registry_inside.h"
#include "services/registry/vouch.h"

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

/* Read whole before anything else is asked of the store. */
struct kept {
	char id[33], mac[SEAL_DIGEST + 1];
	bool holds;
	struct kept *next;
};
struct check {
	struct registry *registry;
	struct arena *arena;
	struct kept *first, **end;
	void (*tell)(void *ctx, const char *line);
	void *ctx;
	bool whole;
};

static void keep(void *ctx, const struct store_agent *row)
{
	struct check *c = ctx;
	struct kept *one = arena_take(c->arena, sizeof(*one));

	memcpy(one->id, row->id, sizeof(one->id));
	memcpy(one->mac, row->mac, sizeof(one->mac));
	one->holds = vouch_holds(&c->registry->seal, &store_agent_table, row);
	*c->end = one;
	c->end = &one->next;
}

static void find(struct check *c, const char *id, const char *how)
{
	char line[120];

	snprintf(line, sizeof(line), "Who acts for an organisation %s %s.", id, how);
	c->tell(c->ctx, line);
	c->whole = false;
}

static void gone(void *ctx, const char *object)
{
	find(ctx, object, "(id) was taken out past the ledger");
}

static void compare(struct check *c, const struct kept *one, const struct ledger_last *last)
{
	if (last->revision == 0 || last->ended)
		find(c, one->id, "was put in past the ledger");
	else if (!one->holds)
		find(c, one->id, "is not as the portal wrote it");
	else if (last->recipe != VOUCH_AGENT_RECIPE || strcmp(last->digest, one->mac) != 0)
		find(c, one->id, "is not as the ledger has it: it was changed");
}

enum fault vouch_agent_check(struct registry *r, void (*tell)(void *ctx, const char *line),
			     void *ctx, bool *ret_whole, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_FILL);
	struct check c = {.registry = r, .arena = a, .tell = tell, .ctx = ctx, .whole = true};
	enum fault fault;

	c.end = &c.first;
	fault = store_agent_all(r->store, keep, &c, err);
	for (const struct kept *one = c.first; one != NULL && fault == FAULT_NONE;
	     one = one->next) {
		struct ledger_last last;

		fault = ledger_last(r, one->id, &last, err);
		if (fault == FAULT_NONE)
			compare(&c, one, &last);
	}
	if (fault == FAULT_NONE)
		fault = store_agent_gone(r->store, ledger_act_code(LEDGER_AGENT_ADDED), gone, &c,
					 err);
	if (fault == FAULT_NONE)
		*ret_whole = c.whole;
	return fault;
}
