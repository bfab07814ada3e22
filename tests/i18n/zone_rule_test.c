/* zone_rule_test.c - a place's clock by one line, on both sides of its changes; the same as the tz
 * database has. */
#include "tests/unit.h"

#include "i18n/date.h"
#include "i18n/zone.h"
#include "i18n/zone_rule.h"

#define HOUR 3600

static const struct {
	const char *zone, *rule;
} places[] = {{"Asia/Beirut", "EET-2EEST,M3.5.0/0,M10.5.0/0"},
	      {"Africa/Cairo", "EET-2EEST,M4.5.5/0,M10.5.4/24"},
	      {"Africa/Tunis", "CET-1"},
	      {"Africa/Algiers", "CET-1"},
	      {"America/St_Johns", "NST3:30NDT,M3.2.0,M11.1.0"},
	      {"Australia/Sydney", "AEST-10AEDT,M10.1.0,M4.1.0/3"},
	      {"Asia/Kathmandu", "<+0545>-5:45"},
	      {"Europe/Dublin", "IST-1GMT0,M10.5.0,M3.5.0/1"}};

static int64_t at(int year, int month, int day, int hour)
{
	return date_number((struct date){year, month, day}) * 86400 + hour * HOUR;
}

START_TEST(is_what_the_tz_database_has)
{
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		struct zone_rule z;

		ck_assert_msg(zone_rule_read(places[i].rule, &z), "%s", places[i].rule);
		ck_assert(zone_use(places[i].zone));
		for (int64_t t = at(2024, 1, 1, 0) - 1; t < at(2034, 1, 1, 0); t += HOUR)
			ck_assert_msg(zone_rule_offset(&z, t) == zone_offset(t), "%s at %lld",
				      places[i].zone, (long long)t);
	}
	zone_use_offset(0);
}
END_TEST

START_TEST(gives_the_moment_at_which_its_clocks_show_a_time)
{
	struct zone_rule z;

	ck_assert(zone_rule_read("EET-2EEST,M4.5.5/0,M10.5.4/24", &z));
	ck_assert_int_eq(zone_rule_utc(&z, at(2026, 1, 10, 12)), at(2026, 1, 10, 10));
	ck_assert_int_eq(zone_rule_utc(&z, at(2026, 7, 10, 12)), at(2026, 7, 10, 9));
	/* 24 April 2026 has no midnight; 29 October has its last hour twice. */
	ck_assert_int_eq(zone_rule_utc(&z, at(2026, 4, 24, 0)), at(2026, 4, 23, 22));
	ck_assert_int_eq(zone_rule_utc(&z, at(2026, 10, 29, 23)), at(2026, 10, 29, 20));
	for (int64_t t = at(2026, 1, 1, 0); t < at(2027, 1, 1, 0); t += HOUR / 2) {
		int64_t shown = t + zone_rule_offset(&z, t), back = zone_rule_utc(&z, shown);

		ck_assert(back == t || back == t - HOUR);
		ck_assert_int_eq(back + zone_rule_offset(&z, back), shown);
	}
}
END_TEST

START_TEST(refuses_what_is_no_clock)
{
	static const char *const wrong[] = {"",
					    "EET",
					    "ET-2",
					    "Africa/Cairo",
					    "EET-2EEST",
					    "EET-2EEST,M3.5.0/0",
					    "EET-2EEST,M3.5.0/0,",
					    "EET-2EEST,M13.5.0/0,M10.5.0/0",
					    "EET-2EEST,M3.6.0/0,M10.5.0/0",
					    "EET-2EEST,M3.0.0/0,M10.5.0/0",
					    "EET-2EEST,M3.5.7/0,M10.5.0/0",
					    "EET-2EEST,J60,J300",
					    "EET-2EEST,M3.5.0/0,M10.5.0/0 ",
					    "EET-168",
					    "EET-2:60",
					    "<+03-3",
					    "EET-2EEST-,M3.5.0/0,M10.5.0/0"};
	struct zone_rule z;

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		ck_assert_msg(!zone_rule_read(wrong[i], &z), "%s", wrong[i]);
}
END_TEST

SUITE(zone_rule, is_what_the_tz_database_has, gives_the_moment_at_which_its_clocks_show_a_time,
      refuses_what_is_no_clock)
