/* staff_words_test.c - what staff are told where pages have nothing for them to choose: the home of
 * a treasurer, an empty list, the help, whoever else has come before. */
#include "tests/tui/day.h"

static void come_as(struct visit *v, const char *role)
{
	struct caller who;

	golden_open(v, LANG_EN, 80, 24);
	who = day_hire(v, "Ines Jaziri", role, NULL);
	day_come_as(v, &who);
}

/* A right that has no pages is no fault of whoever has it. */
START_TEST(a_treasurer_is_told_of_commands)
{
	struct visit v;

	come_as(&v, "treasurer");
	golden_shows(&v, "Payments", true);
	golden_shows(&v, "staff@", true);
	golden_shows(&v, "do not allow", false);
	golden_close(&v);
}
END_TEST

START_TEST(an_empty_list_tells_what_to_do)
{
	struct visit v;

	come_as(&v, "officer");
	golden_type(&v, "1");
	golden_shows(&v, "You have taken up no application", true);
	golden_type(&v, "0"
			"3");
	golden_shows(&v, "No application is overdue.", true);
	golden_close(&v);
}
END_TEST

START_TEST(the_help_is_of_their_work)
{
	struct visit v;

	come_as(&v, "officer");
	golden_type(&v, "?\x0e\x0e");
	golden_shows(&v, "plain-staff", true);
	golden_shows(&v, "How to return to your application", false);
	golden_close(&v);
}
END_TEST

SUITE(staff_words, a_treasurer_is_told_of_commands, an_empty_list_tells_what_to_do,
      the_help_is_of_their_work)
