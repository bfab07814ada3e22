/* catalogue.c - all the services that can be found: loaded once, shared by every visitor's process,
 * browsed and searched. */
#include "services/catalogue/catalogue.h"

#include "i18n/fold.h"
#include "services/definition/file.h"
#include "services/definition/node.h"
#include "services/search/search.h"
#include "services/definition/service.h"
#include "services/definition/service_read.h"

#include <string.h>

#define CATALOGUE_MAX ((size_t)8 * 1024 * 1024 * 1024) /* bytes; 117 services take 3 MiB */

struct catalogue {
	struct arena *arena;
	size_t passed_over; /* stored definitions that this version cannot read */
	const char *last_passed_over;
	struct term_list terms;
	const struct service **services;
	size_t count, room;
	size_t *slots; /* a hash table of places in `services`, counted from 1; 0: empty */
	size_t slot_count;
	size_t *ranks[LANG_COUNT]; /* where a service stands by its name, made by catalogue_seal */
	struct search_index *index;
};

enum fault catalogue_open(const char *terms_folder, struct catalogue **ret, struct error *err)
{
	struct catalogue *c = calloc(1, sizeof(*c));
	enum fault fault;

	if (c == NULL)
		fatal("out of memory");
	c->arena = arena_new(CATALOGUE_MAX);
	fault = term_read(c->arena, terms_folder, &c->terms, err);
	if (fault == FAULT_NONE)
		*ret = c;
	else
		catalogue_free(c);
	return fault;
}

static void drop_index(struct catalogue *c)
{
	search_free(c->index);
	c->index = NULL;
	for (int lang = 0; lang < LANG_COUNT; lang++) {
		free(c->ranks[lang]);
		c->ranks[lang] = NULL;
	}
}

void catalogue_free(struct catalogue *c)
{
	if (c == NULL)
		return;
	drop_index(c);
	free(c->services);
	free(c->slots);
	arena_free(c->arena);
	free(c);
}

void catalogue_cleanup(struct catalogue **c)
{
	catalogue_free(*c);
	*c = NULL;
}

static void *take_back(void *p)
{
	if (p == NULL)
		fatal("out of memory");
	return p;
}

static size_t hash(const char *id)
{
	size_t h = 1469598103934665603U;

	for (; *id != '\0'; id++)
		h = (h ^ (unsigned char)*id) * 1099511628211U;
	return h;
}

/* The slot in which the id is, or would stand. */
static size_t *slot_of(const struct catalogue *c, const char *id)
{
	size_t at = hash(id) % c->slot_count;

	while (c->slots[at] != 0 && strcmp(c->services[c->slots[at] - 1]->id, id) != 0)
		at = (at + 1) % c->slot_count;
	return &c->slots[at];
}

static void fill_slots(struct catalogue *c)
{
	memset(c->slots, 0, c->slot_count * sizeof(*c->slots));
	for (size_t i = 0; i < c->count; i++)
		*slot_of(c, c->services[i]->id) = i + 1;
}

static void make_room(struct catalogue *c)
{
	if (c->count < c->room)
		return;
	c->room = c->room == 0 ? 256 : c->room * 2;
	c->services = take_back(reallocarray(c->services, c->room, sizeof(*c->services)));
	c->slot_count = c->room * 2;
	c->slots = take_back(reallocarray(c->slots, c->slot_count, sizeof(*c->slots)));
	fill_slots(c);
}

static void put(struct catalogue *c, const struct service *s)
{
	size_t *slot;

	make_room(c);
	slot = slot_of(c, s->id);
	if (*slot != 0) {
		if (c->services[*slot - 1]->version <= s->version)
			c->services[*slot - 1] = s;
		return;
	}
	c->services[c->count] = s;
	*slot = ++c->count;
}

enum fault catalogue_add(struct catalogue *c, const char *name, const char *yaml, size_t len,
			 struct fault_list *faults, struct error *err)
{
	const struct service *s;
	enum fault fault = service_read(c->arena, &c->terms, name, yaml, len, &s, faults, err);

	if (fault != FAULT_NONE)
		return fault;
	drop_index(c);
	put(c, s);
	return FAULT_NONE;
}

enum fault catalogue_take(struct catalogue *c, const char *id, const char *yaml, size_t len,
			  struct error *err)
{
	enum fault fault = catalogue_add(c, id, yaml, len, NULL, err);

	if (fault != FAULT_INPUT)
		return fault;
	c->passed_over++;
	c->last_passed_over = arena_text(c->arena, id);
	return FAULT_NONE;
}

size_t catalogue_passed_over(const struct catalogue *c, const char **ret_last)
{
	*ret_last = c->passed_over > 0 ? c->last_passed_over : "";
	return c->passed_over;
}

enum fault catalogue_check_file(const struct catalogue *c, const char *path, char id[80],
				struct fault_list *faults, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)64 * 1024 * 1024);
	const struct service *s;
	char *yaml;
	size_t len;
	struct error why = {0};
	enum fault fault = file_read(a, path, NODE_FILE_MAX, &yaml, &len, &why);

	if (fault != FAULT_NONE) {
		if (faults != NULL)
			faults_add(faults, &why);
		if (err != NULL)
			*err = why;
		return fault;
	}
	fault = service_read(a, &c->terms, path, yaml, len, &s, faults, err);
	if (fault == FAULT_NONE)
		snprintf(id, 80, "%s", s->id);
	return fault;
}

static int compare_services(const void *a, const void *b)
{
	const struct service *one = *(const struct service *const *)a;
	const struct service *two = *(const struct service *const *)b;
	int order = strcmp(one->country, two->country);

	if (order == 0)
		order = strcmp(one->sector->code, two->sector->code);
	return order == 0 ? strcmp(one->id, two->id) : order;
}

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

static void rank(struct catalogue *c, enum lang lang)
{
	ARENA_CLEAN struct arena *a = arena_new(CATALOGUE_MAX);
	struct named *list = arena_array(a, c->count + 1, sizeof(*list));

	for (size_t i = 0; i < c->count; i++)
		list[i] = (struct named){fold_text(a, c->services[i]->name.in[lang]), i};
	qsort(list, c->count, sizeof(*list), compare_named);
	c->ranks[lang] = take_back(calloc(c->count + 1, sizeof(size_t)));
	for (size_t i = 0; i < c->count; i++)
		c->ranks[lang][i] = list[i].index;
}

void catalogue_seal(struct catalogue *c)
{
	drop_index(c);
	make_room(c);
	qsort(c->services, c->count, sizeof(*c->services), compare_services);
	fill_slots(c);
	for (int lang = 0; lang < LANG_COUNT; lang++)
		rank(c, (enum lang)lang);
	c->index = search_new(c->services, c->count);
}

const struct term_list *catalogue_terms(const struct catalogue *c)
{
	return &c->terms;
}

size_t catalogue_count(const struct catalogue *c)
{
	return c->count;
}

const struct service *catalogue_at(const struct catalogue *c, size_t index)
{
	return c->services[index];
}

const struct service *catalogue_find(const struct catalogue *c, const char *id)
{
	size_t *slot = c->slot_count == 0 ? NULL : slot_of(c, id);

	return slot == NULL || *slot == 0 ? NULL : c->services[*slot - 1];
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
	if (g->count == g->room) {
		struct facet_group *old = g->list;

		g->room = g->room == 0 ? 64 : g->room * 2;
		g->list = arena_array(g->arena, g->room, sizeof(*g->list));
		if (old != NULL)
			memcpy(g->list, old, g->count * sizeof(*old));
	}
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
	struct named *order = arena_array(scratch, g->count + 1, sizeof(*order));

	for (size_t i = 0; i < g->count; i++) {
		before[i] = g->list[i];
		order[i] = (struct named){fold_text(scratch, g->list[i].name->in[lang]), i};
	}
	qsort(order, g->count, sizeof(*order), compare_named);
	for (size_t i = 0; i < g->count; i++)
		g->list[i] = before[order[i].index];
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
