/* date.h - days, and moments in UTC seconds. */
#ifndef I18N_DATE_H
#define I18N_DATE_H

#include "i18n/base/arena.h"
#include "i18n/base/error.h"
#include "i18n/lang.h"

#include <stdbool.h>
#include <stdint.h>

/* Proleptic Gregorian; year 1..9999. All zero: no day. */
struct date {
	int year, month, day;
};

bool date_is_valid(struct date d);
int64_t date_number(struct date d); /* days since 1970-01-01 */
struct date date_from_number(int64_t days);
int date_compare(struct date a, struct date b);
int date_age(struct date born, struct date today); /* whole years, may be negative */
/* The day of a moment by the clock of the people here (zone.h). */
struct date date_of(int64_t utc_seconds);
/* The first moment of that day by their clock: also where it leaves midnight out. */
int64_t date_begin(struct date d);
/* The moment of that day at which their clock shows what it shows at `like`, summer or winter. */
int64_t date_at(struct date d, int64_t like);

/* `14/3/1990`, `14-3-1990`, `14.3.1990`, `14 3 1990`, `1990-03-14`, `1990/3/14`; `14 March 1990`,
   `March 14, 1990`, `1er mars 1990`, `14 mars 1990`, `14 آذار 1990`, `14 مارس 1990`, a Latin name
   cut short (`14 sept. 1990`), and whatever date_show and date_moment print for any language and
   country; digits of every script; blanks around, the sign of the era (م), a final stop.
   FAULT_INPUT with words that show the way when it is no day. */
MUST_USE enum fault date_parse(const char *s, struct date *ret, struct error *err);

/* How exactly a day must be known. */
enum date_about { DATE_ABOUT_DAY, DATE_ABOUT_MONTH, DATE_ABOUT_YEAR };

/* The same, where less may be enough: `3/2016`, `2016-03`, `March 2016`, `مارس 2016`; for a year
   also `1960`. What is not known is 0 in `ret`. What is no day is told with what is enough. */
MUST_USE enum fault date_parse_about(const char *s, enum date_about about, struct date *ret,
				     struct error *err);

/* `1990-03-14`, `today`, `today-18y`, `today+30d`, `today-6m` as definitions write limits. */
MUST_USE enum fault date_limit(const char *s, struct date today, struct date *ret,
			       struct error *err);

/* What date_iso writes, and nothing else; false for anything that is no day, month or year. */
bool date_read_iso(const char *s, struct date *ret);

/* 1990-03-14; without what is not known: 1990-03, 1990. */
char *date_iso(struct arena *a, struct date d);
/* "14 آذار 1990" (LB), "14 mars 1990", "14 March 1990"; without what is not known: "March 1990",
 * "1990". Arabic names of months differ: those of the country (ISO 3166-1), of Lebanon where it is
 * NULL. */
char *date_show(struct arena *a, enum lang lang, const char *country, struct date d);

/* Where a month or a year stands alone: its first or last day; a day is itself. */
struct date date_first(struct date d);
struct date date_last(struct date d);

char *date_rfc3339(struct arena *a, int64_t utc_seconds); /* 2026-03-14T09:26:53Z */
/* Day and hh:mm, by their clock. */
char *date_moment(struct arena *a, enum lang lang, const char *country, int64_t utc_seconds);
/* The same by a clock that is so many seconds ahead of UTC. */
char *date_moment_ahead(struct arena *a, enum lang lang, const char *country, int64_t utc_seconds,
			int64_t ahead);

#endif
