/* paid.h - whether nothing of a fee of an application is owed any more. */
#ifndef SERVICES_APPLICATION_PAID_H
#define SERVICES_APPLICATION_PAID_H

#include "services/application/course.h"

/* FAULT_DENIED: it is owed, or not raised yet. One that is not owed in this case is as good as
 * paid. */
MUST_USE enum fault paid_check(struct course *c, const struct charge *charge, struct error *err);

#endif
