/* search_query.h - the words of a search with all that is known of them before services are looked
 * at: the words of the index that they may be, what is meant by them, the country they name. */
#ifndef SERVICES_SEARCH_SEARCH_QUERY_H
#define SERVICES_SEARCH_SEARCH_QUERY_H

#include "services/search/search_index.h"

#define QUERY_WORDS_MAX 12
#define QUERY_FORMS_MAX 12
#define QUERY_MEANT_MAX 6
#define QUERY_MATCH_NEAR 55 /* of a form with one typing error; surer ones are more */

/* A word of the index that was typed so, and how surely, of 100. */
struct query_form {
	size_t word;
	uint32_t match;
};

struct query_word {
	const char *text; /* folded */
	struct query_form forms[QUERY_FORMS_MAX];
	size_t form_count;
	bool is_spelled; /* the forms are Arabic, and this in Latin letters */
	bool is_mended;  /* one is a long word of which a letter was left out, added or swapped */
	struct {
		size_t group; /* of the index's sayings */
		uint32_t match;
		uint16_t words; /* of the longest phrase that means it */
	} meant[QUERY_MEANT_MAX];
	size_t meant_count;
	uint16_t country; /* that it names; 0: none */
	bool is_country;  /* it surely is the country's name, not a place's: those are words, too */
	bool is_weak;
	bool is_deed; /* what is done with a thing: "lost", "renew" */
	bool is_told; /* a phrase tells what it means, which alone is a deed: "lost my job" */
	bool is_said; /* as it stands, it means something by itself */
	bool is_near; /* what is meant by it is only near to it */
};

/* The words of what was typed, at most QUERY_WORDS_MAX. */
size_t search_query_read(const struct search_index *x, struct arena *a, const char *text,
			 struct query_word to[QUERY_WORDS_MAX]);

/* Whether words name a country, and nothing but what is around a wish; `ret` is the first that any
 * names; 0: none. */
bool search_query_country(const struct query_word *list, size_t count, uint16_t *ret);

#endif
