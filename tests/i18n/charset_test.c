/* charset_test.c - terminals that are not set to UTF-8 get their own bytes or letters that stand
 * in. */
#include "tests/unit.h"

#include "i18n/charset.h"

#include <string.h>

static const char *narrow(enum charset c, const char *text)
{
	static char copy[500];
	struct buffer b;

	charset_open();
	buffer_open(&b, sizeof(copy) - 1);
	buffer_text(&b, "é");
	buffer_text(&b, text);
	charset_encode(c, &b, 2); /* what stands before was sent already */
	snprintf(copy, sizeof(copy), "%s", b.data + 2);
	ck_assert_uint_eq(strlen(copy), b.size - 2);
	ck_assert_int_eq(memcmp(b.data, "é", 2), 0);
	buffer_close(&b);
	return copy;
}

START_TEST(locales_name_them)
{
	static const struct {
		const char *locale;
		enum charset charset;
	} names[] = {{"", CHARSET_UTF8},
		     {"fr_FR", CHARSET_UTF8},
		     {"C.UTF-8", CHARSET_UTF8},
		     {"ar_LB.utf8", CHARSET_UTF8},
		     {"fr_FR.ISO-8859-15@euro", CHARSET_LATIN9},
		     {"fr_FR.iso88591", CHARSET_LATIN1},
		     {"ar_EG.ISO8859-6", CHARSET_ARABIC},
		     {"ar_SA.CP1256", CHARSET_CP1256},
		     {"ar.windows-1256", CHARSET_CP1256},
		     {"ja_JP.eucJP", CHARSET_ASCII},
		     {"en_US.US-ASCII", CHARSET_ASCII},
		     {"x.averyveryverylongnameindeed", CHARSET_ASCII}};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		ck_assert_msg(charset_find(names[i].locale) == names[i].charset, "%s",
			      names[i].locale);
}
END_TEST

START_TEST(own_bytes_or_what_stands_in)
{
	ck_assert_str_eq(narrow(CHARSET_UTF8, "Déposée ✓"), "Déposée ✓");
	ck_assert_str_eq(narrow(CHARSET_ASCII, "Déposée ✓ « Œuvre » …"), "Deposee + < Ouvre > ~");
	ck_assert_str_eq(narrow(CHARSET_LATIN1, "Déposée · œ €"), "D\xE9pos\xE9"
								  "e \xB7 o ?");
	ck_assert_str_eq(narrow(CHARSET_LATIN9, "œ €"), "\xBD \xA4");
	ck_assert_str_eq(narrow(CHARSET_CP1256, "é à ç ê ô œ È"),
			 "\xE9 \xE0 \xE7 \xEA \xF4 \x9C E");
	ck_assert_str_eq(narrow(CHARSET_ARABIC, "سلام é"), "\xD3\xE4\xC7\xE5 e");
	/* As many columns as before: what is wide takes two, marks and isolates none. */
	ck_assert_str_eq(narrow(CHARSET_LATIN1, "日 e\u0323 \u2067x\u2069"), "?? e x");
	/* The terminal's own sequences pass. */
	ck_assert_str_eq(narrow(CHARSET_ASCII, "\033[1mé\033[m"), "\033[1me\033[m");
}
END_TEST

START_TEST(what_is_typed_comes_as_utf8)
{
	struct buffer b;

	charset_open();
	buffer_open(&b, 100);
	charset_decode(CHARSET_LATIN1, (const unsigned char *)"\x1B[A\xE9t\xE9", 6, &b);
	ck_assert_str_eq(b.data, "\x1B[Aété");
	buffer_clear(&b);
	charset_decode(CHARSET_ARABIC, (const unsigned char *)"\xD3\xE4\xC7\xE5\xFF", 5, &b);
	ck_assert_str_eq(b.data, "سلام"); /* and a byte that is none is nothing */
	buffer_clear(&b);
	charset_decode(CHARSET_ASCII, (const unsigned char *)"é", 2, &b);
	ck_assert_str_eq(b.data, "é");
	buffer_close(&b);
}
END_TEST

START_TEST(no_byte_becomes_a_control)
{
	for (int c = CHARSET_LATIN1; c < CHARSETS; c++)
		for (unsigned byte = 0x80; byte <= 0xFF; byte++) {
			const unsigned char one = (unsigned char)byte;
			struct buffer b;

			buffer_open(&b, 10);
			charset_decode((enum charset)c, &one, 1, &b);
			ck_assert(b.size != 2 || (unsigned char)b.data[0] != 0xC2 ||
				  (unsigned char)b.data[1] >= 0xA0);
			/* And back again it is the same byte. */
			charset_encode((enum charset)c, &b, 0);
			ck_assert(b.size == 0 || (unsigned char)b.data[0] == byte ||
				  (unsigned char)b.data[0] < 0x80);
			buffer_close(&b);
		}
}
END_TEST

static void check_file(const char *bytes, size_t len, const char *wanted)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 16);
	const char *text = charset_file(a, bytes, &len);

	ck_assert_uint_eq(len, strlen(wanted));
	ck_assert_mem_eq(text, wanted, len);
}

START_TEST(files_say_what_they_are)
{
	check_file("\xFF\xFE"
		   "a\0\xE9\0\x33\x06\x3D\xD8\0\xDE\n\0",
		   14, "aéس😀\n");
	check_file("\xFE\xFF\0a\0\xE9\x06\x33", 8, "aéس");
	check_file("\xFF\xFE"
		   "1\0"
		   "2\0\n",
		   7, "12");                                 /* cut within a character */
	check_file("\xFF\xFE\0\xDE\x3D\xD8", 6, "\xFF\xFF"); /* halves that have none beside them */
	check_file("\xFF\xFE", 2, "");
	check_file("\uFEFFé", 5, "é");
	check_file("é", 2, "é");
	check_file("caf\xE9", 4, "caf\xE9");
	check_file("", 0, "");
}
END_TEST

/* Each would be in the memory of every visitor's processes. */
START_TEST(of_the_tables_libraries_one_stays)
{
	FILE *f = fopen("/proc/self/maps", "re");
	char line[4096], first[4096] = "";

	ck_assert_ptr_nonnull(f);
	charset_open();
	while (fgets(line, sizeof(line), f) != NULL) {
		const char *name = strstr(line, "/gconv/");

		if (name == NULL || strstr(name, ".so") == NULL)
			continue;
		if (first[0] == '\0')
			snprintf(first, sizeof(first), "%s", name);
		ck_assert_str_eq(name, first);
	}
	fclose(f);
}
END_TEST

SUITE(charset, locales_name_them, own_bytes_or_what_stands_in, what_is_typed_comes_as_utf8,
      no_byte_becomes_a_control, files_say_what_they_are, of_the_tables_libraries_one_stays)
