/* calendar.h - the days of a place: its weekend, its holidays, the days on which a decree let no
 * time run, and its clock. */
#ifndef SERVICES_DEFINITION_CALENDAR_H
#define SERVICES_DEFINITION_CALENDAR_H

#include "i18n/date.h"
#include "i18n/zone_rule.h"
#include "services/definition/types.h"

struct calendar_source {
	const char *id, *title, *url, *date; /* date may be NULL */
	enum source_kind kind;
};

/* Days on which nobody works: of one year, or each year's. */
struct calendar_holiday {
	struct date first, last;              /* a yearly one has no year here */
	int since, until;                     /* a yearly one's years; 0: no bound */
	struct text name;                     /* as a page shows it */
	bool expected;                        /* computed, or announced as likely; not decided */
	const struct calendar_source *source; /* NULL: none is told */
};

/* Days that count for nothing, as a law or decree has it. */
struct calendar_suspension {
	struct date first, last;
	const char **services; /* ids; none: of all services */
	size_t service_count;
	struct text law;
	const struct calendar_source *source;
};

/* Everything lives in the arena that it was read into. */
struct calendar {
	const char *id;
	int version;
	const char *zone; /* as the tz database calls it */
	struct zone_rule clock;
	struct text time; /* whose that is, "Tunis time"; not set: none has a name */
	bool weekend[7];  /* 0: Sunday */
	struct calendar_rules rules;
	struct calendar_source *sources;
	size_t source_count;
	struct calendar_holiday *holidays;
	size_t holiday_count;
	struct calendar_suspension *suspensions;
	size_t suspension_count;
};

/* The newest calendar of that id among the terms; NULL: there is none. */
const struct calendar *calendar_find(const struct term_list *terms, const char *id);

#endif
