/* distance.c - a visitor far away: bytes take their time both ways between a client and a line. */
#include "tests/abuse/distance.h"

#include "tests/bench/line.h"

#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define PIECES 256 /* on their way in one direction; more are not taken in before some arrive */
#define PIECE 4096
#define STACK (64 * 1024)

struct piece {
	uint64_t due; /* microseconds; the end of the stream has no bytes */
	size_t len;
	unsigned char bytes[PIECE];
};

struct way {
	int from, to;
	bool over;
	size_t first, count;
	struct piece pieces[PIECES]; /* a ring */
};

struct distance {
	uint64_t each; /* microseconds one way */
	struct way out, back;
};

unsigned distance_of(unsigned n)
{
	return n % 3 * 40;
}

static void take_in(struct way *w, uint64_t due)
{
	struct piece *p = &w->pieces[(w->first + w->count) % PIECES];
	ssize_t n = read(w->from, p->bytes, PIECE);

	p->len = n > 0 ? (size_t)n : 0;
	p->due = due;
	w->count++;
	w->over = w->over || n <= 0;
}

/* False: the end has arrived, or nobody takes the bytes any more. */
static bool give_out(struct way *w, uint64_t now)
{
	while (w->count > 0 && w->pieces[w->first].due <= now) {
		struct piece *p = &w->pieces[w->first];

		if (p->len == 0 || send(w->to, p->bytes, p->len, MSG_NOSIGNAL) != (ssize_t)p->len)
			return false;
		w->first = (w->first + 1) % PIECES;
		w->count--;
	}
	return true;
}

static int wait_ms(const struct way *w, uint64_t now)
{
	uint64_t due = w->count > 0 ? w->pieces[w->first].due : now + 1000000;

	return due > now ? (int)((due - now) / 1000) + 1 : 0;
}

static bool carry_on(struct distance *d)
{
	uint64_t now = line_now();
	int out = wait_ms(&d->out, now), back = wait_ms(&d->back, now);
	struct pollfd p[] = {
		{.fd = d->out.over || d->out.count == PIECES ? -1 : d->out.from, .events = POLLIN},
		{.fd = d->back.over || d->back.count == PIECES ? -1 : d->back.from,
		 .events = POLLIN}};

	poll(p, 2, out < back ? out : back);
	now = line_now();
	if (p[0].revents != 0)
		take_in(&d->out, now + d->each);
	if (p[1].revents != 0)
		take_in(&d->back, now + d->each);
	return give_out(&d->out, now) && give_out(&d->back, now);
}

static void *carry(void *data)
{
	struct distance *d = data;

	while (carry_on(d))
		;
	close(d->out.from);
	close(d->out.to);
	free(d);
	return NULL;
}

static bool begin(struct distance *d)
{
	pthread_attr_t small;
	pthread_t thread;
	bool ok;

	pthread_attr_init(&small);
	pthread_attr_setstacksize(&small, STACK);
	pthread_attr_setdetachstate(&small, PTHREAD_CREATE_DETACHED);
	ok = pthread_create(&thread, &small, carry, d) == 0;
	pthread_attr_destroy(&small);
	return ok;
}

int distance_between(int fd, unsigned n)
{
	struct distance *d;
	int ends[2];

	if (distance_of(n) == 0 || fd < 0)
		return fd;
	d = calloc(1, sizeof(*d));
	if (d != NULL && socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == 0) {
		d->each = (uint64_t)distance_of(n) * 500;
		d->out.from = d->back.to = ends[1];
		d->out.to = d->back.from = fd;
		if (begin(d))
			return ends[0];
		close(ends[0]);
		close(ends[1]);
	}
	free(d);
	close(fd);
	return -1;
}
