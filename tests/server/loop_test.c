/* loop_test.c - a turn of a loop ends by what comes first: bytes, a signal, an end, or a clock. */
#include "tests/unit.h"

#include "server/loop.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* What was called, in order. */
static char told[64];

static void note(char letter)
{
	size_t len = strlen(told);

	told[len] = letter;
	told[len + 1] = '\0';
}

static void hear(void *ctx, int fd, short came)
{
	char byte;

	note(*(const char *)ctx);
	if ((came & POLLIN) != 0)
		note(read(fd, &byte, 1) == 1 ? byte : '.');
	if ((came & POLLHUP) != 0)
		note('!');
	if ((came & POLLOUT) != 0)
		note('>');
}

static void *as(char letter)
{
	static char letters[26];

	letters[letter - 'a'] = letter;
	return &letters[letter - 'a'];
}

static void open_pipe(int p[2])
{
	ck_assert_int_eq(pipe(p), 0);
}

static void say(const int p[2], const char *words)
{
	ck_assert_int_eq(write(p[1], words, strlen(words)), (ssize_t)strlen(words));
}

START_TEST(calls_who_is_ready_in_order)
{
	struct loop l;
	int a[2], b[2], c[2];

	told[0] = '\0';
	open_pipe(a);
	open_pipe(b);
	open_pipe(c);
	say(b, "y");
	say(a, "xx");
	loop_begin(&l);
	loop_watch(&l, -1, POLLIN, hear, as('n'));
	loop_watch(&l, a[0], POLLIN, hear, as('a'));
	loop_watch(&l, c[0], POLLIN, hear, as('c'));
	loop_watch(&l, b[0], POLLIN, hear, as('b'));
	loop_watch(&l, b[1], POLLOUT, hear, as('w'));
	ck_assert(loop_wait(&l));
	ck_assert_str_eq(told, "");
	loop_answer(&l);
	ck_assert_str_eq(told, "axbyw>");
	/* Only what is said anew is watched. */
	told[0] = '\0';
	loop_begin(&l);
	loop_watch(&l, c[0], POLLIN, hear, as('c'));
	loop_within(&l, 1);
	ck_assert(loop_wait(&l));
	loop_answer(&l);
	ck_assert_str_eq(told, "");
}
END_TEST

START_TEST(tells_an_end_without_events)
{
	struct loop l;
	int a[2];

	told[0] = '\0';
	open_pipe(a);
	close(a[1]);
	loop_begin(&l);
	loop_watch(&l, a[0], 0, hear, as('a'));
	ck_assert(loop_wait(&l));
	loop_answer(&l);
	ck_assert_str_eq(told, "a!");
}
END_TEST

START_TEST(wakes_for_the_first_clock)
{
	int64_t began = loop_now(), took;
	struct loop l;

	loop_begin(&l);
	loop_until(&l, 0);
	ck_assert_int_eq(l.until, 0);
	loop_within(&l, 60000);
	loop_until(&l, began + 20);
	loop_until(&l, began + 40);
	ck_assert(loop_wait(&l));
	took = loop_now() - began;
	ck_assert_int_ge(took, 20);
	ck_assert_int_lt(took, 20000);
	/* One that has passed is no wait at all, also the one at the very beginning of time. */
	loop_begin(&l);
	loop_until(&l, began);
	loop_until(&l, -1);
	ck_assert(loop_wait(&l));
	ck_assert_int_lt(loop_now() - began - took, 20000);
}
END_TEST

START_TEST(hears_the_signals_of_its_list)
{
	int fd = loop_signals((const int[]){SIGUSR1, SIGTERM, 0});
	struct loop l;
	sigset_t now;

	told[0] = '\0';
	ck_assert_int_eq(loop_signal(fd), 0);
	raise(SIGUSR1);
	raise(SIGTERM);
	raise(SIGPIPE);
	loop_begin(&l);
	loop_watch(&l, fd, POLLIN, hear, as('s'));
	ck_assert(loop_wait(&l));
	ck_assert_int_eq(loop_signal(fd), SIGUSR1);
	ck_assert_int_eq(loop_signal(fd), SIGTERM);
	ck_assert_int_eq(loop_signal(fd), 0);
	sigprocmask(SIG_SETMASK, NULL, &now);
	ck_assert_int_eq(sigismember(&now, SIGTERM), 1);
	ck_assert_int_eq(sigismember(&now, SIGINT), 0);
}
END_TEST

static void on_alarm(int sig)
{
	(void)sig;
}

/* A signal with a handler of its own ends the wait, and nobody is called for what came before. */
START_TEST(is_interrupted_without_a_call)
{
	struct sigaction act = {.sa_handler = on_alarm};
	struct loop l;
	int a[2];

	told[0] = '\0';
	open_pipe(a);
	say(a, "x");
	loop_begin(&l);
	loop_watch(&l, a[0], POLLIN, hear, as('a'));
	ck_assert(loop_wait(&l));
	ck_assert_int_eq(l.polls[0].revents, POLLIN);
	l.polls[0].events = 0;
	sigaction(SIGALRM, &act, NULL);
	ualarm(20000, 20000);
	ck_assert(loop_wait(&l));
	ualarm(0, 0);
	loop_answer(&l);
	ck_assert_str_eq(told, "");
}
END_TEST

START_TEST(waits_for_one)
{
	int a[2];

	open_pipe(a);
	ck_assert_int_eq(loop_one(a[0], POLLIN, 1), 0);
	say(a, "x");
	ck_assert_int_eq(loop_one(a[0], POLLIN, 60000), POLLIN);
	ck_assert_int_eq(loop_one(a[1], POLLOUT, 60000), POLLOUT);
}
END_TEST

START_TEST(holds_no_more_than_its_cap)
{
	pid_t child = fork();
	struct loop l;
	int status;

	if (child == 0) {
		close(2);
		loop_begin(&l);
		for (int i = 0; i < LOOP_MOST; i++)
			loop_watch(&l, i, POLLIN, hear, as('a'));
		if (l.count != LOOP_MOST)
			_exit(1);
		loop_watch(&l, LOOP_MOST, POLLIN, hear, as('a'));
		_exit(0);
	}
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert(WIFSIGNALED(status));
	ck_assert_int_eq(WTERMSIG(status), SIGABRT);
}
END_TEST

SUITE(loop, calls_who_is_ready_in_order, tells_an_end_without_events, wakes_for_the_first_clock,
      hears_the_signals_of_its_list, is_interrupted_without_a_call, waits_for_one,
      holds_no_more_than_its_cap)
