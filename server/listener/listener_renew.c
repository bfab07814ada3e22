/* listener_renew.c - the listener starts itself anew, with its port and its visitors: so that what
 * an attacker has learnt of its memory is worth nothing.
 *
 * Every child is forked from the listener and lies at the same addresses. Daily, after many attacks
 * in an hour, and on SIGUSR2 it executes its own program again; the process stays the same, so its
 * children stay its children. A child has rehearsed that before. What it knows of them is written
 * into a file in memory, whose descriptor is named in the environment.
 */
#include "server/listener/listener_inside.h"

#include "i18n/base/array.h"
#include "server/log.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define VARIABLE "SHUBBAK_RENEWED"
#define HOUR ((int64_t)3600 * 1000)
#define AGAIN HOUR            /* milliseconds until it is tried again where it could not be */
#define REHEARSAL_SECONDS 600 /* until one that stands still is ended; most are done within one */
#define BROUGHT_GRACE 60000   /* connections without their header are waited for so long */

/* Of the file in memory: nobody changes it behind the writer's back, or hands over another. */
#define SEALS (F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL)

/* Written and read by the same program. */
struct renewal {
	int fd, notes[2], desks[2];
	unsigned char stay_key[STAY_KEY], visitors_key[16];
	pid_t clerk;
	int64_t clerk_after;
	int64_t attacks[LIMIT_ATTACKS];
	size_t next_attack;
	size_t seats, stays;
};

/* --- when --- */

void listener_note_attack(struct listener *l)
{
	int64_t oldest;

	l->attacks[l->next_attack] = loop_now();
	l->next_attack = (l->next_attack + 1) % LIMIT_ATTACKS;
	oldest = l->attacks[l->next_attack];
	if (oldest != 0 && loop_now() - oldest < HOUR) {
		log_line(LOG_WARNING, "%d attacks within an hour: the listener starts itself anew",
			 LIMIT_ATTACKS);
		memset(l->attacks, 0, sizeof(l->attacks));
		l->renew_at = loop_now();
	}
}

void listener_plan_renewal(struct listener *l)
{
	int hours = l->config.renew_hours;

	l->renew_at = hours == 0 ? 0 : loop_now() + hours * HOUR;
	/* What was rehearsed may be another start by then. */
	l->is_rehearsed = false;
}

/* Connections that wait for their header are waited for, and so is a trial: what it tries is what
 * the next start would read. */
static int64_t due(const struct listener *l)
{
	if (l->renew_at == 0 || l->leave_at != 0 || l->rehearsal > 0 || l->trial > 0)
		return 0;
	return l->renew_at + (l->brought_count > 0 ? BROUGHT_GRACE : 0);
}

void listener_renew_watch(const struct listener *l, struct loop *loop)
{
	loop_until(loop, due(l));
}

static void put_off(struct listener *l)
{
	log_line(LOG_ERROR, "the listener cannot start itself anew; it goes on as it is");
	l->renew_at = loop_now() + AGAIN;
}

/* --- handing over --- */

static bool put(int file, const void *data, size_t size)
{
	return size == 0 || write(file, data, size) == (ssize_t)size;
}

static bool get(int file, void *data, size_t size)
{
	return size == 0 || read(file, data, size) == (ssize_t)size;
}

static void keep(int fd, bool kept)
{
	fcntl(fd, F_SETFD, kept ? 0 : FD_CLOEXEC);
}

static void keep_all(const struct listener *l, int file, bool kept)
{
	const int own[] = {l->fd, l->notes[0], l->notes[1], l->desks[0], l->desks[1], file};

	for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++)
		keep(own[i], kept);
	for (size_t i = 0; i < l->stays.count; i++)
		keep(l->stays.seats[i].fd, kept);
}

static int write_all(const struct listener *l)
{
	struct renewal r = {.fd = l->fd,
			    .notes = {l->notes[0], l->notes[1]},
			    .desks = {l->desks[0], l->desks[1]},
			    .clerk = l->clerk,
			    .clerk_after = l->clerk_after,
			    .next_attack = l->next_attack,
			    .seats = l->visitors.count,
			    .stays = l->stays.count};
	int file = memfd_create("renewal", MFD_CLOEXEC | MFD_ALLOW_SEALING);

	memcpy(r.stay_key, l->stay_key, sizeof(r.stay_key));
	memcpy(r.attacks, l->attacks, sizeof(r.attacks));
	memcpy(r.visitors_key, l->visitors.key, sizeof(r.visitors_key));
	if (file < 0)
		return -1;
	if (put(file, &r, sizeof(r)) &&
	    put(file, l->visitors.seats, r.seats * sizeof(*l->visitors.seats)) &&
	    put(file, l->stays.seats, r.stays * sizeof(*l->stays.seats)) &&
	    put(file, l->visitors.barred, sizeof(l->visitors.barred)) &&
	    lseek(file, 0, SEEK_SET) == 0 && fcntl(file, F_ADD_SEALS, SEALS) == 0)
		return file;
	close(file);
	return -1;
}

static void execute(struct listener *l)
{
	char number[16];
	const char *words[] = {
		"shubbak", "serve", "--state", l->state, l->asked != NULL ? "--listen" : NULL,
		l->asked,  NULL};
	int file = write_all(l);

	if (file < 0)
		return;
	snprintf(number, sizeof(number), "%d", file);
	if (setenv(VARIABLE, number, 1) == 0) {
		log_line(LOG_INFO, "the listener starts itself anew; %zu visitors stay",
			 l->visitors.count);
		keep_all(l, file, true);
		execv("/proc/self/exe", (char *const *)(uintptr_t)words);
	}
	keep_all(l, file, false);
	unsetenv(VARIABLE);
	close(file);
}

/* --- rehearsing --- */

static void hear_from(struct listener *l, const int ends[2])
{
	close(ends[1]);
	close(l->rehearsal_says);
	l->rehearsal_says = ends[0];
	if (l->rehearsal > 0)
		return;
	l->rehearsal = 0;
	put_off(l);
}

/* A start that would fail must not be tried: all that it does is done once by a child, up to a
 * visit's first page, while visitors are served. */
static void rehearse(struct listener *l)
{
	pid_t parent = getpid();
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) != 0) {
		put_off(l);
		return;
	}
	l->rehearsal = fork();
	if (l->rehearsal != 0) {
		hear_from(l, ends);
		return;
	}
	close(ends[0]);
	log_as("rehearsal");
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	alarm(REHEARSAL_SECONDS);
	if (getppid() != parent)
		_exit(1);
	_exit(listener_rehearse(l, ends[1]) ? 0 : 1);
}

void listener_end_rehearsal(struct listener *l, int status)
{
	l->rehearsal = 0;
	if (WIFSIGNALED(status))
		log_line(LOG_ERROR, "the rehearsal of the next start was ended by signal %d",
			 WTERMSIG(status));
	l->is_rehearsed = WIFEXITED(status) && WEXITSTATUS(status) == 0 &&
			  read(l->rehearsal_says, l->rehearsed_sum, LISTENER_SUM) == LISTENER_SUM;
	if (!l->is_rehearsed)
		put_off(l);
}

void listener_renew(struct listener *l)
{
	if (due(l) == 0 || loop_now() < due(l))
		return;
	/* Another snapshot may have come since. */
	if (!l->is_rehearsed || !listener_is_there(l, l->rehearsed_sum)) {
		l->is_rehearsed = false;
		rehearse(l);
		return;
	}
	l->is_rehearsed = false;
	execute(l);
	put_off(l);
}

/* --- taking over --- */

bool listener_is_renewed(void)
{
	return getenv(VARIABLE) != NULL;
}

/* A connection that waited for its header was not taken along. */
enum fault listener_take_over(struct listener *l, struct error *err)
{
	const char *number = getenv(VARIABLE);
	int file = number == NULL ? -1 : (int)strtol(number, NULL, 10);
	struct renewal r;
	int seals = fcntl(file, F_GET_SEALS);
	bool good = seals >= 0 && (seals & SEALS) == SEALS && get(file, &r, sizeof(r));

	unsetenv(VARIABLE);
	if (!good)
		return fail(err, FAULT_BROKEN, N_("The listening process could not be taken over."),
			    "renewal");
	prctl(PR_SET_NAME, "shubbak");
	l->fd = r.fd;
	memcpy(l->notes, r.notes, sizeof(r.notes));
	memcpy(l->desks, r.desks, sizeof(r.desks));
	memcpy(l->stay_key, r.stay_key, sizeof(r.stay_key));
	memcpy(l->attacks, r.attacks, sizeof(r.attacks));
	l->next_attack = r.next_attack;
	l->clerk = r.clerk;
	l->clerk_after = r.clerk_after;
	if (r.seats + LIMIT_KNOCKING + LIMIT_PACKING > l->visitors.room) {
		visitors_close(&l->visitors);
		visitors_open(&l->visitors, r.seats + LIMIT_KNOCKING + LIMIT_PACKING);
	}
	memcpy(l->visitors.key, r.visitors_key, sizeof(r.visitors_key));
	l->visitors.count = r.seats;
	good = get(file, l->visitors.seats, r.seats * sizeof(*l->visitors.seats));
	l->stays.seats = array_room(NULL, r.stays, &l->stays.room, sizeof(*l->stays.seats));
	l->stays.count = r.stays;
	good = good && get(file, l->stays.seats, r.stays * sizeof(*l->stays.seats)) &&
	       get(file, l->visitors.barred, sizeof(l->visitors.barred));
	keep_all(l, file, false);
	close(file);
	return good ? FAULT_NONE
		    : fail(err, FAULT_BROKEN, N_("The listening process could not be taken over."),
			   "renewal");
}
