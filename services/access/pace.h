/* pace.h - how fast applications may be begun and sent: so many at once, then one after the other.
 */
#ifndef SERVICES_ACCESS_PACE_H
#define SERVICES_ACCESS_PACE_H

#include "services/access/caller.h"
#include "services/registry/registry.h"

/*
 * Of each pace a network has a bucket in the registry, the same for all of its visits at whatever
 * desk, and a visit has one of its own. Each thing done takes one out, and one comes back every
 * some seconds; limits.h has how many and how soon. A network that the operator has exempted has
 * none, nor has the host or the portal itself. Of a bucket one number is kept: when it is full
 * again.
 */
enum pace {
	PACE_BEGIN,  /* a draft */
	PACE_SUBMIT, /* a draft or a filled form; also the same form again, for its new PIN */
	PACE_KEY,    /* a key that is remembered for the first time */
	PACE_FIND,   /* a person, by one of staff */
	PACE_CHECK,  /* an entry of a register of persons, by anybody */
	PACE_VAIN    /* a visit whose words, which found nothing, are counted */
};
_Static_assert(PACE_VAIN + 1 == CALLER_PACES, "a visit has room for each pace");

/* Whether one more may be done now, before work is put into it. FAULT_BUSY with {seconds}. */
MUST_USE enum fault pace_ask(struct registry *r, const struct caller *c, enum pace which,
			     struct error *err);

/* The same, and takes it, within the caller's transaction: one row is written. */
MUST_USE enum fault pace_take(struct registry *r, struct caller *c, enum pace which,
			      struct error *err);

/* Forgets networks whose buckets are full, within the caller's transaction. */
MUST_USE enum fault pace_forget(struct registry *r, struct error *err);

#endif
