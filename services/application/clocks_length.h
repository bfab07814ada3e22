/* clocks_length.h - how long the clocks of a service run for one application. */
#ifndef SERVICES_APPLICATION_CLOCKS_LENGTH_H
#define SERVICES_APPLICATION_CLOCKS_LENGTH_H

#include "services/application/course.h"
#include "services/form/form.h"

/* By these answers; NULL: it does not run. */
const struct duration *clocks_length_by(const struct clock *clock, const struct form *f);

/* Gives the course the clocks of its service, in its arena: of one with several lengths with that
 * of the first that holds for what was sent; where none does, it is not among them. */
MUST_USE enum fault clocks_length_settle(struct course *c, struct error *err);

/* Behind that: the clock of the service as it runs here; NULL: it does not. Of a task, and where
 * nothing was settled, itself. */
const struct clock *clocks_length_of(const struct course *c, const struct clock *clock);

#endif
