/* listener.c - owns the port: accepts, counts, limits, and gives every visitor a desk. */
#include "server/listener/listener_inside.h"

#include "i18n/charset.h"
#include "i18n/message.h"
#include "server/clerk.h"
#include "server/listener/heap.h"
#include "server/log.h"
#include "server/owner.h"
#include "server/sandbox/sandbox.h"
#include "server/trusted.h"
#include "services/services.h"
#include "tui/terminal/painter.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <sodium.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#define CLERK_AGAIN 5000 /* milliseconds until a clerk that has ended is started again */

/* --- what is loaded before visitors come --- */

static enum fault load_config(struct listener *l, struct config *ret, struct error *err)
{
	TRUSTED_CLEAN file = TRUSTED_NONE;
	enum fault f;

	config_default(ret);
	f = trusted_open(l->state, "shubbak.conf", &file, err);
	if (f == FAULT_MISSING)
		return FAULT_NONE;
	if (f == FAULT_NONE)
		f = config_load(ret, file.path, err);
	if (f == FAULT_NONE && ret->anchor[0] != '\0')
		f = anchor_check_place(l->state, ret->anchor, err);
	return f;
}

static enum fault open_log(const struct config *c, struct error *err)
{
	enum fault f = trusted_to_write(c->log_file, err);

	return f == FAULT_NONE ? log_open((enum log_level)c->log_level, c->log_file, err) : f;
}

static enum fault load_host(struct listener *l, struct error *err)
{
	TRUSTED_CLEAN folder = TRUSTED_NONE;
	struct gate_host *fresh = NULL;
	enum fault f = trusted_open(l->state, "keys/host", &folder, err);

	if (f == FAULT_NONE)
		f = gate_host_open(folder.path, l->config.p256 != 0, &fresh, err);
	if (f != FAULT_NONE)
		return f;
	gate_host_warm(fresh);
	gate_host_close(l->host);
	l->host = fresh;
	return FAULT_NONE;
}

/* --- the port --- */

static enum fault open_port(struct listener *l, struct error *err)
{
	const char *text = l->asked != NULL ? l->asked : l->config.listen;
	struct sockaddr_storage a;
	socklen_t len;
	int on = 1, off = 0, seconds = 1;
	enum fault f = source_read(text, &a, &len, err);

	if (f != FAULT_NONE)
		return f;
	l->fd = socket(a.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (l->fd >= 0) {
		setsockopt(l->fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
		if (a.ss_family == AF_INET6)
			setsockopt(l->fd, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof(off));
		/* A connection that says nothing costs no process for its first second: nearly
		 * every client speaks first. Not longer, since ssh-keyscan and others let the
		 * server speak first, and the login timer begins only with the process. */
		setsockopt(l->fd, IPPROTO_TCP, TCP_DEFER_ACCEPT, &seconds, sizeof(seconds));
	}
	if (l->fd < 0 || bind(l->fd, (struct sockaddr *)&a, len) != 0 ||
	    listen(l->fd, LIMIT_BACKLOG) != 0) {
		fail(err, FAULT_DENIED, N_("The portal could not listen on {address}: {reason}"),
		     "listen %d", errno);
		error_fill(err, "address", "%s", text);
		error_fill(err, "reason", "%s", strerror(errno));
		return FAULT_DENIED;
	}
	return FAULT_NONE;
}

static void find_port(struct listener *l)
{
	struct sockaddr_storage a;
	socklen_t len = sizeof(a);

	if (getsockname(l->fd, (struct sockaddr *)&a, &len) == 0)
		l->port = source_port(&a);
}

/* All has been said there: no visitor's process is to hold whatever this was started from. */
static void leave_terminal(void)
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);

	if (null < 0 || dup2(null, STDIN_FILENO) < 0 || dup2(null, STDOUT_FILENO) < 0)
		log_line(LOG_WARNING, "/dev/null: %s", strerror(errno));
	if (null >= 0)
		close(null);
}

static void say_ready(const struct listener *l)
{
	struct sockaddr_storage a;
	socklen_t len = sizeof(a);
	char text[SOURCE_ROOM];

	if (getsockname(l->fd, (struct sockaddr *)&a, &len) != 0)
		return;
	source_show(&a, text);
	printf("ready %s\n", text);
	fflush(stdout);
	leave_terminal();
	log_line(LOG_INFO, "listening on %s", text);
}

/* --- the clerk, ends and signals --- */

/* What a child must not keep of the listener. */
void listener_leave(struct listener *l, pid_t parent, bool keep_notes)
{
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != parent)
		_exit(0);
	close(l->fd);
	close(l->signals);
	close(l->notes[0]);
	close(l->desks[0]);
	close(l->news);
	close(l->programme);
	close(l->trial_says);
	close(l->rehearsal_says);
	for (size_t i = 0; i < l->brought_count; i++)
		close(l->brought[i].fd);
	stays_close(&l->stays);
	if (!keep_notes) {
		close(l->notes[1]);
		close(l->desks[1]);
	}
	signal(SIGINT, SIG_IGN);
}

static void start_clerk(struct listener *l)
{
	pid_t parent = getpid();
	bool is_first = l->clerk_after == 0 && !l->is_put_off;

	if (l->clerk > 0 || l->leave_at != 0 || loop_now() < l->clerk_after)
		return;
	l->clerk = fork();
	if (l->clerk == 0) {
		listener_leave(l, parent, false);
		gate_host_close(l->host);
		clerk_run(l->state, &l->config, is_first);
	}
	l->clerk_after = loop_now() + CLERK_AGAIN;
}

static void refuse_config(const struct error *err)
{
	if (err->line > 0)
		log_line(LOG_ERROR,
			 "shubbak.conf line %d is wrong (%s %s); the old configuration stays",
			 err->line, err->fill_count > 0 ? err->fills[0].value : "", err->say);
	else
		log_line(LOG_ERROR, "shubbak.conf is not taken, the old configuration stays: %s",
			 err->detail);
}

/* A clerk goes by what there was at its start; the next one reads what is there then. */
static bool is_clerks(const struct config *one, const struct config *two)
{
	return strcmp(one->anchor, two->anchor) == 0 && strcmp(one->sender, two->sender) == 0 &&
	       one->anchor_minutes == two->anchor_minutes &&
	       strcmp(one->time_zone, two->time_zone) == 0 && one->utc_offset == two->utc_offset &&
	       strcmp(one->country, two->country) == 0;
}

static void reload(struct listener *l)
{
	struct config fresh;
	struct error err = {0};
	enum fault f = load_config(l, &fresh, &err);

	if (f == FAULT_NONE)
		f = open_log(&fresh, &err);
	if (f != FAULT_NONE) {
		refuse_config(&err);
		return;
	}
	if (fresh.visitors > l->config.visitors)
		log_line(LOG_WARNING,
			 "more visitors than at the start are only taken after a restart");
	if (l->clerk > 0 && !is_clerks(&fresh, &l->config))
		kill(l->clerk, SIGTERM);
	l->config = fresh;
	config_use_zone(&l->config);
	listener_plan_renewal(l);
	if (load_host(l, &err) != FAULT_NONE)
		log_line(LOG_ERROR, "the host keys cannot be read again; the old ones stay");
	log_line(LOG_INFO, "the configuration was read again");
}

static void signal_all(struct listener *l, int sig)
{
	for (size_t i = 0; i < l->visitors.count; i++)
		kill(l->visitors.seats[i].pid, sig);
	if (l->clerk > 0)
		kill(l->clerk, sig);
}

static void read_signals(void *ctx, int fd, short came)
{
	struct listener *l = ctx;
	int sig;

	(void)came;
	while ((sig = loop_signal(fd)) != 0) {
		if (sig == SIGHUP) {
			reload(l);
		} else if (sig == SIGUSR2) {
			l->renew_at = loop_now();
		} else if (sig != SIGCHLD && l->leave_at == 0) {
			log_line(LOG_INFO, "closing; %zu visitors are told", l->visitors.count);
			l->leave_at = loop_now() + LIMIT_GOODBYE;
			close(l->fd);
			l->fd = -1;
			while (l->brought_count > 0)
				close(l->brought[--l->brought_count].fd);
			signal_all(l, SIGTERM);
		}
	}
	listener_reap(l);
}

static void wait_for_all(struct listener *l, struct loop *loop)
{
	loop_begin(loop);
	loop_watch(loop, l->signals, POLLIN, read_signals, l);
	/* Who may have a visit is said before it is said that it waits: heard in that order. */
	loop_watch(loop, l->desks[0], POLLIN, listener_read_desk, l);
	loop_watch(loop, l->notes[0], POLLIN, listener_read_notes, l);
	listener_brought_watch(l, loop);
	listener_trial_watch(l, loop);
	loop_watch(loop, l->fd, POLLIN, listener_accept, l);
	if (l->clerk <= 0)
		loop_within(loop, CLERK_AGAIN);
	if (l->leave_at != 0)
		loop_within(loop, 100);
	listener_renew_watch(l, loop);
	listener_heir_watch(l, loop);
	listener_reader_watch(l, loop);
	if (!loop_wait(loop))
		fatal("poll: %s", strerror(errno));
	loop_answer(loop);
}

static void turn(struct listener *l, struct loop *loop)
{
	wait_for_all(l, loop);
	listener_brought_turn(l);
	start_clerk(l);
	listener_renew(l);
	listener_heir_turn(l);
	listener_reader_turn(l);
	if (l->leave_at != 0 && loop_now() >= l->leave_at) {
		signal_all(l, SIGKILL);
		l->leave_at = loop_now() + LIMIT_GOODBYE;
	}
}

/* A descriptor for each visit that may outlive its line, and some more. */
static void allow_descriptors(const struct listener *l)
{
	struct rlimit now;
	rlim_t wanted = (rlim_t)l->config.visitors + LIMIT_PACKING + LIMIT_BROUGHT + 64;

	if (getrlimit(RLIMIT_NOFILE, &now) != 0 || now.rlim_cur >= wanted)
		return;
	now.rlim_cur =
		now.rlim_max == RLIM_INFINITY || now.rlim_max > wanted ? wanted : now.rlim_max;
	if (setrlimit(RLIMIT_NOFILE, &now) != 0 || now.rlim_cur < wanted)
		log_line(LOG_WARNING,
			 "only %llu descriptors may be open; more visits than these cannot wait",
			 (unsigned long long)now.rlim_cur);
}

/* What every visitor's processes will be kept from. */
static enum fault fence(struct listener *l, struct error *err)
{
	BUFFER_CLEAN struct buffer said;
	enum fault f;

	buffer_open(&said, 1024);
	f = sandbox_prepare(l->config.user, l->state, config_registry(&l->config) != NULL, &said,
			    err);
	if (f == FAULT_NONE)
		log_line(LOG_INFO, "%s", said.data);
	return f;
}

/* A listener that starts itself anew writes nothing, where nothing is wrong: a disk may be full. */
static enum fault load_again(struct listener *l, struct error *err)
{
	enum fault f = listener_load_catalogue(l, WHICH_ANY, NULL, err);

	if (f == FAULT_NONE)
		return f;
	log_line(LOG_WARNING,
		 "the catalogue's snapshot cannot be used and is made anew from the registry: %s",
		 err->detail);
	return listener_load_first(l, err);
}

static enum fault prepare(struct listener *l, bool renewed, struct error *err)
{
	enum fault f = owner_check(l->state, err);

	if (f == FAULT_NONE)
		f = load_config(l, &l->config, err);
	if (f == FAULT_NONE)
		f = open_log(&l->config, err);
	if (f == FAULT_NONE)
		config_use_zone(&l->config);
	if (f == FAULT_NONE && !registry_is_here(config_registry(&l->config)))
		f = fail(err, FAULT_INPUT,
			 N_("The registry's database must be at a socket of this machine, such as "
			    "a pooler's: registry = postgresql:///NAME?host=/run/pgbouncer"),
			 "registry");
	if (config_registry(&l->config) != NULL)
		owner_name(l->state);
	if (f == FAULT_NONE)
		f = fence(l, err);
	if (f == FAULT_NONE)
		f = renewed ? load_again(l, err) : listener_load_first(l, err);
	if (f == FAULT_NONE)
		f = load_host(l, err);
	return f;
}

bool listener_rehearse(struct listener *l, int to)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)64 * 1024);
	struct error err = {0};

	if (prepare(l, true, &err) == FAULT_NONE) {
		bool told = write(to, l->shown_sum, LISTENER_SUM) == LISTENER_SUM;

		close(to);
		return told && listener_try_visit(l);
	}
	log_line(LOG_ERROR, "the next start would fail: %s (%s)", message_error(a, &err),
		 err.detail);
	return false;
}

/* The port and the visitors: fresh, or those of the listener that this one is the next of. */
static enum fault begin(struct listener *l, struct error *err)
{
	bool renewed = listener_is_renewed();
	enum fault f;

	painter_warm();
	charset_open();
	listener_find_reader(l);
	heap_fill_holes();
	l->signals = loop_signals((const int[]){SIGTERM, SIGINT, SIGHUP, SIGUSR2, SIGCHLD, 0});
	allow_descriptors(l);
	visitors_open(&l->visitors, (size_t)l->config.visitors + LIMIT_KNOCKING + LIMIT_PACKING);
	if (renewed) {
		f = listener_take_over(l, err);
	} else {
		f = open_port(l, err);
		if (f == FAULT_NONE)
			listener_open_desks(l);
	}
	if (f != FAULT_NONE)
		return f;
	find_port(l);
	listener_plan_renewal(l);
	listener_trial_open(l);
	/* A listener that has started itself anew was tried before. */
	return renewed ? FAULT_NONE : listener_try_start(l, err);
}

static void serve(struct listener *l, bool renewed)
{
	struct loop loop;

	listener_heir_open(l);
	/* Who has gone while the one before this was ending. */
	listener_reap(l);
	start_clerk(l);
	if (!renewed)
		say_ready(l);
	while (l->leave_at == 0 || l->visitors.count > 0 || l->clerk > 0 || listener_heir_has(l))
		turn(l, &loop);
	if (l->trial > 0)
		kill(l->trial, SIGKILL);
	if (l->rehearsal > 0)
		kill(l->rehearsal, SIGKILL);
	log_line(LOG_INFO, "closed");
}

enum fault listener_run(const char *state, const char *listen, struct error *err)
{
	struct listener l = {.state = state,
			     .asked = listen,
			     .fd = -1,
			     .news = -1,
			     .programme = -1,
			     .trial_says = -1,
			     .rehearsal_says = -1};
	bool renewed = listener_is_renewed();
	enum fault f;

	log_as("listener");
	f = prepare(&l, renewed, err);
	if (f == FAULT_NONE)
		f = begin(&l, err);
	if (f == FAULT_NONE)
		serve(&l, renewed);
	visitors_close(&l.visitors);
	stays_close(&l.stays);
	listener_heir_close(&l);
	catalogue_free(l.catalogue);
	gate_host_close(l.host);
	if (l.fd >= 0)
		close(l.fd);
	return f;
}
