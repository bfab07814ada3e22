/* listener_inside.h - what the files of the listener share with each other, and nobody else. */
#ifndef SERVER_LISTENER_INSIDE_H
#define SERVER_LISTENER_INSIDE_H

#include "server/listener.h"

#include "server/config.h"
#include "server/gate.h"
#include "server/paths.h"
#include "server/stays.h"
#include "server/visitors.h"

#define LISTENER_EXTRA 64 /* places for those who have been asked to go and still pack */

struct listener {
	const char *state;
	char terms[PATHS_ROOM]; /* the folder of the shared lists */
	const char *asked;      /* --listen, NULL */
	struct config config;
	int port, fd, signals;
	int notes[2]; /* desks tell their class here */
	int desks[2]; /* and here who may have their visits; packets, with descriptors */
	struct stays stays;
	unsigned char stay_key[STAY_KEY];
	struct gate_host *host;
	struct catalogue *catalogue;
	struct timespec snapshot_at;
	struct visitors visitors;
	pid_t clerk;
	int64_t clerk_after, leave_at; /* monotonic milliseconds; 0: none */
};

int64_t listener_now(void); /* milliseconds, monotonic */

/* listener.c: what a child must not keep of the listener. */
void listener_leave(struct listener *l, pid_t parent, bool keep_notes);

/* listener_visitors.c: who comes, who makes room, who has gone. */
void listener_accept(struct listener *l);
void listener_read_notes(struct listener *l);
void listener_read_desk(struct listener *l);
void listener_reap(struct listener *l);

/* Loads the catalogue's snapshot where it is a newer one; open desks keep the one they were forked
 * with. */
MUST_USE enum fault listener_load_catalogue(struct listener *l, struct error *err);

#endif
