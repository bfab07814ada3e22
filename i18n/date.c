/* date.c - days, and moments in UTC seconds: reckoning, reading and showing them. */
#include "i18n/date.h"

#include "i18n/digits.h"
#include "i18n/utf8.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#define DAY_SECONDS 86400
#define FIRST_DAY INT64_C(-719162) /* 0001-01-01 */
#define LAST_DAY INT64_C(2932896)  /* 9999-12-31 */

/* The two sets of names of the Arab East and the Maghreb, and the one that the others print. */
enum names { NAMES_LEVANT, NAMES_MAGHREB, NAMES_EGYPT };

static const char *const arabic_months[][12] = {
	[NAMES_LEVANT] = {"كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب",
			  "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول"},
	[NAMES_MAGHREB] = {"جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان", "جويلية", "أوت",
			   "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"},
	[NAMES_EGYPT] = {"يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس",
			 "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"},
};
static const char *const french_months[12] = {"janvier",   "février", "mars",     "avril",
					      "mai",       "juin",    "juillet",  "août",
					      "septembre", "octobre", "novembre", "décembre"};
static const char *const english_months[12] = {"January",   "February", "March",    "April",
					       "May",       "June",     "July",     "August",
					       "September", "October",  "November", "December"};

static enum names names = NAMES_LEVANT;

static int days_in_month(int year, int month)
{
	static const int days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return month == 2 && leap ? 29 : days[month - 1];
}

bool date_is_valid(struct date d)
{
	return d.year >= 1 && d.year <= 9999 && d.month >= 1 && d.month <= 12 && d.day >= 1 &&
	       d.day <= days_in_month(d.year, d.month);
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

/* The day of a moment and, in `ret_seconds`, the second of that day. */
static struct date split(int64_t utc_seconds, int offset_minutes, int *ret_seconds)
{
	int64_t local, days, seconds;

	if (__builtin_add_overflow(utc_seconds, (int64_t)offset_minutes * 60, &local))
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

struct date date_of(int64_t utc_seconds, int offset_minutes)
{
	int seconds;

	return split(utc_seconds, offset_minutes, &seconds);
}

/* Three numbers with something of `/`, `-`, `.`, a blank or the Arabic date mark between them. */
struct parts {
	int value[3];
	int digits[3]; /* how many digits each was written with */
};

static bool is_gap(uint32_t code)
{
	return code == ' ' || code == 0xA0 || code == 0x202F || code == '\t';
}

static bool is_separator(uint32_t code)
{
	return code == '/' || code == '-' || code == '.' || code == 0x60D || code == 0x2010 ||
	       code == 0x2011;
}

static bool read_parts(const char *s, struct parts *ret)
{
	size_t len = strlen(s);
	int part = -1;
	bool open = false, separated = true;
	uint32_t code;

	*ret = (struct parts){0};
	for (size_t at = 0, size; at < len; at += size) {
		size = utf8_decode(s + at, len - at, &code);
		if (size == 0)
			return false;
		if (digits_value(code) >= 0) {
			if (!open && ++part > 2)
				return false;
			open = true;
			if (++ret->digits[part] > 4)
				return false;
			ret->value[part] = ret->value[part] * 10 + digits_value(code);
			separated = false;
		} else if (is_gap(code)) {
			open = false;
		} else if (is_separator(code) && !separated && part < 2) {
			open = false;
			separated = true;
		} else {
			return false;
		}
	}
	return part == 2 && !separated;
}

static enum fault check_day(struct date d, const char *s, struct date *ret, struct error *err)
{
	enum fault fault;

	if (d.month < 1 || d.month > 12) {
		fault = fail(err, FAULT_INPUT,
			     N_("There is no month {month}. Write the day, the month, then the "
				"year, for example 14/3/1990."),
			     "month %d of a text of %zu bytes", d.month, strlen(s));
		error_fill(err, "month", "%d", d.month);
		return fault;
	}
	if (d.year < 1) {
		return fail(err, FAULT_INPUT,
			    N_("Write the year with four digits, for example 14/3/1990."),
			    "year %d", d.year);
	}
	if (!date_is_valid(d)) {
		fault = fail(err, FAULT_INPUT,
			     N_("There is no day {day} in that month: it has {days} days."),
			     "day %d of month %d", d.day, d.month);
		error_fill(err, "day", "%d", d.day);
		error_fill(err, "days", "%d", days_in_month(d.year, d.month));
		return fault;
	}
	*ret = d;
	return FAULT_NONE;
}

enum fault date_parse(const char *s, struct date *ret, struct error *err)
{
	struct parts p;

	if (!read_parts(s, &p))
		return fail(err, FAULT_INPUT,
			    N_("This is not a date. Write the day, the month, then the year, for "
			       "example 14/3/1990."),
			    "no date in %zu bytes", strlen(s));
	if (p.digits[0] == 4 && p.digits[1] <= 2 && p.digits[2] <= 2)
		return check_day((struct date){p.value[0], p.value[1], p.value[2]}, s, ret, err);
	if (p.digits[2] == 4 && p.digits[0] <= 2 && p.digits[1] <= 2)
		return check_day((struct date){p.value[2], p.value[1], p.value[0]}, s, ret, err);
	return fail(err, FAULT_INPUT, N_("Write the year with four digits, for example 14/3/1990."),
		    "%d, %d and %d digits", p.digits[0], p.digits[1], p.digits[2]);
}

/* The same day some months on, or the last day of that month where it is shorter. */
static struct date add_months(struct date d, int months)
{
	int all = d.year * 12 + d.month - 1 + months;

	if (all < 12 || all >= 12 * 10000)
		return (struct date){0};
	d.year = all / 12;
	d.month = all % 12 + 1;
	if (d.day > days_in_month(d.year, d.month))
		d.day = days_in_month(d.year, d.month);
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
	} else if (strlen(s) == 10 && s[4] == '-' && s[7] == '-' &&
		   date_parse(s, &d, NULL) == FAULT_NONE) {
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
	return arena_format(a, "%04d-%02d-%02d", d.year, d.month, d.day);
}

char *date_show(struct arena *a, enum lang lang, struct date d)
{
	const char *month;

	if (!date_is_valid(d))
		return arena_text(a, "");
	switch (lang) {
	case LANG_AR: month = arabic_months[names][d.month - 1]; break;
	case LANG_FR: month = french_months[d.month - 1]; break;
	default: month = english_months[d.month - 1]; break;
	}
	return arena_format(a, "%d%s %s %d", d.day, lang == LANG_FR && d.day == 1 ? "er" : "",
			    month, d.year);
}

char *date_rfc3339(struct arena *a, int64_t utc_seconds)
{
	int seconds;
	struct date d = split(utc_seconds, 0, &seconds);

	return arena_format(a, "%04d-%02d-%02dT%02d:%02d:%02dZ", d.year, d.month, d.day,
			    seconds / 3600, seconds / 60 % 60, seconds % 60);
}

char *date_moment(struct arena *a, enum lang lang, int64_t utc_seconds, int offset_minutes)
{
	static const char *const between[LANG_COUNT] = {
		[LANG_AR] = "،", [LANG_FR] = " à", [LANG_EN] = ","};
	int seconds;
	struct date d = split(utc_seconds, offset_minutes, &seconds);

	return arena_format(a, "%s%s %02d:%02d", date_show(a, lang, d), between[lang],
			    seconds / 3600, seconds / 60 % 60);
}

void date_use_country(const char *country)
{
	static const char levant[] = "LB SY JO PS IQ", maghreb[] = "TN DZ";

	if (country == NULL || strlen(country) != 2)
		names = NAMES_LEVANT;
	else if (strstr(levant, country) != NULL)
		names = NAMES_LEVANT;
	else if (strstr(maghreb, country) != NULL)
		names = NAMES_MAGHREB;
	else
		names = NAMES_EGYPT;
}
