/* command_table_catalogue.h - inside command_table.c only: the rows for what the catalogue offers,
 * and what it lacks. */
#ifndef SERVER_COMMANDS_COMMAND_TABLE_CATALOGUE_H
#define SERVER_COMMANDS_COMMAND_TABLE_CATALOGUE_H

#include "server/commands/command_options.h"

/* clang-format off */
#define CATALOGUE_ROWS \
	{"catalogue list", "[--kind KIND]", ON_HOST, RIGHT_HOST, true, COMMAND_NOTHING, 0, 0, \
	 of_kind, command_offer_list, \
	 N_("Lists the services with their versions, and which of them end; or the definitions of " \
	    "another kind, such as calendar.")}, \
	{"catalogue retire", "ID [--from DATE] [--instead ID] | ID --undo", ON_HOST, RIGHT_HOST, \
	 true, COMMAND_NOTHING, 1, 1, ends, command_offer_retire, \
	 N_("Ends a service: nobody finds it or begins it any more, and what was begun goes on; " \
	    "--undo: it is offered again.")}, \
	{"catalogue take-back", "ID VERSION", ON_HOST, RIGHT_HOST, true, COMMAND_NOTHING, 2, 2, \
	 NULL, command_offer_take_back, \
	 N_("Takes a version back that was imported by mistake, as long as no application has " \
	    "it.")}, \
	{"catalogue gaps", "[--as ACCOUNT]", ON_HOST, RIGHT_ACCOUNTS, true, COMMAND_NOTHING, 0, 0, \
	 NULL, command_offer_gaps, \
	 N_("Lists the words that visitors searched for and that match no service, the most " \
	    "frequent first: how often, and the last day. Each has come from three networks or " \
	    "more.")},
/* clang-format on */

#endif
