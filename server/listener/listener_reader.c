/* listener_reader.c - starts a process that reads a file, or draws one, for each desk that asks for
 * it; so many at a time, and none for longer than it may. */
#include "server/listener/listener_inside.h"

#include "server/log.h"
#include "server/reader/reader_inside.h"

#include <signal.h>
#include <sys/wait.h>

/* It ends itself by a clock of its own before; this one is for a reader that something has taken
 * over. */
#define PATIENCE (LIMIT_READER_TIME + 2000)
/* A desk has one file at a time, and the one before may not have been taken note of yet; whoever
 * asks for more leaves none to others. */
#define OF_ONE_DESK 2

void listener_find_reader(struct listener *l)
{
	l->programme = reader_programme();
	if (l->programme < 0)
		log_line(LOG_WARNING,
			 "there is no shubbak-reader beside this programme: no file is taken, "
			 "and none is drawn");
}

static struct reader_seat *find(struct listener *l, pid_t pid)
{
	for (size_t i = 0; i < l->readers.count; i++)
		if (l->readers.seats[i].pid == pid)
			return &l->readers.seats[i];
	return NULL;
}

static bool has_room(const struct reader_seats *r, pid_t desk)
{
	int of_desk = 0;

	for (size_t i = 0; i < r->count; i++)
		of_desk += r->seats[i].desk == desk;
	return r->count < LIMIT_READERS && of_desk < OF_ONE_DESK;
}

void listener_start_reader(struct listener *l, const struct stay_note *note, int end)
{
	struct reader_seats *r = &l->readers;
	enum reader_job job = note->word == STAY_DRAW ? READER_DRAW : READER_JUDGE;
	pid_t pid;

	/* Whoever has asked sees its end closed, and asks again. */
	if (end < 0 || !has_room(r, note->pid) || l->leave_at != 0)
		return;
	pid = l->programme < 0 ? -1 : reader_run(l->programme, job, end);
	if (pid > 0)
		r->seats[r->count++] = (struct reader_seat){
			.pid = pid, .desk = note->pid, .until = loop_now() + PATIENCE};
	else if (!r->is_missed)
		log_line(LOG_ERROR,
			 "shubbak-reader cannot be started: no file is taken, and none is "
			 "drawn");
	r->is_missed = pid <= 0;
}

/* Its signal says what it has met; of what it read, nothing is said. One that was told to end,
 * since its desk has gone, may have met something before. */
static void tell(const struct listener *l, const struct reader_seat *s, int status)
{
	int sig = WIFSIGNALED(status) ? WTERMSIG(status) : 0;

	if (sig == SIGSEGV || sig == SIGABRT || sig == SIGBUS || sig == SIGSYS || sig == SIGILL ||
	    sig == SIGFPE)
		log_line(LOG_ERROR, "a reader was ended by signal %d; its file is not taken", sig);
	else if (sig != 0 && !s->is_over && l->leave_at == 0)
		log_line(LOG_WARNING, "a reader was ended by signal %d", sig);
}

bool listener_end_reader(struct listener *l, pid_t pid, int status)
{
	struct reader_seat *s = find(l, pid);

	if (s == NULL)
		return false;
	tell(l, s, status);
	*s = l->readers.seats[--l->readers.count];
	return true;
}

/* Nobody waits for what they do. */
void listener_drop_readers(struct listener *l, pid_t desk)
{
	for (size_t i = 0; i < l->readers.count; i++)
		if (l->readers.seats[i].desk == desk && !l->readers.seats[i].is_over) {
			l->readers.seats[i].is_over = true;
			kill(l->readers.seats[i].pid, SIGKILL);
		}
}

void listener_reader_watch(const struct listener *l, struct loop *loop)
{
	for (size_t i = 0; i < l->readers.count; i++)
		loop_until(loop, l->readers.seats[i].until);
}

void listener_reader_turn(struct listener *l)
{
	int64_t now = loop_now();

	for (size_t i = 0; i < l->readers.count; i++)
		if (now >= l->readers.seats[i].until) {
			kill(l->readers.seats[i].pid, SIGKILL);
			l->readers.seats[i].until = now + PATIENCE;
		}
}
