/* desk_inside.h - what the files of the desk share with each other, and nobody else. */
#ifndef SERVER_DESK_DESK_INSIDE_H
#define SERVER_DESK_DESK_INSIDE_H

#include "server/reader/reader.h"
#include "server/desk/desk.h"

#include "server/commands/command.h"
#include "server/reader/reader.h"
#include "server/sftp/files.h"
#include "server/loop.h"
#include "server/wire.h"
#include "tui/tui.h"

#include "server/desk/stay.h"
#include "server/desk/work.h"

#include <sys/types.h>

/* How a desk keeps time; what may not take longer stands among the limits. Milliseconds. */
#define DESK_PING 1000 /* something is under way */
#define DESK_PING_IDLE 60000
#define DESK_REST 10000 /* without a key: the registry's database is closed until it is needed */
#define DESK_LOOK 15000 /* at the clocks, when nothing is under way */
#define DESK_IDLE_CLASS 120000 /* without a key: one who may be sent away */
#define DESK_DRAFT_SECONDS 600 /* seconds in which who has stored an answer is not sent away */
#define DESK_KEPT 600000       /* since the last key: so is who has signed in */
#define STAY_TRIPS 3           /* for what is sent over a line that may be dead to arrive */
#define STAY_TRY_LEAST 600     /* however short a round trip is: a packet may be lost */
#define STAY_TRY_MOST 9000     /* and where it is not known */
#define STAY_PATIENCE 2000     /* for the other desk to do its part */

enum serving { SERVING_NOTHING, SERVING_SESSION, SERVING_COMMAND, SERVING_FILES };

/* A visit that may outlive its line; times are monotonic milliseconds, 0: none. */
struct desk_stay {
	unsigned char token[STAY_TOKEN];       /* as the listener knows it */
	bool is_known, is_offered, is_claimed; /* STAY_OWN, STAY_OFFERED, STAY_CLAIMED are open */
	int64_t until;                         /* its line is lost, and it waits until then */
	int64_t tried_at, try_until;           /* its line is tried, for a newcomer */
	int64_t offer_until;                   /* a newcomer was told READY */
	int64_t claim_until;                   /* this desk has claimed another's visit */
	bool is_handed;                        /* the gate's end is on its way to that desk */
	char seen[REFERENCE_DIGITS + 1]; /* what was proven on a page when it was looked at last */
};

struct desk {
	const struct desk_setup *setup;
	struct wire wire;
	pid_t gate;
	int signals; /* descriptor */
	const char *over;
	char gate_said[120]; /* why it has ended; a claim */
	enum desk_class class;
	bool is_asked, has_moved;      /* the login waits for a person; a phase of it is over */
	char told_as[CALLER_IDENTITY]; /* who has signed in, as the listener was told */
	bool attacked;                 /* its gate has ended like one that was */
	bool is_deaf;                  /* its gate did not answer, which was told */
	struct desk_stay stay;

	struct registry *registry;
	bool registry_tried;
	struct caller caller;         /* who this is; desk_identity.c makes it */
	struct command_portal portal; /* what is served, to this caller */
	struct reader_way reader;     /* who judges its files, and draws */
	struct paper_judge judge;
	char banner[65]; /* of the SSH client */
	bool plain_name, compressed;
	int64_t draft_at; /* UTC seconds of the last answer that was stored */

	enum serving serving;
	struct wire_open asked;
	/* pages and plain lines */
	struct session *session;
	int chosen; /* struct preference's terminal: what the owner of the key has chosen */
	/* commands */
	struct command *command;
	struct buffer input;
	bool input_ended, too_long;
	/* files */
	struct files *files;

	struct buffer out, errors; /* for the gate */
	uint8_t handed;            /* messages of output on this channel, as WIRE_DRAINED counts */
	bool finishing, finished;
	int exit_status;

	int64_t opened_at, key_at, heard_at, pinged_at, moved_at, leave_at;
	int64_t staff_at; /* when it was looked last whether staff still are; 0: not yet */
	bool any_key, warned, farewell; /* warned: of a command, what it waits for is said */
	bool sent_away;                 /* the listener wants its place, or closes */
	const char *last_words;         /* of a farewell before there was a channel; NULL */

	struct work work;
	pid_t working;  /* the gate that is served now: another desk's where one was handed over */
	unsigned stamp; /* stack_stamp of the screens at the last effect */

	struct vain vain; /* what the visit has searched in vain */
};

/* What a newcomer hands over beside its gate's end; the same program made and reads it. */
struct stay_visit {
	char version[16];
	uint32_t size;
	enum wire_state state;
	uint8_t channel;
	bool plain_name, compressed;
	uint8_t handed;
	struct session_known known;
	char banner[65];
	char source[64];
	bool exempt;
	struct wire_open asked;
	pid_t gate;
	uint32_t rest; /* bytes of the gate's messages that follow */
};
#define STAY_VISIT_MOST (sizeof(struct stay_visit) + WIRE_HEADER + WIRE_PAYLOAD)

void desk_end(struct desk *d, const char *why);

/* Takes the gate's messages that have come. */
void desk_hear(struct desk *d);
/* Ends the gate; `attacked` is set where it had ended by itself, as one that was. */
void desk_leave_gate(struct desk *d);
bool desk_was_attacked(const struct desk *d, int status);
_Noreturn void desk_exit(bool attacked);

/* desk_memory.c: a desk without memory. What it does last; and, each turn, whether it is time. */
void desk_memory_guard(struct desk *d);
void desk_memory_watch(struct desk *d);
/* Its gate has said why it ends, and has ended so. */
void desk_memory_bye(const struct desk *d);
void desk_memory_gate(const struct desk *d, int status);

/* desk_gate.c: the gate as a process. */
void desk_gate_open(struct desk *d);
/* Waits until it has ended, as it was told to, and ends it where it does not and can be; never for
 * long. How it has ended by itself, as waitpid says; 0: it has not. */
int desk_gate_reap(pid_t gate);

/* desk_class.c: how much the visitor would lose by being sent away. */
enum desk_class desk_class_now(const struct desk *d);
/* The visitor's machine has taken some of what was sent. */
void desk_line_moved(struct desk *d);
/* Milliseconds since the line has moved, of what is on its way; 0: nothing is. */
int64_t desk_stalled_for(const struct desk *d, int64_t now);
/* Tells the listener where it is another, a phase of the login is over, or somebody has signed in.
 */
void desk_class_tell(struct desk *d, enum desk_class class);

/* desk_stay.c: a visit that outlives its line. */
void desk_stay_open(struct desk *d);
bool desk_stay_is_lost(const struct desk *d);
/* The line is gone: the visit waits for its owner, or ends. */
void desk_stay_lose(struct desk *d, const char *why);
/* Something came from the visitor: the line is alive. */
void desk_stay_heard(struct desk *d);
/* The line's round trip is known anew, 0: it is not; a line is tried for so many of them. */
void desk_stay_trip(struct desk *d, int milliseconds);
/* Only pages that somebody types into at a terminal of their own. */
bool desk_stay_has_pages(const struct desk *d);
/* Puts a descriptor at the number that the sandbox lets descriptors pass on; it is closed where it
 * was, also when it could not be put there. */
bool desk_stay_move(int fd, int number);
void desk_stay_close(bool *open, int fd);
/* What it waits for, and what is to be done in each turn behind it. */
void desk_stay_watch(struct desk *d, struct loop *l);
void desk_stay_turn(struct desk *d);

/* desk_claim.c: a newcomer asks for the visit that it has left on another line. */
bool desk_claim_is_on(const struct desk *d);
/* Before the first page: true when what this identity has left elsewhere was asked for. */
bool desk_claim_begin(struct desk *d);
/* Asks when reference and PIN of a draft were typed on a page just now; one that was begun in this
 * visit is nowhere else. */
void desk_claim_proven(struct desk *d);
/* STAY_CLAIMED has something to say (struct loop's). */
void desk_claim_answer(void *ctx, int fd, short came);
/* There is nothing to take back: on with this desk's own pages. */
void desk_claim_give_up(struct desk *d);

/* desk_visit.c: what a channel was opened for. */
void desk_visit_open(struct desk *d, const struct wire_open *o);
void desk_visit_begin(struct desk *d);
/* The line is gone; the screens stay as they are. */
void desk_visit_lose(struct desk *d);
/* True when the screens that stayed can go on over such a line. */
bool desk_visit_suits(const struct desk *d, const struct wire_open *o, bool plain_name);
/* On over the new line, `d->asked`, of whose terminal this is known. */
void desk_visit_resume(struct desk *d, const struct session_known *known);
/* What is known of the terminal on this line. */
struct session_known desk_visit_known(const struct desk *d);
/* When something is to be done even if nothing comes; 0: never. */
int64_t desk_visit_until(const struct desk *d);
void desk_visit_rest(struct desk *d);
/* A frame that was sent has not arrived yet. */
bool desk_visit_is_in_flight(const struct desk *d);
void desk_visit_input(struct desk *d, const unsigned char *data, size_t size);
void desk_visit_input_end(struct desk *d);
void desk_visit_resize(struct desk *d, int cols, int rows);
/* So many messages of output, counted from 0 behind 255, have reached the visitor's machine. */
void desk_visit_drained(struct desk *d, uint8_t count);
void desk_visit_shut(struct desk *d);
void desk_visit_ask(struct desk *d, const struct wire_ask *ask);
void desk_visit_tell(struct desk *d, const char *message);
/* The last words, then the end of the channel. */
void desk_visit_leave(struct desk *d, const char *message);
/* The same, and soon the end of everything. */
void desk_take_leave(struct desk *d, const char *message);
/* After all messages of a turn: runs, draws, hands on, finishes. */
void desk_visit_turn(struct desk *d);

/* desk_command.c: the command that its channel was opened for. */
void desk_command_begin(struct desk *d);
void desk_command_take(struct desk *d, const unsigned char *data, size_t size);
/* Runs it once its input is there, or gives it up. */
void desk_command_turn(struct desk *d);
/* When something is to be said or done though no more of its input comes; 0: it does not wait. */
int64_t desk_command_until(const struct desk *d);

/* desk_work.c: what the visit costs, and whether anything comes of it. */
void desk_work_begin(struct desk *d);
/* Another desk's gate is served from now on. */
void desk_work_pass(struct desk *d, pid_t gate);
/* Counts what was used, and takes leave where it was too much for nothing. */
void desk_work_look(struct desk *d);
void desk_work_typed(struct desk *d, size_t size);
/* All that was sent has reached the visitor; `changed`: it changed what a terminal shows. */
void desk_work_arrived(struct desk *d, bool changed);
/* The visitor's machine has taken some of a long answer. */
void desk_work_moved(struct desk *d);
/* A question about files is answered, and the answers before it were taken. */
void desk_work_answered(struct desk *d);
/* Around a command: it has limits of its own. */
void desk_work_skip(struct desk *d);

/* desk_vain.c: when the visit is over, what it has searched in vain is counted. */
void desk_vain_count(struct desk *d);

/* desk_identity.c: who this is. */
void desk_identity_begin(struct desk *d);
/* By which face, and in which language, the channel in use is served. */
void desk_identity_face(struct desk *d, enum caller_face face, enum lang lang);
void desk_identity_enter(struct desk *d, bool plain, enum wire_name name, const char *key);
enum wire_verdict desk_identity_pin(struct desk *d, const char *reference, const char *pin);
enum wire_verdict desk_identity_code(struct desk *d, const char *key, const char *code);
/* Opened at the first use; NULL when it cannot be. A command, which would have to be typed again,
   waits some seconds for a database that does not answer. */
struct registry *desk_identity_registry(struct desk *d);
void desk_identity_await_registry(struct desk *d);
/* Before anything that has come is gone by: in a portal for trying somebody may have set its clock.
 */
void desk_identity_look_at_clock(struct desk *d);

#endif
