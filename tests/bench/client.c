/* client.c - visitors by script: opens sessions, presses keys, and says what each cost and took.
 *
 * A test tool: it speaks SSH as a client with libssh, which the rule that keeps libssh in server/
 * does not forbid to tests. It knows a server by its port and its script only, so that it measures
 * ours and the others in the same way.
 */
#include "tests/bench/line.h"
#include "tests/bench/script.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SESSIONS 2000        /* at most, held by one client */
#define ACTIVE 400           /* at most, of those that press keys */
#define SAMPLES 200000       /* key presses at most in one `press` */
#define FRAME_MS 10000       /* longer than that a frame is taken for lost */
#define PERSON_MS 60         /* a person's pause after a screen; kernels acknowledge within 40 */
#define PRESS_PERIOD 1000000 /* microseconds between two keys of one active visitor */

struct bench {
	struct where where;
	struct script script;
	struct line *held[SESSIONS];
	size_t flip[ACTIVE]; /* which flip each of the first ones takes next */
	unsigned count;
	unsigned born; /* sessions ever opened: each has an address of its own */
	bool is_ready;
};

/* Bytes of the first key: an escape sequence or a letter of UTF-8 is one. */
static size_t key_size(const char *keys, size_t len)
{
	size_t n = 1;

	if (keys[0] == 0x1b && len > 2 && (keys[1] == '[' || keys[1] == 'O')) {
		n = 2;
		while (n < len && (keys[n] < 0x40 || keys[n] > 0x7e))
			n++;
		return n < len ? n + 1 : n;
	}
	while (n < len && ((unsigned char)keys[n] & 0xc0) == 0x80)
		n++;
	return n;
}

/* All at once, or with a person's pause after each but the last. */
static bool press_keys(struct line *l, const struct step *s, bool singly)
{
	size_t at = 0;

	while (singly && at < s->key_len) {
		size_t n = key_size(s->keys + at, s->key_len - at);

		if (at + n == s->key_len)
			break;
		if (!line_send(l, s->keys + at, n))
			return false;
		line_rest(l, PERSON_MS);
		at += n;
	}
	return at == s->key_len || line_send(l, s->keys + at, s->key_len - at);
}

/* Presses a step's keys and waits for what it must bring. False: said on stderr. */
static bool do_step(struct line *l, const struct step *s, bool singly)
{
	const char *text = s->text[0] == 0 ? NULL : s->text;

	if (text != NULL && vt_shows(line_screen(l), text)) {
		fprintf(stderr, "client: \"%s\" is there before its key\n", text);
		return false;
	}
	if (press_keys(l, s, singly) && line_wait(l, text, FRAME_MS))
		return true;
	fprintf(stderr, "client: \"%s\" did not come. The screen:\n", text == NULL ? "end" : text);
	vt_print(line_screen(l), stderr);
	return false;
}

/* All steps of a verb, with a person's pause between: a page that asks whether one is sure takes no
 * key that may have been pressed before it was seen. */
static bool do_all(struct line *l, const struct script *script, enum verb verb)
{
	const struct step *s;

	for (size_t n = 0; (s = script_find(script, verb, n)) != NULL; n++) {
		if (n > 0)
			line_rest(l, PERSON_MS);
		if (!do_step(l, s, false))
			return false;
	}
	return true;
}

static struct line *enter(struct bench *b)
{
	struct line *l = line_open(&b->where, b->born++);
	const struct step *first = script_find(&b->script, VERB_OPEN, 0);

	if (l != NULL && first != NULL && !line_wait(l, first->text, FRAME_MS)) {
		fprintf(stderr, "client: no first screen. The screen:\n");
		vt_print(line_screen(l), stderr);
		line_close(l);
		return NULL;
	}
	return l;
}

/* --- walk: one visitor through the whole script, each step with its cost */

static void say_cost(const char *what, const struct cost *from, const struct cost *to, uint64_t us)
{
	printf("%s\t%llu\t%llu\t%llu\t%llu\t%llu\n", what,
	       (unsigned long long)(to->bytes_in - from->bytes_in),
	       (unsigned long long)(to->bytes_out - from->bytes_out),
	       (unsigned long long)(to->packets_in - from->packets_in),
	       (unsigned long long)(to->packets_out - from->packets_out), (unsigned long long)us);
}

static void put_screen(const struct line *l, FILE *screens)
{
	if (screens == NULL)
		return;
	vt_print(line_screen(l), screens);
	fputc('\f', screens);
}

/* What was spent since `at`, once the line is at rest. */
static void say_step(struct line *l, const char *what, struct cost *at, uint64_t began)
{
	uint64_t took = line_now() - began;
	struct cost now;

	line_rest(l, PERSON_MS);
	now = line_cost(l);
	say_cost(what, at, &now, took);
	*at = now;
}

static bool walk_steps(struct bench *b, struct line *l, bool singly, FILE *screens)
{
	const struct step *s;
	struct cost at = line_cost(l);
	uint64_t began = line_now();

	for (size_t n = 0; (s = script_find(&b->script, VERB_STEP, n)) != NULL; n++) {
		if (!do_step(l, s, singly))
			return false;
		say_step(l, s->text, &at, began);
		put_screen(l, screens);
		began = line_now();
	}
	if (!do_all(l, &b->script, VERB_LEAVE))
		return false;
	say_step(l, "leave", &at, began);
	return true;
}

/* `walk` or `walk FILE`: the text of each screen goes into FILE, with form feeds between. `type`:
 * the same with each key by itself, as a person types. */
static bool walk(struct bench *b, bool singly, const char *file)
{
	struct cost none = {0}, at = none;
	uint64_t began = line_now();
	struct line *l = enter(b);
	FILE *screens = file[0] == 0 ? NULL : fopen(file, "we");
	bool ok = l != NULL && (file[0] == 0 || screens != NULL);

	if (ok) {
		say_step(l, "login", &at, began);
		put_screen(l, screens);
		ok = walk_steps(b, l, singly, screens);
		at = line_cost(l);
		say_cost("whole", &none, &at, line_now() - began);
	}
	if (screens != NULL)
		fclose(screens);
	line_close(l);
	return ok;
}

/* --- login N: one after the other: in, first screen, out */

static bool login(struct bench *b, unsigned n)
{
	uint64_t began = line_now();

	for (unsigned i = 0; i < n; i++) {
		struct line *l = enter(b);
		bool ok = l != NULL && do_all(l, &b->script, VERB_LEAVE);

		line_close(l);
		if (!ok)
			return false;
	}
	printf("logins\t%u\t%llu\n", n, (unsigned long long)(line_now() - began));
	return true;
}

/* --- open N: visitors who wait at the first screen */

static bool open_more(struct bench *b, unsigned n)
{
	uint64_t began = line_now();

	for (unsigned i = 0; i < n; i++) {
		struct line *l = b->count < SESSIONS ? enter(b) : NULL;

		if (l == NULL)
			return false;
		b->held[b->count++] = l;
	}
	printf("open\t%u\t%llu\n", b->count, (unsigned long long)(line_now() - began));
	return true;
}

static void close_all(struct bench *b)
{
	while (b->count > 0)
		line_close(b->held[--b->count]);
	b->is_ready = false;
	memset(b->flip, 0, sizeof b->flip);
}

/* --- ready: those who wait go where they are to be */

static bool make_ready(struct bench *b, unsigned count)
{
	for (unsigned i = 0; i < count && !b->is_ready; i++)
		if (!do_all(b->held[i], &b->script, VERB_READY))
			return false;
	b->is_ready = true;
	return true;
}

/* --- press ACTIVE SECONDS: so many of those who wait press a key a second, each at its own moment
 */

struct presser {
	struct line *line;
	uint64_t due;  /* when the next key is pressed */
	uint64_t sent; /* when the last one was; 0: its frame has come */
	size_t flip;
};

struct presses {
	struct presser *who;
	unsigned active;
	uint32_t *took; /* microseconds, one for each frame */
	size_t count;
	unsigned late; /* keys not pressed since the frame before had not come yet */
	bool failed;
};

static const struct step *flip_of(const struct bench *b, const struct presser *p)
{
	const struct step *s = script_find(&b->script, VERB_FLIP, p->flip);

	return s != NULL ? s : script_find(&b->script, VERB_FLIP, 0);
}

/* Whatever has come to one visitor; the frame that it waits for is timed. */
static void take_frame(const struct bench *b, struct presses *ps, struct presser *p)
{
	if (!line_take(p->line))
		ps->failed = true;
	if (p->sent == 0 || !vt_shows(line_screen(p->line), flip_of(b, p)->text))
		return;
	if (ps->count < SAMPLES)
		ps->took[ps->count++] = (uint32_t)(line_now() - p->sent);
	p->sent = 0;
	p->flip++;
	if (script_find(&b->script, VERB_FLIP, p->flip) == NULL)
		p->flip = 0;
}

static void press_due(const struct bench *b, struct presses *ps)
{
	for (unsigned i = 0; i < ps->active; i++) {
		struct presser *p = &ps->who[i];
		const struct step *s = flip_of(b, p);
		uint64_t now = line_now();

		if (now < p->due)
			continue;
		p->due += PRESS_PERIOD;
		if (p->sent != 0) {
			ps->late++;
			continue;
		}
		p->sent = now;
		if (!line_send(p->line, s->keys, s->key_len))
			ps->failed = true;
		take_frame(b, ps, p); /* libssh may have read it while it wrote */
	}
}

static int compare(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return x < y ? -1 : x > y;
}

/* Until the time is over and each frame has come. */
static void press_loop(const struct bench *b, struct presses *ps, uint64_t until)
{
	struct pollfd fds[ACTIVE];
	bool waiting = true;

	for (uint64_t now = line_now(); !ps->failed && (now < until || waiting); now = line_now()) {
		uint64_t next = now + 100000;
		struct timespec pause;

		if (now < until)
			press_due(b, ps);
		if (now > until + (uint64_t)FRAME_MS * 1000)
			ps->failed = true;
		for (unsigned i = 0; i < ps->active; i++) {
			fds[i] = (struct pollfd){.fd = line_fd(ps->who[i].line), .events = POLLIN};
			if (ps->who[i].due < next)
				next = ps->who[i].due;
		}
		now = line_now();
		next = next > now ? next - now : 0;
		pause = (struct timespec){0, (long)next * 1000};
		ppoll(fds, ps->active, &pause, NULL);
		waiting = false;
		for (unsigned i = 0; i < ps->active; i++) {
			if (fds[i].revents != 0)
				take_frame(b, ps, &ps->who[i]);
			waiting = waiting || ps->who[i].sent != 0;
		}
	}
}

static bool press(struct bench *b, unsigned active, unsigned seconds)
{
	struct presser who[ACTIVE];
	struct presses ps = {.who = who, .active = active};
	uint64_t began;

	if (active == 0 || active > ACTIVE || active > b->count || !make_ready(b, active))
		return false;
	ps.took = calloc(SAMPLES, sizeof *ps.took);
	began = line_now();
	for (unsigned i = 0; i < active; i++)
		who[i] = (struct presser){.line = b->held[i],
					  .flip = b->flip[i],
					  .due = began + (uint64_t)i * PRESS_PERIOD / active};
	press_loop(b, &ps, began + (uint64_t)seconds * 1000000);
	for (unsigned i = 0; i < active; i++)
		b->flip[i] = who[i].flip;
	if (ps.count > 0) {
		qsort(ps.took, ps.count, sizeof *ps.took, compare);
		printf("press\t%zu\t%u\t%u\t%u\t%u\n", ps.count, ps.took[ps.count / 2],
		       ps.took[ps.count * 99 / 100], ps.took[ps.count - 1], ps.late);
	}
	free(ps.took);
	return ps.count > 0 && !ps.failed;
}

/* --- commands on standard input, one a line; each is answered, the last line being ok or failed */

static bool obey(struct bench *b, const char *line)
{
	char word[16], rest[200] = "";
	unsigned n = 0, m = 0;

	if (sscanf(line, "%15s %199s", word, rest) < 1)
		return false;
	sscanf(line, "%*s %u %u", &n, &m);
	if (strcmp(word, "open") == 0)
		return open_more(b, n);
	if (strcmp(word, "walk") == 0)
		return walk(b, false, rest);
	if (strcmp(word, "type") == 0)
		return walk(b, true, rest);
	if (strcmp(word, "login") == 0)
		return login(b, n);
	if (strcmp(word, "press") == 0)
		return press(b, n, m);
	if (strcmp(word, "ready") == 0)
		return make_ready(b, b->count);
	if (strcmp(word, "close") == 0) {
		close_all(b);
		return true;
	}
	return false;
}

int main(int argc, char **argv)
{
	static struct bench b;
	char line[300];

	if (argc != 6 || !script_read(argv[5], &b.script)) {
		fprintf(stderr, "usage: client PORT USER KEYFILE|- zlib|none SCRIPT\n");
		return 2;
	}
	b.where = (struct where){.port = (int)strtol(argv[1], NULL, 10),
				 .user = argv[2],
				 .key = strcmp(argv[3], "-") == 0 ? NULL : argv[3],
				 .zlib = strcmp(argv[4], "zlib") == 0};
	b.born = (unsigned)getpid() * 97; /* not the addresses of the client before */
	while (fgets(line, sizeof line, stdin) != NULL) {
		puts(obey(&b, line) ? "ok" : "failed");
		fflush(stdout);
	}
	close_all(&b);
	return 0;
}
