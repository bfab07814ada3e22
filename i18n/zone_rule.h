/* zone_rule.h - the clock of a place as one line of POSIX has it: its distance from UTC, and when
 * summer time begins and ends. Needs no file of the system, and is no setting of the process. */
#ifndef I18N_ZONE_RULE_H
#define I18N_ZONE_RULE_H

#include <stdbool.h>
#include <stdint.h>

/* The n-th (5: last) such day of the week of a month, at seconds after its midnight by the clock
 * that is left. */
struct zone_change {
	int month, week, weekday; /* 1..12, 1..5, 0 is Sunday */
	int64_t second;
};

struct zone_rule {
	int64_t winter, summer; /* seconds ahead of UTC */
	bool has_summer;
	struct zone_change begins, ends; /* of summer time */
};

/* "EET-2EEST,M4.5.5/0,M10.5.4/24", as POSIX writes TZ and the last line of each file of the tz
 * database does. False: it is none; changes by number of the day (J60, 59) are not taken. */
bool zone_rule_read(const char *s, struct zone_rule *ret);

/* Seconds that the place's clocks are ahead of UTC at that moment. */
int64_t zone_rule_offset(const struct zone_rule *z, int64_t utc_seconds);

/* The moment at which its clocks show so many seconds since 1970-01-01 00:00; where they show them
 * twice, the first; where they leave them out, as if they had not changed yet. */
int64_t zone_rule_utc(const struct zone_rule *z, int64_t local_seconds);

#endif
