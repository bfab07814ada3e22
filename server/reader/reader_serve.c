/* reader_serve.c - the reader's own programme: loads what it needs, shuts itself in, does one job
 * and ends. */
#include "server/reader/reader_inside.h"

#include "i18n/base/memory.h"
#include "server/reader/judge.h"
#include "server/sandbox/sandbox.h"
#include "services/registry/limits.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <string.h>
#include <sys/time.h>

#define DRAWN_HEAD 5
#define KEPT (32 << 20) /* bytes: the most that malloc takes for it */

/* What is answered where the processor's time or the memory that it may take is used up: that what
 * it was given is too large. */
static struct {
	unsigned char bytes[READER_FACTS];
	size_t size;
} last;

static bool put_all(const void *bytes, size_t size)
{
	const unsigned char *at = bytes;

	while (size > 0) {
		ssize_t n = write(READER_END, at, size);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		at += n;
		size -= (size_t)n;
	}
	return true;
}

static bool get_all(void *to, size_t size)
{
	unsigned char *at = to;

	while (size > 0) {
		ssize_t n = read(READER_END, at, size);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		at += n;
		size -= (size_t)n;
	}
	return true;
}

static void answer_last(void *ctx, const char *why)
{
	(void)ctx, (void)why;
	put_all(last.bytes, last.size);
	_exit(0);
}

static void out_of_time(int sig)
{
	(void)sig;
	answer_last(NULL, "");
}

static void say_at_last(enum reader_job job, int64_t bytes)
{
	struct paper_facts large = {.verdict = PAPER_LARGE, .bytes = bytes};

	if (job == READER_DRAW) {
		last.bytes[0] = READER_TOO_LARGE;
		last.size = DRAWN_HEAD;
		return;
	}
	reader_pack_facts(&large, last.bytes);
	last.size = READER_FACTS;
}

/* The clock on the wall ends what the processor's does not. */
static void set_clocks(void)
{
	const struct itimerval wall = {.it_value = {.tv_sec = LIMIT_READER_TIME / 1000}};
	struct sigaction over = {.sa_handler = out_of_time};

	sigaction(SIGXCPU, &over, NULL);
	signal(SIGPIPE, SIG_IGN);
	setitimer(ITIMER_REAL, &wall, NULL);
}

/* Files are copied a few times on their way through the libraries: memory that was taken once is
 * used again. To take it anew from the kernel costs more than all the rest. */
static void keep_memory(void)
{
	mallopt(M_MMAP_THRESHOLD, KEPT);
	mallopt(M_TRIM_THRESHOLD, LIMIT_READER_MEMORY);
}

static void load(enum reader_job job)
{
	keep_memory();
	if (!(job == READER_DRAW ? paint_prepare() : judge_prepare()))
		fatal("what reads files, or the letters, are not there");
	sandbox_paper(LIMIT_READER_SECONDS, LIMIT_READER_MEMORY + LIMIT_PAPER, job == READER_DRAW);
	memory_guard(answer_last, NULL);
}

static size_t piece_size(void)
{
	unsigned char head[4];

	if (!get_all(head, sizeof(head)))
		_exit(0);
	return head[0] | (size_t)head[1] << 8 | (size_t)head[2] << 16 | (size_t)head[3] << 24;
}

/* All that is sent; of more than `most` bytes it is said at once that it is too large. */
static unsigned char *take(size_t most, size_t *ret_size)
{
	unsigned char *all = malloc(most + READER_PIECE);
	size_t size = 0, piece;

	while ((piece = piece_size()) > 0) {
		if (all == NULL || piece > READER_PIECE || !get_all(all + size, piece))
			_exit(0);
		size += piece;
		if (size > most)
			answer_last(NULL, "");
	}
	*ret_size = size;
	return all;
}

static void judge(void)
{
	unsigned char answer[READER_FACTS];
	struct paper_facts facts;
	size_t size;
	unsigned char *all = take(LIMIT_PAPER, &size);

	say_at_last(READER_JUDGE, (int64_t)size);
	judge_file(all, size, &facts);
	reader_pack_facts(&facts, answer);
	put_all(answer, sizeof(answer));
}

static void draw(void)
{
	struct arena *a = arena_new(2 * LIMIT_DRAWING);
	unsigned char head[DRAWN_HEAD] = {READER_NOT_DRAWN};
	struct drawing d;
	struct buffer pdf;
	bool large = false;
	size_t size;
	unsigned char *all = take(LIMIT_DRAWING, &size);

	buffer_open(&pdf, LIMIT_DRAWN);
	if (drawing_unpack(all, size, a, &d) && paint_pdf(&d, &pdf, &large))
		head[0] = READER_DRAWN;
	else
		head[0] = large ? READER_TOO_LARGE : READER_NOT_DRAWN;
	if (head[0] != READER_DRAWN)
		buffer_clear(&pdf);
	for (int i = 0; i < 4; i++)
		head[1 + i] = (unsigned char)(pdf.size >> 8 * i);
	if (put_all(head, sizeof(head)))
		put_all(pdf.data, pdf.size);
}

_Noreturn void reader_serve(enum reader_job job)
{
	say_at_last(job, 0);
	set_clocks();
	load(job);
	if (!put_all(READER_HELLO, sizeof(READER_HELLO) - 1))
		_exit(0);
	if (job == READER_DRAW)
		draw();
	else
		judge();
	_exit(0);
}
