/* listener_trial.c - tries a visit with itself before visitors get to see what is new.
 *
 * A child reads what is new and serves itself one visit, from the version to the first page, by the
 * very processes that visitors get, within their fence and limits:
 *
 *     listener --fork--> trial, as the client --fork--> desk --fork--> gate
 *
 * Before the port is said to be ready it is waited for. For a new catalogue it is not: visitors get
 * the old one until the trial has ended well.
 */
#include "server/listener/listener_inside.h"

#include "server/log.h"
#include "services/catalogue/snapshot.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/inotify.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>

/* Until one that stands still is ended; most are done within one. */
#define READ_SECONDS 600
#define VISIT_SECONDS 120

#define NOTHING_NEW 3 /* how a trial ends that has nothing to try */

/* How the desk that served it ended. */
static bool ended_well(pid_t desk)
{
	int status = 0;

	while (waitpid(desk, &status, 0) < 0 && errno == EINTR)
		;
	if (WIFSIGNALED(status))
		log_line(LOG_ERROR, "a trial visit: its desk was ended by signal %d",
			 WTERMSIG(status));
	return WIFEXITED(status) && WEXITSTATUS(status) == DESK_DONE;
}

bool listener_try_visit(struct listener *l)
{
	const char *wrong;
	pid_t self = getpid(), desk;
	int fds[2];

	signal(SIGPIPE, SIG_IGN);
	alarm(VISIT_SECONDS);
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds) != 0 || (desk = _Fork()) < 0) {
		log_line(LOG_ERROR, "a trial visit: no process: %s", strerror(errno));
		return false;
	}
	if (desk == 0) {
		prctl(PR_SET_NAME, LISTENER_TRIAL_NAME);
		close(fds[0]);
		listener_be_desk(l, fds[1], "here", true, self);
	}
	close(fds[1]);
	wrong = gate_try(fds[0]);
	if (wrong != NULL)
		log_line(LOG_ERROR, "a trial visit: %s", wrong);
	return ended_well(desk) && wrong == NULL;
}

/* In the trial: reads what is new, and tells the listener what it was. What visitors have already,
 * written once more, is not tried once more. */
static void read_fresh(struct listener *l, int to)
{
	struct error err = {0};
	char incident[LOG_INCIDENT];
	bool is_new = false;

	if (listener_load_catalogue(l, WHICH_NEW, &is_new, &err) != FAULT_NONE) {
		log_incident("the catalogue's snapshot", &err, incident);
		_exit(1);
	}
	if (!is_new)
		_exit(NOTHING_NEW);
	if (write(to, l->read_sum, sizeof(l->read_sum)) != (ssize_t)sizeof(l->read_sum))
		_exit(1);
	/* No visit is to have it. */
	close(to);
}

/* In a child that ends with the listener, and after its time. */
static pid_t begin(struct listener *l, bool fresh)
{
	int ends[2];
	pid_t parent = getpid(), trial;

	if (pipe2(ends, O_CLOEXEC) != 0)
		return -1;
	trial = _Fork(); /* as a visitor's: what libpq's libraries write then, visitors had of their
			    own */
	if (trial != 0) {
		close(ends[1]);
		close(l->trial_says);
		l->trial_says = ends[0];
		return trial;
	}
	close(ends[0]);
	log_as("trial");
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	/* Reading it must not stand still for ever either. */
	alarm(READ_SECONDS);
	if (getppid() != parent)
		_exit(1);
	if (fresh)
		read_fresh(l, ends[1]);
	else
		close(ends[1]);
	_exit(listener_try_visit(l) ? 0 : 1);
}

static bool is_same(const struct timespec *one, const struct timespec *two)
{
	return one->tv_sec == two->tv_sec && one->tv_nsec == two->tv_nsec;
}

static bool went_well(int status)
{
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

enum fault listener_try_start(struct listener *l, struct error *err)
{
	pid_t trial = begin(l, false);
	int status = 1;

	while (trial > 0 && waitpid(trial, &status, 0) < 0 && errno == EINTR)
		;
	if (trial > 0 && went_well(status))
		return FAULT_NONE;
	return fail(err, FAULT_BROKEN,
		    N_("The portal does not start: it has tried a visit with itself, and no page "
		       "came. The lines above, or the log file, say why."),
		    "trial, status %d", status);
}

void listener_try_catalogue(struct listener *l)
{
	struct timespec at;

	if (l->trial > 0 || l->leave_at != 0 || !snapshot_time(l->state, &at) ||
	    is_same(&at, &l->snapshot_at) || is_same(&at, &l->tried_at))
		return;
	l->tried_at = at;
	l->trial = begin(l, true);
	if (l->trial < 0)
		log_line(LOG_ERROR, "no process to try the new catalogue in: %s", strerror(errno));
}

/* The very same as was tried: another, which has come meanwhile, is tried first. */
static void take_tried(struct listener *l)
{
	struct error err = {0};
	char incident[LOG_INCIDENT];
	bool same = false;

	if (listener_load_catalogue(l, WHICH_TRIED, &same, &err) != FAULT_NONE)
		log_incident("the catalogue's snapshot", &err, incident);
	else if (same)
		log_line(LOG_INFO, "visitors get the new catalogue, of %zu services",
			 catalogue_count(l->catalogue));
	else
		l->tried_at = (struct timespec){0};
}

void listener_end_trial(struct listener *l, int status)
{
	bool well = went_well(status);

	l->trial = 0;
	if (WIFEXITED(status) && WEXITSTATUS(status) == NOTHING_NEW) {
		l->snapshot_at = l->tried_at;
	} else {
		/* What it has read need not be tried first again, where all of it went well. */
		if (!well || read(l->trial_says, l->tried_sum, sizeof(l->tried_sum)) !=
				     (ssize_t)sizeof(l->tried_sum))
			memset(l->tried_sum, 0, sizeof(l->tried_sum));
		if (well)
			take_tried(l);
		else
			log_line(LOG_ERROR,
				 "a visit with the new catalogue fails: visitors go on with the "
				 "old one until the next import, or the next start");
	}
	/* Another may have come meanwhile. */
	listener_try_catalogue(l);
}

/* --- when a new one is there --- */

static void read_news(void *ctx, int fd, short came)
{
	char events[4096];

	(void)came;
	while (read(fd, events, sizeof(events)) > 0)
		;
	listener_try_catalogue(ctx);
}

void listener_trial_open(struct listener *l)
{
	l->news = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
	/* Where there is none, each visitor who comes is the time to look. */
	if (l->news >= 0)
		inotify_add_watch(l->news, l->state, IN_MOVED_TO);
}

void listener_trial_watch(struct listener *l, struct loop *loop)
{
	if (l->news >= 0)
		loop_watch(loop, l->news, POLLIN, read_news, l);
}
