/* recount.h - what silence decided on another day than a calendar that came later has: it stands,
 * and a person is to look at it again. */
#ifndef SERVICES_APPLICATION_RECOUNT_H
#define SERVICES_APPLICATION_RECOUNT_H

#include "services/application/course.h"

/* clang-format off */
/*
 * A line of the history opens the task, and by each calendar that has yet another day a new one;
 * closing it with words, or a calendar that has the same day again, ends it. Nothing else changes.
 * The reason of the line has what was found:
 *
 *   clock / place of what it did in the history / on which day / its last day / calendar / version
 */
/* clang-format on */

/* The days of its clocks, by both calendars; nothing of any other task. */
MUST_USE enum fault recount_days(struct course *c, struct application_task *t, struct error *err);

/* Whether there is anything to be said of it that the history does not say; reads only. `s` has the
 * newest calendars. */
MUST_USE enum fault recount_look(struct registry *r, const struct store_application *row,
				 const struct service *s, bool *ret, struct error *err);

/* Says it, as a change of its own, as the portal. *ret_any: there was something. What another was
 * faster with is said already. */
MUST_USE enum fault recount_run(struct registry *r, const char *id, const struct service *s,
				bool *ret_any, struct error *err);

/* For a list of what is to be looked at again, which is no look: the days of what silence decided
 * last; both all zero: nothing is open there any more. */
MUST_USE enum fault recount_last(struct registry *r, const char *id, struct date *ret_decided,
				 struct date *ret_now, struct error *err);

#endif
