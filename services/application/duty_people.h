/* duty_people.h - the people of an entry are told that something was done with it. */
#ifndef SERVICES_APPLICATION_DUTY_PEOPLE_H
#define SERVICES_APPLICATION_DUTY_PEOPLE_H

#include "services/definition/register.h"
#include "services/definition/template.h"
#include "services/registry/registry.h"
#include "services/store/store_register.h"

/* Within a transaction: by the short words of the template, at the proven addresses of each whose
 * account does not hold the application that has entered it, and who is told with that. */
MUST_USE enum fault duty_tell_people(struct registry *r, struct arena *a,
				     const struct register_definition *d,
				     const struct store_register_entry *row,
				     const struct template *t, struct error *err);

#endif
