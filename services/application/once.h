/* once.h - an act that is sent again is not done again: its operation follows from what was sent.
 */
#ifndef SERVICES_APPLICATION_ONCE_H
#define SERVICES_APPLICATION_ONCE_H

#include "services/application/change.h"
#include "services/application/course.h"

/* The operation of this act by this caller on the revision that `a` names: the same for the same,
 * another as soon as anything of it is another. `t->words` and `t->reason` are no NULL. */
void once_operation(struct arena *arena, const struct caller *v, const struct application *a,
		    const struct wish *wish, const struct act_answers *t, char ret[ID_LENGTH + 1]);

/* Of a row that was read: FAULT_CONFLICT with the code APPLICATION_DONE where the change's
 * operation is in the ledger; `a` of change_end is told what the application is now. FAULT_MISSING:
 * not for this caller. */
MUST_USE enum fault once_check(struct change *c, struct error *err);

#endif
