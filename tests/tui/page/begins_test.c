/* begins_test.c - where a page begins on a low screen: at its top, if what is asked is seen there.
 */
#include "tests/tui/fixture.h"

#include "tui/face/edit.h"
#include "tui/page/layout.h"

struct sight {
	struct arena *arena;
	struct page *page;
	struct position at;
	struct edit edit;
	struct buffer text;
};

static void open_sight(struct sight *s)
{
	*s = (struct sight){.at = {.number = -1}};
	s->arena = arena_new((size_t)32 << 20);
	s->page = page_new(s->arena, "test", "Title");
	edit_open(&s->edit, "", DIRECTION_LTR, false, 1);
	buffer_open(&s->text, (size_t)1 << 20);
	message_use(LANG_EN);
}

static void close_sight(struct sight *s)
{
	edit_close(&s->edit);
	buffer_close(&s->text);
	arena_free(s->arena);
}

static void expect(struct sight *s, const char *words, bool there)
{
	const struct layout_for to = {.lang = LANG_EN, .who = "Guest"};
	int rows;

	buffer_clear(&s->text);
	print_grid(layout_page(s->arena, s->page, &to, &s->at, 40, 15, &rows), &s->text);
	ck_assert_msg((strstr(s->text.data, words) != NULL) == there, "\"%s\" is %s\n%s", words,
		      there ? "not in" : "in", s->text.data);
}

/* What had been scrolled by a row for a message begins at its top again when it is made anew. */
START_TEST(a_page_made_anew_begins_at_its_top)
{
	struct sight s;

	open_sight(&s);
	page_text(s.page, TONE_PLAIN, "The beginning");
	for (int i = 0; i < 20; i++)
		page_menu(s.page, 1, arena_format(s.arena, "Item %c", 'A' + i), NULL, NULL);
	s.at.choice = 2;
	s.at.top = 1;
	expect(&s, "The beginning", false);
	s.at.anew = true;
	expect(&s, "The beginning", true);
	s.at.top = 1;
	s.at.loose = s.at.anew = true; /* read on by hand */
	expect(&s, "The beginning", false);
	s.at.loose = false;
	s.at.choice = 18; /* it is not seen from there */
	s.at.anew = true;
	expect(&s, "The beginning", false);
	close_sight(&s);
}
END_TEST

START_TEST(a_long_help_hides_no_question)
{
	struct field f = {.id = 1,
			  .kind = FIELD_LINE,
			  .label = "The question",
			  .help = "The words that help.",
			  .value = "",
			  .required = true,
			  .lines = 1};
	struct sight s;

	open_sight(&s);
	s.at.field = 1;
	s.at.edit = &s.edit;
	page_field(s.page, &f);
	expect(&s, "The question\n The words that help.\n", true);
	s.page = page_new(s.arena, "test", "Title");
	for (int i = 0; i < 20; i++)
		f.help = arena_format(s.arena, "%s They go on and on.", f.help);
	page_field(s.page, &f);
	expect(&s, "\n The question\n\n The words that help.", true);
	close_sight(&s);
}
END_TEST

/* What was just told is seen above a question that does not fit below it. */
START_TEST(what_was_told_is_seen_first)
{
	struct field f = {.id = 1,
			  .kind = FIELD_LINE,
			  .label = "The question",
			  .value = "",
			  .required = true,
			  .lines = 1};
	struct sight s;

	open_sight(&s);
	s.at = (struct position){.number = -1, .field = 1, .fresh = true, .edit = &s.edit};
	page_notice(s.page, NOTICE_DONE, "It is done.");
	for (int i = 0; i < 12; i++)
		page_bullet(s.page, "Words");
	page_field(s.page, &f);
	expect(&s, "It is done.", true);
	s.at.fresh = false;
	expect(&s, "The question", true);
	close_sight(&s);
}
END_TEST

SUITE(begins, a_page_made_anew_begins_at_its_top, a_long_help_hides_no_question,
      what_was_told_is_seen_first)
