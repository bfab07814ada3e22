/* number_test.c - a reference number that is typed where digits choose or search: it leads to
 * tracking, with all of its digits. */
#include "tests/tui/golden.h"

/* Typed at home in this language, each key so many milliseconds behind the one before. */
static void type_at_home(struct visit *v, enum lang lang, const char *before, const char *number,
			 int after)
{
	golden_open(v, lang, 40, 15);
	golden_type(v, before);
	v->after = after;
	golden_type(v, number);
	v->after = 0;
}

static void expect_tracking(struct visit *v, const char *shown)
{
	golden_shows(v, shown, true);
	ck_assert_str_eq(stack_top(golden_stack(v))->ops->name, "track");
}

/* Whatever its first digits could choose on the pages that they came to. */
START_TEST(it_leads_to_tracking_from_wherever_one_chooses)
{
	static const char *const from[] = {"", "2", "21", "passport\n", "1"};
	static const char *const numbers[] = {"17387242786111", "1738 7242 7861 11",
					      "44387242786111", "3738-7242-78-6111"};
	struct visit v;

	for (int lang = 0; lang < LANG_COUNT; lang++)
		for (size_t i = 0; i < sizeof(from) / sizeof(from[0]); i++)
			for (size_t n = 0; n < sizeof(numbers) / sizeof(numbers[0]); n++) {
				type_at_home(&v, (enum lang)lang, from[i], numbers[n], 300);
				expect_tracking(&v, "11");
				golden_close(&v);
			}
	type_at_home(&v, LANG_EN, "", "1738 7242 7861 11", 1500); /* read from paper */
	expect_tracking(&v, "1738 7242 7861 11");
	golden_close(&v);
}
END_TEST

/* Also where its first 0 has gone back behind that page. */
START_TEST(the_way_back_leads_to_where_it_was_begun)
{
	const char *from;
	struct visit v;

	golden_open(&v, LANG_EN, 40, 15);
	golden_type(&v, "2");
	from = stack_top(golden_stack(&v))->ops->name;
	golden_type(&v, "17387242786111");
	expect_tracking(&v, "11");
	golden_type(&v, "\x1b");
	ck_assert_str_eq(stack_top(golden_stack(&v))->ops->name, from);
	golden_close(&v);
	type_at_home(&v, LANG_EN, "2", "07387242786111", 1);
	expect_tracking(&v, "11");
	golden_type(&v, "\x1b");
	ck_assert_str_eq(stack_top(golden_stack(&v))->ops->name, "home");
	golden_close(&v);
}
END_TEST

/* 7 opens tracking itself, and 8 and 9 other fields: the whole number is asked for with it. */
START_TEST(its_first_digit_is_not_lost)
{
	char number[REFERENCE_DIGITS + 1];
	struct error err = {0};
	struct visit v;

	do
		reference_new(number);
	while (number[0] != '7');
	type_at_home(&v, LANG_EN, "", number, 300);
	golden_type(&v, "\n");
	ck_assert_int_eq(reference_read(number, number, &err), FAULT_NONE);
	golden_shows(&v, "Tracking PIN", true);
	golden_shows(&v, "A digit is wrong", false);
	golden_close(&v);
}
END_TEST

START_TEST(pasted_it_leads_there_too)
{
	struct visit v;

	golden_open(&v, LANG_EN, 40, 15);
	for (const char *c = "1738 7242 7861 11"; *c != '\0'; c++)
		pages_key(v.pages,
			  &(struct key){.kind = KEY_CHAR, .code = (uint32_t)*c, .pasted = true},
			  true, true);
	pages_key(v.pages, &(struct key){.kind = KEY_PASTE_END}, true, true);
	expect_tracking(&v, "1738 7242 7861 11");
	golden_close(&v);
}
END_TEST

/* Nor is what is typed behind a field's Enter any more of its number. */
START_TEST(behind_enter_a_digit_is_none_of_it)
{
	struct visit v;

	type_at_home(&v, LANG_EN, "", "7", 0);
	golden_type(&v, "173872\n");
	golden_shows(&v, "173872", true);
	golden_type(&v, "\x1b");
	golden_type(&v, "4");
	ck_assert_str_ne(stack_top(golden_stack(&v))->ops->name, "track");
	golden_close(&v);
}
END_TEST

/* Who walks by digits, with a look at each page, types no number; nor are its digits those of one
 * that is typed then. */
START_TEST(digits_that_walk_are_no_number)
{
	struct visit v;

	type_at_home(&v, LANG_EN, "", "624050705062405070", 1100);
	ck_assert_str_ne(stack_top(golden_stack(&v))->ops->name, "track");
	golden_close(&v);
	type_at_home(&v, LANG_EN, "", "620", 1100);
	v.after = 0;
	golden_type(&v, "5723 9384 6627 71");
	expect_tracking(&v, "5723");
	golden_shows(&v, "05723", false);
	golden_close(&v);
}
END_TEST

/* Nor is it one where a blank has read on in their midst. */
START_TEST(digits_that_walk_and_read_on_are_no_number)
{
	static const char *const walks[] = {"4 2010203",    "41 2030201",  "421 020302 0205",
					    "4210 203020 ", "62 40507060", "41 2 3 4 0 5 0 2"};
	struct visit v;

	for (size_t i = 0; i < sizeof(walks) / sizeof(walks[0]); i++) {
		type_at_home(&v, LANG_EN, "", walks[i], 1100);
		ck_assert_str_ne(stack_top(golden_stack(&v))->ops->name, "track");
		golden_close(&v);
	}
	type_at_home(&v, LANG_EN, "4 20", "1738 7242 7861 11", 1500);
	expect_tracking(&v, "1738 7242 7861 11");
	golden_close(&v);
}
END_TEST

/* The 1 that leads from tracking to who has lost the PIN is nothing of the number. */
START_TEST(a_choice_is_left_out_of_the_field)
{
	struct visit v;

	golden_open(&v, LANG_EN, 80, 24);
	v.caller.recovers = 7;
	golden_type(&v, "7");
	golden_type(&v, "1\n");
	ck_assert_str_eq(stack_top(golden_stack(&v))->ops->name, "lost");
	golden_type(&v, "\x1b");
	expect_tracking(&v, "Reference number");
	golden_type(&v, "1738 7242");
	golden_shows(&v, "11738", false);
	golden_shows(&v, "1738 7242", true);
	golden_close(&v);
}
END_TEST

/* A few digits choose as ever, however quickly. */
START_TEST(a_few_digits_choose)
{
	struct visit v;

	type_at_home(&v, LANG_EN, "", "4", 0);
	golden_type(&v, "1");
	ck_assert_str_ne(stack_top(golden_stack(&v))->ops->name, "track");
	golden_close(&v);
	type_at_home(&v, LANG_EN, "", "year 2024", 0);
	golden_shows(&v, "year 2024", true);
	golden_close(&v);
}
END_TEST

SUITE(number, it_leads_to_tracking_from_wherever_one_chooses,
      the_way_back_leads_to_where_it_was_begun, its_first_digit_is_not_lost,
      pasted_it_leads_there_too, behind_enter_a_digit_is_none_of_it, digits_that_walk_are_no_number,
      digits_that_walk_and_read_on_are_no_number, a_choice_is_left_out_of_the_field,
      a_few_digits_choose)
