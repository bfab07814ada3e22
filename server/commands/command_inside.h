/* command_inside.h - what the files of the commands share with each other. */
#ifndef SERVER_COMMANDS_COMMAND_INSIDE_H
#define SERVER_COMMANDS_COMMAND_INSIDE_H

#include "server/commands/command.h"

#include "i18n/i18n.h"

struct command_kind {
	const char *name;
	const char *usage;
	const char *summary; /* an N_ message; NULL: `help` does not tell of it */
	const struct argument_option *options;
	size_t least, most; /* words after the name */
	enum command_input input;
	int (*run)(struct command *c);
};

struct command {
	const struct command_portal *portal;
	const struct command_kind *kind; /* NULL: there is none of that name */
	struct arena *arena;
	struct arguments arguments; /* words[0] is the command's own name */
	struct error wrong;         /* of the command line */
	enum lang lang;
	bool json;
	const char *input;
	size_t input_len;
	bool too_long;
	struct buffer *out, *err;
};

extern const struct command_kind command_catalogue_kinds[], command_application_kinds[];

/* Printing: text made harmless, a line end after it. */
void command_line(struct command *c, const char *text);
/* "Label: value"; nothing where the value is NULL or "". */
void command_pair(struct command *c, const char *label, const char *value);
/* A JSON value and a line end; `j` is used up. */
void command_json(struct command *c, json_t *j);

/* Tells a fault on standard error, or as JSON on standard output, and returns the exit status that
 * it means. */
int command_fail(struct command *c, const struct error *err);
int command_fail_list(struct command *c, const struct fault_list *faults, const struct error *err);

/* command_shape.c: what JSON says. */
json_t *command_text(struct command *c, const char *s); /* a harmless string; null for NULL */
json_t *command_head(struct command *c, const struct service *s);
json_t *command_service(struct command *c, const struct service *s);
json_t *command_time(struct command *c, int64_t at); /* RFC 3339, null for 0 */

/* command_words.c: the same for people. */
const char *command_in(const struct command *c,
		       const struct text *t); /* NULL where there are no words */
const char *command_fee(struct command *c, const struct service *s);
const char *command_duration(struct command *c, const struct service *s);
void command_print_head(struct command *c, const struct service *s);
void command_print_service(struct command *c, const struct service *s);

/* command_application.c: true when what the visitor has proven opens the application that the words
   name, so that no PIN is needed. */
bool command_is_owner(struct command *c);

/* command_catalogue.c: a fresh request number for a blank form. */
void command_new_request(char ret[24]);

#endif
