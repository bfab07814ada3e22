/* arena.c - memory that is given back all at once, when what it was for has ended. */
#include "i18n/base/arena.h"

#include "i18n/base/error.h"
#include "i18n/base/memory.h"

#include <assert.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define CHUNK_SIZE ((size_t)8 * 1024) /* bytes; a page takes 10 to 40 KiB */

/* Shared ones begin with as much and double, so that there are few of them. */
#define SHARED_FIRST ((size_t)1024 * 1024)
#define SHARED_MOST ((size_t)64 * 1024 * 1024)

struct chunk {
	struct chunk *next;
	size_t room;
	size_t used;
	size_t mapped; /* bytes of shared memory that it lies in; 0: malloc's */
	int fd;        /* of that memory, until it is sealed */
	max_align_t data[];
};

struct arena {
	struct chunk *first;
	struct chunk *last;
	size_t cap;
	size_t used;
	size_t shared; /* bytes of the next shared chunk; 0: there is none */
	bool sealed;
};

static struct chunk *chunk_new(size_t room)
{
	struct chunk *b = malloc(sizeof(*b) + room);

	if (b == NULL)
		memory_end("out of memory");
	*b = (struct chunk){.room = room};
	return b;
}

/* NULL where the system has no such memory. */
static struct chunk *chunk_new_shared(size_t size)
{
	int fd = memfd_create("arena", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	void *p = MAP_FAILED;

	if (fd >= 0 && ftruncate(fd, (off_t)size) == 0)
		p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (p == MAP_FAILED) {
		if (fd >= 0)
			close(fd);
		return NULL;
	}
	*(struct chunk *)p =
		(struct chunk){.room = size - sizeof(struct chunk), .mapped = size, .fd = fd};
	return p;
}

/* Room for `need` bytes at least. */
static struct chunk *next_chunk(struct arena *a, size_t need)
{
	struct chunk *b = NULL;

	if (a->shared > 0) {
		while (a->shared - sizeof(struct chunk) < need)
			a->shared *= 2;
		b = chunk_new_shared(a->shared);
		a->shared = a->shared < SHARED_MOST ? 2 * a->shared : SHARED_MOST;
	}
	return b != NULL ? b : chunk_new(need > CHUNK_SIZE ? need : CHUNK_SIZE);
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

		if (b->mapped > 0 && b->fd >= 0)
			close(b->fd);
		if (b->mapped > 0)
			munmap(b, b->mapped);
		else
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
	assert(!a->sealed);
	if (a->first != NULL) {
		drop_chunks(a->first->next);
		a->first->next = NULL;
		a->first->used = 0;
		a->last = a->first;
	}
	a->used = 0;
}

struct arena *arena_new_shared(size_t cap)
{
	struct arena *a = arena_new(cap);

#ifndef SHUBBAK_SANITIZED /* which looks after malloc's alone */
	a->shared = SHARED_FIRST;
#endif
	return a;
}

void arena_seal(struct arena *a)
{
	a->sealed = a->shared > 0;
	for (struct chunk *b = a->first, *next; b != NULL; b = next) {
		int fd = b->fd;

		next = b->next;
		if (b->mapped == 0)
			continue;
		b->fd = -1;
		/* A mapping that is made after the seal can never be written to. */
		if (fcntl(fd, F_ADD_SEALS, F_SEAL_FUTURE_WRITE | F_SEAL_SHRINK | F_SEAL_GROW) !=
			    0 ||
		    mmap(b, b->mapped, PROT_READ, MAP_SHARED | MAP_FIXED, fd, 0) != b)
			fatal("memory that cannot be sealed");
		close(fd);
	}
}

/* Not zeroed; `*ret_size`: how much it is. */
static void *take(struct arena *a, size_t size, size_t *ret_size)
{
	size_t need = (size + sizeof(max_align_t) - 1) & ~(sizeof(max_align_t) - 1);
	void *p;

	assert(!a->sealed);
	if (need < size || need > a->cap - a->used)
		memory_end("an arena's cap is used up");
	if (a->last == NULL || a->last->room - a->last->used < need) {
		struct chunk *b = next_chunk(a, need);

		if (a->last == NULL)
			a->first = b;
		else
			a->last->next = b;
		a->last = b;
	}
	p = (char *)a->last->data + a->last->used;
	a->last->used += need;
	a->used += need;
	*ret_size = need;
	return p;
}

void *arena_take(struct arena *a, size_t size)
{
	void *p = take(a, size, &size);

	return memset(p, 0, size);
}

static size_t bytes_of(size_t count, size_t size)
{
	size_t total;

	if (__builtin_mul_overflow(count, size, &total))
		memory_end("an array of more bytes than can be counted");
	return total;
}

void *arena_array(struct arena *a, size_t count, size_t size)
{
	return arena_take(a, bytes_of(count, size));
}

void *arena_room(struct arena *a, size_t count, size_t size)
{
	size_t taken;

	return take(a, bytes_of(count, size), &taken);
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
