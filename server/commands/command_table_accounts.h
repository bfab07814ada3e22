/* command_table_accounts.h - inside command_table.c only: the rows for accounts, on the host. */
#ifndef SERVER_COMMANDS_COMMAND_TABLE_ACCOUNTS_H
#define SERVER_COMMANDS_COMMAND_TABLE_ACCOUNTS_H

#include "server/commands/command_options.h"

/* clang-format off */
#define ACCOUNT_ROWS \
	{"account add", "--name NAME [--as ACCOUNT]", ON_HOST, RIGHT_ACCOUNTS, true, \
	 COMMAND_NOTHING, 0, 0, with_name, command_account_add, \
	 N_("Opens an account for a person; shows its number and PIN.")}, \
	{"account list", "[--as ACCOUNT]", ON_HOST, RIGHT_ACCOUNTS, true, COMMAND_NOTHING, 0, 0, \
	 NULL, command_account_list, N_("Lists the accounts with the roles that they have.")}, \
	{"account show", "NUMBER [--as ACCOUNT]", ON_HOST, RIGHT_ACCOUNTS, true, COMMAND_NOTHING, 1, \
	 8, NULL, command_account_show, N_("Shows an account with its keys and roles.")}, \
	{"account pin", "NUMBER [--as ACCOUNT]", ON_HOST, RIGHT_ACCOUNTS, true, COMMAND_NOTHING, 1, \
	 8, NULL, command_account_pin, \
	 N_("Gives an account a new PIN; the old one no longer works.")}, \
	{"account code", "NUMBER [--as ACCOUNT]", ON_HOST, RIGHT_ACCOUNTS, true, COMMAND_NOTHING, 1, \
	 8, NULL, command_account_code, \
	 N_("Gives an account a new secret for the one-time codes of staff, and shows it once; " \
	    "codes of the old one no longer work.")}, \
	{"account recover", "NUMBER [--as ACCOUNT]", ON_HOST, RIGHT_ACCOUNTS, true, COMMAND_NOTHING, \
	 1, 8, NULL, command_recover, \
	 N_("Asks for a new PIN of an account, for a person at the counter: its addresses are " \
	    "told, " \
	    "and once the days are over `account pin` gives it by one administrator.")}, \
	{"account stop", "NUMBER [--as ACCOUNT]", ON_HOST, RIGHT_ACCOUNTS, true, COMMAND_NOTHING, 1, \
	 8, NULL, command_recover_stop, \
	 N_("Stops what an account waits to be given: nothing of it is given.")}, \
	{"account key", \
	 "add NUMBER --name NAME --key KEY [--as ACCOUNT] | revoke NUMBER --key NAME|KEY [--as " \
	 "ACCOUNT]", \
	 ON_HOST, RIGHT_ACCOUNTS, true, COMMAND_NOTHING, 2, 9, with_key, command_account_key, \
	 N_("Adds a key to an account, or revokes one; KEY is the line of a .pub file or its " \
	    "fingerprint.")}, \
	{"account grant", \
	 "NUMBER --role ROLE [--service ID] [--office CODE] [--from DATE] [--until DATE] [--as " \
	 "ACCOUNT]", \
	 ON_HOST, RIGHT_ACCOUNTS, true, COMMAND_NOTHING, 1, 8, grants, command_account_grant, \
	 N_("Grants a role, over one service or all, in one office with those below it or in all; " \
	    "DATE is the first day of it, or the last.")}, \
	{"account end", "NUMBER GRANT [--as ACCOUNT]", ON_HOST, RIGHT_ACCOUNTS, true, \
	 COMMAND_NOTHING, 2, 9, NULL, command_account_end, \
	 N_("Ends a role that was granted, at once.")},
/* clang-format on */

#endif
