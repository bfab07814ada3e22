/* catalogue_inside.h - what the files of the catalogue share with each other, and nobody else. */
#ifndef SERVICES_CATALOGUE_CATALOGUE_INSIDE_H
#define SERVICES_CATALOGUE_CATALOGUE_INSIDE_H

#include "services/catalogue/catalogue.h"
#include "services/registry/ledger.h"
#include "services/store/store.h"

#define CATALOGUE_MAX ((size_t)8 * 1024 * 1024 * 1024) /* bytes; 117 services take 3 MiB */

struct catalogue {
	struct arena *arena;
	bool is_training;
	size_t passed_over; /* stored definitions that this version cannot read */
	const char *last_passed_over;
	size_t ends_passed_over; /* rows of services that end, not as the portal wrote them */
	const char *last_end_passed_over;
	size_t lenient; /* stored ones that are served although the check of today refuses them */
	const char *last_lenient;
	struct term_list terms;
	const struct service **services;
	size_t count, room;
	size_t offered; /* of them, that have not ended: they stand first once it is frozen */
	bool issues;    /* one of all issues documents; known once it is frozen */
	size_t *slots;  /* a hash table of places in `services`, counted from 1; 0: empty */
	size_t slot_count;
	size_t *ranks[LANG_COUNT]; /* where a service stands by its name, made by catalogue_freeze
				    */
	bool is_frozen;
	struct search_index **index; /* in a place of its own: made when it is first asked for, of a
					catalogue that is only read; there when it is sealed */
	struct catalogue_counted *counted; /* made by catalogue_freeze */
};

/* What searches it; NULL where it is not frozen. The catalogue's own. */
const struct search_index *catalogue_inside_index(const struct catalogue *c);

/* Into `ret`: the places of `count` folded names in their order; equal ones stay in theirs. */
void catalogue_inside_order(const char *const *names, size_t count, size_t *ret);

/* --- catalogue_count.c --- */

struct catalogue_counted *catalogue_inside_count(const struct catalogue *c);
void catalogue_inside_uncount(struct catalogue_counted *k); /* NULL is accepted */

/* For each service whether its authority fits, in `a`; each authority is asked about once. */
bool *catalogue_inside_authorities(const struct catalogue *c, struct arena *a,
				   bool (*fits)(const struct text *authority, const char *folded),
				   const char *folded);

/* Whether the service stands in the group of FACET_AUTHORITY of this code. */
bool catalogue_inside_in_group(const struct catalogue *c, const char *code, size_t service);

/* --- catalogue_enter.c --- */

/* Enters an act of the host on a version ("id/version") or a service ("id") under its next
 * revision, within a transaction: its act, object, reason, digest and recipe are read of `entry`.
 */
MUST_USE enum fault catalogue_inside_enter(struct registry *r, const struct ledger_entry *entry,
					   struct error *err);

/* Begins what changes the catalogue: nobody else does at the same time, nor (`alone`) writes
 * anything. Commits or rolls it back; *ret_again: it is to be run anew (store_again). */
MUST_USE enum fault catalogue_inside_begin(struct registry *r, bool alone, struct error *err);
MUST_USE enum fault catalogue_inside_end(struct registry *r, enum fault fault,
					 struct store_runs *runs, bool *ret_again,
					 struct error *err);

#endif
