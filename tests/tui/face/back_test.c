/* back_test.c - ways back out of a question that needs an answer, where a keyboard has no Escape.
 */
#include "tests/tui/fixture.h"

/* A telephone's keyboard has no Escape: an empty question that needs an answer lets go all the
 * same. */
START_TEST(a_way_back_without_escape)
{
	struct fixture s;

	fixture_open(&s, LANG_EN, 40, 15);
	fixture_show(&s, fixture_form(&s));
	fixture_type(&s, "\r", true);
	fixture_expect_log(&s, "answer 1 ;");
	fixture_expect(&s, "To go back, type 0 and Enter.");
	fixture_type(&s, "٠\r", true);
	fixture_expect_log(&s, "answer 1 ;back;");
	fixture_type(&s, FIXTURE_LEFT, true);
	fixture_expect_log(&s, "answer 1 ;back;");
	snprintf(s.values[0], sizeof(s.values[0]), "Rima"); /* what stood there stays */
	fixture_show(&s, fixture_form(&s));
	fixture_type(&s, "\t" FIXTURE_BACKTAB, true);
	s.log[0] = '\0';
	fixture_type(&s,
		     "\x15"
		     "0\r",
		     true);
	fixture_expect_log(&s, "answer 1 0;answer 1 Rima;back;");
	ck_assert_str_eq(s.values[0], "Rima");
	fixture_close(&s);
}
END_TEST

START_TEST(zero_is_an_answer_where_it_can_be_one)
{
	struct fixture s;

	fixture_open(&s, LANG_AR, 80, 24);
	snprintf(s.values[0], sizeof(s.values[0]), "Rima");
	fixture_show(&s, fixture_form(&s));
	fixture_type(&s, "0\r", true);
	fixture_expect_log(&s, "answer 2 0;focus 3;");
	snprintf(s.values[1], sizeof(s.values[1]), "%s", "");
	fixture_show(&s, fixture_form(&s));
	fixture_type(&s, FIXTURE_LEFT, true); /* in Arabic the other arrow goes back */
	fixture_expect_log(&s, "");
	fixture_type(&s, FIXTURE_RIGHT, true);
	fixture_expect_log(&s, "back;");
	fixture_close(&s);
}
END_TEST

SUITE(back, a_way_back_without_escape, zero_is_an_answer_where_it_can_be_one)
