/* arena_test.c - arenas keep what was put in and take it all back. */
#include "tests/unit.h"

#include "i18n/base/arena.h"

#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>

START_TEST(keeps_and_resets)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);
	char *s = arena_format(a, "%d-%s", 7, "x");

	ck_assert_str_eq(s, "7-x");
	ck_assert_ptr_nonnull(arena_take(a, 100000));
	ck_assert_str_eq(s, "7-x");
	arena_reset(a);
	ck_assert_uint_eq(arena_used(a), 0);
}
END_TEST

#ifndef SHUBBAK_SANITIZED
static char *words;

static void write_to_it(void)
{
	words[0] = 'X';
}

static void make_it_writable(void)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	char *at = words - (size_t)words % page;

	if (mprotect(at, page, PROT_READ | PROT_WRITE) == 0)
		_exit(1);
	write_to_it();
}

/* By which signal a child ended that did this; 0 where it went on. */
static int ended_by(void (*what)(void))
{
	int status;
	pid_t child = fork();

	ck_assert_int_ge(child, 0);
	if (child == 0) {
		signal(SIGSEGV, SIG_DFL);
		what();
		_exit(0);
	}
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

/* What a visitor's process could change would be read by all the others. */
START_TEST(what_is_shared_is_read_only_for_good)
{
	ARENA_CLEAN struct arena *a = arena_new_shared((size_t)64 << 20);
	char *large;

	words = arena_text(a, "one for all");
	large = arena_take(a, (size_t)20 << 20);
	large[(20 << 20) - 1] = 'x';
	ck_assert_int_eq(ended_by(write_to_it), 0);
	arena_seal(a);
	ck_assert_str_eq(words, "Xne for all");
	ck_assert_int_eq(large[(20 << 20) - 1], 'x');
	ck_assert_int_eq(ended_by(write_to_it), SIGSEGV);
	ck_assert_int_eq(ended_by(make_it_writable), SIGSEGV);
	ck_assert_str_eq(words, "Xne for all");
}
END_TEST

SUITE(arena, keeps_and_resets, what_is_shared_is_read_only_for_good)
#else
SUITE(arena, keeps_and_resets)
#endif
