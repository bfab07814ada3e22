/* duty.h - what falls due for entries of registers: owners are reminded, what was missed is told,
 * and what follows from it is done. */
#ifndef SERVICES_APPLICATION_DUTY_H
#define SERVICES_APPLICATION_DUTY_H

#include "services/application/application.h"

/* As the portal itself: looks at the entry of this id; `s` is the service by which it was entered,
 * in its version of then (NULL: not known; then its owner is told nothing). Each reminder and each
 * duty once, whoever looks at the same time. *ret_any: something was told or done. */
MUST_USE enum fault duty_run(struct registry *r, const char *entry, const struct term_list *terms,
			     const struct service *s, bool *ret_any, struct error *err);

/* The same for one that cannot be looked at now: not before `at`. */
MUST_USE enum fault duty_put_off(struct registry *r, const char *entry, int64_t at,
				 struct error *err);

#endif
