/* pages_test.c - the rules of keys, one by one. */
#include "tests/tui/fixture.h"

START_TEST(a_number_is_taken_at_once_or_on_enter)
{
	struct fixture s;

	fixture_open(&s, LANG_EN, 80, 24);
	fixture_show(&s, fixture_menu(&s));
	fixture_type(&s, "3", true);
	fixture_expect_log(&s, "choose 3;");
	fixture_type(&s, "\r4", true); /* the Enter that belonged to 3 */
	fixture_expect_log(&s, "choose 4;");
	s.choices = 12;
	fixture_show(&s, fixture_menu(&s));
	fixture_type(&s, "1", true);
	fixture_expect_log(&s, "");
	fixture_expect(&s, "1: press Enter or another");
	fixture_type(&s, "\r", true);
	fixture_expect_log(&s, "choose 1;");
	fixture_type(&s, "12", true);
	fixture_expect_log(&s, "choose 12;");
	fixture_type(&s, "2", true);
	fixture_expect_log(&s, "choose 2;");
	s.after = 1000; /* none of these digits is of the number before it */
	fixture_type(&s, "1", true);
	s.after = 0;
	fixture_type(&s, "9", true);
	fixture_expect_log(&s, "");
	fixture_expect(&s, "There is no choice 19. Type a number from 1 to 12.");
	fixture_type(&s, "\x7F\r", true); /* nothing is chosen: the page goes on below */
	fixture_expect(&s, "Item 12");
	fixture_expect_log(&s, "");
	fixture_type(&s, "\r", true);
	fixture_expect(&s, "Choose a number from 1 to 12.");
	fixture_expect_log(&s, "");
	fixture_close(&s);
}
END_TEST

START_TEST(digits_of_every_keyboard)
{
	struct fixture s;

	fixture_open(&s, LANG_AR, 80, 24);
	fixture_show(&s, fixture_menu(&s));
	fixture_type(&s, "٣۵\"'", true);
	fixture_expect_log(&s, "choose 3;choose 5;choose 3;choose 4;");
	fixture_type(&s, "é", true);
	fixture_expect_log(&s, "choose 2;");
	fixture_type(&s, "à", true);
	fixture_expect_log(&s, "back;");
	fixture_close(&s);
}
END_TEST

START_TEST(arrows_and_enter)
{
	struct fixture s;

	fixture_open(&s, LANG_EN, 80, 24);
	fixture_show(&s, fixture_menu(&s));
	fixture_type(&s, FIXTURE_DOWN FIXTURE_DOWN "\r", true);
	fixture_expect_log(&s, "choose 2;");
	fixture_type(&s, FIXTURE_DOWN FIXTURE_DOWN FIXTURE_DOWN FIXTURE_UP "\r", false);
	fixture_expect_log(&s, "choose 2;");
	fixture_type(&s, "\r", true);
	fixture_expect_log(&s, "");
	fixture_type(&s, "\t\t\t\r", true);
	fixture_expect_log(&s, "choose 3;");
	fixture_close(&s);
}
END_TEST

START_TEST(ways_back)
{
	struct fixture s;

	fixture_open(&s, LANG_EN, 80, 24);
	s.turns = true;
	fixture_show(&s, fixture_menu(&s));
	fixture_type(&s, "1111", true);
	fixture_expect(&s, "Menu 4");
	fixture_type(&s, "0", true);
	fixture_expect(&s, "Menu 3");
	fixture_type(&s, "\x1B", true);
	fixture_expect(&s, "Menu 2");
	fixture_type(&s, FIXTURE_RIGHT, true);
	fixture_expect(&s, "Menu 2");
	fixture_type(&s, FIXTURE_LEFT, true);
	fixture_expect(&s, "Menu 1");
	fixture_close(&s);
	fixture_open(&s, LANG_AR, 80, 24);
	s.turns = true;
	fixture_show(&s, fixture_menu(&s));
	fixture_type(&s, "1" FIXTURE_LEFT, true);
	fixture_expect_log(&s, "choose 1;");
	fixture_type(&s, FIXTURE_RIGHT, true);
	fixture_expect_log(&s, "back;");
	fixture_close(&s);
}
END_TEST

START_TEST(ctrl_c_asks)
{
	struct fixture s;

	fixture_open(&s, LANG_EN, 80, 24);
	fixture_show(&s, fixture_menu(&s));
	fixture_type(&s, "\x03", true);
	fixture_expect(&s, "Leave the portal?");
	ck_assert(!pages_is_over(s.pages));
	fixture_type(&s, "2", true);
	fixture_expect(&s, "Menu 0");
	fixture_type(&s, "ض", true); /* Q by its place */
	fixture_expect(&s, "Leave the portal?");
	fixture_type(&s, "1", false);
	ck_assert(!pages_is_over(s.pages));
	fixture_type(&s, "1", true);
	ck_assert(pages_is_over(s.pages));
	fixture_close(&s);
}
END_TEST

START_TEST(language_and_help)
{
	struct fixture s;

	fixture_open(&s, LANG_EN, 80, 24);
	fixture_show(&s, fixture_menu(&s));
	fixture_type(&s, "l", true);
	fixture_expect(&s, "Langue");
	fixture_type(&s, "0", true);
	fixture_expect(&s, "Menu 0");
	fixture_type(&s, "\x0C", true);
	fixture_expect(&s, "Langue");
	fixture_type(&s, "2", true);
	ck_assert_int_eq(stack_context(s.stack)->scene.lang, LANG_FR);
	fixture_expect(&s, "Menu 0");
	fixture_type(&s, "?", true);
	fixture_expect(&s, "Ctrl-C");
	fixture_type(&s, "0؟", true);
	fixture_expect(&s, "Ctrl-C");
	fixture_close(&s);
}
END_TEST

START_TEST(deliberate_pages_want_a_late_key)
{
	struct fixture s;

	fixture_open(&s, LANG_EN, 80, 24);
	s.deliberate = true;
	fixture_show(&s, fixture_menu(&s));
	fixture_type(&s, "2", false);
	fixture_expect_log(&s, "");
	fixture_expect(&s, ">2  Item 2");
	fixture_type(&s, "\r", false);
	fixture_expect_log(&s, "");
	fixture_type(&s, "\r", true);
	fixture_expect_log(&s, "choose 2;");
	fixture_type(&s, "\r", true); /* no default */
	fixture_expect_log(&s, "");
	fixture_type(&s, "5", true);
	fixture_expect_log(&s, "choose 5;");
	fixture_close(&s);
}
END_TEST

START_TEST(typeahead_goes_through_pages)
{
	struct fixture s;

	fixture_open(&s, LANG_EN, 80, 24);
	s.turns = true;
	fixture_show(&s, fixture_menu(&s));
	fixture_type(&s, "1\r2\r3\r", false);
	fixture_expect_log(&s, "choose 1;choose 2;choose 3;");
	fixture_show(&s, fixture_form(&s));
	fixture_type(&s, "Layla\r12\r2\r1\r3\r", false);
	fixture_expect_log(&s, "answer 1 Layla;focus 2;answer 2 12;focus 3;answer 3 2;focus 4;"
			       "answer 4 1,3;next;");
	fixture_close(&s);
}
END_TEST

START_TEST(an_error_holds_what_was_typed_ahead)
{
	struct fixture s;

	fixture_open(&s, LANG_EN, 80, 24);
	fixture_show(&s, fixture_form(&s));
	fixture_type(&s, "R2\r77\r\t", false);
	fixture_expect_log(&s, "answer 1 R2;");
	fixture_expect(&s, "R277");
	fixture_expect(&s, "✗ Write a name");
	fixture_expect(&s, "Name: Write a name");
	fixture_type(&s, "\x7F\x7F\x7Fim\r", true);
	fixture_expect_log(&s, "answer 1 Rim;focus 2;");
	fixture_expect_not(&s, "Write a name");
	fixture_close(&s);
}
END_TEST

START_TEST(tab_stores_and_backtab_keeps)
{
	struct fixture s;

	fixture_open(&s, LANG_EN, 80, 40);
	fixture_show(&s, fixture_form(&s));
	fixture_type(&s, "Rim\t", true);
	fixture_expect_log(&s, "answer 1 Rim;focus 2;");
	fixture_type(&s, "5" FIXTURE_BACKTAB, true);
	fixture_expect_log(&s, "answer 2 5;focus 1;");
	fixture_type(&s, "9\t", true); /* refused: stays */
	fixture_expect_log(&s, "answer 1 Rim9;");
	fixture_type(&s, FIXTURE_BACKTAB, true); /* moves, and the text stays in its field */
	fixture_expect_log(&s, "answer 1 Rim9;");
	fixture_expect(&s, "Rim9");
	fixture_type(&s, "7", true); /* at the choices; there is no number 7 */
	fixture_expect(&s, "There is no choice 7. The only one is 1.");
	s.after = 1000;
	fixture_type(&s, "1", true);
	fixture_expect_log(&s, "choose 7;");
	fixture_type(&s, "\t\t", true);
	fixture_expect_log(&s, "focus 1;answer 1 Rim9;");
	fixture_close(&s);
}
END_TEST

START_TEST(options_by_number_arrows_and_blank)
{
	struct fixture s;

	fixture_open(&s, LANG_EN, 80, 40);
	fixture_show(&s, fixture_form(&s));
	fixture_type(&s, "Rim\r\r", true);
	s.log[0] = '\0';
	fixture_expect(&s, "1  ( ) Option C1");
	fixture_type(&s, FIXTURE_DOWN FIXTURE_DOWN "\r", true);
	fixture_expect_log(&s, "answer 3 2;focus 4;");
	fixture_type(&s, "12" FIXTURE_DOWN, true); /* after the last one */
	fixture_expect_log(&s, "answer 4 12;");
	fixture_expect(&s, "Option D12");
	fixture_type(&s, FIXTURE_BACKTAB, true);
	fixture_expect_log(&s, "focus 4;");
	fixture_type(&s, "3,1,12", true);
	fixture_expect(&s, " 3  [x] Option D3");
	fixture_type(&s, "\r", true);
	fixture_expect_log(&s, "answer 4 1,3;next;");
	fixture_close(&s);
}
END_TEST

START_TEST(letters_narrow_a_long_list)
{
	struct fixture s;

	fixture_open(&s, LANG_EN, 80, 40);
	fixture_show(&s, fixture_form(&s));
	fixture_type(&s, "Rima\r1\r1", true);
	s.log[0] = '\0';
	fixture_expect(&s, "Type a number, or the first letters of a name.");
	fixture_type(&s, "bei", true);
	fixture_expect(&s, "Search: bei");
	fixture_expect(&s, "Option D1\n");
	fixture_expect_not(&s, "Option D2");
	fixture_type(&s, "\r", true); /* what fits is taken, and the list is whole again */
	fixture_expect(&s, "1  [x] Option D1");
	fixture_expect(&s, "Option D12");
	/* Another language, an article, accents and hamza forgiven, the second word of a name. */
	fixture_type(&s, "بقاع\r", true);
	fixture_expect(&s, "4  [x] Option D4");
	fixture_type(&s, "bekaa\r", true);
	fixture_expect(&s, "4  [ ] Option D4");
	fixture_type(&s, "jb", true);
	fixture_expect(&s, "Option D2");
	fixture_expect(&s, "Option D3");
	fixture_expect_not(&s, "Option D1\n");
	fixture_type(&s, "\r",
		     true); /* a name that begins so goes before one with a word that does */
	fixture_expect(&s, "3  [x] Option D3");
	fixture_type(&s, "jb" FIXTURE_UP " \x7F\r", true);
	fixture_expect(&s, "3  [ ] Option D3");
	/* Letters that fit nothing say so; Esc shows the whole list, then goes back. */
	fixture_type(&s, "xyz", true);
	fixture_expect(&s, "No match.");
	fixture_type(&s, "\r", true);
	fixture_expect(&s, "No match.");
	fixture_expect_not(&s, "Option D");
	fixture_type(&s, "\x1B", true);
	fixture_expect(&s, "Option D12");
	fixture_expect_log(&s, "");
	/* l and q are letters here, digits always choose, and the mark still asks for help. */
	fixture_type(&s,
		     "ql\x15"
		     "12",
		     true);
	fixture_expect(&s, "12  [x] Option D12");
	fixture_type(&s, "b?", true);
	fixture_expect(&s, "Ctrl-L");
	fixture_close(&s);
}
END_TEST

/* However much is typed, it only fits nothing. */
START_TEST(a_list_bears_any_letters)
{
	static char keys[9001];
	struct fixture s;

	for (size_t i = 0; i + 1 < sizeof(keys); i += 2)
		memcpy(keys + i, i % 3000 < 2000 ? "b " : "jb", 2);
	fixture_open(&s, LANG_AR, 80, 24);
	fixture_show(&s, fixture_form(&s));
	fixture_type(&s, "Rima\r1\r1", true);
	fixture_type(&s, keys, false);
	fixture_expect(&s, "No match.");
	fixture_type(&s, "\x1B", true);
	for (int i = 0; i < 100; i++)
		fixture_type(&s, "\uFDFA \u0628\u064E", false);
	fixture_expect_not(&s, "Option D");
	fixture_close(&s);
}
END_TEST

START_TEST(a_letter_without_a_meaning_is_told)
{
	struct fixture s;

	fixture_open(&s, LANG_EN, 80, 24);
	fixture_show(&s, fixture_form(&s));
	fixture_type(&s, "Rima\r1\r", true);
	fixture_type(&s, "x", true);
	fixture_expect(&s, "Choose 1 or 2.");
	fixture_show(&s, fixture_menu(&s));
	fixture_type(&s, "x", true);
	fixture_expect(&s, "Choose a number from 1 to 8.");
	fixture_close(&s);
}
END_TEST

START_TEST(digits_typed_in_a_text_are_text)
{
	struct fixture s;

	fixture_open(&s, LANG_AR, 80, 24);
	fixture_show(&s, fixture_form(&s));
	fixture_type(&s, "ليلى\r", true);
	fixture_type(&s, "٠٣l\r", true);
	fixture_expect_log(&s, "answer 1 ليلى;focus 2;answer 2 03l;focus 3;");
	fixture_type(&s, "0", true);
	fixture_expect_log(&s, "back;");
	fixture_close(&s);
}
END_TEST

START_TEST(what_is_typed_survives)
{
	struct fixture s;

	fixture_open(&s, LANG_EN, 80, 24);
	fixture_show(&s, fixture_form(&s));
	fixture_type(&s, "Half a na", true);
	fixture_type(&s, "\x0C", true);
	fixture_expect(&s, "Langue");
	fixture_type(&s, "2", true);
	fixture_expect(&s, "Half a na");
	pages_resize(s.pages, 40, 15);
	fixture_expect(&s, "Half a na");
	fixture_type(&s, "\x1B[6~\x1B[6~", true);
	fixture_type(&s, "me\r", true);
	fixture_expect_log(&s, "answer 1 Half a name;focus 2;");
	fixture_close(&s);
}
END_TEST

START_TEST(a_paste_is_only_text)
{
	struct fixture s;

	fixture_open(&s, LANG_EN, 80, 24);
	fixture_show(&s, fixture_form(&s));
	fixture_type(&s, "\x1B[200~Rima\rHaddad?\t\x1B[201~", true);
	fixture_expect_log(&s, "");
	fixture_expect(&s, "Rima Haddad?");
	fixture_type(&s, "\r", true);
	fixture_expect_log(&s, "answer 1 Rima Haddad? ;focus 2;");
	fixture_type(&s, "\x1B[200~٣?\r\x1B[201~",
		     true); /* no help, though it is a number's field */
	fixture_type(&s, "\r", true);
	fixture_expect_log(&s, "answer 2 3? ;focus 3;");
	fixture_type(&s, "\x1B[200~2\r\x1B[201~", true); /* options */
	fixture_expect_log(&s, "");
	fixture_expect(&s, "You cannot paste here.");
	fixture_show(&s, fixture_menu(&s));
	fixture_type(&s, "\x1B[200~3q\r\x1B[201~", true);
	fixture_expect_log(&s, "");
	fixture_show(&s, fixture_search(&s));
	fixture_type(&s, "\x1B[200~rue 12\rBeyrouth\x1B[201~", true);
	fixture_expect_log(&s, "look rue 12 Beyrouth;");
	fixture_close(&s);
}
END_TEST

START_TEST(a_paste_too_long_says_so)
{
	static char keys[6000];
	struct fixture s;

	memset(keys, 'x', 5000);
	memcpy(keys, "\x1B[200~", 6);
	memcpy(keys + 5000, "\x1B[201~", 7);
	fixture_open(&s, LANG_EN, 80, 24);
	fixture_show(&s, fixture_form(&s));
	fixture_type(&s, keys, false);
	fixture_expect(&s, "This field is full: the rest");
	fixture_type(&s, "\x7F", true);
	fixture_expect_not(&s, "This field is full");
	fixture_type(&s, "y", true);
	fixture_expect_not(&s, "This field is full");
	fixture_type(&s, "y", true);
	fixture_expect(&s, "This field is full: the rest");
	fixture_close(&s);
}
END_TEST

START_TEST(marks_inside_words)
{
	struct fixture s;

	fixture_open(&s, LANG_FR, 80, 24);
	fixture_show(&s, fixture_search(&s));
	fixture_type(&s, "l'acte rendez-vous\r", false);
	fixture_expect_log(&s, "find l'acte rendez-vous;");
	fixture_type(&s, "&", true); /* after Enter the row chooses again */
	fixture_expect_log(&s, "choose 1;");
	fixture_close(&s);

	fixture_open(&s, LANG_FR, 80, 24);
	fixture_show(&s, fixture_search(&s));
	fixture_type(&s, "acte (extrait \"plein\r", false);
	fixture_expect_log(&s, "find acte (extrait \"plein;");
	fixture_type(&s, "(", true); /* 5, and there are only two */
	fixture_expect_log(&s, "");
	fixture_close(&s);
}
END_TEST

START_TEST(searching)
{
	struct fixture s;

	fixture_open(&s, LANG_EN, 80, 24);
	fixture_show(&s, fixture_search(&s));
	fixture_type(&s, "é l", false);
	fixture_expect_log(&s, "");
	fixture_type(&s, "\r", false);
	fixture_expect_log(&s, "find é l;");
	fixture_expect(&s, "2  é l 2");
	fixture_type(&s, "2", true);
	fixture_expect_log(&s, "choose 2;");
	fixture_type(&s, "q", true);
	fixture_expect_log(&s, "look q;"); /* other words than those that were looked for */
	fixture_type(&s, FIXTURE_DOWN "\r", true);
	fixture_expect_log(&s, "choose 1;");
	fixture_type(&s, "à", true);
	fixture_expect_log(&s, "look à;");
	fixture_type(&s, "&", true);
	fixture_expect_log(&s, "choose 1;");
	fixture_type(&s, "0", true);
	fixture_expect_log(&s, "back;");
	fixture_type(&s, "?", true);
	fixture_expect(&s, "Ctrl-C");
	fixture_close(&s);
}
END_TEST

/* The Enter that ends the words leaves their first results where they are; the next reads on. */
START_TEST(enter_behind_words_found_already)
{
	struct fixture s;

	fixture_open(&s, LANG_EN, 24, 10);
	fixture_show(&s, fixture_search(&s));
	fixture_type(&s, "aaaaaaaaaa bbbbbbbbbb cccccccccc", true);
	s.log[0] = '\0';
	fixture_expect_not(&s, "▲");
	fixture_type(&s, "\r", true);
	fixture_expect_not(&s, "▲");
	fixture_expect_not(&s, "Choose a number from"); /* the hints alone say it */
	fixture_type(&s, "\r", true);
	fixture_expect(&s, "▲");
	fixture_expect_log(&s, "");
	fixture_close(&s);
}
END_TEST

START_TEST(long_pages_scroll)
{
	struct fixture s;

	fixture_open(&s, LANG_EN, 40, 15);
	s.choices = 30;
	fixture_show(&s, fixture_menu(&s));
	fixture_expect(&s, "▼");
	fixture_expect_not(&s, "▲");
	fixture_type(&s, "\x1B[6~", true);
	fixture_expect(&s, "▲");
	fixture_expect_not(&s, "  1  Item 1");
	fixture_type(&s, "\x1B[F", true);
	fixture_expect(&s, "30  Item 30");
	fixture_expect_not(&s, "▼");
	for (int i = 0; i < 60; i++)
		fixture_type(&s, FIXTURE_UP, false);
	fixture_type(&s, "\r", true);
	fixture_expect_log(&s, "choose 1;");
	fixture_close(&s);
}
END_TEST

START_TEST(tells_and_small_windows)
{
	struct fixture s;

	fixture_open(&s, LANG_EN, 80, 24);
	fixture_show(&s, fixture_menu(&s));
	pages_tell(s.pages, "The portal closes in 5 minutes.");
	fixture_expect(&s, "The portal closes in 5 minutes.");
	fixture_type(&s, FIXTURE_DOWN, true);
	fixture_expect_not(&s, "closes");
	pages_resize(s.pages, 22, 6);
	ck_assert(pages_is_too_small(s.pages));
	fixture_expect(&s, "This window");
	pages_resize(s.pages, 24, 8);
	ck_assert(!pages_is_too_small(s.pages));
	fixture_expect(&s, "Item 1");
	fixture_close(&s);
}
END_TEST

START_TEST(whole_only_for_another_page)
{
	struct fixture s;
	bool whole;

	fixture_open(&s, LANG_EN, 80, 24);
	s.turns = true;
	fixture_show(&s, fixture_menu(&s));
	pages_grid(s.pages, &whole);
	ck_assert(whole);
	fixture_type(&s, FIXTURE_DOWN, false);
	pages_grid(s.pages, &whole);
	ck_assert(!whole);
	fixture_type(&s, "1", false);
	pages_grid(s.pages, &whole);
	ck_assert(whole);
	s.choices = 30;
	pages_stack(s.pages);
	fixture_type(&s, "\x1B[6~", false);
	pages_grid(s.pages, &whole);
	ck_assert(whole);
	fixture_close(&s);
}
END_TEST

START_TEST(many_keys_take_no_more_memory)
{
	static const char *const keys[] = {
		"a", "\x7F", FIXTURE_DOWN, FIXTURE_UP, "\t", FIXTURE_BACKTAB, "3", "\x1B[6~", " "};
	struct fixture s;

	fixture_open(&s, LANG_AR, 80, 24);
	fixture_show(&s, fixture_form(&s));
	for (int i = 0; i < 10000; i++) {
		fixture_type(&s, keys[i % 9], true);
		s.log[0] = '\0';
		ck_assert(!pages_is_over(s.pages));
	}
	fixture_close(&s);
}
END_TEST

SUITE(pages, a_number_is_taken_at_once_or_on_enter, digits_of_every_keyboard, arrows_and_enter,
      ways_back, ctrl_c_asks, language_and_help, deliberate_pages_want_a_late_key,
      typeahead_goes_through_pages, an_error_holds_what_was_typed_ahead,
      tab_stores_and_backtab_keeps, options_by_number_arrows_and_blank, letters_narrow_a_long_list,
      a_list_bears_any_letters, a_letter_without_a_meaning_is_told, digits_typed_in_a_text_are_text,
      what_is_typed_survives, searching, enter_behind_words_found_already, a_paste_is_only_text,
      a_paste_too_long_says_so, marks_inside_words, long_pages_scroll, tells_and_small_windows,
      whole_only_for_another_page, many_keys_take_no_more_memory)
