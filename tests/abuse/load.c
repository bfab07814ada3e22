/* load.c - a crowd that a portal must bear, or the honest visitors beside it: who comes how often,
 * and what became of them.
 *
 * A test tool, a client of libssh as tests/bench/client.c is. Each visitor has a thread, so that
 * one who waits keeps nobody back. A crowd says "HERE MADE ENDED FAILED" for each line on standard
 * input and ends with it; an honest visitor's is "in MILLISECONDS DISTANCE", or "out" with the
 * same. Who is "honest" comes from near and far (distance.h), so that a flood has longer to hit a
 * login; who is "near" does not.
 */
#include "tests/abuse/distance.h"
#include "tests/bench/line.h"

#include <arpa/inet.h>
#include <math.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <signal.h>
#include <unistd.h>

#define MOST 6000          /* connections at once; further ones wait for room */
#define STACK (192 * 1024) /* bytes of a visitor's thread */
#define HOME_MS 20000      /* longer than that an honest visitor does not wait for a page */

struct crowd {
	struct where where;
	unsigned count;     /* who come at first */
	double rate, again; /* a second: those, and then as many more as were sent away */
	bool random;        /* gaps of chance (exponential), not even ones */
	bool honest;
	const char *text; /* all that a connection ever says; NULL: it signs in */
	atomic_uint begun, here, made, ended, failed;
};

/* --- one visitor --- */

static void await_end(int fd)
{
	struct pollfd p = {.fd = fd, .events = POLLRDHUP};

	/* Nothing is read: silent to the end. */
	while ((p.revents & (POLLRDHUP | POLLHUP | POLLERR)) == 0)
		poll(&p, 1, -1);
}

static void stay(struct crowd *c, int fd)
{
	c->made++;
	c->here++;
	await_end(fd);
	c->here--;
	c->ended++;
}

static void stall(struct crowd *c, unsigned n)
{
	size_t len = strlen(c->text);
	int fd = line_dial(&c->where, n);

	if (fd >= 0 && write(fd, c->text, len) == (ssize_t)len)
		stay(c, fd);
	else
		c->failed++;
	if (fd >= 0)
		close(fd);
}

static void hold(struct crowd *c, unsigned n)
{
	struct line *l = line_open(&c->where, n);

	if (l == NULL) {
		c->failed++;
		return;
	}
	stay(c, line_fd(l));
	line_close(l);
}

/* From the first byte to the home page. */
static void call_on(struct crowd *c, unsigned n)
{
	uint64_t began = line_now();
	struct line *l = line_open(&c->where, n);
	bool home = l != NULL && line_wait(l, "English", HOME_MS) && line_send(l, "1", 1) &&
		    line_wait(l, "Welcome to Shubbak", HOME_MS);

	printf("%s %.1f %u\n", home ? "in" : "out", (double)(line_now() - began) / 1000,
	       c->where.between != NULL ? distance_of(n) : 0);
	fflush(stdout);
	line_close(l);
}

struct visitor {
	struct crowd *crowd;
	unsigned number;
};

static void *visit(void *data)
{
	struct visitor v = *(struct visitor *)data;

	free(data);
	if (v.crowd->honest)
		call_on(v.crowd, v.number);
	else if (v.crowd->text != NULL)
		stall(v.crowd, v.number);
	else
		hold(v.crowd, v.number);
	v.crowd->begun--;
	return NULL;
}

/* --- the crowd --- */

static void rest_until(uint64_t at)
{
	uint64_t now = line_now();

	if (at > now)
		usleep((useconds_t)(at - now));
}

static bool begin(struct crowd *c, unsigned n)
{
	struct visitor *v = malloc(sizeof(*v));
	pthread_attr_t small;
	pthread_t thread;
	bool ok;

	if (v == NULL)
		return false;
	*v = (struct visitor){.crowd = c, .number = n};
	pthread_attr_init(&small);
	pthread_attr_setstacksize(&small, STACK);
	pthread_attr_setdetachstate(&small, PTHREAD_CREATE_DETACHED);
	c->begun++;
	ok = pthread_create(&thread, &small, visit, v) == 0;
	pthread_attr_destroy(&small);
	if (!ok) {
		c->begun--;
		free(v);
	}
	return ok;
}

static uint64_t gap(const struct crowd *c, double rate)
{
	return (uint64_t)(1e6 / rate * (c->random ? -log(1 - drand48()) : 1));
}

/* In time with the clock: who was late does not make the next ones late. */
static void come(struct crowd *c)
{
	uint64_t due = line_now();
	unsigned n = 0;

	for (; n < c->count; n++) {
		rest_until(due);
		while (c->begun >= MOST)
			usleep(10000);
		if (!begin(c, n))
			c->failed++;
		due += gap(c, c->rate);
	}
	while (c->again > 0) {
		usleep((useconds_t)gap(c, c->again));
		if (c->begun < c->count && begin(c, n))
			n++;
	}
	while (c->honest && c->begun > 0)
		usleep(10000);
}

static void *answer(void *data)
{
	struct crowd *c = data;
	char line[100];

	while (fgets(line, sizeof line, stdin) != NULL) {
		printf("%u %u %u %u\n", c->here, c->made, c->ended, c->failed);
		fflush(stdout);
	}
	_exit(0);
}

static bool choose(struct crowd *c, const char *kind)
{
	c->honest = strcmp(kind, "honest") == 0 || strcmp(kind, "near") == 0;
	c->where.between = strcmp(kind, "honest") == 0 ? distance_between : NULL;
	c->where.mute = strcmp(kind, "mute") == 0;
	if (strcmp(kind, "stalled") == 0)
		c->text = "SSH-2.0-x\r\n";
	else if (strcmp(kind, "silent") == 0)
		c->text = "";
	else
		return c->honest || c->where.mute || strcmp(kind, "pages") == 0 ||
		       strcmp(kind, "command") == 0;
	return true;
}

static bool read_words(struct crowd *c, int argc, char **argv)
{
	struct in_addr from;

	if ((argc != 8 && argc != 10) || !choose(c, argv[1]) || inet_aton(argv[6], &from) == 0)
		return false;
	c->where.port = (int)strtol(argv[2], NULL, 10);
	c->where.user = argc == 10 ? "me" : "guest";
	c->count = (unsigned)strtoul(argv[3], NULL, 10);
	c->random = argv[4][0] == '~';
	c->rate = strtod(argv[4] + c->random, NULL);
	c->again = strtod(argv[5], NULL);
	c->where.from = ntohl(from.s_addr);
	c->where.networks = (uint32_t)strtoul(argv[7], NULL, 10);
	c->where.key = argc == 10 ? argv[8] : NULL;
	c->where.command = argc == 10 ? argv[9] : NULL;
	return c->rate > 0 && c->where.networks > 0;
}

int main(int argc, char **argv)
{
	static struct crowd c;
	struct rlimit files;
	pthread_t reader;

	if (!read_words(&c, argc, argv)) {
		fprintf(stderr,
			"usage: load honest|near|pages|mute|command|stalled|silent PORT COUNT "
			"[~]RATE AGAIN "
			"FROM NETWORKS [KEYFILE COMMAND]\n");
		return 2;
	}
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	signal(SIGPIPE, SIG_IGN);
	srand48((long)c.where.from);
	getrlimit(RLIMIT_NOFILE, &files);
	files.rlim_cur = files.rlim_max;
	setrlimit(RLIMIT_NOFILE, &files);
	if (!c.honest && pthread_create(&reader, NULL, answer, &c) != 0)
		return 1;
	come(&c);
	if (!c.honest)
		pthread_join(reader, NULL);
	return 0;
}
