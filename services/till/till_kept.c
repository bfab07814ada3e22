/* till_kept.c - what came and nobody knew what for: a list of it, and that it is known now. */
#include "services/till/till_file.h"

#include "i18n/base/array.h"
#include "services/application/fees.h"
#include "services/registry/registry_inside.h"
#include "services/registry/vouch.h"
#include "services/till/till_inside.h"

#include <string.h>

struct kept {
	struct arena *arena;
	struct till_kept *list;
	size_t count, room;
};

static void keep(void *ctx, const struct store_payment *row)
{
	struct kept *k = ctx;
	struct till_kept *to;

	k->list = array_room_in(k->arena, k->list, k->count + 1, &k->room, sizeof(*k->list));
	to = &k->list[k->count++];
	*to = (struct till_kept){.amount = row->amount,
				 .paid_at = row->paid_at,
				 .at = row->at,
				 .source = arena_text(k->arena, row->source),
				 .trace = arena_text(k->arena, row->trace),
				 .why = TILL_UNKNOWN};
	snprintf(to->number, sizeof(to->number), "%s", row->number);
	snprintf(to->currency, sizeof(to->currency), "%s", row->currency);
	for (int i = 0; till_whys[i] != NULL; i++)
		if (strcmp(till_whys[i], row->why) == 0)
			to->why = i;
}

enum fault till_kept(struct registry *r, const struct caller *v, struct arena *a,
		     struct till_kept **ret, size_t *ret_count, struct error *err)
{
	struct kept k = {.arena = a};
	enum fault fault = access_may(r, v, ACCESS_UNPAY, NULL, err);

	if (fault == FAULT_NONE)
		fault = store_payment_each(r->store, "", keep, &k, err);
	if (fault == FAULT_NONE) {
		*ret = k.list;
		*ret_count = k.count;
	}
	return fault;
}

static enum fault match(struct till_work *w, struct error *err)
{
	struct ledger_entry by;
	bool found = false;
	enum fault fault =
		store_payment_find(w->registry->store, w->wish, &w->payment, &found, err);

	if (fault == FAULT_NONE && !found)
		return fail(err, FAULT_MISSING, N_("There is no payment with this receipt number."),
			    "no such payment");
	if (fault == FAULT_NONE && w->payment.due[0] != '\0')
		return fail(err, FAULT_CONFLICT,
			    N_("The purpose of this payment is already known."), "matched");
	if (fault == FAULT_NONE && strcmp(w->payment.currency, w->row.currency) != 0)
		return fail(err, FAULT_CONFLICT,
			    N_("This payment is in another currency than what is owed."), "%s",
			    w->payment.currency);
	if (fault == FAULT_NONE && w->d->due.state == DUE_CANCELLED)
		return fail(err, FAULT_CONFLICT, N_("This is no longer owed."), "cancelled");
	if (fault == FAULT_NONE &&
	    !vouch_holds(&w->registry->seal, &store_payment_table, &w->payment))
		return fail(err, FAULT_BROKEN,
			    N_("What is owed, or what came for it, is damaged in the registry; "
			       "please tell the portal's operator."),
			    "payment %s is not as it was written", w->payment.number);
	by = fees_by(&w->change, w->row.charge);
	return fault == FAULT_NONE ? due_match(w->registry, &w->row, &w->payment, &by, err) : fault;
}

enum fault till_match(struct registry *r, struct caller *v, const char *number, struct arena *a,
		      struct till_due *d, struct error *err)
{
	struct till_work w = {.registry = r,
			      .caller = v,
			      .d = d,
			      .arena = a,
			      .right = ACCESS_UNPAY,
			      .work = match,
			      .wish = number};

	return till_inside_run(&w, err);
}
