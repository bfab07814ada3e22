/* calendar_count.h - so many days of a place from a moment on: when they are over, which days count
 * for it, and why the others don't. */
#ifndef SERVICES_DEFINITION_CALENDAR_COUNT_H
#define SERVICES_DEFINITION_CALENDAR_COUNT_H

#include "i18n/base/arena.h"
#include "services/definition/calendar.h"

/* Why a day counts for nothing. */
enum calendar_why {
	WHY_COUNTED, /* it does count */
	WHY_FIRST,   /* it is the day that starts the time */
	WHY_PAUSED,  /* the time stood still */
	WHY_SUSPENDED,
	WHY_WEEKEND,
	WHY_HOLIDAY,
	WHY_CLEAR, /* the day behind clear days, on which it may still be done */
	WHY_MOVED  /* nobody works on what would be the last day (weekend or holiday): the next */
};

/* Days one after the other of which the same is to be said. */
struct calendar_run {
	struct date first, last;
	enum calendar_why why;
	const struct calendar_holiday *holiday;       /* NULL: no working day for another reason */
	const struct calendar_suspension *suspension; /* NULL: none */
	int counted;                                  /* how many count, up to its last day */
};

/* While it stood still, UTC seconds: the day of `from` counts, that of `until` does not, as with
 * the day on which a time starts. `until` 0: it still does. */
struct calendar_pause {
	int64_t from, until;
};

struct calendar_ask {
	const struct calendar *calendar; /* NULL: none is known; each day is a working day, by the
					    clock here (zone.h) */
	const char *service;             /* its id: suspensions may be of some services alone */
	struct duration length;
	struct calendar_rules rules;
	int64_t from;                        /* UTC seconds */
	const struct calendar_pause *pauses; /* in their order */
	size_t pause_count;
};

struct calendar_count {
	/* On the last day, as late by the clock there as it was at the beginning, or where the
	 * clock here (zone.h), by which people are told days, has another one then, in the middle
	 * of what is that day by both; minutes and hours exactly. 0: there is no such day, as it
	 * stands still, or it is too far away. */
	int64_t due_at;
	int64_t over_at;           /* the first moment behind that day; 0 as above */
	struct calendar_run *runs; /* from the first day to the last; none of minutes and hours */
	size_t run_count;
};

/*
 * Days of the calendar, weeks and months count each day: months end on the same day of the month,
 * or on its last. Working days leave out weekends and holidays, expected ones too. No length counts
 * days of a suspension or of a pause: months are longer by as many. The runs live in `a`; NULL:
 * they are not wanted.
 */
void calendar_count(struct arena *a, const struct calendar_ask *ask, struct calendar_count *ret);

/* The day of a moment by the clock there. */
struct date calendar_day(const struct calendar *c, int64_t utc_seconds);

/* The first moment of a day by it. */
int64_t calendar_begin(const struct calendar *c, struct date day);

/* "counted", "first_day", "paused", …: for files and JSON. */
extern const char *const calendar_count_codes[];

#endif
