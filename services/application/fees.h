/* fees.h - the fees of an application: what happens to it raises them, and goes on when they are
 * paid. */
#ifndef SERVICES_APPLICATION_FEES_H
#define SERVICES_APPLICATION_FEES_H

#include "services/application/course.h"
#include "services/money/due.h"

/* effect_take, and what follows from it: the fees that the act raises are owed from now on, each
 * with a line of the history, a notice and an entry of its own; where nothing of what an act by
 * payment needs is owed, it is done at once. What an application that is taken back still owes,
 * and of which nothing came, nobody owes any more. */
MUST_USE enum fault fees_take(struct change *c, struct course *course, const struct act *act,
			      const struct stage *to, const struct act_answers *t,
			      struct error *err);

/* The same of a submission, when its entry is written. FAULT_INPUT: a fee cannot be worked out. */
MUST_USE enum fault fees_submitted(struct change *c, const struct service *s, struct error *err);

/* Within a change, when a payment of that fee is entered and it stands so: the line of the history,
 * the notice, and what is done now that it is paid. `before`: as it stood. */
MUST_USE enum fault fees_came(struct change *c, struct course *course, const struct due *due,
			      enum due_state before, struct error *err);

/* By whom, for the entries of dues of the change's application. */
struct ledger_entry fees_by(const struct change *c, const char *charge);

#endif
