/* till.c - at a counter: somebody pays what is owed under a payment reference, and gets a receipt.
 */
#include "i18n/money.h"
#include "tui/page/duewords.h"
#include "tui/screens/office/office.h"

#include <string.h>

enum { FIELD_REFERENCE = 1, FIELD_AMOUNT, FIELD_PROOF };
enum { ACT_CASH = 1, ACT_CARD, ACT_OTHER, ACT_NEXT };
#define ACT_MEANS 10 /* above those */

enum step { STEP_REFERENCE, STEP_DUE, STEP_TYPED, STEP_MEANS, STEP_PAID };

struct till {
	struct screen screen;
	struct arena *arena; /* what was found and taken */
	enum step step;
	char typed[64];
	struct till_due found;
	int64_t amount;
	char proof[80];
	struct payment paid;
	struct slip_part parts[SLIP_PARTS];
	size_t count;
	int at; /* the field that the error is about; 0: the page */
	struct error error;
};

/* --- the page --- */

/* What stands there as the rest is typed over. */
static void put(struct page *p, const struct till *v, int id, const char *label, const char *value,
		bool required)
{
	struct field *f = arena_take(p->arena, sizeof(*f));

	*f = (struct field){.id = id,
			    .kind = FIELD_LINE,
			    .label = label,
			    .value = value,
			    .required = required,
			    .preset = id == FIELD_AMOUNT && v->amount == due_rest(&v->found.due),
			    .ltr = true,
			    .lines = 1};
	if (v->at == id && v->error.fault != FAULT_NONE)
		f->error = message_error(p->arena, &v->error);
	page_field(p, f);
}

static const char *show(struct arena *a, const struct scene *x, const struct till *v, int64_t minor)
{
	return bidi_isolate(a, money_show(a, x->lang, minor, v->found.due.currency));
}

static void put_found(struct page *p, const struct scene *x, const struct till *v)
{
	const struct till_due *d = &v->found;

	page_pair(p, _("Service"), words_of(&d->service->name, x->lang), 0);
	page_pair(p, _("Reference number"), words_reference(p->arena, d->reference), 0);
	page_pair(p, _("Fee"), duewords_name(d->service, d->due.charge, x->lang), 0);
	page_pair(p, _("Status"), duewords_state(d->due.state), 0);
	page_pair(p, _("Amount"), show(p->arena, x, v, d->due.amount), 0);
	if (d->due.paid > 0 && d->due.state == DUE_CANCELLED)
		page_pair(p, _("Paid"), show(p->arena, x, v, d->due.paid), 0);
	else if (d->due.paid > 0)
		page_pair(p, _("Still to be paid"), show(p->arena, x, v, due_rest(&d->due)), 0);
}

static void put_choices(struct page *p, const struct scene *x, const struct till *v)
{
	const char *rest = show(p->arena, x, v, due_rest(&v->found.due));

	if (due_rest(&v->found.due) == 0) {
		page_menu(p, ACT_NEXT, _("Another payment"), NULL, NULL);
		return;
	}
	p->deliberate = true;
	page_menu(p, ACT_CASH, FILL(p->arena, _("Paid in cash: {amount}"), {"amount", rest}), NULL,
		  NULL);
	page_menu(p, ACT_CARD, FILL(p->arena, _("Paid by card: {amount}"), {"amount", rest}), NULL,
		  NULL);
	page_menu(p, ACT_OTHER, _("Another amount or means of payment"),
		  _("part of it, a stamp, another office's receipt"), NULL);
}

static void put_means(struct page *p, const struct scene *x, const struct till *v)
{
	page_pair(p, _("Amount"), show(p->arena, x, v, v->amount), 0);
	if (v->proof[0] != '\0')
		page_pair(p, _("Number of the stamp or receipt"),
			  bidi_isolate(p->arena, text_safe(p->arena, v->proof, 0)), 0);
	p->deliberate = true;
	for (int i = 0; payment_means[i] != NULL; i++) {
		const struct payment as = {.kind = PAYMENT_COUNTER, .means = i};

		page_menu(p, ACT_MEANS + i,
			  FILL(p->arena, _("Paid by: {means}"), {"means", duewords_means(&as)}),
			  NULL, NULL);
	}
}

static void put_step(struct page *p, const struct scene *x, const struct till *v)
{
	switch (v->step) {
	case STEP_REFERENCE:
		page_text(p, TONE_PLAIN,
			  _("The payment reference begins with RF. It is on the application's page "
			    "and in the notice."));
		put(p, v, FIELD_REFERENCE, _("Payment reference"), v->typed, true);
		p->focus_field = FIELD_REFERENCE;
		p->next_label = _("Continue");
		break;
	case STEP_DUE: put_found(p, x, v), put_choices(p, x, v); break;
	case STEP_TYPED:
		put_found(p, x, v);
		put(p, v, FIELD_AMOUNT, _("Amount"),
		    money_plain(p->arena, v->amount, v->found.due.currency), true);
		put(p, v, FIELD_PROOF, _("Number of the stamp or receipt"),
		    text_safe(p->arena, v->proof, 0), false);
		p->focus_field = v->at == 0 ? FIELD_AMOUNT : v->at;
		p->next_label = _("Continue");
		break;
	case STEP_MEANS: put_found(p, x, v), put_means(p, x, v); break;
	case STEP_PAID:
		page_notice(p, NOTICE_DONE, _("The payment is recorded. Hand over its receipt:"));
		common_receipt(p, v->parts, v->count);
		page_menu(p, ACT_NEXT, _("Another payment"), NULL, NULL);
		break;
	}
}

static struct page *till_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct till *v = (const struct till *)s;
	struct page *p = page_new(a, "till", _("Take a payment"));

	p->wants_back = true;
	if (v->at == 0 && v->error.fault != FAULT_NONE)
		page_notice(p, NOTICE_ERROR, message_error(a, &v->error));
	put_step(p, x, v);
	return p;
}

/* --- what is typed and chosen --- */

static void turn(struct till *v, struct stack *st, enum step step)
{
	v->step = step;
	stack_turn(st);
}

static void look_for(struct till *v, struct stack *st)
{
	const struct context *x = stack_context(st);
	enum fault fault;

	v->error = (struct error){0};
	arena_reset(v->arena);
	fault = till_find(x->registry, x->caller, catalogue_terms(x->scene.catalogue), v->typed,
			  v->arena, &v->found, &v->error);
	v->at = fault == FAULT_NONE ? 0 : FIELD_REFERENCE;
	v->amount = fault == FAULT_NONE ? due_rest(&v->found.due) : 0;
	v->proof[0] = '\0';
	turn(v, st, fault == FAULT_NONE ? STEP_DUE : STEP_REFERENCE);
}

/* The receipt is in the applicant's language. */
static void make_receipt(struct till *v, const struct context *x)
{
	message_use(v->found.lang);
	v->count = duewords_receipt(v->arena, v->found.lang, v->found.service, &v->found.due,
				    &v->paid, v->parts);
	message_use(x->scene.lang);
}

static void take(struct till *v, struct stack *st, int64_t amount, enum payment_means means)
{
	const struct context *x = stack_context(st);
	const struct till_taken t = {.amount = amount, .means = means, .proof = v->proof};
	enum step back = v->step == STEP_MEANS ? STEP_TYPED : STEP_DUE;

	v->error = (struct error){0};
	v->at = 0;
	if (till_take(x->registry, x->caller, &t, v->arena, &v->found, &v->paid, &v->error) ==
	    FAULT_NONE) {
		make_receipt(v, x);
		turn(v, st, STEP_PAID);
		return;
	}
	if (back == STEP_TYPED)
		v->at = strcmp(v->error.field, "proof") == 0    ? FIELD_PROOF
			: strcmp(v->error.field, "amount") == 0 ? FIELD_AMOUNT
								: 0;
	turn(v, st, back);
}

static bool answer(struct till *v, const struct context *x, const struct input *e)
{
	v->error = (struct error){0};
	v->at = 0;
	if (e->field == FIELD_AMOUNT) {
		v->at = FIELD_AMOUNT;
		return money_parse(e->text, v->found.due.currency, x->scene.lang, &v->amount,
				   &v->error) == FAULT_NONE;
	}
	if (e->field == FIELD_PROOF)
		snprintf(v->proof, sizeof(v->proof), "%.79s", e->text);
	else
		snprintf(v->typed, sizeof(v->typed), "%.63s", e->text);
	return true;
}

static void choose(struct till *v, struct stack *st, int act)
{
	if (act >= ACT_MEANS) {
		take(v, st, v->amount, (enum payment_means)(act - ACT_MEANS));
	} else if (act == ACT_OTHER) {
		turn(v, st, STEP_TYPED);
	} else if (act == ACT_NEXT) {
		v->typed[0] = '\0';
		turn(v, st, STEP_REFERENCE);
	} else {
		/* As much as stands there, which is what was handed over. */
		take(v, st, due_rest(&v->found.due), act == ACT_CASH ? MEANS_CASH : MEANS_CARD);
	}
}

static bool till_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct till *v = (struct till *)s;

	switch (e->kind) {
	case INPUT_ANSWER: return answer(v, stack_context(st), e);
	case INPUT_NEXT:
		if (v->step == STEP_TYPED && v->error.fault == FAULT_NONE)
			turn(v, st, STEP_MEANS);
		else if (v->step == STEP_REFERENCE)
			look_for(v, st);
		return true;
	case INPUT_BACK:
		if (v->step == STEP_REFERENCE || v->step == STEP_PAID)
			return false;
		v->error = (struct error){0};
		turn(v, st, (enum step)(v->step - 1));
		return true;
	case INPUT_CHOOSE: choose(v, st, e->act); return true;
	default: return false;
	}
}

static void till_free(struct screen *s)
{
	struct till *v = (struct till *)s;

	arena_free(v->arena);
	free(v);
}

static const struct screen_ops ops = {
	.name = "till", .view = till_view, .update = till_update, .free = till_free};

struct screen *till_new(void)
{
	struct till *v = common_make(sizeof(*v), &ops);

	v->arena = arena_new((size_t)16 << 20);
	return &v->screen;
}
