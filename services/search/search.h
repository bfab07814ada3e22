/* search.h - services by words: ranking, prefixes, endings, one typing error, any of the three
 * languages. */
#ifndef SERVICES_SEARCH_SEARCH_H
#define SERVICES_SEARCH_SEARCH_H

#include "services/definition/service.h"

struct search_index;

/* Takes what it needs from the services. Owned: search_free. */
struct search_index *search_new(const struct service *const *services, size_t count);
void search_free(struct search_index *x);

/* Indexes of services, best first, at most `cap`; `country` NULL or "": all.

   Words are folded (i18n/fold.h); small ones ("de", "في", "I want") count only alone. A word
   matches, from the best to the least: as it stands; without its prefix; without its ending; with
   another ending; as the beginning of a longer word; and, where nothing of the country does, with
   one typing error (four letters or more, also behind a prefix), as two words without their blank,
   or with two errors (seven letters or more). Rare words tell more, names and keywords more than
   summaries, and more where they are short. Services where fewer of the words match come after;
   those that have them in their papers alone are found only where there are no others. The same
   words always give the same order. */
size_t search_find(const struct search_index *x, struct arena *a, const char *words,
		   const char *country, size_t cap, size_t **ret);

#endif
