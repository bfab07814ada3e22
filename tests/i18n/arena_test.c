/* arena_test.c - arenas keep what was put in and take it all back. */
#include "tests/unit.h"

#include "i18n/base/arena.h"

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

SUITE(arena, keeps_and_resets)
