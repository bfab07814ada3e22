/* calendar_count_test.c - days are counted as the calendars of the four countries have them: their
 * weekends, holidays, suspensions and clocks. */
#include "services/definition/calendar_count.h"

#include "services/definition/kind_read.h"
#include "i18n/zone.h"
#include "tests/services/sample.h"
#include "tests/unit.h"

#include <string.h>

#define ARENA ((size_t)64 * 1024 * 1024)
#define TEXT "{ar: ع, fr: f, en: e}"

static struct term_list terms;
static struct arena *arena;

static void open_terms(void)
{
	arena = arena_new(ARENA);
	terms = sample_terms(arena);
}

static void close_terms(void)
{
	arena_free(arena);
}

static struct date day(const char *iso)
{
	struct date d;

	ck_assert_msg(date_read_iso(iso, &d), "%s", iso);
	return d;
}

/* At 10:00 by the clock there. */
static int64_t morning(const struct calendar *c, const char *iso)
{
	return zone_rule_utc(&c->clock, date_number(day(iso)) * 86400 + 36000);
}

static struct calendar_count count(const struct calendar_ask *ask)
{
	struct calendar_count ret;

	calendar_count(arena, ask, &ret);
	return ret;
}

static void check_due(const struct calendar *c, const char *from, int value, enum time_unit unit,
		      const char *due)
{
	const struct calendar_ask ask = {
		.calendar = c, .length = {.value = value, .unit = unit}, .from = morning(c, from)};
	struct calendar_count got = count(&ask);

	ck_assert_msg(got.due_at == morning(c, due), "%s: %d from %s: %s, not %s", c->id, value,
		      from, date_iso(arena, date_of(got.due_at)), due);
}

/* By the holidays of facts about each country: Eid and Annunciation in Lebanon, Independence and
 * Eid in Tunisia, May Day, Sham el-Nessim and Sinai Day in Egypt, Amazigh New Year in Algeria. */
START_TEST(working_days_of_the_four_countries)
{
	static const struct {
		const char *country, *from;
		int days;
		const char *due;
	} all[] = {
		{"LB", "2026-03-12", 1, "2026-03-13"}, {"LB", "2026-03-18", 1, "2026-03-19"},
		{"LB", "2026-03-18", 2, "2026-03-24"}, {"LB", "2026-03-18", 3, "2026-03-26"},
		{"LB", "2026-12-23", 5, "2026-12-31"}, {"LB", "2026-12-31", 1, "2027-01-04"},
		{"LB", "2027-01-04", 2, "2027-01-07"}, {"TN", "2026-03-18", 1, "2026-03-19"},
		{"TN", "2026-03-18", 2, "2026-03-23"}, {"TN", "2026-04-08", 1, "2026-04-10"},
		{"TN", "2026-07-24", 1, "2026-07-27"}, {"TN", "2026-12-16", 2, "2026-12-21"},
		{"DZ", "2026-03-12", 1, "2026-03-15"}, {"DZ", "2026-03-19", 1, "2026-03-23"},
		{"DZ", "2026-01-11", 1, "2026-01-13"}, {"DZ", "2026-10-29", 1, "2026-11-02"},
		{"EG", "2026-03-18", 1, "2026-03-24"}, {"EG", "2026-03-18", 3, "2026-03-26"},
		{"EG", "2026-04-09", 2, "2026-04-14"}, {"EG", "2026-04-30", 1, "2026-05-03"},
		{"EG", "2026-01-28", 1, "2026-02-01"}, {"EG", "2026-01-24", 1, "2026-01-25"},
	};

	open_terms();
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		check_due(calendar_find(&terms, all[i].country), all[i].from, all[i].days,
			  UNIT_WORKING_DAY, all[i].due);
	close_terms();
}
END_TEST

START_TEST(other_lengths_count_every_day)
{
	const struct calendar *lb;

	open_terms();
	lb = calendar_find(&terms, "LB");
	check_due(lb, "2026-03-14", 20, UNIT_DAY, "2026-04-03");
	check_due(lb, "2026-03-14", 2, UNIT_WEEK, "2026-03-28");
	check_due(lb, "2026-01-31", 1, UNIT_MONTH, "2026-02-28");
	check_due(lb, "2027-11-30", 3, UNIT_MONTH, "2028-02-29");
	check_due(lb, "2026-03-14", 12, UNIT_MONTH, "2027-03-14");
	check_due(lb, "2026-02-28", 12, UNIT_MONTH, "2027-02-28");
	close_terms();
}
END_TEST

static void check_run(const struct calendar_count *c, size_t at, const char *first,
		      const char *last, enum calendar_why why, int counted)
{
	const struct calendar_run *run = &c->runs[at];

	ck_assert_uint_lt(at, c->run_count);
	ck_assert_msg(date_compare(run->first, day(first)) == 0 &&
			      date_compare(run->last, day(last)) == 0 && run->why == why &&
			      run->counted == counted,
		      "%zu: %s to %s, %s, %d", at, date_iso(arena, run->first),
		      date_iso(arena, run->last), calendar_count_codes[run->why], run->counted);
}

START_TEST(each_day_is_told_with_its_reason)
{
	struct calendar_ask ask = {.length = {.value = 4, .unit = UNIT_WORKING_DAY}};
	struct calendar_count got;

	open_terms();
	ask.calendar = calendar_find(&terms, "LB");
	ask.from = morning(ask.calendar, "2026-03-18");
	got = count(&ask);
	ck_assert_uint_eq(got.run_count, 8);
	check_run(&got, 0, "2026-03-18", "2026-03-18", WHY_FIRST, 0);
	check_run(&got, 1, "2026-03-19", "2026-03-19", WHY_COUNTED, 1);
	check_run(&got, 2, "2026-03-20", "2026-03-20", WHY_HOLIDAY, 1);
	ck_assert_str_eq(got.runs[2].holiday->name.in[LANG_EN], "Eid al-Fitr");
	ck_assert(!got.runs[2].holiday->expected);
	check_run(&got, 3, "2026-03-21", "2026-03-22", WHY_WEEKEND, 1);
	check_run(&got, 4, "2026-03-23", "2026-03-23", WHY_HOLIDAY, 1);
	check_run(&got, 5, "2026-03-24", "2026-03-24", WHY_COUNTED, 2);
	check_run(&got, 6, "2026-03-25", "2026-03-25", WHY_HOLIDAY, 2);
	check_run(&got, 7, "2026-03-26", "2026-03-27", WHY_COUNTED, 4);
	/* A length of plain days leaves out none, but says which is not the first. */
	ask.length = (struct duration){.value = 6, .unit = UNIT_DAY};
	got = count(&ask);
	ck_assert_uint_eq(got.run_count, 2);
	check_run(&got, 1, "2026-03-19", "2026-03-24", WHY_COUNTED, 6);
	/* Expected ones are left out too, and say so. */
	ask.calendar = calendar_find(&terms, "EG");
	ask.from = morning(ask.calendar, "2026-10-05");
	ask.length = (struct duration){.value = 1, .unit = UNIT_WORKING_DAY};
	got = count(&ask);
	ck_assert(got.runs[1].why == WHY_HOLIDAY && got.runs[1].holiday->expected);
	close_terms();
}
END_TEST

/* What a definition or its calendar may say: Friday 2026-03-13 with the weekend of Lebanon. */
START_TEST(rules_of_the_first_and_the_last_day)
{
	struct calendar_ask ask = {.length = {.value = 1, .unit = UNIT_DAY}};
	const struct calendar *lb;
	struct calendar_count got;

	open_terms();
	lb = ask.calendar = calendar_find(&terms, "LB");
	ask.from = morning(lb, "2026-03-13");
	ck_assert_int_eq(count(&ask).due_at, morning(lb, "2026-03-14"));
	ask.rules.first_day = true;
	ck_assert_int_eq(count(&ask).due_at, morning(lb, "2026-03-13"));
	ask.rules = (struct calendar_rules){.clear_days = true};
	got = count(&ask);
	ck_assert_int_eq(got.due_at, morning(lb, "2026-03-15"));
	check_run(&got, 2, "2026-03-15", "2026-03-15", WHY_CLEAR, 1);
	ask.rules = (struct calendar_rules){.moves = true};
	got = count(&ask);
	ck_assert_int_eq(got.due_at, morning(lb, "2026-03-16"));
	check_run(&got, 1, "2026-03-14", "2026-03-14", WHY_COUNTED, 1);
	check_run(&got, 2, "2026-03-15", "2026-03-15", WHY_WEEKEND, 1);
	check_run(&got, 3, "2026-03-16", "2026-03-16", WHY_MOVED, 1);
	/* Over Eid as well; and a working day is left as it is. */
	ask.from = morning(lb, "2026-03-19");
	ck_assert_int_eq(count(&ask).due_at, morning(lb, "2026-03-24"));
	ask.from = morning(lb, "2026-03-11");
	ck_assert_int_eq(count(&ask).due_at, morning(lb, "2026-03-12"));
	/* A month that counts its first day ends a day before. */
	ask.rules = (struct calendar_rules){.first_day = true};
	ask.length = (struct duration){.value = 1, .unit = UNIT_MONTH};
	ask.from = morning(lb, "2026-01-15");
	ck_assert_int_eq(count(&ask).due_at, morning(lb, "2026-02-14"));
	close_terms();
}
END_TEST

/* Decrees let no time run: of all lengths, and of the services that they name. */
START_TEST(suspensions_let_no_day_count)
{
	static const char yaml[] = "calendar: EG\nversion: 9\nzone: Africa/Cairo\n"
				   "clock: EET-2EEST,M4.5.5/0,M10.5.4/24\nweekend: [fri, sat]\n"
				   "suspensions:\n  - {from: 2027-02-01, until: 2027-02-14, "
				   "services: [eg-x], law: " TEXT "}\n";
	struct calendar_ask ask = {.service = "eg-x", .length = {.value = 1, .unit = UNIT_MONTH}};
	struct calendar_count got;
	struct definition d;
	struct error err = {0};

	open_terms();
	/* Laws 160 and 185 of 2020: from 18 October 2019 to the end of 2020. */
	check_due(calendar_find(&terms, "LB"), "2019-10-15", 5, UNIT_DAY, "2021-01-03");
	ck_assert_int_eq(kind_read(arena, &terms, "x", yaml, strlen(yaml), &d, NULL, &err),
			 FAULT_NONE);
	ask.calendar = d.what;
	ask.from = morning(ask.calendar, "2027-01-20");
	got = count(&ask);
	ck_assert_int_eq(got.due_at, morning(ask.calendar, "2027-03-06"));
	check_run(&got, 2, "2027-02-01", "2027-02-14", WHY_SUSPENDED, 11);
	ck_assert_str_eq(got.runs[2].suspension->law.in[LANG_EN], "e");
	ask.service = "eg-y";
	ck_assert_int_eq(count(&ask).due_at, morning(ask.calendar, "2027-02-20"));
	close_terms();
}
END_TEST

START_TEST(pauses_let_no_day_count)
{
	struct calendar_pause pauses[2];
	struct calendar_ask ask = {.length = {.value = 5, .unit = UNIT_DAY}, .pauses = pauses};
	struct calendar_count got;

	open_terms();
	ask.calendar = calendar_find(&terms, "TN");
	ask.from = morning(ask.calendar, "2026-06-01");
	pauses[0] = (struct calendar_pause){morning(ask.calendar, "2026-06-03"),
					    morning(ask.calendar, "2026-06-10")};
	pauses[1] = (struct calendar_pause){morning(ask.calendar, "2026-06-11"), 0};
	ask.pause_count = 1;
	got = count(&ask);
	ck_assert_int_eq(got.due_at, morning(ask.calendar, "2026-06-13"));
	check_run(&got, 2, "2026-06-04", "2026-06-10", WHY_PAUSED, 2);
	/* Asked and answered on one day: no day is lost. */
	pauses[0].until = pauses[0].from + 3600;
	ck_assert_int_eq(count(&ask).due_at, morning(ask.calendar, "2026-06-06"));
	/* Nobody knows when it goes on: there is no day, but what was counted so far. */
	pauses[0].until = morning(ask.calendar, "2026-06-10");
	ask.pause_count = 2;
	got = count(&ask);
	ck_assert_int_eq(got.due_at, 0);
	ck_assert_int_eq(got.over_at, 0);
	ck_assert_int_eq(got.runs[got.run_count - 1].counted, 3);
	/* It was over before. */
	ask.length.value = 3;
	ck_assert_int_eq(count(&ask).due_at, morning(ask.calendar, "2026-06-11"));
	close_terms();
}
END_TEST

/* A day has 23 or 25 hours where clocks change: Lebanon at midnight of the last Sundays of March
 * and October, Egypt on the last Friday of April and at the end of the last Thursday of October. */
START_TEST(days_are_those_of_the_clocks_there)
{
	static const struct {
		const char *country, *from, *due;
		int64_t hours; /* from the beginning of the first day to the end of the last */
	} all[] = {
		{"LB", "2026-03-28", "2026-03-29", 24 + 23}, {"LB", "2026-10-24", "2026-10-25", 49},
		{"LB", "2026-10-23", "2026-10-24", 48 + 1},  {"EG", "2026-04-23", "2026-04-24", 47},
		{"EG", "2026-10-28", "2026-10-29", 49},      {"EG", "2026-10-29", "2026-10-30", 49},
		{"TN", "2026-03-28", "2026-03-29", 48},      {"DZ", "2026-10-24", "2026-10-25", 48},
	};

	open_terms();
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		const struct calendar *c = calendar_find(&terms, all[i].country);
		const struct calendar_ask ask = {.calendar = c,
						 .length = {.value = 1, .unit = UNIT_DAY},
						 .from = morning(c, all[i].from)};
		int64_t begin = zone_rule_utc(&c->clock, date_number(day(all[i].from)) * 86400);
		struct calendar_count got = count(&ask);

		ck_assert_int_eq(got.due_at, morning(c, all[i].due));
		ck_assert_msg(got.over_at - begin == all[i].hours * 3600, "%s %s: %lld s",
			      all[i].country, all[i].from, (long long)(got.over_at - begin));
	}
	/* UTC's midnight is not theirs: Friday 23:30 UTC is Saturday in Beirut. */
	check_due(calendar_find(&terms, "LB"), "2026-03-14", 1, UNIT_WORKING_DAY, "2026-03-16");
	close_terms();
}
END_TEST

/* Half an hour before midnight in Tunis it is the next day in Beirut, and half an hour behind it
 * the day before in Dakar: the due day is the one there, also to people who go by those clocks. */
START_TEST(a_due_day_is_the_same_by_the_clock_here)
{
	static const struct {
		int offset, second;
	} all[] = {{180, 23 * 3600 + 1800}, {0, 1800}, {60, 23 * 3600 + 1800}};

	open_terms();
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		const struct calendar *c = calendar_find(&terms, "TN");
		const int64_t begin = date_number(day("2026-06-01")) * 86400;
		const struct calendar_ask ask = {
			.calendar = c,
			.length = {.value = 3, .unit = UNIT_DAY},
			.from = zone_rule_utc(&c->clock, begin + all[i].second)};

		zone_use_offset(all[i].offset);
		ck_assert_str_eq(date_iso(arena, date_of(count(&ask).due_at)), "2026-06-04");
		ck_assert_int_eq(count(&ask).over_at, zone_rule_utc(&c->clock, begin + 4 * 86400));
	}
	zone_use_offset(0);
	close_terms();
}
END_TEST

/* From Honolulu to Auckland, whatever the hour: the day there, and over when it is over there. */
START_TEST(every_place_names_the_same_day_of_each_calendar)
{
	static const char *const zones[] = {"UTC", "Pacific/Auckland", "Africa/Cairo",
					    "Pacific/Honolulu"};
	static const char *const countries[] = {"LB", "EG", "TN", "DZ"};
	static const char *const days[] = {"2026-01-11", "2026-07-12"};

	open_terms();
	for (size_t i = 0; i < 4 * 4 * 2 * 48; i++) {
		const struct calendar *c = calendar_find(&terms, countries[i % 4]);
		const char *first = days[i / 16 % 2], *zone = zones[i / 4 % 4];
		const int64_t begin = date_number(day(first)) * 86400;
		const struct calendar_ask ask = {
			.calendar = c,
			.length = {.value = 3, .unit = UNIT_DAY},
			.from = zone_rule_utc(&c->clock, begin + (int64_t)(i / 32) * 1800)};
		struct calendar_count got;

		ck_assert(zone_use(zone));
		got = count(&ask);
		ck_assert_msg(date_number(date_of(got.due_at)) == begin / 86400 + 3,
			      "%s seen from %s: %s", c->id, zone,
			      date_iso(arena, date_of(got.due_at)));
		ck_assert_int_lt(got.due_at, got.over_at);
		ck_assert_int_eq(got.over_at, zone_rule_utc(&c->clock, begin + 4 * 86400));
	}
	zone_use_offset(0);
	close_terms();
}
END_TEST

START_TEST(what_has_no_end_has_no_day)
{
	static const char yaml[] = "calendar: XX\nversion: 1\nzone: Africa/Tunis\nclock: CET-1\n"
				   "weekend: [sun]\nholidays:\n"
				   "  - {every: 01-01, to: 12-31, name: " TEXT "}\n";
	struct calendar_ask ask = {.length = {.value = 1, .unit = UNIT_WORKING_DAY}};
	struct definition d;
	struct error err = {0};

	open_terms();
	ck_assert_int_eq(kind_read(arena, &terms, "x", yaml, strlen(yaml), &d, NULL, &err),
			 FAULT_NONE);
	ask.calendar = d.what;
	ask.from = morning(d.what, "2026-06-01");
	ck_assert_int_eq(count(&ask).due_at, 0);
	ask.length.unit = UNIT_DAY;
	ask.rules.moves = true;
	ck_assert_int_eq(count(&ask).due_at, 0);
	/* Without a calendar each day is one. */
	ask.calendar = NULL;
	ck_assert_int_eq(count(&ask).due_at, ask.from + 86400);
	close_terms();
}
END_TEST

SUITE(calendar_count, working_days_of_the_four_countries, other_lengths_count_every_day,
      each_day_is_told_with_its_reason, rules_of_the_first_and_the_last_day,
      suspensions_let_no_day_count, pauses_let_no_day_count, days_are_those_of_the_clocks_there,
      a_due_day_is_the_same_by_the_clock_here, every_place_names_the_same_day_of_each_calendar,
      what_has_no_end_has_no_day)
