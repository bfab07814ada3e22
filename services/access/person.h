/* person.h - the person of an account, whose visit it is: what is asked of the store by it. */
#ifndef SERVICES_ACCESS_PERSON_H
#define SERVICES_ACCESS_PERSON_H

#include "services/access/caller.h"
#include "services/registry/registry.h"
#include "services/store/store_application.h"

/* It points into itself and into the caller. */
struct person {
	char holder[CALLER_IDENTITY];
	struct store_application_person row;
};

/* Of the caller's account; *ret_is false where the visit is no account's, or came by a PIN that the
 * account has no more. A key that has ended the store passes over. */
MUST_USE enum fault person_of(struct registry *r, const struct caller *c, struct person *ret,
			      bool *ret_is, struct error *err);

#endif
