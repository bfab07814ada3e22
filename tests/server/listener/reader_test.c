/* reader_test.c - readers that the listener starts for desks: so many at a time, none for a
 * stranger, none for longer than it may or than its desk is there. */
#include "tests/server/reader/sample.h"
#include "tests/unit.h"

#include "server/listener/listener_inside.h"
#include "server/log.h"
#include "server/reader/reader_inside.h"

#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>

static struct listener l;
static struct buffer file;

static void open_listener(void)
{
	ck_assert_int_eq(log_open(LOG_ERROR, "/dev/null", NULL), FAULT_NONE);
	memset(&l, 0, sizeof(l));
	config_default(&l.config);
	l.programme = reader_programme();
	visitors_open(&l.visitors, 600);
	listener_open_desks(&l);
	buffer_open(&file, (size_t)1 << 20);
	sample_png(&file);
}

static void close_listener(void)
{
	visitors_close(&l.visitors);
	stays_close(&l.stays);
	buffer_close(&file);
}

static enum fault give(void *ctx, void *to, size_t room, size_t *ret_len, struct error *err)
{
	bool *given = ctx;

	(void)err, (void)room;
	*ret_len = *given ? 0 : file.size;
	memcpy(to, file.data, *ret_len);
	*given = true;
	return FAULT_NONE;
}

enum { FINE = 10, BUSY, OTHERWISE };

/* A desk that has a file judged, and says how it went by its exit status. */
static _Noreturn void be_desk(int patience)
{
	struct reader_way way = reader_way_listener();
	struct paper_judge j = reader_judge(&way);
	bool given = false;
	struct paper_bytes bytes = {(int64_t)file.size, give, &given};
	struct paper_facts facts = {.verdict = PAPER_OTHER};
	enum fault f;

	way.patience = patience;
	if (dup2(l.desks[1], STAY_LISTENER) < 0)
		_exit(1);
	f = j.judge(j.ctx, &bytes, &facts, NULL);
	if (f == FAULT_BUSY)
		_exit(BUSY);
	_exit(f == FAULT_NONE && facts.verdict == PAPER_FINE ? FINE : OTHERWISE);
}

static pid_t add_desk(int patience, bool known)
{
	pid_t pid = fork();

	if (pid == 0)
		be_desk(patience);
	if (known)
		visitors_add(&l.visitors, pid, "192.0.2.0/24", "192.0.2.7", false, 0);
	return pid;
}

/* The listener's turns until that desk has gone. */
static int serve(pid_t desk)
{
	int status;

	while (waitpid(desk, &status, WNOHANG) == 0) {
		if (loop_one(l.desks[0], POLLIN, 20) != 0)
			listener_read_desk(&l, l.desks[0], POLLIN);
		listener_reader_turn(&l);
	}
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void reap_readers(void)
{
	while (l.readers.count > 0) {
		pid_t pid = l.readers.seats[0].pid;
		int status;

		ck_assert_int_eq(waitpid(pid, &status, 0), pid);
		ck_assert(listener_end_reader(&l, pid, status));
	}
}

START_TEST(a_desk_gets_one)
{
	open_listener();
	ck_assert_int_eq(serve(add_desk(0, true)), FINE);
	ck_assert_uint_eq(l.readers.count, 1);
	reap_readers();
	ck_assert(!listener_end_reader(&l, getpid(), 0));
	close_listener();
}
END_TEST

START_TEST(a_stranger_gets_none)
{
	open_listener();
	ck_assert_int_eq(serve(add_desk(200, false)), BUSY);
	ck_assert_uint_eq(l.readers.count, 0);
	close_listener();
}
END_TEST

static pid_t add_sleeper(pid_t desk, int64_t until)
{
	pid_t pid = fork();

	if (pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		for (;;)
			pause();
	}
	l.readers.seats[l.readers.count++] =
		(struct reader_seat){.pid = pid, .desk = desk, .until = until};
	return pid;
}

/* Whatever a desk asks for, others find a place. */
START_TEST(one_desk_does_not_take_them_all)
{
	pid_t desk;

	open_listener();
	desk = add_desk(200, true);
	while (l.readers.count < 2)
		add_sleeper(desk, loop_now() + 100000);
	ck_assert_int_eq(serve(desk), BUSY);
	ck_assert_uint_eq(l.readers.count, 2);
	ck_assert_int_eq(serve(add_desk(0, true)), FINE);
	listener_drop_readers(&l, desk);
	reap_readers();
	close_listener();
}
END_TEST

/* It is told to come again, and does; then there is a place. */
START_TEST(there_are_so_many_at_a_time)
{
	open_listener();
	while (l.readers.count < LIMIT_READERS)
		add_sleeper(1, loop_now() + 100000);
	ck_assert_int_eq(serve(add_desk(200, true)), BUSY);
	ck_assert_uint_eq(l.readers.count, LIMIT_READERS);
	listener_drop_readers(&l, 1);
	reap_readers();
	ck_assert_int_eq(serve(add_desk(0, true)), FINE);
	reap_readers();
	close_listener();
}
END_TEST

static bool was_killed(pid_t pid)
{
	int status;

	return waitpid(pid, &status, 0) == pid && WIFSIGNALED(status) &&
	       WTERMSIG(status) == SIGKILL && listener_end_reader(&l, pid, status);
}

START_TEST(one_ends_when_its_time_is_over_or_its_desk_has_gone)
{
	pid_t late, left, good;

	open_listener();
	late = add_sleeper(1, loop_now());
	left = add_sleeper(2, loop_now() + 100000);
	good = add_sleeper(3, loop_now() + 100000);
	listener_reader_turn(&l);
	ck_assert(was_killed(late));
	listener_drop_readers(&l, 2);
	ck_assert(was_killed(left));
	ck_assert_int_eq(waitpid(good, NULL, WNOHANG), 0);
	ck_assert_uint_eq(l.readers.count, 1);
	kill(good, SIGKILL);
	reap_readers();
	close_listener();
}
END_TEST

/* A closing portal starts none. */
START_TEST(none_begins_at_the_end)
{
	open_listener();
	l.leave_at = 1;
	ck_assert_int_eq(serve(add_desk(200, true)), BUSY);
	close_listener();
}
END_TEST

SUITE(listener_reader, a_desk_gets_one, a_stranger_gets_none, there_are_so_many_at_a_time,
      one_desk_does_not_take_them_all, one_ends_when_its_time_is_over_or_its_desk_has_gone,
      none_begins_at_the_end)
