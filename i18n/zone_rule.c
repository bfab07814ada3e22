/* zone_rule.c - the clock of a place as one line of POSIX has it. */
#include "i18n/zone_rule.h"

#include "i18n/date.h"

#include <string.h>

#define DAY 86400
#define HOUR 3600

/* --- reading --- */

/* Letters (EET), or anything in angle brackets (<+03>). */
static bool skip_name(const char **s)
{
	const char *from = *s;

	if (**s == '<') {
		*s += strcspn(*s, ">");
		return *(*s)++ == '>';
	}
	while ((**s >= 'A' && **s <= 'Z') || (**s >= 'a' && **s <= 'z'))
		(*s)++;
	return *s - from >= 3;
}

static bool read_number(const char **s, int most, int *ret)
{
	int number = 0, digits = 0;

	for (; **s >= '0' && **s <= '9' && digits < 4; (*s)++, digits++)
		number = number * 10 + (**s - '0');
	*ret = number;
	return digits > 0 && number <= most;
}

/* hh, hh:mm, hh:mm:ss, with a sign; the hours go to 167, as the tz database has them. */
static bool read_time(const char **s, int64_t *ret)
{
	int sign = **s == '-' ? -1 : 1, hours, minutes = 0, seconds = 0;

	if (**s == '-' || **s == '+')
		(*s)++;
	if (!read_number(s, 167, &hours))
		return false;
	if (**s == ':' && ((*s)++, !read_number(s, 59, &minutes)))
		return false;
	if (**s == ':' && ((*s)++, !read_number(s, 59, &seconds)))
		return false;
	*ret = sign * ((int64_t)hours * HOUR + minutes * 60 + seconds);
	return true;
}

/* ",M3.5.0/0": without a time at two in the morning. */
static bool read_change(const char **s, struct zone_change *ret)
{
	if (strncmp(*s, ",M", 2) != 0)
		return false;
	*s += 2;
	if (!read_number(s, 12, &ret->month) || *(*s)++ != '.' || !read_number(s, 5, &ret->week) ||
	    *(*s)++ != '.' || !read_number(s, 6, &ret->weekday))
		return false;
	ret->second = (int64_t)2 * HOUR;
	if (**s == '/' && ((*s)++, !read_time(s, &ret->second)))
		return false;
	return ret->month > 0 && ret->week > 0;
}

/* Its name, its distance where that is not an hour more, and both changes. */
static bool read_summer(const char **s, struct zone_rule *z)
{
	z->has_summer = true;
	z->summer = z->winter + HOUR;
	if (!skip_name(s))
		return false;
	if (**s != ',') {
		if (!read_time(s, &z->summer))
			return false;
		z->summer = -z->summer;
	}
	return read_change(s, &z->begins) && read_change(s, &z->ends);
}

bool zone_rule_read(const char *s, struct zone_rule *ret)
{
	struct zone_rule z = {.has_summer = false};

	/* POSIX counts westwards. */
	if (!skip_name(&s) || !read_time(&s, &z.winter))
		return false;
	z.winter = z.summer = -z.winter;
	if (*s != '\0' && !read_summer(&s, &z))
		return false;
	if (*s != '\0')
		return false;
	*ret = z;
	return true;
}

/* --- the clock --- */

/* 1970-01-01 was a Thursday; 0 is Sunday. */
static int weekday(int64_t day)
{
	return (int)(((day + 4) % 7 + 7) % 7);
}

/* When it comes in that year, by the clock that is left. */
static int64_t moment_of(const struct zone_change *c, int year)
{
	struct date first = {year, c->month, 1};
	struct date next = {c->month == 12 ? year + 1 : year, c->month % 12 + 1, 1};
	int64_t day = date_number(first);

	day += (c->weekday - weekday(day) + 7) % 7 + (int64_t)(c->week - 1) * 7;
	while (day >= date_number(next))
		day -= 7;
	return day * DAY + c->second;
}

int64_t zone_rule_offset(const struct zone_rule *z, int64_t utc_seconds)
{
	int64_t winter = utc_seconds + z->winter, day = winter / DAY - (winter % DAY < 0);
	int64_t begins, ends;
	int year;

	if (!z->has_summer)
		return z->winter;
	year = date_from_number(day).year;
	begins = moment_of(&z->begins, year) - z->winter;
	ends = moment_of(&z->ends, year) - z->summer;
	if (begins < ends)
		return utc_seconds >= begins && utc_seconds < ends ? z->summer : z->winter;
	return utc_seconds >= begins || utc_seconds < ends ? z->summer : z->winter;
}

int64_t zone_rule_utc(const struct zone_rule *z, int64_t local_seconds)
{
	int64_t first = local_seconds - (z->summer > z->winter ? z->summer : z->winter);
	int64_t other = local_seconds - (z->summer > z->winter ? z->winter : z->summer);

	return first + zone_rule_offset(z, first) == local_seconds ? first : other;
}
