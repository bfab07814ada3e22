/* judge_ends_test.c - what stands around a file's own bytes, byte by byte: signs of other types
 * within it, and where a TIFF ends by its directories. */
#include "tests/server/reader/sample.h"
#include "tests/unit.h"

#include "server/reader/judge.h"
#include "services/registry/limits.h"

#include <string.h>
#include <tiffio.h>

static struct buffer file;

static enum paper_verdict judge(void)
{
	struct paper_facts facts;

	ck_assert(judge_prepare());
	judge_file((const unsigned char *)file.data, file.size, &facts);
	return facts.verdict;
}

/* --- within a PDF that is whole --- */

START_TEST(signs_of_others_within_a_file_are_found)
{
	static const struct {
		const char *bytes;
		size_t size;
	} inside[] = {{"Rar!\x1a\x07\1\0", 8},
		      {"7z\xbc\xaf\x27\x1c", 6},
		      {"MSCF\0\0\0\0", 8},
		      {"\xfd"
		       "7zXZ\0",
		       6},
		      {"<sCRipt>x", 9},
		      {"<HTML", 5},
		      {"<?php", 5},
		      {"PK\5\6\0\0\0\0\1\0\1\0/\0\0\0$\0\0\0\0\0", 22}};

	buffer_open(&file, (size_t)1 << 20);
	for (size_t i = 0; i < sizeof(inside) / sizeof(inside[0]); i++) {
		sample_pdf(&file, inside[i].bytes, inside[i].size, "", "");
		ck_assert_msg(judge() == PAPER_MIXED, "%zu", i);
	}
	/* As words of a text they are none. */
	sample_pdf(&file, "(Rar! 7z PK MSCF <b> script) Tj", 31, "", "");
	ck_assert_int_eq(judge(), PAPER_FINE);
	/* Two numbers of a ZIP's end that do not agree are no end of one. */
	sample_pdf(&file, "PK\5\6\0\0\0\0\1\0\2\0/\0\0\0$\0\0\0\0\0", 22, "", "");
	ck_assert_int_eq(judge(), PAPER_FINE);
	buffer_close(&file);
}
END_TEST

/* An archive by tar has its sign behind the first file's name, where a PDF can have it as well. */
START_TEST(an_archive_by_tar_is_found)
{
	char words[300];

	buffer_open(&file, (size_t)1 << 20);
	memset(words, ' ', sizeof(words));
	sample_pdf(&file, words, sizeof(words), "", "");
	ck_assert_int_eq(judge(), PAPER_FINE);
	memcpy(file.data + 257, "ustar", 5);
	ck_assert_int_eq(judge(), PAPER_MIXED);
	buffer_close(&file);
}
END_TEST

static enum paper_verdict end_of(const char *text, size_t len)
{
	return judge_pdf_end((struct judge_bytes){(const unsigned char *)text, len});
}

START_TEST(a_pdf_that_goes_on_is_cut)
{
	static const struct {
		const char *text;
		enum paper_verdict verdict;
	} ends[] = {
		{"%PDF-1.4\n%%EOF", PAPER_FINE},
		{"%PDF-1.4\n%%EOF\r\n", PAPER_FINE},
		{"%PDF-1.4\n%%EO", PAPER_CUT},
		{"%%EOF\n10 0 obj\n<<", PAPER_CUT},
		{"%%EOF\n100 20 obj", PAPER_CUT},
		{"%%EOF\nxref\n0 1", PAPER_CUT},
		{"%%EOF\n% a remark", PAPER_CUT},
		{"%%EOF\n10 dogs", PAPER_MIXED},
		{"%%EOF\nhello", PAPER_MIXED},
		{"%%EOF\n10", PAPER_MIXED},
		{"%%EOF x", PAPER_MIXED},
		{"%%EOF\nhello\n%%EOF\n", PAPER_FINE},
		{"%", PAPER_CUT},
	};

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		ck_assert_msg(end_of(ends[i].text, strlen(ends[i].text)) == ends[i].verdict, "%s",
			      ends[i].text);
}
END_TEST

START_TEST(blanks_behind_a_pdf_have_a_most)
{
	static char text[6000];

	memset(text, '\n', sizeof(text));
	memcpy(text, "%%EOF", 5);
	ck_assert_int_eq(end_of(text, 5 + 4096), PAPER_FINE);
	ck_assert_int_eq(end_of(text, 5 + 4097), PAPER_MIXED);
}
END_TEST

/* --- a TIFF, number by number --- */

enum { SHORT = 3, LONG = 4 };
struct entry {
	unsigned tag, type, count, value;
};

struct tiff {
	unsigned char bytes[400];
	size_t size;
	bool big;
};

static void put(struct tiff *t, size_t at, unsigned n, size_t bytes)
{
	for (size_t i = 0; i < bytes; i++)
		t->bytes[at + i] = (unsigned char)(n >> 8 * (t->big ? bytes - 1 - i : i));
	if (at + bytes > t->size)
		t->size = at + bytes;
}

static void put_directory(struct tiff *t, size_t at, const struct entry *e, size_t count)
{
	put(t, at, (unsigned)count, 2);
	for (size_t i = 0; i < count; i++) {
		put(t, at + 2 + 12 * i, e[i].tag, 2);
		put(t, at + 4 + 12 * i, e[i].type, 2);
		put(t, at + 6 + 12 * i, e[i].count, 4);
		put(t, at + 10 + 12 * i, e[i].value, e[i].type == SHORT ? 2 : 4);
		if (e[i].type == SHORT)
			put(t, at + 12 + 12 * i, 0, 2);
	}
	put(t, at + 2 + 12 * count, 0, 4);
}

/* A head, and one directory at 8. */
static struct tiff make(bool big, const struct entry *e, size_t count)
{
	struct tiff t = {.big = big};

	memcpy(t.bytes, big ? "MM\0*" : "II*\0", 4);
	put(&t, 4, 8, 4);
	put_directory(&t, 8, e, count);
	return t;
}

static enum paper_verdict tiff_end(const struct tiff *t, size_t size)
{
	return judge_tiff_end((struct judge_bytes){t->bytes, size});
}

/* Whole with all of its bytes and with blanks behind, cut with one less, two with one more. */
static void ends_at(struct tiff *t, size_t size)
{
	memset(t->bytes + size, 'x', sizeof(t->bytes) - size);
	ck_assert_int_eq(tiff_end(t, size), PAPER_FINE);
	ck_assert_int_eq(tiff_end(t, size - 1), PAPER_CUT);
	ck_assert_int_eq(tiff_end(t, size + 1), PAPER_MIXED);
	memset(t->bytes + size, 0, 20);
	ck_assert_int_eq(tiff_end(t, size + 20), PAPER_FINE);
}

START_TEST(a_tiff_ends_where_its_last_piece_does)
{
	for (int big = 0; big < 2; big++) {
		const struct entry strips[] = {{273, LONG, 1, 100}, {279, LONG, 1, 50}};
		const struct entry tiles[] = {{324, LONG, 1, 90}, {325, SHORT, 1, 77}};
		const struct entry jpeg[] = {{513, LONG, 1, 120}, {514, LONG, 1, 30}};
		const struct entry words[] = {
			{270, 2, 40, 200}, {273, LONG, 1, 100}, {279, LONG, 1, 9}};
		struct tiff t = make(big != 0, strips, 2);

		ends_at(&t, 150);
		t = make(big != 0, tiles, 2);
		ends_at(&t, 167);
		t = make(big != 0, jpeg, 2);
		ends_at(&t, 150);
		t = make(big != 0, words, 3);
		ends_at(&t, 240);
	}
}
END_TEST

/* Lists of several numbers stand elsewhere; directories follow each other, or stand within others.
 */
START_TEST(lists_and_directories_are_followed)
{
	const struct entry lists[] = {{273, LONG, 2, 100}, {279, SHORT, 2, 0}};
	const struct entry outer[] = {{330, LONG, 1, 100}}, exif[] = {{34665, LONG, 1, 100}};
	const struct entry place[] = {{34853, LONG, 1, 100}}, other[] = {{34852, LONG, 1, 100}};
	const struct entry inner[] = {{273, LONG, 1, 200}, {279, LONG, 1, 60}};
	struct tiff t = make(false, lists, 2);

	put(&t, 100, 150, 4);
	put(&t, 104, 300, 4);
	put(&t, 10 + 12 + 8, 20, 2);
	put(&t, 10 + 12 + 10, 11, 2);
	ends_at(&t, 311);
	t = make(false, outer, 1);
	put_directory(&t, 100, inner, 2);
	ends_at(&t, 260);
	t = make(false, exif, 1);
	put_directory(&t, 100, inner, 2);
	ends_at(&t, 260);
	t = make(false, place, 1);
	put_directory(&t, 100, inner, 2);
	ends_at(&t, 260);
	/* Any other number is only a number. */
	t = make(false, other, 1);
	ends_at(&t, 26);
	/* The next directory. */
	t = make(false, inner, 0);
	put(&t, 10, 100, 4);
	put_directory(&t, 100, inner, 2);
	ends_at(&t, 260);
}
END_TEST

START_TEST(a_tiff_that_leads_nowhere_is_broken)
{
	const struct entry lacks[] = {{273, LONG, 1, 100}};
	const struct entry differs[] = {{273, LONG, 2, 100}, {279, LONG, 1, 9}};
	const struct entry none[] = {{273, 99, 1, 100}};
	const struct entry itself[] = {{330, LONG, 1, 8}};
	struct tiff t = make(false, lacks, 1);

	ck_assert_int_eq(tiff_end(&t, 300), PAPER_BROKEN);
	t = make(false, differs, 2);
	ck_assert_int_eq(tiff_end(&t, 300), PAPER_BROKEN);
	t = make(false, none, 1);
	ck_assert_int_eq(tiff_end(&t, 300), PAPER_BROKEN);
	/* Round and round. */
	t = make(false, itself, 1);
	ck_assert_int_eq(tiff_end(&t, t.size), PAPER_BROKEN);
	/* No directory. */
	put(&t, 4, 0, 4);
	ck_assert_int_eq(tiff_end(&t, t.size), PAPER_BROKEN);
	ck_assert_int_eq(tiff_end(&t, 7), PAPER_CUT);
	/* One within the header. */
	put(&t, 4, 5, 4);
	put(&t, 8, 0, 3);
	ck_assert_int_eq(tiff_end(&t, 11), PAPER_BROKEN);
}
END_TEST

START_TEST(so_many_pages_are_taken)
{
	struct paper_facts facts;

	buffer_open(&file, (size_t)8 << 20);
	ck_assert(judge_prepare());
	sample_tiff(&file, LIMIT_READER_PAGES, COMPRESSION_ADOBE_DEFLATE);
	judge_file((const unsigned char *)file.data, file.size, &facts);
	ck_assert_int_eq(facts.verdict, PAPER_FINE);
	ck_assert_int_eq(facts.pages, LIMIT_READER_PAGES);
	buffer_close(&file);
}
END_TEST

SUITE(judge_ends, signs_of_others_within_a_file_are_found, an_archive_by_tar_is_found,
      a_pdf_that_goes_on_is_cut, blanks_behind_a_pdf_have_a_most,
      a_tiff_ends_where_its_last_piece_does, lists_and_directories_are_followed,
      a_tiff_that_leads_nowhere_is_broken, so_many_pages_are_taken)
