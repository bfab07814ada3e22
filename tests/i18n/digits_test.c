/* digits_test.c - digits of three scripts are read, numbers are shown as each language prints them.
 */
#include "tests/unit.h"

#include "i18n/digits.h"

START_TEST(values)
{
	ck_assert_int_eq(digits_value('0'), 0);
	ck_assert_int_eq(digits_value('9'), 9);
	ck_assert_int_eq(digits_value(0x660), 0);
	ck_assert_int_eq(digits_value(0x669), 9);
	ck_assert_int_eq(digits_value(0x6F0), 0);
	ck_assert_int_eq(digits_value(0x6F9), 9);
	ck_assert_int_eq(digits_value('a'), -1);
	ck_assert_int_eq(digits_value(0x66A), -1);
	ck_assert_int_eq(digits_value(0x966), -1);
}
END_TEST

START_TEST(ascii)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);

	ck_assert_str_eq(digits_ascii(a, "٢٠٢٦-۰۳-14 آذار"), "2026-03-14 آذار");
	ck_assert_str_eq(digits_ascii(a, ""), "");
	ck_assert_str_eq(digits_ascii(a, "\xD9\xFF٣"), "\xD9\xFF"
						       "3");
}
END_TEST

START_TEST(shows)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);

	ck_assert_str_eq(digits_show(a, LANG_EN, 1234567), "1,234,567");
	ck_assert_str_eq(digits_show(a, LANG_FR, 1234567), "1\u00A0234\u00A0567");
	ck_assert_str_eq(digits_show(a, LANG_AR, 1234567), "1,234,567");
	ck_assert_str_eq(digits_show(a, LANG_EN, 0), "0");
	ck_assert_str_eq(digits_show(a, LANG_EN, 999), "999");
	ck_assert_str_eq(digits_show(a, LANG_EN, 1000), "1,000");
	ck_assert_str_eq(digits_show(a, LANG_EN, -1000), "-1,000");
	ck_assert_str_eq(digits_show(a, LANG_EN, INT64_MIN), "-9,223,372,036,854,775,808");
	ck_assert_str_eq(digits_show(a, LANG_FR, INT64_MAX),
			 "9\u00A0223\u00A0372\u00A0036\u00A0854\u00A0775\u00A0807");
}
END_TEST

SUITE(digits, values, ascii, shows)
