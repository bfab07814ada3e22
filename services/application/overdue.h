/* overdue.h - what clocks of an application that are over do: before an act, and without one. */
#ifndef SERVICES_APPLICATION_OVERDUE_H
#define SERVICES_APPLICATION_OVERDUE_H

#include "services/application/course.h"

/* Within a change that has read its row: does what clocks that are over have to do by now, one
 * after the other, each as of its day, as the portal; nothing while the time is not believed
 * (timepiece.h), nor by a calendar of before the newest, which is left to the clerk. *ret_any:
 * there was something. */
MUST_USE enum fault overdue_apply(struct change *c, struct course *course, bool *ret_any,
				  struct error *err);

/* The same as a change of its own, as the portal, with the due day as the newest calendar has it.
 * *ret_any: something has changed. `a` (may be NULL) is told what the row is now. What another was
 * faster with is done already. */
MUST_USE enum fault overdue_run(struct registry *r, const char *id, const struct service *s,
				struct application *a, bool *ret_any, struct error *err);

/* What overdue_apply did before an act that was then refused went with that: does it alone. Where
 * it cannot be done now, or a calendar came since this visit began, the clerk's next turn does it.
 */
void overdue_keep(struct registry *r, struct application *a, const struct service *s);

/* The last second of the last day: as of when it is done. */
int64_t overdue_as_of(const struct calendar_count *count);

#endif
