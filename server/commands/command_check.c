/* command_check.c - the commands by which anybody looks something up that an authority has given:
 * registers, check. */
#include "server/commands/command_inside.h"

#include "server/commands/command_entry.h"

#include "services/definition/known.h"
#include "services/definition/service_entry.h"
#include "tui/page/orgwords.h"
#include "tui/page/words.h"
#include "tui/page/words_entry.h"

/* --- which register --- */

enum fault command_entry_terms(struct command *c, struct term_list *ret, struct error *err)
{
	if (c->portal->catalogue == NULL)
		return command_authority_terms(c, ret, err);
	*ret = *catalogue_terms(c->portal->catalogue);
	return FAULT_NONE;
}

enum fault command_entry_register(struct command *c, struct term_list *terms,
				  const struct register_definition **ret, struct error *err)
{
	const char *id = c->arguments.words[0];
	char known[KNOWN_MAX] = "";
	enum fault f = command_entry_terms(c, terms, err);

	if (f != FAULT_NONE)
		return f;
	*ret = register_find(terms, id);
	if (*ret != NULL)
		return FAULT_NONE;
	for (size_t i = 0; register_at(terms, i) != NULL; i++)
		known_add(known, register_at(terms, i)->id);
	if (known[0] == '\0')
		fail(err, FAULT_MISSING, N_("There is no register {name}."), "no such register");
	else
		fail(err, FAULT_MISSING, N_("There is no register {name}; there is {known}."),
		     "no such register");
	error_fill(err, "name", "%s", text_safe(c->arena, id, 80));
	error_fill(err, "known", "%s", known);
	return FAULT_MISSING;
}

/* The words behind the first, as one line. */
const char *command_entry_words(struct command *c)
{
	const char *words = "";

	for (size_t i = 1; i < c->arguments.count; i++)
		words = arena_format(c->arena, i == 1 ? "%s%s" : "%s %s", words,
				     c->arguments.words[i]);
	return words;
}

/* --- entries --- */

static json_t *cell_json(struct command *c, const struct term_list *terms,
			 const struct entry_cell *cell)
{
	if (cell->withheld)
		return json_pack("{s:b}", "withheld", 1);
	if (cell->value[0] == '\0')
		return json_null();
	return command_text(c, check_show(c->arena, terms, cell, c->lang));
}

static json_t *line_json(struct command *c, const struct entry *e, const struct entry_line *line)
{
	json_t *j =
		json_pack("{s:o, s:o, s:o, s:o, s:o}", "at", command_time(c, line->at), "act",
			  command_text(c, line->act), "name",
			  command_text(c, words_entry_line(c->arena, e, line, c->lang)), "status",
			  command_text(c, line->status == NULL ? NULL : line->status->id), "reason",
			  command_text(c, line->reason[0] == '\0' ? NULL : line->reason));

	if (line->words[0] != '\0')
		json_object_set_new(j, "words", command_text(c, line->words));
	if (line->application[0] != '\0')
		json_object_set_new(j, "application", command_text(c, line->application));
	return j;
}

json_t *command_entry_json(struct command *c, const struct term_list *terms, const struct entry *e)
{
	json_t *columns = json_object(), *history = json_array();

	for (size_t i = 0; i < e->cell_count; i++)
		json_object_set_new(columns, e->cells[i].column->question.id,
				    cell_json(c, terms, &e->cells[i]));
	for (size_t i = 0; i < e->line_count; i++)
		json_array_append_new(history, line_json(c, e, &e->lines[i]));
	return json_pack("{s:o, s:o, s:o, s:o, s:b, s:o, s:o, s:o, s:o}", "register",
			 command_text(c, e->of->id), "number", command_text(c, e->number), "status",
			 command_text(c, e->status_id), "status_name",
			 command_text(c, words_entry_status(e, c->lang)), "holds",
			 words_entry_warning(e, command_now(c)) == NULL, "since",
			 command_time(c, e->since), "valid_until", command_time(c, e->until),
			 "columns", columns, "history", history);
}

static void print_history(struct command *c, const struct entry *e)
{
	if (e->line_count == 0)
		return;
	command_heading(c, _("History"));
	for (size_t i = 0; i < e->line_count; i++) {
		const struct entry_line *line = &e->lines[i];
		const char *words = words_entry_line(c->arena, e, line, c->lang);

		if (line->application[0] != '\0')
			words = arena_format(c->arena, "%s (%s)", words, line->application);
		if (line->words[0] != '\0')
			words = words_labelled(c->arena, words, line->words);
		command_bullet(c, words_labelled(c->arena,
						 words_entry_day(c->arena, e, line->at, c->lang),
						 words));
	}
}

void command_entry_print(struct command *c, const struct term_list *terms, const struct entry *e)
{
	const char *warning = words_entry_warning(e, command_now(c));

	command_line(c, arena_format(c->arena, "%s · %s", e->number, e->of->name.in[c->lang]));
	command_pair(c, _("Status"), words_entry_status(e, c->lang));
	if (warning != NULL)
		command_line(c, _(warning));
	command_pair(c, _("In the register since"),
		     words_entry_day(c->arena, e, e->since, c->lang));
	command_pair(c, _("Valid until"), words_entry_until(c->arena, e, c->lang));
	for (size_t i = 0; i < e->cell_count; i++) {
		const struct entry_cell *cell = &e->cells[i];

		command_pair(c, cell->column->question.label.in[c->lang],
			     cell->withheld ? words_withheld()
					    : check_show(c->arena, terms, cell, c->lang));
	}
	print_history(c, e);
}

/* --- check --- */

static void print_found(struct command *c, const struct term_list *terms, const struct entry *list,
			size_t count, bool more)
{
	for (size_t i = 0; count > 1 && i < count; i++)
		command_line(c, arena_format(c->arena, "%s · %s · %s", list[i].number,
					     check_name(&list[i]),
					     words_entry_status(&list[i], c->lang)));
	if (count == 1)
		command_entry_print(c, terms, &list[0]);
	if (more)
		command_line(c, _("There are more. Add a word, or write the number."));
}

static enum exit_status look_entry_up(struct command *c)
{
	const struct register_definition *d = NULL;
	struct term_list terms;
	struct entry *list = NULL;
	struct error err = {0};
	size_t count = 0;
	bool more = false;
	json_t *found;
	enum fault f = command_entry_register(c, &terms, &d, &err);

	if (f == FAULT_NONE)
		f = check_find(c->portal->registry, c->portal->caller, d, command_entry_words(c),
			       c->arena, &list, &count, &more, &err);
	if (f != FAULT_NONE)
		return command_fail(c, &err);
	if (!c->json) {
		print_found(c, &terms, list, count, more);
		return EXIT_DONE;
	}
	found = json_array();
	for (size_t i = 0; i < count; i++)
		json_array_append_new(found, command_entry_json(c, &terms, &list[i]));
	command_json(c, json_pack("{s:o, s:b}", "entries", found, "more", more));
	return EXIT_DONE;
}

/* Whoever names no register has a code; who has words besides, and letters, a register that is not
 * there. */
static bool is_code(struct command *c)
{
	const char *first = c->arguments.words[0];
	struct term_list terms;

	if (command_entry_terms(c, &terms, NULL) == FAULT_NONE &&
	    register_find(&terms, first) != NULL)
		return false;
	return c->arguments.count == 1 || strpbrk(first, "abcdefghijklmnopqrstuvwxyz-") == NULL;
}

enum exit_status command_check(struct command *c)
{
	struct error err = {0};

	if (is_code(c))
		return command_check_code(c);
	if (c->arguments.count > 1)
		return look_entry_up(c);
	(void)!command_usage(c, &err);
	return command_fail(c, &err);
}

/* --- registers --- */

static enum fault put_register(struct command *c, const struct register_definition *d, json_t *to,
			       struct error *err)
{
	int64_t count = 0;
	enum fault f = check_count(c->portal->registry, c->portal->caller, d, &count, err);

	if (f != FAULT_NONE)
		return f;
	if (to != NULL)
		json_array_append_new(
			to, json_pack("{s:o, s:o, s:o, s:o, s:I}", "id", command_text(c, d->id),
				      "country", command_text(c, d->country), "name",
				      command_text(c, d->name.in[c->lang]), "authority",
				      command_text(c, d->authority.in[c->lang]), "entries",
				      (json_int_t)count));
	else
		command_line(c, arena_format(c->arena, "%s · %s · %s · %s", d->id, d->country,
					     d->name.in[c->lang], d->authority.in[c->lang]));
	return FAULT_NONE;
}

enum exit_status command_registers(struct command *c)
{
	const struct register_definition *d;
	struct term_list terms;
	struct error err = {0};
	json_t *list = c->json ? json_array() : NULL;
	enum fault f = command_entry_terms(c, &terms, &err);

	for (size_t i = 0; f == FAULT_NONE && (d = register_at(&terms, i)) != NULL; i++)
		if (c->portal->country == NULL || strcmp(d->country, c->portal->country) == 0)
			f = put_register(c, d, list, &err);
	if (f != FAULT_NONE) {
		json_decref(list);
		return command_fail(c, &err);
	}
	if (c->json)
		command_json(c, list);
	return EXIT_DONE;
}

/* --- of an application --- */

static bool read_entered(struct command *c, const struct application *a, const struct service *s,
			 struct entry *ret)
{
	bool found = false;

	return s != NULL && service_entry_any(s) &&
	       check_of_application(c->portal->registry, c->portal->caller, s->terms, a->id,
				    c->arena, ret, &found, NULL) == FAULT_NONE &&
	       found;
}

void command_entered_print(struct command *c, const struct application *a, const struct service *s)
{
	struct entry e;

	if (!read_entered(c, a, s, &e))
		return;
	command_pair(c, e.of->name.in[c->lang],
		     arena_format(c->arena, "%s · %s", e.number, words_entry_status(&e, c->lang)));
	if (organisation_is_free(c->portal->registry, c->portal->caller, a, s->terms))
		command_line(c, orgwords_founder());
}

json_t *command_entered_json(struct command *c, const struct application *a,
			     const struct service *s)
{
	struct entry e;

	return read_entered(c, a, s, &e)
		       ? json_pack("{s:o, s:o, s:o}", "register", command_text(c, e.of->id),
				   "number", command_text(c, e.number), "status",
				   command_text(c, e.status_id))
		       : NULL;
}
