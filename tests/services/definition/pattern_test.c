/* pattern_test.c - patterns fit whole answers in every script, and those that would run away are
 * refused. */
#include "services/definition/pattern.h"
#include "services/registry/limits.h"

#include "services/definition/types.h"
#include "tests/unit.h"

START_TEST(fits_the_whole)
{
	ck_assert(pattern_matches("[A-Z]{2}[0-9]+", "AB1"));
	ck_assert(!pattern_matches("[A-Z]{2}[0-9]+", "AB1 "));
	ck_assert(!pattern_matches("[A-Z]{2}[0-9]+", "xAB1"));
	ck_assert(pattern_matches("a|ab", "ab"));
	ck_assert(!pattern_matches("a|b", "ax"));
	ck_assert(!pattern_matches("a)|(b", "axx"));
	ck_assert(pattern_matches("..", "جو"));
	ck_assert(pattern_matches("(جواز|سفر)+", "جوازسفر"));
	ck_assert(pattern_matches("", ""));
}
END_TEST

START_TEST(refuses_runaways)
{
	static const char *const patterns[] = {
		"[a",      "(a",          "a{2",
		"*a|(",    "(a)\\1",      "a\\",
		"a{1001}", "(a{50}){50}", "a{1,99999999999}",
	};
	char longest[300];
	struct error err;

	for (size_t i = 0; i < sizeof(patterns) / sizeof(patterns[0]); i++)
		ck_assert_msg(pattern_check(patterns[i], &err) == FAULT_INPUT, "%s", patterns[i]);
	memset(longest, 'a', sizeof(longest));
	longest[PATTERN_MAX + 1] = '\0';
	ck_assert_int_eq(pattern_check(longest, &err), FAULT_INPUT);
	longest[PATTERN_MAX] = '\0';
	ck_assert_int_eq(pattern_check(longest, &err), FAULT_NONE);
}
END_TEST

/* The longest answer there is, of letters that take two bytes: minutes, if every letter were tried
 * as a beginning. */
START_TEST(begins_at_the_first_letter)
{
	char answer[LIMIT_ANSWER + 1] = "";

	for (size_t i = 0; i < LIMIT_ANSWER; i += 2)
		memcpy(answer + i, "é", 3);
	ck_assert(!pattern_matches("(.*){1,60}x", answer));
	ck_assert(pattern_matches("(.*){1,3}", answer));
	ck_assert(!pattern_matches("é", "eé"));
	ck_assert(!pattern_matches("(a|b)*", "xab"));
}
END_TEST

SUITE(pattern, fits_the_whole, refuses_runaways, begins_at_the_first_letter)
