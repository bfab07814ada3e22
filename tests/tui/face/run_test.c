/* run_test.c - numbers that are typed where digits choose, an identity number or a day a line too
 * early. */
#include "tests/tui/fixture.h"

static void at_menu(struct fixture *s, int choices)
{
	fixture_open(s, LANG_EN, 80, 24);
	s->choices = choices;
	s->after = 300;
	fixture_show(s, fixture_menu(s));
}

/* At the third question, which has two options. */
static void at_options(struct fixture *s)
{
	fixture_open(s, LANG_EN, 80, 24);
	fixture_show(s, fixture_form(s));
	fixture_type(s, "Rima\r1\r", true);
	s->log[0] = '\0';
	s->after = 300;
}

START_TEST(a_number_chooses_nothing_behind_its_first_refused_digit)
{
	struct fixture s;

	at_menu(&s, 2);
	fixture_type(&s, "30001010112345", true);
	fixture_expect(&s, "There is no choice 30001010112345. Type 1 or 2.");
	fixture_type(&s, "\r", true); /* it belongs to the number */
	fixture_expect(&s, "There is no choice 30001010112345.");
	fixture_expect_log(&s, "");
	fixture_type(&s, "2", true);
	fixture_expect_log(&s, "choose 2;");
	fixture_close(&s);
	at_options(&s);
	fixture_type(&s, "5/5/2015\r", true);
	fixture_expect(&s, "There is no choice 5/5/2015. Type 1 or 2.");
	fixture_expect_log(&s, "");
	fixture_type(&s, "2", true);
	fixture_expect_log(&s, "answer 3 2;focus 4;");
	s.after = 700;
	fixture_type(&s, "19", true); /* of twelve */
	fixture_expect(&s, "There is no choice 19. Type a number from 1 to 12.");
	fixture_close(&s);
}
END_TEST

/* Who has seen that there is no such choice types a command again. */
START_TEST(behind_a_pause_each_digit_is_a_command)
{
	struct fixture s;

	at_menu(&s, 4);
	s.after = 700;
	fixture_type(&s, "72", true);
	fixture_expect_log(&s, "choose 2;");
	fixture_type(&s, "70", true);
	fixture_expect_log(&s, "back;");
	s.after = 300;
	fixture_type(&s, "7" FIXTURE_DOWN "2", true); /* or another key */
	fixture_expect_log(&s, "choose 2;");
	fixture_type(&s, "20", true); /* a choice, and back */
	fixture_expect_log(&s, "choose 2;back;");
	fixture_close(&s);
}
END_TEST

/* What is told of it ends with its last digit. */
START_TEST(a_blank_behind_a_number_is_not_told)
{
	struct fixture s;

	at_menu(&s, 2);
	fixture_type(&s, "14 ", true);
	fixture_expect(&s, "There is no choice 14. Type 1 or 2.");
	fixture_close(&s);
}
END_TEST

START_TEST(a_number_waits_while_its_page_is_read)
{
	struct fixture s;

	fixture_open(&s, LANG_EN, 80, 14);
	s.choices = 12;
	fixture_show(&s, fixture_menu(&s));
	fixture_type(&s, "1" FIXTURE_PAGE_DOWN, true);
	fixture_expect(&s, "1: press Enter or another");
	fixture_expect(&s, "Enter Choose 1");
	fixture_expect(&s, "Item 10");
	fixture_type(&s, "\r", true);
	fixture_expect_log(&s, "choose 1;");
	fixture_type(&s, "1" FIXTURE_PAGE_DOWN "2", true);
	fixture_expect_log(&s, "choose 12;");
	fixture_close(&s);
}
END_TEST

START_TEST(at_options_zero_goes_back_and_takes_its_enter_along)
{
	struct fixture s;

	at_options(&s);
	fixture_type(&s, "\x7F\r", true);
	s.after = 2000;
	fixture_type(&s, "0", true);
	s.after = 1400;
	fixture_type(&s, "\r", true);
	fixture_expect_log(&s, "answer 3 ;focus 4;back;");
	fixture_close(&s);
}
END_TEST

/* With the digit it is that digit's; of who has read where it led it reads on. */
START_TEST(enter_behind_a_digit_is_its_own_for_a_moment)
{
	struct fixture s;

	for (int i = 0; i < 3; i++) {
		fixture_open(&s, LANG_EN, 40, 15);
		s.choices = 30;
		fixture_show(&s, fixture_menu(&s));
		fixture_type(&s, "9", true);
		fixture_expect_log(&s, "choose 9;");
		s.after = i == 0 ? 1500 : 1501;
		fixture_type(&s, "\r", i < 2);
		if (i == 1)
			fixture_expect(&s, "▲");
		else
			fixture_expect_not(&s, "▲");
		fixture_close(&s);
	}
}
END_TEST

SUITE(run, enter_behind_a_digit_is_its_own_for_a_moment,
      a_number_chooses_nothing_behind_its_first_refused_digit,
      behind_a_pause_each_digit_is_a_command, a_blank_behind_a_number_is_not_told,
      a_number_waits_while_its_page_is_read, at_options_zero_goes_back_and_takes_its_enter_along)
