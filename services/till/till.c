/* till.c - what people pay is taken at a counter, undone where it was a mistake, and given back. */
#include "services/till/till.h"

#include "i18n/base/array.h"
#include "i18n/digits.h"
#include "i18n/money.h"
#include "i18n/text.h"
#include "services/access/pace.h"
#include "services/application/fees.h"
#include "services/application/given.h"
#include "services/registry/registry_inside.h"
#include "services/registry/vouch.h"
#include "services/till/till_inside.h"

#include <string.h>

#define DAY ((int64_t)24 * 3600)

static enum fault is_none(struct error *err)
{
	return fail(err, FAULT_MISSING,
		    N_("Nothing is owed under this reference. Compare it with the page of the "
		       "application, or with its notice."),
		    "no such due");
}

static enum fault may_find(struct registry *r, const struct caller *v, struct error *err)
{
	struct error none;

	return access_may(r, v, ACCESS_PAY, NULL, &none) == FAULT_NONE
		       ? FAULT_NONE
		       : access_may(r, v, ACCESS_UNPAY, NULL, err);
}

/* Whether either right reaches it. */
static enum fault may_reach(struct registry *r, const struct caller *v, const struct till_due *d,
			    struct error *err)
{
	struct store_application row;
	struct access_object o;
	struct error none;
	bool found = false;
	enum fault fault = store_application_get(r->store, d->due.application, &row, &found, err);

	if (fault != FAULT_NONE || !found)
		return fault == FAULT_NONE ? is_none(err) : fault;
	o = (struct access_object){.id = row.id,
				   .reference = row.reference,
				   .pin = row.pin,
				   .actor = ACCESS_NO_STAGE,
				   .service = row.service,
				   .office = row.office,
				   .subject = row.subject,
				   .helper = row.helper};
	if (access_may(r, v, ACCESS_PAY, &o, &none) == FAULT_NONE)
		return FAULT_NONE;
	fault = access_may(r, v, ACCESS_UNPAY, &o, err);
	return fault == FAULT_MISSING || fault == FAULT_DENIED ? is_none(err) : fault;
}

/* Each reference that is tried takes of the visit's pace, also one that is nobody's. */
static enum fault take_pace(struct registry *r, struct caller *v, struct error *err)
{
	struct store_runs runs = {0};
	enum fault fault;

	do {
		fault = store_begin(r->store, err);
		if (fault == FAULT_NONE)
			fault = pace_take(r, v, PACE_FIND, err);
		if (fault == FAULT_NONE)
			fault = store_commit(r->store, err);
		store_rollback(r->store);
	} while (fault != FAULT_NONE && store_again(r->store, &runs));
	return fault;
}

enum fault till_find(struct registry *r, struct caller *v, const struct term_list *terms,
		     const char *reference, struct arena *a, struct till_due *ret,
		     struct error *err)
{
	char rf[RF_ROOM];
	bool found = false;
	enum fault fault = may_find(r, v, err);

	if (fault == FAULT_NONE && !rf_read(reference, rf))
		return fail(err, FAULT_INPUT,
			    N_("This is not a payment reference, or one character is wrong: it "
			       "begins with RF and two check digits, as in RF18 5390 0754 7034."),
			    "check digits");
	if (fault == FAULT_NONE)
		fault = take_pace(r, v, err);
	if (fault == FAULT_NONE)
		fault = till_inside_read(r, terms, rf, a, ret, &found, err);
	if (fault == FAULT_NONE && !found)
		return is_none(err);
	return fault == FAULT_NONE ? may_reach(r, v, ret, err) : fault;
}

/* --- taking --- */

static enum fault refuse_more(const struct till_work *w, int64_t rest, struct error *err)
{
	fail(err, FAULT_INPUT,
	     N_("This is more than is still owed. Take {amount}, and give change."),
	     "more than the rest");
	error_fill(err, "amount", "%s %s", money_plain(w->arena, rest, w->row.currency),
		   w->row.currency);
	return given_at(FAULT_INPUT, "amount", err);
}

static enum fault check_amount(const struct till_work *w, int64_t *amount, struct error *err)
{
	const struct due *d = &w->d->due;
	int64_t rest = due_rest(d);

	if (d->state == DUE_CANCELLED)
		return fail(err, FAULT_CONFLICT, N_("This is no longer owed."), "cancelled");
	if (rest == 0)
		return fail(err, FAULT_CONFLICT, N_("This has already been paid."), "no rest");
	if (*amount == 0)
		*amount = rest;
	if (*amount < 0)
		return given_at(fail(err, FAULT_INPUT, N_("Enter an amount above 0."), "amount"),
				"amount", err);
	return *amount > rest ? refuse_more(w, rest, err) : FAULT_NONE;
}

/* Blanks and strokes between its parts, small letters, and the digits of whoever writes it make no
 * other number of it. */
static char *fold_proof(struct arena *a, const char *typed)
{
	char *text = arena_text(a, digits_ascii(a, typed)), *to = text;

	for (const char *s = text; *s != '\0'; s++)
		if (*s != ' ' && *s != '-')
			*to++ = *s >= 'a' && *s <= 'z' ? (char)(*s - 'a' + 'A') : *s;
	*to = '\0';
	return text;
}

/* The number that stands on a stamp, or on another's receipt, pays once. */
static enum fault check_proof(struct till_work *w, const struct till_taken *t,
			      struct store_payment *p, struct error *err)
{
	const char *proof = "";
	struct store_payment other;
	bool found = false;
	enum fault fault = given_words(w->arena, t->proof, NULL, &proof, err);

	if (fault != FAULT_NONE)
		return given_at(fault, "proof", err);
	proof = fold_proof(w->arena, proof);
	if (proof[0] == '\0' && payment_needs_proof(t->means))
		return given_at(fail(err, FAULT_INPUT,
				     N_("Enter the number on the stamp or receipt. Each number can "
					"pay only once."),
				     "no proof"),
				"proof", err);
	if (proof[0] == '\0')
		return FAULT_NONE;
	if (strlen(proof) >= sizeof(p->trace))
		return given_at(fail(err, FAULT_INPUT, N_("This number is too long."), "proof"),
				"proof", err);
	snprintf(p->source, sizeof(p->source), "%s", payment_means[t->means]);
	snprintf(p->trace, sizeof(p->trace), "%s", proof);
	fault = store_payment_trace(w->registry->store, p->source, p->trace, &other, &found, err);
	if (fault != FAULT_NONE || !found || other.undone != 0)
		return fault;
	return fail(err, FAULT_CONFLICT,
		    N_("This number has already been used: a stamp or a receipt pays only once."),
		    "proof of %s", other.number);
}

static enum fault take(struct till_work *w, struct error *err)
{
	const struct till_taken *t = w->wish;
	int64_t amount = t->amount;
	enum fault fault = check_amount(w, &amount, err);
	struct ledger_entry by;

	if (fault != FAULT_NONE)
		return fault;
	w->payment = till_inside_payment(w, PAYMENT_COUNTER, amount);
	snprintf(w->payment.means, sizeof(w->payment.means), "%s", payment_means[t->means]);
	fault = check_proof(w, t, &w->payment, err);
	if (fault != FAULT_NONE)
		return fault;
	by = fees_by(&w->change, w->row.charge);
	return due_enter(w->registry, &w->row, &w->payment, LEDGER_DUE_PAID, &by, err);
}

enum fault till_take(struct registry *r, struct caller *v, const struct till_taken *t,
		     struct arena *a, struct till_due *d, struct payment *ret, struct error *err)
{
	struct till_work w = {.registry = r,
			      .caller = v,
			      .d = d,
			      .arena = a,
			      .right = ACCESS_PAY,
			      .work = take,
			      .wish = t};
	enum fault fault = till_inside_run(&w, err);

	if (fault == FAULT_NONE)
		till_inside_show(&w, ret);
	return fault;
}

/* --- one day --- */

struct sums {
	struct arena *arena;
	struct till_sum *list;
	size_t count, room;
};

static void add_up(void *ctx, const struct store_payment *row)
{
	struct sums *s = ctx;
	struct till_sum *to = NULL;

	for (size_t i = 0; i < s->count; i++)
		if (strcmp(s->list[i].currency, row->currency) == 0 &&
		    strcmp(payment_kinds[s->list[i].kind], row->kind) == 0)
			to = &s->list[i];
	if (to == NULL) {
		s->list =
			array_room_in(s->arena, s->list, s->count + 1, &s->room, sizeof(*s->list));
		to = &s->list[s->count++];
		*to = (struct till_sum){.kind = PAYMENT_COUNTER};
		snprintf(to->currency, sizeof(to->currency), "%s", row->currency);
		for (int i = 0; payment_kinds[i] != NULL; i++)
			if (strcmp(payment_kinds[i], row->kind) == 0)
				to->kind = (enum payment_kind)i;
	}
	to->count++;
	to->amount += row->amount;
}

enum fault till_day(struct registry *r, const struct caller *v, struct date day, struct arena *a,
		    struct till_sum **ret, size_t *ret_count, struct error *err)
{
	struct sums s = {.arena = a};
	int64_t from;
	enum fault fault = access_may(r, v, ACCESS_UNPAY, NULL, err);

	if (fault != FAULT_NONE)
		return fault;
	if (day.year == 0)
		day = date_of(registry_now(r));
	from = date_begin(day);
	fault = store_payment_between(r->store, from,
				      date_begin(date_from_number(date_number(day) + 1)), add_up,
				      &s, err);
	if (fault == FAULT_NONE) {
		*ret = s.list;
		*ret_count = s.count;
	}
	return fault;
}
