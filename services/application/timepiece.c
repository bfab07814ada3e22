/* timepiece.c - whether the time that the machine shows may be believed, before clocks of
 * applications decide by it. */
#include "services/application/timepiece.h"

#include "services/registry/limits.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_clock.h"

#define HOUR 3600
#define LEAP ((int64_t)LIMIT_LEAP_DAYS * 24 * HOUR)
#define OFTEN HOUR /* it is remembered */

/* What is remembered, 0 for nothing: the last moment that was believed; and of a leap where it came
   to, and the last moment since then. */
struct memory {
	int64_t seen, jumped, since;
};

static bool is_leap(int64_t from, int64_t to)
{
	return from > 0 && to - from > LEAP;
}

enum fault timepiece_believe(struct store *s, int64_t now, bool *ret, struct error *err)
{
	int64_t seen = 0;
	enum fault fault = store_clock_get(s, STORE_CLOCK_SEEN, &seen, err);

	if (fault == FAULT_NONE)
		*ret = !is_leap(seen, now);
	return fault;
}

static enum fault recall(struct store *s, struct memory *ret, struct error *err)
{
	enum fault fault = store_clock_get(s, STORE_CLOCK_SEEN, &ret->seen, err);

	if (fault == FAULT_NONE)
		fault = store_clock_get(s, STORE_CLOCK_JUMPED, &ret->jumped, err);
	return fault == FAULT_NONE ? store_clock_get(s, STORE_CLOCK_SINCE, &ret->since, err)
				   : fault;
}

/* What is to be remembered from now on. */
static struct memory think(struct memory m, int64_t now)
{
	if (!is_leap(m.seen, now))
		return (struct memory){.seen = now};
	if (m.jumped == 0 || now < m.since || is_leap(m.since, now))
		return (struct memory){.seen = m.seen, .jumped = now, .since = now};
	if (now - m.jumped >= (int64_t)LIMIT_LEAP_HOURS * HOUR)
		return (struct memory){.seen = now};
	m.since = now;
	return m;
}

static bool is_due(const struct memory *m, const struct memory *next)
{
	int64_t was = next->jumped > 0 ? m->since : m->seen;
	int64_t now = next->jumped > 0 ? next->since : next->seen;

	return next->jumped != m->jumped || now < was || now - was >= OFTEN;
}

static enum fault keep(struct store *s, const struct memory *m, struct error *err)
{
	enum fault fault = store_begin(s, err);

	if (fault == FAULT_NONE)
		fault = store_clock_put(s, STORE_CLOCK_SEEN, m->seen, err);
	if (fault == FAULT_NONE)
		fault = m->jumped > 0 ? store_clock_put(s, STORE_CLOCK_JUMPED, m->jumped, err)
				      : store_clock_drop(s, STORE_CLOCK_JUMPED, err);
	if (fault == FAULT_NONE)
		fault = m->since > 0 ? store_clock_put(s, STORE_CLOCK_SINCE, m->since, err)
				     : store_clock_drop(s, STORE_CLOCK_SINCE, err);
	if (fault == FAULT_NONE)
		fault = store_commit(s, err);
	store_rollback(s);
	return fault;
}

enum fault timepiece_look(struct registry *r, bool *ret_leapt, struct error *err)
{
	struct memory m = {.seen = 0}, next;
	enum fault fault;

	if (registry_is_training(r)) {
		*ret_leapt = false;
		return FAULT_NONE;
	}
	fault = recall(r->store, &m, err);
	if (fault != FAULT_NONE)
		return fault;
	next = think(m, registry_now(r));
	if (is_due(&m, &next))
		fault = keep(r->store, &next, err);
	if (fault == FAULT_NONE)
		*ret_leapt = next.jumped > 0;
	return fault;
}
