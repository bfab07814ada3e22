/* command_import.c - the commands for files of payments: payments import, payments kept. */
#include "server/commands/command_due.h"

#include "i18n/money.h"
#include "services/registry/folder.h"

#define FILE_MOST ((size_t)32 * 1024 * 1024)

/* --- what came of a row --- */

static const char *fault_words(enum provider_fault fault)
{
	switch (fault) {
	case PROVIDER_SOUND: return "";
	case PROVIDER_UNPAID: return _("it says that nothing was paid");
	case PROVIDER_FORMULA: return _("a cell begins as a formula does, with = + - or @");
	case PROVIDER_SHORT: return _("it has not as many cells as the first line");
	case PROVIDER_TRACE: return _("the number of the transaction is missing, or too long");
	case PROVIDER_CURRENCY: return _("it has no currency of ISO 4217");
	case PROVIDER_AMOUNT: return _("its amount is not valid");
	case PROVIDER_SUM: return _("what was paid is neither the bill nor the bill with charges");
	case PROVIDER_DAY: break;
	}
	return _("its date is not valid");
}

static const char *why_words(int why)
{
	switch (why) {
	case TILL_CURRENCY: return _("it is in another currency than what is owed");
	case TILL_CANCELLED: return _("no longer owed");
	default: return _("nothing is owed under its reference");
	}
}

static const char *result_words(struct command *c, const struct till_row *r)
{
	switch (r->result) {
	case TILL_PAID: return _("paid");
	case TILL_PART: return _("paid in part");
	case TILL_OVER: return _("paid, more than was owed");
	case TILL_KEPT: return FILL(c->arena, _("kept: {why}"), {"why", why_words(r->why)});
	case TILL_BEFORE: return _("taken in before");
	case TILL_TWICE: return _("stands in this file before");
	case TILL_CLASHES:
		return _("its transaction was taken in before with another amount or reference");
	case TILL_REFUSED:
		return FILL(c->arena, _("refused: {why}"), {"why", fault_words(r->row->fault)});
	case TILL_NOT_YOURS: break;
	}
	return _("its service is not for this account");
}

struct printing {
	struct command *command;
	json_t *rows; /* NULL: lines */
};

static json_t *row_json(struct command *c, const struct till_row *r)
{
	static const char *const faults[] = {"sound",    "unpaid", "formula", "short", "trace",
					     "currency", "amount", "sum",     "day"};

	return json_pack("{s:i, s:o, s:o, s:s, s:o, s:o, s:I, s:o}", "line", r->row->line,
			 "transaction", command_text(c, r->row->trace), "reference",
			 command_text(c, r->row->reference), "result", till_results[r->result],
			 "why",
			 command_text(c, r->why >= 0                 ? till_whys[r->why]
					 : r->result == TILL_REFUSED ? faults[r->row->fault]
								     : NULL),
			 "receipt", command_text(c, r->number[0] == '\0' ? NULL : r->number),
			 "amount", (json_int_t)r->row->minor, "currency",
			 command_text(c, r->row->currency[0] == '\0' ? NULL : r->row->currency));
}

static void hear(void *ctx, const struct till_row *r)
{
	struct printing *p = ctx;
	struct command *c = p->command;

	if (p->rows != NULL) {
		json_array_append_new(p->rows, row_json(c, r));
		return;
	}
	/* TRANSLATORS: what came of a row of a file, by its line, number and amount */
	command_line(c, FILL(c->arena, _("line {line}: {number}: {result}"),
			     {"line", arena_format(c->arena, "%d", r->row->line)},
			     {"number", r->row->trace[0] == '\0' ? "-" : r->row->trace},
			     {"result", result_words(c, r)}));
	command_flush(c);
}

/* --- the file --- */

static enum fault read_file(struct command *c, const char **ret, size_t *ret_len, struct error *err)
{
	char *text = NULL;
	enum fault f;

	if (command_face(c) == ON_SSH) {
		*ret = c->input;
		*ret_len = c->input_len;
		return c->too_long ? fail(err, FAULT_INPUT,
					  N_("The file is too long: give it in parts."), "too long")
				   : FAULT_NONE;
	}
	f = folder_read(c->arena, c->arguments.words[0], FILE_MOST, &text, ret_len, err);
	*ret = text;
	return f;
}

static enum fault read_totals(struct command *c, struct till_totals *ret, struct error *err)
{
	const char *count = arguments_get(&c->arguments, "count");
	char *end = NULL;

	*ret = (struct till_totals){.currency = arguments_get(&c->arguments, "currency"),
				    .count = -1,
				    .sum = arguments_get(&c->arguments, "sum")};
	if (count == NULL)
		return FAULT_NONE;
	ret->count = strtoll(count, &end, 10);
	return end == count || *end != '\0' || ret->count < 0 ? command_usage(c, err) : FAULT_NONE;
}

/* How many rows came to what, of those that there are. */
static json_t *tally_json(const struct till_tally *t)
{
	json_t *j = json_pack("{s:I}", "rows", (json_int_t)t->rows);

	for (int i = 0; till_results[i] != NULL; i++)
		json_object_set_new(j, till_results[i], json_integer((json_int_t)t->results[i]));
	return j;
}

static void print_tally(struct command *c, const struct till_tally *t)
{
	size_t booked = t->results[TILL_PAID] + t->results[TILL_PART] + t->results[TILL_OVER];

	command_line(
		c, FILL(c->arena,
			P_("{rows} row: {booked} taken in, {kept} kept, {before} taken in "
			   "before, {other} refused",
			   "{rows} rows: {booked} taken in, {kept} kept, {before} taken in "
			   "before, {other} refused",
			   t->rows),
			{"rows", arena_format(c->arena, "%zu", t->rows)},
			{"booked", arena_format(c->arena, "%zu", booked)},
			{"kept", arena_format(c->arena, "%zu", t->results[TILL_KEPT])},
			{"before", arena_format(c->arena, "%zu",
						t->results[TILL_BEFORE] + t->results[TILL_TWICE])},
			{"other", arena_format(c->arena, "%zu",
					       t->results[TILL_REFUSED] + t->results[TILL_CLASHES] +
						       t->results[TILL_NOT_YOURS])}));
}

enum exit_status command_payments_import(struct command *c)
{
	struct printing p = {.command = c, .rows = c->json ? json_array() : NULL};
	struct till_tally tally = {.rows = 0};
	struct till_totals totals;
	struct term_list terms;
	struct error err = {0};
	const char *text = NULL;
	size_t len = 0;
	enum fault f = read_totals(c, &totals, &err);

	if (f == FAULT_NONE)
		f = read_file(c, &text, &len, &err);
	if (f == FAULT_NONE)
		f = command_authority_terms(c, &terms, &err);
	if (f == FAULT_NONE)
		f = till_import(c->portal->registry, c->portal->caller, &terms, text, len, &totals,
				hear, &p, &tally, &err);
	if (f == FAULT_NONE && !c->json)
		print_tally(c, &tally);
	if (f == FAULT_NONE && c->json)
		command_json(c,
			     json_pack("{s:O, s:o}", "rows", p.rows, "tally", tally_json(&tally)));
	json_decref(p.rows);
	return command_end(c, f, &err);
}

enum exit_status command_payments_kept(struct command *c)
{
	struct till_kept *list = NULL;
	struct error err = {0};
	json_t *all = json_array();
	size_t count = 0;
	enum fault f =
		till_kept(c->portal->registry, c->portal->caller, c->arena, &list, &count, &err);

	for (size_t i = 0; f == FAULT_NONE && i < count; i++) {
		const struct till_kept *k = &list[i];

		json_array_append_new(
			all, json_pack("{s:s, s:s, s:o, s:I, s:s, s:o, s:s}", "receipt", k->number,
				       "source", k->source, "transaction",
				       command_text(c, k->trace), "amount", (json_int_t)k->amount,
				       "currency", k->currency, "paid_at",
				       command_time(c, k->paid_at), "why", till_whys[k->why]));
		if (!c->json)
			command_line(
				c,
				arena_format(c->arena, "%s  %s  %s  %s  %s", k->number,
					     command_moment(c, NULL, k->paid_at),
					     money_show(c->arena, c->lang, k->amount, k->currency),
					     text_safe(c->arena, k->trace, 0), why_words(k->why)));
	}
	if (f == FAULT_NONE && c->json)
		command_json(c, json_incref(all));
	else if (f == FAULT_NONE && count == 0)
		command_line(c, _("Every payment that came is matched to what is owed."));
	json_decref(all);
	return command_end(c, f, &err);
}
