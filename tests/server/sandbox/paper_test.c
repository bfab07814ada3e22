/* paper_test.c - each forbidden act is tried from inside a process that reads files, and from one
 * that draws, which may have threads and nothing else more. */
#include "tests/server/sandbox/acts.h"
#include "tests/unit.h"

#include "server/sandbox/sandbox.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef SHUBBAK_SANITIZED

#define MEMORY ((size_t)64 << 20)

static int try_inside(bool draws, void (*act)(void))
{
	int status;
	pid_t pid = fork();

	ck_assert_int_ge(pid, 0);
	if (pid == 0) {
		sandbox_program();
		sandbox_paper(10, MEMORY, draws);
		act();
		_exit(1);
	}
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	return status;
}

static bool got_through(int status)
{
	return WIFEXITED(status) && WEXITSTATUS(status) == ACTS_REACHED;
}

static bool was_killed(int status)
{
	return WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS;
}

/* One who sleeps, whom nothing here may reach. */
static void start_stranger(void)
{
	acts_stranger = fork();
	if (acts_stranger == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		sandbox_program();
		for (;;)
			pause();
	}
	ck_assert_int_eq(dup2((int)syscall(SYS_pidfd_open, acts_stranger, 0), acts_stranger_fd),
			 acts_stranger_fd);
}

static void end_stranger(void)
{
	ck_assert_msg(waitpid(acts_stranger, NULL, WNOHANG) == 0, "the stranger was ended");
	kill(acts_stranger, SIGKILL);
	waitpid(acts_stranger, NULL, 0);
	close(acts_stranger_fd);
}

static void try_all(bool draws)
{
	snprintf(acts_state, sizeof(acts_state), "%s", unit_folder());
	start_stranger();
	for (size_t i = 0; acts_never[i] != NULL; i++)
		ck_assert_msg(was_killed(try_inside(draws, acts_never[i])), "act %zu, draws %d", i,
			      draws);
	ck_assert(!got_through(try_inside(draws, acts_kill_by_the_gates_number)));
	ck_assert(!got_through(try_inside(draws, acts_open_memory)));
	ck_assert(!got_through(try_inside(draws, acts_find_in_proc)));
	ck_assert(!got_through(try_inside(draws, acts_open_passwd)));
	ck_assert(!got_through(try_inside(draws, acts_create_in_tmp)));
	ck_assert_int_ne(access("/tmp/shubbak-escaped", F_OK), 0);
	ck_assert(!got_through(try_inside(draws, acts_pass_where_it_may)));
	ck_assert(!got_through(try_inside(draws, acts_take_too_much)));
	ck_assert(got_through(try_inside(draws, acts_have_memory)));
	ck_assert(got_through(try_inside(draws, acts_no_act)));
	end_stranger();
}

START_TEST(a_judge_does_none_of_it)
{
	try_all(false);
}
END_TEST

START_TEST(a_drawer_does_none_of_it)
{
	try_all(true);
}
END_TEST

static void *touch(void *ctx)
{
	*(int *)ctx = 1;
	return NULL;
}

static void have_thread(void)
{
	int done = 0;
	pthread_t t;

	if (pthread_create(&t, NULL, touch, &done) != 0 || pthread_join(t, NULL) != 0)
		_exit(1);
	acts_reached_if(done == 1);
}

/* A file is opened by a thread that was there before. */
static int ready[2];

static void *open_late(void *ctx)
{
	char byte;

	(void)ctx;
	if (read(ready[0], &byte, 1) != 1)
		return NULL;
	acts_open_passwd();
	return NULL;
}

static void open_by_thread(void)
{
	if (write(ready[1], "x", 1) != 1)
		_exit(1);
	for (;;)
		pause();
}

START_TEST(threads_are_a_drawers_alone_and_within_its_fence)
{
	int status;
	pid_t pid;

	ck_assert(got_through(try_inside(true, have_thread)));
	ck_assert(!got_through(try_inside(false, have_thread)));
	ck_assert_int_eq(pipe(ready), 0);
	pid = fork();
	if (pid == 0) {
		pthread_t t;

		if (pthread_create(&t, NULL, open_late, NULL) != 0)
			_exit(1);
		sandbox_program();
		sandbox_paper(10, MEMORY, false);
		open_by_thread();
	}
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert(was_killed(status));
}
END_TEST

static void work(void)
{
	for (volatile unsigned i = 0;; i++)
		;
}

/* The first second of the processor is the last one, and the system says so. */
START_TEST(the_processor_is_had_for_so_long)
{
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		sandbox_program();
		sandbox_paper(1, MEMORY, false);
		work();
	}
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU);
}
END_TEST

SUITE(paper_fence, a_judge_does_none_of_it, a_drawer_does_none_of_it,
      threads_are_a_drawers_alone_and_within_its_fence, the_processor_is_had_for_so_long)
#endif
