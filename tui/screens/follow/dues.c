/* dues.c - what is to be paid for an application: how much, under which reference, until when, how;
 * and the receipts for what was paid. */
#include "i18n/money.h"
#include "tui/page/duewords.h"
#include "tui/screens/follow/status.h"

struct dues {
	struct screen screen;
	struct status *status; /* the screen below; it stays there as long as this one is open */
	size_t shown;          /* the due whose QR code, or receipt, is shown, from 1; 0: none */
	size_t receipt;        /* its payment, from 1; 0: the QR code */
};

#define ACT_QR 100
#define ACT_RECEIPT 1000 /* above those: a hundred for each due */
#define RECEIPTS 100

void status_dues_load(struct status *f, const struct context *x)
{
	f->dues = NULL;
	f->due_count = 0;
	if (f->service == NULL || f->service->charge_count == 0)
		return;
	if (dues_of(x->registry, x->caller, &f->application, f->loaded, &f->dues, &f->due_count,
		    &f->error) != FAULT_NONE)
		f->due_count = 0;
}

static const char *show(struct arena *a, const struct scene *x, const struct due *d, int64_t minor)
{
	return bidi_isolate(a, money_show(a, x->lang, minor, d->currency));
}

void status_dues_put(struct page *p, const struct scene *x, const struct status *f)
{
	for (size_t i = 0; i < f->due_count; i++) {
		const struct due *d = &f->dues[i];

		if (due_rest(d) == 0)
			continue;
		page_pair(p, _("To be paid"),
			  words_labelled(p->arena, duewords_name(f->service, d->charge, x->lang),
					 show(p->arena, x, d, due_rest(d))),
			  0);
	}
}

/* --- one of them --- */

static const char *reference_of(struct arena *a, const struct due *d)
{
	char shown[RF_SHOWN];

	rf_show(d->reference, shown);
	return arena_text(a, shown);
}

static void put_due(struct page *p, const struct scene *x, const struct status *f, size_t index)
{
	const struct due *d = &f->dues[index];
	struct arena *a = p->arena;

	page_heading(p, duewords_name(f->service, d->charge, x->lang));
	page_pair(p, _("Status"), duewords_state(d->state), 0);
	page_pair(p, _("Amount"), show(a, x, d, d->amount), 0);
	if (duewords_left(a, x->lang, d) != NULL)
		page_pair(p, _("Paid"), bidi_isolate(a, duewords_left(a, x->lang, d)), 0);
	if (due_rest(d) > 0) {
		if (d->paid > 0)
			page_pair(p, _("Still to be paid"), show(a, x, d, due_rest(d)), 0);
		if (d->due_at > 0)
			page_pair(p, _("To be paid until"),
				  duewords_until(a, x->lang, f->service, d, f->now), 0);
		page_text(p, TONE_STRONG, _("Payment reference"));
		page_big(p, reference_of(a, d));
		if (!x->plain && duewords_code(a, &x->paying, d) != NULL)
			page_menu(p, ACT_QR + (int)index, _("Show a QR code to pay with"), NULL,
				  NULL);
	}
	for (size_t i = 0; i < d->payment_count && i < RECEIPTS; i++)
		page_menu(p, ACT_RECEIPT + (int)(index * RECEIPTS + i),
			  FILL(a, _("Receipt {number}"), {"number", d->payments[i].number}),
			  bidi_isolate(
				  a, duewords_payment(a, x->lang, f->service, d, &d->payments[i])),
			  NULL);
}

/* One thing alone: the code is seen whole on a small screen too. */
static struct page *one_view(const struct dues *v, const struct scene *x, struct arena *a)
{
	const struct status *f = v->status;
	const struct due *d = &f->dues[v->shown - 1];
	struct page *p = page_new(a, "dues", duewords_name(f->service, d->charge, x->lang));
	struct slip_part parts[SLIP_PARTS];

	p->trail = words_of(&f->service->name, x->lang);
	p->wants_back = true;
	if (v->receipt == 0) {
		p->whole = true;
		page_qr(p, duewords_code(a, &x->paying, d), NULL);
		return p;
	}
	common_receipt(
		p, parts,
		duewords_receipt(a, x->lang, f->service, d, &d->payments[v->receipt - 1], parts));
	return p;
}

static bool shows_one(const struct dues *v)
{
	return v->shown > 0 && v->shown <= v->status->due_count &&
	       v->receipt <= v->status->dues[v->shown - 1].payment_count;
}

static bool has_payments(const struct status *f)
{
	for (size_t i = 0; i < f->due_count; i++)
		if (f->dues[i].payment_count > 0)
			return true;
	return false;
}

static struct page *dues_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct dues *v = (const struct dues *)s;
	const struct status *f = v->status;
	struct page *p;

	if (shows_one(v))
		return one_view(v, x, a);
	p = page_new(a, "dues", _("What is to be paid"));
	p->trail = f->service == NULL ? NULL : words_of(&f->service->name, x->lang);
	p->wants_back = true;
	if (f->error.fault != FAULT_NONE)
		page_notice(p, NOTICE_ERROR, message_error(a, &f->error));
	if (has_payments(f))
		common_clock(p, x, f->service);
	for (size_t i = 0; i < f->due_count; i++)
		put_due(p, x, f, i);
	if (f->service != NULL)
		common_how_to_pay(p, x, f->service, f->dues, f->due_count);
	return p;
}

static void dues_load(struct screen *s, struct stack *st)
{
	status_load(&((struct dues *)s)->status->screen, st);
}

static bool dues_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct dues *v = (struct dues *)s;

	if (e->kind == INPUT_BACK && v->shown > 0) {
		v->shown = v->receipt = 0;
		stack_turn(st);
		return true;
	}
	if (e->kind != INPUT_CHOOSE || e->act < ACT_QR)
		return false;
	if (e->act < ACT_RECEIPT) {
		v->shown = (size_t)(e->act - ACT_QR) + 1;
		v->receipt = 0;
	} else {
		v->shown = (size_t)(e->act - ACT_RECEIPT) / RECEIPTS + 1;
		v->receipt = (size_t)(e->act - ACT_RECEIPT) % RECEIPTS + 1;
	}
	stack_turn(st);
	return true;
}

static const struct screen_ops ops = {
	.name = "dues", .load = dues_load, .view = dues_view, .update = dues_update};

struct screen *dues_new(struct status *f)
{
	struct dues *v = common_make(sizeof(*v), &ops);

	v->status = f;
	return &v->screen;
}
