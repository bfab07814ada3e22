/* date_test.c - days are reckoned, read and shown rightly. */
#include "tests/unit.h"

#include "i18n/date.h"
#include "i18n/zone.h"
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
	struct date d = date_of(0);

	ck_assert_int_eq(date_compare(d, DAY(1970, 1, 1)), 0);
	ck_assert_int_eq(date_compare(date_of(-1), DAY(1969, 12, 31)), 0);
	ck_assert_int_eq(date_compare(date_of(1773480413), DAY(2026, 3, 14)), 0);
	zone_use_offset(120);
	ck_assert_int_eq(date_compare(date_of(1773532799), DAY(2026, 3, 15)), 0);
	ck_assert_int_eq(date_of(INT64_MAX).year, 0);
	zone_use_offset(-60);
	ck_assert_int_eq(date_compare(date_of(1773446400), DAY(2026, 3, 13)), 0);
	ck_assert_int_eq(date_of(INT64_MIN).year, 0);
	zone_use_offset(0);
}
END_TEST

START_TEST(reads)
{
	static const char *const good[] = {
		"14/3/1990",           "14-3-1990",      "14.3.1990",           "14 3 1990",
		"1990-03-14",          "1990/3/14",      "  14/3/1990 ",        "14/03/1990",
		"١٤/٣/١٩٩٠",           "۱۴/۳/۱۹۹۰",      "14 / 3 / 1990",       "١٤؍٣؍١٩٩٠",
		"14\u00A03\u00A01990", "1990 3 14",      "14 March 1990",       "14 mars 1990",
		"14 آذار 1990",        "14 مارس 1990",   "١٤/٣/١٩٩٠م",          "14/3/1990.",
		"14–3–1990",           "March 14, 1990", "14th of March, 1990", "le 14 mars 1990",
		"14-Mar-1990",         "14 MARS 1990.",  "١٤ آذار ١٩٩٠ م",      "1990 March 14",
		"14 Mar. 1990",
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
		"14 jui 1990",
		"14 ma 1990",
		"14 brumaire 1990",
		"mars 14 avril 1990",
		"mars/avril/1990",
		"14/3/1990 11:26x",
		"14 mars 90",
		"31 avril 1990",
		"14/3/1445 هـ",
		"3/1990",
		"mars 1990",
		"1990",
		"14/3/1990 1",
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
	ck_assert_str_eq(date_show(a, LANG_EN, NULL, march), "14 March 2026");
	ck_assert_str_eq(date_show(a, LANG_FR, NULL, march), "14 mars 2026");
	ck_assert_str_eq(date_show(a, LANG_FR, NULL, first), "1er mars 2026");
	ck_assert_str_eq(date_show(a, LANG_EN, NULL, first), "1 March 2026");
	ck_assert_str_eq(date_show(a, LANG_AR, NULL, march), "14 آذار 2026");
	ck_assert_str_eq(date_show(a, LANG_AR, NULL, DAY(2026, 1, 2)), "2 كانون الثاني 2026");
	ck_assert_str_eq(date_show(a, LANG_AR, "TN", july), "5 جويلية 2026");
	ck_assert_str_eq(date_show(a, LANG_AR, "DZ", DAY(2026, 8, 2)), "2 أوت 2026");
	ck_assert_str_eq(date_show(a, LANG_AR, "DZ", DAY(2015, 5, 0)), "ماي 2015");
	ck_assert_str_eq(date_show(a, LANG_AR, "EG", july), "5 يوليو 2026");
	ck_assert_str_eq(date_show(a, LANG_AR, "LB", july), "5 تموز 2026");
	ck_assert_str_eq(date_show(a, LANG_AR, "DZ", DAY(2016, 3, 0)), "مارس 2016");
	ck_assert_str_eq(date_show(a, LANG_FR, "DZ", DAY(960, 0, 0)), "0960");
	ck_assert_str_eq(date_iso(a, DAY(2016, 3, 0)), "2016-03");
	ck_assert_str_eq(date_iso(a, DAY(960, 0, 0)), "0960");
	ck_assert_str_eq(date_show(a, LANG_AR, NULL, DAY(0, 0, 0)), "");
	ck_assert_str_eq(date_rfc3339(a, 1773480413), "2026-03-14T09:26:53Z");
	ck_assert_str_eq(date_rfc3339(a, -1), "1969-12-31T23:59:59Z");
	zone_use_offset(120);
	ck_assert_str_eq(date_moment(a, LANG_EN, NULL, 1773480413), "14 March 2026, 11:26");
	ck_assert_str_eq(date_moment(a, LANG_FR, NULL, 1773480413),
			 "14 mars 2026 à 11\u00A0h\u00A026");
	ck_assert_str_eq(date_moment(a, LANG_AR, NULL, 1773480413), "14 آذار 2026، 11:26");
	zone_use_offset(0);
}
END_TEST

static void check_returns(const char *shown, struct date wanted)
{
	struct date d = {0};

	ck_assert_msg(date_parse(shown, &d, NULL) == FAULT_NONE, "%s", shown);
	ck_assert_msg(date_compare(d, wanted) == 0, "%s", shown);
}

/* Whatever is printed for any language and country is read back. */
START_TEST(returns)
{
	static const char *const countries[] = {"LB", "SY", "TN", "DZ", "EG", "MA", "FR", NULL};
	ARENA_CLEAN struct arena *a = arena_new((size_t)64 << 20);

	for (int64_t n = date_number(DAY(2023, 12, 25)); n < date_number(DAY(2025, 1, 5)); n++) {
		struct date d = date_from_number(n);

		check_returns(date_iso(a, d), d);
		check_returns(date_rfc3339(a, n * 86400 + 33333), d);
		for (size_t c = 0; c < sizeof(countries) / sizeof(countries[0]); c++)
			for (int lang = 0; lang < LANG_COUNT; lang++) {
				check_returns(date_show(a, (enum lang)lang, countries[c], d), d);
				check_returns(date_moment(a, (enum lang)lang, countries[c],
							  n * 86400 + 33333),
					      d);
			}
	}
	check_returns(date_show(a, LANG_EN, NULL, DAY(5, 7, 1)), DAY(5, 7, 1));
}
END_TEST

START_TEST(about_is_enough_where_it_is_asked)
{
	static const struct {
		const char *s;
		struct date month, year; /* year 0: a fault */
	} cases[] = {
		{"3/2016", {2016, 3, 0}, {2016, 3, 0}},
		{"2016-03", {2016, 3, 0}, {2016, 3, 0}},
		{"mars 2016", {2016, 3, 0}, {2016, 3, 0}},
		{"آذار ٢٠١٦", {2016, 3, 0}, {2016, 3, 0}},
		{"12/2016", {2016, 12, 0}, {2016, 12, 0}},
		{"1/2016", {2016, 1, 0}, {2016, 1, 0}},
		{"0/2016", {0}, {0}},
		{"1960", {0}, {1960, 0, 0}},
		{"14/3/2016", {2016, 3, 14}, {2016, 3, 14}},
		{"13/2016", {0}, {0}},
		{"0000", {0}, {0}},
		{"16", {0}, {0}},
		{"3/16", {0}, {0}},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct date month = {0}, year = {0};

		ck_assert_int_eq(date_parse_about(cases[i].s, DATE_ABOUT_MONTH, &month, NULL) ==
					 FAULT_NONE,
				 cases[i].month.year != 0);
		ck_assert_int_eq(date_parse_about(cases[i].s, DATE_ABOUT_YEAR, &year, NULL) ==
					 FAULT_NONE,
				 cases[i].year.year != 0);
		ck_assert_mem_eq(&month, &cases[i].month, sizeof(month));
		ck_assert_mem_eq(&year, &cases[i].year, sizeof(year));
	}
	ck_assert_int_eq(date_compare(date_last(DAY(2016, 2, 0)), DAY(2016, 2, 29)), 0);
	ck_assert_int_eq(date_compare(date_first(DAY(2016, 0, 0)), DAY(2016, 1, 1)), 0);
}
END_TEST

/* What is wrong is told as exactly as of any other day: only what is no day at all is told with
 * what is enough. */
START_TEST(what_is_no_day_is_told_with_what_is_enough)
{
	static const struct {
		const char *s, *day, *month, *year;
	} rows[] = {
		{"spring", "day, month and year", "month and year (3/1990).",
		 "only the year (1990)."},
		{"13/2016", "day, month and year", "month and year (3/1990).",
		 "only the year (1990)."},
		{"14/3/90", "year with 4 digits", "year with 4 digits", "year with 4 digits"},
		{"14/13/1990", "is not a month", "is not a month", "is not a month"},
		{"31/4/1990", "has only {days} days", "has only {days} days",
		 "has only {days} days"},
	};
	struct date day;
	struct error err;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		ck_assert_int_eq(date_parse(rows[i].s, &day, &err), FAULT_INPUT);
		ck_assert_ptr_nonnull(strstr(err.say, rows[i].day));
		ck_assert_int_eq(date_parse_about(rows[i].s, DATE_ABOUT_MONTH, &day, &err),
				 FAULT_INPUT);
		ck_assert_msg(strstr(err.say, rows[i].month) != NULL, "%s", err.say);
		ck_assert_int_eq(date_parse_about(rows[i].s, DATE_ABOUT_YEAR, &day, &err),
				 FAULT_INPUT);
		ck_assert_msg(strstr(err.say, rows[i].year) != NULL, "%s", err.say);
	}
}
END_TEST

START_TEST(iso)
{
	static const char *const bad[] = {"",     "1990-3-14", "1990-02-30", "1990-13",
					  "0000", "1990-00",   "199",        "1990/03",
					  "١٩٩٠", "1990-03-1x"};
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);
	struct date d = {0};

	ck_assert(date_read_iso("1990-03-14", &d) && date_compare(d, DAY(1990, 3, 14)) == 0);
	ck_assert(date_read_iso("1990-03", &d) && strcmp(date_iso(a, d), "1990-03") == 0);
	ck_assert(date_read_iso("1990", &d) && strcmp(date_iso(a, d), "1990") == 0);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		ck_assert_msg(!date_read_iso(bad[i], &d), "%s", bad[i]);
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

SUITE(date, what_is_no_day_is_told_with_what_is_enough, every_day_returns, valid, age, moments,
      reads, limits, shows, returns, about_is_enough_where_it_is_asked, iso, hostile)
