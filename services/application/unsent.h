/* unsent.h - what an applicant corrects and has not sent yet: others are given what was sent. */
#ifndef SERVICES_APPLICATION_UNSENT_H
#define SERVICES_APPLICATION_UNSENT_H

#include "services/application/course.h"
#include "services/form/form.h"

/* In a form with the stored answers of the row: each that is named as wrong is what it was when it
 * was named, until the correction is sent. Those of other classes than `sees` are withheld, where
 * they were anything. */
MUST_USE enum fault unsent_hide(struct registry *r, const struct store_application *row,
				unsigned sees, struct form *f, struct error *err);

/* Within a change that ends what waits for a correction, before it does: what was not sent is gone,
 * and the answers are those that it ends with. */
MUST_USE enum fault unsent_drop(struct change *c, struct course *course, struct error *err);

#endif
