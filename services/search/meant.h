/* meant.h - the services that each group of what people say means, found once for an index. */
#ifndef SERVICES_SEARCH_MEANT_H
#define SERVICES_SEARCH_MEANT_H

#include <stddef.h>

struct search_index;
struct posting;

/*
 *	firsts:    [0, 5, …, postings]   where a group's postings begin
 *	postings:  [{service, weight} …] ascending by service within a group
 */
struct meant {
	size_t *firsts;
	struct posting *postings;
};

/* Those that have all words of one of the group's meanings in names and keywords; the weight is
   that of the least of them. The index must have its words and sayings. Owned: meant_free. */
struct meant meant_new(const struct search_index *x);
void meant_free(struct meant *m);

#endif
