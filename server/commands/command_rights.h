/* command_rights.h - somebody is invited, as commands take and say it: what they may, the code. */
#ifndef SERVER_COMMANDS_COMMAND_RIGHTS_H
#define SERVER_COMMANDS_COMMAND_RIGHTS_H

#include "server/commands/command_inside.h"

/* `may` as it was typed, "view,sign": words of `codes` (by bit; NULL behind them); 0 of none. Of
 * any other word `say` says which there are. */
MUST_USE enum fault command_rights_read(const struct command *c, const char *const *codes,
					const char *say, int *ret, struct error *err);

json_t *command_rights_json(const char *const *codes, int rights);

/* The code of an invitation for people to read: how it is handed over, and the way in; NULL: that
 * follows. */
void command_rights_code(struct command *c, const char *code, const char *way);

#endif
