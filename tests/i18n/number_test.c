/* number_test.c - numbers are read by their marks, and where these could mean two things, neither
 * is chosen. */
#include "tests/unit.h"

#include "i18n/number.h"

#include <string.h>

START_TEST(reads)
{
	static const struct {
		const char *s, *kept; /* NULL: none; "?" before it: not decided */
	} cases[] = {
		{"1", "1|"},
		{"-12.5", "-12|5"},
		{"−١٢٫٥", "-12|5"},
		{"1 234,5", "1234|5"},
		{"1.234.567", "1234567|"},
		{"1'234.50", "1234|50"},
		{"1,234", "?1|234"},
		{"123.456", "?123|456"},
		{"0,234", "0|234"},
		{"1234,567", "1234|567"},
		{"1٬234", "1234|"},
		{"1 234 567,890", "1234567|890"},
		{"", NULL},
		{"-", NULL},
		{"1.", NULL},
		{".5", NULL},
		{"1 23", NULL},
		{"1 2340", NULL},
		{"1,234 567", NULL},
		{"1-2", NULL},
		{"1e5", NULL},
		{"0,234,567", NULL},
		{"1\xFF", NULL},
	};
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct number n;

		if (!number_read(a, cases[i].s, strlen(cases[i].s), &n))
			ck_assert_msg(cases[i].kept == NULL, "%s", cases[i].s);
		else
			ck_assert_str_eq(arena_format(a, "%s%s%s|%s", n.decided ? "" : "?", n.sign,
						      n.whole, n.decimals),
					 cases[i].kept == NULL ? "none" : cases[i].kept);
	}
}
END_TEST

START_TEST(writes_what_is_decided)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);

	ck_assert_str_eq(number_plain(a, "1.234"), "1.2340");
	ck_assert_str_eq(number_plain(a, "-1.234"), "-1.2340");
	ck_assert_str_eq(number_plain(a, "0.234"), "0.234");
	ck_assert_str_eq(number_plain(a, "1.500"), "1.5");
	ck_assert_str_eq(number_plain(a, "100.000"), "100");
	ck_assert_str_eq(number_plain(a, "1234.500"), "1234.500");
	ck_assert_str_eq(number_plain(a, "1.23"), "1.23");
	ck_assert_str_eq(number_plain(a, "12"), "12");
}
END_TEST

SUITE(number, reads, writes_what_is_decided)
