/* clocks.h - where the clocks of an application stand, and what those that are over do. */
#ifndef SERVICES_APPLICATION_CLOCKS_H
#define SERVICES_APPLICATION_CLOCKS_H

#include "services/application/course.h"

/* All of the service's clocks by what the course's history says, in its arena; `listed`: with their
 * days. */
MUST_USE enum fault clocks_read(struct course *c, bool listed, struct application_clock **ret,
				size_t *ret_count, struct error *err);

/* Within a change, behind its line of the history: the due day that people are told, and when the
 * portal has to look next. Nothing where the service has no clocks. */
MUST_USE enum fault clocks_settle(struct change *c, struct course *course, struct error *err);

/* Within a change that has read its row: does what clocks that are over have to do by now, one
 * after the other, each as of its day, as the portal; nothing while the time is not believed
 * (timepiece.h), nor by a calendar of before the newest, which is left to the clerk. *ret_any:
 * there was something. */
MUST_USE enum fault clocks_apply(struct change *c, struct course *course, bool *ret_any,
				 struct error *err);

/* The same as a change of its own, as the portal, with the due day as the newest calendar has it.
 * *ret_any: something has changed. `a` (may be NULL) is told what the row is now. What another was
 * faster with is done already. */
MUST_USE enum fault clocks_run(struct registry *r, const char *id, const struct service *s,
			       struct application *a, bool *ret_any, struct error *err);

/* What clocks_apply did before an act that was then refused went with that: does it alone. Where it
 * cannot be done now, the clerk's next turn does it. */
void clocks_keep(struct registry *r, struct application *a, const struct service *s);

#endif
