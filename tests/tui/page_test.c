/* page_test.c - blocks stand in order, choices are numbered, grids print. */
#include "tests/unit.h"

#include "tui/page.h"
#include "tui/print.h"

START_TEST(numbers_choices_in_page_order)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);
	struct page *p = page_new(a, "test", "Title");
	const struct field f = {.id = 7, .label = "Name"};

	page_text(p, TONE_PLAIN, "words");
	page_menu(p, 10, "one", NULL, NULL);
	page_pair(p, "label", "value", 0);
	page_pair(p, "label", "value", 11);
	page_menu(p, 0, "not a choice", NULL, NULL);
	page_field(p, &f);
	ck_assert_int_eq(p->choices, 2);
	ck_assert_int_eq(page_choice(p, 1)->act, 10);
	ck_assert_int_eq(page_choice(p, 2)->act, 11);
	ck_assert_ptr_null(page_choice(p, 0));
	ck_assert_ptr_null(page_choice(p, 3));
	ck_assert_uint_eq(page_field_count(p), 1);
	ck_assert_str_eq(page_field_block(p, 7)->field->value, "");
	ck_assert_ptr_null(page_field_block(p, 1));
}
END_TEST

START_TEST(a_grid_prints_as_text)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);
	struct grid *g = grid_new(a, 5, 2);
	struct buffer out;

	buffer_open(&out, 1000);
	grid_at(g, 0, 1)->glyph.code[0] = 0xE9;
	grid_at(g, 1, 0)->glyph.code[0] = 0x4E00;
	grid_at(g, 1, 0)->glyph.cols = 2;
	grid_at(g, 1, 1)->glyph.cols = 0;
	ck_assert_ptr_null(grid_at(g, 2, 0));
	ck_assert_ptr_null(grid_at(g, 0, 5));
	print_grid(g, &out);
	ck_assert_str_eq(out.data, " é\n一\ncursor -1 -1\n");
	buffer_close(&out);
}
END_TEST

SUITE(page, numbers_choices_in_page_order, a_grid_prints_as_text)
