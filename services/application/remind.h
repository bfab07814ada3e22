/* remind.h - staff are reminded of a task that is due soon. */
#ifndef SERVICES_APPLICATION_REMIND_H
#define SERVICES_APPLICATION_REMIND_H

#include "services/application/course.h"

/* When the next reminder of this clock is behind `now`; 0: there is none. */
int64_t remind_next(const struct application_clock *k, int64_t now);

/* Within a change of the clerk's: to those whose tasks of these are due soon goes a message by each
 * address of their account, once for each time before the day; of several that were missed, once.
 * Each is entered. */
MUST_USE enum fault remind_apply(struct change *c, struct course *course,
				 const struct application_clock *list, size_t count,
				 struct error *err);

#endif
