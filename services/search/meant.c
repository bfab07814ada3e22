/* meant.c - the services that each group of what people say means, found once for an index. */
#include "services/search/meant.h"

#include "i18n/base/array.h"
#include "services/search/search_index.h"

#include <stdlib.h>

#define WEIGHT_LEAST 28 /* names and keywords say what a service is about */

/* What the group at hand weighs in services, and which have any. */
struct finder {
	const struct search_index *x;
	unsigned char *weights; /* by service */
	uint32_t *found;
	size_t count;
};

/* What a word weighs in a service; 0: it does not stand there. */
static unsigned char weight_in(const struct search_index *x, uint32_t word, uint32_t service)
{
	size_t low = x->firsts[word], high = x->firsts[word + 1], end = high;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (x->postings[middle].service < service)
			low = middle + 1;
		else
			high = middle;
	}
	return low < end && x->postings[low].service == service ? x->postings[low].weight : 0;
}

/* The one of its words that the fewest services have. */
static uint32_t rarest(const struct search_index *x, const struct saying_phrase *p)
{
	uint32_t least = p->words[0];

	for (size_t i = 1; i < p->count; i++)
		if (x->firsts[p->words[i] + 1] - x->firsts[p->words[i]] <
		    x->firsts[least + 1] - x->firsts[least])
			least = p->words[i];
	return least;
}

static void find(struct finder *f, const struct saying_phrase *p)
{
	const struct search_index *x = f->x;
	uint32_t first = rarest(x, p);

	for (size_t i = x->firsts[first]; i < x->firsts[first + 1]; i++) {
		uint32_t service = x->postings[i].service;
		unsigned char weight = x->postings[i].weight;

		for (size_t k = 0; k < p->count && weight >= WEIGHT_LEAST; k++) {
			unsigned char one =
				p->words[k] == first ? weight : weight_in(x, p->words[k], service);

			weight = one < weight ? one : weight;
		}
		if (weight < WEIGHT_LEAST)
			continue;
		if (f->weights[service] == 0)
			f->found[f->count++] = service;
		if (weight > f->weights[service])
			f->weights[service] = weight;
	}
}

static int compare(const void *a, const void *b)
{
	uint32_t one = *(const uint32_t *)a, two = *(const uint32_t *)b;

	return (one > two) - (one < two);
}

/* Moves what the finder has into the postings, and begins anew. */
static void close_group(struct finder *f, struct posting *to)
{
	if (f->count > 0)
		qsort(f->found, f->count, sizeof(*f->found), compare);
	for (size_t i = 0; i < f->count; i++) {
		to[i] = (struct posting){f->found[i], f->weights[f->found[i]]};
		f->weights[f->found[i]] = 0;
	}
	f->count = 0;
}

struct meant meant_new(const struct search_index *x)
{
	struct finder f = {.x = x};
	struct meant m = {NULL, NULL};
	size_t groups = sayings_groups(x->sayings), room = 0, count = 0;

	f.weights = array_new(x->count + 1, sizeof(*f.weights));
	f.found = array_new(x->count + 1, sizeof(*f.found));
	m.firsts = array_new(groups + 1, sizeof(*m.firsts));
	for (size_t i = 0; i < groups; i++) {
		const struct saying_group *g = sayings_group(x->sayings, i);

		for (size_t k = 0; k < g->count; k++)
			find(&f, &g->means[k]);
		m.firsts[i] = count;
		m.postings =
			array_room(m.postings, count + f.count + 1, &room, sizeof(*m.postings));
		count += f.count;
		close_group(&f, m.postings + m.firsts[i]);
	}
	m.firsts[groups] = count;
	free(f.weights);
	free(f.found);
	return m;
}

void meant_free(struct meant *m)
{
	free(m->firsts);
	free(m->postings);
}
