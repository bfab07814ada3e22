/* offices.h - the offices that handle applications, for who may add and list them. */
#ifndef SERVICES_ACCESS_OFFICES_H
#define SERVICES_ACCESS_OFFICES_H

#include "services/access/caller.h"
#include "services/party/party.h"

/* Each asks for ACCESS_ACCOUNTS. `office`: its code, name and place; it gets its id. `above`: the
 * code of the one over it, "" for none. Faults as of party_add. */
MUST_USE enum fault offices_add(struct registry *r, const struct caller *c, const char *above,
				struct party *office, struct error *err);

/* The same for an organisation: its name; it gets its id. */
MUST_USE enum fault offices_add_organisation(struct registry *r, const struct caller *c,
					     struct party *organisation, struct error *err);

/* By code, in `a`. */
MUST_USE enum fault offices_list(struct registry *r, const struct caller *c, struct arena *a,
				 struct party **ret, size_t *ret_count, struct error *err);

#endif
