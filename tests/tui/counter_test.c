/* counter_test.c - the rules of keys, one by one. */
#include "tests/tui/booth.h"

#define DOWN "\x1B[B"
#define UP "\x1B[A"
#define LEFT "\x1B[D"
#define RIGHT "\x1B[C"
#define BACKTAB "\x1B[Z"

static void expect_log(struct booth *s, const char *log)
{
	ck_assert_str_eq(s->log, log);
	s->log[0] = '\0';
}

START_TEST(a_number_is_taken_at_once_or_on_enter)
{
	struct booth s;

	booth_open(&s, LANG_EN, 80, 24);
	booth_show(&s, booth_menu(&s));
	booth_type(&s, "3", true);
	expect_log(&s, "choose 3;");
	booth_type(&s, "\r4", true); /* the Enter that belonged to 3 */
	expect_log(&s, "choose 4;");
	s.choices = 12;
	booth_show(&s, booth_menu(&s));
	booth_type(&s, "1", true);
	expect_log(&s, "");
	booth_expect(&s, "1: Enter takes it");
	booth_type(&s, "\r", true);
	expect_log(&s, "choose 1;");
	booth_type(&s, "12", true);
	expect_log(&s, "choose 12;");
	booth_type(&s, "2", true);
	expect_log(&s, "choose 2;");
	booth_type(&s, "19", true);
	expect_log(&s, "");
	booth_expect(&s, "Choose a number from 1 to 12.");
	booth_type(&s, "1\x7F\r", true); /* nothing is chosen: the page goes on below */
	booth_expect(&s, "Item 12");
	expect_log(&s, "");
	booth_type(&s, "\r", true);
	booth_expect(&s, "Choose a number from 1 to 12.");
	expect_log(&s, "");
	booth_close(&s);
}
END_TEST

START_TEST(digits_of_every_keyboard)
{
	struct booth s;

	booth_open(&s, LANG_AR, 80, 24);
	booth_show(&s, booth_menu(&s));
	booth_type(&s, "٣۵\"'", true);
	expect_log(&s, "choose 3;choose 5;choose 3;choose 4;");
	booth_type(&s, "é", true);
	expect_log(&s, "choose 2;");
	booth_type(&s, "à", true);
	expect_log(&s, "back;");
	booth_close(&s);
}
END_TEST

START_TEST(arrows_and_enter)
{
	struct booth s;

	booth_open(&s, LANG_EN, 80, 24);
	booth_show(&s, booth_menu(&s));
	booth_type(&s, DOWN DOWN "\r", true);
	expect_log(&s, "choose 2;");
	booth_type(&s, DOWN DOWN DOWN UP "\r", false);
	expect_log(&s, "choose 2;");
	booth_type(&s, "\r", true);
	expect_log(&s, "");
	booth_type(&s, "\t\t\t\r", true);
	expect_log(&s, "choose 3;");
	booth_close(&s);
}
END_TEST

START_TEST(ways_back)
{
	struct booth s;

	booth_open(&s, LANG_EN, 80, 24);
	s.turns = true;
	booth_show(&s, booth_menu(&s));
	booth_type(&s, "1111", true);
	booth_expect(&s, "Menu 4");
	booth_type(&s, "0", true);
	booth_expect(&s, "Menu 3");
	booth_type(&s, "\x1B", true);
	booth_expect(&s, "Menu 2");
	booth_type(&s, RIGHT, true);
	booth_expect(&s, "Menu 2");
	booth_type(&s, LEFT, true);
	booth_expect(&s, "Menu 1");
	booth_close(&s);
	booth_open(&s, LANG_AR, 80, 24);
	s.turns = true;
	booth_show(&s, booth_menu(&s));
	booth_type(&s, "1" LEFT, true);
	expect_log(&s, "choose 1;");
	booth_type(&s, RIGHT, true);
	expect_log(&s, "back;");
	booth_close(&s);
}
END_TEST

START_TEST(ctrl_c_asks)
{
	struct booth s;

	booth_open(&s, LANG_EN, 80, 24);
	booth_show(&s, booth_menu(&s));
	booth_type(&s, "\x03", true);
	booth_expect(&s, "Leave the portal?");
	ck_assert(!counter_is_over(s.counter));
	booth_type(&s, "2", true);
	booth_expect(&s, "Menu 0");
	booth_type(&s, "ض", true); /* Q by its place */
	booth_expect(&s, "Leave the portal?");
	booth_type(&s, "1", false);
	ck_assert(!counter_is_over(s.counter));
	booth_type(&s, "1", true);
	ck_assert(counter_is_over(s.counter));
	booth_close(&s);
}
END_TEST

START_TEST(language_and_help)
{
	struct booth s;

	booth_open(&s, LANG_EN, 80, 24);
	booth_show(&s, booth_menu(&s));
	booth_type(&s, "l", true);
	booth_expect(&s, "Langue");
	booth_type(&s, "0", true);
	booth_expect(&s, "Menu 0");
	booth_type(&s, "\x0C", true);
	booth_expect(&s, "Langue");
	booth_type(&s, "2", true);
	ck_assert_int_eq(stack_context(s.stack)->lang, LANG_FR);
	booth_expect(&s, "Menu 0");
	booth_type(&s, "?", true);
	booth_expect(&s, "Ctrl-C");
	booth_type(&s, "0؟", true);
	booth_expect(&s, "Ctrl-C");
	booth_close(&s);
}
END_TEST

START_TEST(deliberate_pages_want_a_late_key)
{
	struct booth s;

	booth_open(&s, LANG_EN, 80, 24);
	s.deliberate = true;
	booth_show(&s, booth_menu(&s));
	booth_type(&s, "2", false);
	expect_log(&s, "");
	booth_expect(&s, ">2  Item 2");
	booth_type(&s, "\r", false);
	expect_log(&s, "");
	booth_type(&s, "\r", true);
	expect_log(&s, "choose 2;");
	booth_type(&s, "\r", true); /* no default */
	expect_log(&s, "");
	booth_type(&s, "5", true);
	expect_log(&s, "choose 5;");
	booth_close(&s);
}
END_TEST

START_TEST(typeahead_goes_through_pages)
{
	struct booth s;

	booth_open(&s, LANG_EN, 80, 24);
	s.turns = true;
	booth_show(&s, booth_menu(&s));
	booth_type(&s, "1\r2\r3\r", false);
	expect_log(&s, "choose 1;choose 2;choose 3;");
	booth_show(&s, booth_form(&s));
	booth_type(&s, "Layla\r12\r2\r1\r3\r", false);
	expect_log(&s, "answer 1 Layla;focus 2;answer 2 12;focus 3;answer 3 2;focus 4;"
		       "answer 4 1,3;next;");
	booth_close(&s);
}
END_TEST

START_TEST(an_error_holds_what_was_typed_ahead)
{
	struct booth s;

	booth_open(&s, LANG_EN, 80, 24);
	booth_show(&s, booth_form(&s));
	booth_type(&s, "R2\r77\r\t", false);
	expect_log(&s, "answer 1 R2;");
	booth_expect(&s, "R277");
	booth_expect(&s, "✗ Write a name");
	booth_expect(&s, "Name: Write a name");
	booth_type(&s, "\x7F\x7F\x7Fim\r", true);
	expect_log(&s, "answer 1 Rim;focus 2;");
	booth_expect_not(&s, "Write a name");
	booth_close(&s);
}
END_TEST

START_TEST(tab_stores_and_backtab_keeps)
{
	struct booth s;

	booth_open(&s, LANG_EN, 80, 40);
	booth_show(&s, booth_form(&s));
	booth_type(&s, "Rim\t", true);
	expect_log(&s, "answer 1 Rim;focus 2;");
	booth_type(&s, "5" BACKTAB, true);
	expect_log(&s, "answer 2 5;focus 1;");
	booth_type(&s, "9\t", true); /* refused: stays */
	expect_log(&s, "answer 1 Rim9;");
	booth_type(&s, BACKTAB, true); /* moves, and the text stays in its field */
	expect_log(&s, "answer 1 Rim9;");
	booth_expect(&s, "Rim9");
	booth_type(&s, "7", true); /* at the choices; there is no number 7 */
	booth_expect(&s, "Choose a number from 1 to 1.");
	booth_type(&s, "1", true);
	expect_log(&s, "choose 7;");
	booth_type(&s, "\t\t", true);
	expect_log(&s, "focus 1;answer 1 Rim9;");
	booth_close(&s);
}
END_TEST

START_TEST(options_by_number_arrows_and_blank)
{
	struct booth s;

	booth_open(&s, LANG_EN, 80, 40);
	booth_show(&s, booth_form(&s));
	booth_type(&s, "Rim\r\r", true);
	s.log[0] = '\0';
	booth_expect(&s, "1  ( ) Option C1");
	booth_type(&s, DOWN DOWN "\r", true);
	expect_log(&s, "answer 3 2;focus 4;");
	booth_type(&s, "12" DOWN, true); /* after the last one */
	expect_log(&s, "answer 4 12;");
	booth_expect(&s, "Option D12");
	booth_type(&s, BACKTAB, true);
	expect_log(&s, "focus 4;");
	booth_type(&s, "3,1,12", true);
	booth_expect(&s, " 3  [x] Option D3");
	booth_type(&s, "\r", true);
	expect_log(&s, "answer 4 1,3;next;");
	booth_close(&s);
}
END_TEST

START_TEST(letters_narrow_a_long_list)
{
	struct booth s;

	booth_open(&s, LANG_EN, 80, 40);
	booth_show(&s, booth_form(&s));
	booth_type(&s, "Rima\r1\r1", true);
	s.log[0] = '\0';
	booth_expect(&s, "Type a number, or the first letters of a name.");
	booth_type(&s, "bei", true);
	booth_expect(&s, "Search: bei");
	booth_expect(&s, "Option D1\n");
	booth_expect_not(&s, "Option D2");
	booth_type(&s, "\r", true); /* what fits is taken, and the list is whole again */
	booth_expect(&s, "1  [x] Option D1");
	booth_expect(&s, "Option D12");
	/* Another language, an article, accents and hamza forgiven, the second word of a name. */
	booth_type(&s, "بقاع\r", true);
	booth_expect(&s, "4  [x] Option D4");
	booth_type(&s, "bekaa\r", true);
	booth_expect(&s, "4  [ ] Option D4");
	booth_type(&s, "jb", true);
	booth_expect(&s, "Option D2");
	booth_expect(&s, "Option D3");
	booth_expect_not(&s, "Option D1\n");
	booth_type(&s, "\r",
		   true); /* a name that begins so goes before one with a word that does */
	booth_expect(&s, "3  [x] Option D3");
	booth_type(&s, "jb" UP " \x7F\r", true);
	booth_expect(&s, "3  [ ] Option D3");
	/* Letters that fit nothing say so; Esc shows the whole list, then goes back. */
	booth_type(&s, "xyz", true);
	booth_expect(&s, "No name in the list begins so.");
	booth_type(&s, "\r", true);
	booth_expect(&s, "No name in the list begins so.");
	booth_expect_not(&s, "Option D");
	booth_type(&s, "\x1B", true);
	booth_expect(&s, "Option D12");
	expect_log(&s, "");
	/* l and q are letters here, digits always choose, and the mark still asks for help. */
	booth_type(&s,
		   "ql\x15"
		   "12",
		   true);
	booth_expect(&s, "12  [x] Option D12");
	booth_type(&s, "b?", true);
	booth_expect(&s, "Ctrl-L");
	booth_close(&s);
}
END_TEST

/* However much is typed, it only fits nothing. */
START_TEST(a_list_bears_any_letters)
{
	static char keys[9001];
	struct booth s;

	for (size_t i = 0; i + 1 < sizeof(keys); i += 2)
		memcpy(keys + i, i % 3000 < 2000 ? "b " : "jb", 2);
	booth_open(&s, LANG_AR, 80, 24);
	booth_show(&s, booth_form(&s));
	booth_type(&s, "Rima\r1\r1", true);
	booth_type(&s, keys, false);
	booth_expect(&s, "No name in the list begins so.");
	booth_type(&s, "\x1B", true);
	for (int i = 0; i < 100; i++)
		booth_type(&s, "\uFDFA \u0628\u064E", false);
	booth_expect_not(&s, "Option D");
	booth_close(&s);
}
END_TEST

START_TEST(a_letter_without_a_meaning_is_told)
{
	struct booth s;

	booth_open(&s, LANG_EN, 80, 24);
	booth_show(&s, booth_form(&s));
	booth_type(&s, "Rima\r1\r", true);
	booth_type(&s, "x", true);
	booth_expect(&s, "Choose a number from 1 to 2.");
	booth_show(&s, booth_menu(&s));
	booth_type(&s, "x", true);
	booth_expect(&s, "Choose a number from 1 to 8.");
	booth_close(&s);
}
END_TEST

START_TEST(digits_typed_in_a_text_are_text)
{
	struct booth s;

	booth_open(&s, LANG_AR, 80, 24);
	booth_show(&s, booth_form(&s));
	booth_type(&s, "ليلى\r", true);
	booth_type(&s, "٠٣l\r", true);
	expect_log(&s, "answer 1 ليلى;focus 2;answer 2 03l;focus 3;");
	booth_type(&s, "0", true);
	expect_log(&s, "back;");
	booth_close(&s);
}
END_TEST

START_TEST(what_is_typed_survives)
{
	struct booth s;

	booth_open(&s, LANG_EN, 80, 24);
	booth_show(&s, booth_form(&s));
	booth_type(&s, "Half a na", true);
	booth_type(&s, "\x0C", true);
	booth_expect(&s, "Langue");
	booth_type(&s, "2", true);
	booth_expect(&s, "Half a na");
	counter_resize(s.counter, 40, 15);
	booth_expect(&s, "Half a na");
	booth_type(&s, "\x1B[6~\x1B[6~", true);
	booth_type(&s, "me\r", true);
	expect_log(&s, "answer 1 Half a name;focus 2;");
	booth_close(&s);
}
END_TEST

START_TEST(a_paste_is_only_text)
{
	struct booth s;

	booth_open(&s, LANG_EN, 80, 24);
	booth_show(&s, booth_form(&s));
	booth_type(&s, "\x1B[200~Rima\rHaddad?\t\x1B[201~", true);
	expect_log(&s, "");
	booth_expect(&s, "Rima Haddad?");
	booth_type(&s, "\r", true);
	expect_log(&s, "answer 1 Rima Haddad? ;focus 2;");
	booth_type(&s, "\x1B[200~٣?\r\x1B[201~", true); /* no help, though it is a number's field */
	booth_type(&s, "\r", true);
	expect_log(&s, "answer 2 3? ;focus 3;");
	booth_type(&s, "\x1B[200~2\r\x1B[201~", true); /* options */
	expect_log(&s, "");
	booth_expect(&s, "Nothing can be pasted here.");
	booth_show(&s, booth_menu(&s));
	booth_type(&s, "\x1B[200~3q\r\x1B[201~", true);
	expect_log(&s, "");
	booth_show(&s, booth_search(&s));
	booth_type(&s, "\x1B[200~rue 12\rBeyrouth\x1B[201~", true);
	expect_log(&s, "look rue 12 Beyrouth;");
	booth_close(&s);
}
END_TEST

START_TEST(a_paste_too_long_says_so)
{
	static char keys[6000];
	struct booth s;

	memset(keys, 'x', 5000);
	memcpy(keys, "\x1B[200~", 6);
	memcpy(keys + 5000, "\x1B[201~", 7);
	booth_open(&s, LANG_EN, 80, 24);
	booth_show(&s, booth_form(&s));
	booth_type(&s, keys, false);
	booth_expect(&s, "There is no more room in this answer");
	booth_type(&s, "\x7F", true);
	booth_expect_not(&s, "no more room");
	booth_type(&s, "y", true);
	booth_expect_not(&s, "no more room");
	booth_type(&s, "y", true);
	booth_expect(&s, "There is no more room in this answer");
	booth_close(&s);
}
END_TEST

START_TEST(marks_inside_words)
{
	struct booth s;

	booth_open(&s, LANG_FR, 80, 24);
	booth_show(&s, booth_search(&s));
	booth_type(&s, "l'acte rendez-vous\r", false);
	expect_log(&s, "find l'acte rendez-vous;");
	booth_type(&s, "&", true); /* after Enter the row chooses again */
	expect_log(&s, "choose 1;");
	booth_close(&s);

	booth_open(&s, LANG_FR, 80, 24);
	booth_show(&s, booth_search(&s));
	booth_type(&s, "acte (extrait \"plein\r", false);
	expect_log(&s, "find acte (extrait \"plein;");
	booth_type(&s, "(", true); /* 5, and there are only two */
	expect_log(&s, "");
	booth_close(&s);
}
END_TEST

START_TEST(searching)
{
	struct booth s;

	booth_open(&s, LANG_EN, 80, 24);
	booth_show(&s, booth_search(&s));
	booth_type(&s, "é l", false);
	expect_log(&s, "");
	booth_type(&s, "\r", false);
	expect_log(&s, "find é l;");
	booth_expect(&s, "2  é l 2");
	booth_type(&s, "2", true);
	expect_log(&s, "choose 2;");
	booth_type(&s, "q", true);
	expect_log(&s, "look é lq;");
	booth_type(&s, DOWN "\r", true);
	expect_log(&s, "choose 1;");
	booth_type(&s, "à", true);
	expect_log(&s, "look é lqà;");
	booth_type(&s, "&", true);
	expect_log(&s, "choose 1;");
	booth_type(&s, "0", true);
	expect_log(&s, "back;");
	booth_type(&s, "?", true);
	booth_expect(&s, "Ctrl-C");
	booth_close(&s);
}
END_TEST

/* The Enter that ends the words leaves their first results where they are; the next reads on. */
START_TEST(enter_behind_words_found_already)
{
	struct booth s;

	booth_open(&s, LANG_EN, 24, 10);
	booth_show(&s, booth_search(&s));
	booth_type(&s, "aaaaaaaaaa bbbbbbbbbb cccccccccc", true);
	s.log[0] = '\0';
	booth_expect_not(&s, "▲");
	booth_type(&s, "\r", true);
	booth_expect_not(&s, "▲");
	booth_expect(&s, "Choose a number from");
	booth_type(&s, "\r", true);
	booth_expect(&s, "▲");
	expect_log(&s, "");
	booth_close(&s);
}
END_TEST

START_TEST(long_pages_scroll)
{
	struct booth s;

	booth_open(&s, LANG_EN, 40, 15);
	s.choices = 30;
	booth_show(&s, booth_menu(&s));
	booth_expect(&s, "▼");
	booth_expect_not(&s, "▲");
	booth_type(&s, "\x1B[6~", true);
	booth_expect(&s, "▲");
	booth_expect_not(&s, "  1  Item 1");
	booth_type(&s, "\x1B[F", true);
	booth_expect(&s, "30  Item 30");
	booth_expect_not(&s, "▼");
	for (int i = 0; i < 60; i++)
		booth_type(&s, UP, false);
	booth_type(&s, "\r", true);
	expect_log(&s, "choose 1;");
	booth_close(&s);
}
END_TEST

START_TEST(tells_and_small_windows)
{
	struct booth s;

	booth_open(&s, LANG_EN, 80, 24);
	booth_show(&s, booth_menu(&s));
	counter_tell(s.counter, "The portal closes in 5 minutes.");
	booth_expect(&s, "The portal closes in 5 minutes.");
	booth_type(&s, DOWN, true);
	booth_expect_not(&s, "closes");
	counter_resize(s.counter, 22, 6);
	ck_assert(counter_is_too_small(s.counter));
	booth_expect(&s, "This window");
	counter_resize(s.counter, 24, 8);
	ck_assert(!counter_is_too_small(s.counter));
	booth_expect(&s, "Item 1");
	booth_close(&s);
}
END_TEST

START_TEST(whole_only_for_another_page)
{
	struct booth s;
	bool whole;

	booth_open(&s, LANG_EN, 80, 24);
	s.turns = true;
	booth_show(&s, booth_menu(&s));
	counter_grid(s.counter, &whole);
	ck_assert(whole);
	booth_type(&s, DOWN, false);
	counter_grid(s.counter, &whole);
	ck_assert(!whole);
	booth_type(&s, "1", false);
	counter_grid(s.counter, &whole);
	ck_assert(whole);
	s.choices = 30;
	counter_stack(s.counter);
	booth_type(&s, "\x1B[6~", false);
	counter_grid(s.counter, &whole);
	ck_assert(whole);
	booth_close(&s);
}
END_TEST

START_TEST(many_keys_take_no_more_memory)
{
	static const char *const keys[] = {"a",     "\x7F", DOWN,      UP, "\t",
					   BACKTAB, "3",    "\x1B[6~", " "};
	struct booth s;

	booth_open(&s, LANG_AR, 80, 24);
	booth_show(&s, booth_form(&s));
	for (int i = 0; i < 10000; i++) {
		booth_type(&s, keys[i % 9], true);
		s.log[0] = '\0';
		ck_assert(!counter_is_over(s.counter));
	}
	booth_close(&s);
}
END_TEST

SUITE(counter, a_number_is_taken_at_once_or_on_enter, digits_of_every_keyboard, arrows_and_enter,
      ways_back, ctrl_c_asks, language_and_help, deliberate_pages_want_a_late_key,
      typeahead_goes_through_pages, an_error_holds_what_was_typed_ahead,
      tab_stores_and_backtab_keeps, options_by_number_arrows_and_blank, letters_narrow_a_long_list,
      a_list_bears_any_letters, a_letter_without_a_meaning_is_told, digits_typed_in_a_text_are_text,
      what_is_typed_survives, searching, enter_behind_words_found_already, a_paste_is_only_text,
      a_paste_too_long_says_so, marks_inside_words, long_pages_scroll, tells_and_small_windows,
      whole_only_for_another_page, many_keys_take_no_more_memory)
