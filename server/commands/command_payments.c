/* command_payments.c - the commands of those who take payments, undo them and give back: payments
 * show, take, undo, refund, let-off, match, day. */
#include "server/commands/command_due.h"

#include "i18n/money.h"
#include "tui/page/duewords.h"

#include <ctype.h>

/* --- what is typed --- */

static enum fault find(struct command *c, const char *reference, struct till_due *ret,
		       struct error *err)
{
	struct term_list *terms = arena_take(c->arena, sizeof(*terms));
	enum fault f = command_authority_terms(c, terms, err);

	return f == FAULT_NONE ? till_find(c->portal->registry, c->portal->caller, terms, reference,
					   c->arena, ret, err)
			       : f;
}

static const char *typed_reference(struct command *c)
{
	return arguments_join(&c->arguments, c->arena, 0);
}

/* A receipt's number: its letter may be small, and blanks stand anywhere. */
static const char *typed_receipt(struct command *c)
{
	const char *typed = arguments_join(&c->arguments, c->arena, 0);
	char *to = arena_text(c->arena, typed);
	size_t len = 0;

	for (const char *s = typed; *s != '\0'; s++)
		if (*s != ' ' && *s != '-')
			to[len++] = (char)toupper((unsigned char)*s);
	to[len] = '\0';
	return to;
}

/* 0 without the option. */
static enum fault read_amount(struct command *c, const char *currency, int64_t *ret,
			      struct error *err)
{
	const char *typed = arguments_get(&c->arguments, "amount");
	enum fault f = typed == NULL ? FAULT_NONE : money_parse(typed, currency, c->lang, ret, err);

	if (f == FAULT_NONE && typed != NULL && *ret <= 0)
		return fail(err, FAULT_INPUT, N_("Enter an amount above 0."), "amount");
	return f;
}

static enum fault read_means(struct command *c, enum payment_means *ret, struct error *err)
{
	const char *typed = arguments_get(&c->arguments, "by");

	*ret = MEANS_CASH;
	for (int i = 0; typed != NULL && payment_means[i] != NULL; i++)
		if (strcmp(payment_means[i], typed) == 0) {
			*ret = (enum payment_means)i;
			return FAULT_NONE;
		}
	return typed == NULL ? FAULT_NONE
			     : fail(err, FAULT_INPUT,
				    N_("--by is one of: cash, card, transfer, stamp, franked, "
				       "receipt, notice."),
				    "usage");
}

static const char *typed_words(struct command *c)
{
	const char *words = arguments_get(&c->arguments, "words");

	return words == NULL ? "" : words;
}

/* --- what is printed --- */

static void print(struct command *c, const struct till_due *d)
{
	char shown[REFERENCE_DIGITS + 4];
	json_t *j;

	reference_show(d->reference, shown);
	if (c->json) {
		j = command_due_json(c, d->service, &d->due);
		json_object_set_new(j, "application", json_string(d->reference));
		json_object_set_new(j, "service", json_string(d->service->id));
		command_json(c, j);
		return;
	}
	command_pair(c, _("Service"), command_in(c, &d->service->name));
	command_pair(c, _("Reference number"), shown);
	command_due_print(c, d->service, &d->due);
}

static enum exit_status end(struct command *c, enum fault f, const struct till_due *d,
			    const struct error *err)
{
	if (f == FAULT_NONE)
		print(c, d);
	return command_end(c, f, err);
}

enum exit_status command_payments_show(struct command *c)
{
	struct till_due d;
	struct error err = {0};
	enum fault f = find(c, typed_reference(c), &d, &err);

	return end(c, f, &d, &err);
}

enum exit_status command_payments_take(struct command *c)
{
	struct till_taken t = {.proof = arguments_get(&c->arguments, "proof")};
	struct payment paid = {.amount = 0};
	struct till_due d;
	struct error err = {0};
	enum fault f = read_means(c, &t.means, &err);

	if (f == FAULT_NONE)
		f = find(c, typed_reference(c), &d, &err);
	if (f == FAULT_NONE)
		f = read_amount(c, d.due.currency, &t.amount, &err);
	if (f == FAULT_NONE)
		f = till_take(c->portal->registry, c->portal->caller, &t, c->arena, &d, &paid,
			      &err);
	if (f != FAULT_NONE)
		return command_fail(c, &err);
	command_speak(c, d.lang, true); /* the receipt is the person's */
	command_due_receipt(c, d.service, &d.due, &paid);
	return EXIT_DONE;
}

enum exit_status command_payments_undo(struct command *c)
{
	struct term_list terms;
	struct till_due d;
	struct error err = {0};
	enum fault f = command_authority_terms(c, &terms, &err);

	if (f == FAULT_NONE)
		f = till_undo(c->portal->registry, c->portal->caller, &terms, typed_receipt(c),
			      typed_words(c), c->arena, &d, &err);
	return end(c, f, &d, &err);
}

enum exit_status command_payments_refund(struct command *c)
{
	struct payment back = {.amount = 0};
	struct till_due d;
	struct error err = {0};
	int64_t amount = 0;
	enum fault f = find(c, typed_reference(c), &d, &err);

	if (f == FAULT_NONE)
		f = read_amount(c, d.due.currency, &amount, &err);
	if (f == FAULT_NONE)
		f = till_refund(c->portal->registry, c->portal->caller, amount, typed_words(c),
				c->arena, &d, &back, &err);
	if (f != FAULT_NONE)
		return command_fail(c, &err);
	command_speak(c, d.lang, true);
	command_due_receipt(c, d.service, &d.due, &back);
	return EXIT_DONE;
}

enum exit_status command_payments_let_off(struct command *c)
{
	struct till_due d;
	struct error err = {0};
	enum fault f = find(c, typed_reference(c), &d, &err);

	if (f == FAULT_NONE)
		f = till_let_off(c->portal->registry, c->portal->caller, typed_words(c), c->arena,
				 &d, &err);
	return end(c, f, &d, &err);
}

enum exit_status command_payments_match(struct command *c)
{
	const char *to = arguments_get(&c->arguments, "to");
	struct till_due d;
	struct error err = {0};
	enum fault f = to == NULL ? command_usage(c, &err) : find(c, to, &d, &err);

	if (f == FAULT_NONE)
		f = till_match(c->portal->registry, c->portal->caller, typed_receipt(c), c->arena,
			       &d, &err);
	return end(c, f, &d, &err);
}

/* --- a day --- */

static const char *kind_words(enum payment_kind kind)
{
	switch (kind) {
	/* TRANSLATORS: of payments of a day */
	case PAYMENT_COUNTER: return _("at counters");
	/* TRANSLATORS: of payments of a day */
	case PAYMENT_FILE: return _("by providers' files");
	case PAYMENT_UNDO: return _("entered by mistake, cancelled");
	case PAYMENT_REFUND: return _("refunded");
	case PAYMENT_LET_OFF: break;
	}
	return _("waived");
}

enum exit_status command_payments_day(struct command *c)
{
	struct date day = {0};
	struct till_sum *sums = NULL;
	struct error err = {0};
	size_t count = 0;
	json_t *all;
	enum fault f = c->arguments.count == 0 ? FAULT_NONE
					       : date_parse(c->arguments.words[0], &day, &err);

	if (f == FAULT_NONE)
		f = till_day(c->portal->registry, c->portal->caller, day, c->arena, &sums, &count,
			     &err);
	if (f != FAULT_NONE)
		return command_fail(c, &err);
	all = json_array();
	for (size_t i = 0; i < count; i++)
		json_array_append_new(all, json_pack("{s:s, s:s, s:I, s:I}", "kind",
						     payment_kinds[sums[i].kind], "currency",
						     sums[i].currency, "count",
						     (json_int_t)sums[i].count, "amount",
						     (json_int_t)sums[i].amount));
	if (c->json)
		command_json(c, json_incref(all));
	for (size_t i = 0; !c->json && i < count; i++)
		command_line(c, FILL(c->arena, _("{kind}: {count} · {amount}"),
				     {"kind", kind_words(sums[i].kind)},
				     {"count", arena_format(c->arena, "%d", (int)sums[i].count)},
				     {"amount", money_show(c->arena, c->lang, sums[i].amount,
							   sums[i].currency)}));
	if (!c->json && count == 0)
		command_line(c, _("Nothing came on that day."));
	json_decref(all);
	return EXIT_DONE;
}
