/* registry_inside.h - what an opened registry holds: for the engine's own files only. */
#ifndef SERVICES_REGISTRY_REGISTRY_INSIDE_H
#define SERVICES_REGISTRY_REGISTRY_INSIDE_H

#include "services/registry/registry.h"
#include "services/registry/seal.h"
#include "services/registry/signer.h"
#include "services/store/store.h"
#include "services/store/table.h"

struct registry {
	struct store *store;
	struct seal seal;
	struct signer signer; /* as it was when the folder was opened */
	char *folder;         /* its full path */
	char *terms;          /* FOLDER/terms */
	int hashing;          /* the lock file of pin.h */
	char origin[33];      /* id of the chain of the ledger that is written here; "": it was
				 not asked yet, registry_home */
	int64_t roles_at;     /* for services/catalogue/roles.c alone */
	const struct table *record; /* what of an application is vouched for; NULL:
				       store_application_table. Tests know of columns to come. */
	bool is_training;           /* its clock may be set by hand: training.h */
	int64_t ahead; /* seconds: so far it is set, before the machine's or the test's */
	int64_t (*now)(void *ctx);
	void *now_ctx;
	void (*wait)(void *ctx, int milliseconds);
	void *wait_ctx;
};

/* Asks for the origin where it was not asked yet. */
MUST_USE enum fault registry_home(struct registry *r, struct error *err);

/* Most bytes that one call of the engine takes for its own work; and the one that gives digests to
 * all rows there are. */
#define REGISTRY_WORK ((size_t)64 * 1024 * 1024)
#define REGISTRY_FILL ((size_t)1024 * 1024 * 1024)

#endif
