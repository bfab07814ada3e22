/* calendar_count.c - so many days of a place from a moment on: when they are over, which days count
 * for it, and why the others don't. */
#include "services/definition/calendar_count.h"

#include "i18n/base/array.h"
#include "i18n/zone.h"

#include <string.h>

#define DAY 86400
#define FARTHEST 40000 /* days: a century and more, whatever is suspended */

const char *const calendar_count_codes[] = {
	[WHY_COUNTED] = "counted",     [WHY_FIRST] = "first_day", [WHY_PAUSED] = "paused",
	[WHY_SUSPENDED] = "suspended", [WHY_WEEKEND] = "weekend", [WHY_HOLIDAY] = "holiday",
	[WHY_CLEAR] = "clear_day",     [WHY_MOVED] = "moved",     [WHY_MOVED + 1] = NULL,
};

/* A count on its way. */
struct counting {
	struct arena *arena;
	const struct calendar_ask *ask;
	struct calendar_run *runs;
	size_t count, room;
	int counted;
};

/* --- the clock there --- */

static int64_t day_of(const struct calendar *c, int64_t utc, int64_t *ret_second)
{
	int64_t there = utc + (c == NULL ? zone_offset(utc) : zone_rule_offset(&c->clock, utc));
	int64_t second = (there % DAY + DAY) % DAY;

	if (ret_second != NULL)
		*ret_second = second;
	return (there - second) / DAY;
}

struct date calendar_day(const struct calendar *c, int64_t utc_seconds)
{
	return date_from_number(day_of(c, utc_seconds, NULL));
}

static int64_t moment_of(const struct calendar *c, int64_t day, int64_t second)
{
	int64_t there = day * DAY + second;

	return c == NULL ? zone_utc(there) : zone_rule_utc(&c->clock, there);
}

/* --- what a day is --- */

static bool is_weekend(const struct calendar *c, int64_t day)
{
	/* 1970-01-01 was a Thursday; 0 is Sunday. */
	return c != NULL && c->weekend[((day + 4) % 7 + 7) % 7];
}

static bool is_within(struct date day, struct date first, struct date last)
{
	return date_compare(first, day) <= 0 && date_compare(day, last) <= 0;
}

static const struct calendar_holiday *find_holiday(const struct calendar *c, int64_t number)
{
	struct date day = date_from_number(number);
	const struct date yearly = {0, day.month, day.day};

	for (size_t i = 0; c != NULL && i < c->holiday_count; i++) {
		const struct calendar_holiday *h = &c->holidays[i];

		if ((h->since > 0 && day.year < h->since) || (h->until > 0 && day.year > h->until))
			continue;
		if (is_within(h->first.year == 0 ? yearly : day, h->first, h->last))
			return h;
	}
	return NULL;
}

static bool is_of(const struct calendar_suspension *s, const char *service)
{
	for (size_t i = 0; i < s->service_count; i++)
		if (service != NULL && strcmp(s->services[i], service) == 0)
			return true;
	return s->service_count == 0;
}

static const struct calendar_suspension *find_suspension(const struct calendar_ask *ask,
							 int64_t number)
{
	const struct calendar *c = ask->calendar;
	struct date day = date_from_number(number);

	for (size_t i = 0; c != NULL && i < c->suspension_count; i++)
		if (is_within(day, c->suspensions[i].first, c->suspensions[i].last) &&
		    is_of(&c->suspensions[i], ask->service))
			return &c->suspensions[i];
	return NULL;
}

/* *ret_for_ever: nobody knows yet when it goes on. */
static bool is_paused(const struct calendar_ask *ask, int64_t day, bool *ret_for_ever)
{
	for (size_t i = 0; i < ask->pause_count; i++) {
		const struct calendar_pause *p = &ask->pauses[i];

		if (day <= day_of(ask->calendar, p->from, NULL))
			continue;
		*ret_for_ever = p->until == 0;
		if (p->until == 0 || day <= day_of(ask->calendar, p->until, NULL))
			return true;
	}
	*ret_for_ever = false;
	return false;
}

static struct calendar_run no_working_day(const struct calendar_ask *ask, int64_t day)
{
	struct calendar_run run = {.why = WHY_COUNTED};

	run.suspension = find_suspension(ask, day);
	if (run.suspension != NULL)
		run.why = WHY_SUSPENDED;
	else if (is_weekend(ask->calendar, day))
		run.why = WHY_WEEKEND;
	else if ((run.holiday = find_holiday(ask->calendar, day)) != NULL)
		run.why = WHY_HOLIDAY;
	return run;
}

/* What is to be said of a day within the time. */
static struct calendar_run judge(const struct calendar_ask *ask, int64_t day, bool *ret_for_ever)
{
	struct calendar_run run;

	if (is_paused(ask, day, ret_for_ever))
		return (struct calendar_run){.why = WHY_PAUSED};
	run = no_working_day(ask, day);
	if (run.why == WHY_SUSPENDED || ask->length.unit == UNIT_WORKING_DAY)
		return run;
	return (struct calendar_run){.why = WHY_COUNTED};
}

/* --- the count --- */

static bool is_same(const struct calendar_run *one, const struct calendar_run *two)
{
	return one->why == two->why && one->holiday == two->holiday &&
	       one->suspension == two->suspension;
}

static void add(struct counting *c, int64_t day, struct calendar_run run)
{
	struct calendar_run *before = c->count == 0 ? NULL : &c->runs[c->count - 1];

	c->counted += run.why == WHY_COUNTED;
	if (c->arena == NULL)
		return;
	run.first = run.last = date_from_number(day);
	run.counted = c->counted;
	if (before != NULL && is_same(before, &run)) {
		before->last = run.last;
		before->counted = run.counted;
		return;
	}
	c->runs = array_room_in(c->arena, c->runs, c->count + 1, &c->room, sizeof(*c->runs));
	c->runs[c->count++] = run;
}

/* Months are as many days as there are to the same day of the month, or to its last. */
static int days_wanted(const struct calendar_ask *ask, int64_t from)
{
	struct date d = date_from_number(from);
	int month = d.month - 1 + ask->length.value;

	if (ask->length.unit == UNIT_WEEK)
		return ask->length.value * 7;
	if (ask->length.unit != UNIT_MONTH)
		return ask->length.value;
	d.year += month / 12;
	d.month = month % 12 + 1;
	while (!date_is_valid(d) && d.day > 28)
		d.day--;
	return (int)(date_number(d) - from);
}

/* What is behind the days that count; false where that has no end. */
static bool move_on(struct counting *c, int64_t *day)
{
	const struct calendar_ask *ask = c->ask;
	int64_t farthest = *day + FARTHEST;

	if (ask->rules.clear_days)
		add(c, ++*day, (struct calendar_run){.why = WHY_CLEAR});
	if (!ask->rules.moves || no_working_day(ask, *day).why == WHY_COUNTED)
		return true;
	while (no_working_day(ask, *day).why != WHY_COUNTED) {
		struct calendar_run run = no_working_day(ask, ++*day);

		if (*day == farthest)
			return false;
		add(c, *day,
		    run.why == WHY_COUNTED ? (struct calendar_run){.why = WHY_MOVED} : run);
	}
	return true;
}

/* The last day, or -1: there is none. */
static int64_t count_days(struct counting *c, int64_t from)
{
	const struct calendar_ask *ask = c->ask;
	int wanted = days_wanted(ask, from);
	int64_t day = ask->rules.first_day ? from - 1 : from;

	if (!ask->rules.first_day)
		add(c, from, (struct calendar_run){.why = WHY_FIRST});
	while (c->counted < wanted) {
		bool for_ever;
		struct calendar_run run = judge(ask, ++day, &for_ever);

		if (for_ever || day - from == FARTHEST)
			return -1;
		add(c, day, run);
	}
	return move_on(c, &day) ? day : -1;
}

/* Clocks a day apart have no day in common: then it is noon there. */
static int64_t due_on(const struct calendar *c, int64_t day, int64_t second)
{
	int64_t at = moment_of(c, day, second), from, until, here;

	if (date_number(date_of(at)) == day)
		return at;
	from = moment_of(c, day, 0);
	here = date_begin(date_from_number(day));
	from = here > from ? here : from;
	until = moment_of(c, day + 1, 0);
	here = date_begin(date_from_number(day + 1));
	until = here < until ? here : until;
	return from < until ? from + (until - from) / 2 : moment_of(c, day, DAY / 2);
}

void calendar_count(struct arena *a, const struct calendar_ask *ask, struct calendar_count *ret)
{
	struct counting c = {.arena = a, .ask = ask};
	int64_t second, from = day_of(ask->calendar, ask->from, &second), last;

	*ret = (struct calendar_count){.due_at = 0};
	if (ask->length.unit == UNIT_MINUTE || ask->length.unit == UNIT_HOUR) {
		ret->due_at = ask->from + (int64_t)ask->length.value *
						  (ask->length.unit == UNIT_HOUR ? 3600 : 60);
		ret->over_at = ret->due_at;
		return;
	}
	last = count_days(&c, from);
	ret->runs = c.runs;
	ret->run_count = c.count;
	if (last < 0)
		return;
	ret->due_at = due_on(ask->calendar, last, second);
	ret->over_at = moment_of(ask->calendar, last + 1, 0);
}

int64_t calendar_begin(const struct calendar *c, struct date day)
{
	return moment_of(c, date_number(day), 0);
}
