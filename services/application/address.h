/* address.h - where a person wants to be told what is new besides the portal: by SMS or e-mail. */
#ifndef SERVICES_APPLICATION_ADDRESS_H
#define SERVICES_APPLICATION_ADDRESS_H

#include "services/application/application.h"

enum channel { CHANNEL_SMS, CHANNEL_EMAIL };
extern const char *const address_channels[]; /* their codes: "sms"; NULL behind the last */

struct address {
	char id[33];
	enum channel channel;
	const char *value;     /* +9613123456, name@example.org */
	enum lang lang;        /* in which it is written to */
	int64_t at, proven_at; /* 0: not yet, so nothing but a code goes there */
};

/*
 * `a`: of one application; NULL: of the account that the caller has signed in with, whose addresses
 * are told of all that it holds. Who proves an application or an account by its PIN may change
 * them, a key alone may not (ACCESS_PIN_NEEDED). FAULT_MISSING and FAULT_DENIED as at
 * application_reply; FAULT_DENIED where there is no account.
 */
MUST_USE enum fault address_list(struct registry *r, struct caller *v, const struct application *a,
				 struct arena *arena, struct address **ret, size_t *ret_count,
				 struct error *err);

/* As typed: "sms:+961 3 123 456", "email:name@example.org", or without its channel. A code goes
 * there at once within `words`, which have the place {code}. FAULT_INPUT: it is no address, or it
 * is proven; FAULT_DENIED: too many of them, or of codes. Of one that is not proven a new code is
 * sent, the one before ends. */
MUST_USE enum fault address_add(struct registry *r, struct caller *v, const struct application *a,
				const char *typed, const char *words, struct error *err);

/* The code that was sent to one of them: it counts from now on. A code is taken once, within
 * LIMIT_ADDRESS_MINUTES, and LIMIT_ADDRESS_TRIES wrong ones end it. FAULT_INPUT: it is none of
 * those that were sent, or no longer. */
MUST_USE enum fault address_prove(struct registry *r, struct caller *v, const struct application *a,
				  const char *code, struct error *err);

/* Nothing goes there any more. FAULT_MISSING: there is no such one. */
MUST_USE enum fault address_drop(struct registry *r, struct caller *v, const struct application *a,
				 const char *typed, struct error *err);

#endif
