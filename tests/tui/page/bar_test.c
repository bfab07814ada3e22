/* bar_test.c - the head of a page on a narrow screen: where one is, and the title. */
#include "tests/tui/fixture.h"

#include "tui/page/layout.h"

static void expect(struct page *p, const struct layout_for *to, int cols, const char *words)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)32 << 20);
	struct position at = {.number = -1};
	struct buffer out;
	int rows;

	buffer_open(&out, (size_t)1 << 20);
	print_grid(layout_page(a, p, to, &at, cols, 15, &rows), &out);
	ck_assert_msg(strstr(out.data, words) != NULL, "\"%s\" is not in\n%s", words, out.data);
	buffer_close(&out);
}

/* There is no room for both, and a guest is nobody in particular. */
START_TEST(where_one_is_goes_before_a_guest)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	struct page *p = page_new(a, "test", "Titre");
	struct layout_for to = {.lang = LANG_EN, .trying = true, .guest = true, .who = "Visiteur"};

	p->trail = "Constitution d'une association";
	expect(p, &to, 40, " Shubbak (trial) · Constitution…     EN\n");
	expect(p, &to, 80, "(trial) · Constitution d'une association");
	expect(p, &to, 80, "Visiteur · EN\n");
	to.guest = false;
	to.who = "Rana";
	expect(p, &to, 40, "Rana · EN\n");
}
END_TEST

START_TEST(no_word_is_cut_where_its_beginning_is_long_enough)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	struct page *p = page_new(a, "test", "Title");
	const struct layout_for to = {.lang = LANG_EN, .who = "Guest"};

	p->trail = "Establishment of an association by notification";
	expect(p, &to, 70, " · Establishment of an association by…  ");
}
END_TEST

START_TEST(a_title_has_three_rows)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	const struct layout_for to = {.lang = LANG_EN, .who = "Guest"};

	expect(page_new(a, "test",
			"Permission for media to report at military sites, the airport, ports or "
			"borders"),
	       &to, 40, "\n military sites, the airport, ports or\n borders\n");
}
END_TEST

SUITE(bar, where_one_is_goes_before_a_guest, no_word_is_cut_where_its_beginning_is_long_enough,
      a_title_has_three_rows)
