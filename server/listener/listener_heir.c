/* listener_heir.c - what visitors' processes leave behind comes to the listener, which ends it.
 *
 * A gate ends by itself when its desk has gone. One that stands still does not, and where root has
 * started the portal its desk may not end it: they are two users. So the listener is whom the
 * kernel hands such processes to (PR_SET_CHILD_SUBREAPER): a gate that is its child is one whose
 * desk has gone, and has a moment to end. So is the desk of a trial visit that is not its own.
 *
 * Others come to it too, and are left alone: what ran beside it before it was executed, and, where
 * it is a container's first process, whatever has lost its parent there. A gate is known by the
 * name that its desk has given it, which no filter of a gate lets it take off.
 */
#include "server/listener/listener_inside.h"

#include "i18n/base/array.h"
#include "server/log.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>

#define LOOK 1000 /* milliseconds from a desk's end until it is looked what it has left */
#ifdef SHUBBAK_SANITIZED
#define GRACE 8000 /* leaks are looked for at exit */
#else
#define GRACE (LIMIT_LAST_BYTES + 700) /* milliseconds, from then on */
#endif

void listener_heir_open(struct listener *l)
{
	if (prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0)
		log_line(LOG_WARNING, "gates whose desk has gone are left to the system: %s",
			 strerror(errno));
	/* What came to the listener that this one is the next of. */
	listener_heir_expect(l);
}

void listener_heir_close(struct listener *l)
{
	free(l->heir.left);
	l->heir = (struct heir){.look_at = 0};
}

void listener_heir_expect(struct listener *l)
{
	if (l->heir.look_at == 0)
		l->heir.look_at = loop_now() + LOOK;
}

static bool is_own(struct listener *l, pid_t pid)
{
	return pid == l->clerk || pid == l->trial || pid == l->rehearsal ||
	       visitors_find(&l->visitors, pid) != NULL;
}

static bool is_of_visit(pid_t pid)
{
	char path[32], name[32] = "";
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%d/comm", (int)pid);
	file = fopen(path, "re");
	if (file == NULL)
		return false;
	if (fgets(name, sizeof(name), file) != NULL)
		name[strcspn(name, "\n")] = '\0';
	fclose(file);
	return strcmp(name, GATE_NAME) == 0 || strcmp(name, LISTENER_TRIAL_NAME) == 0;
}

/* When its time is over; a new one's begins now. */
static int64_t time_of(const struct heir *h, pid_t pid)
{
	for (size_t i = 0; i < h->count; i++)
		if (h->left[i].pid == pid)
			return h->left[i].until;
	return loop_now() + GRACE;
}

static void meet(struct listener *l, struct heir *to, pid_t pid)
{
	int64_t until = time_of(&l->heir, pid);

	if (loop_now() >= until && kill(pid, SIGKILL) == 0)
		log_line(LOG_WARNING, "process %d, which a desk has left behind, is ended",
			 (int)pid);
	to->left = array_room(to->left, to->count + 1, &to->room, sizeof(*to->left));
	to->left[to->count++] = (struct heir_seat){pid, until};
}

/* The kernel's list of this process's children; where it has none, nothing is found. */
static void look(struct listener *l)
{
	struct heir now = {.look_at = 0};
	FILE *list = fopen("/proc/thread-self/children", "re");
	char *word = NULL;
	size_t room = 0;

	while (list != NULL && getdelim(&word, &room, ' ', list) > 0) {
		pid_t pid = (pid_t)strtol(word, NULL, 10);

		if (pid > 0 && !is_own(l, pid) && is_of_visit(pid))
			meet(l, &now, pid);
	}
	free(word);
	if (list != NULL)
		fclose(list);
	if (now.count > 0)
		now.look_at = loop_now() + LOOK / 4;
	free(l->heir.left);
	l->heir = now;
}

bool listener_heir_has(struct listener *l)
{
	look(l);
	return l->heir.count > 0;
}

void listener_heir_watch(const struct listener *l, struct loop *loop)
{
	loop_until(loop, l->heir.look_at);
}

void listener_heir_turn(struct listener *l)
{
	if (l->heir.look_at != 0 && loop_now() >= l->heir.look_at)
		look(l);
}
