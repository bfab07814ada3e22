/* named.h - the answers and papers that an act names as wrong: whether they are there, and what
 * they were then. */
#ifndef SERVICES_APPLICATION_NAMED_H
#define SERVICES_APPLICATION_NAMED_H

#include "services/application/course.h"

/* Puts them into the line of the history, in the course's arena, with what is answered now.
 * FAULT_INPUT: one that the definition or the application does not have, or one twice. */
MUST_USE enum fault named_settle(const struct course *c, const struct named *items, size_t count,
				 struct event *ret, struct error *err);

#endif
