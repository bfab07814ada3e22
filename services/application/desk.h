/* desk.h - what staff fill in with a task that they close, or with an act: taken up with its line
 * of the history, and what it came to. */
#ifndef SERVICES_APPLICATION_DESK_H
#define SERVICES_APPLICATION_DESK_H

#include "services/application/course.h"

/* FAULT_INPUT: something has to be filled in and is not, or not wholly (`field`: which question),
 * or nothing has to be. `desk` NULL: nothing is asked. */
MUST_USE enum fault desk_check(const struct desk_form *desk, const struct form *filled,
			       struct error *err);

/* What was asked and answered, as `e` tells it, in `a`. */
void desk_settle(struct arena *a, const struct desk_form *desk, const struct form *filled,
		 struct event *e);

/* Into the form of the application's own service what staff filled in: with each task that is
 * closed, and with each act the last time, the one that is being done among them. Answers of other
 * classes than `sees` are withheld. */
MUST_USE enum fault desk_load(struct course *c, unsigned sees, struct form *f, struct error *err);

/* What whoever sees these classes is not given of a line. */
void desk_withhold(struct arena *a, unsigned sees, struct event *e);

#endif
