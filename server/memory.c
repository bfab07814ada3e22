/* memory.c - the heap that all visitors' processes share: kept whole before they are forked. */
#include "server/memory.h"

#include <malloc.h>
#include <stdbool.h>

#define LARGEST ((size_t)64 * 1024) /* larger ones stand in mappings of their own */
#define SMALLEST ((size_t)24)
#define FINE ((size_t)1040) /* from here on every size that the allocator keeps apart is filled */
#define STEP ((size_t)16)

#ifndef SHUBBAK_SANITIZED
/* True when it was a hole, below what is not handed out yet: anything else is given back. */
static bool fill_one(size_t size)
{
	const char *top = (char *)sbrk(0) - mallinfo2().keepcost;
	char *p = malloc(size);

	if (p != NULL && p < top)
		return true;
	free(p);
	return false;
}
#endif

void memory_settle(void)
{
#ifndef SHUBBAK_SANITIZED
	malloc_trim(0);
	for (size_t size = LARGEST; size > FINE; size /= 2)
		while (fill_one(size))
			;
	for (size_t size = FINE; size >= SMALLEST; size -= STEP)
		while (fill_one(size))
			;
#endif
}
