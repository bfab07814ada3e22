/* route_inside.h - within a change: the office of its row. */
#ifndef SERVICES_APPLICATION_ROUTE_INSIDE_H
#define SERVICES_APPLICATION_ROUTE_INSIDE_H

#include "services/application/change.h"
#include "services/application/route.h"
#include "services/form/form.h"

/* When it is sent: as its service says for these answers. No office where the portal has none of
 * those that are named: then it is for who has grants over all of them. */
MUST_USE enum fault route_by_answers(struct change *c, const struct form *f,
				     const struct record_content *answers, struct error *err);

/* By an act: to the office of this code, where nobody has it yet. FAULT_INPUT: there is no such one
 * for its service, or none is given (""); FAULT_CONFLICT: it is there already. */
MUST_USE enum fault route_to(struct change *c, const struct service *s, const char *code,
			     struct error *err);

/* To the one that the definition names, whichever its service goes to otherwise. FAULT_MISSING: the
 * portal has none of this code; FAULT_CONFLICT as above. */
MUST_USE enum fault route_fixed(struct change *c, const char *code, struct error *err);

#endif
