/* judge_test.c - what a file really is: each kind that is taken, whole; and what is not taken, by
 * why. */
#include "tests/server/reader/sample.h"
#include "tests/unit.h"

#include "server/reader/judge.h"
#include "services/registry/limits.h"

#include <string.h>
#include <tiffio.h>
#include <zlib.h>

static struct buffer file, other;

static void open_all(void)
{
	buffer_open(&file, (size_t)16 << 20);
	buffer_open(&other, (size_t)16 << 20);
	ck_assert(judge_prepare());
}

static void close_all(void)
{
	buffer_close(&file);
	buffer_close(&other);
}

/* In memory of its own length, so that a sanitizer sees what is read behind it. */
static struct paper_facts judge(const struct buffer *b)
{
	unsigned char *exact = malloc(b->size + 1);
	struct paper_facts facts;

	ck_assert_ptr_nonnull(exact);
	memcpy(exact, b->data == NULL ? "" : b->data, b->size);
	judge_file(exact, b->size, &facts);
	free(exact);
	ck_assert_int_eq(facts.bytes, (int64_t)b->size);
	return facts;
}

static void is(enum paper_verdict verdict, const char *what)
{
	struct paper_facts f = judge(&file);

	ck_assert_msg(f.verdict == verdict, "%s: %d", what, (int)f.verdict);
}

static void is_fine(enum paper_type type, int pages, int width, int height)
{
	struct paper_facts f = judge(&file);

	ck_assert_int_eq(f.verdict, PAPER_FINE);
	ck_assert_int_eq(f.type, type);
	ck_assert_int_eq(f.pages, pages);
	ck_assert_int_eq(f.width, width);
	ck_assert_int_eq(f.height, height);
}

static void add(const char *bytes, size_t size)
{
	ck_assert(buffer_add(&file, bytes, size));
}

#define ADD(words) add(words, sizeof(words) - 1)

/* Puts something before it. */
static void begin_with(const char *bytes, size_t size)
{
	buffer_clear(&other);
	buffer_add(&other, bytes, size);
	buffer_add(&other, file.data, file.size);
	buffer_clear(&file);
	add(other.data, other.size);
}

static void plain_pdf(void)
{
	sample_pdf(&file, "q Q", 3, "", "");
}

/* --- what is taken --- */

START_TEST(pictures_are_read)
{
	open_all();
	sample_png(&file);
	is_fine(PAPER_PNG, 1, SAMPLE_WIDTH, SAMPLE_HEIGHT);
	sample_jpeg(&file, 0);
	is_fine(PAPER_JPEG, 1, SAMPLE_WIDTH, SAMPLE_HEIGHT);
	sample_jpeg(&file, 1);
	is_fine(PAPER_JPEG, 1, SAMPLE_WIDTH, SAMPLE_HEIGHT);
	close_all();
}
END_TEST

START_TEST(scans_of_several_pages_are_read)
{
	static const unsigned packings[] = {COMPRESSION_NONE, COMPRESSION_LZW, COMPRESSION_JPEG,
					    COMPRESSION_CCITTFAX4, COMPRESSION_ADOBE_DEFLATE};

	open_all();
	for (size_t i = 0; i < sizeof(packings) / sizeof(packings[0]); i++) {
		sample_tiff(&file, 3, packings[i]);
		is_fine(PAPER_TIFF, 3, SAMPLE_WIDTH, SAMPLE_HEIGHT);
	}
	close_all();
}
END_TEST

START_TEST(pdfs_are_read)
{
	open_all();
	plain_pdf();
	is_fine(PAPER_PDF, 1, 595, 842);
	sample_zeros(&other, 5000);
	sample_pdf(&file, other.data, other.size, "FlateDecode", "");
	is_fine(PAPER_PDF, 1, 595, 842);
	/* Lies on its side. */
	sample_jpeg(&other, 0);
	sample_pdf_picture(&file, SAMPLE_WIDTH, SAMPLE_HEIGHT, &other);
	is_fine(PAPER_PDF, 1, 842, 595);
	ADD("\r\n\0\0 \n");
	is_fine(PAPER_PDF, 1, 842, 595);
	close_all();
}
END_TEST

/* A telephone's second picture behind the first, its film, its maker's notes. */
START_TEST(what_cameras_write_behind_a_picture_is_taken)
{
	open_all();
	sample_jpeg(&other, 0);
	sample_jpeg(&file, 0);
	add(other.data, other.size);
	is(PAPER_FINE, "two pictures");
	sample_jpeg(&file, 0);
	ADD("\0\0\0\x18"
	    "ftypmp42 and a film");
	is(PAPER_FINE, "a film");
	sample_jpeg(&file, 0);
	ADD("\0\0\1\0 notes SEFH and SEFT");
	is(PAPER_FINE, "notes");
	sample_jpeg(&file, 0);
	ADD("any words");
	is(PAPER_MIXED, "words");
	close_all();
}
END_TEST

/* --- what is not --- */

START_TEST(another_type_is_not_taken)
{
	static const char *const others[] = {"",
					     "hello\n",
					     "GIF89a\1\0\1\0",
					     "\177ELF\2\1\1",
					     "<html><body>x</body></html>",
					     "MZ\x90",
					     "RIFF",
					     "{\\rtf1 x}",
					     "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"};

	open_all();
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		buffer_clear(&file);
		buffer_text(&file, others[i]);
		is(PAPER_OTHER, others[i]);
		ck_assert_int_eq(judge(&file).type, PAPER_NO_TYPE);
	}
	sample_zip(&file);
	is(PAPER_OTHER, "an archive");
	close_all();
}
END_TEST

static void make(enum paper_type type)
{
	switch (type) {
	case PAPER_PDF: plain_pdf(); break;
	case PAPER_PNG: sample_png(&file); break;
	case PAPER_JPEG: sample_jpeg(&file, 0); break;
	default: sample_tiff(&file, 2, COMPRESSION_LZW); break;
	}
}

START_TEST(what_is_two_at_once_is_not_taken)
{
	static const struct {
		const char *bytes;
		size_t size;
	} tails[] = {{"Rar!\x1a\x07\1\0 and more", 17},
		     {"7z\xbc\xaf\x27\x1c and more", 15},
		     {"<HTML><script>alert(1)</script>", 31},
		     {"<?php system($_GET[0]); ?>", 26},
		     {"MSCF\0\0\0\0 and more", 17}};

	open_all();
	for (enum paper_type type = PAPER_PDF; type < PAPER_TYPES; type++) {
		for (size_t i = 0; i < sizeof(tails) / sizeof(tails[0]); i++) {
			make(type);
			add(tails[i].bytes, tails[i].size);
			is(PAPER_MIXED, tails[i].bytes);
		}
		make(type);
		sample_zip(&other);
		add(other.data, other.size);
		is(PAPER_MIXED, "an archive behind it");
		make(type);
		ADD("something");
		is(PAPER_MIXED, "something behind it");
	}
	close_all();
}
END_TEST

START_TEST(a_pdf_behind_something_else_is_not_taken)
{
	open_all();
	plain_pdf();
	begin_with("<html></html>\n", 14);
	is(PAPER_MIXED, "a page of the web before it");
	plain_pdf();
	sample_zip(&other);
	buffer_add(&other, file.data, file.size);
	buffer_clear(&file);
	add(other.data, other.size);
	is(PAPER_MIXED, "an archive before it");
	/* Also one whose last record's remark is all the rest, which its programs take. */
	plain_pdf();
	ADD("%");
	ADD("PK\5\6\0\0\0\0\1\0\1\0/\0\0\0$\0\0\0\7\0\n%%EOF\n");
	is(PAPER_MIXED, "an archive inside");
	close_all();
}
END_TEST

/* Of each kind, cut at every place: none is taken, and most say that they are cut. */
START_TEST(what_is_cut_is_never_taken)
{
	open_all();
	for (enum paper_type type = PAPER_PDF; type < PAPER_TYPES; type++) {
		size_t size, cut = 0, tried = 0, step;

		make(type);
		size = file.size;
		buffer_clear(&other);
		buffer_add(&other, file.data, size);
		step = size / 97 + 1;
		for (size_t len = 12; len + 8 < size; len += step, tried++) {
			struct paper_facts f;

			buffer_clear(&file);
			add(other.data, len);
			f = judge(&file);
			ck_assert_msg(f.verdict != PAPER_FINE, "type %d at %zu", (int)type, len);
			cut += f.verdict == PAPER_CUT;
		}
		ck_assert_msg(cut * 10 >= tried * 9, "type %d: %zu of %zu", (int)type, cut, tried);
	}
	close_all();
}
END_TEST

START_TEST(what_is_damaged_is_not_taken)
{
	open_all();
	sample_png(&file);
	file.data[file.size / 2] ^= 1;
	is(PAPER_BROKEN, "png");
	sample_jpeg(&file, 0);
	memset(file.data + file.size / 2, 0, file.size / 4);
	is(PAPER_BROKEN, "jpeg");
	sample_tiff(&file, 1, COMPRESSION_LZW);
	memset(file.data + 8, 0xff, 600);
	is(PAPER_BROKEN, "tiff");
	sample_zeros(&other, 50000);
	sample_pdf(&file, other.data, other.size - 20, "FlateDecode", "");
	is(PAPER_BROKEN, "a stream that ends early");
	sample_jpeg(&other, 0);
	other.size /= 2;
	sample_pdf_picture(&file, SAMPLE_WIDTH, SAMPLE_HEIGHT, &other);
	is(PAPER_BROKEN, "a picture that ends early");
	buffer_clear(&file);
	buffer_text(&file, "%PDF-1.4\nstartxref\n0\n%%EOF\n");
	is(PAPER_BROKEN, "a PDF of nothing");
	close_all();
}
END_TEST

START_TEST(what_is_sealed_is_not_taken)
{
	open_all();
	plain_pdf();
	sample_lock(&file, "secret");
	is(PAPER_LOCKED, "by a password");
	plain_pdf();
	sample_lock(&file, "");
	is(PAPER_LOCKED, "that anybody may open");
	close_all();
}
END_TEST

/* --- bombs --- */

static void put_number(size_t at, unsigned n)
{
	for (int i = 0; i < 4; i++)
		file.data[at + (size_t)i] = (char)(n >> 8 * (3 - i));
}

START_TEST(pictures_of_too_many_pixels_are_not_unfolded)
{
	char *sides;

	open_all();
	sample_png(&file);
	put_number(16, 60000);
	put_number(20, 60000);
	put_number(29, (unsigned)crc32(0, (unsigned char *)file.data + 12, 17));
	is(PAPER_LARGE, "png");
	sample_jpeg(&file, 0);
	sides = memmem(file.data, file.size, "\xff\xc0", 2);
	ck_assert_ptr_nonnull(sides);
	memcpy(sides + 5, "\xff\0\xff\0", 4);
	is(PAPER_LARGE, "jpeg");
	sample_jpeg(&other, 0);
	sample_pdf_picture(&file, 50000, 50000, &other);
	is(PAPER_LARGE, "a picture in a PDF");
	sample_tiff(&file, LIMIT_READER_PAGES + 1, COMPRESSION_ADOBE_DEFLATE);
	is(PAPER_LARGE, "pages");
	close_all();
}
END_TEST

START_TEST(pixels_are_counted_without_running_over)
{
	uint64_t all = 0;

	ck_assert(judge_has_pixels(10000, 10000, &all));
	ck_assert_uint_eq(all, 100000000);
	ck_assert(!judge_has_pixels(10001, 10000, &all));
	ck_assert(!judge_has_pixels(UINT64_MAX, UINT64_MAX, &all));
	ck_assert(!judge_has_pixels((uint64_t)1 << 33, (uint64_t)1 << 33, &all));
	ck_assert(!judge_has_pixels(0, 5, &all));
	for (int i = 0; i < 4; i++)
		ck_assert(judge_has_pixels(10000, 10000, &all));
	ck_assert(!judge_has_pixels(1, 1, &all));
}
END_TEST

SUITE(judge, pictures_are_read, scans_of_several_pages_are_read, pdfs_are_read,
      what_cameras_write_behind_a_picture_is_taken, another_type_is_not_taken,
      what_is_two_at_once_is_not_taken, a_pdf_behind_something_else_is_not_taken,
      what_is_cut_is_never_taken, what_is_damaged_is_not_taken, what_is_sealed_is_not_taken,
      pictures_of_too_many_pixels_are_not_unfolded, pixels_are_counted_without_running_over)
