/* command_dues.c - the applicant's command for what is to be paid, and what was: dues. */
#include "server/commands/command_due.h"

#include "i18n/money.h"
#include "tui/page/duewords.h"

#include <strings.h>

static json_t *payment_json(struct command *c, const struct payment *p)
{
	return json_pack("{s:s, s:s, s:I, s:o, s:o, s:o, s:o, s:b}", "receipt", p->number, "kind",
			 payment_kinds[p->kind], "amount", (json_int_t)p->amount, "paid_at",
			 command_time(c, p->paid_at), "by",
			 command_text(c, p->means < 0 ? NULL : payment_means[p->means]), "source",
			 command_text(c, p->source[0] == '\0' ? NULL : p->source), "number",
			 command_text(c, p->trace[0] == '\0' ? NULL : p->trace), "undone",
			 p->undone);
}

json_t *command_due_json(struct command *c, const struct service *s, const struct due *d)
{
	json_t *payments = json_array();
	json_t *j;

	for (size_t i = 0; i < d->payment_count; i++)
		json_array_append_new(payments, payment_json(c, &d->payments[i]));
	j = json_pack("{s:s, s:o, s:s, s:s, s:I, s:I, s:I, s:s, s:o, s:o, s:o}", "fee", d->charge,
		      "name", command_text(c, duewords_name(s, d->charge, c->lang)), "reference",
		      d->reference, "currency", d->currency, "amount", (json_int_t)d->amount,
		      "paid", (json_int_t)d->paid, "rest", (json_int_t)due_rest(d), "state",
		      due_states[d->state], "raised_at", command_time(c, d->at), "due_at",
		      command_time(c, d->due_at), "payments", payments);
	if (duewords_code(c->arena, &c->portal->paying, d) != NULL)
		json_object_set_new(
			j, "qr", command_text(c, duewords_code(c->arena, &c->portal->paying, d)));
	return j;
}

void command_due_print(struct command *c, const struct service *s, const struct due *d)
{
	const char *code = duewords_code(c->arena, &c->portal->paying, d);
	char shown[RF_SHOWN];

	rf_show(d->reference, shown);
	command_heading(c, duewords_name(s, d->charge, c->lang));
	command_pair(c, _("Status"), duewords_state(d->state));
	command_pair(c, _("Amount"), money_show(c->arena, c->lang, d->amount, d->currency));
	command_pair(c, _("Paid"), duewords_left(c->arena, c->lang, d));
	if (due_rest(d) > 0 && d->paid > 0)
		command_pair(c, _("Still to be paid"),
			     money_show(c->arena, c->lang, due_rest(d), d->currency));
	command_pair(c, _("Payment reference"), shown);
	command_pair(c, _("To be paid until"),
		     duewords_until(c->arena, c->lang, s, d, command_now(c)));
	command_pair(c, _("Text of the QR code"), code);
	if (d->payment_count > 0)
		command_clock(c, s);
	for (size_t i = 0; i < d->payment_count; i++)
		command_bullet(c, duewords_payment(c->arena, c->lang, s, d, &d->payments[i]));
}

/* By its number, as typed; NULL: the due has none. */
static const struct payment *find_payment(const struct due *d, const char *number)
{
	for (size_t i = 0; i < d->payment_count; i++)
		if (strcasecmp(d->payments[i].number, number) == 0)
			return &d->payments[i];
	return NULL;
}

void command_due_receipt(struct command *c, const struct service *s, const struct due *d,
			 const struct payment *p)
{
	struct slip_part parts[SLIP_PARTS];
	const char *text = slip_print(c->arena, c->lang, parts,
				      duewords_receipt(c->arena, c->lang, s, d, p, parts));
	json_t *j;

	if (!c->json) {
		buffer_text(c->out, text);
		return;
	}
	j = command_due_json(c, s, d);
	json_object_set_new(j, "receipt", json_string(p->number));
	json_object_set_new(j, "slip", command_text(c, text));
	command_json(c, j);
}

static enum fault print_receipt(struct command *c, const struct service *s, const struct due *list,
				size_t count, struct error *err)
{
	const char *number = arguments_get(&c->arguments, "receipt");

	for (size_t i = 0; s != NULL && i < count; i++) {
		const struct payment *p = find_payment(&list[i], number);

		if (p == NULL)
			continue;
		command_due_receipt(c, s, &list[i], p);
		return FAULT_NONE;
	}
	return fail(err, FAULT_MISSING, N_("There is no payment with this receipt number."),
		    "no such receipt");
}

static json_t *all_json(struct command *c, const struct service *s, const struct due *list,
			size_t count)
{
	json_t *all = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(all, command_due_json(c, s, &list[i]));
	return all;
}

static void print_all(struct command *c, const struct service *s, const struct due *list,
		      size_t count)
{
	const char *how = c->portal->paying.how[c->lang];
	bool owed = false;

	for (size_t i = 0; i < count; i++) {
		command_due_print(c, s, &list[i]);
		owed = owed || due_rest(&list[i]) > 0;
	}
	if (owed)
		command_pair(c, _("How to pay"),
			     how != NULL && how[0] != '\0'
				     ? how
				     : _("Ask the authority where and how it is paid."));
}

/* Those of a service that has such fees; what cannot be read now is told by the command for it. */
static size_t read_all(struct command *c, const struct application *a, const struct service *s,
		       struct due **ret)
{
	size_t count = 0;

	*ret = NULL;
	if (s == NULL || s->charge_count == 0 ||
	    dues_of(c->portal->registry, c->portal->caller, a, c->arena, ret, &count, NULL) !=
		    FAULT_NONE)
		return 0;
	return count;
}

void command_dues_print(struct command *c, struct application *a, const struct service *s)
{
	struct due *list;
	size_t count = read_all(c, a, s, &list);

	print_all(c, s, list, count);
}

json_t *command_dues_json(struct command *c, struct application *a, const struct service *s)
{
	struct due *list;
	size_t count = read_all(c, a, s, &list);

	return s == NULL || s->charge_count == 0 ? NULL : all_json(c, s, list, count);
}

/* What is paid elsewhere is no due of the portal. */
static void print_none(struct command *c, const struct service *s)
{
	command_line(c, _("Nothing is to be paid on the portal for this application."));
	if (s != NULL && s->charge_count == 0 && fee_kind(s->fee) != FEE_FREE &&
	    fee_kind(s->fee) != FEE_UNKNOWN) {
		command_pair(c, _("Fee"), command_fee(c, s));
		command_line(c, _("Ask the authority how to pay it."));
	}
}

enum exit_status command_dues(struct command *c)
{
	struct registry *r = c->portal->registry;
	struct application a = {0};
	const struct service *s;
	struct due *list = NULL;
	struct error err = {0};
	size_t count = 0;
	enum fault f = command_open_own(c, &a, &err);

	if (f == FAULT_NONE)
		f = dues_of(r, c->portal->caller, &a, c->arena, &list, &count, &err);
	if (f != FAULT_NONE)
		return command_fail(c, &err);
	s = command_service_of(c, &a);
	command_speak(c, a.lang, false);
	if (arguments_get(&c->arguments, "receipt") != NULL)
		f = print_receipt(c, s, list, count, &err);
	else if (c->json)
		command_json(c, all_json(c, s, list, count));
	else if (count == 0)
		print_none(c, s);
	else
		print_all(c, s, list, count);
	return command_end(c, f, &err);
}
