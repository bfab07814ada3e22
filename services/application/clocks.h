/* clocks.h - where the clocks of an application stand, and what follows from it. */
#ifndef SERVICES_APPLICATION_CLOCKS_H
#define SERVICES_APPLICATION_CLOCKS_H

#include "services/application/course.h"

/* All of the service's clocks by what the course's history says, in its arena; `listed`: with their
 * days. */
MUST_USE enum fault clocks_read(struct course *c, bool listed, struct application_clock **ret,
				size_t *ret_count, struct error *err);

/* Of a course whose history was read, and whose clocks were settled: how the clock stood before the
 * line of the place `events`, by the days of that calendar; zero where it had not begun. */
void clocks_count_before(const struct course *c, const struct clock *clock,
			 const struct calendar *calendar, size_t events, bool listed,
			 struct calendar_count *ret);

/* Within a change, behind its line of the history: the due day that people are told, and when the
 * portal has to look next. Nothing where the service has no clocks. */
MUST_USE enum fault clocks_settle(struct change *c, struct course *course, struct error *err);

/* What follows from all of them: the day of the first that runs is the one that people are told, 0:
 * none; and the portal looks when the first of those that do something is over, 0: never. */
void clocks_weigh(const struct application_clock *list, size_t count, int64_t now, int64_t *ret_due,
		  int64_t *ret_next);
/* Within a change: keeps when the portal looks next. */
MUST_USE enum fault clocks_keep_next(struct change *c, int64_t next, struct error *err);

/* The same, at once where a calendar came that `s` was not read with: the portal counts anew. */
MUST_USE enum fault clocks_keep_fresh(struct change *c, const struct service *s, struct error *err);

/* Whether a calendar came that this visit has not: it counts by those of its beginning. */
MUST_USE enum fault clocks_find_outdated(struct change *c, const struct service *s, bool *ret,
					 struct error *err);

#endif
