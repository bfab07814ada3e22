/* duty_people.h - the people of an entry are told that something was done with it. */
#ifndef SERVICES_APPLICATION_DUTY_PEOPLE_H
#define SERVICES_APPLICATION_DUTY_PEOPLE_H

#include "services/definition/register.h"
#include "services/registry/registry.h"
#include "services/store/store_register.h"

struct duty_told {
	const struct register_definition *of;
	const struct store_register_entry *row;
	const struct text *words; /* of a template; NULL: nothing is told */
	const struct text *name;  /* what its {service} stands for */
	bool owner;               /* who has applied for the entry is told with that */
	const char *by; /* the application whose act did it, which tells its own; "": none */
};

/* Within a transaction: at the proven addresses of each of its people whom neither application
 * tells, in the language of the address. */
MUST_USE enum fault duty_tell_people(struct registry *r, struct arena *a, const struct duty_told *t,
				     struct error *err);

/* Whether anybody acts for it now. */
MUST_USE enum fault duty_has_people(struct registry *r, struct arena *a,
				    const struct register_definition *d,
				    const struct store_register_entry *row, bool *ret,
				    struct error *err);

/* Whether who has applied for the entry has sent that application, too: by the same holder; or,
 * where nobody ever acted for it, by that application's PIN. */
MUST_USE enum fault duty_is_owners(struct registry *r, struct arena *a,
				   const struct store_register_entry *row, const char *application,
				   bool *ret, struct error *err);

#endif
