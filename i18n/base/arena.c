/* arena.c - memory that is given back all at once, when what it was for has ended. */
#include "i18n/base/arena.h"

#include "i18n/base/error.h"
#include "i18n/base/memory.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK_SIZE ((size_t)8 * 1024) /* bytes; a page takes 10 to 40 KiB */

struct chunk {
	struct chunk *next;
	size_t room;
	size_t used;
	max_align_t data[];
};

struct arena {
	struct chunk *first;
	struct chunk *last;
	size_t cap;
	size_t used;
};

static struct chunk *chunk_new(size_t room)
{
	struct chunk *b = malloc(sizeof(*b) + room);

	if (b == NULL)
		memory_end("out of memory");
	b->next = NULL;
	b->room = room;
	b->used = 0;
	return b;
}

struct arena *arena_new(size_t cap)
{
	struct arena *a = calloc(1, sizeof(*a));

	if (a == NULL)
		memory_end("out of memory");
	a->cap = cap;
	return a;
}

static void drop_chunks(struct chunk *b)
{
	while (b != NULL) {
		struct chunk *next = b->next;

		free(b);
		b = next;
	}
}

void arena_free(struct arena *a)
{
	if (a == NULL)
		return;
	drop_chunks(a->first);
	free(a);
}

void arena_reset(struct arena *a)
{
	if (a->first != NULL) {
		drop_chunks(a->first->next);
		a->first->next = NULL;
		a->first->used = 0;
		a->last = a->first;
	}
	a->used = 0;
}

void *arena_take(struct arena *a, size_t size)
{
	size_t need = (size + sizeof(max_align_t) - 1) & ~(sizeof(max_align_t) - 1);
	void *p;

	if (need < size || need > a->cap - a->used)
		memory_end("an arena's cap is used up");
	if (a->last == NULL || a->last->room - a->last->used < need) {
		struct chunk *b = chunk_new(need > CHUNK_SIZE ? need : CHUNK_SIZE);

		if (a->last == NULL)
			a->first = b;
		else
			a->last->next = b;
		a->last = b;
	}
	p = (char *)a->last->data + a->last->used;
	a->last->used += need;
	a->used += need;
	memset(p, 0, need);
	return p;
}

void *arena_array(struct arena *a, size_t count, size_t size)
{
	size_t total;

	if (__builtin_mul_overflow(count, size, &total))
		memory_end("an array of more bytes than can be counted");
	return arena_take(a, total);
}

char *arena_slice(struct arena *a, const char *s, size_t len)
{
	char *copy = arena_take(a, len + 1);

	if (len > 0)
		memcpy(copy, s, len);
	return copy;
}

char *arena_text(struct arena *a, const char *s)
{
	return s == NULL ? NULL : arena_slice(a, s, strlen(s));
}

char *arena_vformat(struct arena *a, const char *format, va_list args)
{
	va_list again;
	char *text;
	int len;

	va_copy(again, args);
	len = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (len < 0)
		fatal("a format that cannot be printed: %s", format);
	text = arena_take(a, (size_t)len + 1);
	vsnprintf(text, (size_t)len + 1, format, args);
	return text;
}

char *arena_format(struct arena *a, const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	text = arena_vformat(a, format, args);
	va_end(args);
	return text;
}

size_t arena_used(const struct arena *a)
{
	return a->used;
}

void arena_cleanup(struct arena **a)
{
	arena_free(*a);
	*a = NULL;
}
