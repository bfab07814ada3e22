/* sayings.h - what people say, by the words of an index: phrases, the words of services that they
 * mean, and countries that they name. */
#ifndef SERVICES_SEARCH_SAYINGS_H
#define SERVICES_SEARCH_SAYINGS_H

#include "services/definition/types.h"
#include "services/search/vocabulary.h"

#define SAYINGS_WORDS 6 /* of one phrase; what stands behind them is not gone by */

/* Its words by their places in the index, the first one in the order of phrases. */
struct saying_phrase {
	uint32_t words[SAYINGS_WORDS];
	uint16_t count;
	uint16_t group;
};

struct saying_group {
	uint16_t country; /* as the index has it; 0: words are meant */
	bool is_place;    /* of that country */
	bool is_deed;     /* done with a thing, not one */
	bool is_near;     /* no service is for what is said */
	bool is_alone;    /* only where nothing else is typed */
	const struct saying_phrase *means;
	size_t count;
};

struct sayings;

/* Of NULL there are none. Visits all the words of them, folded, before an index is made that must
 * have them, and those of complaints, so that none is held to be spelled like another. */
void sayings_each_word(const struct term_list *terms, void (*visit)(void *ctx, const char *word),
		       void *ctx);

/* Owned: sayings_free. */
struct sayings *sayings_new(const struct term_list *terms, const struct vocabulary *v);
void sayings_free(struct sayings *s);

/* The phrases that begin with a word of the index. */
size_t sayings_begin(const struct sayings *s, size_t word, const struct saying_phrase **ret);

size_t sayings_groups(const struct sayings *s);
const struct saying_group *sayings_group(const struct sayings *s, size_t group);

#endif
