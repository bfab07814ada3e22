/* page_test.c - blocks stand in order, choices are numbered, grids print. */
#include "tests/unit.h"

#include "tui/page/page.h"
#include "tui/page/print.h"

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

/* A row of 日本, then one glyph on it, as text. */
static void check_cover(int col, uint32_t code, uint8_t cols, const char *row)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);
	struct grid *g = grid_new(a, 5, 1);
	struct buffer out;

	buffer_open(&out, 1000);
	grid_put(g, 0, 0, &(struct bidi_cell){{0x65E5}, 2, 0}, STYLE_PLAIN);
	grid_put(g, 0, 2, &(struct bidi_cell){{0x672C}, 2, 0}, STYLE_PLAIN);
	grid_put(g, 0, col, &(struct bidi_cell){{code}, cols, 0}, STYLE_PLAIN);
	print_grid(g, &out);
	*strchr(out.data, '\n') = '\0';
	ck_assert_str_eq(out.data, row);
	buffer_close(&out);
}

START_TEST(half_a_wide_letter_is_a_blank)
{
	check_cover(0, 'x', 1, "x 本");
	check_cover(1, 'x', 1, " x本");
	check_cover(3, 'x', 1, "日 x");
	check_cover(4, 'x', 1, "日本x");
	check_cover(1, 0x4E00, 2, " 一");
	check_cover(3, 0x4E00, 2, "日 一");
	check_cover(4, 0x4E00, 2, "日本"); /* it does not fit */
	check_cover(5, 'x', 1, "日本");
	check_cover(-1, 'x', 1, "日本");
}
END_TEST

SUITE(page, numbers_choices_in_page_order, a_grid_prints_as_text, half_a_wide_letter_is_a_blank)
