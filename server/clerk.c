/* clerk.c - the process for what belongs to no visitor: the catalogue's snapshot, and what expires.
 */
#include "server/clerk.h"

#include "server/log.h"
#include "server/sandbox/sandbox.h"
#include "services/services.h"

#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>

#define TURN 1000         /* milliseconds */
#define EXPIRE_EVERY 3600 /* turns */

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

/* Writes the snapshot when an import has changed the catalogue. */
static void refresh(struct registry *r, int64_t *stamp)
{
	int64_t now = versions_stamp(r);
	struct error err = {0};

	if (now == *stamp)
		return;
	if (snapshot_write(r, &err) != FAULT_NONE) {
		tell("snapshot", &err);
		return;
	}
	*stamp = now;
	log_line(LOG_INFO, "the catalogue's snapshot is new");
}

static int open_signals(void)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigprocmask(SIG_SETMASK, &set, NULL);
	return signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
}

_Noreturn void clerk_run(const char *state)
{
	struct pollfd p = {.fd = open_signals(), .events = POLLIN};
	struct registry *r = NULL;
	struct error err = {0};
	int64_t stamp;

	log_as("clerk");
	sandbox_desk(state);
	if (registry_open(state, &r, &err) != FAULT_NONE) {
		tell("the registry cannot be opened", &err);
		exit(1);
	}
	/* The listener has written the snapshot of what is there now. */
	stamp = versions_stamp(r);
	for (unsigned turn = 0; poll(&p, 1, TURN) == 0; turn++) {
		refresh(r, &stamp);
		if (turn % EXPIRE_EVERY == 0)
			expire(r);
	}
	registry_close(r);
	exit(0);
}
