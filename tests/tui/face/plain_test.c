/* plain_test.c - transcripts of plain lines, raw and not. */
#include "tests/tui/fixture.h"

#include "i18n/utf8.h"
#include "tui/face/plain_page.h"

struct talk {
	struct fixture fixture;
	struct plain *plain;
	struct buffer out;
};

static void open_talk(struct talk *t, enum lang lang)
{
	fixture_open(&t->fixture, lang, 80, 24);
	buffer_open(&t->out, (size_t)1 << 20);
}

/* Begins at a screen of the tests. */
static void begin(struct talk *t, struct screen *screen, bool raw)
{
	fixture_show(&t->fixture, screen);
	t->plain = plain_over(pages_stack(t->fixture.pages), raw, &t->out);
}

static void feed(struct talk *t, const char *typed)
{
	plain_feed(t->plain, typed, strlen(typed));
}

/* Types; what comes back must be exactly this. */
static void say(struct talk *t, const char *typed, const char *answer)
{
	buffer_clear(&t->out);
	feed(t, typed);
	ck_assert_str_eq(t->out.data == NULL ? "" : t->out.data, answer);
}

static void close_talk(struct talk *t)
{
	plain_free(t->plain);
	fixture_close(&t->fixture);
	buffer_close(&t->out);
}

#define MENU                                                                                       \
	"\nMenu 0\n1. Item 1: with a detail\n2. Item 2 (Done): with a detail\n"                    \
	"A number from 1 to 2, 0 back, ? help, l language, q leave: "

START_TEST(a_menu)
{
	struct talk t;

	open_talk(&t, LANG_EN);
	t.fixture.choices = 2;
	begin(&t, fixture_menu(&t.fixture), false);
	ck_assert_str_eq(t.out.data, MENU);
	say(&t, "2\n", MENU);
	ck_assert_str_eq(t.fixture.log, "choose 2;");
	say(&t, "7\n",
	    "There is no choice 7. Type 1 or 2.\n"
	    "A number from 1 to 2, 0 back, ? help, l language, q leave: ");
	say(&t, "\r\n", "A number from 1 to 2, 0 back, ? help, l language, q leave: ");
	say(&t, "\xFF\n",
	    "This text is not in UTF-8. Set your terminal or your editor to UTF-8.\n"
	    "A number from 1 to 2, 0 back, ? help, l language, q leave: ");
	feed(&t, "١\n");
	ck_assert_str_eq(t.fixture.log, "choose 2;choose 1;");
	close_talk(&t);
}
END_TEST

START_TEST(questions_one_after_another)
{
	struct talk t;

	open_talk(&t, LANG_EN);
	begin(&t, fixture_form(&t.fixture), false);
	ck_assert_str_eq(t.out.data, "\nA form\n1. Another way\nType a slash for commands: /0 "
				     "back, /? help, /l language, /q leave.\n\nName (required): ");
	say(&t, "\n", "Write a name\nName (required): ");
	say(&t, "0 1\n", "Write a name\nName (required): ");
	say(&t, "Rima\n", "\nNumber\nPress Enter to continue without an answer.\nYour answer: ");
	say(&t, "12\n",
	    "\nOne of them\n1. Option C1\n2. Option C2\nPress Enter to continue without an "
	    "answer.\nA number "
	    "from 1 to 2: ");
	say(&t, "2\n",
	    "\nSeveral\nChoices: 12. Type the first letters of one, or + to see a few at a "
	    "time.\nPress Enter to continue without an "
	    "answer.\nNumbers from 1 to 12 with commas: ");
	say(&t, "1، 3 12\n",
	    "\nA form\n1. Another way\n1 for the choice above, 0 back, ? help, l language, q "
	    "leave: ");
	ck_assert_str_eq(t.fixture.log,
			 "answer 1 ;answer 1 0 1;answer 1 Rima;focus 2;answer 2 12;focus 3;"
			 "answer 3 2;focus 4;answer 4 1,3,12;next;");
	close_talk(&t);
}
END_TEST

START_TEST(an_answer_is_kept_or_emptied)
{
	struct talk t;

	open_talk(&t, LANG_EN);
	snprintf(t.fixture.values[0], sizeof(t.fixture.values[0]), "Rima");
	snprintf(t.fixture.values[1], sizeof(t.fixture.values[1]), "12");
	begin(&t, fixture_form(&t.fixture), false);
	ck_assert_ptr_nonnull(strstr(t.out.data, "\nName (required)\nYour answer so far: Rima\n"
						 "Press Enter to keep it.\nYour answer: "));
	say(&t, "\n",
	    "\nNumber\nYour answer so far: 12\nPress Enter to keep it, or type - to clear "
	    "it.\nYour answer: ");
	feed(&t, "-\n");
	ck_assert_str_eq(t.fixture.log, "answer 1 Rima;focus 2;answer 2 ;focus 3;");
	close_talk(&t);
}
END_TEST

/* A range of one is none. */
START_TEST(one_choice_is_asked_for_by_its_number)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 16);
	struct page p = {.choices = 1};
	const char *said = plain_choice_prompt(a, &p);

	ck_assert_ptr_nonnull(strstr(said, "1 for the choice above"));
	ck_assert_ptr_null(strstr(said, "from 1"));
	p.choices = 2;
	ck_assert_ptr_nonnull(strstr(plain_choice_prompt(a, &p), "from 1 to"));
}
END_TEST

START_TEST(commands)
{
	struct talk t;

	open_talk(&t, LANG_EN);
	begin(&t, fixture_form(&t.fixture), false);
	feed(&t, "/1\n");
	ck_assert_str_eq(t.fixture.log, "choose 7;");
	feed(&t, "?\n");
	ck_assert_ptr_nonnull(strstr(t.out.data, "Ctrl-C"));
	ck_assert_ptr_nonnull(strstr(t.out.data, "ssh -C plain-me@portal.example"));
	ck_assert_ptr_nonnull(strstr(t.out.data, "ssh -C plain@portal.example"));
	ck_assert_ptr_null(
		strstr(t.out.data, " me@portal.example")); /* who hears is not sent to pages */
	feed(&t, "0\n");
	feed(&t, "/l\n");
	ck_assert_ptr_nonnull(strstr(t.out.data, "2. Français\n3. العربية\n"));
	feed(&t, "0\n/q\n");
	ck_assert_ptr_nonnull(strstr(t.out.data, "Leave the portal?"));
	feed(&t, "1\n");
	ck_assert(plain_is_over(t.plain));
	close_talk(&t);
}
END_TEST

/* 0 is an answer where it can be one, else it goes back, and what stood there stays. */
START_TEST(zero_goes_back_where_it_is_no_answer)
{
	struct talk t;

	open_talk(&t, LANG_AR);
	snprintf(t.fixture.values[0], sizeof(t.fixture.values[0]), "Rima");
	begin(&t, fixture_form(&t.fixture), false);
	feed(&t, "0\n");
	ck_assert_str_eq(t.fixture.log, "answer 1 0;answer 1 Rima;back;");
	ck_assert_str_eq(t.fixture.values[0], "Rima");
	t.fixture.log[0] = '\0';
	feed(&t, "Rima\n0\n");
	ck_assert_str_eq(t.fixture.log, "answer 1 Rima;focus 2;answer 2 0;focus 3;");
	/* The slash's key on the Arabic keyboard, and its question mark. */
	t.fixture.log[0] = '\0';
	feed(&t, "ظ٠\nRima\nظل\n");
	ck_assert_str_eq(t.fixture.log, "back;answer 1 Rima;focus 2;answer 2 ظل;focus 3;");
	buffer_clear(&t.out);
	feed(&t, "ظ؟\n");
	ck_assert_ptr_nonnull(strstr(t.out.data, "Ctrl-C"));
	feed(&t, "0\nRima\n؟\n");
	ck_assert_ptr_nonnull(strstr(t.out.data, "Ctrl-C"));
	close_talk(&t);
}
END_TEST

START_TEST(searching_by_lines)
{
	struct talk t;

	open_talk(&t, LANG_EN);
	begin(&t, fixture_search(&t.fixture), false);
	say(&t, "birth 2\n",
	    "\nFind\n1. birth 2 1\n2. birth 2 2\n3. birth 2 3\n"
	    "A number from 1 to 3, words to search for, 0 back, ? help, l language, q leave: ");
	feed(&t, "3\n");
	ck_assert_str_eq(t.fixture.log, "find birth 2;choose 3;");
	close_talk(&t);
}
END_TEST

START_TEST(a_raw_terminal)
{
	struct talk t;

	open_talk(&t, LANG_EN);
	begin(&t, fixture_form(&t.fixture), true);
	ck_assert_ptr_nonnull(strstr(t.out.data, "\r\nName (required): "));
	say(&t, "Ré", "Ré");
	say(&t, "\x7F", "\b \b");
	say(&t, "im\r\n",
	    "im\r\n\r\nNumber\r\nPress Enter to continue without an answer.\r\nYour answer: ");
	say(&t, "12\x15", "12\b \b\b \b");
	say(&t, "\x1B[A\x1B[D\x1B]11;rgb:0/0/0\x07", "");
	say(&t, "3\n",
	    "3\r\n\r\nOne of them\r\n1. Option C1\r\n2. Option C2\r\nPress Enter to continue "
	    "without an "
	    "answer.\r\nA number from 1 to 2: ");
	ck_assert_ptr_nonnull(strstr(t.fixture.log, "answer 1 Rim;"));
	feed(&t, "\x03");
	ck_assert_ptr_nonnull(strstr(t.out.data, "Leave the portal?"));
	feed(&t, "\x04");
	ck_assert(plain_is_over(t.plain));
	close_talk(&t);
}
END_TEST

START_TEST(nothing_but_text_is_sent)
{
	struct talk t;
	uint32_t code;

	open_talk(&t, LANG_AR);
	t.plain = plain_new(&t.fixture.context, false, true, &t.out);
	feed(&t, "3\r?\r0\r");
	ck_assert(utf8_is_valid(t.out.data, t.out.size));
	for (size_t at = 0; at < t.out.size;) {
		at += utf8_decode(t.out.data + at, t.out.size - at, &code);
		ck_assert(code >= 0x20 || code == '\r' || code == '\n');
		ck_assert(code < 0x2066 || code > 0x2069);
		ck_assert(code != 0x640);                  /* tatweel */
		ck_assert(code < 0xFB50 || code > 0xFEFC); /* a voice would spell it */
	}
	plain_end(t.plain);
	ck_assert(plain_is_over(t.plain));
	close_talk(&t);
}
END_TEST

START_TEST(harakat_are_for_the_voice)
{
	struct talk t;

	open_talk(&t, LANG_AR);
	begin(&t, fixture_form(&t.fixture), false);
	snprintf(t.fixture.errors[0], sizeof(t.fixture.errors[0]), "مسودّةٌ قيـــد");
	feed(&t, "\n");
	snprintf(t.fixture.values[0], sizeof(t.fixture.values[0]), "شُبّاك قيـــد");
	feed(&t, "/?\n0\n");
	ck_assert_ptr_nonnull(strstr(t.out.data, "شُبّاك قيد"));
	close_talk(&t);
}
END_TEST

/* Rows of 40 columns are written from left to right and begin at the right. */
START_TEST(lines_for_the_eye)
{
	struct talk t;

	open_talk(&t, LANG_AR);
	t.fixture.context.scene.plain_cols = 41;
	t.plain = plain_new(&t.fixture.context, true, true, &t.out);
	feed(&t, "l\r");
	ck_assert_ptr_nonnull(strstr(t.out.data, "\r\n3. العربية (✓)\r\n"));
	buffer_clear(&t.out);
	feed(&t, "v\r");
	ck_assert_ptr_nonnull(
		strstr(t.out.data, "\r\n                          (✓) ﺔﻴﺑﺮﻌﻟﺍ .3\r\n"));
	ck_assert_ptr_null(strstr(t.out.data, "العربية"));
	/* What is typed: joined anew with each letter, at the right, the cursor left of it. */
	say(&t, "ب",
	    "\r                                       ﺏ"
	    "\r                                      ");
	say(&t, "ا",
	    "\r                                      ﺎﺑ"
	    "\r                                     ");
	buffer_clear(&t.out);
	feed(&t, "\x15x");
	ck_assert_ptr_nonnull(strstr(t.out.data, "\rx                                       \rx"));
	/* The way back to the voice: the letter's key on the Arabic keyboard, or the help. */
	feed(&t, "\x7Fر\r");
	buffer_clear(&t.out);
	feed(&t, "l\r");
	ck_assert_ptr_nonnull(strstr(t.out.data, "\r\n3. العربية (✓)\r\n"));
	feed(&t, "0\r?\r1\r0\rl\r");
	ck_assert_ptr_nonnull(strstr(t.out.data, "(✓) ﺔﻴﺑﺮﻌﻟﺍ .3\r\n"));
	close_talk(&t);
}
END_TEST

START_TEST(the_eye_at_the_door)
{
	struct talk t;

	open_talk(&t, LANG_EN);
	t.plain = plain_new(&t.fixture.context, false, false, &t.out);
	ck_assert_ptr_nonnull(strstr(t.out.data,
				     "3. العربية\n4. العربية: if it is reversed above · "
				     "à l'envers ci-dessus\n1-4, q:"));
	feed(&t, "7\n");
	ck_assert_ptr_nonnull(
		strstr(t.out.data, "Type a number · Tapez un numéro · اكتب رقماً: 1-4\n"));
	feed(&t, "4\nl\n");
	ck_assert_ptr_nonnull(strstr(t.out.data, "(✓) ﺔﻴﺑﺮﻌﻟﺍ .3\n"));
	buffer_clear(&t.out);
	feed(&t, "3\nl\n");
	ck_assert_ptr_nonnull(strstr(t.out.data, "3. العربية (✓)\n"));
	close_talk(&t);
}
END_TEST

/* For the eye a telephone stands as it is dialled; for a voice nothing is added to the text. */
START_TEST(data_in_arabic_lines)
{
	static const char words[] = "مثلاً 03 123456 أو --demo.";
	struct buffer out;
	struct plain_out to = {.out = &out, .visual = true, .cols = 60};

	message_use(LANG_AR);
	buffer_open(&out, 4096);
	plain_line(&to, words);
	ck_assert_ptr_nonnull(strstr(out.data, ".--demo "));
	ck_assert_ptr_nonnull(strstr(out.data, " 03 123456 "));
	buffer_clear(&out);
	to.visual = false;
	plain_line(&to, words);
	ck_assert_str_eq(out.data, "مثلاً 03 123456 أو --demo.\n");
	buffer_close(&out);
}
END_TEST

START_TEST(words_choose_in_a_long_list)
{
	struct talk t;

	open_talk(&t, LANG_EN);
	t.fixture.single = true;
	begin(&t, fixture_form(&t.fixture), false);
	feed(&t, "Rima\n1\n");
	say(&t, "1\n",
	    "\nSeveral\nChoices: 12. Type the first letters of one, or + to see a few at a time.\n"
	    "Press Enter to continue without an answer.\nA number from 1 to 12: ");
	say(&t, "jbeil x\n",
	    "Choose one\nChoices: 12. Type the first letters of one, or + to see a few at a time.\n"
	    "Several, a number from 1 to 12: ");
	say(&t, "b\n",
	    "1. Option D1\n2. Option D2\n3. Option D3\n4. Option D4\n"
	    "Several, a number from 1 to 12: ");
	t.fixture.log[0] = '\0';
	feed(&t, "جبيل\n");
	ck_assert_ptr_nonnull(strstr(t.out.data, "Option D3\n"));
	ck_assert_str_eq(t.fixture.log, "answer 4 3;next;");
	close_talk(&t);
}
END_TEST

START_TEST(an_escape_loses_no_letter)
{
	struct talk t;

	open_talk(&t, LANG_EN);
	begin(&t, fixture_form(&t.fixture), true);
	say(&t, "\x1B", "");
	say(&t, "b", "b");
	say(&t, "\x1B[D", "");
	say(&t, "\uFEFB", "لا"); /* one key, two letters */
	say(&t, " x\x17", " x\b \b");
	close_talk(&t);
}
END_TEST

START_TEST(narrow_terminals_fold_at_their_width)
{
	struct talk t;

	open_talk(&t, LANG_EN);
	stack_context(pages_stack(t.fixture.pages))->scene.plain_cols = 24;
	begin(&t, fixture_form(&t.fixture), true);
	ck_assert_ptr_nonnull(strstr(t.out.data, "Type a slash for\r\ncommands: /0 back, /?\r\n"));
	close_talk(&t);
}
END_TEST

START_TEST(a_long_line_is_refused)
{
	struct talk t;

	open_talk(&t, LANG_EN);
	begin(&t, fixture_form(&t.fixture), false);
	for (int i = 0; i < 1000; i++)
		feed(&t, "abcdefghij");
	say(&t, "\n", "This line is too long.\nName (required): ");
	ck_assert_str_eq(t.fixture.log, "");
	close_talk(&t);
}
END_TEST

START_TEST(a_message_then_the_prompt_again)
{
	struct talk t;

	open_talk(&t, LANG_EN);
	begin(&t, fixture_form(&t.fixture), true);
	say(&t, "Ri", "Ri");
	buffer_clear(&t.out);
	plain_tell(t.plain, "The portal closes.");
	ck_assert_str_eq(t.out.data, "\r\nThe portal closes.\r\nName (required): Ri");
	close_talk(&t);
}
END_TEST

#define CHOICE "A number from 1 to 2, 0 back, ? help, l language, q leave: "

START_TEST(empty_lines_together_are_asked_about_once)
{
	struct talk t;

	open_talk(&t, LANG_EN);
	t.fixture.choices = 2;
	begin(&t, fixture_menu(&t.fixture), false);
	say(&t, "\n\n\r\n\n", CHOICE);
	say(&t, "\n\n7\n\n\n", CHOICE "There is no choice 7. Type 1 or 2.\n" CHOICE CHOICE);
	say(&t, " \n \n", CHOICE CHOICE);
	plain_free(t.plain);
	buffer_clear(&t.out);
	t.plain = plain_over(pages_stack(t.fixture.pages), true, &t.out);
	say(&t, "\r\r\r", "\r\n\r\n\r\n" CHOICE);
	say(&t, "\r\r9", "\r\n\r\n" CHOICE "9");
	say(&t, "\r\r", "\r\nThere is no choice 9. Type 1 or 2.\r\n" CHOICE "\r\n" CHOICE);
	close_talk(&t);
}
END_TEST

#define HANDFUL                                                                                    \
	"1. Option D1\n2. Option D2\n3. Option D3\n4. Option D4\n5. Option D5\n6. Option D6\n"     \
	"7. Option D7\n8. Option D8\n9. Option D9\n9 of 12: + shows the next ones.\n"
#define SEVERAL "Several, a number from 1 to 12: "

/* Handfuls one after the other, then from the beginning; with the numbers that choose. */
START_TEST(a_long_list_is_shown_on_demand)
{
	struct talk t;

	open_talk(&t, LANG_EN);
	t.fixture.single = true;
	begin(&t, fixture_form(&t.fixture), false);
	feed(&t, "Rima\n1\n1\n");
	ck_assert_ptr_null(strstr(t.out.data, "Option D1"));
	say(&t, "+\n", HANDFUL SEVERAL);
	say(&t, "+\n", "10. Option D10\n11. Option D11\n12. Option D12\n" SEVERAL);
	say(&t, "+\n", HANDFUL SEVERAL);
	/* Letters narrow it, and + begins with those that fit. */
	say(&t, "b\n", "1. Option D1\n2. Option D2\n3. Option D3\n4. Option D4\n" SEVERAL);
	say(&t, "+\n", "1. Option D1\n2. Option D2\n3. Option D3\n4. Option D4\n" SEVERAL);
	feed(&t, "?\n"); /* help, as everywhere */
	ck_assert_ptr_nonnull(strstr(t.out.data, "Ctrl-C"));
	t.fixture.log[0] = '\0';
	feed(&t, "0\nRima\n1\n1\n11\n");
	ck_assert_ptr_nonnull(strstr(t.fixture.log, "answer 4 11;"));
	close_talk(&t);
}
END_TEST

static struct page *rows_page(struct arena *a, int tables, int rows)
{
	const struct page_column column = {.label = "Name", .weight = 1};
	struct page *p = page_new(a, "rows", "Rows");

	for (int i = 0; i < tables; i++) {
		page_table(p, &(struct page_table){.columns = &column, .count = 1});
		for (int j = 0; j < rows; j++) {
			const char *name = arena_format(a, "Row %d", j + 1);

			page_row(p, j + 1, &name);
		}
	}
	page_menu(p, 99, "Sort", NULL, NULL);
	return p;
}

/* Nine rows come with a page that is one list; several lists stay with their headings. */
START_TEST(rows_come_in_handfuls)
{
	struct arena *a = arena_new((size_t)1 << 20);
	struct buffer out;
	struct plain_out to = {.out = &out};
	struct page *p = rows_page(a, 1, 20);

	message_use(LANG_EN);
	buffer_open(&out, 1 << 16);
	ck_assert_uint_eq(plain_page(&to, p), 9);
	ck_assert_ptr_nonnull(
		strstr(out.data, "9. Row 9\n9 of 20: + shows the next ones.\n21. Sort\n"));
	ck_assert_ptr_null(strstr(out.data, "Row 10"));
	ck_assert_ptr_nonnull(strstr(plain_choice_prompt(a, p), "1 to 21, + more"));
	buffer_clear(&out);
	ck_assert_uint_eq(plain_page_rows(&to, p, 9), 18);
	ck_assert_ptr_nonnull(strstr(out.data, "10. Row 10\n"));
	ck_assert_ptr_nonnull(strstr(out.data, "18. Row 18\n18 of 20: + shows the next ones.\n"));
	buffer_clear(&out);
	ck_assert_uint_eq(plain_page_rows(&to, p, 18), 0);
	ck_assert_str_eq(out.data, "19. Row 19\n20. Row 20\n");
	for (int i = 0; i < 2; i++) {
		p = i == 0 ? rows_page(a, 1, 9) : rows_page(a, 2, 12);
		buffer_clear(&out);
		ck_assert_uint_eq(plain_page(&to, p), 0);
		ck_assert_ptr_nonnull(strstr(out.data, i == 0 ? "9. Row 9\n" : "24. Row 12\n"));
		ck_assert_ptr_null(strstr(plain_choice_prompt(a, p), "+ more"));
	}
	buffer_close(&out);
	arena_free(a);
}
END_TEST

/* Of several that are chosen letters show those that fit; a whole name is an answer. */
START_TEST(letters_narrow_a_list_of_several)
{
	struct talk t;

	open_talk(&t, LANG_EN);
	begin(&t, fixture_form(&t.fixture), false);
	feed(&t, "Rima\n1\n1\n");
	say(&t, "b\n",
	    "1. Option D1\n2. Option D2\n3. Option D3\n4. Option D4\n"
	    "Several, numbers from 1 to 12 separated by commas: ");
	t.fixture.log[0] = '\0';
	feed(&t, "beirut\n");
	ck_assert_str_eq(t.fixture.log, "answer 4 beirut;next;");
	close_talk(&t);
}
END_TEST

START_TEST(a_wrong_number_is_told)
{
	struct talk t;

	open_talk(&t, LANG_EN);
	t.fixture.choices = 0;
	begin(&t, fixture_menu(&t.fixture), false);
	say(&t, "7\n", "There is nothing to choose here.\n0 back, ? help, l language, q leave: ");
	close_talk(&t);
}
END_TEST

START_TEST(numbers_are_said_in_groups)
{
	struct arena *a = arena_new(4096);

	ck_assert_str_eq(plain_spoken(a, "15267291465473"), "1526 7291 4654 73");
	ck_assert_str_eq(plain_spoken(a, "477387"), "477 387");
	ck_assert_str_eq(plain_spoken(a, "73"), "73");
	ck_assert_str_eq(plain_spoken(a, "LB-12345"), "LB-12345");
	arena_free(a);
}
END_TEST

SUITE(plain, one_choice_is_asked_for_by_its_number, a_long_list_is_shown_on_demand,
      rows_come_in_handfuls, letters_narrow_a_list_of_several, a_wrong_number_is_told,
      numbers_are_said_in_groups, a_menu, questions_one_after_another, an_answer_is_kept_or_emptied,
      commands, zero_goes_back_where_it_is_no_answer, searching_by_lines, a_raw_terminal,
      nothing_but_text_is_sent, harakat_are_for_the_voice, lines_for_the_eye, the_eye_at_the_door,
      data_in_arabic_lines, words_choose_in_a_long_list, an_escape_loses_no_letter,
      narrow_terminals_fold_at_their_width, a_long_line_is_refused, a_message_then_the_prompt_again,
      empty_lines_together_are_asked_about_once)
