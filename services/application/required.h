/* required.h - papers that must have come, as files or at a counter, before an application is sent;
 * and those that are too old by the day that stands on them.
 */
#ifndef SERVICES_APPLICATION_REQUIRED_H
#define SERVICES_APPLICATION_REQUIRED_H

#include "services/application/change.h"
#include "services/form/form.h"

/* FAULT_INPUT: one is not there, or too old, which is named in this language. `application`: its
 * id; NULL: one that is only being made has none. Without such a paper in the definition nothing is
 * read. */
MUST_USE enum fault required_check(struct registry *r, const char *application,
				   const struct form *f, enum lang lang, struct error *err);

/* Within a change that replies to what was asked (NULL: nothing): FAULT_INPUT where a paper is too
 * old by now whose day the correction opens, as it does with the paper. */
MUST_USE enum fault required_check_reply(struct change *c, const struct service *s,
					 const struct event *asked, struct error *err);

#endif
