/* deadline.h - the day by which an authority has to answer. */
#ifndef SERVICES_APPLICATION_DEADLINE_H
#define SERVICES_APPLICATION_DEADLINE_H

#include "services/definition/service.h"

/* `duration` after `from` (UTC seconds) by the calendar of the service's country, as
 * calendar_count.h counts: weekends, holidays and what a decree suspended for this service are its
 * own. */
int64_t deadline_after(int64_t from, const struct duration *duration, const struct service *s);

/* Whose time a due day is. Of what is done while one waits there is no day, but for a stage that
 * has one of its own. */
enum deadline_whose {
	DEADLINE_NONE,
	DEADLINE_SERVICE,
	DEADLINE_STAGE,
	DEADLINE_AT_ONCE,
	DEADLINE_CLOCK /* of the service's clocks (clocks.h), which go by what happened */
};
enum deadline_whose deadline_whose(const struct service *s, const struct stage *stage);

/* What the service states as its whole time, else what the stage does, else 0; also 0 where clocks
 * say it. */
int64_t deadline_of(const struct service *s, const struct stage *stage, int64_t from);

#endif
