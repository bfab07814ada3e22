/* heap.c - memory that every visitor's process shares with the listener stays shared. */
#include "server/listener/heap.h"

#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#define LARGEST ((size_t)120 * 1024)   /* bytes; from 128 KiB on malloc maps pages of their own */
#define NEAR ((uintptr_t)1 << 40)      /* further below the heap's end lies another mapping */
#define EVERY ((size_t)2048)           /* below it malloc keeps lists of its own for each size */
#define SIZE_STEP (2 * sizeof(size_t)) /* from one of those sizes to the next */

/* What fills them, linked so that a leak checker sees it. */
static void *fillings;

void heap_fill_holes(void)
{
	size_t size = LARGEST;
	uintptr_t end;

	malloc_trim(0);
	end = (uintptr_t)sbrk(0);
	while (size >= SIZE_STEP) {
		void **p = malloc(size);

		if (p == NULL)
			return;
		if ((uintptr_t)p < end && (uintptr_t)p > end - NEAR) {
			*p = fillings;
			fillings = p;
		} else {
			free(p);
			size -= size > EVERY ? size / 16 / SIZE_STEP * SIZE_STEP : SIZE_STEP;
		}
	}
}
