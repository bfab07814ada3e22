/* catalogue_browse.c - services listed by conditions, counted by what they have in common, and
 * searched. */
#include "services/catalogue/catalogue_inside.h"

#include "i18n/base/array.h"
#include "i18n/fold.h"
#include "services/search/search.h"

#include <stdlib.h>
#include <string.h>

struct named {
	const char *folded;
	size_t index;
};

static int compare_named(const void *a, const void *b)
{
	const struct named *one = a, *two = b;
	int order = strcmp(one->folded, two->folded);

	return order != 0 ? order : (one->index > two->index) - (one->index < two->index);
}

void catalogue_inside_order(const char *const *names, size_t count, size_t *ret)
{
	struct named *order = array_new(count, sizeof(*order));

	for (size_t i = 0; i < count; i++)
		order[i] = (struct named){names[i], i};
	qsort(order, count, sizeof(*order), compare_named);
	for (size_t i = 0; i < count; i++)
		ret[i] = order[i].index;
	free(order);
}

/* Equal, or equal but for an attached prefix (الأمن, للأمن). */
static bool is_word(const char *one, const char *two)
{
	const char *bare = fold_without_prefix(one), *other = fold_without_prefix(two);

	return strcmp(one, two) == 0 ||
	       strcmp(bare == NULL ? one : bare, other == NULL ? two : other) == 0;
}

/* The next word of a folded text, or NULL; `*at` moves past it. */
static char *next_word(struct arena *a, const char **at)
{
	size_t len = strcspn(*at, " ");
	char *word = len == 0 ? NULL : arena_slice(a, *at, len);

	*at += len;
	*at += **at == ' ';
	return word;
}

static bool word_in(struct arena *a, const char *folded, const char *word)
{
	const char *other;

	while ((other = next_word(a, &folded)) != NULL)
		if (is_word(other, word))
			return true;
	return false;
}

/* Every word of `wanted` in one folded name. */
static bool words_in(struct arena *a, const char *folded, const char *wanted)
{
	const char *word;

	while ((word = next_word(a, &wanted)) != NULL)
		if (!word_in(a, folded, word))
			return false;
	return true;
}

static bool authority_matches(const struct service *s, const char *folded)
{
	ARENA_CLEAN struct arena *a = arena_new(CATALOGUE_MAX);

	for (int lang = 0; lang < LANG_COUNT; lang++)
		if (words_in(a, fold_text(a, s->authority.in[lang]), folded))
			return true;
	return false;
}

static bool has_life_event(const struct service *s, const char *code)
{
	for (size_t i = 0; i < s->life_event_count; i++)
		if (strcmp(s->life_events[i]->code, code) == 0)
			return true;
	return false;
}

static bool is_wanted(const struct service *s, const struct catalogue_filter *f)
{
	return (f->country == NULL || strcmp(s->country, f->country) == 0) &&
	       (f->sector == NULL || strcmp(s->sector->code, f->sector) == 0) &&
	       (f->audience == NULL || strcmp(s->audience->code, f->audience) == 0) &&
	       (f->life_event == NULL || has_life_event(s, f->life_event));
}

size_t catalogue_list(const struct catalogue *c, struct arena *a,
		      const struct catalogue_filter *filter, enum lang lang,
		      const struct service ***ret)
{
	ARENA_CLEAN struct arena *scratch = arena_new(CATALOGUE_MAX);
	const struct service **list = arena_array(a, c->count + 1, sizeof(*list));
	const char *authority =
		filter->authority == NULL ? NULL : fold_text(scratch, filter->authority);
	size_t count = 0;

	for (size_t i = 0; i < c->count; i++) {
		size_t at = c->ranks[lang] == NULL ? i : c->ranks[lang][i];
		const struct service *s = c->services[at];

		if (is_wanted(s, filter) && (authority == NULL || authority_matches(s, authority)))
			list[count++] = s;
	}
	*ret = list;
	return count;
}

/* A growing list of groups; a code is looked for from the newest. */
struct groups {
	struct arena *arena;
	struct facet_group *list;
	size_t count, room;
};

static void count_group(struct groups *g, const char *code, const struct text *name, size_t add)
{
	for (size_t i = g->count; i > 0; i--)
		if (strcmp(g->list[i - 1].code, code) == 0) {
			g->list[i - 1].count += add;
			return;
		}
	g->list = array_room_in(g->arena, g->list, g->count + 1, &g->room, sizeof(*g->list));
	g->list[g->count++] = (struct facet_group){code, name, add};
}

/* Groups in the order of terms.yaml, all still empty. */
static void add_terms(struct groups *g, const struct term *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		count_group(g, list[i].code, &list[i].name, 0);
}

static void add_empty_groups(const struct term_list *t, struct groups *g,
			     enum catalogue_facet facet)
{
	switch (facet) {
	case FACET_SECTOR: add_terms(g, t->sectors, t->sector_count); break;
	case FACET_AUDIENCE: add_terms(g, t->audiences, t->audience_count); break;
	case FACET_LIFE_EVENT: add_terms(g, t->life_events, t->life_event_count); break;
	case FACET_COUNTRY:
		for (size_t i = 0; i < t->country_count; i++)
			add_terms(g, &t->countries[i].term, 1);
		break;
	case FACET_AUTHORITY: break;
	}
}

static void count_service(struct groups *g, const struct service *s, enum catalogue_facet facet)
{
	switch (facet) {
	case FACET_SECTOR: count_group(g, s->sector->code, &s->sector->name, 1); break;
	case FACET_AUDIENCE: count_group(g, s->audience->code, &s->audience->name, 1); break;
	case FACET_COUNTRY: count_group(g, s->country, NULL, 1); break;
	case FACET_AUTHORITY: count_group(g, s->authority.in[LANG_EN], &s->authority, 1); break;
	case FACET_LIFE_EVENT:
		for (size_t i = 0; i < s->life_event_count; i++)
			count_group(g, s->life_events[i]->code, &s->life_events[i]->name, 1);
		break;
	}
}

static void drop_empty(struct groups *g)
{
	size_t kept = 0;

	for (size_t i = 0; i < g->count; i++)
		if (g->list[i].count > 0)
			g->list[kept++] = g->list[i];
	g->count = kept;
}

static void sort_by_name(struct groups *g, enum lang lang)
{
	ARENA_CLEAN struct arena *scratch = arena_new(CATALOGUE_MAX);
	struct facet_group *before = arena_array(scratch, g->count + 1, sizeof(*before));
	const char **names = arena_array(scratch, g->count + 1, sizeof(*names));
	size_t *order = arena_array(scratch, g->count + 1, sizeof(*order));

	for (size_t i = 0; i < g->count; i++) {
		before[i] = g->list[i];
		names[i] = fold_text(scratch, g->list[i].name->in[lang]);
	}
	catalogue_inside_order(names, g->count, order);
	for (size_t i = 0; i < g->count; i++)
		g->list[i] = before[order[i]];
}

size_t catalogue_facet(const struct catalogue *c, struct arena *a, enum catalogue_facet facet,
		       const char *country, enum lang lang, struct facet_group **ret)
{
	struct groups g = {.arena = a};

	add_empty_groups(&c->terms, &g, facet);
	for (size_t i = 0; i < c->count; i++)
		if (country == NULL || strcmp(c->services[i]->country, country) == 0)
			count_service(&g, c->services[i], facet);
	drop_empty(&g);
	if (facet == FACET_AUTHORITY)
		sort_by_name(&g, lang);
	*ret = g.list;
	return g.count;
}

size_t catalogue_search(const struct catalogue *c, struct arena *a, const char *words,
			const char *country, size_t cap, const struct service ***ret)
{
	const struct service **list = NULL;
	size_t *indexes;
	size_t count;

	*ret = NULL;
	if (c->index == NULL)
		return 0;
	count = search_find(c->index, a, words, country, cap, &indexes);
	list = arena_array(a, count + 1, sizeof(*list));
	for (size_t i = 0; i < count; i++)
		list[i] = c->services[indexes[i]];
	*ret = list;
	return count;
}
