/* reader_doubt.c - what was told as faulty already, so that nothing is told that only follows from
 * it. */
#include "services/definition/reader.h"

#include <string.h>

void reader_doubt(struct reader *r, size_t before, const char *id)
{
	struct doubt *d;

	if (r->count == before)
		return;
	r->incomplete = r->incomplete || id == NULL;
	if (id == NULL)
		return;
	d = arena_take(r->scratch, sizeof(*d));
	*d = (struct doubt){id, r->doubts};
	r->doubts = d;
}

bool reader_is_doubted(const struct reader *r, const char *id, bool found)
{
	for (const struct doubt *d = r->doubts; d != NULL; d = d->next)
		if (strcmp(d->id, id) == 0)
			return true;
	return !found && r->incomplete;
}
