/* command_input.c - what of standard input a command waits for, and what is said while it does. */
#include "server/commands/command_papers.h"

#include <string.h>

static bool has_dash(const struct arguments *a)
{
	for (size_t i = 0; i < a->option_count; i++)
		if (strcmp(a->options[i].value, "-") == 0)
			return true;
	return false;
}

enum command_input command_input(struct command *c)
{
	if (c->wrong.fault != FAULT_NONE)
		return COMMAND_NOTHING;
	if (command_papers_takes(c))
		return command_papers_need_pins(c) ? COMMAND_ALL : COMMAND_NOTHING;
	if (c->kind->input == COMMAND_LINE && !command_needs_pin(c))
		return COMMAND_NOTHING;
	if (c->kind->input == COMMAND_CODE)
		return COMMAND_LINE;
	if (c->kind->input == COMMAND_TEXT)
		return command_takes_code(c) ? COMMAND_LINE : COMMAND_NOTHING;
	if (c->kind->input == COMMAND_DASH)
		return has_dash(&c->arguments) ? COMMAND_ALL : COMMAND_NOTHING;
	if (c->kind->input == COMMAND_PIN_FILE)
		return COMMAND_ALL;
	if (c->kind->input != COMMAND_PIN_ALL)
		return c->kind->input;
	if (arguments_get(&c->arguments, "form") == NULL)
		return COMMAND_ALL;
	return command_needs_pin(c) ? COMMAND_LINE : COMMAND_NOTHING;
}

/* Which secret its line is. */
static const char *line_awaited(const struct command *c)
{
	if (c->kind->input == COMMAND_CODE || c->kind->input == COMMAND_TEXT)
		return _("The code of the invitation is awaited on standard input: type it, and "
			 "press Enter.");
	return _("The PIN is awaited on standard input: type it, and press Enter.");
}

void command_prompt(struct command *c, struct buffer *err)
{
	command_answer(c, NULL, err);
	if (command_input(c) == COMMAND_LINE)
		buffer_format(err, "%s\n", line_awaited(c));
	else
		buffer_format(err, "%s\n",
			      FILL(c->arena,
				   _("Standard input is awaited to its end: send it from a file, "
				     "{command} "
				     "\u2026 < FILE, or type it and press Ctrl-D."),
				   {"command", c->kind->name}));
}

enum exit_status command_give_up(struct command *c, struct buffer *out, struct buffer *err)
{
	command_answer(c, out, err);
	fail(&c->wrong, FAULT_BUSY,
	     N_("Standard input did not come to its end in time; nothing was done. Send it at "
		"once, for example from a file: {command} … < FILE"),
	     "no input");
	error_fill(&c->wrong, "command", "%s", c->kind->name);
	return command_fail(c, &c->wrong);
}
