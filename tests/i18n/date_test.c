/* date_test.c - days are reckoned, read and shown rightly. */
#include "tests/unit.h"

#include "i18n/date.h"
#include "tests/i18n/random.h"

#include <string.h>

#define DAY(y, m, d) ((struct date){y, m, d})

START_TEST(every_day_returns)
{
	struct date before = date_from_number(-719163);

	ck_assert_int_eq(before.year, 0);
	ck_assert(!date_is_valid(before));
	for (int64_t n = -719162; n <= 2932896; n++) {
		struct date d = date_from_number(n);

		if (!date_is_valid(d) || date_number(d) != n || date_compare(before, d) != -1)
			ck_abort_msg("day %lld", (long long)n);
		before = d;
	}
	ck_assert_int_eq(date_from_number(2932897).year, 0);
	ck_assert_int_eq(date_number(DAY(1970, 1, 1)), 0);
	ck_assert_int_eq(date_number(DAY(2000, 3, 1)), 11017);
	ck_assert_int_eq(date_number(DAY(1, 1, 1)), -719162);
}
END_TEST

START_TEST(valid)
{
	ck_assert(date_is_valid(DAY(2024, 2, 29)));
	ck_assert(date_is_valid(DAY(2000, 2, 29)));
	ck_assert(!date_is_valid(DAY(1900, 2, 29)));
	ck_assert(!date_is_valid(DAY(2026, 4, 31)));
	ck_assert(!date_is_valid(DAY(2026, 0, 1)));
	ck_assert(!date_is_valid(DAY(2026, 13, 1)));
	ck_assert(!date_is_valid(DAY(0, 1, 1)));
	ck_assert(!date_is_valid(DAY(10000, 1, 1)));
	ck_assert(!date_is_valid(DAY(0, 0, 0)));
	ck_assert_int_eq(date_compare(DAY(2026, 3, 14), DAY(2026, 3, 14)), 0);
	ck_assert_int_eq(date_compare(DAY(2026, 3, 15), DAY(2026, 3, 14)), 1);
}
END_TEST

START_TEST(age)
{
	ck_assert_int_eq(date_age(DAY(1990, 3, 14), DAY(2026, 3, 13)), 35);
	ck_assert_int_eq(date_age(DAY(1990, 3, 14), DAY(2026, 3, 14)), 36);
	ck_assert_int_eq(date_age(DAY(2004, 2, 29), DAY(2022, 2, 28)), 17);
	ck_assert_int_eq(date_age(DAY(2004, 2, 29), DAY(2022, 3, 1)), 18);
	ck_assert_int_eq(date_age(DAY(2026, 1, 2), DAY(2026, 1, 1)), -1);
	ck_assert_int_eq(date_age(DAY(2026, 1, 1), DAY(2026, 1, 1)), 0);
}
END_TEST

START_TEST(moments)
{
	struct date d = date_of(0, 0);

	ck_assert_int_eq(date_compare(d, DAY(1970, 1, 1)), 0);
	ck_assert_int_eq(date_compare(date_of(-1, 0), DAY(1969, 12, 31)), 0);
	ck_assert_int_eq(date_compare(date_of(1773480413, 0), DAY(2026, 3, 14)), 0);
	ck_assert_int_eq(date_compare(date_of(1773532799, 120), DAY(2026, 3, 15)), 0);
	ck_assert_int_eq(date_compare(date_of(1773446400, -60), DAY(2026, 3, 13)), 0);
	ck_assert_int_eq(date_of(INT64_MAX, 60).year, 0);
	ck_assert_int_eq(date_of(INT64_MIN, -60).year, 0);
}
END_TEST

START_TEST(reads)
{
	static const char *const good[] = {
		"14/3/1990",     "14-3-1990",    "14.3.1990",           "14 3 1990", "1990-03-14",
		"1990/3/14",     "  14/3/1990 ", "14/03/1990",          "١٤/٣/١٩٩٠", "۱۴/۳/۱۹۹۰",
		"14 / 3 / 1990", "١٤؍٣؍١٩٩٠",    "14\u00A03\u00A01990", "1990 3 14",
	};
	static const char *const bad[] = {
		"",
		"14",
		"14/3",
		"14/3/90",
		"3/14/1990",
		"31/4/2026",
		"29/2/1900",
		"0/1/2026",
		"1/0/2026",
		"1/1/0000",
		"14//3/1990",
		"/14/3/1990",
		"14/3/1990/",
		"14/3/1990/1",
		"14/3/19900",
		"14a3/1990",
		"-14/3/1990",
		"14 mars 1990",
		"99999999999/1/1",
		"14/3/1990\xFF",
		"143/1990",
		"1990-1990-1990",
		"14/1990/3",
	};
	struct error err;

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		struct date d = {0};

		ck_assert_msg(date_parse(good[i], &d, &err) == FAULT_NONE, "%s", good[i]);
		ck_assert_int_eq(date_compare(d, DAY(1990, 3, 14)), 0);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct date d = DAY(1, 2, 3);

		ck_assert_msg(date_parse(bad[i], &d, &err) == FAULT_INPUT, "%s", bad[i]);
		ck_assert_int_eq(date_compare(d, DAY(1, 2, 3)), 0);
		ck_assert_ptr_nonnull(err.say);
	}
	ck_assert_int_eq(date_parse("31/4/2026", &(struct date){0}, &err), FAULT_INPUT);
	ck_assert_str_eq(err.fills[0].value, "31");
	ck_assert_str_eq(err.fills[1].value, "30");
}
END_TEST

START_TEST(limits)
{
	static const struct {
		const char *word;
		struct date day;
	} cases[] = {
		{"1990-03-14", {1990, 3, 14}},  {"today", {2024, 2, 29}},
		{"today-18y", {2006, 2, 28}},   {"today+30d", {2024, 3, 30}},
		{"today-6m", {2023, 8, 29}},    {"today+2w", {2024, 3, 14}},
		{"today-18y+1d", {2006, 3, 1}}, {"today-1m", {2024, 1, 29}},
		{"today-2m", {2023, 12, 29}},
	};
	static const char *const bad[] = {
		"",          "tomorrow",  "today-",     "today18y",          "today-18",
		"today-y",   "today-18x", "today -18y", "today-9999999999y", "today-3000y",
		"14/3/1990", "1990-3-14", "1990-02-30", "today+99999y",      "1990/03/14",
	};
	struct date today = {2024, 2, 29};
	struct error err;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct date d = {0};

		ck_assert_int_eq(date_limit(cases[i].word, today, &d, &err), FAULT_NONE);
		ck_assert_msg(date_compare(d, cases[i].day) == 0, "%s", cases[i].word);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct date d = {0};

		ck_assert_msg(date_limit(bad[i], today, &d, &err) == FAULT_INPUT, "%s", bad[i]);
		ck_assert_str_eq(err.fills[0].value, bad[i]);
	}
}
END_TEST

START_TEST(shows)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);
	struct date march = {2026, 3, 14}, first = {2026, 3, 1}, july = {2026, 7, 5};

	ck_assert_str_eq(date_iso(a, DAY(990, 3, 4)), "0990-03-04");
	ck_assert_str_eq(date_show(a, LANG_EN, march), "14 March 2026");
	ck_assert_str_eq(date_show(a, LANG_FR, march), "14 mars 2026");
	ck_assert_str_eq(date_show(a, LANG_FR, first), "1er mars 2026");
	ck_assert_str_eq(date_show(a, LANG_EN, first), "1 March 2026");
	ck_assert_str_eq(date_show(a, LANG_AR, march), "14 آذار 2026");
	ck_assert_str_eq(date_show(a, LANG_AR, DAY(2026, 1, 2)), "2 كانون الثاني 2026");
	date_use_country("TN");
	ck_assert_str_eq(date_show(a, LANG_AR, july), "5 جويلية 2026");
	date_use_country("DZ");
	ck_assert_str_eq(date_show(a, LANG_AR, DAY(2026, 8, 2)), "2 أوت 2026");
	date_use_country("EG");
	ck_assert_str_eq(date_show(a, LANG_AR, july), "5 يوليو 2026");
	date_use_country("LB");
	ck_assert_str_eq(date_show(a, LANG_AR, july), "5 تموز 2026");
	ck_assert_str_eq(date_show(a, LANG_AR, DAY(0, 0, 0)), "");
	ck_assert_str_eq(date_rfc3339(a, 1773480413), "2026-03-14T09:26:53Z");
	ck_assert_str_eq(date_rfc3339(a, -1), "1969-12-31T23:59:59Z");
	ck_assert_str_eq(date_moment(a, LANG_EN, 1773480413, 120), "14 March 2026, 11:26");
	ck_assert_str_eq(date_moment(a, LANG_FR, 1773480413, 120), "14 mars 2026 à 11:26");
	ck_assert_str_eq(date_moment(a, LANG_AR, 1773480413, 120), "14 آذار 2026، 11:26");
}
END_TEST

START_TEST(hostile)
{
	uint32_t seed = 11;
	char s[41];

	for (int i = 0; i < 10000; i++) {
		struct date d = {0};
		struct error err;

		random_bytes(&seed, s, random_next(&seed) % 40);
		if (date_parse(s, &d, &err) == FAULT_NONE)
			ck_assert(date_is_valid(d));
		if (date_limit(s, DAY(2026, 3, 14), &d, &err) == FAULT_NONE)
			ck_assert(date_is_valid(d));
	}
}
END_TEST

SUITE(date, every_day_returns, valid, age, moments, reads, limits, shows, hostile)
