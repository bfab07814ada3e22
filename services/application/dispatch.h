/* dispatch.h - a message to an address of somebody: written with what it tells of, and on its way
 * from then on. */
#ifndef SERVICES_APPLICATION_DISPATCH_H
#define SERVICES_APPLICATION_DISPATCH_H

#include "services/application/change.h"
#include "services/definition/service.h"
#include "services/definition/template.h"
#include "services/store/store_address.h"

/* What its address, and its words, are sealed to. */
#define DISPATCH_ADDRESS "address"
#define DISPATCH_WORDS "dispatch"

/* Sealed as hex; false: it finds no room. The other way; "" where the seal does not hold. */
MUST_USE bool dispatch_seal(const struct seal *s, const char *owner, const char *binding,
			    const char *words, char *ret, size_t room);
const char *dispatch_open(const struct seal *s, struct arena *a, const char *owner,
			  const char *binding, const char *sealed);

/* Within a transaction: `words` go to the address, about that notice of an application (NULL: about
 * none). */
MUST_USE enum fault dispatch_add(struct registry *r, const struct store_address *to,
				 const char *application, int number, const char *words,
				 struct error *err);

/* What a message about no application of its reader's tells: which service or register it is of,
 * and the number there; nothing of persons. */
struct dispatch_about {
	const struct text *words; /* of a template; in[] NULL, or NULL: the number alone */
	const struct text *name, *authority;
	const char *number;
};

/* Within a transaction: to each proven address of the account, in the language of the address. */
MUST_USE enum fault dispatch_account(struct registry *r, const struct dispatch_about *about,
				     const char *account, struct error *err);

/* Within a change, beside a notice: its short words to each address that is proven of the
 * application and of the accounts that hold it, in the language of the address. They are those of
 * the template, else the portal's own template `news`, which names the reference alone. */
MUST_USE enum fault dispatch_notice(struct change *c, const struct service *s,
				    const struct template *t, struct error *err);

/* The same to the addresses of one account alone. */
MUST_USE enum fault dispatch_member(struct change *c, const struct service *s,
				    const struct template *t, const char *account,
				    struct error *err);

#endif
