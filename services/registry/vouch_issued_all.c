/* vouch_issued_all.c - every issued document against the ledger: changed, put in or taken out past
 * the portal, or numbered with a gap. */
#include "services/registry/vouch_issued.h"

#include "services/registry/registry_inside.h"
#include "services/registry/vouch.h"

/* Compared when all are read, since nothing else is asked of the store while they come. */
struct row {
	char id[33], number[80], digest[SEAL_DIGEST + 1];
	bool held; /* by the digest that it carries itself */
	struct row *next;
};

struct check {
	struct registry *registry;
	struct arena *arena;
	struct row *first, **end;
	void (*tell)(void *ctx, const char *line);
	void *ctx;
	bool whole;
};

static void find(struct check *c, const char *what, const char *which, const char *how)
{
	char line[300];

	snprintf(line, sizeof(line), "%s %s %s.", what, which, how);
	c->tell(c->ctx, line);
	c->whole = false;
}

static void keep(void *ctx, const struct store_issued *row)
{
	struct check *c = ctx;
	struct row *one = arena_take(c->arena, sizeof(*one));

	snprintf(one->id, sizeof(one->id), "%s", row->id);
	snprintf(one->number, sizeof(one->number), "%s", row->number);
	vouch_row(&c->registry->seal, &store_issued_table, row, one->digest);
	one->held = strcmp(one->digest, row->mac) == 0;
	*c->end = one;
	c->end = &one->next;
}

static enum fault compare(struct check *c, const struct row *one, struct error *err)
{
	struct ledger_last last;
	enum fault fault = ledger_last(c->registry, one->id, &last, err);

	if (fault != FAULT_NONE)
		return fault;
	if (last.revision == 0)
		find(c, "Issued document", one->number, "was put in past the ledger");
	else if (last.recipe != VOUCH_ISSUED_RECIPE || strcmp(last.digest, one->digest) != 0)
		find(c, "Issued document", one->number,
		     "is not as the ledger has it: it was changed");
	else if (!one->held)
		find(c, "Issued document", one->number,
		     "is not as the portal wrote it: a part was changed");
	return FAULT_NONE;
}

static void gone(void *ctx, const char *object)
{
	find(ctx, "Issued document", object, "(id) was taken out past the ledger");
}

static void gap(void *ctx, const char *scope)
{
	find(ctx, "The numbers of", scope, "are not those of the documents that were issued");
}

enum fault vouch_issued_check(struct registry *r, void (*tell)(void *ctx, const char *line),
			      void *ctx, bool *ret_whole, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_FILL);
	struct check c = {.registry = r,
			  .arena = a,
			  .end = &c.first,
			  .tell = tell,
			  .ctx = ctx,
			  .whole = true};
	enum fault fault = store_issued_all(r->store, keep, &c, err);

	for (const struct row *one = c.first; one != NULL && fault == FAULT_NONE; one = one->next)
		fault = compare(&c, one, err);
	if (fault == FAULT_NONE)
		fault = store_issued_gone(r->store, ledger_act_code(LEDGER_ISSUED),
					  ledger_act_code(LEDGER_ISSUE_ENDED), gone, &c, err);
	if (fault == FAULT_NONE)
		fault = store_issued_gaps(r->store, gap, &c, err);
	if (fault == FAULT_NONE)
		*ret_whole = c.whole;
	return fault;
}
