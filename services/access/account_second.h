/* account_second.h - what opens somebody's account anew is never given by one alone. */
#ifndef SERVICES_ACCESS_ACCOUNT_SECOND_H
#define SERVICES_ACCESS_ACCOUNT_SECOND_H

#include "services/access/account_change.h"

/*
 * Within a change, before `what` (ACCOUNT_PIN, ACCOUNT_CODE, or a key's hash) is given: *ret_waits
 * false where it may be. Staff ask for it first, which is entered, and it may be given once another
 * of them, who is not the account's person either, asks for the same within
 * LIMIT_RECOVERY_DAYS; or once it has waited for it, and nobody has stopped it (recovery.h).
 * Where it may be, it waits no more. Who has opened an account sets it up alone, for
 * LIMIT_ACCOUNT_DAYS. The host's own command, behind which no account stands, is the operator's,
 * whom no right binds.
 */
#define ACCOUNT_PIN "pin"
#define ACCOUNT_CODE "code"
MUST_USE enum fault account_second(struct account_change *c, const char *what, bool *ret_waits,
				   struct error *err);

/* The fault that tells of it, behind the commit: FAULT_DENIED, its code "second_needed". Where
 * `fault` is one already, that. */
MUST_USE enum fault account_second_needed(enum fault fault, bool waits, struct error *err);

/* "pin", "code"; what is given besides is a key, by its hash. */
const char *account_second_kind(const char *what);

/* Into `ret`, in `a`: what was asked for of the account `id` and not given, each once. */
MUST_USE enum fault account_second_asked(struct registry *r, struct arena *a, const char *id,
					 struct account *ret, struct error *err);

#endif
