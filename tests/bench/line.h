/* line.h - one visitor's SSH connection with a terminal at its end, and what it cost on the wire.
 */
#ifndef TESTS_BENCH_LINE_H
#define TESTS_BENCH_LINE_H

#include "tests/bench/vt.h"

#include <stdbool.h>
#include <stdint.h>

struct where {
	int port; /* on 127.0.0.1 */
	const char *user;
	const char *key; /* file of a private key; NULL: sign-in without one ("none") */
	bool zlib;       /* asked for first, in both directions */
	/* As a balancer, with a header that names one address after another out of so many
	 * networks (/24) from this one on, in the host's order; 0: no header, and see line_open. */
	uint32_t from, networks;
	bool mute; /* signs in and asks for nothing */
	/* Takes the `n`th visitor's connection and gives the one to speak over; NULL: the same. */
	int (*between)(int fd, unsigned n);
	const char *command; /* asked for instead of a terminal and a shell; NULL: none */
};

/* What the kernel counted on this connection since it was made (TCP_INFO; from the client's side).
 */
struct cost {
	uint64_t bytes_in, bytes_out; /* TCP payload */
	uint64_t packets_in, packets_out;
};

struct line;

/* Connects, signs in, asks for a terminal of 80 by 24 and a shell. The connection comes from
 * 127.(1 + n / 250).(n % 250).1, so that limits by source see many people, or from the balancer's
 * `n`th address. NULL: said on stderr. */
struct line *line_open(const struct where *w, unsigned n);

/* A connection as line_open's before its first word of SSH; -1 when there is none. */
int line_dial(const struct where *w, unsigned n);
void line_close(struct line *l);

/* Gone without a word of SSH: a reset, or (`silent`, as a telephone that has lost its net) not even
 * that where the system lets us; else the same. */
void line_drop(struct line *l, bool silent);

int line_fd(const struct line *l);
bool line_send(struct line *l, const char *keys, size_t len);

/* Takes in whatever has arrived, without waiting. False when the server has ended the session. */
bool line_take(struct line *l);

/* Of a command: gives it all of its input, and waits for its end. What it has said comes in `ret`,
 * ended by NUL and cut at `room`. Its code; -1: the line broke. */
int line_answer(struct line *l, const char *given, size_t len, char *ret, size_t room);

/* Waits until `text` stands on the screen (NULL: until the server ends the session). */
bool line_wait(struct line *l, const char *text, int timeout_ms);

/* Takes in for so long; for the acknowledgements that a kernel holds back. */
void line_rest(struct line *l, int ms);

const struct vt *line_screen(const struct line *l);
struct cost line_cost(const struct line *l);
uint64_t line_now(void); /* microseconds that only grow */

#endif
