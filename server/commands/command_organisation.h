/* command_organisation.h - what the commands for who acts for an organisation share. */
#ifndef SERVER_COMMANDS_COMMAND_ORGANISATION_H
#define SERVER_COMMANDS_COMMAND_ORGANISATION_H

#include "server/commands/command_entry.h"
#include "services/application/organisation.h"

/* The register by the first word, the entry by those behind it. `at` points into it. */
struct command_organisation {
	const struct register_definition *of;
	struct term_list terms;
	struct organisation_at at;
};
MUST_USE enum fault command_organisation_read(struct command *c, struct command_organisation *to,
					      struct error *err);

/* For a copy of all that is kept: for which the account acts; in JSON added to `all`. */
MUST_USE enum fault command_organisations_kept(struct command *c, json_t *all, struct error *err);

json_t *command_organisation_people_json(struct command *c, const struct agent *list, size_t count);
void command_organisation_people_print(struct command *c, const char *country,
				       const struct agent *list, size_t count);

#endif
