/* target_wire.c - messages of a visit as either end could send them: only in their states, whole,
 * and the same however they are cut. */
#include "server/wire.h"
#include "tests/fuzz/must.h"
#include "tests/fuzz/target.h"

#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define NOT_NOW (-1)
#define BYTES_MOST ((size_t)32 * 1024) /* a socket takes them at once */

/* Where a message leads, by the drawing in wire.h; NOT_NOW where it may not come. */
static int leads_to(enum wire_end from, enum wire_state state, enum wire_kind kind)
{
	bool over = state == VISIT_OVER, served = state == VISIT_SERVED;
	bool channel = served || state == VISIT_INSIDE;

	if ((from == END_GATE) != (kind <= WIRE_BYE))
		return NOT_NOW;
	switch (kind) {
	case WIRE_HELLO: return state == VISIT_START ? VISIT_KNOCKING : NOT_NOW;
	case WIRE_STEP:
		return state == VISIT_START || state == VISIT_KNOCKING ? (int)state : NOT_NOW;
	case WIRE_PIN:
	case WIRE_CODE:
	case WIRE_VERDICT: return state == VISIT_KNOCKING ? (int)state : NOT_NOW;
	case WIRE_ENTER: return state == VISIT_KNOCKING ? VISIT_INSIDE : NOT_NOW;
	case WIRE_OPEN: return state == VISIT_INSIDE ? VISIT_SERVED : NOT_NOW;
	case WIRE_SHUT: return served ? VISIT_INSIDE : NOT_NOW;
	case WIRE_INPUT:
	case WIRE_INPUT_END:
	case WIRE_RESIZE:
	case WIRE_DRAINED:
	case WIRE_FILE_ASK: return served ? (int)state : NOT_NOW;
	case WIRE_OUTPUT:
	case WIRE_ERRORS:
	case WIRE_FINISH:
	case WIRE_FILE_ANSWER:
	case WIRE_WILL: return channel ? (int)state : NOT_NOW;
	case WIRE_BYE: return over ? NOT_NOW : VISIT_OVER;
	case WIRE_BEAT:
	case WIRE_PING:
	case WIRE_LEAVE: return over ? NOT_NOW : (int)state;
	default: return NOT_NOW;
	}
}

static enum wire_end other(enum wire_end end)
{
	return end == END_GATE ? END_DESK : END_GATE;
}

/* --- one message ------------------------------------------------------------------------------ */

/* The end that said a message could say it by wire_put, and the same bytes come out. */
static void check_frame(enum wire_end from, enum wire_state state, const struct wire_message *m)
{
	struct wire w;

	wire_open(&w, -1, from);
	w.state = state;
	must(wire_put(&w, m->kind, m->data, m->size), "what is read can be written");
	must(w.out.size == WIRE_HEADER + m->size, "a frame has its length");
	w.out.data[1] = (char)m->channel; /* the one it was of, which may have been shut since */
	must(memcmp(w.out.data, m->data - WIRE_HEADER, w.out.size) == 0,
	     "what is written is what was read");
	wire_close(&w);
}

static struct wire_message only_message(const struct wire *w, enum wire_kind kind)
{
	const unsigned char *frame = (const unsigned char *)w->out.data;

	return (struct wire_message){kind, 0, frame + WIRE_HEADER, w->out.size - WIRE_HEADER};
}

static void check_open(const struct wire_message *m)
{
	struct wire_open one, two;
	struct wire_message again;
	struct wire w;

	if (!wire_get_open(m, &one))
		return;
	wire_open(&w, -1, END_GATE);
	w.state = VISIT_INSIDE;
	must(wire_put_open(&w, &one), "what is asked can be asked again");
	again = only_message(&w, WIRE_OPEN);
	must(wire_get_open(&again, &two), "what is written can be read");
	must(one.kind == two.kind && one.pty == two.pty && one.cols == two.cols &&
		     one.rows == two.rows && strcmp(one.term, two.term) == 0 &&
		     strcmp(one.lang, two.lang) == 0 && strcmp(one.colours, two.colours) == 0 &&
		     strcmp(one.command, two.command) == 0,
	     "what is asked again is the same");
	wire_close(&w);
}

static void check_ask(const struct wire_message *m)
{
	struct wire_ask ask;
	struct wire_message again;
	struct wire w;

	if (!wire_get_ask(m, &ask))
		return;
	wire_open(&w, -1, END_GATE);
	w.state = VISIT_SERVED;
	must(wire_put_ask(&w, &ask), "a question can be asked again");
	again = only_message(&w, WIRE_FILE_ASK);
	must(again.size == m->size && memcmp(again.data, m->data, m->size) == 0,
	     "a question asked again is the same");
	wire_close(&w);
}

/* --- bytes from the other end ----------------------------------------------------------------- */

struct talk {
	struct wire wire;
	int peer; /* the other end's descriptor */
	int state;
	uint8_t channel;
	uint64_t sum; /* of all that was handed out */
};

/* With so many of the gate's first messages behind it. */
static void talk_open(struct talk *t, enum wire_end end, unsigned steps)
{
	static const char *const first[] = {"\0\0\0", "\0\0\0\0", "\0\0\0\0\0\0\0\0\0\0\0\0\0\0"};
	static const enum wire_kind kinds[] = {WIRE_HELLO, WIRE_ENTER, WIRE_OPEN};
	static const size_t sizes[] = {3, 4, 14};
	int fds[2];

	must(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, fds) == 0, "a pair");
	*t = (struct talk){.peer = fds[1], .sum = 14695981039346656037U};
	wire_open(&t->wire, fds[0], end);
	for (unsigned i = 0; end == END_GATE && i < steps; i++)
		must(wire_put(&t->wire, kinds[i], first[i], sizes[i]), "a visit begins");
	t->state = (int)t->wire.state;
	t->channel = t->wire.channel;
}

static void add(struct talk *t, const void *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++)
		t->sum = (t->sum ^ ((const uint8_t *)bytes)[i]) * 1099511628211U;
}

static void take_all(struct talk *t)
{
	enum wire_end from = other(t->wire.end);
	enum wire_state before = (enum wire_state)t->state;
	struct wire_message m;

	for (; wire_next(&t->wire, &m); before = (enum wire_state)t->state) {
		must(m.size <= WIRE_PAYLOAD, "a payload has a cap");
		t->state = leads_to(from, before, m.kind);
		must(t->state != NOT_NOW, "a message comes only in its state");
		t->channel = (uint8_t)(t->channel + (m.kind == WIRE_OPEN));
		must(t->wire.state == (enum wire_state)t->state && t->wire.channel == t->channel,
		     "the visit moves as it is drawn");
		check_frame(from, before, &m);
		if (m.kind == WIRE_OPEN)
			check_open(&m);
		else if (m.kind == WIRE_FILE_ASK)
			check_ask(&m);
		add(t, &m.kind, sizeof(m.kind));
		add(t, &m.size, sizeof(m.size));
		add(t, m.data, m.size);
	}
	must(t->wire.wrong == NULL || (t->wire.wrong[0] != '\0' && !wire_next(&t->wire, &m) &&
				       !wire_put(&t->wire, WIRE_PING, NULL, 0)),
	     "after a wrong message nothing goes on");
}

/* All that comes, `step` bytes at once. */
static void hear(struct talk *t, const uint8_t *bytes, size_t size, size_t step)
{
	for (size_t at = 0; at < size && t->wire.wrong == NULL; at += step) {
		size_t len = size - at < step ? size - at : step;

		must(send(t->peer, bytes + at, len, 0) == (ssize_t)len, "bytes are sent");
		for (size_t had = SIZE_MAX; had != t->wire.in.size - t->wire.taken;) {
			had = t->wire.in.size - t->wire.taken;
			must(wire_fill(&t->wire), "the other end is there");
			take_all(t);
		}
	}
}

static void talk_close(struct talk *t)
{
	close(t->peer);
	wire_close(&t->wire);
}

static void run_bytes(struct input *in)
{
	unsigned how = input_byte(in);
	enum wire_end end = how % 2 == 0 ? END_DESK : END_GATE;
	size_t size = in->left < BYTES_MOST ? in->left : BYTES_MOST;
	struct talk whole, cut;

	talk_open(&whole, end, how / 2 % 4);
	talk_open(&cut, end, how / 2 % 4);
	hear(&whole, in->at, size, BYTES_MOST);
	hear(&cut, in->at, size, how / 8 + 1);
	must(whole.sum == cut.sum && whole.state == cut.state && whole.wire.wrong == cut.wire.wrong,
	     "it does not matter how bytes are cut");
	talk_close(&whole);
	talk_close(&cut);
}

/* --- two ends --------------------------------------------------------------------------------- */

static struct wire_message pass(struct wire *from, struct wire *to)
{
	struct wire_message m = {0};

	must(wire_flush(from) && wire_fill(to), "the other end is there");
	must(wire_next(to, &m), "what one end may say the other takes");
	return m;
}

/* What either end is made to say: refused at once, or taken by the other. */
static void run_pair(struct input *in)
{
	static const uint8_t zeros[2048];
	struct wire ends[2];
	int fds[2];

	must(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, fds) == 0, "a pair");
	wire_open(&ends[END_GATE], fds[0], END_GATE);
	wire_open(&ends[END_DESK], fds[1], END_DESK);
	while (in->left > 0 && ends[0].wrong == NULL && ends[1].wrong == NULL) {
		enum wire_kind kind = (enum wire_kind)(input_byte(in) % WIRE_KINDS);
		enum wire_end from = kind <= WIRE_BYE ? END_GATE : END_DESK;
		size_t size = input_number(in, 2) % sizeof(zeros);
		int next = leads_to(from, ends[from].state, kind);
		struct wire_message m;

		if (!wire_put(&ends[from], kind, zeros, size)) {
			must(ends[from].wrong != NULL, "a refusal has words");
			continue;
		}
		must(next == (int)ends[from].state, "a message is said only in its state");
		m = pass(&ends[from], &ends[other(from)]);
		must(m.kind == kind && m.size == size && m.channel == ends[from].channel,
		     "a message comes as it was said");
		must(ends[0].state == ends[1].state && ends[0].channel == ends[1].channel,
		     "both ends agree");
	}
	wire_close(&ends[0]);
	wire_close(&ends[1]);
}

void target_wire(const uint8_t *data, size_t size)
{
	struct input in = {data, size};

	if (input_byte(&in) % 4 == 3)
		run_pair(&in);
	else
		run_bytes(&in);
}
