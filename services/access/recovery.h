/* recovery.h - an account is opened anew by waiting: who has lost its PIN asks, its addresses are
 * told, and whoever still has a way in can stop it. */
#ifndef SERVICES_ACCESS_RECOVERY_H
#define SERVICES_ACCESS_RECOVERY_H

#include "services/access/account.h"

/*
 *   asked ──the clerk──▶ waiting ──its days──▶ ready ──▶ given, within LIMIT_RECOVERY_DAYS more
 *                           └───────── stopped ──┘        by who has the code that was sent, or by
 *                                                         one of staff who has seen who it is
 *
 * How many days: caller.recovers, shubbak.conf. The clerk (services/upkeep/recover.h) looks whether
 * there is such an account, so that asking is the same work, and the same words, for any number.
 */

/* For a new PIN of the account with this number, by whoever types it: FAULT_NONE says nothing of
 * whether there is one. FAULT_INPUT: no number, which its digits tell anybody. FAULT_DENIED: this
 * portal does not offer it, or it was asked for too often, which binds neither the host nor staff
 * who may ACCESS_ACCOUNTS. */
MUST_USE enum fault recovery_ask(struct registry *r, const struct caller *c, const char *number,
				 struct error *err);

/* At the end, by the code that was sent to the account's addresses: a new PIN; the one before opens
 * nothing any more. FAULT_INPUT as above. FAULT_MISSING: the same words and the same work whether
 * there is such an account, nothing waits, or the code is wrong; wrong ones are counted as PINs of
 * the account are. FAULT_DENIED: this portal does not offer it (any more), a budget of tries is
 * used up, or (code "too_early") it waits. */
MUST_USE enum fault recovery_finish(struct registry *r, const struct caller *c, const char *number,
				    const char *code, struct account_paper *ret, struct error *err);

/* What waits of the account that the caller has come with, as its person or as staff, by whatever
 * way; none for who has come with none. In `a`. */
MUST_USE enum fault recovery_own(struct registry *r, const struct caller *c, struct arena *a,
				 struct account_wait **ret, size_t *ret_count, struct error *err);

/* It waits no more: all of the caller's own account, also by a key alone, which can give nothing by
 * it; FAULT_MISSING: nothing waits. Of any account: asked for ACCESS_ACCOUNTS. */
MUST_USE enum fault recovery_stop_own(struct registry *r, const struct caller *c,
				      struct error *err);
MUST_USE enum fault recovery_stop(struct registry *r, const struct caller *c, const char *number,
				  struct error *err);

#endif
