/* memory.c - what happens when memory is used up: a reserve, and an end in order. */
#include "i18n/base/memory.h"

#include <dlfcn.h>
#include <malloc.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct {
	void (*act)(void *ctx, const char *why);
	void *ctx;
	bool low, ending;
} last;

void memory_guard(void (*last_act)(void *ctx, const char *why), void *ctx)
{
	last.act = last_act;
	last.ctx = ctx;
	last.low = false;
}

bool memory_is_low(void)
{
	return last.low;
}

static void say(const char *text)
{
	if (write(STDERR_FILENO, text, strlen(text)) < 0)
		return;
}

void memory_end(const char *why)
{
	/* The last act itself has found none. */
	if (last.ending)
		_exit(EXIT_FAILURE);
	last.ending = true;
	if (last.act != NULL) {
		last.act(last.ctx, why);
	} else {
		say("shubbak: ");
		say(why);
		say("\n");
	}
	_exit(EXIT_FAILURE);
}

#ifndef SHUBBAK_SANITIZED
/*
 * The reserve: pages that nobody has touched, shared until then with whoever was forked. Blocks lie
 * one after the other, each behind its size:
 *
 *     | size | block      | size | block | at ->            | last act |
 */
#define ALIGN alignof(max_align_t)
static struct {
	alignas(max_align_t) unsigned char bytes[MEMORY_RESERVE + MEMORY_LAST];
	size_t at;     /* bytes given out, in their order */
	size_t blocks; /* of them that were not given back */
} reserve;

static bool is_reserve(const void *p)
{
	return (const unsigned char *)p >= reserve.bytes &&
	       (const unsigned char *)p < reserve.bytes + sizeof(reserve.bytes);
}

static size_t size_of(const void *block)
{
	return *(const size_t *)(const void *)((const unsigned char *)block - ALIGN);
}

static size_t rounded(size_t size)
{
	return (size + ALIGN - 1) / ALIGN * ALIGN;
}

static void *take(size_t size)
{
	size_t most = last.ending ? MEMORY_RESERVE + MEMORY_LAST : MEMORY_RESERVE;
	unsigned char *p = reserve.bytes + reserve.at;
	size_t need;

	last.low = true;
	if (size > most || (need = ALIGN + rounded(size)) > most - reserve.at)
		memory_end("out of memory");
	*(size_t *)(void *)p = size;
	reserve.at += need;
	reserve.blocks++;
	return memset(p + ALIGN, 0, size);
}

/* The last one's room is there again at once, all when none is left. */
static void give_back(const void *block)
{
	const unsigned char *p = (const unsigned char *)block - ALIGN;

	if (p + ALIGN + rounded(size_of(block)) == reserve.bytes + reserve.at)
		reserve.at = (size_t)(p - reserve.bytes);
	if (--reserve.blocks == 0)
		reserve.at = 0;
}

/* The system's own, or whatever stands before them; looked up at the first use, which comes before
 * main. */
static struct {
	void *(*get)(size_t size);
	void *(*get_zeroed)(size_t count, size_t size);
	void *(*change)(void *p, size_t size);
	void (*give)(void *p);
} next;

static void look_up(void *function, const char *name)
{
	void *found = dlsym(RTLD_NEXT, name);

	if (found == NULL) {
		say("shubbak: no memory can be had\n");
		_exit(EXIT_FAILURE);
	}
	memcpy(function, &found, sizeof(found));
}

static void find_next(void)
{
	look_up(&next.get, "malloc");
	look_up(&next.get_zeroed, "calloc");
	look_up(&next.change, "realloc");
	look_up(&next.give, "free");
}

void *malloc(size_t size)
{
	void *p;

	if (next.get == NULL)
		find_next();
	p = next.get(size);
	return p != NULL ? p : take(size);
}

void *calloc(size_t count, size_t size)
{
	size_t total;
	void *p;

	if (next.get == NULL)
		find_next();
	p = next.get_zeroed(count, size);
	if (p != NULL)
		return p;
	if (__builtin_mul_overflow(count, size, &total))
		memory_end("out of memory");
	return take(total);
}

void *realloc(void *p, size_t size)
{
	size_t before;
	void *fresh;

	if (p == NULL)
		return malloc(size);
	if (size == 0) {
		free(p);
		return NULL;
	}
	fresh = is_reserve(p) ? malloc(size) : next.change(p, size);
	if (fresh != NULL && !is_reserve(p))
		return fresh;
	before = is_reserve(p) ? size_of(p) : malloc_usable_size(p);
	if (fresh == NULL)
		fresh = take(size);
	memcpy(fresh, p, before < size ? before : size);
	free(p);
	return fresh;
}

void free(void *p)
{
	if (is_reserve(p))
		give_back(p);
	else if (p != NULL)
		next.give(p);
}
#endif
