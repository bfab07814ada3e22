/* duewords.c - what is owed and what came for it, as people read it, in the language in use. */
#include "tui/page/duewords.h"

#include "i18n/i18n.h"
#include "i18n/money.h"
#include "tui/page/momentwords.h"
#include "tui/page/words.h"

#include <string.h>

const char *duewords_name(const struct service *s, const char *charge, enum lang lang)
{
	const struct charge *c = s == NULL ? NULL : service_charge(s, charge);

	return c == NULL ? charge : words_of(&c->name, lang);
}

const char *duewords_state(enum due_state state)
{
	switch (state) {
	case DUE_OPEN: return _("To be paid");
	case DUE_PART: return _("Paid in part");
	case DUE_PAID: return _("Paid");
	case DUE_OVER: return _("Overpaid");
	/* TRANSLATORS: of a fee that was let off, or whose application was withdrawn */
	case DUE_CANCELLED: return _("No longer owed");
	case DUE_REFUNDED: break;
	}
	/* TRANSLATORS: of a fee: what was paid went back to who had paid it */
	return _("Refunded");
}

const char *duewords_means(const struct payment *p)
{
	switch (p->kind) {
	case PAYMENT_COUNTER: break;
	case PAYMENT_FILE:
		/* TRANSLATORS: how a fee was paid: by a company that takes payments for others */
		return strcmp(p->source, "plain") == 0 ? _("payment provider") : p->source;
	case PAYMENT_UNDO: return _("entered by mistake, cancelled");
	case PAYMENT_REFUND: return _("refunded");
	case PAYMENT_LET_OFF: return _("waived");
	}
	switch (p->means) {
	case MEANS_CARD: return _("card");
	/* TRANSLATORS: how a fee was paid: by a bank */
	case MEANS_TRANSFER: return _("transfer");
	/* TRANSLATORS: how a fee was paid: by a fiscal stamp */
	case MEANS_STAMP: return _("stamp");
	/* TRANSLATORS: how a fee was paid: by a stamp that a machine has printed */
	case MEANS_FRANKED: return _("franked");
	/* TRANSLATORS: how a fee was paid: elsewhere, which a receipt proves */
	case MEANS_RECEIPT: return _("another office's receipt");
	/* TRANSLATORS: how a fee was paid: by a notice of payment (avis de paiement) */
	case MEANS_NOTICE: return _("payment notice");
	default: return _("cash");
	}
}

char *duewords_payment(struct arena *a, enum lang lang, const struct service *s,
		       const struct due *d, const struct payment *p)
{
	return FILL(a, _("{moment}: {amount}, {means}, receipt {number}"),
		    {"moment", momentwords(a, lang, s, p->paid_at)},
		    {"amount", money_show(a, lang, p->amount, d->currency)},
		    {"means", duewords_means(p)}, {"number", p->number});
}

static char *money(struct arena *a, enum lang lang, const struct charge *c, int64_t minor)
{
	return money_show(a, lang, minor, c->currency);
}

static char *for_each(struct arena *a, enum lang lang, const struct charge *c, int64_t minor)
{
	/* TRANSLATORS: a fee by a number: "1.500 TND for each m²" */
	return FILL(a, _("{amount} for each {unit}"), {"amount", money(a, lang, c, minor)},
		    {"unit", words_of(&c->unit, lang)});
}

static char *of_step(struct arena *a, enum lang lang, const struct charge *c, size_t i)
{
	const struct charge_tier *t = &c->tiers[i];
	char *much = t->per_minor > 0 ? for_each(a, lang, c, t->per_minor)
				      : money(a, lang, c, t->amount_minor);

	if (t->is_last)
		/* TRANSLATORS: the last step of a scale of fees: for whatever is more */
		return c->tier_count == 1 ? much
					  : FILL(a, _("above that: {amount}"), {"amount", much});
	/* TRANSLATORS: a step of a scale of fees: "up to 50 m²: 100.000 TND" */
	return FILL(a, _("up to {number} {unit}: {amount}"),
		    {"number", rule_number_text(a, t->to, 6)}, {"unit", words_of(&c->unit, lang)},
		    {"amount", much});
}

/* Step by step where it is known what is counted. */
static char *of_scale(struct arena *a, enum lang lang, const struct charge *c)
{
	int64_t least = c->tiers[0].amount_minor, most = least;
	char *all = NULL;

	for (size_t i = 0; c->unit.in[lang] != NULL && i < c->tier_count; i++)
		all = all == NULL ? of_step(a, lang, c, i)
				  : FILL(a, _("{steps}; {step}"), {"steps", all},
					 {"step", of_step(a, lang, c, i)});
	if (all != NULL)
		return all;
	for (size_t i = 1; i < c->tier_count; i++) {
		least = c->tiers[i].amount_minor < least ? c->tiers[i].amount_minor : least;
		most = c->tiers[i].amount_minor > most ? c->tiers[i].amount_minor : most;
	}
	return FILL(a, _("{least} to {most}, depending on your answers"),
		    {"least", money(a, lang, c, least)}, {"most", money(a, lang, c, most)});
}

/* A share in percent; people write its decimals behind a comma in French. */
static char *percent(struct arena *a, enum lang lang, struct rule_number share)
{
	char *text = arena_format(a, "%s %%", rule_number_text(a, share, 6));
	char *point = lang == LANG_FR ? strchr(text, '.') : NULL;

	if (point != NULL)
		*point = ',';
	return text;
}

static char *of_share(struct arena *a, enum lang lang, const struct charge *c)
{
	struct rule_number rate = c->rate;

	if (c->per_minor > 0)
		return for_each(a, lang, c, c->per_minor);
	if (!rule_number_work(rate, RULE_TIMES, rule_number_whole(100), &rate))
		rate = c->rate;
	return FILL(a, _("{share} of the amount that you enter"),
		    {"share", percent(a, lang, rate)});
}

static char *bounded(struct arena *a, enum lang lang, const struct charge *c, char *much)
{
	if (c->min_minor > 0 && c->max_minor > 0)
		return FILL(a, _("{amount}, at least {least} and at most {most}"), {"amount", much},
			    {"least", money(a, lang, c, c->min_minor)},
			    {"most", money(a, lang, c, c->max_minor)});
	if (c->min_minor > 0)
		return FILL(a, _("{amount}, at least {least}"), {"amount", much},
			    {"least", money(a, lang, c, c->min_minor)});
	if (c->max_minor > 0)
		return FILL(a, _("{amount}, at most {most}"), {"amount", much},
			    {"most", money(a, lang, c, c->max_minor)});
	return much;
}

char *duewords_charge(struct arena *a, enum lang lang, const struct charge *c)
{
	char *much = c->base == NULL     ? money(a, lang, c, c->amount_minor)
		     : c->tier_count > 0 ? of_scale(a, lang, c)
					 : bounded(a, lang, c, of_share(a, lang, c));

	/* TRANSLATORS: an amount that not everybody has to pay */
	return c->when == NULL ? much
			       : FILL(a, _("{amount} (not in every case)"), {"amount", much});
}

/* What everybody pays, of which nothing has to be worked out; false: it is not sure. `ret_more`:
 * some pay more. */
static bool add_up(const struct service *s, int64_t *ret_minor, bool *ret_more)
{
	const char *currency = s->charges[0].currency;
	bool sure = currency != NULL;

	*ret_more = false;
	*ret_minor = 0;
	for (size_t i = 0; i < s->charge_count; i++) {
		const struct charge *c = &s->charges[i];

		sure = sure && c->currency != NULL && strcmp(c->currency, currency) == 0;
		*ret_more = *ret_more || c->base != NULL || c->when != NULL;
		if (c->when == NULL)
			*ret_minor += c->base == NULL ? c->amount_minor : c->min_minor;
	}
	return sure && *ret_minor > 0;
}

enum fee_kind duewords_kind(const struct service *s)
{
	enum fee_kind kind = fee_kind(s->fee);
	int64_t minor;
	bool more;

	if (s->charge_count == 0 || (kind != FEE_UNKNOWN && kind != FEE_TOLD))
		return kind;
	return add_up(s, &minor, &more) ? FEE_CHARGED : FEE_BY_CASE;
}

char *duewords_short(struct arena *a, enum lang lang, const struct service *s)
{
	int64_t minor;
	bool more;
	char *amount;

	if (s->charge_count == 0)
		return NULL;
	if (!add_up(s, &minor, &more))
		/* TRANSLATORS: a fee in a list, behind "Fee:" */
		return arena_text(a, _("varies by case"));
	amount = bidi_isolate(a, money_show(a, lang, minor, s->charges[0].currency));
	/* TRANSLATORS: a fee in a list, behind "Fee:" */
	return more ? FILL(a, _("from {amount}"), {"amount", amount}) : amount;
}

char *duewords_cost(struct arena *a, enum lang lang, const struct form *f, const struct charge *c)
{
	struct form_fault *faults;
	int64_t minor = 0;
	const char *amount;

	/* What is not answered yet may make it another one; what staff come to, too. */
	if (f == NULL || (c->act != NULL && c->when != NULL) || form_faults(f, a, &faults) > 0 ||
	    !form_charge(f, c, &minor))
		return duewords_charge(a, lang, c);
	if (minor == 0)
		return arena_text(a, _("nothing to pay in your case"));
	amount = money_show(a, lang, minor, c->currency);
	if (c->act != NULL)
		/* TRANSLATORS: a fee that does not become due with the submission */
		return FILL(a, _("{amount}, to be paid later"), {"amount", amount});
	if (c->due.value == 0)
		return arena_text(a, amount);
	/* TRANSLATORS: a fee, and how long after the submission it may be paid: "within 15 days" */
	return FILL(a, _("{amount}, to be paid within {length}"), {"amount", amount},
		    {"length", words_duration(a, lang, &c->due)});
}

char *duewords_left(struct arena *a, enum lang lang, const struct due *d)
{
	return d->state != DUE_CANCELLED || d->paid <= 0
		       ? NULL
		       : FILL(a, _("{amount}; ask the authority whether it is refunded"),
			      {"amount", money_show(a, lang, d->paid, d->currency)});
}

char *duewords_until(struct arena *a, enum lang lang, const struct service *s, const struct due *d,
		     int64_t now)
{
	if (d->due_at == 0 || due_rest(d) == 0)
		return NULL;
	return FILL(a, _("{date} ({left})"),
		    {"date", date_show(a, lang, s == NULL ? NULL : s->country, date_of(d->due_at))},
		    {"left", words_due(a, d->due_at, now)});
}

const char *duewords_event(struct arena *a, enum lang lang, const struct service *s,
			   const struct event *e)
{
	const char *name = duewords_name(s, e->reason, lang);

	if (strcmp(e->act, SERVICE_FEE_DUE) == 0)
		return words_labelled(a, _("To be paid"), name);
	if (strcmp(e->act, SERVICE_FEE_PAID) == 0)
		/* TRANSLATORS: in the history: nothing of this fee is owed any more */
		return words_labelled(a, _("Settled"), name);
	return strcmp(e->act, SERVICE_FEE_NONE) == 0
		       ? words_labelled(a, _("Nothing to pay in this case"), name)
		       : "";
}

char *duewords_code(struct arena *a, const struct paying *p, const struct due *d)
{
	return p == NULL || d->state == DUE_CANCELLED
		       ? NULL
		       : emvco_payload(a, &p->merchant, due_rest(d), d->currency, d->reference);
}

size_t duewords_receipt(struct arena *a, enum lang lang, const struct service *s,
			const struct due *d, const struct payment *p,
			struct slip_part ret[SLIP_PARTS])
{
	char shown[RF_SHOWN];
	int64_t rest = due_rest(d);
	const struct {
		const char *label, *value;
	} parts[] = {
		{NULL, p->amount < 0 ? _("Receipt for a refund") : _("Receipt for a payment")},
		{_("Receipt number"), p->number},
		{NULL, words_of(&s->name, lang)},
		{_("Authority"), words_of(&s->authority, lang)},
		{_("Fee"), duewords_name(s, d->charge, lang)},
		{_("Amount"),
		 money_show(a, lang, p->amount < 0 ? -p->amount : p->amount, d->currency)},
		{_("Paid by"), p->amount < 0 ? "" : duewords_means(p)},
		{_("Number of the stamp or receipt"), p->kind == PAYMENT_COUNTER ? p->trace : ""},
		{_("Date"), momentwords_first(a, lang, s, p->paid_at)},
		{_("Payment reference"), shown},
		{_("Still to be paid"), rest == 0 ? "" : money_show(a, lang, rest, d->currency)},
	};
	size_t count = 0;

	rf_show(d->reference, shown);
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (parts[i].value[0] != '\0')
			ret[count++] = (struct slip_part){
				parts[i].label, arena_text(a, text_safe(a, parts[i].value, 0))};
	return count;
}
