/* due.c - what is owed for an application: how it stands, and that each change of it is entered in
 * the ledger. */
#include "services/money/due.h"

#include "i18n/base/array.h"
#include "services/registry/id.h"
#include "services/registry/registry_inside.h"
#include "services/registry/vouch.h"

#include <string.h>

const char *const due_states[] = {"open", "part", "paid", "over", "cancelled", "refunded", NULL};
const char *const payment_kinds[] = {"counter", "file", "undo", "refund", "let_off", NULL};
const char *const payment_means[] = {"cash",    "card",    "transfer", "stamp",
				     "franked", "receipt", "notice",   NULL};

bool payment_needs_proof(enum payment_means means)
{
	return means >= MEANS_STAMP;
}

static int place_of(const char *const *codes, const char *code)
{
	for (int i = 0; codes[i] != NULL; i++)
		if (strcmp(codes[i], code) == 0)
			return i;
	return -1;
}

int64_t due_rest(const struct due *d)
{
	return d->state == DUE_CANCELLED || d->paid >= d->amount ? 0 : d->amount - d->paid;
}

bool due_is_settled(const struct due *d)
{
	return d->state == DUE_PAID || d->state == DUE_OVER || d->state == DUE_CANCELLED;
}

/* --- what is vouched for --- */

struct payments {
	struct arena *arena;
	struct store_payment *rows;
	size_t count, room;
	struct seal_digest *digest; /* NULL: they are kept */
};

static void take(void *ctx, const struct store_payment *row)
{
	struct payments *p = ctx;

	if (p->digest != NULL) {
		vouch_add_row(p->digest, &store_payment_table, row);
		return;
	}
	p->rows = array_room_in(p->arena, p->rows, p->count + 1, &p->room, sizeof(*p->rows));
	p->rows[p->count++] = *row;
}

enum fault due_digest(const struct seal *seal, struct store *s, const struct store_due *row,
		      char ret[SEAL_DIGEST + 1], struct error *err)
{
	struct seal_digest d;
	struct payments p = {.digest = &d};
	enum fault fault;

	seal_digest_begin(&d, seal, "due and its payments");
	vouch_add_row(&d, &store_due_table, row);
	fault = store_payment_each(s, row->id, take, &p, err);
	if (fault == FAULT_NONE)
		seal_digest_end(&d, ret);
	return fault;
}

enum fault due_check_whole(const struct seal *seal, struct store *s, const struct store_due *row,
			   struct error *err)
{
	char digest[SEAL_DIGEST + 1];
	enum fault fault = due_digest(seal, s, row, digest, err);

	if (fault != FAULT_NONE || strcmp(digest, row->mac) == 0)
		return fault;
	return fail(err, FAULT_BROKEN,
		    N_("What is owed, or what came for it, is damaged in the registry; please tell "
		       "the portal's operator."),
		    "due %s is not as it was written", row->id);
}

static enum fault add_entry(struct registry *r, const char *object, const char *digest,
			    enum ledger_act act, const struct ledger_entry *by, struct error *err)
{
	struct ledger_entry entry = *by;

	entry.act = act;
	entry.object = object;
	return ledger_add_next(r, &entry, digest, DUE_RECIPE, err);
}

/* The row is in the store already, with another digest. */
static enum fault write_row(struct registry *r, struct store_due *row, enum ledger_act act,
			    const struct ledger_entry *by, struct error *err)
{
	enum fault fault = due_digest(&r->seal, r->store, row, row->mac, err);

	if (fault == FAULT_NONE)
		fault = store_due_act(r->store, row, err);
	return fault == FAULT_NONE ? add_entry(r, row->id, row->mac, act, by, err) : fault;
}

/* --- changes --- */

/* A number that another has is drawn again. */
static enum fault draw_reference(struct registry *r, struct store_due *row, struct error *err)
{
	struct store_due other;
	bool taken = true;
	enum fault fault = FAULT_NONE;

	while (fault == FAULT_NONE && taken) {
		rf_new(row->reference);
		fault = store_due_find(r->store, row->reference, &other, &taken, err);
	}
	return fault;
}

enum fault due_raise(struct registry *r, struct store_due *row, const struct ledger_entry *by,
		     struct error *err)
{
	enum fault fault;

	id_new(row->id);
	row->paid = row->payments = 0;
	snprintf(row->state, sizeof(row->state), "%s", due_states[DUE_OPEN]);
	fault = draw_reference(r, row, err);
	if (fault == FAULT_NONE)
		fault = due_digest(&r->seal, r->store, row, row->mac, err);
	if (fault == FAULT_NONE)
		fault = store_due_add(r->store, row, err);
	return fault == FAULT_NONE ? add_entry(r, row->id, row->mac, LEDGER_DUE_RAISED, by, err)
				   : fault;
}

static enum due_state state_of(const struct store_due *row, bool went_back)
{
	if (row->paid <= 0)
		return went_back ? DUE_REFUNDED : DUE_OPEN;
	if (row->paid < row->amount)
		return DUE_PART;
	return row->paid == row->amount ? DUE_PAID : DUE_OVER;
}

/* "P" and ten digits, which nobody else has. */
static enum fault draw_number(struct registry *r, struct store_payment *row, struct error *err)
{
	struct store_payment other;
	bool taken = true;
	enum fault fault = FAULT_NONE;

	while (fault == FAULT_NONE && taken) {
		row->number[0] = 'P';
		for (int i = 1; i <= 10; i++)
			row->number[i] = (char)('0' + randombytes_uniform(10));
		row->number[11] = '\0';
		fault = store_payment_find(r->store, row->number, &other, &taken, err);
	}
	return fault;
}

static enum fault add_payment(struct registry *r, struct store_payment *payment, const char *due,
			      int place, struct error *err)
{
	enum fault fault;

	if (payment->id[0] == '\0')
		id_new(payment->id);
	snprintf(payment->due, sizeof(payment->due), "%s", due);
	fault = draw_number(r, payment, err);
	if (fault != FAULT_NONE)
		return fault;
	payment->place = place;
	vouch_row(&r->seal, &store_payment_table, payment, payment->mac);
	return store_payment_add(r->store, payment, err);
}

static void count_in(struct store_due *row, const struct store_payment *payment)
{
	bool went_back = strcmp(payment->kind, payment_kinds[PAYMENT_REFUND]) == 0;

	row->paid += payment->amount;
	row->payments++;
	/* What nobody owes any more is not owed since something of it went back. */
	if (strcmp(row->state, due_states[DUE_CANCELLED]) != 0)
		snprintf(row->state, sizeof(row->state), "%s",
			 due_states[state_of(row, went_back)]);
}

enum fault due_enter(struct registry *r, struct store_due *row, struct store_payment *payment,
		     enum ledger_act act, const struct ledger_entry *by, struct error *err)
{
	enum fault fault = add_payment(r, payment, row->id, row->payments + 1, err);

	if (fault != FAULT_NONE)
		return fault;
	count_in(row, payment);
	return write_row(r, row, act, by, err);
}

enum fault due_cancel(struct registry *r, struct store_due *row, struct store_payment *payment,
		      const struct ledger_entry *by, struct error *err)
{
	enum fault fault = payment == NULL
				   ? FAULT_NONE
				   : add_payment(r, payment, row->id, row->payments + 1, err);

	if (fault != FAULT_NONE)
		return fault;
	row->payments += payment != NULL;
	snprintf(row->state, sizeof(row->state), "%s", due_states[DUE_CANCELLED]);
	return write_row(r, row, LEDGER_DUE_CANCELLED, by, err);
}

enum fault due_keep(struct registry *r, struct store_payment *payment,
		    const struct ledger_entry *by, struct error *err)
{
	enum fault fault = add_payment(r, payment, "", 0, err);

	return fault == FAULT_NONE
		       ? add_entry(r, payment->id, payment->mac, LEDGER_PAYMENT_KEPT, by, err)
		       : fault;
}

enum fault due_match(struct registry *r, struct store_due *row, struct store_payment *payment,
		     const struct ledger_entry *by, struct error *err)
{
	enum fault fault;

	snprintf(payment->due, sizeof(payment->due), "%s", row->id);
	payment->why[0] = '\0';
	payment->place = row->payments + 1;
	vouch_row(&r->seal, &store_payment_table, payment, payment->mac);
	fault = store_payment_act(r->store, payment, err);
	if (fault == FAULT_NONE)
		fault = add_entry(r, payment->id, "", LEDGER_PAYMENT_MATCHED, by, err);
	if (fault != FAULT_NONE)
		return fault;
	count_in(row, payment);
	return write_row(r, row, LEDGER_DUE_PAID, by, err);
}

/* --- as it is shown --- */

static void show_payment(struct arena *a, const struct store_payment *row, struct payment *ret)
{
	int kind = place_of(payment_kinds, row->kind);

	*ret = (struct payment){.kind = kind < 0 ? PAYMENT_COUNTER : (enum payment_kind)kind,
				.amount = row->amount,
				.paid_at = row->paid_at,
				.means = place_of(payment_means, row->means),
				.source = arena_text(a, row->source),
				.trace = arena_text(a, row->trace),
				.undone = row->undone != 0};
	snprintf(ret->number, sizeof(ret->number), "%s", row->number);
}

enum fault due_show(struct registry *r, const struct store_due *row, struct arena *a,
		    struct due *ret, struct error *err)
{
	struct payments p = {.arena = a};
	int state = place_of(due_states, row->state);
	enum fault fault = store_payment_each(r->store, row->id, take, &p, err);

	if (fault != FAULT_NONE)
		return fault;
	*ret = (struct due){.charge = arena_text(a, row->charge),
			    .amount = row->amount,
			    .paid = row->paid,
			    .at = row->at,
			    .due_at = row->due_at,
			    .state = state < 0 ? DUE_OPEN : (enum due_state)state,
			    .payments = arena_array(a, p.count + 1, sizeof(*ret->payments)),
			    .payment_count = p.count};
	snprintf(ret->id, sizeof(ret->id), "%s", row->id);
	snprintf(ret->application, sizeof(ret->application), "%s", row->application);
	snprintf(ret->reference, sizeof(ret->reference), "%s", row->reference);
	snprintf(ret->currency, sizeof(ret->currency), "%s", row->currency);
	for (size_t i = 0; i < p.count; i++)
		show_payment(a, &p.rows[i], &ret->payments[i]);
	return FAULT_NONE;
}

struct dues {
	struct arena *arena;
	struct store_due *rows;
	size_t count, room;
};

static void keep_due(void *ctx, const struct store_due *row)
{
	struct dues *d = ctx;

	d->rows = array_room_in(d->arena, d->rows, d->count + 1, &d->room, sizeof(*d->rows));
	d->rows[d->count++] = *row;
}

enum fault due_list(struct registry *r, const char *application, struct arena *a, struct due **ret,
		    size_t *ret_count, struct error *err)
{
	struct dues d = {.arena = a};
	enum fault fault = store_due_each(r->store, application, keep_due, &d, err);

	if (fault != FAULT_NONE)
		return fault;
	*ret = arena_array(a, d.count + 1, sizeof(**ret));
	*ret_count = d.count;
	for (size_t i = 0; i < d.count && fault == FAULT_NONE; i++)
		fault = due_show(r, &d.rows[i], a, &(*ret)[i], err);
	return fault;
}

struct owed {
	const char *charge;
	bool found, open;
};

static void look_at(void *ctx, const struct store_due *row)
{
	struct owed *o = ctx;
	const struct due as = {.state = (enum due_state)place_of(due_states, row->state)};

	if (strcmp(row->charge, o->charge) != 0)
		return;
	o->found = true;
	o->open = o->open || !due_is_settled(&as);
}

enum fault due_check_paid(struct registry *r, const char *application, const struct charge *charge,
			  bool raised, struct error *err)
{
	struct owed o = {.charge = charge->id};
	enum fault fault = store_due_each(r->store, application, look_at, &o, err);

	if (fault != FAULT_NONE || (!o.open && (o.found || raised)))
		return fault;
	fail(err, FAULT_DENIED, N_("The fee “{fee}” has to be paid first."), "owed");
	error_fill(err, "fee", "%s", charge->id);
	return FAULT_DENIED;
}
