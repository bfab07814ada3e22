/* terminfo_test.c - what is read of the descriptions of terminals, and which one an unknown name
 * gets. */
#include "tests/unit.h"

#include "tui/terminal/terminfo.h"

static struct terminfo read_known(const char *term)
{
	struct terminfo t;

	ck_assert(terminfo_read(term, &t));
	return t;
}

START_TEST(strings_come_without_padding)
{
	struct terminfo t = read_known("vt100");
	char move[TERMINFO_ROOM] = "";

	ck_assert_str_eq(t.string[TERMINFO_CLEAR], "\x1B[H\x1B[J"); /* "$<50>" behind it */
	ck_assert_str_eq(t.string[TERMINFO_BOLD], "\x1B[1m");
	ck_assert_str_eq(t.string[TERMINFO_ECH], "");
	terminfo_add(&t, TERMINFO_CUP, 4, 9, move);
	terminfo_add(&t, TERMINFO_ECH, 4, 0, move); /* it cannot */
	terminfo_add(&t, TERMINFO_CUB1, 0, 0, move);
	ck_assert_str_eq(move, "\x1B[5;10H\b");
	ck_assert(terminfo_can_paint(&t));
}
END_TEST

START_TEST(nothing_is_added_beyond_the_room)
{
	struct terminfo t = read_known("vt100");
	char move[TERMINFO_ROOM] = "";

	for (int i = 0; i < TERMINFO_ROOM; i++)
		terminfo_add(&t, TERMINFO_CUB1, 0, 0, move);
	ck_assert_uint_eq(strlen(move), TERMINFO_ROOM - 1);
}
END_TEST

START_TEST(what_terminals_do_at_the_last_column)
{
	ck_assert(!read_known("xterm").wraps);
	ck_assert(!read_known("vt52").wraps); /* it stays there */
	ck_assert(read_known("ansi").wraps);
	ck_assert(read_known("vt52").moves_plain);
	ck_assert(!read_known("xterm").moves_plain);
	ck_assert(read_known("xterm").coloured);
	ck_assert(!read_known("vt100").coloured);
}
END_TEST

START_TEST(paper_is_known_and_cannot_be_painted_on)
{
	struct terminfo t = read_known("tty33");

	ck_assert(!terminfo_can_paint(&t));
}
END_TEST

START_TEST(an_unknown_name_suggests_a_terminal)
{
	static const char *const names[][2] = {
		{"xterm-ghostty", "xterm"},     {"foot-direct", "xterm"},
		{"never-heard-of", "vt100"},    {"putty-sco", "xterm"},
		{"rxvt-256", "xterm-256color"}, {"", "vt100"},
	};
	struct terminfo t;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		ck_assert_str_eq(terminfo_guess(names[i][0]), names[i][1]);
	ck_assert(!terminfo_read("never-heard-of", &t));
	ck_assert(!terminfo_read("../x/xterm", &t));
	ck_assert(!terminfo_read("", &t));
}
END_TEST

/* Those that were read once are the same then, and need no file. */
START_TEST(common_terminals_are_kept)
{
	struct terminfo before = read_known("linux"), after;

	terminfo_warm();
	after = read_known("linux");
	ck_assert_mem_eq(&before, &after, sizeof(before));
	ck_assert_str_eq(terminfo_common(0), "xterm-256color");
}
END_TEST

SUITE(terminfo, strings_come_without_padding, nothing_is_added_beyond_the_room,
      what_terminals_do_at_the_last_column, paper_is_known_and_cannot_be_painted_on,
      an_unknown_name_suggests_a_terminal, common_terminals_are_kept)
