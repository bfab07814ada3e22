/* reader_test.c - the programme that reads files, asked as a desk asks it: what it says, and what
 * becomes of one that crashes, hangs, lies or is not to be had. */
#include "tests/server/reader/sample.h"
#include "tests/unit.h"

#include "server/loop.h"
#include "server/reader/reader_inside.h"
#include "services/registry/limits.h"

#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>

static struct buffer file, other, pdf;
static struct reader_way way;

static void open_all(void)
{
	buffer_open(&file, (size_t)16 << 20);
	buffer_open(&other, (size_t)16 << 20);
	buffer_open(&pdf, LIMIT_DRAWN);
	way = reader_way_here();
}

static void close_all(void)
{
	buffer_close(&file);
	buffer_close(&other);
	buffer_close(&pdf);
}

/* --- bytes in pieces --- */

struct pieces {
	size_t at, step;
	size_t fails_at; /* 0: never */
};

static enum fault next(void *ctx, void *to, size_t room, size_t *ret_len, struct error *err)
{
	struct pieces *p = ctx;
	size_t left = file.size - p->at;

	if (p->fails_at > 0 && p->at >= p->fails_at)
		return fail(err, FAULT_BROKEN, "gone", "test");
	*ret_len = left < p->step ? left : p->step;
	if (*ret_len > room)
		*ret_len = room;
	memcpy(to, file.data + p->at, *ret_len);
	p->at += *ret_len;
	return FAULT_NONE;
}

static struct paper_facts judge(size_t step)
{
	struct pieces p = {.step = step};
	struct paper_bytes bytes = {(int64_t)file.size, next, &p};
	struct paper_judge j = reader_judge(&way);
	struct paper_facts facts = {.verdict = PAPER_OTHER};
	struct error err = {0};

	ck_assert_int_eq(j.judge(j.ctx, &bytes, &facts, &err), FAULT_NONE);
	return facts;
}

START_TEST(a_file_is_judged_by_another_process)
{
	struct paper_facts f;

	open_all();
	sample_jpeg(&file, 0);
	f = judge(1000);
	ck_assert_int_eq(f.verdict, PAPER_FINE);
	ck_assert_int_eq(f.type, PAPER_JPEG);
	ck_assert_int_eq(f.pages, 1);
	ck_assert_int_eq(f.width, SAMPLE_WIDTH);
	ck_assert_int_eq(f.height, SAMPLE_HEIGHT);
	ck_assert_int_eq(f.bytes, (int64_t)file.size);
	sample_pdf(&file, "q Q", 3, "", "");
	ck_assert_int_eq(judge(7).verdict, PAPER_FINE);
	file.size -= 10;
	ck_assert_int_eq(judge(100000).verdict, PAPER_CUT);
	buffer_clear(&file);
	ck_assert_int_eq(judge(10).verdict, PAPER_OTHER);
	close_all();
}
END_TEST

/* Ten million bytes, and ten more: more than a file may have is told, whatever it is. */
START_TEST(a_file_has_a_most)
{
	static char zeros[1 << 20];
	struct paper_facts f;

	open_all();
	sample_jpeg(&file, 0);
	while (file.size + sizeof(zeros) < LIMIT_PAPER)
		buffer_add(&file, zeros, sizeof(zeros));
	buffer_add(&file, zeros, LIMIT_PAPER - file.size);
	ck_assert_int_eq(judge(65536).verdict, PAPER_FINE);
	buffer_add(&file, zeros, 1);
	f = judge(65536);
	ck_assert_int_eq(f.verdict, PAPER_LARGE);
	close_all();
}
END_TEST

/* It would unfold to more than there is; it is ended before. */
START_TEST(memory_has_a_most)
{
	struct paper_facts f;

	open_all();
	sample_zeros(&other, (size_t)420 << 20);
	sample_pdf(&file, other.data, other.size, "FlateDecode", "");
	f = judge(65536);
#ifndef SHUBBAK_SANITIZED
	ck_assert_int_eq(f.verdict, PAPER_LARGE);
#endif
	ck_assert_int_ne(f.verdict, PAPER_UNJUDGED);
	close_all();
}
END_TEST

START_TEST(what_cannot_be_read_any_more_is_passed_on)
{
	struct pieces p = {.step = 100, .fails_at = 300};
	struct paper_bytes bytes = {0, next, &p};
	struct paper_judge j;
	struct paper_facts facts;
	struct error err = {0};

	open_all();
	sample_jpeg(&file, 0);
	j = reader_judge(&way);
	ck_assert_int_eq(j.judge(j.ctx, &bytes, &facts, &err), FAULT_BROKEN);
	ck_assert_str_eq(err.say, "gone");
	close_all();
}
END_TEST

/* --- readers that something has gone wrong with --- */

enum wrong { CRASHES, HANGS, ENDS, LIES, SAYS_NOTHING, SAYS_OTHER_VERSION };

static void take(int end, void *to, size_t size)
{
	for (ssize_t n; size > 0; size -= (size_t)n, to = (char *)to + n)
		if ((n = read(end, to, size)) <= 0)
			_exit(1);
}

static void take_all(int end)
{
	static unsigned char head[4], piece[READER_PIECE];
	size_t len;

	do {
		take(end, head, sizeof(head));
		len = head[0] | (size_t)head[1] << 8 | (size_t)head[2] << 16;
		take(end, piece, len);
	} while (len > 0);
}

/* One in whose place a reader of ours answers so. */
static bool start_wrong(void *ctx, enum reader_job job, int end)
{
	static const unsigned char lie[READER_FACTS] = {PAPER_FINE, PAPER_PDF, 1, 0, 0, 0,
							1,          0,         0, 0, 1, 0};
	enum wrong how = *(enum wrong *)ctx;

	(void)job;
	if (fork() != 0)
		return true;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (how == SAYS_NOTHING)
		_exit(0);
	if (how == SAYS_OTHER_VERSION && write(end, "shubbak-reader 9.9.9\n\n\n\n", 24) > 0)
		_exit(0);
	if (write(end, READER_HELLO, sizeof(READER_HELLO) - 1) < 0)
		_exit(1);
	take_all(end);
	/* As the system does it, past what a sanitizer would say of it. */
	signal(SIGSEGV, SIG_DFL);
	if (how == CRASHES)
		raise(SIGSEGV);
	if (how == HANGS)
		pause();
	if (how == LIES && write(end, lie, sizeof(lie)) < 0)
		_exit(1);
	_exit(0);
}

START_TEST(one_that_crashes_hangs_or_lies_has_judged_nothing)
{
	static enum wrong hows[] = {CRASHES, HANGS, ENDS, LIES};

	open_all();
	for (size_t i = 0; i < sizeof(hows) / sizeof(hows[0]); i++) {
		way = (struct reader_way){start_wrong, &hows[i], 300};
		sample_pdf(&file, "q Q", 3, "", "");
		ck_assert_int_eq(judge(4000).verdict, PAPER_UNJUDGED);
	}
	/* And the next one is as good as ever. */
	way = reader_way_here();
	ck_assert_int_eq(judge(4000).verdict, PAPER_FINE);
	close_all();
}
END_TEST

static bool start_none(void *ctx, enum reader_job job, int end)
{
	(void)job, (void)end;
	++*(int *)ctx;
	return false;
}

START_TEST(where_none_is_to_be_had_it_is_told)
{
	static enum wrong hows[] = {SAYS_NOTHING, SAYS_OTHER_VERSION};
	struct pieces p = {.step = 100};
	struct paper_bytes bytes = {0, next, &p};
	struct paper_judge j = reader_judge(&way);
	struct paper_facts facts;
	struct error err = {0};
	int asked = 0;

	open_all();
	sample_jpeg(&file, 0);
	way = (struct reader_way){start_none, &asked, 200};
	ck_assert_int_eq(j.judge(j.ctx, &bytes, &facts, &err), FAULT_BUSY);
	ck_assert_int_ge(asked, 2);
	ck_assert_uint_eq(p.at, 0);
	for (size_t i = 0; i < 2; i++) {
		way = (struct reader_way){start_wrong, &hows[i], 200};
		ck_assert_int_eq(j.judge(j.ctx, &bytes, &facts, &err), FAULT_BUSY);
	}
	close_all();
}
END_TEST

/* What a reader may say of a file: never more than there was, of what is taken all of it. */
START_TEST(a_claim_is_looked_at)
{
	struct paper_facts good = {PAPER_FINE, PAPER_PNG, 1, 10, 20, 100}, bad, got;
	unsigned char bytes[READER_FACTS];

	reader_pack_facts(&good, bytes);
	ck_assert(reader_unpack_facts(bytes, 100, &got));
	ck_assert_int_eq(got.verdict, good.verdict);
	ck_assert_int_eq(got.type, good.type);
	ck_assert_int_eq(got.pages, good.pages);
	ck_assert_int_eq(got.width, good.width);
	ck_assert_int_eq(got.height, good.height);
	ck_assert_int_eq(got.bytes, good.bytes);
	ck_assert(!reader_unpack_facts(bytes, 99, &got));
	ck_assert(!reader_unpack_facts(bytes, 101, &got));
	for (int i = 0; i < 6; i++) {
		bad = good;
		switch (i) {
		case 0: bad.type = PAPER_NO_TYPE; break;
		case 1: bad.type = PAPER_TYPES; break;
		case 2: bad.pages = 0; break;
		case 3: bad.width = -1; break;
		case 4: bad.height = 0; break;
		default: bad.verdict = PAPER_LARGE + 1; break;
		}
		reader_pack_facts(&bad, bytes);
		ck_assert_msg(!reader_unpack_facts(bytes, 100, &got), "%d", i);
	}
	bad = (struct paper_facts){PAPER_LARGE, PAPER_PNG, 700, -1, 0, 40};
	reader_pack_facts(&bad, bytes);
	ck_assert(reader_unpack_facts(bytes, 100, &got));
	ck_assert_int_eq(got.pages, 0);
	ck_assert_int_eq(got.width, 0);
}
END_TEST

SUITE(reader, a_file_is_judged_by_another_process, a_file_has_a_most, memory_has_a_most,
      what_cannot_be_read_any_more_is_passed_on, one_that_crashes_hangs_or_lies_has_judged_nothing,
      where_none_is_to_be_had_it_is_told, a_claim_is_looked_at)
