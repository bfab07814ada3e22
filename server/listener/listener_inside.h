/* listener_inside.h - what the files of the listener share with each other, and nobody else. */
#ifndef SERVER_LISTENER_LISTENER_INSIDE_H
#define SERVER_LISTENER_LISTENER_INSIDE_H

#include "server/listener/listener.h"

#include "server/config.h"
#include "server/gate/gate.h"
#include "server/listener/stays.h"
#include "server/listener/visitors.h"
#include "server/loop.h"
#include "server/paths.h"
#include "services/registry/limits.h"

/* A connection that a balancer has brought, until its header is there. */
struct brought {
	int fd;
	struct sockaddr_storage from; /* the balancer */
	int64_t until;                /* monotonic milliseconds */
	size_t seen;                  /* bytes at the last look */
};

/* A process whose desk has gone, and until when it may end by itself (monotonic milliseconds). */
struct heir_seat {
	pid_t pid;
	int64_t until;
};
struct heir {
	struct heir_seat *left;
	size_t count, room;
	int64_t look_at; /* monotonic milliseconds; 0: nothing is expected */
};

/* Processes that read files or draw them, for which desk, and until when (monotonic milliseconds).
 */
struct reader_seat {
	pid_t pid, desk;
	int64_t until;
	bool is_over; /* it was told to end, since its desk has gone */
};
struct reader_seats {
	struct reader_seat seats[LIMIT_READERS];
	size_t count;
	bool is_missed; /* its programme could not be started, which was told */
};

#define LISTENER_TRIAL_NAME "shubbak-trial" /* /proc/PID/comm of a trial visit's desk */

#define LISTENER_SUM 32 /* bytes of the BLAKE2b of a snapshot and its lists */

struct listener {
	const char *state;
	const char *asked; /* --listen, NULL */
	struct config config;
	int port, fd, signals;
	int notes[2]; /* desks tell their class here */
	int desks[2]; /* and here who may have their visits; packets, with descriptors */
	struct stays stays;
	unsigned char stay_key[STAY_KEY];
	struct gate_host *host;
	struct catalogue *catalogue;
	bool is_put_off; /* the registry did not answer at the start: nothing was written of it */
	struct timespec snapshot_at;           /* of the one that visitors get */
	struct timespec tried_at;              /* of the one that a trial was begun with last */
	pid_t trial;                           /* 0: none is under way */
	int trial_says;                        /* descriptor: what it has read; -1 */
	unsigned char shown_sum[LISTENER_SUM]; /* of the snapshot that visitors get */
	unsigned char read_sum[LISTENER_SUM];  /* of the one that was read last */
	unsigned char tried_sum[LISTENER_SUM]; /* of the one that a trial has read and served */
	int news; /* descriptor: files are put into the state folder; -1 */
	struct visitors visitors;
	struct heir heir;
	struct reader_seats readers;
	int programme; /* descriptor: what reads files and draws; -1: it is not there */
	struct brought brought[LIMIT_BROUGHT];
	size_t brought_count;
	int64_t attacks[LIMIT_ATTACKS]; /* when, the oldest at next_attack; 0: none */
	size_t next_attack;
	int64_t renew_at;                          /* monotonic milliseconds; 0: never */
	pid_t rehearsal;                           /* of the next start; 0: none is under way */
	int rehearsal_says;                        /* descriptor: what it has read; -1 */
	bool is_rehearsed;                         /* it has gone well */
	unsigned char rehearsed_sum[LISTENER_SUM]; /* with this snapshot */
	pid_t clerk;
	int64_t clerk_after, leave_at; /* monotonic milliseconds; 0: none */
};

/* listener.c: what a child must not keep of the listener. */
void listener_leave(struct listener *l, pid_t parent, bool keep_notes);
/* In a child: true when the next start would find all that it needs, and a visit be served; the log
 * says what went wrong. Writes the sum of the snapshot that it has read to `to`, and closes it. */
bool listener_rehearse(struct listener *l, int to);

/* listener_state.c: what belongs to the owner of the state folder, and is not believed. */

/* Which snapshot is wanted: whatever is there, one that visitors do not have yet, or only the very
 * one that a trial has read and served. */
enum listener_which { WHICH_ANY, WHICH_NEW, WHICH_TRIED };
/* Makes the snapshot's catalogue the one that visitors get, which desks that are open do not
 * notice;
 * `*ret_loaded` (NULL is accepted) is false where it is not the wanted one, and nothing was done.
 * It is read by a process that has nothing before it is read here, unless a trial has let one read
 * the very same: what ends that one is told as FAULT_BROKEN. */
MUST_USE enum fault listener_load_catalogue(struct listener *l, enum listener_which which,
					    bool *ret_loaded, struct error *err);

/* At a start: has the registry brought up to date and its catalogue written, by a process that is
 * the owner's, and makes that the one that visitors get. Where the database does not answer it is
 * the one of before, and the clerk does the rest later. A fault has that process's words;
 * FAULT_BUSY: there is none of before. */
MUST_USE enum fault listener_load_first(struct listener *l, struct error *err);

/* True where the snapshot that is there now, and the lists beside it, have this sum. */
bool listener_is_there(struct listener *l, const unsigned char sum[LISTENER_SUM]);

/* listener_renew.c: the listener starts itself anew, with its port and its visitors. */
void listener_note_attack(struct listener *l);
void listener_plan_renewal(struct listener *l);
void listener_renew_watch(const struct listener *l, struct loop *loop);
/* Where it is time, has it rehearsed, and does it then; comes back where it cannot be. */
void listener_renew(struct listener *l);
void listener_end_rehearsal(struct listener *l, int status);
bool listener_is_renewed(void);
MUST_USE enum fault listener_take_over(struct listener *l, struct error *err);

/* listener_visitors.c: who comes, who makes room, who has gone. */
void listener_open_desks(struct listener *l);        /* by which desks speak to the listener */
void listener_accept(void *ctx, int fd, short came); /* struct loop's, as the next two */
/* In a child of `parent`: serves who is on `client`. */
_Noreturn void listener_be_desk(struct listener *l, int client, const char *source, bool exempt,
				pid_t parent);
void listener_welcome(struct listener *l, int client, const struct sockaddr_storage *a);
void listener_read_notes(void *ctx, int fd, short came);
void listener_read_desk(void *ctx, int fd, short came);
void listener_reap(struct listener *l);

/* listener_heir.c: processes that a visitor's desk has left behind. */
void listener_heir_open(struct listener *l);
void listener_heir_close(struct listener *l);
void listener_heir_expect(struct listener *l); /* a desk has gone: it is looked what it has left */
void listener_heir_watch(const struct listener *l, struct loop *loop);
void listener_heir_turn(struct listener *l);
bool listener_heir_has(struct listener *l); /* looks now */

/* listener_reader.c: processes that read what visitors send, or draw. */

/* Their programme, as it is now, for as long as this one runs; the log says where there is none. */
void listener_find_reader(struct listener *l);
/* Starts one on `end`, which is the caller's still, unless there are too many. */
void listener_start_reader(struct listener *l, const struct stay_note *note, int end);
/* True where it was one. */
bool listener_end_reader(struct listener *l, pid_t pid, int status);
void listener_drop_readers(struct listener *l, pid_t desk);
void listener_reader_watch(const struct listener *l, struct loop *loop);
void listener_reader_turn(struct listener *l); /* ends who is over its time */

/* listener_balancer.c: whom a balancer's connection comes from. */
bool listener_is_balancer(const struct listener *l, const struct sockaddr_storage *a);
void listener_bring(struct listener *l, int client, const struct sockaddr_storage *a);
void listener_brought_watch(struct listener *l, struct loop *loop);
void listener_brought_turn(struct listener *l); /* drops who has sent no header in time */

/* listener_trial.c: a visit is tried before visitors get to see what is new. */

/* In a child: true when a first page came to a visit of its own; the log says what went wrong. */
bool listener_try_visit(struct listener *l);
/* Before the first visitor comes. FAULT_BROKEN: no page came. */
MUST_USE enum fault listener_try_start(struct listener *l, struct error *err);
void listener_trial_open(struct listener *l);
void listener_trial_watch(struct listener *l, struct loop *loop);
/* Where there is a snapshot that was not tried yet: begins its trial. */
void listener_try_catalogue(struct listener *l);
/* The trial has ended so: visitors get the new catalogue, or go on with the old one. */
void listener_end_trial(struct listener *l, int status);

#endif
