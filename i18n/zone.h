/* zone.h - the clock that people here go by: one setting of a process, as the portal's place has
 * it. */
#ifndef I18N_ZONE_H
#define I18N_ZONE_H

#include <stdbool.h>
#include <stdint.h>

#define ZONE_NAME_MAX 63 /* bytes; the longest of the tz database has 30 */

/* Whether this machine has a zone of that name: Africa/Cairo, as the tz database calls it (the
 * package tzdata brings them under /usr/share/zoneinfo). */
bool zone_is_known(const char *name);

/* From now on times are read by that zone, whose changes of summer time are read here and now: a
 * process without files, forked later, has them. False, and nothing is changed: it is not known. */
bool zone_use(const char *name);

/* The same by so many minutes east of UTC, in summer as in winter. A process begins with 0. */
void zone_use_offset(int minutes);

/* Seconds that people's clocks are ahead of UTC at that moment. */
int64_t zone_offset(int64_t utc_seconds);

/* The moment at which their clocks show so many seconds since 1970-01-01 00:00. Where summer time
 * ends and a clock shows them twice, one of the two; where it begins and leaves them out, one
 * beside.
 */
int64_t zone_utc(int64_t local_seconds);

#endif
