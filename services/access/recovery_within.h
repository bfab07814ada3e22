/* recovery_within.h - within a change of an account: what of it waits to be opened anew. */
#ifndef SERVICES_ACCESS_RECOVERY_WITHIN_H
#define SERVICES_ACCESS_RECOVERY_WITHIN_H

#include "services/access/account_change.h"
#include "services/store/store_recovery.h"

/* What the clerk has to do (services/upkeep/recover.h), as the `kind` of a row of errand. */
#define ERRAND_ASK "ask" /* the account waits to be given `what`; there may be no such account */
#define ERRAND_GIVEN "given" /* its addresses are told that `what` was given */

/* Within a transaction. `asked_by`: an account's id, "host", or "": by the number alone. */
MUST_USE enum fault recovery_errand(struct registry *r, const struct store_errand *what,
				    struct error *err);

/* That of an account's id which waits for `what`; *ret_found false where there is none, or where
 * it is over, since nobody came within LIMIT_RECOVERY_DAYS of its time. */
MUST_USE enum fault recovery_find(struct registry *r, const char *account, const char *what,
				  struct store_recovery *ret, bool *ret_found, struct error *err);
bool recovery_is_over(const struct store_recovery *row, int64_t now);

/* Whether nobody has stopped it, its time has come, and the portal still offers it. */
MUST_USE enum fault recovery_waited(struct account_change *c, const char *what, bool *ret,
				    struct error *err);

/* It waits for `what` no more; before the change is entered. `tells`: and its addresses are told
 * that it was given. */
MUST_USE enum fault recovery_end(struct account_change *c, const char *what, bool tells,
				 struct error *err);

#endif
