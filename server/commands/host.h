/* host.h - the commands on the host: `shubbak SUBCOMMAND [--state DIR] …`, by the administrator's
 * own shell. */
#ifndef SERVER_COMMANDS_HOST_H
#define SERVER_COMMANDS_HOST_H

#include "server/commands/command.h"

/* Runs what the words behind the programme's name ask for, in the language that is in use, and
 * prints its answer. */
enum exit_status host_run(const char *const *words, size_t count, const struct paths *paths);

#endif
