/* store.c - the registry's database, whichever engine keeps it: held by who writes, and checked. */
#include "services/store/engine.h"

#include <assert.h>
#include <sodium.h>
#include <time.h>

#define RUNS_MOST 6
#define RUNS_FOR 10000 /* milliseconds from the first to the last that is begun */
#define PAUSE 20       /* milliseconds before the second at most, and so many more before each */

void store_close(struct store *s)
{
	if (s == NULL)
		return;
	store_rollback(s);
	s->engine->close(s);
}

void store_rest(struct store *s)
{
	if (s->resting || s->writing || s->viewing || s->streaming)
		return;
	s->engine->rest(s);
	s->resting = true;
}

bool store_is_resting(const struct store *s)
{
	return s->resting;
}

enum fault store_frozen(struct error *err)
{
	return fail(err, FAULT_BUSY,
		    N_("The portal is being moved to another database. What was stored before is "
		       "safe; please come again in a few minutes."),
		    "moved");
}

/* It was there when its portal began to serve. Whoever comes needs no words for its operator. */
static enum fault tell_gone(enum fault fault, struct error *err)
{
	if (fault == FAULT_CONFLICT)
		return store_frozen(err);
	if (fault != FAULT_MISSING)
		return fault;
	return fail(err, FAULT_BROKEN,
		    N_("There is a problem with the portal's registry. Everything already saved is "
		       "safe. Please tell the portal's operator."),
		    "the registry is gone");
}

static enum fault wake(struct store *s, bool patient, struct error *err)
{
	enum fault fault;

	if (!s->resting)
		return FAULT_NONE;
	s->resting = false;
	fault = s->engine->wake(s, patient, err);
	if (fault == FAULT_NONE)
		return FAULT_NONE;
	store_rest(s);
	return tell_gone(fault, err);
}

enum fault store_wake(struct store *s, struct error *err)
{
	return wake(s, false, err);
}

enum fault store_await(struct store *s, struct error *err)
{
	return wake(s, true, err);
}

/* Who was at rest waits as long as who was not. */
static enum fault begin(struct store *s, bool alone, struct error *err)
{
	enum fault fault = store_await(s, err);

	assert(!s->writing);
	s->undone = false;
	if (fault == FAULT_NONE)
		fault = s->engine->begin(s, alone, err);
	s->writing = fault == FAULT_NONE;
	return fault;
}

enum fault store_begin(struct store *s, struct error *err)
{
	return begin(s, false, err);
}

enum fault store_begin_alone(struct store *s, struct error *err)
{
	return begin(s, true, err);
}

void store_defer(struct store *s)
{
	s->deferring = true;
}

enum fault store_settle(struct store *s, struct error *err)
{
	s->deferring = false;
	return s->engine->settle == NULL ? FAULT_NONE : s->engine->settle(s, err);
}

enum fault store_lock(struct store *s, const char *name, struct error *err)
{
	assert(s->writing);
	return s->engine->lock == NULL ? FAULT_NONE : s->engine->lock(s, name, err);
}

enum fault store_commit(struct store *s, struct error *err)
{
	enum fault fault;

	assert(s->writing);
	fault = s->engine->commit(s, err);
	if (fault == FAULT_NONE)
		s->writing = false;
	else
		store_rollback(s);
	return fault;
}

void store_rollback(struct store *s)
{
	if (!s->writing)
		return;
	s->engine->rollback(s);
	s->writing = false;
}

static int64_t clock_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Two that were in each other's way do not come at the same time again. */
bool store_again(struct store *s, struct store_runs *runs)
{
	int64_t now = clock_now();
	uint32_t pause;

	assert(!s->writing);
	if (runs->count == 0)
		runs->since = now;
	if (!s->undone || ++runs->count >= RUNS_MOST || now - runs->since > RUNS_FOR)
		return false;
	pause = randombytes_uniform((uint32_t)runs->count * PAUSE);
	nanosleep(&(struct timespec){0, (long)pause * 1000000L}, NULL);
	return true;
}

enum fault store_view(struct store *s, struct error *err)
{
	enum fault fault = store_wake(s, err);

	if (fault == FAULT_NONE)
		fault = s->engine->view(s, err);
	s->viewing = fault == FAULT_NONE;
	return fault;
}

void store_view_end(struct store *s)
{
	if (s->viewing)
		s->engine->view_end(s);
	s->viewing = s->peeking = false;
}

enum fault store_peek(struct store *s, struct error *err)
{
	enum fault fault = store_view(s, err);

	s->peeking = fault == FAULT_NONE;
	return fault;
}

bool store_takes_turns(const struct store *s)
{
	return s->engine->lock == NULL;
}

enum fault store_check(struct store *s, void (*tell)(void *ctx, const char *line), void *ctx,
		       bool *ret_whole, struct error *err)
{
	enum fault fault = store_wake(s, err);

	return fault == FAULT_NONE ? s->engine->check(s, tell, ctx, ret_whole, err) : fault;
}

enum fault store_trim(struct store *s, struct error *err)
{
	enum fault fault = store_wake(s, err);

	return fault == FAULT_NONE ? s->engine->trim(s, err) : fault;
}
