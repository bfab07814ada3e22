/* host.h - the administrator's subcommands on the host: what one is, and the groups of them. */
#ifndef SERVER_COMMANDS_HOST_H
#define SERVER_COMMANDS_HOST_H

#include "i18n/base/arena.h"
#include "i18n/base/error.h"
#include "server/commands/arguments.h"
#include "server/paths.h"

#include <stdbool.h>

enum exit_status {
	EXIT_DONE = 0,
	EXIT_USAGE = 2,
	EXIT_MISSING = 3,
	EXIT_REFUSED = 4,
	EXIT_BROKEN = 5
};

/* One call of a subcommand. */
struct admin {
	const struct arguments *arguments; /* words[0] is the first after the subcommand's name */
	const struct paths *paths;
	const char *state;
	struct arena *arena;
	bool json;
};

struct admin_command {
	const char *name;  /* "catalogue import": two words where it is one of a family */
	const char *usage; /* what follows the name, "FILE [--x Y]" */
	const char *summary;
	size_t least, most;                    /* words */
	const struct argument_option *options; /* besides --state, --json, --help; NULL: none */
	int (*run)(struct admin *a);           /* returns an enum exit_status */
};

/* Each ends with a NULL name. */
extern const struct admin_command admin_serve_commands[], admin_state_commands[],
	admin_catalogue_commands[], admin_application_commands[];

/* The exit status that a fault means. */
int admin_exit(enum fault f);

/* Says an error on standard error in the administrator's language (a fault of ours with its
   incident number) and returns its exit status. */
int admin_fail(struct admin *a, const struct error *err);

/* What init --demo adds to a new state folder. */
MUST_USE enum fault admin_demo(struct admin *a, struct error *err);

#endif
