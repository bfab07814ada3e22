/* command_entry.c - the commands of staff about entries of registers, and all that is public of
 * one as a file. */
#include "server/commands/command_entry.h"

#include "services/register/entry_act.h"
#include "server/commands/command_schema.h"

#include <string.h>

/* --- one, for staff --- */

static json_t *acts_json(struct command *c, const struct entry_act *acts, size_t count)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(
			list,
			json_pack("{s:o, s:o, s:b, s:o}", "id", command_text(c, acts[i].act->id),
				  "name", command_text(c, acts[i].act->name.in[c->lang]),
				  "possible", acts[i].possible, "why",
				  acts[i].possible ? json_null()
						   : command_text(c, message_error(c->arena,
										   &acts[i].why))));
	return list;
}

static const char *asked_of(struct command *c, const struct register_act *act)
{
	const char *asks = "";

	for (size_t i = 0; (act->asks & ASKS_REASON) != 0 && i < act->reason_count; i++)
		asks = arena_format(c->arena, "%s%s%s", asks, i == 0 ? " --reason " : "|",
				    act->reasons[i].code);
	return (act->asks & ASKS_WORDS) != 0 ? arena_format(c->arena, "%s --words WORDS", asks)
					     : asks;
}

static void print_acts(struct command *c, const struct entry_act *acts, size_t count)
{
	if (count > 0)
		command_heading(c, _("Acts"));
	for (size_t i = 0; i < count; i++) {
		const char *line =
			arena_format(c->arena, "%s%s: %s", acts[i].act->id,
				     asked_of(c, acts[i].act), acts[i].act->name.in[c->lang]);

		if (!acts[i].possible)
			line = arena_format(c->arena, "%s (%s)", line,
					    message_error(c->arena, &acts[i].why));
		command_bullet(c, line);
	}
}

static enum fault show(struct command *c, const struct register_definition *d,
		       const struct term_list *terms, const char *number, struct error *err)
{
	struct registry *r = c->portal->registry;
	struct entry_act *acts = NULL;
	struct entry e;
	size_t count = 0;
	json_t *j;
	enum fault f = check_file(r, c->portal->caller, d, number, c->arena, &e, err);

	if (f == FAULT_NONE)
		f = entry_act_list(r, c->portal->caller, d, number, c->arena, &acts, &count, err);
	if (f != FAULT_NONE)
		return f;
	if (c->json) {
		j = command_entry_json(c, terms, &e);
		json_object_set_new(j, "acts", acts_json(c, acts, count));
		json_object_set_new(j, "revision", json_integer(e.revision));
		command_json(c, j);
		return FAULT_NONE;
	}
	command_entry_print(c, terms, &e);
	print_acts(c, acts, count);
	return FAULT_NONE;
}

enum exit_status command_entry_show(struct command *c)
{
	const struct register_definition *d = NULL;
	struct term_list terms;
	struct error err = {0};
	enum fault f = command_entry_register(c, &terms, &d, &err);

	if (f == FAULT_NONE)
		f = show(c, d, &terms, command_entry_words(c), &err);
	return command_end(c, f, &err);
}

enum exit_status command_entry_act(struct command *c)
{
	const struct register_definition *d = NULL;
	struct entry_typed typed = {.reason = arguments_get(&c->arguments, "reason"),
				    .words = arguments_get(&c->arguments, "words")};
	struct term_list terms;
	struct error err = {0};
	enum fault f = command_entry_register(c, &terms, &d, &err);

	if (f == FAULT_NONE)
		f = entry_act_do(c->portal->registry, c->portal->caller, d, c->arguments.words[1],
				 c->arguments.words[2], &typed, &err);
	if (f == FAULT_NONE)
		f = show(c, d, &terms, c->arguments.words[1], &err);
	return command_end(c, f, &err);
}

/* --- what was missed --- */

static json_t *missed_json(struct command *c, const struct check_missed *m)
{
	return json_pack("{s:o, s:o, s:o, s:o, s:o}", "number", command_text(c, m->entry.number),
			 "entry", command_text(c, check_name(&m->entry)), "duty",
			 command_text(c, m->later == NULL ? NULL : m->later->id), "day",
			 command_day_json(c, m->day), "status",
			 command_text(c, m->entry.status_id));
}

static void print_missed(struct command *c, const struct check_missed *m)
{
	const char *name = m->later == NULL ? "" : m->later->name.in[c->lang];

	command_line(c, arena_format(c->arena, "%s · %s · %s · %s", m->entry.number,
				     check_name(&m->entry), name,
				     date_show(c->arena, c->lang, m->entry.of->country, m->day)));
}

enum exit_status command_entry_missed(struct command *c)
{
	const struct register_definition *d = NULL;
	struct check_missed *list = NULL;
	struct term_list terms;
	struct error err = {0};
	json_t *all = c->json ? json_array() : NULL;
	size_t count = 0;
	enum fault f = command_entry_register(c, &terms, &d, &err);

	if (f == FAULT_NONE)
		f = check_missed(c->portal->registry, c->portal->caller, d, c->arena, &list, &count,
				 &err);
	for (size_t i = 0; f == FAULT_NONE && i < count; i++)
		if (c->json)
			json_array_append_new(all, missed_json(c, &list[i]));
		else
			print_missed(c, &list[i]);
	if (f != FAULT_NONE) {
		json_decref(all);
		return command_fail(c, &err);
	}
	if (c->json)
		command_json(c, all);
	return EXIT_DONE;
}

/* --- all that is public --- */

#define ROW_MEMORY ((size_t)32 << 20) /* bytes of one entry as a row */

struct exporting {
	struct command *command;
	const struct term_list *terms;
};

static enum fault put_row(void *ctx, const struct entry *e, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(ROW_MEMORY);
	struct exporting *x = ctx;

	buffer_text(x->command->out, command_schema_row(a, e));
	if (x->command->out->full)
		return fail(err, FAULT_DENIED,
			    N_("The register is too large to be given at once here: ask the "
			       "portal's operator for the file."),
			    "%zu bytes", x->command->out->size);
	return FAULT_NONE;
}

enum exit_status command_export_register(struct command *c)
{
	const struct register_definition *d = NULL;
	struct exporting x = {.command = c};
	struct term_list terms;
	struct error err = {0};
	enum fault f = command_entry_register(c, &terms, &d, &err);

	x.terms = &terms;
	if (f != FAULT_NONE)
		return command_fail(c, &err);
	if (c->json || arguments_get(&c->arguments, "schema") != NULL) {
		buffer_text(c->out, command_schema(c->arena, &terms, d, c->lang));
		return EXIT_DONE;
	}
	buffer_text(c->out, command_schema_head(c->arena, d));
	f = check_each(c->portal->registry, c->portal->caller, d, put_row, &x, &err);
	return command_end(c, f, &err);
}
