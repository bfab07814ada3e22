/* command_due.h - what is owed and what came for it, as commands print it. */
#ifndef SERVER_COMMANDS_COMMAND_DUE_H
#define SERVER_COMMANDS_COMMAND_DUE_H

#include "server/commands/command_inside.h"

json_t *command_due_json(struct command *c, const struct service *s, const struct due *d);
void command_due_print(struct command *c, const struct service *s, const struct due *d);

/* All that is owed for an application, where its service has fees that become due: else nothing,
 * and NULL. */
void command_dues_print(struct command *c, struct application *a, const struct service *s);
json_t *command_dues_json(struct command *c, struct application *a, const struct service *s);

/* A receipt, as a slip of 40 columns in the applicant's language. */
void command_due_receipt(struct command *c, const struct service *s, const struct due *d,
			 const struct payment *p);

#endif
