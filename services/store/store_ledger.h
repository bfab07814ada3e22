/* store_ledger.h - kept: the entries of the ledger in their order, and its head. */
#ifndef SERVICES_STORE_STORE_LEDGER_H
#define SERVICES_STORE_STORE_LEDGER_H

#include "services/store/store.h"

#define STORE_HASH 32 /* bytes of a SHA-256 */

struct store_entry {
	int64_t seq, at;
	const char *act, *object, *actor, *reason, *digest;
	const unsigned char *prev, *hash; /* STORE_HASH bytes, or NULL where the row has others */
};

struct store_head {
	int64_t seq; /* 0: no entry yet */
	unsigned char hash[STORE_HASH];
	char mac[65];
};

MUST_USE enum fault store_ledger_add(struct store *s, const struct store_entry *entry,
				     struct error *err);

/* All, or those of an object (NULL: all), oldest first until `visit` returns a fault; what it is
 * given lives for the call. */
MUST_USE enum fault store_ledger_each(struct store *s, const char *object,
				      enum fault (*visit)(void *ctx,
							  const struct store_entry *entry,
							  struct error *err),
				      void *ctx, struct error *err);

/* The digest of the object's last entry that has one; "" where there is none. */
MUST_USE enum fault store_ledger_digest(struct store *s, const char *object, char ret[65],
					struct error *err);

/* Applications that the ledger knows, that nobody wiped, and that the registry lost. */
MUST_USE enum fault store_ledger_gone(struct store *s, void (*tell)(void *ctx, const char *object),
				      void *ctx, struct error *err);

/* A zeroed head where there is none. */
MUST_USE enum fault store_ledger_head(struct store *s, struct store_head *ret, struct error *err);
MUST_USE enum fault store_ledger_put_head(struct store *s, const struct store_head *head,
					  struct error *err);

#endif
