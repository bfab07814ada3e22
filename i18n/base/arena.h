/* arena.h - memory that is given back all at once, when what it was for has ended. */
#ifndef I18N_BASE_ARENA_H
#define I18N_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena;

/* A new, empty arena that will never hand out more than `cap` bytes. Owned by the caller:
 * arena_free. */
struct arena *arena_new(size_t cap);
void arena_free(struct arena *a);

/* The same for what many processes shall share that are forked later: its pages are nobody's own,
 * so that a fork copies no tables of them. arena_seal makes it read-only for good, whatever a
 * process tries; nothing more is taken from it then. Where the system has no such memory it is an
 * arena like others, and sealing it does nothing. */
struct arena *arena_new_shared(size_t cap);
void arena_seal(struct arena *a);

/* Gives everything back but keeps the first chunk, for the next page or frame. */
void arena_reset(struct arena *a);

/*
 * `size` bytes, zeroed, aligned for any type; valid until arena_reset or arena_free. Never NULL:
 * when the cap or the machine's memory is used up the process ends (one visitor's; every answer is
 * in the registry by then).
 */
void *arena_take(struct arena *a, size_t size);

/* Room for `count` things of `size` bytes each; an overflowing product counts as used up. */
void *arena_array(struct arena *a, size_t count, size_t size);

/* The same, not zeroed: where each is written before it is read, of which there are many. */
void *arena_room(struct arena *a, size_t count, size_t size);

/* Copies into the arena. arena_text accepts NULL and returns NULL for it. */
char *arena_text(struct arena *a, const char *s);
char *arena_slice(struct arena *a, const char *s, size_t len);
char *arena_format(struct arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *arena_vformat(struct arena *a, const char *format, va_list args)
	__attribute__((format(printf, 2, 0)));

/* Bytes handed out since the last reset. */
size_t arena_used(const struct arena *a);

void arena_cleanup(struct arena **a);
#define ARENA_CLEAN __attribute__((cleanup(arena_cleanup)))

#endif
