/* command_own.c - the commands for one's own account: account, account new-pin. */
#include "server/commands/command_inside.h"

enum exit_status command_own_account(struct command *c)
{
	struct account a;
	struct error err = {0};
	enum fault f = account_own(c->portal->registry, c->portal->caller, c->arena, &a, &err);

	if (f == FAULT_NONE)
		command_print_account(c, &a);
	return command_end(c, f, &err);
}

/* Who signed in with the PIN types none again. */
enum exit_status command_own_pin(struct command *c)
{
	struct caller *v = c->portal->caller;
	const char *pin = v->account_shown ? NULL : command_first_line(c);
	struct account_paper paper;
	struct error err = {0};
	enum fault f = account_change_pin(c->portal->registry, v, pin, &paper, &err);

	if (f == FAULT_NONE)
		command_print_paper(c, &paper);
	explicit_bzero(&paper, sizeof(paper));
	return command_end(c, f, &err);
}
