/* vain.h - words that were searched in vain, counted for the administrator: what people look for
 * and the catalogue does not have. */
#ifndef SERVICES_UPKEEP_VAIN_H
#define SERVICES_UPKEEP_VAIN_H

#include "services/access/caller.h"
#include "services/catalogue/catalogue.h"
#include "services/registry/limits.h"
#include "services/registry/registry.h"
#include "services/search/search_vain.h"

/* Of one visit: kept in its own memory until it is over. Zeroed before the first. */
struct vain {
	char words[LIMIT_VAIN_VISIT][VAIN_WORD];
	size_t count;
};

/* What may be kept of a search that found nothing; `v` NULL: nothing is. */
void vain_note(struct vain *v, const struct catalogue *c, const char *text);

/*
 * Counts the words of a visit that is over, each once a source and day; of staff none is. Nothing
 * is opened where there are none. A source is never kept: of a word that came from fewer than
 * LIMIT_VAIN_SOURCES there are keyed digests alone, of the word and of each source with it; then
 * the word itself, and digests of the day's sources. Does not wait for a database that does not
 * answer. A fault is for the log: nobody who searches is told.
 */
MUST_USE enum fault vain_count(struct registry *r, const struct caller *c, const struct vain *v,
			       struct error *err);

struct vain_word {
	const char *word; /* folded, as the search compares it */
	int count;
	int64_t day; /* the last one: UTC seconds of its beginning */
};

/* Those that came from LIMIT_VAIN_SOURCES, the most frequent first, in `a`. Asked for
 * ACCESS_ACCOUNTS. */
MUST_USE enum fault vain_list(struct registry *r, const struct caller *c, struct arena *a,
			      struct vain_word **ret, size_t *ret_count, struct error *err);

#endif
