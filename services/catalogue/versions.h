/* versions.h - every version of every definition, kept in the registry; and the new registry that
 * begins with the starter catalogue. */
#ifndef SERVICES_CATALOGUE_VERSIONS_H
#define SERVICES_CATALOGUE_VERSIONS_H

#include "services/catalogue/catalogue.h"
#include "services/registry/registry.h"
#include "services/registry/seal.h"
#include "services/store/store_definition.h"

/* Makes a missing or empty folder into a state folder (versions_create) with the starter catalogue
   of `data`: the folder with terms.yaml, places.yaml and the countries' folders. */
MUST_USE enum fault versions_create(const char *folder, const char *address, const char *data,
				    char backup_secret[65], struct error *err);

/* The same as one for trying, whose clock may be set by hand (training.h). */
MUST_USE enum fault versions_create_training(const char *folder, const char *address,
					     const char *data, char backup_secret[65],
					     struct error *err);

/* A checked definition that is to come in, and whether it changed anything. */
struct versions_item {
	const char *id; /* its key (kind.h) */
	int version;
	const char *yaml; /* as it is kept (kind.h) */
	size_t len;       /* bytes */
	bool is_new;
	bool is_back; /* its service had ended, and is offered again by this version */
};

/* Whether it may come in as far as its number goes, FAULT_CONFLICT as below; is_new false: it is
 * there already. */
MUST_USE enum fault versions_may_import(struct registry *r, struct versions_item *item,
					struct error *err);

/* Stores all of them or, where one is refused, none; then visitors who come find them. The same
   text again: no change. The same version with another text: FAULT_CONFLICT, also where that was
   taken back. An older one than the newest: FAULT_CONFLICT. `*ret_refused`: the place of the one
   that is refused, else `count`; a fault with `count` is none of theirs. FAULT_BUSY also where all
   are stored, but the snapshot could not be written: the clerk tries that again. */
MUST_USE enum fault versions_import(struct registry *r, struct versions_item *items, size_t count,
				    size_t *ret_refused, struct error *err);

/* The same with checked lists, which take the place of the folder's together with the definitions
   that were checked against them. */
MUST_USE enum fault versions_import_with(struct registry *r, const struct term_file *lists,
					 size_t list_count, struct versions_item *items,
					 size_t count, size_t *ret_refused, struct error *err);

/* Fills an empty catalogue with the newest versions from the database, and seals it. */
MUST_USE enum fault versions_load(struct registry *r, struct catalogue *c, struct error *err);

/* Any version of a service, read into `a`; FAULT_MISSING. */
MUST_USE enum fault versions_find(struct registry *r, struct arena *a,
				  const struct term_list *terms, const char *id, int version,
				  const struct service **ret, struct error *err);

/* FAULT_MISSING with the words for a version that is not there: no such service or other key, or
 * which versions it has; `version` 0 is its newest. Another fault where the store could not tell.
 */
enum fault versions_missing(struct registry *r, const char *id, int version, struct error *err);

/* The stored text of a version (0: the newest) in `a`, as it is kept (kind.h); FAULT_MISSING. */
MUST_USE enum fault versions_text(struct registry *r, struct arena *a, const char *id, int version,
				  const char **ret, size_t *ret_len, struct error *err);

/* Calls `visit` for each version of each definition, by key and version, until it returns a fault;
   what it is given lives for the call. */
MUST_USE enum fault versions_each(struct registry *r,
				  enum fault (*visit)(void *ctx, const struct store_definition *d,
						      struct error *err),
				  void *ctx, struct error *err);

/* What visitors are to be shown: a number that grows with each change of the catalogue, whichever
 * host makes it, and how many services have ended by today. One small read, so that each host's
 * clerk can look twice a second. */
struct versions_now {
	int64_t stamp;
	int64_t ended;
};
MUST_USE enum fault versions_look(struct registry *r, struct versions_now *ret, struct error *err);

/* What the ledger vouches for: the text of one version. The only recipe there is. */
#define VERSIONS_RECIPE 1
void versions_digest(const struct seal *s, const struct store_definition *d,
		     char ret[SEAL_DIGEST + 1]);

#endif
