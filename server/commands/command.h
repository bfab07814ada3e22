/* command.h - one-shot commands, over SSH (`ssh host COMMAND [--json] [--lang L]`) and on the host;
 * without any knowledge of SSH. */
#ifndef SERVER_COMMANDS_COMMAND_H
#define SERVER_COMMANDS_COMMAND_H

#include "i18n/base/buffer.h"
#include "server/commands/arguments.h"
#include "server/paths.h"
#include "services/services.h"

#include <jansson.h>

struct reader_way; /* server/reader/reader.h */
struct gate_host;  /* server/gate/gate.h */

/* What commands need to know of the portal and of who asks. */
struct command_portal {
	struct registry *registry;         /* NULL: it cannot be opened now */
	const struct catalogue *catalogue; /* NULL on the host */
	struct caller *caller;             /* the visit's one, or the host's */
	enum lang lang;                    /* the portal's own, or the administrator's */
	bool lang_said;      /* `lang` is what the client's machine says; of files alone */
	const char *country; /* NULL: all */
	const char *host;
	int port;                              /* 0 or 22: not said */
	const char *after_refusal[LANG_COUNT]; /* as struct scene's; so the next */
	const char *contact[LANG_COUNT];
	const char *account_office[LANG_COUNT];
	const struct paper_judge *judge; /* of files that are put; NULL: none are taken */
	struct reader_way *reader;       /* who draws PDFs (reader.h); NULL: nobody does */
	const struct gate_host *gate;    /* what a client's configuration names; NULL on the host */
	struct paying paying;      /* how what is owed is paid; the host knows nothing of it */
	struct vain *vain;         /* as struct context's */
	const struct paths *paths; /* what came with the programme; the host's alone, else NULL */
};

/* How a command ends, over SSH and on the host. */
enum exit_status {
	EXIT_DONE = 0,
	EXIT_USAGE = 2,   /* wrong usage; a faulty form */
	EXIT_MISSING = 3, /* also what is there, but not for this caller */
	EXIT_REFUSED = 4, /* budgets, rules, rights; also what is possible later */
	EXIT_BROKEN = 5   /* a fault of ours */
};
enum exit_status command_exit(enum fault f);

/* COMMAND_LINE: a line where it is needed, of a PIN; COMMAND_CODE: always. COMMAND_TEXT: always,
 * but with --for, which says whose it is, where it is needed. COMMAND_PIN_FILE: a file as it is,
 * behind the line with the PIN where that is needed. COMMAND_DASH: all of it where the value of an
 * option is "-", else nothing. COMMAND_PIN_ALL: all of it, which begins with the PIN where that is
 * needed; with --form the PIN alone. */
enum command_input {
	COMMAND_NOTHING,
	COMMAND_LINE,
	COMMAND_CODE,
	COMMAND_TEXT,
	COMMAND_ALL,
	COMMAND_DASH,
	COMMAND_PIN_ALL,
	COMMAND_PIN_FILE
};

struct command;

/* The language of its answer: as was asked for, or (NULL: nothing is) forwarded by the client. */
void command_choose_lang(struct command *c, const char *forwarded);

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

/* Whether that is a file, of LIMIT_PAPER bytes at most. */
bool command_takes_file(const struct command *c);

/* Asks whether this caller may, and runs it on the input that has come (`too_long`: there was more
 * than LIMIT_COMMAND_INPUT). */
enum exit_status command_run(struct command *c, const char *input, size_t len, bool too_long,
			     struct buffer *out, struct buffer *err);

/* Says what it waits for, to a person who sees nothing happen. */
void command_prompt(struct command *c, struct buffer *err);

/* Ends it instead, in words, where the input that it waits for does not come. */
enum exit_status command_give_up(struct command *c, struct buffer *out, struct buffer *err);

#endif
