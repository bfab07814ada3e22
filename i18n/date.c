/* date.c - days, and moments in UTC seconds: reckoning, reading and showing them. */
#include "i18n/date_inside.h"

#include "i18n/zone.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#define DAY_SECONDS 86400
#define STEP 1800 /* seconds: clocks are put on or back by so much, or by twice as much */
#define STEPS 4
#define FRENCH_HOUR "\u00A0h\u00A0" /* 13 h 06, on one line */
#define FIRST_DAY INT64_C(-719162)  /* 0001-01-01 */
#define LAST_DAY INT64_C(2932896)   /* 9999-12-31 */

const char *const date_arabic_months[][12] = {
	[DATE_LEVANT] = {"كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب",
			 "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول"},
	[DATE_MAGHREB] = {"جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان", "جويلية", "أوت",
			  "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"},
	[DATE_EGYPT] = {"يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس",
			"سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"},
};
const char *const date_french_months[12] = {"janvier",   "février", "mars",     "avril",
					    "mai",       "juin",    "juillet",  "août",
					    "septembre", "octobre", "novembre", "décembre"};
const char *const date_english_months[12] = {"January",   "February", "March",    "April",
					     "May",       "June",     "July",     "August",
					     "September", "October",  "November", "December"};

int date_days_in_month(int year, int month)
{
	static const int days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return month == 2 && leap ? 29 : days[month - 1];
}

bool date_is_valid(struct date d)
{
	return d.year >= 1 && d.year <= 9999 && d.month >= 1 && d.month <= 12 && d.day >= 1 &&
	       d.day <= date_days_in_month(d.year, d.month);
}

/* Years are counted from March, so that the leap day is the last of its year; 400 years (an era)
 * have 146097 days. */
int64_t date_number(struct date d)
{
	int64_t year = d.month <= 2 ? d.year - 1 : d.year;
	int64_t era = (year >= 0 ? year : year - 399) / 400;
	int64_t year_of_era = year - era * 400;
	int64_t day_of_year = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
	int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

	return era * 146097 + day_of_era - 719468;
}

struct date date_from_number(int64_t days)
{
	int64_t era, day_of_era, year_of_era, day_of_year, month;
	struct date d = {0};

	if (days < FIRST_DAY || days > LAST_DAY)
		return d;
	days += 719468;
	era = days / 146097;
	day_of_era = days - era * 146097;
	year_of_era =
		(day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	month = (5 * day_of_year + 2) / 153;
	d.day = (int)(day_of_year - (153 * month + 2) / 5 + 1);
	d.month = (int)(month < 10 ? month + 3 : month - 9);
	d.year = (int)(year_of_era + era * 400 + (d.month <= 2 ? 1 : 0));
	return d;
}

int date_compare(struct date a, struct date b)
{
	int64_t one = date_number(a), other = date_number(b);

	return (one > other) - (one < other);
}

int date_age(struct date born, struct date today)
{
	bool before =
		today.month < born.month || (today.month == born.month && today.day < born.day);

	return today.year - born.year - (before ? 1 : 0);
}

/* The day of a moment at such an offset and, in `ret_seconds`, the second of that day. */
static struct date split(int64_t utc_seconds, int64_t offset, int *ret_seconds)
{
	int64_t local, days, seconds;

	if (__builtin_add_overflow(utc_seconds, offset, &local))
		local = utc_seconds;
	days = local / DAY_SECONDS;
	seconds = local % DAY_SECONDS;
	if (seconds < 0) {
		seconds += DAY_SECONDS;
		days--;
	}
	*ret_seconds = (int)seconds;
	return date_from_number(days);
}

struct date date_of(int64_t utc_seconds)
{
	int seconds;

	return split(utc_seconds, zone_offset(utc_seconds), &seconds);
}

int64_t date_begin(struct date d)
{
	int64_t at = zone_utc(date_number(d) * DAY_SECONDS);

	for (int i = 0; i < STEPS && date_compare(date_of(at), d) < 0; i++)
		at += STEP;
	for (int i = 0; i < STEPS && date_compare(date_of(at - STEP), d) == 0; i++)
		at -= STEP;
	return at;
}

int64_t date_at(struct date d, int64_t like)
{
	int seconds;

	split(like, zone_offset(like), &seconds);
	return zone_utc(date_number(d) * DAY_SECONDS + seconds);
}

/* The same day some months on, or the last day of that month where it is shorter. */
static struct date add_months(struct date d, int months)
{
	int all = d.year * 12 + d.month - 1 + months;

	if (all < 12 || all >= 12 * 10000)
		return (struct date){0};
	d.year = all / 12;
	d.month = all % 12 + 1;
	if (d.day > date_days_in_month(d.year, d.month))
		d.day = date_days_in_month(d.year, d.month);
	return d;
}

/* One term such as `-18y`; moves *s behind it. */
static bool read_term(const char **s, struct date *d)
{
	int sign = **s == '-' ? -1 : 1;
	int number = 0, digits = 0;

	if (**s != '-' && **s != '+')
		return false;
	for (++*s; **s >= '0' && **s <= '9'; ++*s) {
		if (++digits > 5)
			return false;
		number = number * 10 + (**s - '0');
	}
	number *= sign;
	if (digits == 0)
		return false;
	switch (*(*s)++) {
	case 'y': *d = add_months(*d, number * 12); break;
	case 'm': *d = add_months(*d, number); break;
	case 'w': *d = date_from_number(date_number(*d) + number * 7); break;
	case 'd': *d = date_from_number(date_number(*d) + number); break;
	default: return false;
	}
	return date_is_valid(*d);
}

enum fault date_limit(const char *s, struct date today, struct date *ret, struct error *err)
{
	const char *at = s;
	struct date d = today;
	enum fault fault;

	if (strncmp(s, "today", 5) == 0) {
		bool good = true;

		for (at = s + 5; good && *at != '\0';)
			good = read_term(&at, &d);
		if (good) {
			*ret = d;
			return FAULT_NONE;
		}
	} else if (date_read_iso(s, &d) && d.day != 0) {
		*ret = d;
		return FAULT_NONE;
	}
	fault = fail(err, FAULT_INPUT,
		     N_("{limit} is not a day. Write 1990-03-14, today, today-18y, today+30d or "
			"today-6m."),
		     "limit %s", s);
	error_fill(err, "limit", "%s", s);
	return fault;
}

char *date_iso(struct arena *a, struct date d)
{
	if (d.month == 0)
		return arena_format(a, "%04d", d.year);
	if (d.day == 0)
		return arena_format(a, "%04d-%02d", d.year, d.month);
	return arena_format(a, "%04d-%02d-%02d", d.year, d.month, d.day);
}

struct date date_first(struct date d)
{
	d.month = d.month == 0 ? 1 : d.month;
	d.day = d.day == 0 ? 1 : d.day;
	return d;
}

struct date date_last(struct date d)
{
	d.month = d.month == 0 ? 12 : d.month;
	d.day = d.day == 0 ? date_days_in_month(d.year, d.month) : d.day;
	return d;
}

static enum date_names names_of(const char *country)
{
	static const char levant[] = "LB SY JO PS IQ";

	if (country == NULL || strlen(country) != 2 || strstr(levant, country) != NULL)
		return DATE_LEVANT;
	return strcmp(country, "TN") == 0 || strcmp(country, "DZ") == 0 ? DATE_MAGHREB : DATE_EGYPT;
}

char *date_show(struct arena *a, enum lang lang, const char *country, struct date d)
{
	const char *month;

	if (!date_is_valid(date_first(d)))
		return arena_text(a, "");
	if (d.month == 0)
		return arena_format(a, "%04d", d.year);
	switch (lang) {
	case LANG_AR: month = date_arabic_months[names_of(country)][d.month - 1]; break;
	case LANG_FR: month = date_french_months[d.month - 1]; break;
	default: month = date_english_months[d.month - 1]; break;
	}
	if (d.day == 0)
		return arena_format(a, "%s %04d", month, d.year);
	return arena_format(a, "%d%s %s %04d", d.day, lang == LANG_FR && d.day == 1 ? "er" : "",
			    month, d.year);
}

char *date_rfc3339(struct arena *a, int64_t utc_seconds)
{
	int seconds;
	struct date d = split(utc_seconds, 0, &seconds);

	return arena_format(a, "%04d-%02d-%02dT%02d:%02d:%02dZ", d.year, d.month, d.day,
			    seconds / 3600, seconds / 60 % 60, seconds % 60);
}

char *date_moment(struct arena *a, enum lang lang, const char *country, int64_t utc_seconds)
{
	return date_moment_ahead(a, lang, country, utc_seconds, zone_offset(utc_seconds));
}

char *date_moment_ahead(struct arena *a, enum lang lang, const char *country, int64_t utc_seconds,
			int64_t ahead)
{
	static const char *const between[LANG_COUNT] = {
		[LANG_AR] = "،", [LANG_FR] = " à", [LANG_EN] = ","};
	int seconds;
	struct date d = split(utc_seconds, ahead, &seconds);

	/* French writes "9 h 05". */
	return arena_format(a, "%s%s %0*d%s%02d", date_show(a, lang, country, d), between[lang],
			    lang == LANG_FR ? 1 : 2, seconds / 3600,
			    lang == LANG_FR ? FRENCH_HOUR : ":", seconds / 60 % 60);
}
