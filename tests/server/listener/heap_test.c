/* heap_test.c - after the holes were filled nothing new is put between what was there before. */
#include "tests/unit.h"

#include "server/listener/heap.h"

#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#ifdef SHUBBAK_SANITIZED
/* A sanitizer's malloc has no heap of this kind; it must only come back. */
START_TEST(fills)
{
	heap_fill_holes();
	ck_assert_ptr_nonnull(sbrk(0));
}
END_TEST
#else
#define THINGS 4000

/* So many bytes for the nth: from 24 to 4,000, mixed. */
static size_t size_of(int n)
{
	return (size_t)(24 + n * 37 % 3976);
}

START_TEST(fills)
{
	void *before[THINGS];
	uintptr_t end;
	int below = 0;

	for (int i = 0; i < THINGS; i++)
		ck_assert_ptr_nonnull(before[i] = malloc(size_of(i)));
	for (int i = 0; i < THINGS; i += 2)
		free(before[i]);
	heap_fill_holes();
	end = (uintptr_t)before[THINGS - 1];
	for (int i = 0; i < THINGS / 4; i++) {
		void *p = malloc(size_of(i * 7));

		ck_assert_ptr_nonnull(p);
		below += (uintptr_t)p < end;
	}
	ck_assert_int_eq(below, 0);
	for (int i = 1; i < THINGS; i += 2)
		free(before[i]);
}
END_TEST
#endif

SUITE(heap, fills)
