/* notes_test.c - what a desk tells the listener is of itself: none speaks for another. */
#include "tests/unit.h"

#include "server/listener/listener_inside.h"
#include "server/log.h"

#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static struct listener l;

static void open_listener(void)
{
	ck_assert_int_eq(log_open(LOG_ERROR, NULL, NULL), FAULT_NONE);
	memset(&l, 0, sizeof(l));
	config_default(&l.config);
	visitors_open(&l.visitors, 600);
	listener_open_desks(&l);
}

static void close_listener(void)
{
	visitors_close(&l.visitors);
	stays_close(&l.stays);
	for (int i = 0; i < 2; i++) {
		close(l.notes[i]);
		close(l.desks[i]);
	}
}

/* A desk that waits to be told to go. */
static pid_t add_desk(const char *source)
{
	pid_t pid = fork();

	if (pid == 0) {
		for (;;)
			pause();
	}
	ck_assert_int_ge(pid, 0);
	visitors_add(&l.visitors, pid, source, source, false, 0);
	visitors_find(&l.visitors, pid)->class = CLASS_KEPT;
	return pid;
}

static bool is_alive(pid_t pid)
{
	return waitpid(pid, NULL, WNOHANG) == 0;
}

static void end_desk(pid_t pid)
{
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
}

/* Lets a process of its own send `size` bytes, as a desk does. */
static pid_t say(int to, const void *bytes, size_t size, int fd)
{
	pid_t pid = fork();

	if (pid == 0) {
		if (fd >= 0)
			_exit(stay_send(to, bytes, size, fd) ? 0 : 1);
		_exit(write(to, bytes, size) == (ssize_t)size ? 0 : 1);
	}
	waitpid(pid, NULL, 0);
	return pid;
}

static void hear_all(void)
{
	listener_read_desk(&l, l.desks[0], POLLIN);
	listener_read_notes(&l, l.notes[0], POLLIN);
}

/* One who says of another that its line is lost would have it sent away. */
START_TEST(none_speaks_for_another)
{
	struct desk_note note = {.class = CLASS_WAITING};
	struct stay_note stay = {.word = STAY_HERE, .token = "of another"};
	int ends[2];
	pid_t victim, forger;

	open_listener();
	victim = add_desk("192.0.2.0/24");
	ck_assert(stay_pair(ends));
	note.pid = (int)victim;
	stay.pid = (int32_t)victim;
	forger = say(l.notes[1], &note, sizeof(note), -1);
	visitors_add(&l.visitors, forger, "198.51.100.0/24", "198.51.100.7", false, 0);
	say(l.desks[1], &stay, sizeof(stay), ends[0]);
	hear_all();
	ck_assert_int_eq(visitors_find(&l.visitors, victim)->class, CLASS_KEPT);
	ck_assert(!visitors_find(&l.visitors, victim)->leaving);
	ck_assert(is_alive(victim));
	ck_assert(!stays_has(&l.stays, victim));
	end_desk(victim);
	close(ends[0]);
	close(ends[1]);
	close_listener();
}
END_TEST

START_TEST(what_one_says_of_itself_is_heard)
{
	struct desk_note note = {.class = CLASS_IDLE};
	struct stay_note stay = {.word = STAY_HERE, .token = "mine"};
	int ends[2];
	pid_t desk;

	open_listener();
	ck_assert(stay_pair(ends));
	desk = fork();
	if (desk == 0) {
		note.pid = stay.pid = getpid();
		_exit(write(l.notes[1], &note, sizeof(note)) == (ssize_t)sizeof(note) &&
				      stay_send(l.desks[1], &stay, sizeof(stay), ends[0])
			      ? 0
			      : 1);
	}
	waitpid(desk, NULL, 0);
	visitors_add(&l.visitors, desk, "192.0.2.0/24", "192.0.2.7", false, 0);
	hear_all();
	ck_assert_int_eq(visitors_find(&l.visitors, desk)->class, CLASS_IDLE);
	ck_assert(stays_has(&l.stays, desk));
	close(ends[0]);
	close(ends[1]);
	close_listener();
}
END_TEST

/* Of no size that a note has, with a descriptor that nobody asked for. */
START_TEST(odd_words_are_passed_by)
{
	char odd[64] = "odd";
	int ends[2];

	open_listener();
	ck_assert(stay_pair(ends));
	for (size_t size = 1; size <= sizeof(odd); size++) {
		say(l.notes[1], odd, size, ends[0]);
		say(l.desks[1], odd, size, ends[0]);
		hear_all();
	}
	/* No descriptor of theirs is kept: the last one of this end closes it. */
	close(ends[0]);
	ck_assert_int_eq(read(ends[1], odd, 1), 0);
	close(ends[1]);
	close_listener();
}
END_TEST

/* Many desks say something while the listener is busy with something else. */
START_TEST(many_notes_wait)
{
	struct desk_note note = {.class = CLASS_IDLE};
	int sent = 0;

	open_listener();
	while (sent < 250 && write(l.notes[1], &note, sizeof(note)) == (ssize_t)sizeof(note))
		sent++;
	ck_assert_int_eq(sent, 250);
	close_listener();
}
END_TEST

SUITE(notes, none_speaks_for_another, what_one_says_of_itself_is_heard, odd_words_are_passed_by,
      many_notes_wait)
