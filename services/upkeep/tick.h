/* tick.h - what the clerk does all the time: what clocks of applications have to do when they are
 * over, and what a person is to look at again since calendars came later. */
#ifndef SERVICES_UPKEEP_TICK_H
#define SERVICES_UPKEEP_TICK_H

#include "services/registry/registry.h"

struct tick {
	int64_t changed;  /* applications of which something is another now */
	int64_t again;    /* of which silence decided something that is to be looked at again */
	int64_t told;     /* of which who had signed was told that answers are others now */
	int64_t failed;   /* that could not be looked at, for an hour, or until its time is believed
			   */
	struct error why; /* of the last of them; for the log */
	bool leapt;       /* the machine's clock has, so that nothing was decided: timepiece.h */
};

/* Looks at each application of which a clock may be over, at most TICK_MOST of them, the one that
 * waits longest first; and at all with a due day when a calendar has changed. Hosts share the work:
 * each application is done once. With what is left of TICK_MOST, and since a calendar has changed
 * last, each in which a clock has decided something is looked at once, and of at most
 * LIMIT_AGAIN something is said: recount.h. FAULT_BUSY:
 * later. */
#define TICK_MOST 500
MUST_USE enum fault tick_run(struct registry *r, struct tick *ret, struct error *err);

#endif
