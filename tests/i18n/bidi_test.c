/* bidi_test.c - rows come out as a reader of Arabic expects them, and nothing harmful is in them.
 */
#include "tests/unit.h"

#include "i18n/bidi.h"
#include "i18n/cluster.h"
#include "i18n/utf8.h"
#include "tests/i18n/random.h"

#include <string.h>

/* Words as they stand in a row, left to right. */
#define SHUBBAK "\uFED9\uFE8E\uFE92\uFEB7"      /* شباك */
#define SALAM "\uFEE1\uFEFC\uFEB3"              /* سلام with lam-alef */
#define SALAM_FIELD "\uFEE1\uFE8E\uFEE0\uFEB3"  /* سلام, a cell a letter */
#define TARIKH "\uFEA6\uFEF3\uFEAD\uFE8E\uFE97" /* تاريخ */
#define KHIDMA "\uFE94\uFEE3\uFEAA\uFEA7"       /* خدمة */
#define HATIF "\uFED2\uFE97\uFE8E\uFEEB"        /* هاتف */
#define ADHAR "\uFEAD\uFE8D\uFEAB\uFE81"        /* آذار */
#define MUHAMMAD "\uFEAA\uFEE4\uFEA4\uFEE3"     /* محمد */

/* The cells as text, all marks included. */
static char *shown(struct arena *a, const char *s, enum direction base, enum bidi_shape shape)
{
	size_t count = 99, len = 0;
	struct bidi_cell *cells = bidi_row(a, s, strlen(s), base, shape, &count);
	char *text = arena_take(a, count * CELL_CODES * 4 + 1);

	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < CELL_CODES && cells[i].code[k] != 0; k++)
			len += utf8_encode(cells[i].code[k], text + len);
	return text;
}

START_TEST(rows)
{
	static const struct {
		const char *logical;
		enum direction base;
		const char *visual;
	} cases[] = {
		{"", DIRECTION_LTR, ""},
		{"", DIRECTION_RTL, ""},
		{"plain text, 12.", DIRECTION_LTR, "plain text, 12."},
		{"plain.", DIRECTION_RTL, ".plain"},
		{"شباك", DIRECTION_RTL, SHUBBAK},
		{"شباك", DIRECTION_LTR, SHUBBAK},
		{"شبّاك", DIRECTION_RTL, SHUBBAK},
		{"سلام", DIRECTION_RTL, SALAM},
		/* An isolate is not read on from the one before it. */
		{"\u2067سلام 5\u2069 \u206612 34\u2069", DIRECTION_RTL, "12 34 5 " SALAM},
		{"\u2067سلام 5\u2069 \u206612 34", DIRECTION_RTL, "12 34 5 " SALAM},
		{"سلام.", DIRECTION_RTL, "." SALAM},
		{"سلام ", DIRECTION_RTL, " " SALAM},
		{"سلام ", DIRECTION_LTR, SALAM " "},
		{"لا", DIRECTION_RTL, "\uFEFB"},
		{"لَا", DIRECTION_RTL, "\uFEFB"},
		{"لأ لإ لآ", DIRECTION_RTL, "\uFEF5 \uFEF9 \uFEF7"},
		{"سلام خدمة", DIRECTION_RTL, KHIDMA " " SALAM},
		{"مُحَمَّد", DIRECTION_RTL, MUHAMMAD},
		{"می\u200Cخ", DIRECTION_RTL, "\uFEA5\uFBFD\uFEE3"},
		{"ا\u0654", DIRECTION_RTL, "\uFE83"},

		/* Numbers and dates, as they come and set apart. */
		{"تاريخ 2026", DIRECTION_RTL, "2026 " TARIKH},
		{"تاريخ 2026-03-14", DIRECTION_RTL, "14-03-2026 " TARIKH},
		{"تاريخ \u20662026-03-14\u2069", DIRECTION_RTL, "2026-03-14 " TARIKH},
		{"تاريخ \u20662026-03-14\u2069 سلام", DIRECTION_RTL, SALAM " 2026-03-14 " TARIKH},
		{"هاتف \u2066+961 1 234\u2069", DIRECTION_RTL, "+961 1 234 " HATIF},
		{"تاريخ \u206650%\u2069.", DIRECTION_RTL, ".50% " TARIKH},
		{"14 آذار 2026، 11:26", DIRECTION_RTL, "11:26 ،2026 " ADHAR " 14"},
		{"10,000,000 ل.ل.", DIRECTION_RTL, ".\uFEDD.\uFEDD 10,000,000"},
		{"تاريخ ٢٠٢٦", DIRECTION_RTL, "٢٠٢٦ " TARIKH},

		/* Latin words in Arabic and the other way round. */
		{"خدمة OpenSSH سلام", DIRECTION_RTL, SALAM " OpenSSH " KHIDMA},
		{"خدمة Jean-Luc Élie.", DIRECTION_RTL, ".Jean-Luc Élie " KHIDMA},
		{"خدمة \u2066C++\u2069 سلام", DIRECTION_RTL, SALAM " C++ " KHIDMA},
		{"\u2066Hello.\u2069 سلام", DIRECTION_RTL, SALAM " Hello."},
		{"Name: سلام ok", DIRECTION_LTR, "Name: " SALAM " ok"},
		{"a سلام خدمة b", DIRECTION_LTR, "a " KHIDMA " " SALAM " b"},
		{"by \u2068سلام x\u2069, 3", DIRECTION_LTR, "by x " SALAM ", 3"},
		{"by \u2068سلام\u2069, 3", DIRECTION_LTR, "by " SALAM ", 3"},
		{"a \u2066b\u2069 c", DIRECTION_LTR, "a b c"},
		{"1 سلام 2", DIRECTION_RTL, "2 " SALAM " 1"},
		{"سلام: \u2066guest@host\u2069 (2)", DIRECTION_RTL, "(2) guest@host :" SALAM},

		/* Brackets and quotes open towards what they hold. */
		{"(سلام) x", DIRECTION_RTL, "x (" SALAM ")"},
		{"[سلام] {خدمة} <شباك>", DIRECTION_RTL, "<" SHUBBAK "> {" KHIDMA "} [" SALAM "]"},
		{"«سلام»", DIRECTION_RTL, "«" SALAM "»"},
		{"a (سلام) b", DIRECTION_LTR, "a (" SALAM ") b"},
		{"سلام (x)", DIRECTION_RTL, "(x) " SALAM},

		/* Other scripts, marks, and what must not come out. */
		{"Cafe\u0301", DIRECTION_LTR, "Café"},
		{"خدمة cafe\u0301", DIRECTION_RTL, "café " KHIDMA},
		{"x\u0323\u0307", DIRECTION_LTR, "\u1E8B\u0323"},
		{"שלום", DIRECTION_RTL, "םולש"},
		{"日本 سلام", DIRECTION_RTL, SALAM " 日本"},
		{"a\x1B[1m", DIRECTION_LTR, "a\uFFFD[1m"},
		{"a\tb\nc", DIRECTION_LTR, "a b c"},
		{"س\x1Bس", DIRECTION_RTL, "\uFEB1\uFFFD\uFEB1"},
		{"\xFFx\xD9", DIRECTION_LTR, "\uFFFDx\uFFFD"},
		{"a\u202Eb\u202Cc\u200B\uFEFF\u00AD", DIRECTION_LTR, "abc"},
		{"\u0301x", DIRECTION_LTR, "x"},
		{"\u2069\u2069سلام", DIRECTION_RTL, SALAM},
		{"\u2066\u2066سلام", DIRECTION_RTL, SALAM},
	};
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *got = shown(a, cases[i].logical, cases[i].base, BIDI_JOINED);

		ck_assert_msg(strcmp(got, cases[i].visual) == 0, "%zu: %s came out as %s, not %s",
			      i, cases[i].logical, got, cases[i].visual);
	}
}
END_TEST

START_TEST(field_keeps_a_cell_a_letter)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);
	size_t count;

	ck_assert_str_eq(shown(a, "سلام", DIRECTION_RTL, BIDI_FIELD), SALAM_FIELD);
	ck_assert_str_eq(shown(a, "لا", DIRECTION_RTL, BIDI_FIELD), "\uFE8E\uFEDF");
	bidi_row(a, "سلام لا", strlen("سلام لا"), DIRECTION_RTL, BIDI_FIELD, &count);
	ck_assert_uint_eq(count, 7);
}
END_TEST

static void check_from(const char *s, enum direction base, const uint32_t *from, size_t count)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);
	size_t got = 0;
	struct bidi_cell *cells = bidi_row(a, s, strlen(s), base, BIDI_JOINED, &got);

	ck_assert_uint_eq(got, count);
	for (size_t i = 0; i < count; i++)
		ck_assert_msg(cells[i].from == from[i], "%s: cell %zu is from %u, not %u", s, i,
			      cells[i].from, from[i]);
}

START_TEST(tells_where_cells_are_from)
{
	check_from("ab", DIRECTION_LTR, (uint32_t[]){0, 1}, 2);
	check_from("مُحَمَّد", DIRECTION_RTL, (uint32_t[]){14, 8, 4, 0}, 4);
	check_from("سلام", DIRECTION_RTL, (uint32_t[]){6, 2, 0}, 3);
	check_from("س\u2066ab\u2069", DIRECTION_RTL, (uint32_t[]){5, 6, 0}, 3);
	check_from("e\u0301日x", DIRECTION_LTR, (uint32_t[]){0, 3, 6}, 3);
	check_from("س 12", DIRECTION_RTL, (uint32_t[]){3, 4, 2, 0}, 4);
	check_from("🇱🇧", DIRECTION_LTR, (uint32_t[]){0, 0}, 2);
}
END_TEST

START_TEST(wide_and_marked)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);
	size_t count;
	struct bidi_cell *cells =
		bidi_row(a, "日q\u0323\u0307\u0302\u0308", 12, DIRECTION_LTR, BIDI_JOINED, &count);

	ck_assert_uint_eq(count, 2);
	ck_assert_uint_eq(cells[0].cols, 2);
	ck_assert_uint_eq(cells[0].code[1], 0);
	ck_assert_uint_eq(cells[1].cols, 1);
	ck_assert_uint_eq(cells[1].code[0], 'q');
	ck_assert_uint_eq(cells[1].code[1], 0x323);
	ck_assert_uint_eq(cells[1].code[3], 0x302);
}
END_TEST

START_TEST(isolates)
{
	static const char *const cases[][2] = {
		{"", "\u2066\u2069"},
		{"2026-03-14", "\u20662026-03-14\u2069"},
		{"Élie", "\u2066Élie\u2069"},
		{"سلام", "\u2068سلام\u2069"},
		{"x سلام", "\u2068x سلام\u2069"},
		{"٢٠٢٦", "\u2068٢٠٢٦\u2069"},
		{"a\u2069b", "\u2066ab\u2069"},
		{"a\u2066b", "\u2066a\u2066b\u2069\u2069"},
		{"\u2066a\u2069\u2069b\u2067", "\u2068\u2066a\u2069b\u2067\u2069\u2069"},
		{"a\u202Eb\u202C", "\u2066ab\u2069"},
	};
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		ck_assert_str_eq(bidi_isolate(a, cases[i][0]), cases[i][1]);
}
END_TEST

/* What was put together of isolated values has no letter that a first strong one could be. */
START_TEST(isolates_of_isolates)
{
	static const char *const cases[][3] = {
		{"x", "\u2066x\u2069", "\u2066x\u2069"},
		{"سلام", "\u2068سلام\u2069", "\u2068سلام\u2069"},
		{"\u2066a\u2069: 1", "\u2066\u2066a\u2069: 1\u2069",
		 "\u2066\u2066a\u2069: 1\u2069"},
		{"\u2068سلام\u2069: 1", "\u2067\u2068سلام\u2069: 1\u2069",
		 "\u2066\u2068سلام\u2069: 1\u2069"},
		{"\u2066a\u2069، \u2068سلام\u2069", "\u2067\u2066a\u2069، \u2068سلام\u2069\u2069",
		 "\u2066\u2066a\u2069، \u2068سلام\u2069\u2069"},
		{"\u2068سلام\u2069 x", "\u2068\u2068سلام\u2069 x\u2069",
		 "\u2068\u2068سلام\u2069 x\u2069"},
	};
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		ck_assert_str_eq(bidi_isolate_in(a, cases[i][0], DIRECTION_RTL), cases[i][1]);
		ck_assert_str_eq(bidi_isolate_in(a, cases[i][0], DIRECTION_LTR), cases[i][2]);
	}
}
END_TEST

/* So that a paragraph keeps its order when it is folded: whatever letters a row has, its isolates
 * run as they would in one row. */
START_TEST(isolates_are_settled)
{
	static const char *const cases[][3] = {
		{"x", "x", "x"},
		{"\u2066x\u2069", "\u2066x\u2069", "\u2066x\u2069"},
		{"\u2068سلام\u2069", "\u2067سلام\u2069", "\u2067سلام\u2069"},
		{"\u2068x سلام\u2069", "\u2066x سلام\u2069", "\u2066x سلام\u2069"},
		{"\u2068\u2066x\u2069 · سلام\u2069", "\u2067\u2066x\u2069 · سلام\u2069",
		 "\u2067\u2066x\u2069 · سلام\u2069"},
		{"\u2068\u2068سلام\u2069 · 1\u2069 y", "\u2067\u2067سلام\u2069 · 1\u2069 y",
		 "\u2066\u2067سلام\u2069 · 1\u2069 y"},
		{"\u2068سلام", "\u2067سلام", "\u2067سلام"},
	};
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		ck_assert_str_eq(bidi_settle(a, cases[i][0], DIRECTION_RTL), cases[i][1]);
		ck_assert_str_eq(bidi_settle(a, cases[i][0], DIRECTION_LTR), cases[i][2]);
	}
}
END_TEST

START_TEST(columns)
{
	static const struct {
		const char *s;
		int cols;
	} cases[] = {
		{"", 0},
		{"abc", 3},
		{"سلام", 3},
		{"لا إله", 5},
		{"شبّاك", 4},
		{"日本", 4},
		{"\u2066ab\u2069", 2},
		{"e\u0301", 1},
		{"ل\u200Cا", 2},
		{"ل\u2066ا\u2069", 2},
		{"لَا", 1},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		ck_assert_msg(bidi_cols(cases[i].s, strlen(cases[i].s)) == cases[i].cols, "%s: %d",
			      cases[i].s, bidi_cols(cases[i].s, strlen(cases[i].s)));
}
END_TEST

/* What a terminal can be sent. */
static bool is_showable(uint32_t code)
{
	return code >= 0x20 && (code < 0x7F || code > 0x9F) && code != 0xFEFF &&
	       (code < 0x200B || code > 0x200F) && (code < 0x2028 || code > 0x202E) &&
	       (code < 0x2060 || code > 0x206F);
}

/* Every cell can be shown, and they are together as wide as bidi_cols said. */
static void check_row(const char *s, size_t len, const struct bidi_cell *cells, size_t count)
{
	int cols = 0;

	for (size_t i = 0; i < count; i++) {
		cols += cells[i].cols;
		if (cells[i].cols < 1 || cells[i].cols > 2 || cells[i].from >= len)
			ck_abort_msg("cell %zu", i);
		for (size_t k = 0; k < CELL_CODES && (k == 0 || cells[i].code[k] != 0); k++) {
			uint32_t code = cells[i].code[k];

			if (!is_showable(code) ||
			    cluster_code_cols(code) != (k == 0 ? cells[i].cols : 0))
				ck_abort_msg("cell %zu has U+%04X", i, code);
		}
	}
	ck_assert_msg(cols == bidi_cols(s, len), "%d cells, %d columns: %s", cols,
		      bidi_cols(s, len), s);
}

START_TEST(hostile)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);
	uint32_t seed = 4;
	char s[401];

	for (int i = 0; i < 20000; i++) {
		enum direction base = i % 2 == 0 ? DIRECTION_LTR : DIRECTION_RTL;
		size_t len = random_text(&seed, s, 80), count;
		struct bidi_cell *cells;
		char *apart;

		if (i % 3 == 0) {
			len = random_next(&seed) % 200;
			random_bytes(&seed, s, len);
		}
		arena_reset(a);
		cells = bidi_row(a, s, len, base, BIDI_JOINED, &count);
		check_row(s, len, cells, count);
		cells = bidi_row(a, s, len, base, BIDI_FIELD, &count);
		ck_assert(count == 0 || cells[0].cols > 0);
		apart = bidi_isolate(a, s);
		ck_assert_int_eq(utf8_is_valid(apart, strlen(apart)), utf8_is_valid(s, len));
	}
}
END_TEST

/* A value set apart never changes where the words around it stand. */
START_TEST(isolated_values_do_not_disturb)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);
	uint32_t seed = 6;
	char s[161];

	for (int i = 0; i < 5000; i++) {
		size_t count;
		struct bidi_cell *cells;
		char *row;

		arena_reset(a);
		random_text(&seed, s, 30);
		row = arena_format(a, "اب %s جد", bidi_isolate(a, s));
		cells = bidi_row(a, row, strlen(row), DIRECTION_RTL, BIDI_JOINED, &count);
		ck_assert_uint_ge(count, 6);
		ck_assert_uint_eq(cells[count - 1].code[0], 0xFE8D);
		ck_assert_uint_eq(cells[count - 2].code[0], 0xFE8F);
		ck_assert_uint_eq(cells[count - 3].code[0], ' ');
		ck_assert_uint_eq(cells[0].code[0], 0xFEAA);
		ck_assert_uint_eq(cells[1].code[0], 0xFE9F);
		ck_assert_uint_eq(cells[2].code[0], ' ');
	}
}
END_TEST

/* It keeps number and currency together in the order, and is a blank in its cell: some terminals
 * need blanks to put rows in order. */
START_TEST(tied_blanks_are_blanks_in_cells)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 16);
	static const char text[] = "1\u00A0250\u202F\u062C.\u0645";
	size_t count, digits = 0;
	struct bidi_cell *cells =
		bidi_row(a, text, strlen(text), DIRECTION_RTL, BIDI_JOINED, &count);

	ck_assert_uint_eq(count, 9);
	for (size_t i = 0; i < count; i++) {
		ck_assert_uint_ne(cells[i].code[0], 0xA0);
		ck_assert_uint_ne(cells[i].code[0], 0x202F);
		digits += cells[i].code[0] >= '0' && cells[i].code[0] <= '9';
	}
	ck_assert_uint_eq(digits, 4);
	/* As one number: 1 stands left of 250, and both right of the letters. */
	ck_assert_uint_eq(cells[4].code[0], '1');
	ck_assert_uint_eq(cells[5].code[0], ' ');
	ck_assert_uint_eq(cells[6].code[0], '2');
}
END_TEST

SUITE(bidi, tied_blanks_are_blanks_in_cells, rows, field_keeps_a_cell_a_letter,
      tells_where_cells_are_from, wide_and_marked, isolates, isolates_of_isolates,
      isolates_are_settled, columns, hostile, isolated_values_do_not_disturb)
