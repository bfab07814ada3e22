/* command_papers.h - the papers of an application as commands print them, and take them from
 * another one. */
#ifndef SERVER_COMMANDS_COMMAND_PAPERS_H
#define SERVER_COMMANDS_COMMAND_PAPERS_H

#include "server/commands/command_inside.h"

/* command_papers_from.c: whether papers are taken from another application; whether a PIN is read
 * for any of both; taking them, for this one with its answers. */
bool command_papers_takes(const struct command *c);
bool command_papers_need_pins(struct command *c);
MUST_USE enum fault command_papers_take(struct command *c, const struct application *to,
					const struct service *s, const struct form *f,
					struct error *err);

/* command_papers.c: what came of each; line by line, and as JSON. */
void command_papers_print(struct command *c, const struct service *s, const struct papers *p);
json_t *command_papers_json(struct command *c, const struct papers *p);
/* How many are here and which are missing; nothing of a service that takes none as files. */
void command_papers_tally(struct command *c, const struct application *a, const struct form *f);

#endif
