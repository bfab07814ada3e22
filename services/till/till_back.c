/* till_back.c - what was taken by mistake is undone, and what was paid too much goes back: each
 * with words of why, by who answers for the money. */
#include "services/till/till.h"

#include "i18n/money.h"
#include "services/access/pace.h"
#include "services/application/fees.h"
#include "services/application/given.h"
#include "services/registry/registry_inside.h"
#include "services/registry/vouch.h"
#include "services/till/till_inside.h"

#include <string.h>

/* What is typed for it. */
struct back {
	const char *words;
	int64_t amount;
	const char *number; /* of the payment that is undone */
};

static enum fault no_such(struct error *err)
{
	return fail(err, FAULT_MISSING, N_("There is no payment with this receipt number."),
		    "no such payment");
}

static enum fault start(struct till_work *w, const struct back *b, enum payment_kind kind,
			int64_t amount, struct error *err)
{
	w->payment = till_inside_payment(w, kind, amount);
	return till_inside_seal(w, b->words, &w->payment)
		       ? FAULT_NONE
		       : given_at(fail(err, FAULT_INPUT, N_("These words are too long."), "words"),
				  "words", err);
}

static enum fault run(struct till_work *w, const char *words, struct back *b, struct error *err)
{
	enum fault fault = given_words(
		w->arena, words, N_("Write why, for those who read it later."), &b->words, err);

	w->right = ACCESS_UNPAY;
	w->wish = b;
	return fault == FAULT_NONE ? till_inside_run(w, err) : given_at(fault, "words", err);
}

/* Of an application that was taken back nothing is owed, whatever is left of what came. */
static enum fault enter(struct till_work *w, enum ledger_act act, struct error *err)
{
	const struct ledger_entry by = fees_by(&w->change, w->row.charge);
	enum fault fault = due_enter(w->registry, &w->row, &w->payment, act, &by, err);

	if (fault != FAULT_NONE || strcmp(w->row.state, due_states[DUE_CANCELLED]) == 0 ||
	    change_state(w->change.row.state) != STATE_WITHDRAWN)
		return fault;
	return due_cancel(w->registry, &w->row, NULL, &by, err);
}

/* --- a mistake --- */

static enum fault check_undo(const struct till_work *w, const struct store_payment *p,
			     struct error *err)
{
	if (p->undone != 0)
		return fail(err, FAULT_CONFLICT, N_("This payment has already been cancelled."),
			    "undone");
	if (strcmp(p->kind, payment_kinds[PAYMENT_COUNTER]) != 0 &&
	    strcmp(p->kind, payment_kinds[PAYMENT_FILE]) != 0)
		return fail(err, FAULT_CONFLICT,
			    N_("Only a payment received can be cancelled; this entry is a refund."),
			    "%s", p->kind);
	if (strcmp(p->account, w->caller->account) == 0)
		return fail(
			err, FAULT_DENIED,
			N_("Someone other than the person who entered a payment has to cancel it."),
			"same account");
	/* What went back already does not go back twice. */
	if (p->amount > w->row.paid)
		return fail(err, FAULT_CONFLICT,
			    N_("This payment was refunded, in full or in part: it cannot be "
			       "cancelled as well."),
			    "%lld of %lld are left", (long long)w->row.paid, (long long)p->amount);
	return FAULT_NONE;
}

static enum fault undo(struct till_work *w, struct error *err)
{
	const struct back *b = w->wish;
	struct store_payment wrong;
	bool found = false;
	enum fault fault = store_payment_find(w->registry->store, b->number, &wrong, &found, err);

	if (fault == FAULT_NONE && (!found || strcmp(wrong.due, w->row.id) != 0))
		return no_such(err);
	if (fault == FAULT_NONE)
		fault = check_undo(w, &wrong, err);
	if (fault == FAULT_NONE)
		fault = start(w, b, PAYMENT_UNDO, -wrong.amount, err);
	if (fault != FAULT_NONE)
		return fault;
	wrong.undone = 1;
	vouch_row(&w->registry->seal, &store_payment_table, &wrong, wrong.mac);
	fault = store_payment_act(w->registry->store, &wrong, err);
	snprintf(w->payment.undoes, sizeof(w->payment.undoes), "%s", wrong.id);
	return fault == FAULT_NONE ? enter(w, LEDGER_DUE_UNDONE, err) : fault;
}

/* Which due it is of; what came for none has nothing to be undone. */
static enum fault find_due(struct registry *r, const struct term_list *terms, const char *number,
			   struct arena *a, struct till_due *ret, struct error *err)
{
	struct store_payment p;
	struct store_due due;
	bool found = false;
	enum fault fault = store_payment_find(r->store, number, &p, &found, err);

	if (fault == FAULT_NONE && found && p.due[0] == '\0')
		found = false;
	else if (fault == FAULT_NONE && found)
		fault = store_due_get(r->store, p.due, &due, &found, err);
	if (fault == FAULT_NONE && found)
		fault = till_inside_read(r, terms, due.reference, a, ret, &found, err);
	return fault == FAULT_NONE && !found ? no_such(err) : fault;
}

enum fault till_undo(struct registry *r, struct caller *v, const struct term_list *terms,
		     const char *number, const char *words, struct arena *a, struct till_due *ret,
		     struct error *err)
{
	struct back b = {.number = number};
	struct till_work w = {.registry = r, .caller = v, .d = ret, .arena = a, .work = undo};
	enum fault fault = access_may(r, v, ACCESS_UNPAY, NULL, err);

	if (fault == FAULT_NONE)
		fault = find_due(r, terms, number, a, ret, err);
	if (fault == FAULT_NONE)
		fault = run(&w, words, &b, err);
	return fault == FAULT_MISSING ? no_such(err) : fault;
}

/* --- what goes back --- */

struct taker {
	const char *account;
	bool took;
};

static void look_at_taker(void *ctx, const struct store_payment *row)
{
	struct taker *t = ctx;

	t->took = t->took || (strcmp(row->kind, payment_kinds[PAYMENT_COUNTER]) == 0 &&
			      row->undone == 0 && strcmp(row->account, t->account) == 0);
}

/* Else who took it at a counter could keep it, and say that it went back. */
static enum fault check_another(const struct till_work *w, struct error *err)
{
	struct taker t = {.account = w->caller->account};
	enum fault fault =
		store_payment_each(w->registry->store, w->row.id, look_at_taker, &t, err);

	return fault == FAULT_NONE && t.took ? fail(err, FAULT_DENIED,
						    N_("Someone other than the person who took the "
						       "money has to refund it."),
						    "same account")
					     : fault;
}

static enum fault refund(struct till_work *w, struct error *err)
{
	const struct back *b = w->wish;
	int64_t over = w->row.paid - w->row.amount;
	int64_t amount = b->amount == 0 && over > 0 ? over : b->amount;
	enum fault fault = check_another(w, err);

	if (fault != FAULT_NONE)
		return fault;
	if (w->row.paid <= 0)
		return fail(err, FAULT_CONFLICT,
			    N_("No payment has been received that could be refunded."),
			    "nothing paid");
	if (amount == 0)
		return given_at(fail(err, FAULT_INPUT,
				     N_("No more was paid than is owed: say how much to refund."),
				     "no amount"),
				"amount", err);
	if (amount < 0 || amount > w->row.paid) {
		fail(err, FAULT_INPUT, N_("No more than was paid can be refunded: {amount}."),
		     "more than was paid");
		error_fill(err, "amount", "%s %s",
			   money_plain(w->arena, w->row.paid, w->row.currency), w->row.currency);
		return given_at(FAULT_INPUT, "amount", err);
	}
	fault = start(w, b, PAYMENT_REFUND, -amount, err);
	return fault == FAULT_NONE ? enter(w, LEDGER_DUE_REFUNDED, err) : fault;
}

enum fault till_refund(struct registry *r, struct caller *v, int64_t amount, const char *words,
		       struct arena *a, struct till_due *d, struct payment *ret, struct error *err)
{
	struct back b = {.amount = amount};
	struct till_work w = {.registry = r, .caller = v, .d = d, .arena = a, .work = refund};
	enum fault fault = run(&w, words, &b, err);

	if (fault == FAULT_NONE)
		till_inside_show(&w, ret);
	return fault;
}

static enum fault let_off(struct till_work *w, struct error *err)
{
	const struct back *b = w->wish;
	struct ledger_entry by;
	enum fault fault;

	if (w->d->due.state == DUE_CANCELLED)
		return fail(err, FAULT_CONFLICT, N_("This is no longer owed."), "cancelled");
	if (w->row.paid != 0)
		return fail(err, FAULT_CONFLICT,
			    N_("A payment has been received for it: refund or cancel it first."),
			    "paid");
	fault = start(w, b, PAYMENT_LET_OFF, 0, err);
	by = fees_by(&w->change, w->row.charge);
	return fault == FAULT_NONE ? due_cancel(w->registry, &w->row, &w->payment, &by, err)
				   : fault;
}

enum fault till_let_off(struct registry *r, struct caller *v, const char *words, struct arena *a,
			struct till_due *d, struct error *err)
{
	struct back b = {.words = ""};
	struct till_work w = {.registry = r, .caller = v, .d = d, .arena = a, .work = let_off};

	return run(&w, words, &b, err);
}
