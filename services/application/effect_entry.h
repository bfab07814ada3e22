/* effect_entry.h - what an act does with entries of registers, and that an application is about
 * one. */
#ifndef SERVICES_APPLICATION_EFFECT_ENTRY_H
#define SERVICES_APPLICATION_EFFECT_ENTRY_H

#include "services/application/course.h"

/* Within a change, before its own application is written: the entries that the act makes and
 * changes, by who does it, as of its moment. FAULT_DENIED: there is nothing that it could change,
 * or the register is not there. */
MUST_USE enum fault effect_entry_do(struct change *c, struct course *course, const struct act *act,
				    const struct act_answers *t, struct error *err);

/* Within the change that sends an application: the entry whose number it has is there, is linked
 * with it, and has a line that says so. FAULT_INPUT, with the question: there is none. */
MUST_USE enum fault effect_entry_sent(struct change *c, const struct service *s,
				      const struct record_content *answers, struct error *err);

/* Within the change that ends an application: the portal looks soon at the entry that it is about,
 * whose end may have waited for it. */
MUST_USE enum fault effect_entry_ended(struct change *c, const struct service *s,
				       struct error *err);

#endif
