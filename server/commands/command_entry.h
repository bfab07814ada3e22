/* command_entry.h - what the commands about entries of registers share. */
#ifndef SERVER_COMMANDS_COMMAND_ENTRY_H
#define SERVER_COMMANDS_COMMAND_ENTRY_H

#include "server/commands/command_inside.h"
#include "services/register/check.h"

/* The lists and registers that the visit has, or the host reads. */
MUST_USE enum fault command_entry_terms(struct command *c, struct term_list *ret,
					struct error *err);

/* The register that the first word names; FAULT_MISSING with those that there are. */
MUST_USE enum fault command_entry_register(struct command *c, struct term_list *terms,
					   const struct register_definition **ret,
					   struct error *err);

/* The words behind the first. */
const char *command_entry_words(struct command *c);

json_t *command_entry_json(struct command *c, const struct term_list *terms, const struct entry *e);
void command_entry_print(struct command *c, const struct term_list *terms, const struct entry *e);

#endif
