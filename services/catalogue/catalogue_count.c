/* catalogue_count.c - what services have in common: counted once, when the catalogue is complete,
 * and not at each page that shows it.
 */
#include "services/catalogue/catalogue_inside.h"

#include "i18n/base/array.h"
#include "i18n/fold.h"

#include <stdlib.h>
#include <string.h>

/* A facet's groups; how many services each has, in all and by country:
 *
 *              group 0   group 1   ...
 *     all      counts[0] counts[1]
 *     the first country of the lists ...
 */
struct facet {
	size_t count, room;
	struct facet_group *groups; /* their own counts are not used */
	size_t *counts;
	size_t *order[LANG_COUNT]; /* by name; NULL: as they stand */
};

struct catalogue_counted {
	struct arena *arena;
	struct facet facets[FACET_COUNTRY + 1];
	/* Authorities that differ in any language, and each service's one. */
	const struct text **authorities;
	size_t authority_count, authority_room;
	size_t *authority_of, *group_of; /* of each service, its group of FACET_AUTHORITY */
};

/* --- groups --- */

static size_t put_group(struct arena *a, struct facet *f, const char *code, const struct text *name)
{
	f->groups = array_room_in(a, f->groups, f->count + 1, &f->room, sizeof(*f->groups));
	f->groups[f->count] = (struct facet_group){.code = code, .name = name};
	return f->count++;
}

/* In the order of terms.yaml. */
static void put_terms(struct arena *a, struct facet *f, const struct term *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		put_group(a, f, list[i].code, &list[i].name);
}

static void put_all_terms(struct catalogue_counted *k, const struct term_list *t)
{
	put_terms(k->arena, &k->facets[FACET_SECTOR], t->sectors, t->sector_count);
	put_terms(k->arena, &k->facets[FACET_AUDIENCE], t->audiences, t->audience_count);
	put_terms(k->arena, &k->facets[FACET_LIFE_EVENT], t->life_events, t->life_event_count);
	for (size_t i = 0; i < t->country_count; i++)
		put_terms(k->arena, &k->facets[FACET_COUNTRY], &t->countries[i].term, 1);
}

/* --- authorities --- */

static int compare_texts(const struct text *one, const struct text *two)
{
	int order = strcmp(one->in[LANG_EN], two->in[LANG_EN]);

	for (int lang = 0; lang < LANG_COUNT && order == 0; lang++)
		order = strcmp(one->in[lang], two->in[lang]);
	return order;
}

struct at {
	const struct text *authority;
	const char *country;
	size_t service;
};

static int compare_at(const void *a, const void *b)
{
	const struct at *one = a, *two = b;
	int order = strcmp(one->country, two->country);

	if (order == 0)
		order = compare_texts(one->authority, two->authority);
	return order != 0 ? order : (one->service > two->service) - (one->service < two->service);
}

/* Those of one country and one English name are one group, as what people choose from; it is called
 * as the first of its services calls it. `*first` is that of the last group. */
static void put_in_group(struct catalogue_counted *k, const struct at *at, size_t *first)
{
	struct facet *f = &k->facets[FACET_AUTHORITY];
	const char *code = arena_format(k->arena, "%s %s", at->country, at->authority->in[LANG_EN]);

	if (f->count == 0 || strcmp(f->groups[f->count - 1].code, code) != 0) {
		put_group(k->arena, f, code, at->authority);
		f->groups[f->count - 1].country = at->country;
		*first = at->service;
	} else if (at->service < *first) {
		f->groups[f->count - 1].name = at->authority;
		*first = at->service;
	}
}

static void put_authority(struct catalogue_counted *k, const struct text *name)
{
	k->authorities = array_room_in(k->arena, k->authorities, k->authority_count + 1,
				       &k->authority_room, sizeof(*k->authorities));
	k->authorities[k->authority_count++] = name;
}

static void put_authorities(struct catalogue_counted *k, const struct catalogue *c)
{
	struct at *all = array_new(c->offered, sizeof(*all));
	size_t first = 0;

	for (size_t i = 0; i < c->offered; i++)
		all[i] = (struct at){&c->services[i]->authority, c->services[i]->country, i};
	qsort(all, c->offered, sizeof(*all), compare_at);
	for (size_t i = 0; i < c->offered; i++) {
		put_in_group(k, &all[i], &first);
		if (i == 0 || compare_texts(all[i - 1].authority, all[i].authority) != 0)
			put_authority(k, all[i].authority);
		k->group_of[all[i].service] = k->facets[FACET_AUTHORITY].count - 1;
		k->authority_of[all[i].service] = k->authority_count - 1;
	}
	free(all);
}

static size_t row_of(const struct catalogue *c, const char *country)
{
	for (size_t i = 0; country != NULL && i < c->terms.country_count; i++)
		if (strcmp(c->terms.countries[i].term.code, country) == 0)
			return i + 1;
	return country == NULL ? 0 : c->terms.country_count + 1;
}

/* By country as the lists have them, where they have one, then by name. */
static void sort_by_name(struct catalogue_counted *k, const struct catalogue *c, enum lang lang,
			 enum catalogue_facet facet)
{
	ARENA_CLEAN struct arena *scratch = arena_new(CATALOGUE_MAX);
	struct facet *f = &k->facets[facet];
	const char **names = arena_array(scratch, f->count + 1, sizeof(*names));

	for (size_t i = 0; i < f->count; i++)
		names[i] = arena_format(scratch, "%03zu %s", row_of(c, f->groups[i].country),
					fold_text(scratch, f->groups[i].name->in[lang]));
	f->order[lang] = arena_array(k->arena, f->count + 1, sizeof(size_t));
	catalogue_inside_order(names, f->count, f->order[lang]);
}

/* --- counting --- */

static void count_at(struct facet *f, size_t row, size_t group)
{
	f->counts[group]++;
	f->counts[row * f->count + group]++;
}

static void count_code(struct facet *f, size_t row, const char *code)
{
	for (size_t i = 0; i < f->count; i++)
		if (strcmp(f->groups[i].code, code) == 0)
			count_at(f, row, i);
}

static void count_service(struct catalogue_counted *k, size_t row, const struct service *s)
{
	count_code(&k->facets[FACET_SECTOR], row, s->sector->code);
	for (size_t i = 0; i < s->audience_count; i++)
		count_code(&k->facets[FACET_AUDIENCE], row, s->audiences[i]->code);
	count_code(&k->facets[FACET_COUNTRY], row, s->country);
	for (size_t i = 0; i < s->life_event_count; i++)
		count_code(&k->facets[FACET_LIFE_EVENT], row, s->life_events[i]->code);
}

struct catalogue_counted *catalogue_inside_count(const struct catalogue *c)
{
	struct catalogue_counted *k = array_new(1, sizeof(*k));
	size_t rows = c->terms.country_count + 2;

	k->arena = arena_new(CATALOGUE_MAX);
	k->authority_of = arena_array(k->arena, c->offered + 1, sizeof(*k->authority_of));
	k->group_of = arena_array(k->arena, c->offered + 1, sizeof(*k->group_of));
	put_all_terms(k, &c->terms);
	put_authorities(k, c);
	for (int lang = 0; lang < LANG_COUNT; lang++) {
		sort_by_name(k, c, (enum lang)lang, FACET_AUTHORITY);
		sort_by_name(k, c, (enum lang)lang, FACET_SECTOR);
	}
	for (size_t i = 0; i < sizeof(k->facets) / sizeof(k->facets[0]); i++)
		k->facets[i].counts =
			arena_array(k->arena, rows * k->facets[i].count + 1, sizeof(size_t));
	for (size_t i = 0; i < c->offered; i++) {
		size_t row = row_of(c, c->services[i]->country);

		count_service(k, row, c->services[i]);
		count_at(&k->facets[FACET_AUTHORITY], row, k->group_of[i]);
	}
	return k;
}

void catalogue_inside_uncount(struct catalogue_counted *k)
{
	if (k == NULL)
		return;
	arena_free(k->arena);
	free(k);
}

/* --- what was counted --- */

size_t catalogue_facet(const struct catalogue *c, struct arena *a, enum catalogue_facet facet,
		       const char *country, enum lang lang, struct facet_group **ret)
{
	const struct facet *f = c->counted == NULL ? NULL : &c->counted->facets[facet];
	size_t row = row_of(c, country), count = 0;

	*ret = arena_array(a, f == NULL ? 1 : f->count + 1, sizeof(**ret));
	for (size_t i = 0; f != NULL && i < f->count; i++) {
		size_t at = f->order[lang] == NULL ? i : f->order[lang][i];

		if (f->counts[row * f->count + at] == 0)
			continue;
		(*ret)[count] = f->groups[at];
		(*ret)[count++].count = f->counts[row * f->count + at];
	}
	return count;
}

bool *catalogue_inside_authorities(const struct catalogue *c, struct arena *a,
				   bool (*fits)(const struct text *authority, const char *folded),
				   const char *folded)
{
	const struct catalogue_counted *k = c->counted;
	bool *wanted = arena_array(a, c->offered + 1, sizeof(*wanted)), *by_authority;

	if (k == NULL)
		return wanted;
	by_authority = arena_array(a, k->authority_count + 1, sizeof(*by_authority));
	for (size_t i = 0; i < k->authority_count; i++)
		by_authority[i] = fits(k->authorities[i], folded);
	for (size_t i = 0; i < c->offered; i++)
		wanted[i] = by_authority[k->authority_of[i]];
	return wanted;
}

bool catalogue_inside_in_group(const struct catalogue *c, const char *code, size_t service)
{
	const struct catalogue_counted *k = c->counted;

	return k != NULL &&
	       strcmp(k->facets[FACET_AUTHORITY].groups[k->group_of[service]].code, code) == 0;
}
