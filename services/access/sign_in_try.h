/* sign_in_try.h - one try at an account's PIN. */
#ifndef SERVICES_ACCESS_SIGN_IN_TRY_H
#define SERVICES_ACCESS_SIGN_IN_TRY_H

#include "services/access/attempt.h"
#include "services/access/caller.h"
#include "services/registry/registry.h"
#include "services/store/store_account.h"

/* Ten digits and eight: the account's row, where the PIN is right. FAULT_MISSING, FAULT_DENIED as
 * sign_in_account has them. */
MUST_USE enum fault sign_in_try(struct registry *r, const struct caller *c, const char *number,
				const char *pin, struct store_account *ret, struct error *err);

/* The same for any secret of the account t->name that is kept as `hash`: t->is_right tells. */
MUST_USE enum fault sign_in_attempt(struct registry *r, const struct caller *c, const char *secret,
				    const char *hash, struct attempt *t, struct error *err);

#endif
