/* vouch_object.h - rows that are each an object of the ledger, which has the digest that they
 * carry. */
#ifndef SERVICES_REGISTRY_VOUCH_OBJECT_H
#define SERVICES_REGISTRY_VOUCH_OBJECT_H

#include "services/registry/ledger.h"
#include "services/registry/vouch.h"

/* What is known of all the rows of a table, read whole before anything else is asked of the store;
 * what is found is told to `tell`. */
struct vouch_objects {
	struct registry *registry;
	struct arena *arena;
	const struct table *table;
	const char *what; /* "Member": the line's first word */
	int recipe;       /* of its entries */
	void (*tell)(void *ctx, const char *line);
	void *ctx;
	struct vouch_object *first, *last;
	bool found;
};

/* A row of the table as it is kept, with its id and its digest. */
void vouch_objects_add(struct vouch_objects *o, const char *id, const char *mac, const void *row);

/* Each of them against the ledger. */
MUST_USE enum fault vouch_objects_compare(struct vouch_objects *o, struct error *err);

/* One that the ledger has and no row is; `ctx` is the struct. */
void vouch_objects_gone(void *ctx, const char *object);

#endif
