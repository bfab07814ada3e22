/* deadline_test.c - days by which an authority has to answer. */
#include "tests/unit.h"

#include "i18n/zone.h"
#include "services/application/deadline.h"
#include "services/definition/calendar.h"
#include "tests/services/sample.h"

static int64_t moment(int year, int month, int day)
{
	return date_number((struct date){year, month, day}) * 86400 + 34000;
}

static int64_t after(int64_t from, int value, enum time_unit unit, const char *country)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)64 << 20);
	const struct term_list terms = sample_terms(a);
	const struct service s = {.id = "x", .calendar = calendar_find(&terms, country)};
	struct duration d = {.value = value, .unit = unit};

	return deadline_after(from, &d, &s);
}

START_TEST(plain_units)
{
	int64_t from = moment(2026, 3, 14);

	ck_assert_int_eq(after(from, 30, UNIT_MINUTE, "TN"), from + 1800);
	ck_assert_int_eq(after(from, 2, UNIT_HOUR, "TN"), from + 7200);
	ck_assert_int_eq(after(from, 20, UNIT_DAY, "TN"), moment(2026, 4, 3));
	ck_assert_int_eq(after(from, 2, UNIT_WEEK, "TN"), moment(2026, 3, 28));
}
END_TEST

/* 2026-03-12 is a Thursday. */
START_TEST(working_days_leave_out_the_weekend_and_holidays)
{
	ck_assert_int_eq(after(moment(2026, 3, 12), 1, UNIT_WORKING_DAY, "LB"),
			 moment(2026, 3, 13));
	ck_assert_int_eq(after(moment(2026, 3, 12), 2, UNIT_WORKING_DAY, "TN"),
			 moment(2026, 3, 16));
	ck_assert_int_eq(after(moment(2026, 3, 12), 1, UNIT_WORKING_DAY, "DZ"),
			 moment(2026, 3, 15));
	ck_assert_int_eq(after(moment(2026, 3, 12), 4, UNIT_WORKING_DAY, "EG"),
			 moment(2026, 3, 18));
	/* Eid from Thursday to Monday */
	ck_assert_int_eq(after(moment(2026, 3, 12), 6, UNIT_WORKING_DAY, "EG"),
			 moment(2026, 3, 25));
}
END_TEST

START_TEST(months_end_on_the_last_day)
{
	ck_assert_int_eq(after(moment(2026, 1, 31), 1, UNIT_MONTH, "TN"), moment(2026, 2, 28));
	ck_assert_int_eq(after(moment(2027, 11, 30), 3, UNIT_MONTH, "TN"), moment(2028, 2, 29));
	ck_assert_int_eq(after(moment(2026, 3, 14), 12, UNIT_MONTH, "TN"), moment(2027, 3, 14));
}
END_TEST

START_TEST(whole_time_before_stage_before_none)
{
	struct duration month = {.value = 1, .unit = UNIT_MONTH};
	struct service s = {.country = "LB", .duration = &month};
	struct stage stage = {.target = {.value = 5, .unit = UNIT_DAY}};
	int64_t from = moment(2026, 3, 14);

	ck_assert_int_eq(deadline_of(&s, &stage, from), moment(2026, 4, 14));
	month.until = 3; /* a range: by its longest */
	ck_assert_int_eq(deadline_of(&s, &stage, from), moment(2026, 6, 14));
	s.duration = NULL;
	ck_assert_int_eq(deadline_of(&s, &stage, from), moment(2026, 3, 19));
	stage.target.value = 0;
	ck_assert_int_eq(deadline_of(&s, &stage, from), 0);
}
END_TEST

START_TEST(while_one_waits_there_is_no_day)
{
	struct duration none = {.value = 0, .unit = UNIT_DAY};
	struct service s = {.country = "LB", .duration = &none};
	struct stage stage = {0};

	ck_assert_int_eq(deadline_whose(&s, &stage), DEADLINE_AT_ONCE);
	ck_assert_int_eq(deadline_of(&s, &stage, moment(2026, 3, 14)), 0);
	stage.target.value = 5;
	ck_assert_int_eq(deadline_whose(&s, &stage), DEADLINE_STAGE);
	s.duration = NULL;
	stage.target.value = 0;
	ck_assert_int_eq(deadline_whose(&s, &stage), DEADLINE_NONE);
}
END_TEST

/* A day is one of the clocks there: neither an hour that summer time takes nor the hours in which
 * UTC has another day move it. */
START_TEST(days_are_those_of_the_place)
{
	int64_t half_past_midnight = date_number((struct date){2026, 7, 2}) * 86400 - 9000;
	int64_t friday_night = date_number((struct date){2026, 3, 13}) * 86400 + 84600;

	ck_assert(zone_use("Asia/Beirut"));
	ck_assert_int_eq(date_compare(date_of(half_past_midnight), (struct date){2026, 7, 2}), 0);
	ck_assert_int_eq(date_compare(date_of(after(half_past_midnight, 5, UNIT_MONTH, "LB")),
				      (struct date){2026, 12, 2}),
			 0);
	ck_assert_int_eq(date_compare(date_of(after(half_past_midnight, 150, UNIT_DAY, "LB")),
				      (struct date){2026, 11, 29}),
			 0);
	/* Already Saturday there. */
	ck_assert_int_eq(date_compare(date_of(after(friday_night, 1, UNIT_WORKING_DAY, "LB")),
				      (struct date){2026, 3, 16}),
			 0);
	ck_assert_int_eq(date_compare(date_of(after(friday_night, 3, UNIT_WEEK, "LB")),
				      (struct date){2026, 4, 4}),
			 0);
	zone_use_offset(0);
}
END_TEST

SUITE(deadline, while_one_waits_there_is_no_day, days_are_those_of_the_place, plain_units,
      working_days_leave_out_the_weekend_and_holidays, months_end_on_the_last_day,
      whole_time_before_stage_before_none)
