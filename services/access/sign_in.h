/* sign_in.h - who comes in with an account: staff by a key and a one-time code, its person by
 * number and PIN or by a key. */
#ifndef SERVICES_ACCESS_SIGN_IN_H
#define SERVICES_ACCESS_SIGN_IN_H

#include "services/access/caller.h"
#include "services/registry/registry.h"

/*
 * `key` is what a gate says was proven, `typed` a one-time code. Right where an account has that
 * key, a role that is granted to it now, and this very code, which was never taken before: then `c`
 * acts with the rights of that account, and the sign-in is entered. Else FAULT_DENIED: the same
 * words and the same work whether the key is nobody's, the account has no role or no codes, the
 * code is wrong or was taken before, or too many wrong ones were tried.
 */
MUST_USE enum fault sign_in_staff(struct registry *r, struct caller *c, const char *key,
				  const char *typed, struct error *err);

/* Whether the caller would still get in as staff: FAULT_DENIED, with words, once the key is revoked
 * or no role is granted to the account any more. */
MUST_USE enum fault sign_in_holds(struct registry *r, const struct caller *c, struct error *err);

/*
 * An account's number and PIN as typed: then `c` is its person, with all that the account holds.
 * FAULT_INPUT: no number or no PIN, which their digits tell anybody. FAULT_MISSING: the same words
 * and the same work whether there is such an account or its PIN is wrong; wrong ones are counted as
 * those of applications are. FAULT_DENIED: a budget of tries is used up.
 */
MUST_USE enum fault sign_in_account(struct registry *r, struct caller *c, const char *number,
				    const char *pin, struct error *err);

/* c->key is what a gate says was proven: where an account has it, `c` is its person by that word
 * alone, which opens what a key opens and no more. */
MUST_USE enum fault sign_in_key(struct registry *r, struct caller *c, struct error *err);

#endif
