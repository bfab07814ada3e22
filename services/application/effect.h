/* effect.h - what an act makes of an application: its stage, its state, a line of its history, its
 * due day, an entry. */
#ifndef SERVICES_APPLICATION_EFFECT_H
#define SERVICES_APPLICATION_EFFECT_H

#include "services/application/course.h"

/* All of it within the change; `to` is the stage that the act leads to, NULL: to none. The words
 * are clean, the named ones are settled here. */
MUST_USE enum fault effect_take(struct change *c, struct course *course, const struct act *act,
				const struct stage *to, const struct act_answers *t,
				struct error *err);

/* The line of the history, the due day that follows from it, the notice of the act (NULL: of a task
 * that is closed there is none), and the entry. */
MUST_USE enum fault effect_write(struct change *c, struct course *course, const struct act *act,
				 const struct event *e, enum ledger_act entry, const char *reason,
				 struct error *err);

#endif
