/* effect_other.h - what an act does with the application that this one is about: an appeal that
 * succeeds opens what was refused again. */
#ifndef SERVICES_APPLICATION_EFFECT_OTHER_H
#define SERVICES_APPLICATION_EFFECT_OTHER_H

#include "services/application/course.h"

/* Whether all that the act does there can be done now. FAULT_DENIED: this one is about no other, or
 * its service has no such act. FAULT_CONFLICT: that one is not where its act begins. */
MUST_USE enum fault effect_other_check(struct course *course, const struct act *act,
				       struct error *err);

/* Within a change that has locked both (change.h: `also`), when its own application is written: the
 * acts, each as a line of the other's history with the same words, with its notice and its entry,
 * by who does this one. */
MUST_USE enum fault effect_other_do(struct change *c, struct course *course, const struct act *act,
				    const char *words, struct error *err);

#endif
