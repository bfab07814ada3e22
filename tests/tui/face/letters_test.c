/* letters_test.c - letters at the choices: a command each where they are typed alone, and nothing
 * where they are those of a word. */
#include "tests/tui/fixture.h"

/* At a menu of nine choices, each key painted before the next. */
static void type_at_menu(struct fixture *s, const char *keys)
{
	fixture_open(s, LANG_EN, 80, 24);
	s->choices = 9;
	fixture_show(s, fixture_menu(s));
	fixture_type(s, keys, true);
}

static void stays(const char *word)
{
	struct fixture s;

	type_at_menu(&s, word);
	fixture_expect(&s, "Menu 0");
	fixture_expect(&s, "Choose a number from 1 to 9.");
	ck_assert_int_eq(stack_context(s.stack)->scene.lang, LANG_EN);
	ck_assert_uint_eq(stack_depth(s.stack), 1);
	fixture_expect_log(&s, "");
	fixture_type(&s, "3", true);
	fixture_expect_log(&s, "choose 3;");
	fixture_close(&s);
}

START_TEST(words_do_nothing)
{
	static const char *const words[] = {"محمد",  "رمضان",  "سلم",  "قيد",     "ضم",
					    "leila", "quelle", "reçu", "naturel", "plan"};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		stays(words[i]);
}
END_TEST

START_TEST(a_letter_alone_is_a_command)
{
	static const char *const languages[] = {"l", "L", "م"}, *const leaving[] = {"q", "Q", "ض"};
	struct fixture s;

	for (size_t i = 0; i < 3; i++) {
		type_at_menu(&s, languages[i]);
		fixture_expect(&s, "Langue");
		fixture_type(&s, "2", true);
		ck_assert_int_eq(stack_context(s.stack)->scene.lang, LANG_FR);
		fixture_close(&s);
		type_at_menu(&s, leaving[i]);
		fixture_expect(&s, "Leave the portal?");
		fixture_type(&s, leaving[i], true);
		ck_assert(pages_is_over(s.pages));
		fixture_close(&s);
	}
}
END_TEST

/* Another key ends the word; on AZERTY's row the digit itself does, once it is typed again. */
START_TEST(behind_a_word_letters_mean_something_again)
{
	struct fixture s;

	type_at_menu(&s, "xy\rl");
	fixture_expect(&s, "Langue");
	fixture_close(&s);
	type_at_menu(&s, "xé");
	fixture_expect_log(&s, "");
	fixture_type(&s, "é", true);
	fixture_expect_log(&s, "choose 2;");
	fixture_close(&s);
	type_at_menu(&s, "l");
	fixture_type(&s, "é", true); /* French, on the page that the l has opened */
	ck_assert_int_eq(stack_context(s.stack)->scene.lang, LANG_FR);
	fixture_close(&s);
	type_at_menu(&s, "_");
	fixture_expect_log(&s, "choose 8;");
	fixture_close(&s);
}
END_TEST

/* At a question, too: Enter behind them is none to a question without an answer. */
START_TEST(a_word_is_no_choice)
{
	struct fixture s;

	fixture_open(&s, LANG_EN, 80, 24);
	fixture_show(&s, fixture_form(&s));
	fixture_type(&s, "Rima\r12\r", true);
	fixture_type(&s, "xx\r", true);
	fixture_expect(&s, "There is no choice xx. Type 1 or 2.");
	fixture_type(&s, "2", true);
	fixture_expect_not(&s, "There is no choice");
	fixture_close(&s);
}
END_TEST

SUITE(letters, words_do_nothing, a_letter_alone_is_a_command,
      behind_a_word_letters_mean_something_again, a_word_is_no_choice)
