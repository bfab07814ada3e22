/* sayings.c - what people say, by the words of an index: phrases, the words of services that they
 * mean, and countries that they name. */
#include "services/search/sayings.h"

#include "i18n/base/array.h"
#include "services/search/search_index.h"
#include "services/search/search_words.h"

#include <stdlib.h>

#define SCRATCH_MAX ((size_t)64 << 20) /* bytes; the portal's own take a few hundred KiB */
#define GROUPS_MAX UINT16_MAX

struct sayings {
	struct saying_phrase *phrases, *means;
	size_t phrase_count, phrase_room, mean_count, mean_room;
	struct saying_group *groups;
	size_t group_count, group_room;
};

/* --- what there is ---------------------------------------------------------------------------- */

/* One group: its phrases, and what they mean or which country. */
struct spoken {
	const char *const *said;
	size_t said_count;
	const char *const *means;
	size_t means_count;
	const char *country;
	bool is_place, is_deed, is_near, is_alone;
};

typedef void visit_source(void *ctx, const struct spoken *s);

static void visit_names(const char *country, const struct text *name, const struct text *other,
			visit_source *visit, void *ctx)
{
	const char *said[2 * LANG_COUNT];
	size_t count = 0;

	for (int lang = 0; lang < LANG_COUNT; lang++) {
		if (name->in[lang] != NULL)
			said[count++] = name->in[lang];
		if (other != NULL && other->in[lang] != NULL)
			said[count++] = other->in[lang];
	}
	visit(ctx, &(struct spoken){.said = said,
				    .said_count = count,
				    .country = country,
				    .is_place = other != NULL});
}

/* Sayings, and the names of countries and places, which mean their country. */
static void each(const struct term_list *t, visit_source *visit, void *ctx)
{
	if (t == NULL)
		return;
	for (size_t i = 0; i < t->saying_count; i++) {
		const struct saying *s = &t->sayings[i];

		visit(ctx,
		      &(struct spoken){s->said, s->said_count, s->means, s->means_count, s->country,
				       false, s->is_deed, s->is_near, s->is_alone});
	}
	for (size_t i = 0; i < t->country_count; i++)
		visit_names(t->countries[i].term.code, &t->countries[i].term.name, NULL, visit,
			    ctx);
	for (size_t i = 0; i < t->place_count; i++)
		visit_names(t->places[i].country, &t->places[i].name, &t->places[i].short_name,
			    visit, ctx);
}

struct word_visit {
	void (*visit)(void *ctx, const char *word);
	void *ctx;
};

static void visit_words(const struct word_visit *v, const char *const *phrases, size_t count)
{
	ARENA_CLEAN struct arena *a = arena_new(SCRATCH_MAX);

	for (size_t i = 0; i < count; i++) {
		const char *words[SAYINGS_WORDS];
		size_t n = search_words_split(a, phrases[i], words, SAYINGS_WORDS);

		for (size_t k = 0; k < n; k++)
			v->visit(v->ctx, words[k]);
	}
}

static void visit_source_words(void *ctx, const struct spoken *s)
{
	visit_words(ctx, s->said, s->said_count);
	visit_words(ctx, s->means, s->means_count);
}

void sayings_each_word(const struct term_list *terms, void (*visit)(void *ctx, const char *word),
		       void *ctx)
{
	struct word_visit v = {visit, ctx};

	each(terms, visit_source_words, &v);
	if (terms != NULL)
		visit_words(&v, terms->complaints, terms->complaint_count);
}

/* --- in the index ----------------------------------------------------------------------------- */

struct maker {
	struct sayings *s;
	const struct vocabulary *v;
};

static struct saying_phrase phrase_of(const struct maker *m, const char *text)
{
	ARENA_CLEAN struct arena *a = arena_new(SCRATCH_MAX);
	struct saying_phrase p = {.group = (uint16_t)m->s->group_count};
	const char *words[SAYINGS_WORDS];
	size_t count = search_words_split(a, text, words, SAYINGS_WORDS);

	for (size_t i = 0; i < count; i++) {
		size_t word = vocabulary_find(m->v, words[i]);

		if (word == VOCABULARY_NONE)
			return (struct saying_phrase){.count = 0};
		p.words[p.count++] = (uint32_t)word;
	}
	return p;
}

static void add_source(void *ctx, const struct spoken *source)
{
	struct maker *m = ctx;
	struct sayings *s = m->s;

	if (s->group_count == GROUPS_MAX)
		return;
	s->groups = array_room(s->groups, s->group_count + 1, &s->group_room, sizeof(*s->groups));
	s->groups[s->group_count] = (struct saying_group){search_index_country(source->country),
							  source->is_place,
							  source->is_deed,
							  source->is_near,
							  source->is_alone,
							  NULL,
							  s->mean_count};
	for (size_t i = 0; i < source->means_count; i++) {
		s->means =
			array_room(s->means, s->mean_count + 1, &s->mean_room, sizeof(*s->means));
		s->means[s->mean_count] = phrase_of(m, source->means[i]);
		s->mean_count += s->means[s->mean_count].count > 0;
	}
	for (size_t i = 0; i < source->said_count; i++) {
		s->phrases = array_room(s->phrases, s->phrase_count + 1, &s->phrase_room,
					sizeof(*s->phrases));
		s->phrases[s->phrase_count] = phrase_of(m, source->said[i]);
		s->phrase_count += s->phrases[s->phrase_count].count > 0;
	}
	s->group_count++;
}

static int compare_phrases(const void *a, const void *b)
{
	const struct saying_phrase *one = a, *two = b;

	if (one->words[0] != two->words[0])
		return one->words[0] < two->words[0] ? -1 : 1;
	return (one->group > two->group) - (one->group < two->group);
}

/* The means have moved while they became more. */
static void close_groups(struct sayings *s)
{
	for (size_t i = 0; i < s->group_count; i++) {
		size_t first = s->groups[i].count;
		size_t end = i + 1 < s->group_count ? s->groups[i + 1].count : s->mean_count;

		s->groups[i].means = s->means + first;
		s->groups[i].count = end - first;
	}
}

struct sayings *sayings_new(const struct term_list *terms, const struct vocabulary *v)
{
	struct maker m = {array_new(1, sizeof(struct sayings)), v};

	each(terms, add_source, &m);
	close_groups(m.s);
	if (m.s->phrase_count > 0)
		qsort(m.s->phrases, m.s->phrase_count, sizeof(*m.s->phrases), compare_phrases);
	return m.s;
}

void sayings_free(struct sayings *s)
{
	if (s == NULL)
		return;
	free(s->phrases);
	free(s->means);
	free(s->groups);
	free(s);
}

size_t sayings_begin(const struct sayings *s, size_t word, const struct saying_phrase **ret)
{
	size_t low = 0, high = s->phrase_count, count = 0;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (s->phrases[middle].words[0] < word)
			low = middle + 1;
		else
			high = middle;
	}
	while (low + count < s->phrase_count && s->phrases[low + count].words[0] == word)
		count++;
	*ret = s->phrases + low;
	return count;
}

size_t sayings_groups(const struct sayings *s)
{
	return s->group_count;
}

const struct saying_group *sayings_group(const struct sayings *s, size_t group)
{
	return &s->groups[group];
}
