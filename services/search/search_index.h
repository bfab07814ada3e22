/* search_index.h - the words of all services, each with the services that it stands in and how much
 * it weighs there. */
#ifndef SERVICES_SEARCH_SEARCH_INDEX_H
#define SERVICES_SEARCH_SEARCH_INDEX_H

#include "services/definition/service.h"
#include "services/search/meant.h"
#include "services/search/sayings.h"
#include "services/search/spelled.h"
#include "services/search/vocabulary.h"

#include <stdint.h>

#define SEARCH_INDEX_MAX ((size_t)8 * 1024 * 1024 * 1024) /* bytes of an arena of a search */
#define SEARCH_INDEX_PAPER                                                                         \
	2 /* what a word weighs that stands in papers alone; all others weigh more */
#define SEARCH_INDEX_CORE                                                                          \
	25 /* names and keywords weigh as much, what only stands behind a prefix there too */
#define SEARCH_INDEX_BARE                                                                          \
	92 /* of 100: a word that only stands, or was only typed, behind a prefix */

struct posting {
	uint32_t service;
	unsigned char weight;
};

/*
 *	words:     ["aide", "attestation", …]           ascending, for binary search
 *	firsts:    [0,      3,             …, postings]  where a word's postings begin
 *	common:    [false,  true,          …]            one for each word
 *	postings:  [{service, weight} …]                 ascending by service within a word
 *	countries: [code of "LB", …]                     one for each service
 */
struct search_index {
	size_t count; /* services */
	uint16_t *countries;
	struct arena *arena;
	const char **words;
	size_t word_count;
	size_t *firsts;
	bool *closed; /* by service: its last day to apply is over */
	bool *common; /* by word: many services have it, it does not tell which is meant */
	struct posting *postings;
	struct vocabulary *vocabulary;
	struct spelled *spelled; /* its Arabic words in Latin letters */
	struct sayings *sayings;
	struct meant meant;
};

/* Words are folded (search_text.h); those of the terms' sayings, places and countries are among
   them too, with the postings that they have in services. Takes what it needs from both; `terms`
   may be NULL. Owned: search_index_free. */
struct search_index *search_index_new(const struct service *const *services, size_t count,
				      const struct term_list *terms);
void search_index_free(struct search_index *x);

/* A country of ISO 3166-1 as `countries` has it; 0 for NULL. */
uint16_t search_index_country(const char *country);

#endif
