/* memory_test.c - memory that is used up ends a process in order, and not before its reserve is. */
#include "tests/unit.h"

#include "i18n/base/arena.h"
#include "i18n/base/memory.h"

#include <sys/resource.h>
#include <sys/wait.h>

enum { LOW = 3, ORDERLY = 4, WRONG = 5 };

/* How a child ended that did this: its status; -1 where a signal ended it. */
static int ended(void (*what)(void))
{
	int status;
	pid_t child = fork();

	ck_assert_int_ge(child, 0);
	if (child == 0) {
		close(STDERR_FILENO);
		what();
		_exit(WRONG);
	}
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void in_order(void *ctx, const char *why)
{
	/* Its own memory is there, also when the reserve is used up. */
	char *words = malloc(4000);

	if (words != NULL && ctx == NULL && strlen(why) > 0)
		_exit(ORDERLY);
}

static void use_up_a_cap(void)
{
	memory_guard(in_order, NULL);
	arena_take(arena_new(100), 200);
}

static void come_back(void *ctx, const char *why)
{
	(void)ctx, (void)why;
}

static void end_twice(void)
{
	memory_guard(come_back, NULL);
	memory_end("once");
}

START_TEST(ends_by_its_last_act)
{
	ck_assert_int_eq(ended(use_up_a_cap), ORDERLY);
	ck_assert_int_eq(ended(end_twice), EXIT_FAILURE);
}
END_TEST

#ifndef SHUBBAK_SANITIZED
/* The system has nothing more: not one page. */
static void take_all(void)
{
	struct rlimit none = {0, 0};

	memory_guard(in_order, NULL);
	if (memory_is_low() || setrlimit(RLIMIT_AS, &none) != 0)
		_exit(WRONG);
	while (!memory_is_low())
		if (malloc(sizeof(max_align_t)) == NULL)
			_exit(WRONG);
}

static void go_on(void)
{
	char *text, *more, *none;
	size_t given = 0;

	take_all();
	text = calloc(1, 1000);
	memcpy(text, "word", 5);
	more = realloc(text, 100000);
	none = realloc(malloc(10), 0);
	if (strcmp(more, "word") != 0 || none != NULL || more[999] != '\0')
		_exit(WRONG);
	free(more);
	/* What all was given back can be had again, many times as much as there is. */
	for (; given < 20 * MEMORY_RESERVE; given += 100000)
		free(malloc(100000));
	_exit(LOW);
}

static void use_up_the_reserve(void)
{
	take_all();
	for (;;)
		if (malloc(100000) == NULL)
			_exit(WRONG);
}

static void ask_for_too_much(void)
{
	volatile size_t count = SIZE_MAX / 2;

	memory_guard(in_order, NULL);
	if (calloc(count, 4) == NULL)
		_exit(WRONG);
}

/* A block of the system's grows where there is nothing more for it. */
static void grow(void)
{
	char *text = malloc(1000);

	memset(text, 'x', 1000);
	take_all();
	text = realloc(text, 200000);
	_exit(text[0] == 'x' && text[999] == 'x' ? LOW : WRONG);
}

START_TEST(a_reserve_helps)
{
	ck_assert_int_eq(ended(go_on), LOW);
	ck_assert_int_eq(ended(grow), LOW);
}
END_TEST

START_TEST(ends_in_order_without_it)
{
	ck_assert_int_eq(ended(use_up_the_reserve), ORDERLY);
	ck_assert_int_eq(ended(ask_for_too_much), ORDERLY);
}
END_TEST

SUITE(memory, ends_by_its_last_act, a_reserve_helps, ends_in_order_without_it)
#else
SUITE(memory, ends_by_its_last_act)
#endif
