/* array.h - lists that grow as things are put into them, on their own or in an arena. */
#ifndef I18N_BASE_ARRAY_H
#define I18N_BASE_ARRAY_H

#include "i18n/base/arena.h"

/*
 * A list is a pointer, its count, and `room`: how many things of `size` bytes fit before it must
 * grow. Before one is put in:
 *
 *     l->list = array_room(l->list, l->count + 1, &l->room, sizeof(*l->list));
 *     l->list[l->count++] = thing;
 *
 * Room for `need` things comes back; what was there stays, what is new is zeroed. Room doubles, so
 * that growing costs a copy of each thing or so. The first needs no list (NULL, room 0). Never
 * NULL: without memory the process ends, as an arena does. Whoever lets a visitor fill a list
 * counts it against a limit; an array has none of its own.
 */

/* Memory of its own: free(list). */
void *array_room(void *list, size_t need, size_t *room, size_t size);

/* In an arena, where what it grew out of stays until the arena is given back. */
void *array_room_in(struct arena *a, void *list, size_t need, size_t *room, size_t size);

/* `count` things of a fixed number, zeroed; memory of its own: free. Never NULL, also for none. */
void *array_new(size_t count, size_t size);

#endif
