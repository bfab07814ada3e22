/* array_test.c - lists grow without losing what is in them, and what is new is zeroed. */
#include "tests/unit.h"

#include "i18n/base/array.h"

#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

struct thing {
	int number;
	char rest[60];
};

static void fill(struct thing *list, size_t at)
{
	ck_assert_int_eq(list[at].number, 0);
	ck_assert_int_eq(list[at].rest[59], 0);
	memset(list[at].rest, 'x', sizeof(list[at].rest));
	list[at].number = (int)at + 1;
}

static void check_all(const struct thing *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		ck_assert_int_eq(list[i].number, (int)i + 1);
		ck_assert_int_eq(list[i].rest[59], 'x');
	}
}

START_TEST(grows_on_its_own)
{
	struct thing *list = NULL;
	size_t room = 0, moves = 0;

	for (size_t i = 0; i < 1000; i++) {
		size_t before = room;

		list = array_room(list, i + 1, &room, sizeof(*list));
		ck_assert_uint_ge(room, i + 1);
		moves += room != before;
		fill(list, i);
	}
	check_all(list, 1000);
	ck_assert_uint_le(moves, 10);
	ck_assert_uint_le(room, 2000);
	free(list);
}
END_TEST

START_TEST(grows_in_an_arena)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	struct thing *list = NULL, *early;
	size_t room = 0;

	for (size_t i = 0; i < 8; i++) {
		list = array_room_in(a, list, i + 1, &room, sizeof(*list));
		fill(list, i);
	}
	early = list;
	for (size_t i = 8; i < 1000; i++) {
		list = array_room_in(a, list, i + 1, &room, sizeof(*list));
		fill(list, i);
	}
	check_all(list, 1000);
	check_all(early, 8);
}
END_TEST

START_TEST(has_room_at_once_for_many)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	size_t room = 0;
	char *own = array_room(NULL, 1, &room, 1);

	ck_assert_uint_ge(room, 64);
	own[0] = 'a';
	own = array_room(own, 5000, &room, 1);
	ck_assert_uint_ge(room, 5000);
	ck_assert_int_eq(own[0], 'a');
	ck_assert_int_eq(own[4999], 0);
	free(own);
	room = 0;
	own = array_room_in(a, NULL, 777, &room, 1);
	ck_assert_uint_ge(room, 777);
	ck_assert_int_eq(own[776], 0);
	own = array_new(0, 8);
	ck_assert_ptr_nonnull(own);
	free(own);
}
END_TEST

/* A number that would overflow the bytes ends the process before anything is written. */
START_TEST(ends_where_a_list_cannot_be)
{
	pid_t child = fork();
	size_t room = 0;
	int status;

	if (child == 0) {
		close(2);
		array_room(NULL, SIZE_MAX / 8, &room, sizeof(struct thing));
		_exit(0);
	}
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert(WIFEXITED(status));
	ck_assert_int_eq(WEXITSTATUS(status), EXIT_FAILURE);
}
END_TEST

SUITE(array, grows_on_its_own, grows_in_an_arena, has_room_at_once_for_many,
      ends_where_a_list_cannot_be)
