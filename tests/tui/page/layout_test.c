/* layout_test.c - pages in cells: folded, mirrored, stacked, scrolled, and never cut in silence. */
#include "tests/tui/fixture.h"

#include "tui/page/layout.h"
#include "tui/face/edit.h"

struct sight {
	struct arena *arena;
	struct layout_for x;
	struct page *page;
	struct position at;
	struct edit edit;
	struct buffer text;
	int rows; /* of the whole body */
};

static void open_sight(struct sight *s, enum lang lang)
{
	*s = (struct sight){.at = {.number = -1}};
	s->arena = arena_new((size_t)32 << 20);
	s->x = (struct layout_for){.lang = lang, .who = "Guest"};
	s->page = page_new(s->arena, "test", "Title");
	buffer_open(&s->text, (size_t)1 << 20);
	message_use(lang);
}

static void close_sight(struct sight *s)
{
	edit_close(&s->edit);
	buffer_close(&s->text);
	arena_free(s->arena);
}

static const struct grid *look(struct sight *s, int cols, int rows)
{
	const struct grid *g = layout_page(s->arena, s->page, &s->x, &s->at, cols, rows, &s->rows);

	buffer_clear(&s->text);
	print_grid(g, &s->text);
	return g;
}

static void expect(struct sight *s, int cols, int rows, const char *words)
{
	look(s, cols, rows);
	ck_assert_msg(strstr(s->text.data, words) != NULL, "\"%s\" is not in\n%s", words,
		      s->text.data);
}

START_TEST(pairs_beside_and_stacked)
{
	struct sight s;

	open_sight(&s, LANG_EN);
	page_pair(s.page, "Fee", "Free of charge", 0);
	page_pair(s.page, "Where it is asked for", "The registry office of your place", 5);
	expect(&s, 80, 24, "\n  Fee                    Free of charge\n");
	expect(&s, 80, 24, "\n  1  Where it is asked for  The registry office of your place\n");
	expect(&s, 40, 15, "\n Fee\n   Free of charge\n");
	expect(&s, 40, 15,
	       "\n 1  Where it is asked for\n      The registry office of your place\n");
	close_sight(&s);
}
END_TEST

/* What explains a pair's value stands below that value, also where the pair has a number. */
START_TEST(a_note_stands_below_its_value)
{
	struct sight s;

	open_sight(&s, LANG_EN);
	page_pair(s.page, "Name", "Dr. Zeina", 5);
	page_text(s.page, TONE_QUIET, "As on the card?");
	page_pair(s.page, "Fee", "0.500 TND", 0);
	page_text(s.page, TONE_QUIET, "Each copy");
	expect(&s, 80, 24, "\n  1  Name        Dr. Zeina\n                 As on the card?\n");
	expect(&s, 80, 24, "\n  Fee         0.500 TND\n              Each copy\n");
	page_gap(s.page);
	page_text(s.page, TONE_QUIET, "Of the page");
	expect(&s, 80, 24, "\n              Each copy\n\n  Of the page\n");
	expect(&s, 40, 15, "\n 1  Name\n      Dr. Zeina\n      As on the card?\n");
	close_sight(&s);
}
END_TEST

/* A table of two rows; `stacked` at every width. */
static void put_table(struct sight *s, bool stacked, int act)
{
	static const struct page_column columns[] = {
		{.label = "Name", .weight = 1},
		{.label = "Fee", .value = VALUE_NUMBER, .weight = 3},
		{.label = "Never", .weight = 2},
		{.label = "State", .value = VALUE_STATE, .weight = 2, .bare = true}};

	page_table(s->page,
		   &(struct page_table){.columns = columns, .count = 4, .stacked = stacked});
	page_row(s->page, act, (const char *const[]){"Extract", "7,500", NULL, "Draft"});
	page_row(s->page, act, (const char *const[]){"Passport", "10", "", "Done"})->marked = true;
}

START_TEST(a_table_has_columns_or_pairs)
{
	struct sight s;

	open_sight(&s, LANG_EN);
	put_table(&s, false, 4);
	ck_assert_str_eq(page_choice(s.page, 2)->label, "Passport");
	expect(&s, 80, 24, "\n     Name        Fee  State\n"); /* the empty column is left out */
	expect(&s, 80, 24, "\n  1  Extract   7,500  Draft\n");
	expect(&s, 80, 24, "\n  2\u2713 Passport     10  Done\n");
	expect(&s, 40, 15, "\n 1  Extract                       Draft\n    Fee: 7,500\n");
	close_sight(&s);
	open_sight(&s, LANG_EN);
	put_table(&s, true, 0);
	expect(&s, 80, 24,
	       "\n  Extract                                                                "
	       "Draft\n  Fee: 7,500\n");
	expect(&s, 80, 24, "\n  Passport ");
	close_sight(&s);
}
END_TEST

START_TEST(columns_without_room_stand_below_their_row)
{
	static const struct page_column columns[] = {
		{.label = "First", .value = VALUE_CODE, .weight = 3, .bare = true},
		{.label = "Name", .weight = 1},
		{.label = "Third", .value = VALUE_CODE, .weight = 2},
		{.label = "Fourth", .value = VALUE_CODE, .weight = 4}};
	static const char code[] = "a code of twenty-four!!!";
	struct sight s;

	open_sight(&s, LANG_EN);
	page_table(s.page, &(struct page_table){.columns = columns, .count = 4});
	page_row(s.page, 1, (const char *const[]){code, "A name that is folded here", code, code});
	expect(&s, 80, 24,
	       "\n     Name                        Third\n"
	       "  1  A name that is folded here  a code of twenty-four!!!\n"
	       "     a code of twenty-four!!! \u00B7 Fourth: a code of twenty-four!!!\n");
	expect(&s, 70, 24, "\n     Name                        Third\n");
	expect(&s, 104, 24, "First                     Name                        Third\n");
	close_sight(&s);
}
END_TEST

START_TEST(arabic_is_the_mirror)
{
	struct sight s;
	const struct grid *g;

	open_sight(&s, LANG_AR);
	page_menu(s.page, 1, "ab", "cd", "ef");
	page_pair(s.page, "label", "2026-03-14", 0);
	page_bullet(s.page, "خدمة (1)");
	page_code(s.page, "ssh me@portal");
	g = look(&s, 80, 24);
	ck_assert_uint_eq(grid_at(g, 3, 77)->glyph.code[0], '1');
	ck_assert_uint_eq(grid_at(g, 3, 73)->glyph.code[0], 'a');
	ck_assert_uint_eq(grid_at(g, 3, 74)->glyph.code[0], 'b');
	ck_assert_uint_eq(grid_at(g, 3, 3)->glyph.code[0], 'f');
	ck_assert_uint_eq(grid_at(g, 0, 2)->glyph.code[0], 'A'); /* the language at the far edge */
	ck_assert_ptr_nonnull(strstr(s.text.data, "2026-03-14       label\n"));
	ck_assert_ptr_nonnull(strstr(s.text.data, "(1) ﺔﻣﺪﺧ •\n"));
	ck_assert_ptr_nonnull(strstr(s.text.data, "ssh me@portal"));
	close_sight(&s);
}
END_TEST

START_TEST(text_folds_and_isolates_go_on)
{
	struct sight s;

	open_sight(&s, LANG_EN);
	page_text(s.page, TONE_PLAIN,
		  bidi_isolate(s.arena, "one two three four five six seven eight nine ten"));
	expect(&s, 24, 12, "\n one two three four\n five six seven eight\n nine ten\n");
	expect(&s, 132, 50, "one two three four five six seven eight nine ten\n");
	close_sight(&s);
}
END_TEST

/* The mark between two values stands at the end of its row, which reading comes to last. */
START_TEST(a_folded_list_of_values_keeps_its_order)
{
	struct sight s;

	open_sight(&s, LANG_AR);
	page_text(s.page, TONE_PLAIN,
		  FILL(s.arena, "{head} · هنا",
		       {"head", FILL(s.arena, "{who} · الرسم: {fee}", {"who", "وزارة الداخلية"},
				     {"fee", "80.000"})}));
	expect(&s, 20, 12, "  · ﺔﻴﻠﺧﺍﺪﻟﺍ ﺓﺭﺍﺯﻭ\n");
	close_sight(&s);
}
END_TEST

START_TEST(a_long_title_is_cut_with_a_mark)
{
	struct sight s;

	open_sight(&s, LANG_EN);
	s.page->title = "a title of many words that goes on and on until there is no room left";
	expect(&s, 24, 8, "\n a title of many words\n that goes on and on u…\n");
	close_sight(&s);
}
END_TEST

START_TEST(stages_and_notices_have_signs)
{
	struct sight s;

	open_sight(&s, LANG_EN);
	page_notice(s.page, NOTICE_ERROR, "wrong");
	page_notice(s.page, NOTICE_DONE, "right");
	page_stage(s.page, MARK_DONE, "sent", "1 March");
	page_stage(s.page, MARK_NOW, "checked", NULL);
	page_stage(s.page, MARK_TODO, "decided", NULL);
	expect(&s, 80, 24, "  ✗ wrong\n\n  ✓ right\n\n  ✓ sent        1 March\n  ● checked\n");
	close_sight(&s);
}
END_TEST

START_TEST(large_numbers)
{
	struct sight s;

	open_sight(&s, LANG_EN);
	page_big(s.page, "12345678901234");
	page_big(s.page, "123456");
	expect(&s, 40, 15, "1 2 3 4   5 6 7 8   9 0 1 2   3 4\n\n   1 2 3   4 5 6\n");
	expect(&s, 24, 12, "1234 5678 9012 34\n");
	close_sight(&s);
}
END_TEST

/* A field of one line with this text, in a window of 24 columns. */
static const struct grid *type(struct sight *s, const char *text, size_t cursor, bool ltr,
			       enum field_kind kind)
{
	const struct field f = {
		.id = 1, .kind = kind, .label = "L", .required = true, .ltr = ltr, .lines = 3};

	page_field(s->page, &f);
	edit_open(&s->edit, text, lang_direction(s->x.lang), ltr, 3);
	s->edit.at = cursor;
	s->at.field = 1;
	s->at.edit = &s->edit;
	return look(s, 24, 10);
}

START_TEST(a_long_answer_scrolls_in_its_field)
{
	static const char text[] = "abcdefghijklmnopqrstuvwxyz0123456789";
	struct sight s;
	const struct grid *g;

	for (size_t cursor = 0; cursor <= sizeof(text) - 1; cursor++) {
		open_sight(&s, LANG_EN);
		g = type(&s, text, cursor, false, FIELD_LINE);
		ck_assert_int_eq(g->cursor_row, 3);
		ck_assert_int_ge(g->cursor_col, 1);
		ck_assert_int_lt(g->cursor_col, 23);
		ck_assert(grid_at(g, 3, g->cursor_col)->glyph.code[0] ==
			  (uint32_t)(unsigned char)(text[cursor] != '\0' ? text[cursor] : ' '));
		ck_assert(grid_at(g, 3, 1)->glyph.code[0] == 0x2026 ||
			  grid_at(g, 3, 1)->glyph.code[0] == 'a');
		close_sight(&s);
	}
}
END_TEST

START_TEST(a_long_arabic_answer_scrolls_too)
{
	static const char text[] = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي";
	struct sight s;
	const struct grid *g;

	for (size_t cursor = 0; cursor <= sizeof(text) - 1; cursor += 2) {
		uint32_t first, last;

		open_sight(&s, LANG_AR);
		g = type(&s, text, cursor, false, FIELD_LINE);
		ck_assert_int_eq(g->cursor_row, 3);
		ck_assert_int_ge(g->cursor_col, 1);
		ck_assert_int_le(g->cursor_col, 22);
		first = grid_at(g, 3, 22)->glyph.code[0];
		last = grid_at(g, 3, 1)->glyph.code[0];
		ck_assert(cursor <= 19 * 2 ? first != 0x2026 : first == 0x2026);
		ck_assert(cursor == sizeof(text) - 1 ? last != 0x2026 : true);
		ck_assert(cursor == 0 ? last == 0x2026 : true);
		close_sight(&s);
	}
}
END_TEST

START_TEST(the_cursor_stands_where_the_next_letter_will)
{
	struct sight s;
	const struct grid *g;

	open_sight(&s, LANG_AR);
	g = type(&s, "سلام", strlen("سلام"), false, FIELD_LINE);
	ck_assert_int_eq(g->cursor_col, 18); /* four letters from column 22 leftwards */
	ck_assert_uint_eq(grid_at(g, 3, 22)->glyph.code[0], 0xFEB3);
	close_sight(&s);
	open_sight(&s, LANG_AR);
	g = type(&s, "سلام", 2, false, FIELD_LINE);
	ck_assert_int_eq(g->cursor_col, 21);
	close_sight(&s);
	/* A Latin name stands at the Arabic edge, and the next letter goes to its right. */
	open_sight(&s, LANG_AR);
	g = type(&s, "Rima", 4, false, FIELD_LINE);
	ck_assert_uint_eq(grid_at(g, 3, 18)->glyph.code[0], 'R');
	ck_assert_int_eq(g->cursor_col, 22);
	ck_assert_int_eq(grid_at(g, 3, 1)->style, STYLE_FIELD);
	close_sight(&s);
	open_sight(&s, LANG_EN);
	g = type(&s, "سلام", strlen("سلام"), false, FIELD_LINE);
	ck_assert_uint_eq(grid_at(g, 3, 5)->glyph.code[0], 0xFEB3);
	ck_assert_int_eq(g->cursor_col, 1);
	ck_assert_int_eq(grid_at(g, 3, 22)->style, STYLE_FIELD);
	close_sight(&s);
	/* In several lines each paragraph runs its own way. */
	open_sight(&s, LANG_AR);
	g = type(&s, "سلام\nhello.", strlen("سلام\nhello."), false, FIELD_LINES);
	ck_assert_uint_eq(grid_at(g, 3, 22)->glyph.code[0], 0xFEB3);
	ck_assert_uint_eq(grid_at(g, 4, 1)->glyph.code[0], 'h');
	ck_assert_int_eq(g->cursor_row, 4);
	ck_assert_int_eq(g->cursor_col, 7);
	close_sight(&s);
	open_sight(&s, LANG_AR);
	g = type(&s, "0312", 4, true, FIELD_LINE);
	ck_assert_int_eq(g->cursor_col, 5);
	close_sight(&s);
	open_sight(&s, LANG_EN);
	g = type(&s, "one two three four five\nsix ", 28, false, FIELD_LINES);
	ck_assert_int_eq(g->cursor_row, 5);
	ck_assert_int_eq(g->cursor_col, 5);
	close_sight(&s);
	open_sight(&s, LANG_EN);
	g = type(&s, "1234", 4, true, FIELD_SECRET);
	ck_assert_ptr_null(strstr(s.text.data, "1234"));
	ck_assert_ptr_nonnull(strstr(s.text.data, "••••"));
	ck_assert_int_eq(g->cursor_col, 5);
	close_sight(&s);
}
END_TEST

START_TEST(errors_stand_at_the_question_and_at_the_top)
{
	struct sight s;
	const struct field f = {
		.id = 1, .label = "Name", .required = true, .error = "Write it", .lines = 1};

	open_sight(&s, LANG_EN);
	page_text(s.page, TONE_PLAIN, "words");
	page_field(s.page, &f);
	expect(&s, 80, 24, "✗ Please correct the following:\n    Name: Write it\n");
	expect(&s, 80, 24, "  Name\n  ✗ Write it\n");
	close_sight(&s);
}
END_TEST

START_TEST(the_focus_is_always_seen)
{
	struct sight s;

	open_sight(&s, LANG_EN);
	for (int i = 1; i <= 40; i++)
		page_menu(s.page, i, arena_format(s.arena, "Item %d", i), "detail", NULL);
	for (int i = 1; i <= 40; i++) {
		s.at.choice = i;
		look(&s, 24, 8);
		ck_assert_ptr_nonnull(
			strstr(s.text.data, arena_format(s.arena, ">%2d  Item %d", i, i)));
	}
	ck_assert_int_eq(s.rows, 80);
	s.at.loose = true;
	s.at.top = 0;
	look(&s, 24, 8);
	ck_assert_ptr_nonnull(strstr(s.text.data, "  1  Item 1"));
	close_sight(&s);
}
END_TEST

START_TEST(a_code_is_whole_or_in_words)
{
	struct sight s;

	open_sight(&s, LANG_EN);
	page_qr(s.page, "https://portal.example/12345678901234", NULL);
	look(&s, 80, 24);
	ck_assert_ptr_nonnull(strstr(s.text.data, "█"));
	ck_assert_ptr_nonnull(strstr(s.text.data, "12345678901234"));
	look(&s, 40, 15);
	ck_assert_ptr_null(strstr(s.text.data, "█"));
	ck_assert_ptr_nonnull(strstr(s.text.data, "12345678901234"));
	close_sight(&s);
}
END_TEST

/* Rows of the screen that hold black modules. */
static int rows_of_code(const struct sight *s)
{
	int rows = 0;

	for (const char *line = s->text.data, *end; *line != '\0'; line = end + (*end != '\0')) {
		bool black = false;

		end = line + strcspn(line, "\n");
		for (const char *c = line; c < end; c++)
			black = black || strncmp(c, "▀", 3) == 0 || strncmp(c, "▄", 3) == 0 ||
				strncmp(c, "█", 3) == 0;
		rows += black;
	}
	return rows;
}

/* A reference's code has 21 modules, two in a row of the screen, and a white edge. */
START_TEST(a_page_of_its_own_holds_a_code)
{
	for (int lang = 0; lang < LANG_COUNT; lang++) {
		struct sight s;

		open_sight(&s, (enum lang)lang);
		s.page->whole = s.page->wants_back = true;
		page_qr(s.page, "12345678901234", NULL);
		look(&s, 40, 15);
		ck_assert_int_eq(rows_of_code(&s), 11);
		ck_assert_int_le(s.rows, s.at.height);
		look(&s, 80, 24);
		ck_assert_int_eq(rows_of_code(&s), 11);
		ck_assert_ptr_nonnull(strstr(s.text.data, "12345678901234"));
		look(&s, 40, 14);
		ck_assert_int_eq(rows_of_code(&s), 0);
		close_sight(&s);
	}
}
END_TEST

START_TEST(a_window_for_a_code_is_told)
{
	struct sight s;

	open_sight(&s, LANG_EN);
	s.page->whole = s.page->wants_back = true;
	page_qr(s.page, "12345678901234", NULL);
	s.page->trail = "Somewhere";
	s.page->title = "QR code";
	expect(&s, 40, 15, " Shubbak · QR code "); /* no row is free for it */
	expect(&s, 40, 14, "window of\n 27 columns and 15 rows at least.");
	expect(&s, 24, 24, "27 columns");
	close_sight(&s);
}
END_TEST

/* --- what Enter does, and messages ------------------------------------------------------------ */

/* The hints of a page with one choice and this question (NULL: none), `choice` of which is marked.
 */
static void check_hints(const struct field *f, int choice, const char *next, const char *hints)
{
	struct sight s;

	open_sight(&s, LANG_EN);
	page_menu(s.page, 1, "Item", NULL, NULL);
	if (f != NULL)
		page_field(s.page, f);
	s.page->next_label = next;
	s.at.field = f == NULL ? 0 : f->id;
	s.at.choice = choice;
	/* In a question its choices are another key away. */
	expect(&s, 80, 24,
	       arena_format(s.arena, "\n  %s%s? Help · Ctrl-L Language\n", hints,
			    f == NULL ? "" : "Tab to 1 · "));
	close_sight(&s);
}

START_TEST(hints_say_what_enter_does)
{
	static const struct option options[] = {{.label = "One"}, {.label = "Two"}};
	static const struct option chosen[] = {{.label = "One", .chosen = true}, {.label = "Two"}};
	struct field f = {.id = 1,
			  .kind = FIELD_CHOICES,
			  .label = "Some",
			  .value = "",
			  .required = true,
			  .options = options,
			  .option_count = 2};

	check_hints(NULL, 0, NULL, "1 Choose · ");
	check_hints(NULL, 1, NULL, "Enter Choose 1 · ");
	check_hints(&f, 0, NULL, "1-2 Mark · Enter Next · ");
	check_hints(&f, 2, "Continue", "1-2 Mark · Enter Continue · ");
	f.option_count = 1;
	check_hints(&f, 0, "Continue", "1 Mark · Enter Continue · ");
	f.option_count = 2;
	f.kind = FIELD_CHOICE;
	check_hints(&f, 0, "Continue", "1-2 Choose · "); /* without an answer Enter does nothing */
	check_hints(&f, 2, "Continue", "Enter Choose 2 · ");
	f.options = chosen;
	check_hints(&f, 0, "Continue", "Enter Continue · ");
	f.options = options;
	f.required = false;
	check_hints(&f, 0, NULL, "Enter Next · ");
}
END_TEST

START_TEST(hints_of_a_search)
{
	struct sight s;

	open_sight(&s, LANG_EN);
	s.page->searches = true;
	edit_open(&s.edit, "passport", DIRECTION_LTR, false, 1);
	s.at.edit = &s.edit;
	expect(&s, 80, 24, "\n  Enter Search · ? Help");
	s.page->search = "passport";
	expect(&s, 80, 24, "\n  ? Help");
	page_menu(s.page, 1, "Found while it was typed", NULL, NULL);
	expect(&s, 80, 24, "\n  Enter Search · ? Help");
	s.at.searched = true;
	expect(&s, 80, 24, "\n  1 Choose · ? Help");
	close_sight(&s);
}
END_TEST

START_TEST(messages_are_never_cut)
{
	static const char message[] = "There is no more room in this answer: what did not fit was "
				      "left out.";
	struct sight s;

	open_sight(&s, LANG_EN);
	s.at.message = message;
	expect(&s, 40, 15,
	       "\n There is no more room in this answer:\n what did not fit was left out.\n");
	expect(&s, 80, 24, message);
	ck_assert_ptr_null(strstr(s.text.data, "…"));
	close_sight(&s);
}
END_TEST

/* A message of two rows takes one from the body: what it would hide is scrolled to. */
START_TEST(messages_hide_no_choice)
{
	struct sight s;

	open_sight(&s, LANG_EN);
	for (int i = 0; i < 11; i++)
		page_menu(s.page, 1, arena_format(s.arena, "Item %c", 'A' + i), NULL, NULL);
	expect(&s, 40, 15, "\n 11  Item K\n");
	ck_assert_ptr_null(strstr(s.text.data, "\u25BC"));
	s.at.message = "There is no more room in this answer: what did not fit was left out.";
	expect(&s, 40, 15, "\u25BC\n There is no more room in this answer:\n");
	s.at.top = 2;
	expect(&s, 40, 15, "\n 11  Item K\n There is no more room in this answer:\n");
	close_sight(&s);
}
END_TEST

START_TEST(any_size_holds)
{
	struct sight s;
	const struct option options[] = {{.label = "أول", .chosen = true},
					 {.label = "second option with words"}};
	const struct field f = {.id = 1,
				.kind = FIELD_CHOICES,
				.label = "اختر",
				.options = options,
				.option_count = 2};

	for (int lang = 0; lang < LANG_COUNT; lang++)
		for (int cols = 20; cols <= 200; cols += 3)
			for (int rows = 5; rows <= 60; rows += 5) {
				open_sight(&s, (enum lang)lang);
				s.page->trail = "somewhere in the portal, far from home";
				page_text(s.page, TONE_PLAIN,
					  "words و كلمات "
					  "在這裡 and more");
				page_menu(s.page, 1, "خدمة with details", "detail", "Done");
				page_field(s.page, &f);
				s.at.field = rows % 2;
				look(&s, cols, rows);
				ck_assert_int_gt(s.at.height, 0);
				close_sight(&s);
			}
}
END_TEST

SUITE(layout, a_table_has_columns_or_pairs, columns_without_room_stand_below_their_row,
      pairs_beside_and_stacked, a_note_stands_below_its_value, arabic_is_the_mirror,
      text_folds_and_isolates_go_on, a_folded_list_of_values_keeps_its_order,
      a_long_title_is_cut_with_a_mark, stages_and_notices_have_signs, large_numbers,
      a_long_answer_scrolls_in_its_field, a_long_arabic_answer_scrolls_too,
      the_cursor_stands_where_the_next_letter_will, errors_stand_at_the_question_and_at_the_top,
      the_focus_is_always_seen, a_code_is_whole_or_in_words, a_page_of_its_own_holds_a_code,
      a_window_for_a_code_is_told, hints_say_what_enter_does, hints_of_a_search,
      messages_are_never_cut, messages_hide_no_choice, any_size_holds)
