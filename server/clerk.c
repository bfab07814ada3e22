/* clerk.c - the process for what belongs to no visitor: the catalogue's snapshot, what expires,
 * and the ledger's anchor. */
#include "server/clerk.h"

#include "i18n/base/memory.h"
#include "server/log.h"
#include "server/loop.h"
#include "server/sandbox/sandbox.h"
#include "services/services.h"

#include <signal.h>
#include <stdbool.h>
#include <sys/prctl.h>

#define TURN 1000         /* milliseconds */
#define EXPIRE_EVERY 3600 /* turns */
#define ANCHOR_AGAIN 30   /* turns */

static void tell(const char *what, const struct error *err)
{
	char incident[LOG_INCIDENT];

	if (err->fault == FAULT_BUSY)
		log_line(LOG_WARNING, "%s: later (%s)", what, err->detail);
	else
		log_incident(what, err, incident);
}

static void expire(struct registry *r)
{
	struct error err = {0};
	int64_t drafts = 0;

	if (expire_run(r, &drafts, &err) != FAULT_NONE)
		tell("expiry", &err);
	else if (drafts > 0)
		log_line(LOG_INFO, "%lld drafts have expired", (long long)drafts);
}

/* What visitors have of the catalogue. */
struct shown {
	int64_t stamp;
	int64_t ended; /* services */
};

/* Writes the snapshot when an import has changed the catalogue, and has not come to write it, or
   when a service's last day is over. */
static void refresh(struct registry *r, const char *state, struct shown *shown)
{
	struct shown now = {versions_stamp(r), retire_count(r)};
	struct error err = {0};

	if (now.stamp == shown->stamp && now.ended == shown->ended)
		return;
	if (now.ended == shown->ended && snapshot_is_of(state, now.stamp)) {
		*shown = now;
		return;
	}
	if (snapshot_write(r, &err) != FAULT_NONE) {
		tell("snapshot", &err);
		return;
	}
	*shown = now;
	log_line(LOG_INFO, "the catalogue's snapshot is new");
}

struct anchoring {
	const char *setting;  /* "" for nowhere */
	unsigned every, next; /* turns */
	struct anchor_memory memory;
	bool failed;
};

/* False when it is time to be started anew, since it could not be written. */
static bool keep_anchor(struct registry *r, struct anchoring *a, unsigned turn)
{
	char incident[LOG_INCIDENT];
	struct error err = {0};

	if (a->setting[0] == '\0' || turn < a->next)
		return true;
	if (a->failed)
		return false;
	a->failed = anchor_add(r, a->setting, &a->memory, &err) != FAULT_NONE;
	if (a->failed)
		log_incident("anchor", &err, incident);
	a->next = turn + (a->failed ? ANCHOR_AGAIN : a->every);
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
static bool rest(struct loop *l, int signals)
{
	bool over = false;

	loop_begin(l);
	loop_watch(l, signals, POLLIN, be_told, &over);
	loop_within(l, TURN);
	if (!loop_wait(l))
		return true;
	loop_answer(l);
	return over;
}

/* The listener has written the snapshot of what was there at its start, and what came since is told
 * by the file's stamp. The file does not say how many services had ended when it was written. */
static struct shown shown_before(struct registry *r, bool is_first)
{
	return (struct shown){-1, is_first ? retire_count(r) : -1};
}

_Noreturn void clerk_run(const char *state, const struct config *config, bool is_first)
{
	struct anchoring anchoring = {.setting = config->anchor,
				      .every = (unsigned)config->anchor_minutes * 60};
	int signals = loop_signals((const int[]){SIGTERM, 0});
	struct loop l;
	struct registry *r = NULL;
	struct error err = {0};
	struct shown shown;

	log_as("clerk");
	memory_guard(NULL, NULL);
	close_in(state, config);
	if (registry_open(state, config_registry(config), &r, &err) != FAULT_NONE) {
		tell("the registry cannot be opened", &err);
		exit(1);
	}
	shown = shown_before(r, is_first);
	for (unsigned turn = 0; !rest(&l, signals); turn++) {
		refresh(r, state, &shown);
		if (turn % EXPIRE_EVERY == 0)
			expire(r);
		if (memory_is_low())
			log_line(LOG_ERROR, "the clerk is out of memory and starts anew");
		if (!keep_anchor(r, &anchoring, turn) || memory_is_low())
			break;
	}
	registry_close(r);
	exit(0);
}
