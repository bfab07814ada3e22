/* checked_inside.h - the code of a receipt, for the change that makes it. */
#ifndef SERVICES_APPLICATION_CHECKED_INSIDE_H
#define SERVICES_APPLICATION_CHECKED_INSIDE_H

#include "services/application/checked.h"
#include "services/store/store_application.h"

/* What checked_receipt tells of an application, of the row of one that is sent within this change.
 */
void checked_submitted(const struct registry *r, const struct store_application *row,
		       char ret[RECEIPT_DIGITS + 1]);

#endif
