/* verify_due.c - whether what is owed, and what came for it, is as the ledger has it. */
#include "services/upkeep/verify_due.h"

#include "services/money/due.h"
#include "services/registry/registry_inside.h"
#include "services/registry/vouch.h"

#include <string.h>

/* Read whole before anything else is asked of the store. */
struct one_due {
	struct store_due row;
	struct one_due *next;
};
struct one_payment {
	struct store_payment row;
	struct one_payment *next;
};
struct all {
	struct registry *registry;
	void (*tell)(void *ctx, const char *what, const char *which, const char *how);
	void *ctx;
	struct arena *arena;
	struct one_due *dues;
	struct one_payment *payments;
};

static void keep_due(void *ctx, const struct store_due *row)
{
	struct all *all = ctx;
	struct one_due *one = arena_take(all->arena, sizeof(*one));

	*one = (struct one_due){*row, all->dues};
	all->dues = one;
}

static void keep_payment(void *ctx, const struct store_payment *row)
{
	struct all *all = ctx;
	struct one_payment *one = arena_take(all->arena, sizeof(*one));

	*one = (struct one_payment){*row, all->payments};
	all->payments = one;
}

/* What came for it adds up to what it says. */
struct sum {
	int64_t paid;
	int count;
};

static void add_up(void *ctx, const struct store_payment *row)
{
	struct sum *s = ctx;

	s->paid += row->amount;
	s->count++;
}

static enum fault check_due(struct all *all, const struct store_due *row, struct error *err)
{
	struct registry *r = all->registry;
	char digest[SEAL_DIGEST + 1];
	struct ledger_last last;
	struct sum sum = {0, 0};
	enum fault fault = due_digest(&r->seal, r->store, row, digest, err);

	if (fault == FAULT_NONE)
		fault = ledger_last(r, row->id, &last, err);
	if (fault == FAULT_NONE)
		fault = store_payment_each(r->store, row->id, add_up, &sum, err);
	if (fault != FAULT_NONE)
		return fault;
	if (last.revision == 0)
		all->tell(all->ctx, "Due", row->reference, "was put in past the ledger");
	else if (last.recipe != DUE_RECIPE || strcmp(last.digest, digest) != 0 ||
		 strcmp(row->mac, digest) != 0)
		all->tell(all->ctx, "Due", row->reference,
			  "is not as the ledger has it: it, or what came for it, was changed");
	else if (sum.paid != row->paid || sum.count != row->payments)
		all->tell(all->ctx, "Due", row->reference, "does not add up to what came for it");
	return FAULT_NONE;
}

/* One of a due is in that one's digest. */
static enum fault check_payment(struct all *all, const struct store_payment *row, struct error *err)
{
	struct registry *r = all->registry;
	struct ledger_last last = {.revision = 1};
	struct store_due due;
	bool found = true, kept = row->due[0] == '\0';
	enum fault fault = kept ? ledger_last(r, row->id, &last, err)
				: store_due_get(r->store, row->due, &due, &found, err);

	if (fault != FAULT_NONE)
		return fault;
	if (last.revision == 0 || (kept && last.ended) || !found)
		all->tell(all->ctx, "Payment", row->number, "was put in past the ledger");
	else if (!vouch_holds(&r->seal, &store_payment_table, row) ||
		 (kept && strcmp(last.digest, row->mac) != 0))
		all->tell(all->ctx, "Payment", row->number, "is not as the portal wrote it");
	return FAULT_NONE;
}

static void gone(void *ctx, const char *object)
{
	struct all *all = ctx;

	all->tell(all->ctx, "What was owed or paid,", object, "(id) was taken out past the ledger");
}

static enum fault check_gone(struct all *all, struct error *err)
{
	static const enum ledger_act acts[] = {LEDGER_DUE_RAISED,    LEDGER_DUE_PAID,
					       LEDGER_DUE_UNDONE,    LEDGER_DUE_REFUNDED,
					       LEDGER_DUE_CANCELLED, LEDGER_PAYMENT_KEPT};
	enum fault fault = FAULT_NONE;

	for (size_t i = 0; fault == FAULT_NONE && i < sizeof(acts) / sizeof(acts[0]); i++)
		fault = store_due_gone(all->registry->store, ledger_act_code(acts[i]), gone, all,
				       err);
	return fault;
}

enum fault verify_due(struct registry *r,
		      void (*tell)(void *ctx, const char *what, const char *which, const char *how),
		      void *ctx, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_FILL);
	struct all all = {.registry = r, .tell = tell, .ctx = ctx, .arena = a};
	enum fault fault = store_due_all(r->store, keep_due, &all, err);

	if (fault == FAULT_NONE)
		fault = store_payment_all(r->store, keep_payment, &all, err);
	for (const struct one_due *d = all.dues; fault == FAULT_NONE && d != NULL; d = d->next)
		fault = check_due(&all, &d->row, err);
	for (const struct one_payment *p = all.payments; fault == FAULT_NONE && p != NULL;
	     p = p->next)
		fault = check_payment(&all, &p->row, err);
	return fault == FAULT_NONE ? check_gone(&all, err) : fault;
}
