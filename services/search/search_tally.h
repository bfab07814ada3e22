/* search_tally.h - inside services/search/ only: what the words of a search have found so far, and
 * the best of it. */
#ifndef SERVICES_SEARCH_SEARCH_TALLY_H
#define SERVICES_SEARCH_SEARCH_TALLY_H

#include "services/search/search_index.h"

/* Of the word at hand in a service, and of a service that was found beside how many words it has.
 */
enum trait {
	TRAIT_TOLD = 1,    /* it stands elsewhere than in papers */
	TRAIT_SURE = 2,    /* and surely is that word */
	TRAIT_CORE = 4,    /* and stands in the name or a keyword, or is meant by it */
	TRAIT_DEED = 0x20, /* what is done with the thing that is sought surely stands there */
	TRAIT_OWN = 0x40,  /* the service is of a country that was named */
	TRAIT_FIRM = 0x80  /* a word that says something surely stands there, not in papers alone */
};
#define TALLY_WORDS 0x1F
#define TALLY_HAS 0xFF /* how many words, and traits */
#define TALLY_SURE 8   /* bits from which on it is counted how many words surely stand there */
#define TALLY_CORE 16  /* and how many in the name or a keyword */

/* What the words of a query have found so far. */
struct tally {
	const struct search_index *x;
	uint16_t country;    /* 0: all */
	uint32_t *score;     /* by service, of all words before */
	uint32_t *words;     /* by service: how many matched, those in papers alone not counted,
				and traits; in one, since each array is cleared for each search */
	uint32_t *best;      /* by service, of the word at hand */
	unsigned char *told; /* by service: traits of the word at hand */
	uint32_t *touched;   /* services with a best */
	size_t touched_count;
	uint32_t *found; /* services with a score */
	size_t found_count;
	size_t looked;          /* postings, for the word at hand */
	uint32_t most;          /* that a match of the word at hand may still be worth */
	bool known;             /* the word at hand was found in some form, in this country */
	bool common;            /* it does not tell which is meant */
	bool whole;             /* it is one of the index, so that longer ones are others */
	bool is_said;           /* it means something as it stands */
	bool frequent;          /* so many services have it that it need not stand in a name */
	bool is_long;           /* so that one with an error may be it */
	bool deed;              /* it is done with what is meant: "lost", "renew" */
	unsigned char least;    /* weight of a place where it counts */
	size_t deeds;           /* such words so far */
	size_t weak;            /* words around a wish so far */
	size_t wanted, missing; /* words that count; those of them that only far ones answer */
	size_t telling;         /* words that count, without common ones */
	size_t named;           /* words of them that name a country */
	size_t near;            /* words by which only something near is meant */
	uint32_t own_least;     /* score of one of that country, to come before others */
};

/* Nothing found yet. */
struct tally tally_open(const struct search_index *x, struct arena *a, const char *country);

/* Adds what the word at hand found, and begins anew. */
void tally_close_word(struct tally *t, bool counts);

size_t tally_words(const struct tally *t, uint32_t service);
size_t tally_sure(const struct tally *t, uint32_t service);
size_t tally_core(const struct tally *t, uint32_t service);

/* The best `cap` of those found, best first. */
size_t tally_pick(const struct tally *t, struct arena *a, size_t cap, size_t **ret);

/* Leaves out what is about something else than what was typed; what nobody can apply for any more
 * comes after what answers as well. Once, behind the last word. */
void tally_drop_others(struct tally *t);

/* --- search.c --- */

/* What the words find; `ret_named`: the country that is named by its name; 0: none is. */
struct tally search_count_up(const struct search_index *x, struct arena *a, const char *words,
			     const char *country, uint16_t *ret_named);

#endif
