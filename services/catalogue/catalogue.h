/* catalogue.h - all the services that can be found: loaded once, shared by every visitor's process,
 * browsed and searched. */
#ifndef SERVICES_CATALOGUE_CATALOGUE_H
#define SERVICES_CATALOGUE_CATALOGUE_H

#include "services/definition/faults.h"
#include "services/definition/service.h"
#include "services/definition/term.h"
#include "services/search/search.h"

struct catalogue;

/* An empty catalogue with the shared lists of `terms_folder` (copied). Owned: catalogue_free. */
MUST_USE enum fault catalogue_open(const char *terms_folder, struct catalogue **ret,
				   struct error *err);
/* The same catalogue with these lists, which were checked before, in place of its own. Before the
   first definition. */
MUST_USE enum fault catalogue_use_lists(struct catalogue *c, const struct term_file *files,
					size_t count, struct error *err);
void catalogue_free(struct catalogue *c);
void catalogue_cleanup(struct catalogue **c);
#define CATALOGUE_CLEAN __attribute__((cleanup(catalogue_cleanup)))

/* Checks one file against the shared lists without adding it; its key (kind.h) into `id` when it is
   sound. Faults as kind_read tells them; a file that cannot be read is one, too. */
MUST_USE enum fault catalogue_check_file(const struct catalogue *c, const char *path, char id[80],
					 struct fault_list *faults, struct error *err);

/* Reads one definition of any kind into it, services after what they name; the newest version of an
   id is the one that is found (of two with the same version, the later one). What catalogue_find
   gave before stays valid until catalogue_free. */
MUST_USE enum fault catalogue_add(struct catalogue *c, const char *name, const char *yaml,
				  size_t len, struct fault_list *faults, struct error *err);

/* The same for a definition that was stored before under the key `id`, perhaps under an older
 * reader: one that cannot be read any more is passed over instead of keeping all others from being
 * shown. */
MUST_USE enum fault catalogue_take(struct catalogue *c, const char *id, const char *yaml,
				   size_t len, struct error *err);

/* It is of a portal for trying: whoever serves it looks at the registry's clock (training.h). */
void catalogue_is_of_training(struct catalogue *c);
bool catalogue_is_training(const struct catalogue *c);

/* How many were passed over, and the id of the last of them ("" when there is none). */
size_t catalogue_passed_over(const struct catalogue *c, const char **ret_last);

/* How many are served although the check of today refuses what their files say, and the id of the
 * last of them. */
size_t catalogue_lenient(const struct catalogue *c, const char **ret_last);

/* The service of this id ends, or has ended (`end` is copied); nothing where there is none. Before
 * catalogue_freeze. */
void catalogue_retire(struct catalogue *c, const char *id, const struct service_end *end);

/* An end that is said of this service cannot be believed: it is counted, and the service goes on.
 */
void catalogue_pass_over_end(struct catalogue *c, const char *id);

/* How many ends were passed over, and the id of the last one's service ("" when there is none). */
size_t catalogue_ends_passed_over(const struct catalogue *c, const char **ret_last);

/* After the last catalogue_add: sorts and counts. Before it, nothing is found by words, by
 * authority or by facet. What is searched by is made with the first search, which a command on the
 * host may never ask for. */
void catalogue_freeze(struct catalogue *c);

/* Nothing is added any more, and no process that is forked later can change what was read, nor has
 * to make what it searches by. */
void catalogue_seal(struct catalogue *c);

const struct term_list *catalogue_terms(const struct catalogue *c); /* NULL without a catalogue */
/* Those that have ended are in no list, group or search; they are found by their id, and stand
 * behind the others: from catalogue_count on there are so many. */
size_t catalogue_count(const struct catalogue *c);
size_t catalogue_ended(const struct catalogue *c);
/* Whether one of them issues documents that somebody may want to check. */
bool catalogue_issues(const struct catalogue *c);
const struct service *catalogue_at(const struct catalogue *c,
				   size_t index); /* by country, sector, id */
const struct service *catalogue_find(const struct catalogue *c, const char *id);

/* What to list; a NULL is no condition. `authority` matches when its folded words all stand in the
   authority's name in any language; it may also be the authority's name in full. `group` is the
   code of one of the groups of FACET_AUTHORITY: its services and no others. */
struct catalogue_filter {
	const char *country, *sector, *audience, *authority, *life_event, *group;
};

/* Services that match, in `a`, with names sorted for `lang`. */
size_t catalogue_list(const struct catalogue *c, struct arena *a,
		      const struct catalogue_filter *filter, enum lang lang,
		      const struct service ***ret);

/* The groups of a facet, each with how many services of the country (NULL: all) it has; empty
 * groups are left out. */
enum catalogue_facet {
	FACET_SECTOR,
	FACET_LIFE_EVENT,
	FACET_AUDIENCE,
	FACET_AUTHORITY,
	FACET_COUNTRY
};
struct facet_group {
	const char *code; /* for an authority: of its own, in no other list */
	const struct text *name;
	const char *country; /* of an authority; NULL: of what is the same in all countries */
	size_t count;
};
size_t catalogue_facet(const struct catalogue *c, struct arena *a, enum catalogue_facet facet,
		       const char *country, enum lang lang, struct facet_group **ret);

/* What may be kept of words that found nothing: search_vain.h. */
size_t catalogue_vain(const struct catalogue *c, struct arena *a, const char *words,
		      const char **to, size_t cap);

/* Best first, at most `cap`; see services/search/search.h for how words match. `country` NULL: all.
   Words that are the id of a service find it first, also one that has ended. */
size_t catalogue_search(const struct catalogue *c, struct arena *a, const char *words,
			const char *country, size_t cap, const struct service ***ret);

/* How much of the words the first of those has, unless they are its id. */
enum search_fit catalogue_fit(const struct catalogue *c, const char *words, const char *country);

/* Whether those leave out a country that the words name; `ret`: which, in the catalogue. */
enum search_lacks catalogue_lacks(const struct catalogue *c, const char *words, const char *country,
				  const struct country **ret);

/* The country whose name is all that the words say, in the catalogue; or NULL. */
const struct country *catalogue_country_alone(const struct catalogue *c, const char *words);

#endif
