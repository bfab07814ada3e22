/* appeal_inside.h - within a change: whether an appeal may begin or be sent, and who does not
 * decide it. */
#ifndef SERVICES_APPLICATION_APPEAL_INSIDE_H
#define SERVICES_APPLICATION_APPEAL_INSIDE_H

#include "services/application/change.h"

/* Within a change of an appeal that has locked `first` (change.h: `also`): its row has just been
 * added, and is made an appeal of that, if its caller may. Faults as above. */
MUST_USE enum fault appeal_add(struct change *c, const char *first, const struct service *to,
			       struct error *err);

/* The same when it is sent: whether that may be appealed to this service still. */
MUST_USE enum fault appeal_check(struct change *c, const char *first, const struct service *to,
				 struct error *err);

/* FAULT_CONFLICT: this service is there for appeals, and what is begun or sent is none ("" or NULL:
 * of nothing). */
MUST_USE enum fault appeal_check_alone(const struct service *s, const char *first,
				       struct error *err);

/* Behind a look or within a change: FAULT_DENIED where whoever acts as `actor` has decided the
 * application that `id` is an appeal of, or one that that is an appeal of. */
MUST_USE enum fault appeal_check_decider(struct registry *r, const char *id, const char *actor,
					 struct error *err);

#endif
