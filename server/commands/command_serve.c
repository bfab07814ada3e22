/* command_serve.c - the subcommands that serve people: serve and local. */
#include "server/commands/host.h"

#include "server/listener/listener.h"
#include "server/desk/local.h"

static const struct argument_option serve_options[] = {{"listen", true}, {NULL, false}};

static int run_serve(struct admin *a)
{
	struct error err = {0};

	if (listener_run(a->state, arguments_get(a->arguments, "listen"), &err) != FAULT_NONE)
		return admin_fail(a, &err);
	return EXIT_DONE;
}

static int run_local(struct admin *a)
{
	struct error err = {0};

	if (local_run(a->state, &err) != FAULT_NONE)
		return admin_fail(a, &err);
	return EXIT_DONE;
}

const struct admin_command admin_serve_commands[] = {
	{"serve", "[--listen ADDR:PORT]",
	 N_("Serves the portal over SSH until SIGTERM; SIGHUP reads the configuration again."), 0,
	 0, serve_options, run_serve},
	{"local", "", N_("Shows the portal's pages on this terminal, without SSH."), 0, 0, NULL,
	 run_local},
	{NULL, NULL, NULL, 0, 0, NULL, NULL},
};
