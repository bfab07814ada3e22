/* text_test.c - what comes in is clean, what goes out is harmless, whatever the bytes were. */
#include "tests/unit.h"

#include "i18n/text.h"
#include "i18n/utf8.h"
#include "tests/i18n/random.h"

#include <string.h>
#include <utf8proc.h>

START_TEST(cleans)
{
	static const struct {
		const char *from;
		enum text_kind kind;
		const char *to; /* NULL: FAULT_INPUT */
	} cases[] = {
		{"plain", TEXT_LINE, "plain"},
		{"  plain ", TEXT_LINE, "plain"},
		{"", TEXT_LINE, ""},
		{"   ", TEXT_LINE, ""},
		{"a\tb", TEXT_LINE, "a b"},
		{"a\nb", TEXT_LINE, NULL},
		{"a\n", TEXT_LINE, "a"},
		{"\r\n a \r\n ", TEXT_LINE, "a"},
		{"a\nb", TEXT_WORDS, NULL},
		{"Rami\u00A0Haddad", TEXT_LINE, "Rami Haddad"},
		{"Rami\u202FHaddad", TEXT_LINE, "Rami Haddad"},
		{" Mohamed   Ali", TEXT_LINE, "Mohamed Ali"},
		{"Mohamed \u00A0\t\u200F Ali", TEXT_LINE, "Mohamed Ali"},
		{"محمد  علي", TEXT_WORDS, "محمد علي"},
		{"a  b\n  c", TEXT_LINES, "a  b\n  c"},
		{"a  é", TEXT_TITLE, "a  é"},
		{"03\u2007123\u3000456", TEXT_WORDS, "03 123 456"},
		{"Abou\u2011Jaoude", TEXT_LINE, "Abou-Jaoude"},
		{"Abou\u2010Jaoude", TEXT_LINES, "Abou-Jaoude"},
		{"14–3—1990", TEXT_LINE, "14-3-1990"},
		{"10–15", TEXT_WORDS, "10–15"},
		{"10–15\n«a» l’b", TEXT_LINES, "10–15\n«a» l’b"},
		{"−5", TEXT_WORDS, "-5"},
		{"10\u00A0000\r\nl’a‑b–c", TEXT_PAGE, "10\u00A0000\nl’a‑b–c"},
		{"\u00A010\u00A0000 \n", TEXT_TITLE, "10\u00A0000"},
		{"D’Angelo “x” «y»", TEXT_LINE, "D'Angelo \"x\" \"y\""},
		{"مـحـمد", TEXT_LINE, "محمد"},
		{"ـ", TEXT_LINE, "ـ"},
		{"ــ ", TEXT_LINE, "ـ"},
		{"هـ", TEXT_WORDS, "هـ"},
		{"\uFEFF123456\r", TEXT_LINE, "123456"},
		{"a\u2028b", TEXT_LINE, NULL},
		{"a\r\nb\rc\nd", TEXT_LINES, "a\nb\nc\nd"},
		{"\n\n a \n\n", TEXT_LINES, "a"},
		{"a\u2029b", TEXT_LINES, "a\nb"},
		{"\u00A0é\u00A0", TEXT_LINE, "é"},
		{"e\u0301", TEXT_LINE, "é"},
		{"ا\u0654حمد", TEXT_LINE, "أحمد"},
		{"\u212B", TEXT_LINE, "Å"},
		{"½ ﬁ ①", TEXT_LINE, "½ ﬁ ①"},
		{"\uFEE3\uFEA4\uFEE4\uFEAA", TEXT_LINE, "محمد"},
		{"\uFEFB", TEXT_LINE, "لا"},
		{"\uFDF2", TEXT_LINE, "الله"},
		{"ب\uFE77", TEXT_LINE, "بَ"},
		{"ب\uFE77", TEXT_WORDS, "بـَ"},
		{"ب\uFE76", TEXT_LINE, "بَ"},
		{"ن\u202Eص\u2066\u2069\u200F\u200E\u061C", TEXT_LINE, "نص"},
		{"a\u200Bb\u00ADc\uFEFF\u2060", TEXT_LINE, "abc"},
		{"می\u200Cخواهم", TEXT_LINE, "می\u200Cخواهم"},
		{"می\u200C خ", TEXT_LINE, "می خ"},
		{"\u200Cab\u200D", TEXT_LINE, "ab"},
		{"x\U000E0041\U000E0042", TEXT_LINE, "x"},
		{"☺\uFE0F", TEXT_LINE, "☺"},
		{"\u0301x", TEXT_LINE, "x"},
		{"a\x1B[31mb", TEXT_LINE, NULL},
		{"a\x7F", TEXT_LINE, NULL},
		{"a\xC2\x85", TEXT_LINES, NULL},
		{"a\xC2\x9B"
		 "1m",
		 TEXT_LINE, NULL},
		{"a\x08", TEXT_LINES, NULL},
		{"caf\xE9", TEXT_LINE, NULL},
		{"\xED\xA0\x80", TEXT_LINE, NULL},
		{"\xC0\x80", TEXT_LINE, NULL},
	};
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char untouched[] = "untouched";
		char *got = untouched;
		struct error err = {0};
		enum fault fault = text_clean(a, cases[i].from, strlen(cases[i].from),
					      cases[i].kind, &got, &err);

		if (cases[i].to == NULL) {
			ck_assert_msg(fault == FAULT_INPUT, "%zu", i);
			ck_assert_ptr_nonnull(err.say);
			ck_assert_ptr_eq(got, untouched);
		} else {
			ck_assert_msg(fault == FAULT_NONE, "%zu: %s", i, err.detail);
			ck_assert_msg(strcmp(got, cases[i].to) == 0, "%zu: %s", i, got);
		}
	}
	ck_assert_int_eq(text_clean(a, "a\0b", 3, TEXT_LINE, &(char *){NULL}, NULL), FAULT_INPUT);
}
END_TEST

START_TEST(safe)
{
	static const struct {
		const char *from;
		size_t cap;
		const char *to;
	} cases[] = {
		{"plain", 0, "plain"},
		{"", 0, ""},
		{"a\nb\tc\r\n", 0, "a b c  "},
		{"\x1B]0;x\x07", 0, "\uFFFD]0;x\uFFFD"},
		{"\xC2\x9B"
		 "31m",
		 0, "\uFFFD31m"},
		{"caf\xE9", 0, "caf\uFFFD"},
		{"\xE2\x82", 0, "\uFFFD\uFFFD"},
		{"a\u202Eb\u2066c\u2069\u200F\u061C", 0, "abc"},
		{"a\u200Bb\uFEFF", 0, "ab"},
		{"می\u200Cخ a\u200D-", 0, "می\u200Cخ a-"},
		{"x\U000E0041", 0, "x"},
		{"x\uFFF9y\uFFFAz\uFFFB", 0, "xyz"},
		{"a\u2028b\u2029c", 0, "a b c"},
		{"\uE000 \U0010FFFD", 0, "\uFFFD \uFFFD"},
		{"\u0301x", 0, "x"},
		{"بَّ", 0, "بَّ"},
		{"abcdef", 6, "abcdef"},
		{"abcdefg", 6, "abc…"},
		{"abcdefg", 3, "…"},
		{"abcdefg", 2, ""},
		{"éééé", 7, "éé…"},
		{"abe\u0301f", 5, "ab…"},
	};
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *got = text_safe(a, cases[i].from, cases[i].cap);

		ck_assert_msg(strcmp(got, cases[i].to) == 0, "%zu: %s", i, got);
	}
}
END_TEST

/* Nothing that a terminal obeys or that hides. */
static bool is_harmless(uint32_t code, bool lines)
{
	if (code < 0x20 || (code >= 0x7F && code <= 0x9F))
		return lines && code == '\n';
	if (code == 0x61C || code == 0x200B || code == 0x200E || code == 0x200F || code == 0xFEFF)
		return false;
	return !(code >= 0x2028 && code <= 0x202E) && !(code >= 0x2060 && code <= 0x206F) &&
	       !(code >= 0xFFF0 && code <= 0xFFFB) && !(code >= 0xE0000 && code <= 0xE0FFF);
}

static void check_harmless(const char *s, bool lines)
{
	size_t len = strlen(s);
	uint32_t code;

	for (size_t at = 0, size; at < len; at += size) {
		size = utf8_decode(s + at, len - at, &code);
		if (size == 0)
			ck_abort_msg("not UTF-8 at %zu", at);
		if (!is_harmless(code, lines))
			ck_abort_msg("U+%04X", code);
	}
}

START_TEST(hostile)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);
	uint32_t seed = 2026;
	char s[401];

	for (int i = 0; i < 10000; i++) {
		size_t len = random_text(&seed, s, 60);
		size_t cap = random_next(&seed) % 60;
		char *got = NULL;

		if (i % 2 == 0) {
			len = random_next(&seed) % 200;
			random_bytes(&seed, s, len);
		}
		arena_reset(a);
		got = text_safe(a, s, 0);
		check_harmless(got, false);
		ck_assert_str_eq(text_safe(a, got, 0), got);
		got = text_safe(a, s, cap);
		check_harmless(got, false);
		ck_assert(cap == 0 || strlen(got) <= cap);
		text_bare(a, s);
		text_is_rtl(s, false);
		if (text_clean(a, s, len, TEXT_LINES, &got, NULL) == FAULT_NONE) {
			char *again = NULL;
			utf8proc_uint8_t *nfc = utf8proc_NFC((utf8proc_uint8_t *)got);

			check_harmless(got, true);
			ck_assert_str_eq((const char *)nfc, got);
			free(nfc);
			ck_assert_int_eq(text_clean(a, got, strlen(got), TEXT_LINES, &again, NULL),
					 FAULT_NONE);
			ck_assert_str_eq(again, got);
		}
	}
}
END_TEST

START_TEST(margin)
{
	bool blank = true;

	ck_assert_uint_eq(text_margin("a b", 3, &blank), 0);
	ck_assert(!blank);
	ck_assert_uint_eq(text_margin("\uFEFF\u200Fa", 7, &blank), 6);
	ck_assert(!blank);
	ck_assert_uint_eq(text_margin("\u200F\u00A0\t a", 8, &blank), 7);
	ck_assert(blank);
	ck_assert_uint_eq(text_margin("\u3000", 3, &blank), 3);
	ck_assert_uint_eq(text_margin("\xFF ", 2, &blank), 0);
}
END_TEST

START_TEST(bare)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);

	ck_assert_str_eq(text_bare(a, "مُحَمَّدٌ"), "محمد");
	ck_assert_str_eq(text_bare(a, "محـــمد"), "محمد");
	ck_assert_str_eq(text_bare(a, "هٰذا"), "هذا");
	ck_assert_str_eq(text_bare(a, "أإآؤئ"), "أإآؤئ");
	ck_assert_str_eq(text_bare(a, "café e\u0301"), "café e\u0301");
	ck_assert_str_eq(text_bare(a, "\xFFx"), "\xFFx");
}
END_TEST

START_TEST(direction)
{
	ck_assert(text_is_rtl("شبّاك", false));
	ck_assert(!text_is_rtl("Shubbak شبّاك", true));
	ck_assert(text_is_rtl("12 - شبّاك x", false));
	ck_assert(text_is_rtl("12 - ", true));
	ck_assert(!text_is_rtl("12 - ", false));
	ck_assert(!text_is_rtl("", false));
	ck_assert(text_is_rtl("\u2066abc\u2069 شبّاك", false));
	ck_assert(!text_is_rtl("\u2069\u2069abc", true));
	ck_assert(text_is_rtl("שלום", false));
}
END_TEST

START_TEST(lines_stay_lines)
{
	struct arena *a = arena_new((size_t)1 << 16);

	ck_assert_str_eq(text_safe_lines(a, "", "  "), "");
	ck_assert_str_eq(text_safe_lines(a, "one", "  "), "one");
	ck_assert_str_eq(text_safe_lines(a, "one\ntwo\x1b[m\n\nname: x", "  "),
			 "one\n  two\xEF\xBF\xBD[m\n  \n  name: x");
	ck_assert_str_eq(text_safe_lines(a, "a\r\u2028b\n", ""), "a  b\n");
	arena_free(a);
}
END_TEST

SUITE(text, cleans, safe, hostile, margin, bare, direction, lines_stay_lines)
