/* who_test.c - who it is, in the bar of a page, where there is little room. */
#include "tests/tui/golden.h"

static void expect_bar(int unread, const char *words, bool there)
{
	struct visit v;

	golden_open(&v, LANG_FR, 40, 15);
	stack_context(golden_stack(&v))->scene.unread = unread;
	golden_shows(&v, words, there);
	golden_close(&v);
}

/* A name of which nothing is left goes with its dot: the number before it is whole. */
START_TEST(a_number_never_looks_cut)
{
	expect_bar(4, "Non lues : 4 · Vis", true);
	expect_bar(1234, "Non lues : 1234 · FR", true);
	expect_bar(1234, "1234…", false);
}
END_TEST

SUITE(who, a_number_never_looks_cut)
