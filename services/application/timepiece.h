/* timepiece.h - whether the time that the machine shows may be believed, before clocks of
 * applications decide by it. */
#ifndef SERVICES_APPLICATION_TIMEPIECE_H
#define SERVICES_APPLICATION_TIMEPIECE_H

#include "services/registry/registry.h"

/*
 * The portal remembers the last moment that it believed. Going back does no harm, and is believed.
 * Going forward by more than LIMIT_LEAP_DAYS is a leap: it is believed when time has gone on from
 * there for LIMIT_LEAP_HOURS without another one, so that a portal which was off for long goes on
 * by itself, and a clock that was set wrongly decides nothing while somebody puts it right.
 */

/* As it stands now. Where no moment is remembered, any is believed: also where the clock is set by
 * hand (training.h), of which none ever is. */
struct store;
MUST_USE enum fault timepiece_believe(struct store *s, int64_t now, bool *ret, struct error *err);

/* Remembers the moment, in a transaction of its own, at most once an hour. *ret_leapt: it has
 * leapt, and is not believed yet. */
MUST_USE enum fault timepiece_look(struct registry *r, bool *ret_leapt, struct error *err);

#endif
