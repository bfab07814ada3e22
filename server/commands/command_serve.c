/* command_serve.c - the commands that serve people: serve and local. */
#include "server/commands/command_inside.h"

#include "server/desk/local.h"
#include "server/listener/listener.h"

enum exit_status command_serve(struct command *c)
{
	struct error err = {0};

	return command_end(
		c, listener_run(command_state(c), arguments_get(&c->arguments, "listen"), &err),
		&err);
}

enum exit_status command_serve_local(struct command *c)
{
	struct error err = {0};

	return command_end(c, local_run(command_state(c), &err), &err);
}
