/* draw_test.c - documents as PDFs: by a process of its own, the same bytes each time, Arabic too,
 * and no longer than they may be. */
#include "tests/server/reader/sample.h"
#include "tests/unit.h"

#include "server/reader/judge.h"
#include "server/reader/reader.h"
#include "services/registry/limits.h"

#include <string.h>

static struct buffer one, two;
static struct reader_way way;
static unsigned char modules[25 * 25];

static void open_all(void)
{
	buffer_open(&one, LIMIT_DRAWN);
	buffer_open(&two, LIMIT_DRAWN);
	way = reader_way_here();
	for (size_t i = 0; i < sizeof(modules); i++)
		modules[i] = (unsigned char)(i * 7 % 3 == 0);
}

static void close_all(void)
{
	buffer_close(&one);
	buffer_close(&two);
}

static const struct drawing_block blocks[] = {
	{.kind = DRAWING_TITLE, .text = "شهادة تسجيل جمعية"},
	{.kind = DRAWING_PARAGRAPH, .text = "تشهد الوزارة أن الجمعية مسجّلة."},
	{.kind = DRAWING_PAIR,
	 .text = "الاسم",
	 .more = "النور \xe2\x81\xa6"
		 "An-Nour\xe2\x81\xa9"},
	{.kind = DRAWING_HEADING, .text = "Siège"},
	{.kind = DRAWING_RULE},
	{.kind = DRAWING_CODE, .text = "7K3-9QD"},
	{.kind = DRAWING_MATRIX, .modules = modules, .side = 25},
	{.kind = DRAWING_SMALL, .text = "ssh guest@portal.example check 7K3-9QD"},
};

static struct drawing certificate(enum lang lang)
{
	return (struct drawing){.lang = lang,
				.title = "شهادة",
				.author = "portal.example",
				.foot = "شبّاك",
				.at = 1805000000, /* 2027-03-14T04:53:20Z */
				.blocks = blocks,
				.count = sizeof(blocks) / sizeof(blocks[0])};
}

static struct paper_facts judge(const struct buffer *b)
{
	struct paper_facts facts;

	ck_assert(judge_prepare());
	judge_file((const unsigned char *)b->data, b->size, &facts);
	return facts;
}

static bool has(const struct buffer *b, const char *bytes)
{
	return memmem(b->data, b->size, bytes, strlen(bytes)) != NULL;
}

START_TEST(a_certificate_is_drawn_in_each_language)
{
	open_all();
	for (enum lang lang = LANG_AR; lang < LANG_COUNT; lang++) {
		struct drawing d = certificate(lang);
		struct paper_facts f;

		ck_assert_int_eq(reader_draw(&way, &d, &one, NULL), FAULT_NONE);
		f = judge(&one);
		ck_assert_int_eq(f.verdict, PAPER_FINE);
		ck_assert_int_eq(f.type, PAPER_PDF);
		ck_assert_int_eq(f.pages, 1);
		ck_assert_int_eq(f.width, 595);
		ck_assert_int_eq(f.height, 841);
		/* Its letters go along with it. */
		ck_assert(has(&one, "+Amiri-Bold") && has(&one, "+DejaVuSansMono"));
	}
	close_all();
}
END_TEST

START_TEST(the_same_is_the_same_at_any_time)
{
	struct drawing d = certificate(LANG_AR);

	open_all();
	ck_assert_int_eq(reader_draw(&way, &d, &one, NULL), FAULT_NONE);
	ck_assert_int_eq(reader_draw(&way, &d, &two, NULL), FAULT_NONE);
	ck_assert_uint_eq(one.size, two.size);
	ck_assert_mem_eq(one.data, two.data, one.size);
	ck_assert(has(&one, "/CreationDate (20270314") && has(&one, "/ModDate (20270314"));
	d.at += 86400;
	ck_assert_int_eq(reader_draw(&way, &d, &two, NULL), FAULT_NONE);
	ck_assert(has(&two, "/CreationDate (20270315"));
	close_all();
}
END_TEST

static int pages_of(const struct drawing_block *b, size_t count)
{
	struct drawing d = certificate(LANG_FR);
	struct paper_facts f;

	d.blocks = b;
	d.count = count;
	ck_assert_int_eq(reader_draw(&way, &d, &one, NULL), FAULT_NONE);
	f = judge(&one);
	ck_assert_int_eq(f.verdict, PAPER_FINE);
	return f.pages;
}

START_TEST(what_is_long_goes_on_over_the_page)
{
	static char words[40001];
	struct drawing_block many[3] = {{.kind = DRAWING_PARAGRAPH, .text = words},
					{.kind = DRAWING_PAGE},
					{.kind = DRAWING_PAIR, .text = "x", .more = words}};

	open_all();
	for (size_t i = 0; i < sizeof(words) - 1; i++)
		words[i] = i % 8 == 7 ? ' ' : (char)('a' + i % 26);
	ck_assert_int_ge(pages_of(many, 1), 8);
	ck_assert_int_ge(pages_of(many, 3), 20);
	ck_assert_int_eq(pages_of(NULL, 0), 1);
	close_all();
}
END_TEST

/* Letters that none of the portal's has are boxes; nothing fails by them, nor by what is no text.
 */
START_TEST(any_text_is_drawn)
{
	const struct drawing_block odd[] = {
		{.kind = DRAWING_PARAGRAPH,
		 .text = "Ελληνικά кириллица 中文 עברית ไทย हिन्दी 한국어 😀"},
		{.kind = DRAWING_CODE, .text = "\xff\xfe\xc0 \x1b[2J \x07 \xe2\x80\xae"},
		{.kind = DRAWING_PAIR},
		{.kind = DRAWING_TITLE, .text = ""},
	};

	open_all();
	ck_assert_int_eq(pages_of(odd, sizeof(odd) / sizeof(odd[0])), 1);
	close_all();
}
END_TEST

START_TEST(what_is_too_long_is_told)
{
	static struct drawing_block many[LIMIT_DRAWING_BLOCKS + 1];
	static char words[LIMIT_DRAWING];
	struct drawing d = certificate(LANG_EN);
	struct error err = {0};

	open_all();
	for (size_t i = 0; i < LIMIT_DRAWING_BLOCKS + 1; i++)
		many[i].kind = DRAWING_PAGE;
	d.blocks = many;
	d.count = LIMIT_DRAWING_BLOCKS + 1;
	ck_assert_int_eq(reader_draw(&way, &d, &one, &err), FAULT_INPUT);
	/* More pages than a file may have. */
	d.count = LIMIT_READER_PAGES + 5;
	ck_assert_int_eq(reader_draw(&way, &d, &one, &err), FAULT_INPUT);
	ck_assert_uint_eq(one.size, 0);
	memset(words, 'x', sizeof(words) - 1);
	many[0] = (struct drawing_block){.kind = DRAWING_PARAGRAPH, .text = words};
	d.count = 1;
	ck_assert_int_eq(reader_draw(&way, &d, &one, &err), FAULT_INPUT);
	many[0] = (struct drawing_block){.kind = DRAWING_MATRIX, .side = 200, .modules = modules};
	ck_assert_int_eq(reader_draw(&way, &d, &one, &err), FAULT_INPUT);
	close_all();
}
END_TEST

static bool start_silent(void *ctx, enum reader_job job, int end)
{
	(void)ctx, (void)job;
	return write(end, "shubbak-reader " SHUBBAK_VERSION "\n",
		     15 + strlen(SHUBBAK_VERSION) + 1) > 0;
}

START_TEST(one_that_fails_is_told)
{
	struct drawing d = certificate(LANG_EN);
	struct error err = {0};

	open_all();
	way = (struct reader_way){start_silent, NULL, 200};
	ck_assert_int_eq(reader_draw(&way, &d, &one, &err), FAULT_BROKEN);
	ck_assert_uint_eq(one.size, 0);
	close_all();
}
END_TEST

/* Of bytes that are cut, or have another anywhere, none makes more than they hold. */
START_TEST(a_drawing_is_whole_or_none)
{
	struct drawing d = certificate(LANG_AR), got;
	struct arena *a = arena_new((size_t)4 << 20);

	open_all();
	ck_assert(drawing_pack(&d, &one));
	ck_assert(drawing_unpack(one.data, one.size, a, &got));
	ck_assert_uint_eq(got.count, d.count);
	ck_assert_str_eq(got.blocks[2].more, blocks[2].more);
	ck_assert_mem_eq(got.blocks[6].modules, modules, sizeof(modules));
	for (size_t len = 0; len < one.size; len++) {
		arena_reset(a);
		ck_assert(!drawing_unpack(one.data, len, a, &got));
	}
	arena_free(a);
	close_all();
}
END_TEST

SUITE(draw, a_certificate_is_drawn_in_each_language, the_same_is_the_same_at_any_time,
      what_is_long_goes_on_over_the_page, any_text_is_drawn, what_is_too_long_is_told,
      one_that_fails_is_told, a_drawing_is_whole_or_none)
