/* zone_test.c - the clock that people here go by, on both sides of the changes of summer time. */
#include "tests/unit.h"

#include "i18n/date.h"
#include "i18n/zone.h"

/* The moment that the clocks in UTC show so. */
static int64_t at(int year, int month, int day, int hour, int minute)
{
	return date_number((struct date){year, month, day}) * 86400 + hour * 3600 + minute * 60;
}

static void shows(int64_t utc, const char *wanted)
{
	ARENA_CLEAN struct arena *a = arena_new(65536);

	ck_assert_str_eq(date_moment(a, LANG_EN, NULL, utc), wanted);
}

/* Lebanon: the clocks go on at midnight of the last Sunday of March, back at that of October. */
START_TEST(beirut)
{
	ck_assert(zone_use("Asia/Beirut"));
	shows(at(2026, 3, 28, 21, 59), "28 March 2026, 23:59");
	shows(at(2026, 3, 28, 22, 0), "29 March 2026, 01:00");
	shows(at(2026, 10, 24, 20, 59), "24 October 2026, 23:59");
	shows(at(2026, 10, 24, 21, 0), "24 October 2026, 23:00");
	shows(at(2026, 10, 24, 22, 0), "25 October 2026, 00:00");
	shows(at(2027, 7, 1, 21, 30), "2 July 2027, 00:30");
	shows(at(2027, 1, 1, 21, 30), "1 January 2027, 23:30");
	shows(at(2061, 7, 1, 12, 0), "1 July 2061, 15:00");
}
END_TEST

/* Egypt has summer time again since 2023, from the last Friday of April to the last Thursday of
 * October; before it had none for years. */
START_TEST(cairo)
{
	ck_assert(zone_use("Africa/Cairo"));
	shows(at(2026, 4, 23, 21, 59), "23 April 2026, 23:59");
	shows(at(2026, 4, 23, 22, 0), "24 April 2026, 01:00");
	shows(at(2026, 10, 29, 20, 59), "29 October 2026, 23:59");
	shows(at(2026, 10, 29, 21, 0), "29 October 2026, 23:00");
	shows(at(2026, 10, 29, 22, 0), "30 October 2026, 00:00");
	shows(at(2020, 7, 1, 12, 0), "1 July 2020, 14:00");
}
END_TEST

START_TEST(without_summer_time)
{
	ck_assert(zone_use("Africa/Tunis"));
	shows(at(2026, 7, 1, 23, 30), "2 July 2026, 00:30");
	shows(at(2026, 1, 1, 23, 30), "2 January 2026, 00:30");
	zone_use_offset(150);
	shows(at(2026, 7, 1, 12, 0), "1 July 2026, 14:30");
	shows(at(2026, 1, 1, 12, 0), "1 January 2026, 14:30");
	zone_use_offset(0);
	shows(at(2026, 7, 1, 12, 0), "1 July 2026, 12:00");
}
END_TEST

/* Every hour of two years there and back, but for the hour that clocks show twice. */
START_TEST(there_and_back)
{
	static const char *const names[] = {"Asia/Beirut", "Africa/Cairo", "Africa/Algiers",
					    "Asia/Kathmandu", "Pacific/Chatham"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		int twice = 0;

		ck_assert_msg(zone_use(names[i]), "%s", names[i]);
		for (int64_t t = at(2026, 1, 1, 0, 0); t < at(2028, 1, 1, 0, 0); t += 3600) {
			int64_t back = zone_utc(t + zone_offset(t));

			twice += back != t;
			ck_assert_int_le(back > t ? back - t : t - back, 3600);
		}
		ck_assert_msg(twice <= 4, "%s: %d", names[i], twice);
	}
	ck_assert_int_eq(zone_utc(INT64_MIN), INT64_MIN);
}
END_TEST

START_TEST(names_have_digits_and_signs)
{
	ck_assert(zone_use("America/Port-au-Prince"));
	shows(at(2026, 1, 1, 12, 0), "1 January 2026, 07:00");
	ck_assert(zone_use("America/New_York"));
	shows(at(2026, 7, 1, 12, 0), "1 July 2026, 08:00");
	ck_assert(zone_use("Etc/GMT+3"));
	shows(at(2026, 7, 1, 12, 0), "1 July 2026, 09:00");
	zone_use_offset(0);
}
END_TEST

/* Midnight comes twice, once or not at all. */
START_TEST(a_day_begins_at_its_first_moment)
{
	ck_assert(zone_use("Asia/Beirut"));
	ck_assert_int_eq(date_begin((struct date){2026, 3, 29}), at(2026, 3, 28, 22, 0));
	ck_assert_int_eq(date_begin((struct date){2026, 10, 25}), at(2026, 10, 24, 22, 0));
	ck_assert_int_eq(date_begin((struct date){2026, 7, 1}), at(2026, 6, 30, 21, 0));
	ck_assert(zone_use("America/Santiago"));
	ck_assert_int_eq(date_begin((struct date){2026, 9, 6}), at(2026, 9, 6, 4, 0));
	ck_assert(zone_use("America/Havana"));
	ck_assert_int_eq(date_begin((struct date){2026, 11, 1}), at(2026, 11, 1, 4, 0));
	ck_assert(zone_use("Pacific/Auckland"));
	ck_assert_int_eq(date_begin((struct date){2026, 1, 2}), at(2026, 1, 1, 11, 0));
	zone_use_offset(0);
	ck_assert_int_eq(date_begin((struct date){1, 1, 1}), at(1, 1, 1, 0, 0));
}
END_TEST

START_TEST(an_hour_of_another_day_is_the_same_hour)
{
	ck_assert(zone_use("Asia/Beirut"));
	ck_assert_int_eq(date_at((struct date){2026, 7, 1}, at(2026, 1, 15, 8, 30)),
			 at(2026, 7, 1, 7, 30));
	ck_assert_int_eq(date_at((struct date){2026, 1, 15}, at(2026, 7, 1, 7, 30)),
			 at(2026, 1, 15, 8, 30));
	ck_assert_int_eq(date_at((struct date){2026, 1, 16}, at(2026, 1, 15, 23, 30)),
			 at(2026, 1, 15, 23, 30));
	zone_use_offset(0);
}
END_TEST

START_TEST(only_zones_are_zones)
{
	static const char *const wrong[] = {
		"",
		"Asia",
		"Asia/",
		"/Asia/Beirut",
		"Asia//Beirut",
		"Asia/Nowhere",
		"../etc/passwd",
		"Asia/../zone.tab",
		"zone.tab",
		"Asia/Beirut ",
		"EET-2EEST",
		"tzdata.zi",
		"leapseconds",
		":Asia/Beirut",
		"Asia/Beirut\n",
		"Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/Bbbbbbbb"};

	zone_use_offset(60);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		ck_assert_msg(!zone_use(wrong[i]), "%s", wrong[i]);
		ck_assert_int_eq(zone_offset(0), 3600);
	}
	zone_use_offset(0);
}
END_TEST

SUITE(zone, beirut, cairo, without_summer_time, there_and_back, names_have_digits_and_signs,
      a_day_begins_at_its_first_moment, an_hour_of_another_day_is_the_same_hour,
      only_zones_are_zones)
