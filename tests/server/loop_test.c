/* loop_test.c - a turn of a loop ends by what comes first: bytes, a signal, an end, or a clock. */
#include "tests/unit.h"

#include "server/loop.h"

#include <signal.h>
#include <stdint.h>
#include <stdio.h>
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

/* Kilobytes of the stack that are in memory. */
static long stack_in_memory(void)
{
	FILE *f = fopen("/proc/self/smaps", "re");
	char line[512];
	bool found = false;
	long kb = -1;

	ck_assert_ptr_nonnull(f);
	while (kb < 0 && fgets(line, sizeof(line), f) != NULL) {
		found = found || strstr(line, "[stack]") != NULL;
		if (found)
			(void)sscanf(line, "Rss: %ld kB", &kb);
	}
	fclose(f);
	return kb;
}

static __attribute__((noinline)) unsigned go_deep(int calls)
{
	volatile unsigned char room[4096];

	memset((void *)(uintptr_t)room, calls, sizeof(room));
	return calls == 0 ? room[17] : go_deep(calls - 1) + room[calls % 4096];
}

static void let_go(void *ctx)
{
	note(*(const char *)ctx);
}

/* Once, after a while, and never of who said so for an earlier turn. */
START_TEST(who_waits_long_is_told_to_rest)
{
	struct loop l;
	int a[2];

	open_pipe(a);
	told[0] = '\0';
	loop_begin(&l);
	loop_watch(&l, a[0], POLLIN, hear, as('a'));
	loop_rests(&l, let_go, as('r'));
	say(a, "x");
	ck_assert(loop_wait(&l));
	loop_answer(&l);
	ck_assert_str_eq(told, "ax");
	loop_begin(&l);
	loop_rests(&l, let_go, as('r'));
	loop_within(&l, 900);
	ck_assert(loop_wait(&l));
	ck_assert_str_eq(told, "axr");
	loop_begin(&l);
	loop_within(&l, 900);
	ck_assert(loop_wait(&l));
	ck_assert_str_eq(told, "axr");
}
END_TEST

START_TEST(whoever_waits_long_gives_its_stack_back)
{
	struct loop l;
	int p[2];
	long deep, rested;

	told[0] = '\0';
	open_pipe(p);
	ck_assert_uint_gt(go_deep(100), 0);
	deep = stack_in_memory();
	loop_begin(&l);
	loop_watch(&l, p[0], POLLIN, hear, as('a'));
	loop_within(&l, 20);
	ck_assert(loop_wait(&l));
	ck_assert_int_ge(stack_in_memory(), deep);
	loop_begin(&l);
	loop_watch(&l, p[0], POLLIN, hear, as('a'));
	loop_within(&l, 1500);
	ck_assert(loop_wait(&l));
	rested = stack_in_memory();
	ck_assert_msg(rested < deep - 300, "%ld kB, then %ld kB", deep, rested);
	/* It is there again for whoever needs it, and what comes is heard. */
	ck_assert_uint_gt(go_deep(100), 0);
	say(p, "x");
	loop_begin(&l);
	loop_watch(&l, p[0], POLLIN, hear, as('a'));
	ck_assert(loop_wait(&l));
	loop_answer(&l);
	ck_assert_str_eq(told, "ax");
}
END_TEST

SUITE(loop, who_waits_long_is_told_to_rest, whoever_waits_long_gives_its_stack_back,
      calls_who_is_ready_in_order, tells_an_end_without_events, wakes_for_the_first_clock,
      hears_the_signals_of_its_list, is_interrupted_without_a_call, waits_for_one,
      holds_no_more_than_its_cap)
