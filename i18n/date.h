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
struct date date_of(int64_t utc_seconds, int offset_minutes);

/* `14/3/1990`, `14-3-1990`, `14.3.1990`, `14 3 1990`, `1990-03-14`, `1990/3/14`; digits of every
   script; blanks around. FAULT_INPUT with words that show the way when it is no day. */
MUST_USE enum fault date_parse(const char *s, struct date *ret, struct error *err);

/* `1990-03-14`, `today`, `today-18y`, `today+30d`, `today-6m` as definitions write limits. */
MUST_USE enum fault date_limit(const char *s, struct date today, struct date *ret,
			       struct error *err);

char *date_iso(struct arena *a, struct date d); /* 1990-03-14 */
char *date_show(struct arena *a, enum lang lang,
		struct date d); /* "14 آذار 1990" (LB), "14 mars 1990", "14 March 1990" */
char *date_rfc3339(struct arena *a, int64_t utc_seconds); /* 2026-03-14T09:26:53Z */
char *date_moment(struct arena *a, enum lang lang, int64_t utc_seconds,
		  int offset_minutes); /* day and hh:mm */

/* Arabic month names differ: the country (ISO 3166-1) whose names date_show uses; "LB" until set.
 */
void date_use_country(const char *country);

#endif
