/* array.c - lists that grow as things are put into them, on their own or in an arena. */
#include "i18n/base/array.h"

#include "i18n/base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_THINGS 8
#define FIRST_BYTES 64 /* of small things more than eight, or text would grow by the letter */

static size_t next_room(size_t room, size_t need, size_t size)
{
	if (need > SIZE_MAX / 2 / size)
		memory_end("an array of more bytes than can be counted");
	if (room == 0)
		room = size * FIRST_THINGS < FIRST_BYTES ? FIRST_BYTES / size : FIRST_THINGS;
	while (room < need)
		room *= 2;
	return room;
}

void *array_room(void *list, size_t need, size_t *room, size_t size)
{
	size_t more;
	char *grown;

	if (need <= *room)
		return list;
	more = next_room(*room, need, size);
	grown = reallocarray(list, more, size);
	if (grown == NULL)
		memory_end("out of memory");
	memset(grown + *room * size, 0, (more - *room) * size);
	*room = more;
	return grown;
}

void *array_room_in(struct arena *a, void *list, size_t need, size_t *room, size_t size)
{
	size_t more;
	void *grown;

	if (need <= *room)
		return list;
	more = next_room(*room, need, size);
	grown = arena_array(a, more, size);
	if (*room > 0)
		memcpy(grown, list, *room * size);
	*room = more;
	return grown;
}

void *array_new(size_t count, size_t size)
{
	void *list = calloc(count == 0 ? 1 : count, size);

	if (list == NULL)
		memory_end("out of memory");
	return list;
}
