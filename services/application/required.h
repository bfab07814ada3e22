/* required.h - papers that must have come, as files or at a counter, before an application is sent.
 */
#ifndef SERVICES_APPLICATION_REQUIRED_H
#define SERVICES_APPLICATION_REQUIRED_H

#include "services/form/form.h"
#include "services/registry/registry.h"

/* FAULT_INPUT: one is not there, which is named in this language. `application`: its id; NULL: one
 * that is only being made has none. Without such a paper in the definition nothing is read. */
MUST_USE enum fault required_check(struct registry *r, const char *application,
				   const struct form *f, enum lang lang, struct error *err);

#endif
