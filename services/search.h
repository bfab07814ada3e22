/* search.h - an index of words over the catalogue: ranking, prefixes, one typing error, any of the
 * three languages. */
#ifndef SERVICES_SEARCH_H
#define SERVICES_SEARCH_H

#include "services/service.h"

struct search_index;

/* The services must outlive it. Owned: search_free. */
struct search_index *search_new(const struct service *const *services, size_t count);
void search_free(struct search_index *x);

/* Indexes of services, best first, at most `cap`; `country` NULL: all. Words are folded
   (i18n/fold.h); a word matches exactly, without its prefix or ending, as the beginning of a longer
   word, or, when nothing else does, with one typing error where it has four letters or more; every
   word should match, and services where fewer do come after. The same words always give the same
   order. */
size_t search_find(const struct search_index *x, struct arena *a, const char *words,
		   const char *country, size_t cap, size_t **ret);

#endif
