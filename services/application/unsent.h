/* unsent.h - what an applicant corrects and has not sent yet: others are given what was sent. */
#ifndef SERVICES_APPLICATION_UNSENT_H
#define SERVICES_APPLICATION_UNSENT_H

#include "services/form/form.h"
#include "services/store/store_application.h"

struct registry;

/* In a form with the stored answers of the row: each that is named as wrong is what it was when it
 * was named, until the correction is sent. Those of other classes than `sees` stay as they are. */
MUST_USE enum fault unsent_hide(struct registry *r, const struct store_application *row,
				unsigned sees, struct form *f, struct error *err);

#endif
