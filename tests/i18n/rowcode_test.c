/* rowcode_test.c - what is sent to a terminal of each kind is shown by it as the row that was
 * composed. */
#include "tests/unit.h"

#include "i18n/rowcode.h"
#include "i18n/utf8.h"
#include "tests/i18n/forward.h"
#include "tests/i18n/random.h"
#include "tests/i18n/rows.h"

#include <string.h>

#ifdef SHUBBAK_SANITIZED
#define ROWS 10000
#else
#define ROWS 25000 /* `make fuzz TARGET=text` goes on for as long as one likes */
#endif
#define COLS_MOST 132

static const char *const kind_names[] = {"visual", "UBA-LTR", "UBA-auto", "token", "UBA-any"};

static size_t row_of(struct bidi_cell *row, const char *visual)
{
	size_t count = 0, len = strlen(visual);

	for (size_t at = 0; at < len; count++) {
		row[count] = (struct bidi_cell){.cols = 1};
		at += utf8_decode(visual + at, len - at, &row[count].code[0]);
	}
	return count;
}

static const char *text_of(const struct bidi_cell *row, size_t count)
{
	static char text[ROWCODE_MOST * 4 + 1];
	size_t len = 0;

	for (size_t i = 0; i < count; i++)
		if (row[i].cols > 0)
			len += utf8_encode(row[i].code[0], text + len);
	text[len] = '\0';
	return text;
}

static size_t marks_in(const struct bidi_cell *row, size_t count)
{
	size_t marks = 0;

	for (size_t i = 0; i < count; i++)
		marks += row[i].code[0] == 0x2800;
	return marks;
}

/* Sent cells and `shows` are what the terminal makes of them; U+2800 counts as a blank. */
static void check_shown(enum terminal_kind kind, const struct bidi_cell *row,
			const struct bidi_cell *sent, const uint16_t *shows, size_t count)
{
	struct bidi_cell seen[ROWCODE_MOST];
	uint16_t seen_at[ROWCODE_MOST];

	forward_run(kind, sent, count, seen, seen_at);
	for (size_t i = 0; i < count; i++) {
		if (seen[i].code[0] == 0x2800 && row[i].code[0] == ' ')
			seen[i].code[0] = ' ';
		if (memcmp(seen[i].code, row[i].code, sizeof(row[i].code)) != 0 ||
		    seen[i].cols != row[i].cols)
			ck_abort_msg("%s: column %zu shows %04X in %s", kind_names[kind], i,
				     seen[i].code[0], text_of(row, count));
		if (shows[i] != seen_at[i])
			ck_abort_msg("%s: place %zu goes with column %u, not %u", kind_names[kind],
				     i, shows[i], seen_at[i]);
	}
}

struct tally {
	size_t still, plain, marked, marks;
};

static void check_row(enum terminal_kind kind, const struct bidi_cell *row, size_t count,
		      struct tally *t)
{
	struct bidi_cell sent[ROWCODE_MOST];
	uint16_t shows[ROWCODE_MOST];
	size_t marks;

	memcpy(sent, row, count * sizeof(*row));
	if (!rowcode_encode(kind, sent, count, shows))
		ck_abort_msg("%s: nothing shows %s", kind_names[kind], text_of(row, count));
	check_shown(kind, row, sent, shows, count);
	marks = marks_in(sent, count);
	t->marks += marks;
	t->marked += marks > 0;
	t->plain += marks == 0;
	t->still += memcmp(sent, row, count * sizeof(*row)) == 0;
}

START_TEST(every_row_can_be_shown)
{
	struct tally tallies[TERMINAL_KINDS] = {0};
	ARENA_CLEAN struct arena *a = arena_new((size_t)4 << 20);
	struct bidi_cell row[COLS_MOST];
	uint32_t seed = 2026;

	for (int i = 0; i < ROWS; i++) {
		size_t count = 24 + random_next(&seed) % (COLS_MOST - 24 + 1);

		arena_reset(a);
		rows_compose(a, &seed, row, count);
		for (int kind = 0; kind < TERMINAL_KINDS; kind++)
			check_row((enum terminal_kind)kind, row, count, &tallies[kind]);
	}
	for (int kind = 0; kind < TERMINAL_KINDS; kind++) {
		const struct tally *t = &tallies[kind];

		printf("count: rowcode %-8s %d rows: %zu as they stand, %zu plain, %zu with U+2800 "
		       "(%zu "
		       "in all)\n",
		       kind_names[kind], ROWS, t->still, t->plain, t->marked, t->marks);
	}
	ck_assert_uint_eq(tallies[TERMINAL_VISUAL].still, ROWS);
	ck_assert_uint_eq(tallies[TERMINAL_TOKEN].marked, 0);
	/* The rows are hard ones, and yet most need nothing. */
	ck_assert_uint_gt(tallies[TERMINAL_UBA_LTR].marked, ROWS / 50);
	ck_assert_uint_gt(tallies[TERMINAL_UBA_AUTO].plain, ROWS / 2);
	ck_assert_uint_gt(tallies[TERMINAL_UBA_LTR].plain, ROWS / 2);
}
END_TEST

/* For a terminal of which only this is known, that it turns rows: right by whichever base. */
START_TEST(one_row_for_either_base)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)4 << 20);
	struct bidi_cell row[COLS_MOST], sent[COLS_MOST], seen[COLS_MOST];
	uint16_t shows[COLS_MOST], seen_at[COLS_MOST];
	uint32_t seed = 2027;

	for (int i = 0; i < ROWS / 5; i++) {
		size_t count = 24 + random_next(&seed) % (COLS_MOST - 24 + 1);
		bool right = true;

		arena_reset(a);
		rows_compose(a, &seed, row, count);
		row[0] = (struct bidi_cell){{' '}, 1, 0}; /* a page's margin */
		if (row[1].cols == 0)
			row[1] = row[0];
		memcpy(sent, row, sizeof(row));
		ck_assert(rowcode_encode(TERMINAL_UBA_ANY, sent, count, shows));
		for (int kind = TERMINAL_UBA_LTR; kind <= TERMINAL_UBA_AUTO; kind++) {
			forward_run((enum terminal_kind)kind, sent, count, seen, seen_at);
			right = right && memcmp(shows, seen_at, count * sizeof(*shows)) == 0;
			for (size_t col = 0; col < count; col++)
				right = right &&
					(seen[col].code[0] == row[col].code[0] ||
					 (seen[col].code[0] == 0x2800 && row[col].code[0] == ' '));
		}
		ck_assert_msg(right, "row %d: %s", i, text_of(row, count));
	}
}
END_TEST

/* Words as they stand in a row, left to right, and as they are read. */
#define SALAM "\uFEE1\uFEFC\uFEB3"
#define SALAM_READ "\uFEB3\uFEFC\uFEE1"
#define TARIKH "\uFEA6\uFEF3\uFEAD\uFE8E\uFE97"
#define TARIKH_READ "\uFE97\uFE8E\uFEAD\uFEF3\uFEA6"

START_TEST(rows_that_say_what_each_kind_needs)
{
	static const struct {
		const char *row, *sent[TERMINAL_KINDS];
	} cases[] = {
		{" plain (12) ", {NULL, " plain (12) ", " plain (12) ", " plain (12) "}},
		{"  " SALAM " ",
		 {NULL, "  " SALAM_READ " ", " " SALAM_READ "  ", "  " SALAM_READ " "}},
		{" (" SALAM "): ",
		 {NULL, " (" SALAM_READ "): ", " :(" SALAM_READ ") ", " :(" SALAM_READ ") "}},
		/* A date left of its label; PuTTY begins at the right, and there it is turned. */
		{" 2026-03-14 " TARIKH " ",
		 {NULL, " 2026-03-14 " TARIKH_READ " ", " " TARIKH_READ " 14-03-2026 ",
		  " 2026-03-14 " TARIKH_READ " "}},
		/* The number of a menu at the right: what is left to right at its base needs help.
		 */
		{"  " SALAM "  1 ",
		 {NULL, "  " SALAM_READ " \u28001 ", " 1  " SALAM_READ "  ",
		  "  " SALAM_READ "  1 "}},
		/* Arabic at the left and Latin at the right edge: no base but from column 0. */
		{" " SALAM " abc ",
		 {NULL, " " SALAM_READ " abc ", "\u2800" SALAM_READ " abc ",
		  " " SALAM_READ " abc "}},
		{" " SALAM "│" TARIKH "│ ",
		 {NULL, " " TARIKH_READ "│" SALAM_READ "│ ", " │" TARIKH_READ "│" SALAM_READ " ",
		  " " SALAM_READ "│" TARIKH_READ "│ "}},
		{" ABC-" SALAM " ",
		 {NULL, " ABC-" SALAM_READ " ", " " SALAM_READ "-ABC ", " ABC-" SALAM " "}},
		{" ٢٠٢٦ ", {NULL, " ٢٠٢٦ ", " ٢٠٢٦ ", " ٦٢٠٢ "}},
	};
	struct bidi_cell row[64], sent[64];
	uint16_t shows[64];

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		for (int kind = 0; kind <= TERMINAL_TOKEN; kind++) {
			size_t count = row_of(row, cases[i].row);
			const char *expected = cases[i].sent[kind];

			memcpy(sent, row, sizeof(row));
			ck_assert(rowcode_encode((enum terminal_kind)kind, sent, count, shows));
			check_shown((enum terminal_kind)kind, row, sent, shows, count);
			ck_assert_msg(strcmp(text_of(sent, count),
					     expected == NULL ? cases[i].row : expected) == 0,
				      "%s: %s was sent for %s", kind_names[kind],
				      text_of(sent, count), cases[i].row);
		}
}
END_TEST

/* --- nothing is marked without need ----------------------------------------------------------- */

#define SHORT_MOST 6

/* Every order of the row's cells, brackets turned or not, until one is shown as the row. */
struct attempt {
	enum terminal_kind kind;
	const struct bidi_cell *row;
	size_t count;
	struct bidi_cell sent[SHORT_MOST];
	bool used[SHORT_MOST];
};

static bool is_shown(const struct attempt *t)
{
	struct bidi_cell seen[SHORT_MOST];
	uint16_t seen_at[SHORT_MOST];

	forward_run(t->kind, t->sent, t->count, seen, seen_at);
	for (size_t i = 0; i < t->count; i++)
		if (seen[i].code[0] != t->row[i].code[0])
			return false;
	return true;
}

static uint32_t turned(uint32_t code)
{
	return code == '(' ? ')' : code == ')' ? '(' : 0;
}

static bool some_order_shows(struct attempt *t, size_t at)
{
	bool found = at == t->count && is_shown(t);

	for (size_t i = 0; i < t->count && at < t->count && !found; i++) {
		if (t->used[i])
			continue;
		t->used[i] = true;
		t->sent[at] = t->row[i];
		found = some_order_shows(t, at + 1);
		t->sent[at].code[0] = turned(t->row[i].code[0]);
		if (!found && t->sent[at].code[0] != 0)
			found = some_order_shows(t, at + 1);
		t->used[i] = false;
	}
	return found;
}

START_TEST(nothing_is_marked_without_need)
{
	static const uint32_t letters[] = {' ', ' ',    'a',    '1',    '-',   '/', '(',
					   ')', 0xFEB3, 0xFE8D, 0xFEE1, 0x662, '%'};
	uint32_t seed = 5;
	int needed = 0;

	for (int i = 0; i < 2000; i++) {
		size_t count = 4 + (size_t)i % (SHORT_MOST - 3);
		struct bidi_cell row[SHORT_MOST], sent[SHORT_MOST];
		enum terminal_kind kind = i % 2 == 0 ? TERMINAL_UBA_LTR : TERMINAL_UBA_AUTO;
		struct attempt t = {.kind = kind, .row = row, .count = count};

		for (size_t k = 0; k < count; k++)
			row[k] = (struct bidi_cell){{letters[random_next(&seed) % 13]}, 1, 0};
		memcpy(sent, row, sizeof(row));
		if (rowcode_encode(kind, sent, count, NULL) && marks_in(sent, count) == 0)
			continue;
		needed++;
		if (some_order_shows(&t, 0))
			ck_abort_msg("%s: %s needs nothing", kind_names[kind], text_of(row, count));
	}
	ck_assert_int_gt(needed, 50);
}
END_TEST

/* Wide letters keep their second column, marks their letter. */
START_TEST(wide_letters_and_marks_travel_whole)
{
	static const struct bidi_cell row[] = {
		{{' '}, 1, 0},           {{0xFEE1}, 1, 0}, {{0x65E5}, 2, 0}, {{0}, 0, 0},
		{{0xFEB3, 0x301}, 1, 0}, {{' '}, 1, 0},    {{0xFEB1}, 1, 0}, {{' '}, 1, 0}};
	struct bidi_cell sent[8];
	uint16_t shows[8];

	for (int kind = 0; kind < TERMINAL_KINDS; kind++) {
		memcpy(sent, row, sizeof(row));
		rowcode_encode((enum terminal_kind)kind, sent, 8, shows);
		check_shown((enum terminal_kind)kind, row, sent, shows, 8);
		for (size_t col = 0; col < 8; col++)
			ck_assert_uint_eq(shows[rowcode_sent_at(shows, 8, col)], col);
	}
}
END_TEST

/* A lam and an alef of a field stay two letters where fonts would make them one. */
START_TEST(letters_of_a_field_stay_apart)
{
	static const uint32_t marks[TERMINAL_KINDS] = {[TERMINAL_UBA_LTR] = 0x200C,
						       [TERMINAL_UBA_AUTO] = 0,
						       [TERMINAL_TOKEN] = 0x200C,
						       [TERMINAL_UBA_ANY] = 0x200C};

	for (int kind = TERMINAL_UBA_LTR; kind < TERMINAL_KINDS; kind++) {
		struct bidi_cell sent[4];
		size_t count = row_of(sent, " \uFE8E\uFEDF ");

		ck_assert(rowcode_encode((enum terminal_kind)kind, sent, count, NULL));
		ck_assert_uint_eq(sent[1].code[0], 0xFEDF);
		ck_assert_uint_eq(sent[1].code[1], marks[kind]);
		ck_assert_uint_eq(sent[2].code[0], 0xFE8E);
		ck_assert_uint_eq(sent[2].code[1], 0);
	}
}
END_TEST

/* What no order shows: letters stay in their columns, and the answer says so. */
START_TEST(rows_that_cannot_be_shown)
{
	static const struct {
		enum terminal_kind kind;
		const char *row, *seen;
	} cases[] = {
		{TERMINAL_UBA_LTR, " " SALAM "12 ", " " SALAM "١٢ "},
		{TERMINAL_UBA_LTR, " ؛12-06 abc " SALAM " ", " ;12-06 abc " SALAM " "},
		{TERMINAL_UBA_ANY, " ؟2026 abc ", " ?2026 abc "},
		{TERMINAL_TOKEN, " ؛abc " TARIKH " ", " ;abc " TARIKH " "},
		{TERMINAL_UBA_AUTO, SALAM "12 abc", " \uFEFC\uFEB3١٢ abc"},
		{TERMINAL_UBA_LTR, " (" SALAM "(" TARIKH " ", NULL},
		{TERMINAL_TOKEN, " " SALAM "-abc ", " abc-" SALAM " "},
		{TERMINAL_UBA_LTR, " a\u202E" SALAM " ", " a?" SALAM " "},
		{TERMINAL_UBA_AUTO, " a\u2067" SALAM " ", " a?" SALAM " "},
		{TERMINAL_TOKEN, " a\u200F" SALAM " ", " a?" SALAM " "},
	};
	struct bidi_cell row[64], seen[64];
	uint16_t shows[64], seen_at[64];

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		size_t count = row_of(row, cases[i].row);

		if (rowcode_encode(cases[i].kind, row, count, shows))
			ck_abort_msg("case %zu was thought right", i);
		forward_run(cases[i].kind, row, count, seen, seen_at);
		ck_assert_mem_eq(shows, seen_at, count * sizeof(*shows));
		for (size_t k = 0; k < count; k++)
			if (seen[k].code[0] == 0x2800)
				seen[k].code[0] = ' ';
		if (cases[i].seen != NULL)
			ck_assert_str_eq(text_of(seen, count), cases[i].seen);
	}
}
END_TEST

/* A number beside ؛ keeps its signs where Arabic goes on at its right. */
START_TEST(numbers_beside_stops)
{
	static const enum terminal_kind kinds[] = {TERMINAL_UBA_LTR, TERMINAL_UBA_AUTO,
						   TERMINAL_UBA_ANY};
	struct bidi_cell row[64], seen[64];
	uint16_t shows[64], seen_at[64];

	for (size_t i = 0; i < 3; i++) {
		const char *wanted = " " SALAM " ؛2015-2016 " TARIKH " 350 ";
		size_t count = row_of(row, wanted);

		ck_assert(rowcode_encode(kinds[i], row, count, shows));
		forward_run(kinds[i], row, count, seen, seen_at);
		for (size_t k = 0; k < count; k++)
			if (seen[k].code[0] == 0x2800)
				seen[k].code[0] = ' ';
		ck_assert_str_eq(text_of(seen, count), wanted);
	}
}
END_TEST

START_TEST(rows_of_any_length)
{
	static struct bidi_cell row[ROWCODE_MOST + 1];
	static uint16_t shows[ROWCODE_MOST + 1];

	for (size_t i = 0; i <= ROWCODE_MOST; i++)
		row[i] = (struct bidi_cell){{i == 1 ? 0xFEB1 : i == 2 ? 0xFE8D : ' '}, 1, 0};
	ck_assert(rowcode_encode(TERMINAL_UBA_LTR, row, 0, shows));
	ck_assert(rowcode_encode(TERMINAL_UBA_LTR, row, ROWCODE_MOST, NULL));
	ck_assert_uint_eq(row[1].code[0], 0xFE8D);
	ck_assert(!rowcode_encode(TERMINAL_UBA_LTR, row, ROWCODE_MOST + 1, shows));
	ck_assert_uint_eq(row[1].code[0], 0xFE8D);
	ck_assert_uint_eq(shows[ROWCODE_MOST], ROWCODE_MOST);
}
END_TEST

SUITE(rowcode, nothing_is_marked_without_need, wide_letters_and_marks_travel_whole,
      letters_of_a_field_stay_apart, rows_that_cannot_be_shown, numbers_beside_stops,
      rows_of_any_length, rows_that_say_what_each_kind_needs, every_row_can_be_shown,
      one_row_for_either_base)
