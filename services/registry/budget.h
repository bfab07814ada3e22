/* budget.h - how often something may go wrong before it has to wait. */
#ifndef SERVICES_REGISTRY_BUDGET_H
#define SERVICES_REGISTRY_BUDGET_H

#include "services/store/store.h"

/* What is counted, and of whom: the subject. limits.h has the numbers. */
enum budget {
	BUDGET_PIN_NETWORK, /* wrong PINs of a reference from one network: each makes the next wait
			     */
	BUDGET_PIN_KEY,     /* the same with one key that holds it */
	BUDGET_PIN_STRANGE, /* of a reference from all networks where it was not begun: refused */
	BUDGET_PIN_SOURCE,  /* wrong tries of one network, at whatever reference: budget_pause */
	BUDGET_PIN_UNKNOWN, /* wrong tries at references, accounts and keys that there are not, of
			       everybody */
	BUDGET_CODE,        /* wrong one-time codes of an account: each makes the next wait */
	BUDGET_ADDRESS,     /* codes sent to addresses that one account or application has given */
	BUDGET_ADDRESS_SOURCE,  /* the same from one network */
	BUDGET_RECOVERY,        /* how often an account was asked for anew, by its number */
	BUDGET_RECOVERY_SOURCE, /* the same from one network */
	BUDGET_PAPER_SOURCE,    /* files that were begun to be put from one network */
	BUDGET_PAPER_BYTES,     /* MiB that came of them */
	BUDGET_PAPER_JUDGED,    /* how often one of them was judged */
	BUDGET_CHECK            /* codes of documents that there are not, from one network */
};

/* FAULT_DENIED with {minutes} (BUDGET_PIN_STRANGE: {hours}) when the subject has used it up, its
 * code "too_many_tries"; FAULT_NONE when one more may be tried. "" as subject has no budget to use
 * up. `now` is UTC seconds. */
MUST_USE enum fault budget_ask(struct store *s, enum budget which, const char *subject, int64_t now,
			       struct error *err);

/* Counts one try, within the caller's transaction. */
MUST_USE enum fault budget_use(struct store *s, enum budget which, const char *subject, int64_t now,
			       struct error *err);

/* Counts so many at once. */
MUST_USE enum fault budget_use_many(struct store *s, enum budget which, const char *subject,
				    int64_t now, int count, struct error *err);

/* How long the next try of a subject has to wait before it is looked at: *ret_milliseconds, at most
 * LIMIT_PIN_PAUSE; 0: not at all. */
MUST_USE enum fault budget_pause(struct store *s, enum budget which, const char *subject,
				 int64_t now, int *ret_milliseconds, struct error *err);

/* Forgets what no budget looks at any more. */
MUST_USE enum fault budget_forget(struct store *s, int64_t now, struct error *err);

#endif
