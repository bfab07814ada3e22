/* wire.c - the messages between a visitor's desk, which is trusted, and its gate, which holds the
 * visitor's bytes. */
#include "server/wire.h"

#include "services/registry/limits.h"

#include <errno.h>
#include <sys/socket.h>

#define IN(state) (1u << (state))
#define ANY (IN(VISIT_START) | IN(VISIT_KNOCKING) | IN(VISIT_INSIDE) | IN(VISIT_SERVED))

/* Who may say what, when, how long it is, and the state that it leads to (itself where `moves` is
 * false). */
static const struct rule {
	enum wire_end from;
	unsigned states;
	size_t least, most;
	bool moves;
	enum wire_state to;
} rules[WIRE_KINDS] = {
	[WIRE_HELLO] = {END_GATE, IN(VISIT_START), 3, 80, true, VISIT_KNOCKING},
	[WIRE_STEP] = {END_GATE, IN(VISIT_START) | IN(VISIT_KNOCKING), 1, 1, false, VISIT_START},
	[WIRE_PIN] = {END_GATE, IN(VISIT_KNOCKING), 4, 140, false, VISIT_KNOCKING},
	[WIRE_CODE] = {END_GATE, IN(VISIT_KNOCKING), 68, 140, false, VISIT_KNOCKING},
	[WIRE_ENTER] = {END_GATE, IN(VISIT_KNOCKING), 4, 80, true, VISIT_INSIDE},
	[WIRE_OPEN] = {END_GATE, IN(VISIT_INSIDE), 14, 1200, true, VISIT_SERVED},
	[WIRE_INPUT] = {END_GATE, IN(VISIT_SERVED), 1, WIRE_PAYLOAD, false, VISIT_SERVED},
	[WIRE_INPUT_END] = {END_GATE, IN(VISIT_SERVED), 0, 0, false, VISIT_SERVED},
	[WIRE_RESIZE] = {END_GATE, IN(VISIT_SERVED), 4, 4, false, VISIT_SERVED},
	[WIRE_DRAINED] = {END_GATE, IN(VISIT_SERVED), 1, 1, false, VISIT_SERVED},
	[WIRE_SHUT] = {END_GATE, IN(VISIT_SERVED), 0, 0, true, VISIT_INSIDE},
	[WIRE_FILE_ASK] = {END_GATE, IN(VISIT_SERVED), 26, WIRE_PAYLOAD, false, VISIT_SERVED},
	[WIRE_BEAT] = {END_GATE, ANY, 3, 3, false, VISIT_START},
	[WIRE_BYE] = {END_GATE, ANY, 2, 128, true, VISIT_OVER},
	[WIRE_VERDICT] = {END_DESK, IN(VISIT_KNOCKING), 2, 2, false, VISIT_KNOCKING},
	[WIRE_OUTPUT] = {END_DESK, IN(VISIT_SERVED) | IN(VISIT_INSIDE), 1, WIRE_PAYLOAD, false,
			 VISIT_SERVED},
	[WIRE_ERRORS] = {END_DESK, IN(VISIT_SERVED) | IN(VISIT_INSIDE), 1, WIRE_PAYLOAD, false,
			 VISIT_SERVED},
	[WIRE_FINISH] = {END_DESK, IN(VISIT_SERVED) | IN(VISIT_INSIDE), 1, 1, false, VISIT_SERVED},
	[WIRE_FILE_ANSWER] = {END_DESK, IN(VISIT_SERVED) | IN(VISIT_INSIDE), 6, WIRE_PAYLOAD, false,
			      VISIT_SERVED},
	[WIRE_WILL] = {END_DESK, IN(VISIT_SERVED) | IN(VISIT_INSIDE), 0, WIRE_WILL_MOST, false,
		       VISIT_SERVED},
	[WIRE_PING] = {END_DESK, ANY, 0, 0, false, VISIT_START},
	[WIRE_LEAVE] = {END_DESK, ANY, 2, 256, false, VISIT_START},
};

/* True, and the visit moved on, when `from` may say this now. */
static bool follow(struct wire *w, enum wire_end from, enum wire_kind kind, size_t size)
{
	const struct rule *rule = &rules[kind];

	if (kind <= WIRE_NONE || kind >= WIRE_KINDS || rule->from != from)
		w->wrong = "a message of an unknown kind";
	else if ((rule->states & IN(w->state)) == 0)
		w->wrong = "a message out of order";
	else if (size < rule->least || size > rule->most)
		w->wrong = "a message of a wrong length";
	if (w->wrong != NULL)
		return false;
	if (kind == WIRE_OPEN)
		w->channel++;
	if (rule->moves)
		w->state = rule->to;
	return true;
}

void wire_open(struct wire *w, int fd, enum wire_end end)
{
	*w = (struct wire){.fd = fd, .end = end};
	buffer_open(&w->in, WIRE_HEADER + WIRE_PAYLOAD);
	buffer_open(&w->out, LIMIT_WIRE_QUEUE);
}

void wire_close(struct wire *w)
{
	if (w->fd >= 0)
		close(w->fd);
	w->fd = -1;
	buffer_close(&w->in);
	buffer_close(&w->out);
}

bool wire_put(struct wire *w, enum wire_kind kind, const void *data, size_t size)
{
	unsigned char head[WIRE_HEADER] = {(unsigned char)kind};

	if (w->wrong != NULL || w->out.size + WIRE_HEADER + size > LIMIT_WIRE_QUEUE) {
		w->wrong = w->wrong != NULL ? w->wrong : "a queue that is full";
		return false;
	}
	if (!follow(w, w->end, kind, size))
		return false;
	head[1] = w->channel;
	for (int i = 0; i < 4; i++)
		head[4 + i] = (unsigned char)(size >> (8 * i));
	return buffer_add(&w->out, head, sizeof(head)) && buffer_add(&w->out, data, size);
}

bool wire_flush(struct wire *w)
{
	while (w->out.size > 0) {
		ssize_t n = send(w->fd, w->out.data, w->out.size, MSG_NOSIGNAL | MSG_DONTWAIT);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return errno == EAGAIN || errno == EWOULDBLOCK;
		buffer_drop(&w->out, (size_t)n);
	}
	return true;
}

bool wire_fill(struct wire *w)
{
	char bytes[16384];
	size_t room;
	ssize_t n;

	buffer_drop(&w->in, w->taken);
	w->taken = 0;
	room = w->in.cap - w->in.size;
	if (room == 0)
		return true;
	n = recv(w->fd, bytes, room < sizeof(bytes) ? room : sizeof(bytes), MSG_DONTWAIT);
	if (n < 0)
		return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
	return n > 0 && buffer_add(&w->in, bytes, (size_t)n);
}

bool wire_has_output(const struct wire *w)
{
	return w->out.size > 0;
}

bool wire_next(struct wire *w, struct wire_message *ret)
{
	const unsigned char *head;
	size_t left = w->in.size - w->taken;
	size_t size = 0;

	if (w->wrong != NULL || left < WIRE_HEADER)
		return false;
	head = (const unsigned char *)w->in.data + w->taken;
	for (int i = 0; i < 4; i++)
		size |= (size_t)head[4 + i] << (8 * i);
	if (head[0] >= WIRE_KINDS || head[2] != 0 || head[3] != 0 || size > WIRE_PAYLOAD) {
		w->wrong = "a frame that is none";
		return false;
	}
	if (left < WIRE_HEADER + size)
		return false;
	if (!follow(w, w->end == END_GATE ? END_DESK : END_GATE, head[0], size))
		return false;
	*ret = (struct wire_message){head[0], head[1], head + WIRE_HEADER, size};
	w->taken += WIRE_HEADER + size;
	return true;
}

struct wire_reader wire_read(const struct wire_message *m)
{
	return (struct wire_reader){.data = m->data, .size = m->size};
}

uint64_t wire_number(struct wire_reader *r, int bytes)
{
	uint64_t n = 0;

	if (r->bad || r->size - r->at < (size_t)bytes) {
		r->bad = true;
		return 0;
	}
	for (int i = 0; i < bytes; i++)
		n |= (uint64_t)r->data[r->at++] << (8 * i);
	return n;
}

void wire_text(struct wire_reader *r, char *to, size_t room)
{
	size_t len = (size_t)wire_number(r, 2);

	to[0] = '\0';
	if (r->bad || r->size - r->at < len || len >= room ||
	    memchr(r->data + r->at, '\0', len) != NULL) {
		r->bad = true;
		return;
	}
	memcpy(to, r->data + r->at, len);
	to[len] = '\0';
	r->at += len;
}

bool wire_is_read(const struct wire_reader *r)
{
	return !r->bad && r->at == r->size;
}

void wire_add_number(struct buffer *b, uint64_t n, int bytes)
{
	unsigned char to[8];

	for (int i = 0; i < bytes; i++)
		to[i] = (unsigned char)(n >> (8 * i));
	buffer_add(b, to, (size_t)bytes);
}

void wire_add_text(struct buffer *b, const char *s)
{
	size_t len = strlen(s);

	wire_add_number(b, len, 2);
	buffer_add(b, s, len);
}

static bool put_buffer(struct wire *w, enum wire_kind kind, const struct buffer *b)
{
	return !b->full && wire_put(w, kind, b->data, b->size);
}

bool wire_put_open(struct wire *w, const struct wire_open *o)
{
	BUFFER_CLEAN struct buffer b;

	buffer_open(&b, WIRE_PAYLOAD);
	wire_add_number(&b, o->kind, 1);
	wire_add_number(&b, o->pty, 1);
	wire_add_number(&b, (uint64_t)o->cols, 2);
	wire_add_number(&b, (uint64_t)o->rows, 2);
	wire_add_text(&b, o->term);
	wire_add_text(&b, o->lang);
	wire_add_text(&b, o->colours);
	wire_add_text(&b, o->command);
	return put_buffer(w, WIRE_OPEN, &b);
}

bool wire_get_open(const struct wire_message *m, struct wire_open *ret)
{
	struct wire_reader r = wire_read(m);
	unsigned kind = (unsigned)wire_number(&r, 1);

	ret->pty = wire_number(&r, 1) != 0;
	ret->cols = (int)wire_number(&r, 2);
	ret->rows = (int)wire_number(&r, 2);
	wire_text(&r, ret->term, sizeof(ret->term));
	wire_text(&r, ret->lang, sizeof(ret->lang));
	wire_text(&r, ret->colours, sizeof(ret->colours));
	wire_text(&r, ret->command, sizeof(ret->command));
	ret->kind = kind;
	return wire_is_read(&r) && kind <= OPEN_FILES;
}

bool wire_put_ask(struct wire *w, const struct wire_ask *a)
{
	BUFFER_CLEAN struct buffer b;

	buffer_open(&b, WIRE_PAYLOAD);
	wire_add_number(&b, a->id, 4);
	wire_add_number(&b, a->act, 1);
	wire_add_number(&b, a->handle, 4);
	wire_add_number(&b, a->offset, 8);
	wire_add_number(&b, a->size, 4);
	wire_add_number(&b, a->flags, 1);
	wire_add_text(&b, a->path);
	wire_add_text(&b, a->to);
	if (a->act == FILE_WRITE)
		buffer_add(&b, a->data, a->size);
	return put_buffer(w, WIRE_FILE_ASK, &b);
}

bool wire_get_ask(const struct wire_message *m, struct wire_ask *ret)
{
	struct wire_reader r = wire_read(m);
	unsigned act;

	ret->id = (uint32_t)wire_number(&r, 4);
	act = (unsigned)wire_number(&r, 1);
	ret->handle = (uint32_t)wire_number(&r, 4);
	ret->offset = wire_number(&r, 8);
	ret->size = (uint32_t)wire_number(&r, 4);
	ret->flags = (unsigned)wire_number(&r, 1);
	wire_text(&r, ret->path, sizeof(ret->path));
	wire_text(&r, ret->to, sizeof(ret->to));
	ret->act = act;
	ret->data = r.data + r.at;
	if (act == FILE_WRITE && !r.bad)
		r.at += ret->size <= r.size - r.at ? ret->size : 0;
	return wire_is_read(&r) && act <= FILE_SET &&
	       (act != FILE_WRITE || ret->size <= WIRE_WRITE);
}
