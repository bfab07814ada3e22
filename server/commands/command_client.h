/* command_client.h - the rows of the commands that give a configuration of ssh, for
 * command_table.c. */
#ifndef SERVER_COMMANDS_COMMAND_CLIENT_H
#define SERVER_COMMANDS_COMMAND_CLIENT_H

#include "server/commands/command_inside.h"

enum exit_status command_client(struct command *c), command_client_host(struct command *c);

static const struct argument_option of_client[] = {
	{"centre", false}, {"known-hosts", false}, {NULL, false}};

/* clang-format off */
#define COMMAND_CLIENT_ROWS \
	{"client-config", "[--centre|--known-hosts]", ON_SSH, RIGHT_ANYBODY, false, \
	 COMMAND_NOTHING, 0, 0, of_client, command_client, \
	 N_("Gives you an ssh configuration that makes connecting here shorter; --centre: " \
	    "for people who work with the portal, whose commands then share a connection; " \
	    "--known-hosts: gives the portal's public keys alone.")}, \
	{"client-config", "[--centre|--known-hosts]", ON_HOST, RIGHT_HOST, false, \
	 COMMAND_NOTHING, 0, 0, of_client, command_client_host, \
	 N_("Prints the configuration of ssh for visitors, or with --centre for those who work " \
	    "with the portal; --known-hosts: the portal's public keys alone, to be published.")},
/* clang-format on */

#endif
