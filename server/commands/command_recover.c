/* command_recover.c - the commands for accounts that are opened anew by waiting: account recover,
 * account stop. */
#include "server/commands/command_inside.h"

#include "tui/page/words.h"

static const char *time_of(struct command *c)
{
	return words_duration(
		c->arena, c->lang,
		&(struct duration){.value = c->portal->caller->recovers, .unit = UNIT_DAY});
}

/* The same words whether there is such an account. */
static void print_asked(struct command *c, const char *number)
{
	if (c->json) {
		command_json(c, json_pack("{s:i}", "days", c->portal->caller->recovers));
		return;
	}
	command_line(c, FILL(c->arena,
			     _("If there is an account with this number, the wait of {time} begins "
			       "now. We are sending a code to its addresses. Anyone who still has "
			       "its PIN or a key can stop the request."),
			     {"time", time_of(c)}));
	if (command_face(c) == ON_HOST)
		command_line(c, _("Then `account pin` gives the new PIN by one administrator, to "
				  "whom it is for, once their papers were seen."));
	else
		command_line(c, FILL(c->arena,
				     _("Then `account recover {number} --finish` gives the new "
				       "PIN, with the code on the first line of standard input. If "
				       "the account has no address, ask at the counter of an "
				       "authority that uses this portal."),
				     {"number", number}));
}

enum exit_status command_recover(struct command *c)
{
	const char *number = arguments_join(&c->arguments, c->arena, 0);
	struct registry *r = c->portal->registry;
	struct account_paper paper = {.pin = ""};
	struct error err = {0};
	bool finishes = arguments_get(&c->arguments, "finish") != NULL;
	enum fault f = finishes ? recovery_finish(r, c->portal->caller, number,
						  command_first_line(c), &paper, &err)
				: recovery_ask(r, c->portal->caller, number, &err);

	if (f == FAULT_NONE && finishes)
		command_print_paper(c, &paper);
	else if (f == FAULT_NONE)
		print_asked(c, number);
	explicit_bzero(&paper, sizeof(paper));
	return command_end(c, f, &err);
}

enum exit_status command_recover_stop(struct command *c)
{
	const char *number = arguments_join(&c->arguments, c->arena, 0);
	struct registry *r = c->portal->registry;
	struct error err = {0};
	enum fault f = command_face(c) == ON_HOST
			       ? recovery_stop(r, c->portal->caller, number, &err)
			       : recovery_stop_own(r, c->portal->caller, &err);

	if (f == FAULT_NONE && c->json)
		command_json(c, json_pack("{s:b}", "stopped", true));
	else if (f == FAULT_NONE)
		command_line(c, command_face(c) == ON_HOST
					? _("Stopped: nothing new is given. The account's PIN and "
					    "keys still work as before.")
					: _("Stopped: nothing new is given. Your PIN and your keys "
					    "still work as before."));
	return command_end(c, f, &err);
}

/* Beside what is asked, so that no program reads it for the answer. */
void command_recover_warn(struct command *c)
{
	struct account_wait *list;
	size_t count = 0;

	if (command_face(c) == ON_HOST || c->portal->registry == NULL ||
	    c->portal->caller->account[0] == '\0' ||
	    recovery_own(c->portal->registry, c->portal->caller, c->arena, &list, &count, NULL) !=
		    FAULT_NONE ||
	    count == 0)
		return;
	buffer_format(c->err, "%s\n",
		      _("Somebody has asked for a new PIN or key for your account. If it was not "
			"you, stop the request: `account stop`."));
}
