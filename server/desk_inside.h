/* desk_inside.h - what the files of the desk share with each other, and nobody else. */
#ifndef SERVER_DESK_INSIDE_H
#define SERVER_DESK_INSIDE_H

#include "server/desk.h"

#include "server/command.h"
#include "server/files.h"
#include "server/wire.h"
#include "tui/tui.h"

#include <sys/types.h>

/* What a visitor can make grow, and how long it may take. */
#define DESK_OUTPUT ((size_t)33 * 1024 * 1024) /* bytes of one command's answer */
#define DESK_FRAME ((size_t)2 * 1024 * 1024)   /* bytes of one picture */
#define DESK_AHEAD ((size_t)96 * 1024)         /* bytes under way to the gate */
#define DESK_STALL 30000                       /* milliseconds without progress of the line */
#define DESK_QUICK 150 /* a frame that left this fast: search while typing */
#define DESK_ESCAPE 50 /* a lone Esc is a key after this */
#define DESK_PING 1000 /* something is under way */
#define DESK_PING_IDLE 60000
#define DESK_LOOK 15000 /* at the clocks, when nothing is under way */
#define DESK_DEAF 3000  /* a gate that does not answer this long is ended */
#define DESK_FAREWELL 2000
#define DESK_IDLE_CLASS 120000 /* without a key: one who may be sent away */
#define DESK_DRAFT_SECONDS 600

enum serving { SERVING_NOTHING, SERVING_PAGES, SERVING_LINES, SERVING_COMMAND, SERVING_FILES };

struct desk {
	const struct desk_setup *setup;
	struct wire wire;
	pid_t gate;
	int signals; /* descriptor */
	const char *over;
	enum desk_class class;

	struct registry *registry;
	bool registry_tried;
	struct command_portal portal; /* who this is, what they have proven */
	bool named, plain_name, compressed, signed_in;
	struct application opened; /* by keyboard-interactive */
	int64_t draft_at;          /* UTC seconds of the last answer that was stored */

	enum serving serving;
	struct wire_open asked;
	/* pages */
	struct counter *counter; /* while serving lines: pages that may come back */
	int terminal;            /* enum terminal_kind */
	struct painter *painter;
	struct key_reader keys;
	bool dirty, in_flight;
	unsigned sent_stamp,
		painted_stamp; /* of the newest page that was sent, and that has arrived */
	int64_t sent_at, escape_at;
	bool quick;
	/* lines */
	struct plain *plain;
	/* commands */
	struct command *command;
	struct buffer input;
	bool input_ended, too_long;
	/* files */
	struct files *files;

	struct buffer out, errors; /* for the gate */
	bool finishing, finished;
	int exit_status;

	int64_t key_at, heard_at, pinged_at, moved_at, leave_at;
	bool any_key, warned, farewell;
	const char *goodbye; /* the last line on a terminal that showed pages; NULL */
};

int64_t desk_now(void);
void desk_end(struct desk *d, const char *why);

/* desk_visit.c: what a channel was opened for. */
void desk_visit_open(struct desk *d, const struct wire_open *o);
void desk_visit_input(struct desk *d, const unsigned char *data, size_t size);
void desk_visit_input_end(struct desk *d);
void desk_visit_resize(struct desk *d, int cols, int rows);
void desk_visit_drained(struct desk *d);
void desk_visit_shut(struct desk *d);
void desk_visit_ask(struct desk *d, const struct wire_ask *ask);
void desk_visit_tell(struct desk *d, const char *message);
/* The last words, then the end of the channel. */
void desk_visit_leave(struct desk *d, const char *message);
/* After all messages of a turn: runs, draws, hands on, finishes. */
void desk_visit_turn(struct desk *d);

/* desk_identity.c: who this is. */
void desk_identity_enter(struct desk *d, bool plain, bool named, const char *key);
bool desk_identity_pin(struct desk *d, const char *reference, const char *pin);
struct registry *
desk_identity_registry(struct desk *d); /* opened at the first use; NULL when it cannot be */

#endif
