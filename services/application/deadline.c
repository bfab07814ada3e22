/* deadline.c - the day by which an authority has to answer. */
#include "services/application/deadline.h"

#include "i18n/zone.h"

#include <string.h>

#define DAY 86400

/* 1970-01-01 was a Thursday; 0 is Sunday. */
static int weekday(int64_t day)
{
	return (int)(((day + 4) % 7 + 7) % 7);
}

/* Friday and Saturday in Algeria and Egypt, Saturday and Sunday in Lebanon and Tunisia. */
static bool is_weekend(int64_t day, const char *country)
{
	int w = weekday(day);

	if (strcmp(country, "DZ") == 0 || strcmp(country, "EG") == 0)
		return w == 5 || w == 6;
	return w == 6 || w == 0;
}

/* `from` and what is returned are moments by the clocks here, so that a day is one there, whether
 * it has 23 hours or 25. */
static int64_t after_working_days(int64_t from, int days, const char *country)
{
	int64_t day = from / DAY;

	while (days > 0) {
		day++;
		if (!is_weekend(day, country))
			days--;
	}
	return day * DAY + from % DAY;
}

static int64_t after_months(int64_t from, int months)
{
	struct date d = date_from_number(from / DAY);
	int month = d.month - 1 + months;

	d.year += month / 12;
	d.month = month % 12 + 1;
	while (!date_is_valid(d) && d.day > 28)
		d.day--;
	return date_number(d) * DAY + from % DAY;
}

int64_t deadline_after(int64_t from, const struct duration *duration, const char *country)
{
	int64_t value = duration->value, here = from + zone_offset(from);

	switch (duration->unit) {
	case UNIT_MINUTE: return from + value * 60;
	case UNIT_HOUR: return from + value * 3600;
	case UNIT_DAY: return zone_utc(here + value * DAY);
	case UNIT_WORKING_DAY: return zone_utc(after_working_days(here, duration->value, country));
	case UNIT_WEEK: return zone_utc(here + value * 7 * DAY);
	case UNIT_MONTH: return zone_utc(after_months(here, duration->value));
	}
	return 0;
}

enum deadline_whose deadline_whose(const struct service *s, const struct stage *stage)
{
	if (s->duration != NULL && s->duration->value > 0)
		return DEADLINE_SERVICE;
	if (stage != NULL && stage->target.value > 0)
		return DEADLINE_STAGE;
	return s->duration != NULL ? DEADLINE_AT_ONCE : DEADLINE_NONE;
}

int64_t deadline_of(const struct service *s, const struct stage *stage, int64_t from)
{
	switch (deadline_whose(s, stage)) {
	case DEADLINE_SERVICE: return deadline_after(from, s->duration, s->country);
	case DEADLINE_STAGE: return deadline_after(from, &stage->target, s->country);
	case DEADLINE_AT_ONCE:
	case DEADLINE_NONE: break;
	}
	return 0;
}
