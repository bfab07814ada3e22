/* number_layout_test.c - what a national number says of whose it is: by a word of letters that is
 * one, of a number that has as many digits. */
#include "services/definition/number_layout.h"
#include "tests/unit.h"

#include <string.h>

#define EGYPT "cyymmdd.....s."

START_TEST(a_layout_has_each_letter_as_often_as_it_means_something)
{
	static const char *const right[] = {EGYPT, "cyymmdd", "s.ddmmyyc", "c.y.y.m.m.d.d.s"};
	static const char *const wrong[] = {
		"",         "s",        "cyymmd",   "cyymmddd", "cyyymmdd",  "cymmdd",
		"yymmdd",   "ccyymmdd", "cyymdd",   "cyymmmdd", "cyymmddss", "cyymmddx",
		"cyymmdd ", "CYYMMDD",  "cyymmdd5", "cyydd",    "mm",
	};
	struct error err;

	for (size_t i = 0; i < sizeof(right) / sizeof(right[0]); i++)
		ck_assert_msg(number_layout_check(right[i], &err) == FAULT_NONE, "%s", right[i]);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		ck_assert_msg(number_layout_check(wrong[i], &err) == FAULT_INPUT, "%s", wrong[i]);
		ck_assert_str_eq(err.fills[0].value, wrong[i]);
		ck_assert_int_eq(number_layout_check(wrong[i], NULL), FAULT_INPUT);
	}
}
END_TEST

START_TEST(a_number_says_the_day_and_the_sex)
{
	static const struct {
		const char *layout, *digits, *day, *sex;
	} rows[] = {
		{EGYPT, "29003141234512", "1990-03-14", "male"},
		{EGYPT, "29003141234522", "1990-03-14", "female"},
		{EGYPT, "30112310000005", "2001-12-31", "female"},
		{EGYPT, "30001010000095", "2000-01-01", "male"},
		{EGYPT, "19912310000000", "1899-12-31", "female"},
		{"cyymmdd", "2850607", "1985-06-07", NULL},
		{"sddmmyyc", "70706852", "1985-06-07", "male"},
		{"c.y.y.m.m.d.d.s", "208050006000703", "1985-06-07", "male"},
	};
	char day[NUMBER_LAYOUT_DAY];
	const char *sex;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		ck_assert(number_layout_says(rows[i].layout, rows[i].digits, day, &sex));
		ck_assert_str_eq(day, rows[i].day);
		ck_assert_pstr_eq(sex, rows[i].sex);
	}
}
END_TEST

START_TEST(of_another_number_nothing_is_said)
{
	static const struct {
		const char *layout, *digits;
	} rows[] = {
		{NULL, "29003141234512"},  {EGYPT, ""},
		{EGYPT, "2900314123451"},  {EGYPT, "290031412345123"},
		{EGYPT, "2900314123451x"}, {EGYPT, "-9003141234512"},
		{EGYPT, "29003141234 12"},
	};
	char day[NUMBER_LAYOUT_DAY];
	const char *sex;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		memset(day, 'x', sizeof(day));
		sex = "male";
		ck_assert_msg(!number_layout_says(rows[i].layout, rows[i].digits, day, &sex), "%s",
			      rows[i].digits);
		ck_assert_str_eq(day, "");
		ck_assert_ptr_null(sex);
	}
}
END_TEST

SUITE(number_layout, a_layout_has_each_letter_as_often_as_it_means_something,
      a_number_says_the_day_and_the_sex, of_another_number_nothing_is_said)
