/* digit_test.c - digits that are letters of Arabic in Latin letters, among digits that choose. */
#include "tests/tui/golden.h"
#include "tests/tui/fixture.h"

/* In a search, whose three results open menus of nine choices; each key painted before the next. */
static void type_at_search(struct fixture *s, const char *keys)
{
	fixture_open(s, LANG_EN, 80, 24);
	s->choices = 9;
	s->opens = fixture_menu;
	fixture_show(s, fixture_search(s));
	fixture_type(s, keys, true);
}

/* What is searched for in the end, once all was typed and Enter was pressed. */
static void searched(const char *keys, const char *words)
{
	char find[80];
	struct fixture s;

	type_at_search(&s, keys);
	snprintf(find, sizeof(find), "find %s;", words);
	s.log[0] = '\0';
	fixture_type(&s, "\r", true);
	fixture_expect(&s, "Find");
	if (strcmp(s.log, "") != 0) /* else it was found while it was typed */
		ck_assert_str_eq(s.log, find);
	fixture_expect(&s, words);
	ck_assert_uint_eq(stack_depth(s.stack), 1);
	fixture_close(&s);
}

START_TEST(a_letter_behind_a_digit_makes_it_one)
{
	searched("sejel 3adli", "sejel 3adli");
	searched("7adana", "7adana"); /* where nothing is found yet */
	searched("se7a", "se7a");     /* 7 names nothing here */
	searched("3a2d 3ama", "3a2d 3ama");
	searched("bita2at", "bita2at");
	searched("wara9 talak", "wara9 talak"); /* 9 names nothing: the blank goes on, too */
	searched("wara2 talak", "wara2 talak");
	searched("x 3laj", "x 3laj");
	searched("x3laj", "x3laj"); /* L shows the languages, and the a leaves them again */
	searched("x3nwan", "x3nwan");
}
END_TEST

START_TEST(a_digit_alone_chooses)
{
	static const char *const behind[] = {"",  "\r",  " ", "  x",        "l", "q",
					     "n", "nnn", "p", FIXTURE_DOWN, "?"};
	struct fixture s;

	for (size_t i = 0; i < sizeof(behind) / sizeof(behind[0]); i++) {
		type_at_search(&s, "passport");
		s.log[0] = '\0';
		fixture_type(&s, "2", true);
		fixture_type(&s, behind[i], true);
		fixture_expect_log(&s, "choose 2;");
		ck_assert_uint_ge(stack_depth(s.stack), 2);
		fixture_close(&s);
	}
	type_at_search(&s, "passport"); /* and back: what is typed there now begins other words */
	fixture_type(&s, "2", true);
	fixture_type(&s, "\x1B", true);
	fixture_type(&s, "s", true);
	fixture_expect(&s, "s 1");
	fixture_expect_not(&s, "passports");
	fixture_close(&s);
}
END_TEST

/* Enter ends the words, and an arrow leaves them: what comes then is no part of them. */
START_TEST(behind_enter_or_an_arrow_it_only_chooses)
{
	struct fixture s;

	type_at_search(&s, "passport\r2ab");
	fixture_expect(&s, "Menu 0");
	fixture_close(&s);
	type_at_search(&s, "passport" FIXTURE_DOWN "2ab");
	fixture_expect(&s, "Menu 0");
	fixture_close(&s);
	type_at_search(&s, "passport");
	fixture_type(&s, "2", true);
	fixture_type(&s,
		     "\x0C\x1B"
		     "ab",
		     true); /* another key in between */
	fixture_expect(&s, "Menu 0");
	fixture_close(&s);
}
END_TEST

/* Where letters are answers they stay there. */
START_TEST(a_letter_of_a_field_stays_in_it)
{
	struct fixture s;

	fixture_open(&s, LANG_EN, 80, 24);
	s.opens = fixture_form;
	fixture_show(&s, fixture_search(&s));
	fixture_type(&s, "passport", true);
	fixture_type(&s, "2ali", true);
	fixture_expect(&s, "A form");
	fixture_expect(&s, "ali");
	fixture_close(&s);
}
END_TEST

/* Numbers of two digits among many results: chosen, or taken back as a whole. */
START_TEST(two_digits)
{
	struct visit v;

	golden_open(&v, LANG_EN, 80, 24);
	golden_type(&v, "certificat\n");
	golden_type(&v, "\x7Fte"); /* a key of editing goes on with the words; the list is theirs */
	golden_type(&v, "1");
	golden_shows(&v, "1: press Enter or another digit.", true);
	golden_type(&v, "9");
	golden_shows(&v, "Search:", false);
	golden_type(&v, "ab");
	golden_shows(&v, "Search: certificate19ab", true);
	golden_close(&v);
	golden_open(&v, LANG_EN, 80, 24);
	golden_type(&v, "certificat\n");
	golden_type(&v, "\x7Fte");
	golden_type(&v, "11ab");
	golden_shows(&v, "Search: certificate11ab", true);
	golden_close(&v);
	golden_open(&v, LANG_EN, 80, 24);
	golden_type(&v, "certificat\n");
	golden_type(&v, "\x7Fte");
	golden_type(&v, "9999la"); /* more digits than any number has are no word */
	golden_shows(&v, "certificate9999", false);
	golden_close(&v);
	golden_open(&v, LANG_EN, 80, 24);
	golden_type(&v, "sejel 3adli"); /* ahead: the first page's own 3 is not meant */
	golden_shows(&v, "Search: sejel 3adli", true);
	golden_close(&v);
}
END_TEST

/* Right behind a letter nobody has read what is found by now; behind one letter alone (b3) nobody
 * ends a search. Enter ends the words at any pace. */
START_TEST(a_digit_in_one_go_with_letters_is_of_their_word)
{
	static const char *const slow[] = {"b", "3"};
	struct fixture s;

	searched("bulletin3", "bulletin3");
	searched("b30", "b30");
	type_at_search(&s, "");
	s.after = 9000;
	for (size_t i = 0; i < 2; i++)
		fixture_type(&s, slow[i], true);
	fixture_expect_log(&s, "look b;look b3;");
	fixture_type(&s, "\r", true);
	fixture_type(&s, "2", true);
	fixture_expect_log(&s, "choose 2;");
	fixture_close(&s);
}
END_TEST

/* Words that were looked for are not gone on with: other ones begin, but for a blank or a key of
 * editing. */
START_TEST(behind_enter_a_letter_begins_other_words)
{
	struct fixture s;

	type_at_search(&s, "passport\r");
	fixture_type(&s, "birth", true);
	fixture_expect(&s, "birth 1");
	fixture_expect_not(&s, "passport");
	fixture_type(&s, "\r day", true);
	fixture_expect(&s, "birth day 1");
	fixture_type(&s, "\r\x7Fté", true);
	fixture_expect(&s, "birth daté 1");
	fixture_type(&s, "\r", true);
	fixture_type(&s, "1\x1B", true); /* a result, and back */
	fixture_type(&s, "visa", true);
	fixture_expect(&s, "visa 1");
	fixture_expect_not(&s, "birth");
	fixture_close(&s);
}
END_TEST

/* Behind a blank a digit begins a number or a word, whatever it could name; in two languages'
 * digits. */
START_TEST(a_number_behind_a_blank_is_one_of_the_words)
{
	struct fixture s;
	struct visit v;

	searched("visa 2024", "visa 2024");
	searched("passport 5 years", "passport 5 years");
	searched("bulletin 3", "bulletin 3");
	searched("form 12s", "form 12s");
	type_at_search(&s, "visa ٢٠");
	fixture_expect(&s, "visa ٢٠");
	fixture_close(&s);
	/* 0 is no word: it goes back. Nor is a digit behind Enter, or at the words' beginning. */
	golden_open(&v, LANG_EN, 80, 24);
	golden_type(&v, "visa 0");
	golden_shows(&v, "visa 0", false);
	golden_close(&v);
	type_at_search(&s, "visa \r2");
	fixture_expect(&s, "Menu 0");
	fixture_close(&s);
}
END_TEST

/* On the first page a digit opens pages of many kinds. */
START_TEST(words_that_begin_with_a_digit)
{
	static const char *const words[] = {"7adana", "8arama", "9ardh"};
	struct visit v;

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		golden_open(&v, LANG_EN, 80, 24);
		golden_type(&v, words[i]);
		golden_type(&v, "\n");
		golden_shows(&v, "Find a service", true);
		golden_shows(&v, words[i], true);
		golden_close(&v);
	}
	golden_open(&v, LANG_EN, 80, 24);
	golden_type(&v, "3aqd zawaj\n"); /* where one can search among the sectors, too */
	golden_shows(&v, "Search: 3aqd zawaj", true);
	golden_close(&v);
	golden_open(&v, LANG_EN, 80, 24);
	golden_type(&v, "3"); /* who has looked at them searches there */
	golden_type(&v, "marriage\n");
	golden_shows(&v, "3marriage", false);
	golden_shows(&v, "Search: marriage", true);
	golden_close(&v);
	golden_open(&v, LANG_EN, 80, 24);
	golden_type(&v, "1passport\n"); /* a page that has nothing but its search */
	golden_shows(&v, "Search: passport", true);
	golden_close(&v);
}
END_TEST

/* In this language: at home, or with many results, a digit, and so many milliseconds behind it
 * letters at their own pace. */
static void type_behind(struct visit *v, const char *digit, int after, const char *letters)
{
	char first[2] = {letters[0], '\0'};

	golden_type(v, digit);
	v->after = after > 0 ? after : 1;
	golden_type(v, first);
	v->after = 150;
	golden_type(v, letters + 1);
}

static void expect_page(struct visit *v, const char *name, const char *words)
{
	golden_shows(v, words, true);
	ck_assert_str_eq(stack_top(golden_stack(v))->ops->name, name);
}

/* Typed in one go they are words; behind a pause they are for the field of the page that was read.
 */
START_TEST(a_page_with_a_field_that_was_read_keeps_the_letters)
{
	struct visit v;

	for (int lang = 0; lang < LANG_COUNT; lang++) {
		for (int after = 0; after <= 600; after += 300) {
			golden_open(&v, (enum lang)lang, 80, 24);
			type_behind(&v, "7", after, "adana");
			expect_page(&v, "home", "7adana");
			golden_close(&v);
		}
		for (int after = 800; after <= 4000; after += 1600) {
			golden_open(&v, (enum lang)lang, 80, 24);
			type_behind(&v, "7", after, "ABC123");
			expect_page(&v, "track", "ABC123");
			golden_type(&v, "\n"); /* refused, in its place */
			expect_page(&v, "track", "ABC123");
			golden_close(&v);
		}
	}
}
END_TEST

/* What was typed before the page was shown cannot be meant for it, however slow the line is. */
START_TEST(before_the_page_is_shown_there_is_no_pause)
{
	const struct key keys[] = {{.kind = KEY_CHAR, .code = '7'},
				   {.kind = KEY_CHAR, .code = 'a', .after = 4000}};
	struct visit v;

	golden_open(&v, LANG_EN, 80, 24);
	for (size_t i = 0; i < 2; i++)
		pages_key(v.pages, &keys[i], false, false);
	golden_type(&v, "dana");
	expect_page(&v, "home", "7adana");
	golden_close(&v);
}
END_TEST

/* A number that may become longer is none of the words of who begins them after a pause. */
START_TEST(words_behind_a_pause_leave_a_number_that_waits)
{
	struct visit v;

	for (int after = 1000; after <= 4000; after += 3000) {
		golden_open(&v, LANG_EN, 80, 24);
		golden_type(&v, "certificat\n");
		golden_type(&v, "\x7Fte");
		type_behind(&v, "1", after, "adana");
		expect_page(&v, "search",
			    after == 1000 ? "Search: certificate1adana"
					  : "Search: certificateadana");
		golden_close(&v);
	}
}
END_TEST

/* Where letters mean nothing a slow finger is on the same word; who has read the page stays on it.
 */
START_TEST(a_page_of_choices_is_left_again_by_slow_fingers_alone)
{
	struct fixture s;

	type_at_search(&s, "passport");
	fixture_type(&s, "2", true);
	s.after = 1400;
	fixture_type(&s, "ab", true);
	fixture_expect(&s, "passport2ab");
	fixture_close(&s);
	type_at_search(&s, "passport");
	fixture_type(&s, "2", true);
	s.after = 2000;
	fixture_type(&s, "ab", true);
	fixture_expect(&s, "Menu 0");
	fixture_close(&s);
	type_at_search(&s, "se7"); /* it named nothing: it is of the words at any pace */
	s.after = 9000;
	fixture_type(&s, "a", true);
	fixture_expect(&s, "se7a");
	fixture_close(&s);
}
END_TEST

SUITE(digit, a_digit_in_one_go_with_letters_is_of_their_word,
      behind_enter_a_letter_begins_other_words, a_page_with_a_field_that_was_read_keeps_the_letters,
      before_the_page_is_shown_there_is_no_pause, words_behind_a_pause_leave_a_number_that_waits,
      a_page_of_choices_is_left_again_by_slow_fingers_alone, a_letter_behind_a_digit_makes_it_one,
      a_digit_alone_chooses, behind_enter_or_an_arrow_it_only_chooses,
      a_letter_of_a_field_stays_in_it, two_digits, a_number_behind_a_blank_is_one_of_the_words,
      words_that_begin_with_a_digit)
