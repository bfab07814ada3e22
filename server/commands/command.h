/* command.h - the one-shot commands: `ssh host COMMAND [--json] [--lang L]`, without any knowledge
 * of SSH. */
#ifndef SERVER_COMMANDS_COMMAND_H
#define SERVER_COMMANDS_COMMAND_H

#include "i18n/base/buffer.h"
#include "server/commands/arguments.h"
#include "services/services.h"

#include <jansson.h>

/* What commands need to know of the portal and of who asks. */
struct command_portal {
	struct registry *registry; /* NULL: it cannot be opened now */
	const struct catalogue *catalogue;
	struct caller *caller; /* the visit's one */
	enum lang lang;        /* the portal's own */
	const char *country;   /* NULL: all */
	const char *host;
	int port; /* 0 or 22: not said */
	int utc_offset;
};

enum command_input { COMMAND_NOTHING, COMMAND_LINE, COMMAND_ALL };

struct command;

/* Reads the command line; `forwarded` is the client's LC_ALL or LANG, "" without. Never fails: a
   wrong line is told by command_run. `p` must outlive it. */
struct command *command_new(const char *line, const char *forwarded,
			    const struct command_portal *p);
void command_free(struct command *c);

/* Whether it looks into the registry: then the portal's must be open before anything else is asked
 * of it. */
bool command_wants_registry(const struct command *c);

/* The language that it answers in. */
enum lang command_lang(const struct command *c);

/* What of standard input it must have before it can run. */
enum command_input command_input(struct command *c);

/* Runs it on the input that has come (`too_long`: there was more than LIMIT_COMMAND_INPUT); returns
 * its exit status. */
int command_run(struct command *c, const char *input, size_t len, bool too_long, struct buffer *out,
		struct buffer *err);

#endif
