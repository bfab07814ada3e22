/* form_order.c - faults in the order in which their questions are asked. */
#include "services/form/form_inside.h"

#include <stdlib.h>

struct placed {
	struct form_fault fault;
	size_t group, index, found; /* found: of one question the first that was found is first */
	int item;
};

static int compare(size_t one, size_t two)
{
	return one < two ? -1 : one > two;
}

static int by_place(const void *one, const void *two)
{
	const struct placed *a = one, *b = two;
	int order = compare(a->group, b->group);

	if (order == 0)
		order = a->item < b->item ? -1 : a->item > b->item;
	if (order == 0)
		order = compare(a->index, b->index);
	return order != 0 ? order : compare(a->found, b->found);
}

static struct placed place_of(const struct form *f, const struct form_fault *fault, size_t found)
{
	struct placed p = {.fault = *fault, .found = found, .item = fault->at.item};
	const struct group *g = form_inside_group(f, fault->at.section);

	p.group = g == NULL ? f->all_count : (size_t)(g - f->groups);
	if (g != NULL && fault->at.question != NULL)
		p.index = 1 + (size_t)(fault->at.question - g->questions);
	return p;
}

void form_order_faults(const struct form *f, struct arena *a, struct form_fault *list, size_t count)
{
	struct placed *placed = arena_array(a, count + 1, sizeof(*placed));

	for (size_t i = 0; i < count; i++)
		placed[i] = place_of(f, &list[i], i);
	qsort(placed, count, sizeof(*placed), by_place);
	for (size_t i = 0; i < count; i++)
		list[i] = placed[i].fault;
}
