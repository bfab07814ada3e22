/* attempt.h - one try at a secret that is checked here, a PIN or a one-time code: what it costs,
 * and what it may be told. */
#ifndef SERVICES_ACCESS_ATTEMPT_H
#define SERVICES_ACCESS_ATTEMPT_H

#include "services/registry/budget.h"
#include "services/registry/network.h"
#include "services/registry/registry.h"

/* Whose secret it is, and from where it is tried. Who tries fills in the first part. */
struct attempt {
	const char *name;   /* a reference, an account's number, an account or key */
	bool exists;        /* there is such a one; else the work is the same */
	bool held;          /* by the caller's key: no network is kept waiting for it */
	bool strange;       /* neither its key nor where it was begun */
	enum budget budget; /* that of its key, its network or its account */
	char subject[128];  /* of that budget; "" on the host */
	char source[NETWORK];

	bool crowded;  /* wrong tries at what there is not leave no rows now */
	bool refused;  /* by a budget */
	bool is_right; /* and was not refused */
};

/* Keeps this visit waiting where its network has tried wrongly too often; before a place to hash or
 * a transaction is taken, so that who has to wait keeps nobody else waiting. */
MUST_USE enum fault attempt_wait(struct registry *r, const struct attempt *t, struct error *err);

/* FAULT_DENIED, and t->refused, where a budget is used up. */
MUST_USE enum fault attempt_ask(struct registry *r, struct attempt *t, struct error *err);

/*
 * Both, of a secret that is compared by who asks: FAULT_DENIED where a budget refuses. Where tries
 * at what there is not are no longer counted (t->crowded), a refusal would tell that there is one:
 * it is FAULT_NONE with t->refused, and whatever was typed is wrong then.
 */
MUST_USE enum fault attempt_open(struct registry *r, struct attempt *t, struct error *err);

/* Counts a wrong one, within the caller's transaction. What there is not is counted like any other,
 * so that it is refused like any other; what is not to be counted is counted of nobody: the work is
 * the same. */
MUST_USE enum fault attempt_count(struct registry *r, const struct attempt *t, struct error *err);

/* The same in a transaction of its own. */
MUST_USE enum fault attempt_lose(struct registry *r, const struct attempt *t, struct error *err);

/*
 * One PIN of 6 or 8 digits against `hash` ("": never right): waits, hashes once whatever comes of
 * it, and counts a wrong one. t->is_right tells; FAULT_DENIED: a budget refuses. Budgets are asked
 * while a place to hash is held, so that no more than the places can pass them at the same time.
 * What attempt_open would not tell is hashed and answered like a wrong PIN.
 */
MUST_USE enum fault attempt_pin(struct registry *r, struct attempt *t, const char *pin,
				const char *hash, struct error *err);

#endif
