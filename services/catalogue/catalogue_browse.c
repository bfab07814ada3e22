/* catalogue_browse.c - services listed by conditions, and searched. */
#include "services/catalogue/catalogue_inside.h"

#include "i18n/base/array.h"
#include "i18n/fold.h"
#include "services/search/search.h"
#include "services/search/search_vain.h"

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

static bool authority_fits(const struct text *authority, const char *folded)
{
	ARENA_CLEAN struct arena *a = arena_new(CATALOGUE_MAX);

	for (int lang = 0; lang < LANG_COUNT; lang++)
		if (words_in(a, fold_text(a, authority->in[lang]), folded))
			return true;
	return false;
}

static bool has_code(const struct term *const *list, size_t count, const char *code)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(list[i]->code, code) == 0)
			return true;
	return false;
}

static bool is_wanted(const struct service *s, const struct catalogue_filter *f)
{
	return (f->country == NULL || strcmp(s->country, f->country) == 0) &&
	       (f->sector == NULL || strcmp(s->sector->code, f->sector) == 0) &&
	       (f->audience == NULL || has_code(s->audiences, s->audience_count, f->audience)) &&
	       (f->life_event == NULL ||
		has_code(s->life_events, s->life_event_count, f->life_event));
}

size_t catalogue_list(const struct catalogue *c, struct arena *a,
		      const struct catalogue_filter *filter, enum lang lang,
		      const struct service ***ret)
{
	ARENA_CLEAN struct arena *scratch = arena_new(CATALOGUE_MAX);
	const struct service **list = arena_array(a, c->count + 1, sizeof(*list));
	const bool *of_authority = NULL;
	size_t count = 0;

	if (filter->authority != NULL)
		of_authority = catalogue_inside_authorities(c, scratch, authority_fits,
							    fold_text(scratch, filter->authority));
	for (size_t i = 0; i < c->offered; i++) {
		size_t at = c->ranks[lang] == NULL ? i : c->ranks[lang][i];
		const struct service *s = c->services[at];

		if (is_wanted(s, filter) && (of_authority == NULL || of_authority[at]) &&
		    (filter->group == NULL || catalogue_inside_in_group(c, filter->group, at)))
			list[count++] = s;
	}
	*ret = list;
	return count;
}

size_t catalogue_search(const struct catalogue *c, struct arena *a, const char *words,
			const char *country, size_t cap, const struct service ***ret)
{
	const struct service **list = NULL, *named = catalogue_find(c, words);
	const struct search_index *index = catalogue_inside_index(c);
	size_t *indexes;
	size_t found, count = 0;

	*ret = NULL;
	if (index == NULL)
		return 0;
	found = search_find(index, a, words, country, cap, &indexes);
	list = arena_array(a, found + 2, sizeof(*list));
	if (named != NULL && cap > 0 && (country == NULL || strcmp(country, named->country) == 0))
		list[count++] = named;
	for (size_t i = 0; i < found && count < cap; i++)
		if (c->services[indexes[i]] != named || count == 0)
			list[count++] = c->services[indexes[i]];
	*ret = list;
	return count;
}

enum search_fit catalogue_fit(const struct catalogue *c, const char *words, const char *country)
{
	const struct search_index *index = catalogue_inside_index(c);

	return index == NULL || catalogue_find(c, words) != NULL
		       ? SEARCH_HAS_ALL
		       : search_fit(index, words, country);
}

enum search_lacks catalogue_lacks(const struct catalogue *c, const char *words, const char *country,
				  const struct country **ret)
{
	const struct search_index *index = catalogue_inside_index(c);
	enum search_lacks lacks = SEARCH_LACKS_NOTHING;
	char code[3];

	*ret = NULL;
	if (index != NULL && catalogue_find(c, words) == NULL)
		lacks = search_lacks(index, words, country, code);
	if (lacks != SEARCH_LACKS_NOTHING)
		*ret = term_country(catalogue_terms(c), code);
	return *ret == NULL ? SEARCH_LACKS_NOTHING : lacks;
}

const struct country *catalogue_country_alone(const struct catalogue *c, const char *words)
{
	const struct search_index *index = catalogue_inside_index(c);
	char code[3];

	return index != NULL && catalogue_find(c, words) == NULL &&
			       search_country_alone(index, words, code)
		       ? term_country(catalogue_terms(c), code)
		       : NULL;
}

size_t catalogue_vain(const struct catalogue *c, struct arena *a, const char *words,
		      const char **to, size_t cap)
{
	const struct search_index *index = catalogue_inside_index(c);

	return index == NULL ? 0 : search_vain(index, a, words, to, cap);
}
