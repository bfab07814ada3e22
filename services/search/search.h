/* search.h - services by words: ranking, prefixes, endings, one typing error, any of the three
 * languages. */
#ifndef SERVICES_SEARCH_SEARCH_H
#define SERVICES_SEARCH_SEARCH_H

#include "services/definition/service.h"

struct search_index;

/* Takes what it needs from the services, and from the terms their sayings, places and countries;
   `terms` may be NULL. Owned: search_free. */
struct search_index *search_new(const struct service *const *services, size_t count,
				const struct term_list *terms);
void search_free(struct search_index *x);

/* Indexes of services, best first, at most `cap`; `country` NULL or "": all.

   Words are folded (search_text.h); small ones ("de", "في", "I want", "كيف بعمل") count only alone,
   those around a wish ("my husband", "hier") only break ties. What words.yaml knows as said is
   found by what it means there; a country, or a place of one, puts its services first. Where a word
   is missing, only those are found that surely have one which says something (not "card", not a
   word of a few letters with an error), and where a country is named, none of another. A word
   matches, from the best to the least: as it stands; without its prefix; without its ending; as an
   Arabic word in Latin letters (spelled.h); with another ending; as the beginning of a longer word;
   and, where nothing of the country does, with one typing error (four letters or more, also behind
   a prefix), as two words without their blank, or with two errors (seven letters or more). Rare
   words tell more, names and keywords more than summaries, and more where they are short. Services
   where fewer of the words match come after; those that have them in their papers alone are found
   only where there are no others. The same words always give the same order. */
size_t search_find(const struct search_index *x, struct arena *a, const char *words,
		   const char *country, size_t cap, size_t **ret);

/* How much of what was typed the best one has that search_find finds. */
enum search_fit {
	SEARCH_HAS_ALL, /* each that tells something, if with another ending; or nothing is found */
	SEARCH_HAS_SOME,
	SEARCH_HAS_NONE /* only words that are far from these */
};

enum search_fit search_fit(const struct search_index *x, const char *words, const char *country);

/* How what search_find finds leaves out the country that the words name. */
enum search_lacks {
	SEARCH_LACKS_NOTHING, /* or none is named */
	SEARCH_LACKS_EXACT,   /* services of others have more of the other words */
	SEARCH_LACKS_ANY      /* all that is found is of others */
};

/* `ret_country`: the code of that country. */
enum search_lacks search_lacks(const struct search_index *x, const char *words, const char *country,
			       char ret_country[3]);

/* Whether the words name a country, and nothing but what is around a wish; `ret_country`: its code.
 */
bool search_country_alone(const struct search_index *x, const char *words, char ret_country[3]);

#endif
