/* money_test.c - amounts are read without guessing and shown as each language prints them. */
#include "tests/unit.h"

#include "i18n/money.h"
#include "tests/i18n/random.h"

#include <stdlib.h>
#include <string.h>

START_TEST(decimals)
{
	ck_assert_int_eq(money_decimals("LBP"), 2);
	ck_assert_int_eq(money_decimals("TND"), 3);
	ck_assert_int_eq(money_decimals("DZD"), 2);
	ck_assert_int_eq(money_decimals("EGP"), 2);
	ck_assert_int_eq(money_decimals("EUR"), 2);
	ck_assert_int_eq(money_decimals("JPY"), 0);
	ck_assert_int_eq(money_decimals("ZMW"), 2);
	ck_assert_int_eq(money_decimals("XXQ"), -1);
	ck_assert_int_eq(money_decimals("BP "), -1);
	ck_assert_int_eq(money_decimals("lbp"), -1);
	ck_assert_int_eq(money_decimals(""), -1);
	ck_assert_int_eq(money_decimals(NULL), -1);
}
END_TEST

START_TEST(reads)
{
	static const struct {
		const char *s, *currency;
		int64_t minor;
	} cases[] = {
		{"0", "LBP", 0},
		{"12", "LBP", 1200},
		{"12.5", "LBP", 1250},
		{"12,50", "EUR", 1250},
		{"١٢٫٥٠", "EGP", 1250},
		{"۱۲", "EUR", 1200},
		{" 10 000 000 ", "LBP", 1000000000},
		{"10\u00A0000\u202F000", "LBP", 1000000000},
		{"10'000", "EUR", 1000000},
		{"١٠٬٠٠٠", "EGP", 1000000},
		{"10,000,000", "LBP", 1000000000},
		{"10.000.000", "LBP", 1000000000},
		{"1,234.50", "USD", 123450},
		{"1.234,50", "EUR", 123450},
		{"500,000", "LBP", 50000000},
		{"1,000,000", "TND", 1000000000},
		{"1,234.500", "TND", 1234500},
		{"1 234,500", "TND", 1234500},
		{"1.2340", "TND", 1234},
		{"1234", "TND", 1234000},
		{"1٫234", "TND", 1234},
		{"0,234", "TND", 234},
		{"١٬٥٠٠٫٢٥٠", "TND", 1500250},
		{"١٬٥٠٠٫٢٥", "EGP", 150025},
		{"12 LBP", "LBP", 1200},
		{"12.50 USD", "USD", 1250},
		{"$12.50", "USD", 1250},
		{"usd 12.50", "USD", 1250},
		{"-$ 12.50", "USD", -1250},
		{"$-12.50", "USD", -1250},
		{"12,50 €", "EUR", 1250},
		{"10,000,000 ل.ل.", "LBP", 1000000000},
		{"50 جنيه", "EGP", 5000},
		{"25 DT", "TND", 25000},
		{"12.5", "TND", 12500},
		{"0.005", "TND", 5},
		{"-3.20", "EUR", -320},
		{"1500", "JPY", 1500},
		{"1,500", "JPY", 1500},
		{"999999999999", "TND", INT64_C(999999999999000)},
		{"999999999999.999", "TND", INT64_C(999999999999999)},
		{"9999999999999.99", "LBP", INT64_C(999999999999999)},
		{"999999999999999", "JPY", INT64_C(999999999999999)},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int64_t minor = -7;
		struct error err = {0};

		ck_assert_msg(money_parse(cases[i].s, cases[i].currency, LANG_EN, &minor, &err) ==
				      FAULT_NONE,
			      "%s: %s", cases[i].s, err.detail);
		ck_assert_msg(minor == cases[i].minor, "%s: %lld", cases[i].s, (long long)minor);
	}
}
END_TEST

START_TEST(refuses)
{
	static const struct {
		const char *s, *currency;
	} cases[] = {
		{"", "LBP"},
		{" ", "LBP"},
		{"-", "LBP"},
		{"abc", "LBP"},
		{"12 EUR", "USD"},
		{"$12", "EUR"},
		{"12 apples", "USD"},
		{"12 USD x", "USD"},
		{"1,234", "TND"},
		{"12.345", "TND"},
		{"1.234 TND", "TND"},
		{"LBP", "LBP"},
		{".5", "EUR"},
		{"5.", "EUR"},
		{"1..2", "EUR"},
		{"1.2.3", "EUR"},
		{"1 00", "EUR"},
		{"12 50", "EUR"},
		{"1234 567", "EUR"},
		{"1,23,456", "EUR"},
		{"1.234", "EUR"},
		{"0,500", "LBP"},
		{"1.2345", "TND"},
		{"1.5", "JPY"},
		{"1.50 0", "EUR"},
		{"1,234,56", "EUR"},
		{"--1", "EUR"},
		{"1e5", "EUR"},
		{"1\xFF", "EUR"},
		{"9999999999999999", "JPY"},
		{"10000000000000", "LBP"},
		{"1000000000000", "TND"},
		{"00000000000000000000000000001", "LBP"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int64_t minor = -7;
		struct error err = {0};

		ck_assert_msg(money_parse(cases[i].s, cases[i].currency, LANG_EN, &minor, &err) ==
				      FAULT_INPUT,
			      "%s", cases[i].s);
		ck_assert_int_eq(minor, -7);
		ck_assert_ptr_nonnull(err.say);
	}
	ck_assert_int_eq(money_parse("1", "QQQ", LANG_EN, &(int64_t){0}, NULL), FAULT_BROKEN);
}
END_TEST

START_TEST(shows)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);

	ck_assert_str_eq(money_show(a, LANG_EN, 1000000000, "LBP"), "10,000,000 LBP");
	ck_assert_str_eq(money_show(a, LANG_FR, 1000000000, "LBP"),
			 "10\u00A0000\u00A0000\u00A0LBP");
	ck_assert_str_eq(money_show(a, LANG_AR, 1000000000, "LBP"), "10,000,000\u00A0ل.ل.");
	ck_assert_str_eq(money_show(a, LANG_EN, 12500, "TND"), "12.500 TND");
	ck_assert_str_eq(money_show(a, LANG_FR, 12500, "TND"), "12,500\u00A0TND");
	ck_assert_str_eq(money_show(a, LANG_AR, 12500, "TND"), "12.500\u00A0د.ت");
	ck_assert_str_eq(money_show(a, LANG_EN, 5, "EUR"), "0.05 EUR");
	ck_assert_str_eq(money_show(a, LANG_EN, -5, "EUR"), "-0.05 EUR");
	ck_assert_str_eq(money_show(a, LANG_EN, 1500, "JPY"), "1,500 JPY");
	ck_assert_str_eq(money_show(a, LANG_AR, 0, "CHF"), "0\u00A0CHF");
	ck_assert_str_eq(money_show(a, LANG_EN, 1000000050, "LBP"), "10,000,000.50 LBP");
	ck_assert_str_eq(money_show(a, LANG_EN, 999000, "TND"), "999 TND");
	ck_assert_str_eq(money_show(a, LANG_EN, 1000000, "TND"), "1,000.000 TND");
	ck_assert_str_eq(money_plain(a, 12500, "TND"), "12.5");
	ck_assert_str_eq(money_plain(a, 100000, "TND"), "100");
	ck_assert_str_eq(money_plain(a, 1234, "TND"), "1.2340");
	ck_assert_str_eq(money_plain(a, 1234500, "TND"), "1234.500");
	ck_assert_str_eq(money_plain(a, 1200, "LBP"), "12.00");
	ck_assert_str_eq(money_plain(a, 1500, "JPY"), "1500");
	ck_assert_str_eq(money_plain(a, -5, "EUR"), "-0.05");
}
END_TEST

static void check_asked(const char *s, const char *currency, enum lang lang, const char *wanted)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);
	struct error err = {0};
	int64_t minor = -7;
	const char *said;

	ck_assert_int_eq(money_parse(s, currency, lang, &minor, &err), FAULT_INPUT);
	ck_assert_int_eq(minor, -7);
	said = "";
	for (size_t i = 0; i < err.fill_count; i++)
		said = arena_format(a, "%s%s%s", said, i > 0 ? "|" : "", err.fills[i].value);
	ck_assert_str_eq(said, wanted);
}

/* Both readings, and how each is written, in every language. */
START_TEST(asks_where_two_readings_are_possible)
{
	check_asked("1,234", "TND", LANG_EN, "1,234.000 TND|1234|1.234 TND|1.2340");
	check_asked("1,500 TND", "TND", LANG_FR, "1\u00A0500,000\u00A0TND|1500|1,500\u00A0TND|1.5");
	check_asked("-١٫٢٣٤ ٠", "TND", LANG_AR, "");
	check_asked("1.234", "TND", LANG_AR, "1,234.000\u00A0د.ت|1234|1.234\u00A0د.ت|1.2340");
	check_asked("-1.234", "EUR", LANG_FR, "-1\u00A0234\u00A0EUR|-1234|-1,234");
	check_asked("12 EUR", "USD", LANG_EN, "USD");
}
END_TEST

START_TEST(definitions_have_a_point)
{
	int64_t minor = 0;

	ck_assert(money_read("1.234", "TND", &minor) && minor == 1234);
	ck_assert(money_read("12.500", "TND", &minor) && minor == 12500);
	ck_assert(money_read("-3", "LBP", &minor) && minor == -300);
	ck_assert(money_read("10 000", "LBP", &minor) && minor == 1000000);
	ck_assert(!money_read("1,234", "TND", &minor) && !money_read("1.234", "LBP", &minor));
	ck_assert(!money_read("", "LBP", &minor) && !money_read("1", "QQQ", &minor));
}
END_TEST

/* What is shown, and what money_plain writes, is read back as the same amount. */
START_TEST(returns)
{
	static const char *const currencies[] = {"LBP", "TND", "JPY"};
	ARENA_CLEAN struct arena *a = arena_new(8 << 20);
	uint32_t seed = 3;

	for (int i = 0; i < 20000; i++) {
		const char *currency = currencies[i % 3];
		int64_t minor = (int64_t)random_next(&seed) * (int64_t)(random_next(&seed) % 999);
		int64_t back = -1;

		ck_assert_int_eq(money_parse(money_plain(a, minor, currency), currency, LANG_EN,
					     &back, NULL),
				 FAULT_NONE);
		ck_assert_int_eq(back, minor);
		for (int lang = 0; lang < LANG_COUNT; lang++) {
			const char *shown = money_show(a, (enum lang)lang, minor, currency);
			bool asked = strcmp(currency, "TND") == 0 && llabs(minor) >= 1000 &&
				     llabs(minor) < 1000000;

			back = -1;
			ck_assert_msg((money_parse(shown, currency, LANG_EN, &back, NULL) !=
				       FAULT_NONE) == asked,
				      "%s", shown);
			ck_assert_int_eq(back, asked ? -1 : minor);
		}
	}
}
END_TEST

/* In an Arabic sentence no currency stands in Latin letters where it has a name. */
START_TEST(sentences_name_the_currency)
{
	static const char *const wrong[] = {"5 USD", "5.123"};
	int64_t minor = 0;

	for (size_t i = 0; i < 2; i++) {
		struct error err = {0};

		ck_assert_int_eq(money_parse(wrong[i], "LBP", LANG_AR, &minor, &err), FAULT_INPUT);
		for (size_t k = 0; k < err.fill_count; k++)
			if (strcmp(err.fills[k].name, "currency") == 0)
				ck_assert_str_eq(err.fills[k].value, "الليرة اللبنانية");
	}
	ck_assert_str_eq(money_in_words(LANG_AR, "TND"), "الدينار التونسي");
	ck_assert_str_eq(money_in_words(LANG_FR, "TND"), "TND");
	ck_assert_str_eq(money_in_words(LANG_AR, "CHF"), "CHF");
}
END_TEST

SUITE(money, decimals, reads, refuses, asks_where_two_readings_are_possible,
      definitions_have_a_point, shows, returns, sentences_name_the_currency)
