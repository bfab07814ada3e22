/* loop.c - how a process waits: for descriptors, for signals, and for the next of its clocks. */
#include "server/loop.h"

#include <errno.h>
#include <malloc.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

#define LONGEST 3600000 /* milliseconds of one wait, so that they fit what poll takes */
#define RESTS 700       /* milliseconds without anything: nobody is at it */
#define PAGE 4096
#define STACK_KEPT ((uintptr_t)2 * PAGE) /* below whoever waits: its calls need that much */
#define STACK_DEPTH ((uintptr_t)1024 * 1024)

int64_t loop_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void loop_begin(struct loop *l)
{
	l->count = 0;
	l->until = 0;
	l->rest = NULL;
}

void loop_watch(struct loop *l, int fd, short events, loop_ready *ready, void *ctx)
{
	if (fd < 0)
		return;
	if (l->count == LOOP_MOST)
		fatal("more than %d descriptors to watch", LOOP_MOST);
	l->polls[l->count] = (struct pollfd){.fd = fd, .events = events};
	l->watches[l->count].ready = ready;
	l->watches[l->count++].ctx = ctx;
}

void loop_until(struct loop *l, int64_t at)
{
	if (at != 0 && (l->until == 0 || at < l->until))
		l->until = at;
}

void loop_within(struct loop *l, int milliseconds)
{
	loop_until(l, loop_now() + milliseconds);
}

void loop_rests(struct loop *l, loop_rest *rest, void *ctx)
{
	l->rest = rest;
	l->rester = ctx;
}

static int patience(const struct loop *l)
{
	int64_t left = l->until == 0 ? 0 : l->until - loop_now();

	if (l->until == 0)
		return -1;
	return left < 0 ? 0 : left < LONGEST ? (int)left : LONGEST;
}

/* A page that was drawn, or an exchange of keys, has touched some hundred kB of stack; of a
   thousand visitors who read what they see that is most of what they cost. The kernel takes it
   back, and gives it again, zeroed, at the next call that goes so deep. What lies there that is no
   stack yet is passed over. */
static void give_back_stack(void)
{
	uintptr_t top =
		((uintptr_t)__builtin_frame_address(0) - STACK_KEPT) & ~(uintptr_t)(PAGE - 1);
	void *bottom = (void *)(top - STACK_DEPTH);

	(void)madvise(bottom, STACK_DEPTH, MADV_DONTNEED);
}

/* As poll does; a long wait begins with a short one. */
static int wait_resting(struct loop *l)
{
	int first = patience(l), came;

	if (first >= 0 && first <= RESTS)
		return poll(l->polls, l->count, first);
	came = poll(l->polls, l->count, RESTS);
	if (came != 0)
		return came;
	if (l->rest != NULL)
		l->rest(l->rester);
	give_back_stack();
	malloc_trim(0);
	return poll(l->polls, l->count, patience(l));
}

bool loop_wait(struct loop *l)
{
	if (wait_resting(l) >= 0)
		return true;
	for (size_t i = 0; i < l->count; i++)
		l->polls[i].revents = 0;
	return errno == EINTR;
}

void loop_answer(struct loop *l)
{
	for (size_t i = 0; i < l->count; i++)
		if (l->polls[i].revents != 0)
			l->watches[i].ready(l->watches[i].ctx, l->polls[i].fd, l->polls[i].revents);
}

short loop_one(int fd, short events, int milliseconds)
{
	struct pollfd p = {.fd = fd, .events = events};

	return poll(&p, 1, milliseconds) > 0 ? p.revents : 0;
}

void loop_pause(int milliseconds)
{
	poll(NULL, 0, milliseconds);
}

int loop_signals(const int *list)
{
	sigset_t set;
	int fd;

	sigemptyset(&set);
	for (; *list != 0; list++)
		sigaddset(&set, *list);
	sigprocmask(SIG_SETMASK, &set, NULL);
	signal(SIGPIPE, SIG_IGN);
	fd = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
	if (fd < 0)
		fatal("no descriptor for signals: %s", strerror(errno));
	return fd;
}

int loop_signal(int fd)
{
	struct signalfd_siginfo s;

	return read(fd, &s, sizeof(s)) == (ssize_t)sizeof(s) ? (int)s.ssi_signo : 0;
}
