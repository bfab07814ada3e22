/* reader.c - speaks to a reader: gives it what is to be read or drawn, and waits for its answer,
 * but not for ever. */
#include "server/reader/reader.h"

#include "server/loop.h"
#include "server/reader/reader_inside.h"
#include "services/registry/limits.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

#define AGAIN 50 /* milliseconds until a place is asked for again */
#define DRAWN_HEAD 5

struct line {
	int fd;        /* -1: none */
	int64_t until; /* monotonic milliseconds */
};

static void hang_up(struct line *l)
{
	if (l->fd >= 0)
		close(l->fd);
	l->fd = -1;
}

#define LINE_CLEAN __attribute__((cleanup(hang_up)))

/* False: its time is over. */
static bool wait_for(const struct line *l, short events)
{
	int64_t left = l->until - loop_now();

	return left > 0 && loop_one(l->fd, events, (int)left) != 0;
}

/* False: it is gone, or its time is over. */
static bool get_all(const struct line *l, void *to, size_t size)
{
	unsigned char *at = to;

	while (size > 0) {
		ssize_t n = recv(l->fd, at, size, MSG_DONTWAIT);

		if (n > 0) {
			at += n;
			size -= (size_t)n;
		} else if (n == 0 || (errno != EAGAIN && errno != EINTR) || !wait_for(l, POLLIN)) {
			return false;
		}
	}
	return true;
}

static bool put_all(const struct line *l, const void *bytes, size_t size)
{
	const unsigned char *at = bytes;

	while (size > 0) {
		ssize_t n = send(l->fd, at, size, MSG_DONTWAIT | MSG_NOSIGNAL);

		if (n > 0) {
			at += n;
			size -= (size_t)n;
		} else if ((errno != EAGAIN && errno != EINTR) || !wait_for(l, POLLOUT)) {
			return false;
		}
	}
	return true;
}

static bool put_piece(const struct line *l, const void *bytes, size_t size)
{
	unsigned char head[4];

	for (int i = 0; i < 4; i++)
		head[i] = (unsigned char)(size >> 8 * i);
	return put_all(l, head, sizeof(head)) && (size == 0 || put_all(l, bytes, size));
}

/* One that has come as far as to be ready. */
static bool try_open(struct reader_way *way, enum reader_job job, struct line *l)
{
	char hello[sizeof(READER_HELLO) - 1];
	int ends[2];
	bool started;

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
		return false;
	l->fd = ends[0];
	started = way->start(way->ctx, job, ends[1]);
	close(ends[1]);
	if (started && get_all(l, hello, sizeof(hello)) &&
	    memcmp(hello, READER_HELLO, sizeof(hello)) == 0)
		return true;
	hang_up(l);
	return false;
}

static enum fault open_line(struct reader_way *way, enum reader_job job, struct line *l,
			    struct error *err)
{
	l->until = loop_now() + (way->patience > 0 ? way->patience : LIMIT_READER_WAIT);
	while (!try_open(way, job, l)) {
		if (loop_now() + AGAIN >= l->until)
			return fail(err, FAULT_BUSY,
				    N_("The portal is handling too many files just now. What you "
				       "sent is saved; please try again in a few minutes."),
				    "no reader");
		loop_pause(AGAIN);
	}
	l->until = loop_now() + (way->patience > 0 ? way->patience : LIMIT_READER_TIME);
	return FAULT_NONE;
}

/* --- a file --- */

/* Whoever has answered already takes no more: that is no fault. */
static enum fault give(const struct line *l, const struct paper_bytes *bytes, int64_t *ret_given,
		       struct error *err)
{
	static unsigned char piece[READER_PIECE];
	bool is_taken = true;
	size_t len = 0;
	enum fault f;

	*ret_given = 0;
	do {
		f = bytes->next(bytes->ctx, piece, sizeof(piece), &len, err);
		if (f != FAULT_NONE)
			return f;
		is_taken = put_piece(l, piece, len);
		*ret_given += (int64_t)len;
	} while (is_taken && len > 0);
	return FAULT_NONE;
}

static enum fault judge(void *ctx, const struct paper_bytes *bytes, struct paper_facts *ret,
			struct error *err)
{
	LINE_CLEAN struct line l = {.fd = -1};
	unsigned char answer[READER_FACTS];
	int64_t given = 0;
	enum fault f = open_line(ctx, READER_JUDGE, &l, err);

	if (f == FAULT_NONE)
		f = give(&l, bytes, &given, err);
	if (f != FAULT_NONE)
		return f;
	if (!get_all(&l, answer, sizeof(answer)) || !reader_unpack_facts(answer, given, ret))
		*ret = (struct paper_facts){.verdict = PAPER_UNJUDGED, .bytes = given};
	return FAULT_NONE;
}

struct paper_judge reader_judge(struct reader_way *way)
{
	return (struct paper_judge){.judge = judge, .ctx = way};
}

/* --- a document --- */

static enum fault refuse_large(struct error *err)
{
	return fail(
		err, FAULT_INPUT,
		N_("This document is too long to be written as a PDF. Read it as text instead."),
		"drawing");
}

static bool put_pieces(const struct line *l, const struct buffer *b)
{
	for (size_t at = 0, len; at < b->size; at += len) {
		len = b->size - at < READER_PIECE ? b->size - at : READER_PIECE;
		if (!put_piece(l, b->data + at, len))
			return false;
	}
	return put_piece(l, NULL, 0);
}

static bool take_pdf(const struct line *l, size_t size, struct buffer *ret)
{
	static unsigned char piece[READER_PIECE];

	while (size > 0) {
		size_t len = size < sizeof(piece) ? size : sizeof(piece);

		if (!get_all(l, piece, len) || !buffer_add(ret, piece, len))
			return false;
		size -= len;
	}
	return true;
}

static enum fault take_drawn(const struct line *l, struct buffer *ret, struct error *err)
{
	unsigned char head[DRAWN_HEAD] = {READER_NOT_DRAWN};
	size_t size = 0;
	bool heard = get_all(l, head, sizeof(head));

	for (int i = 0; i < 4; i++)
		size |= (size_t)head[1 + i] << 8 * i;
	if (heard && head[0] == READER_TOO_LARGE)
		return refuse_large(err);
	if (heard && head[0] == READER_DRAWN && size > 0 && size <= LIMIT_DRAWN &&
	    take_pdf(l, size, ret))
		return FAULT_NONE;
	buffer_clear(ret);
	return fail(err, FAULT_BROKEN,
		    N_("The PDF could not be written. Please try again; the text is there in any "
		       "case."),
		    "a reader answered %d", heard ? head[0] : 0);
}

enum fault reader_draw(struct reader_way *way, const struct drawing *d, struct buffer *ret,
		       struct error *err)
{
	LINE_CLEAN struct line l = {.fd = -1};
	BUFFER_CLEAN struct buffer packed;
	enum fault f;

	buffer_open(&packed, LIMIT_DRAWING);
	buffer_clear(ret);
	if (!drawing_pack(d, &packed))
		return refuse_large(err);
	f = open_line(way, READER_DRAW, &l, err);
	if (f != FAULT_NONE)
		return f;
	/* What it does not take, its answer tells. */
	(void)put_pieces(&l, &packed);
	return take_drawn(&l, ret, err);
}
