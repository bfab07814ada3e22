/* clerk.c - the process for what belongs to no visitor: the catalogue's snapshot, what expires,
 * clocks of applications, and the ledger's anchor. */
#include "server/clerk.h"

#include "i18n/base/memory.h"
#include "server/log.h"
#include "server/loop.h"
#include "server/sandbox/sandbox.h"
#include "services/services.h"

#include <signal.h>
#include <stdbool.h>
#include <sys/prctl.h>

/* Milliseconds. */
#define TURN 500 /* a change that another host makes is to be here within a second */
#define SOON 200 /* who imports on this host writes the snapshot within it */
#define EXPIRE_EVERY (3600 * 1000)
#define AGAIN 5000 /* what failed is tried again */
#define ANCHOR_AGAIN 30000

struct anchoring {
	const char *setting; /* "" for nowhere */
	int64_t every, next;
	struct anchor_memory memory;
	bool failed;
};

struct clerk {
	const char *state;
	const struct config *config;
	struct registry *registry;              /* NULL: it has not answered yet */
	bool is_away;                           /* it does not answer */
	bool is_first;                          /* the start has written the snapshot just now */
	struct versions_now shown;              /* what visitors have of the catalogue */
	struct versions_now seen;               /* what there is of it, as of the turn before */
	int64_t refresh_at, expire_at, tick_at; /* not before; monotonic */
	bool has_leapt;                         /* the machine's clock, as was said */
	struct anchoring anchoring;
};

static void tell(const char *what, const struct error *err)
{
	char incident[LOG_INCIDENT];

	if (err->fault == FAULT_BUSY)
		log_line(LOG_WARNING, "%s: later (%s)", what, err->detail);
	else
		log_incident(what, err, incident);
}

/* Whether the registry can be used, and what visitors are to be shown. That it does not answer, or
   that another host has brought it up to date for a newer version, is said once: visitors go on
   with what they have. Where it did not answer at the start, it is brought up to date here. */
static bool look(struct clerk *k, struct versions_now *ret)
{
	struct error err = {0};
	enum fault f = FAULT_NONE;
	bool is_away;

	if (k->registry == NULL)
		f = registry_upgrade(k->state, config_registry(k->config), &k->registry, &err);
	if (f == FAULT_NONE && registry_is_training(k->registry))
		f = registry_read_clock(k->registry, &err);
	if (f == FAULT_NONE)
		f = versions_look(k->registry, ret, &err);
	is_away = f == FAULT_BUSY || f == FAULT_CONFLICT;
	if (f != FAULT_NONE && !is_away) {
		tell("the registry cannot be read", &err);
		exit(1);
	}
	if (is_away && !k->is_away)
		log_line(LOG_WARNING,
			 "the registry cannot be used now; visitors go on with the catalogue that "
			 "they have (%s)",
			 err.detail);
	else if (!is_away && k->is_away)
		log_line(LOG_INFO, "the registry can be used again");
	k->is_away = is_away;
	return !is_away;
}

/* Whatever of it another host's clerk does at the same time is done once. */
static void expire(struct clerk *k)
{
	struct error err = {0};
	int64_t drafts = 0;
	enum fault f;

	if (loop_now() < k->expire_at)
		return;
	f = expire_run(k->registry, &drafts, &err);
	if (f != FAULT_NONE)
		tell("expiry", &err);
	else if (drafts > 0)
		log_line(LOG_INFO, "%lld drafts have expired", (long long)drafts);
	k->expire_at = loop_now() + (f == FAULT_BUSY ? AGAIN : EXPIRE_EVERY);
}

static void tell_ticked(struct clerk *k, const struct tick *done)
{
	if (done->changed > 0)
		log_line(LOG_INFO, "%lld applications have gone on by their clocks",
			 (long long)done->changed);
	if (done->failed > 0)
		tell("clocks", &done->why);
	if (done->leapt && !k->has_leapt)
		log_line(LOG_WARNING,
			 "the machine's clock has leapt forward by days: clocks of applications "
			 "wait until it is put right, or has gone on for a day");
	else if (!done->leapt && k->has_leapt)
		log_line(LOG_INFO, "clocks of applications go on");
	k->has_leapt = done->leapt;
}

/* What one host's clerk does another's finds done. */
static void tick(struct clerk *k)
{
	struct error err = {0};
	struct tick done;

	if (loop_now() < k->tick_at)
		return;
	if (tick_run(k->registry, &done, &err) == FAULT_NONE) {
		tell_ticked(k, &done);
		return;
	}
	tell("clocks", &err);
	k->tick_at = loop_now() + AGAIN;
}

static bool is_same(const struct versions_now *one, const struct versions_now *two)
{
	return one->stamp == two->stamp && one->ended == two->ended;
}

/* The listener has written the snapshot of what was there at its start, and what came since is told
   by the file's stamp. The file does not say how many services had ended when it was written. */
static bool is_written(struct clerk *k, const struct versions_now *now)
{
	bool ended = k->is_first || now->ended == k->shown.ended;

	k->is_first = false;
	return ended && snapshot_stamp(k->state) == now->stamp;
}

/* Writes the snapshot when the catalogue was changed, on this host or on another, or when a
   service's last day is over. Between the commit of an import and its snapshot it looks as if
   nobody would write that: so it is written at the second sight. */
static void refresh(struct clerk *k, const struct versions_now *now)
{
	struct error err = {0};
	bool again = is_same(now, &k->seen);

	k->seen = *now;
	if (is_same(now, &k->shown) || loop_now() < k->refresh_at)
		return;
	if (is_written(k, now)) {
		k->shown = *now;
		return;
	}
	if (!again)
		return;
	if (snapshot_write(k->registry, &err) != FAULT_NONE) {
		tell("snapshot", &err);
		k->refresh_at = loop_now() + AGAIN;
		return;
	}
	k->shown = *now;
	log_line(LOG_INFO, "the catalogue's snapshot is new");
}

/* False when it is time to be started anew, since it could not be written. */
static bool keep_anchor(struct registry *r, struct anchoring *a)
{
	char incident[LOG_INCIDENT];
	struct error err = {0};

	if (a->setting[0] == '\0' || loop_now() < a->next)
		return true;
	if (a->failed)
		return false;
	a->failed = anchor_add(r, a->setting, &a->memory, &err) != FAULT_NONE;
	if (a->failed)
		log_incident("anchor", &err, incident);
	a->next = loop_now() + (a->failed ? ANCHOR_AGAIN : a->every);
	return true;
}

/* Files are within reach in the state folder, and where the anchor goes. */
static void close_in(const char *state, const struct config *c)
{
	char outside[FOLDER_PATH];

	if (c->anchor[0] != '\0')
		anchor_folder(c->anchor, outside);
	sandbox_clerk(state, c->anchor[0] != '\0' ? outside : NULL);
}

static void be_told(void *ctx, int fd, short came)
{
	bool *over = ctx;

	(void)fd, (void)came;
	*over = true;
}

/* Waits for the next turn; true when it was told to end. */
static bool rest(struct loop *l, int signals, int length)
{
	bool over = false;

	loop_begin(l);
	loop_watch(l, signals, POLLIN, be_told, &over);
	loop_within(l, length);
	if (!loop_wait(l))
		return true;
	loop_answer(l);
	return over;
}

/* False when it is time to be started anew. */
static bool work(struct clerk *k)
{
	struct versions_now now;

	if (look(k, &now)) {
		refresh(k, &now);
		expire(k);
		tick(k);
		if (!keep_anchor(k->registry, &k->anchoring))
			return false;
	}
	if (memory_is_low())
		log_line(LOG_ERROR, "the clerk is out of memory and starts anew");
	return !memory_is_low();
}

static int until_next(const struct clerk *k)
{
	return is_same(&k->seen, &k->shown) || loop_now() < k->refresh_at ? TURN : SOON;
}

_Noreturn void clerk_run(const char *state, const struct config *config, bool is_first)
{
	struct clerk k = {.state = state,
			  .config = config,
			  .is_first = is_first,
			  .shown = {-1, -1},
			  .seen = {-1, -1},
			  .anchoring = {.setting = config->anchor,
					.every = (int64_t)config->anchor_minutes * 60 * 1000}};
	int signals = loop_signals((const int[]){SIGTERM, 0});
	struct loop l;

	log_as("clerk");
	memory_guard(NULL, NULL);
	close_in(state, config);
	while (!rest(&l, signals, until_next(&k)) && work(&k))
		;
	registry_close(k.registry);
	exit(0);
}
