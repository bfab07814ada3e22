/* spool.h - what goes out by SMS and e-mail: handed to whoever sends it, one at a time, at least
 * once.
 */
#ifndef SERVICES_UPKEEP_SPOOL_H
#define SERVICES_UPKEEP_SPOOL_H

#include "i18n/base/arena.h"
#include "services/access/caller.h"
#include "services/registry/registry.h"

/*
 *   waiting ──spool_take──▶ somebody's for SPOOL_HOLD seconds ──spool_done──▶ gone, or waiting for
 *      ▲                                  │                                   longer, or failed
 *      └── the process ended, or the host ┘
 *
 * Of several clerks one gets it. What was taken and not told of is taken again: so a message may go
 * out twice, and none is lost.
 */
#define SPOOL_HOLD 120 /* seconds: longer than any sender has */

struct spool_message {
	char id[33]; /* the same in each try: who has seen it may drop it */
	const char *channel, *to, *lang, *words;
	int tries; /* with this one, from 1 */
};

/* The next that is to be tried, in the arena; *ret_found false where there is none. */
MUST_USE enum fault spool_take(struct registry *r, struct arena *a, struct spool_message *ret,
			       bool *ret_found, struct error *err);

/* What came of it. SPOOL_LATER: it is tried again, up to LIMIT_DISPATCH_TRIES; SPOOL_HERE: it could
 * not even be handed over, which counts as no try, and is tried again after SPOOL_AGAIN seconds as
 * long as it takes; SPOOL_NEVER: nobody is there. `why`: in words of
 * programs, without anything of a person. *ret_failed: it is given up with this. */
#define SPOOL_AGAIN 5
enum spool_result { SPOOL_SENT, SPOOL_LATER, SPOOL_HERE, SPOOL_NEVER };
MUST_USE enum fault spool_done(struct registry *r, const char *id, enum spool_result result,
			       const char *why, bool *ret_failed, struct error *err);

/* Forgets addresses that nobody proved within a day, and what could not be sent long ago. */
MUST_USE enum fault spool_forget(struct registry *r, struct error *err);

/* How many wait, and how many could not be sent. */
struct spool_tally {
	int64_t waiting, failed;
};
MUST_USE enum fault spool_count(struct registry *r, struct spool_tally *ret, struct error *err);

/* Those that could not even be handed over when they were tried last: a sender that is not there, a
 * full disk. How many, since when the oldest of them waits, and why. */
struct spool_held {
	int64_t count, since;
	char why[64];
};
MUST_USE enum fault spool_held(struct registry *r, struct spool_held *ret, struct error *err);

/* Those that could not be sent, the oldest first, at most a thousand; for the host alone. */
struct spool_failed {
	const char *reference, *channel, *why;
	int64_t at;
	int tries;
};
MUST_USE enum fault spool_failures(struct registry *r, const struct caller *c, struct arena *a,
				   struct spool_failed **ret, size_t *ret_count, struct error *err);

#endif
