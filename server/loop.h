/* loop.h - how a process waits: for descriptors, for signals, and for the next of its clocks. */
#ifndef SERVER_LOOP_H
#define SERVER_LOOP_H

#include "i18n/base/error.h"
#include "services/registry/limits.h"

#include <poll.h>
#include <stdbool.h>
#include <stdint.h>

/*
 * One turn of a loop:
 *
 *     loop_begin(l);
 *     loop_watch(l, fd, POLLIN, hear, x);    each descriptor, anew
 *     loop_until(l, x->leave_at);            each clock, anew
 *     if (!loop_wait(l)) ...
 *     loop_answer(l);                        calls hear(x, fd, what came)
 *
 * What is waited for is said anew each turn, from what stands then: so nothing has to be taken
 * back, and nothing is kept of a descriptor that was closed. Times are monotonic milliseconds; 0 is
 * none.
 */
#define LOOP_MOST                                                                                  \
	(LIMIT_BROUGHT + 16) /* descriptors: all that balancers may bring, and own ones            \
			      */

typedef void loop_ready(void *ctx, int fd, short came);
typedef void loop_rest(void *ctx);

struct loop {
	size_t count;
	int64_t until; /* 0: no clock runs */
	loop_rest *rest;
	void *rester;
	struct pollfd polls[LOOP_MOST];
	struct {
		loop_ready *ready;
		void *ctx;
	} watches[LOOP_MOST];
};

/* Monotonic milliseconds. */
int64_t loop_now(void);

void loop_begin(struct loop *l);

/* Of a descriptor with no `events` only its end is told; one that is negative is passed over. More
 * than LOOP_MOST is a bug. */
void loop_watch(struct loop *l, int fd, short events, loop_ready *ready, void *ctx);

/* Waits no longer than to `at`. */
void loop_until(struct loop *l, int64_t at);
void loop_within(struct loop *l, int milliseconds);

/* What is called when nothing has come for a while: whoever is at it reads. It lets go of what can
 * be made again. */
void loop_rests(struct loop *l, loop_rest *rest, void *ctx);

/* Waits; a signal that is handled elsewhere may end it early. False: the system cannot wait. While
 * nothing comes the memory of the stack below the caller is given back, and what is free of the
 * heap. */
MUST_USE bool loop_wait(struct loop *l);

/* Calls all that are ready, in the order in which they were watched. One may close descriptors of
 * others: whoever is called looks whether its own is still what it was. */
void loop_answer(struct loop *l);

/* Waits for one descriptor: what came, 0 where nothing did in time. */
short loop_one(int fd, short events, int milliseconds);
/* Only sleeps. */
void loop_pause(int milliseconds);

/* Signals as a descriptor: those of `list`, up to 0, are blocked, no others, and SIGPIPE is
 * ignored. The process ends where there is no descriptor. */
int loop_signals(const int *list);
/* The next that has come; 0: none. */
int loop_signal(int fd);

#endif
