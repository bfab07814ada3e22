/* search_fit.c - how much of what was typed is in what a search has found. */
#include "services/search/search.h"

#include "services/search/search_query.h"
#include "services/search/search_tally.h"

#include <string.h>

/* All words stand there, each in the name or a keyword, or is meant by it; of three or more,
 * one may stand elsewhere. */
static bool has_all(const struct tally *t, size_t service)
{
	size_t elsewhere = t->wanted > 2;

	return t->near == 0 && tally_words(t, (uint32_t)service) >= t->wanted &&
	       tally_core(t, (uint32_t)service) + elsewhere >= t->wanted;
}

enum search_fit search_fit(const struct search_index *x, const char *words, const char *country)
{
	ARENA_CLEAN struct arena *scratch = arena_new(SEARCH_INDEX_MAX);
	uint16_t named;
	struct tally t = search_count_up(x, scratch, words, country, &named);
	size_t *best;

	if (tally_pick(&t, scratch, 1, &best) == 0 || (t.missing == 0 && has_all(&t, best[0])))
		return SEARCH_HAS_ALL;
	return t.missing == t.wanted ? SEARCH_HAS_NONE : SEARCH_HAS_SOME;
}

static void name_country(uint16_t country, char to[3])
{
	memcpy(to, (char[3]){(char)(country >> 8), (char)(country & 0xFF)}, 3);
}

bool search_country_alone(const struct search_index *x, const char *words, char ret_country[3])
{
	ARENA_CLEAN struct arena *scratch = arena_new(SEARCH_INDEX_MAX);
	struct query_word list[QUERY_WORDS_MAX];
	uint16_t named;
	bool alone = search_query_country(list, search_query_read(x, scratch, words, list), &named);

	name_country(named, ret_country);
	return alone;
}

enum search_lacks search_lacks(const struct search_index *x, const char *words, const char *country,
			       char ret_country[3])
{
	ARENA_CLEAN struct arena *scratch = arena_new(SEARCH_INDEX_MAX);
	uint16_t named;
	struct tally t = search_count_up(x, scratch, words, country, &named);
	size_t own = 0, others = 0; /* words of the best */

	name_country(named, ret_country);
	for (size_t i = 0; named != 0 && i < t.found_count; i++) {
		size_t *best = x->countries[t.found[i]] == named ? &own : &others;
		size_t has = tally_words(&t, t.found[i]);

		if (has > *best)
			*best = has;
	}
	if (others == 0 || own > others) /* the country is a word of its own services */
		return SEARCH_LACKS_NOTHING;
	return own == 0 ? SEARCH_LACKS_ANY : SEARCH_LACKS_EXACT;
}
