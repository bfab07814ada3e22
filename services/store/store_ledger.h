/* store_ledger.h - kept: the entries of the ledger in their order, and its head. */
#ifndef SERVICES_STORE_STORE_LEDGER_H
#define SERVICES_STORE_STORE_LEDGER_H

#include "services/store/store.h"
#include "services/store/table.h"

#define STORE_HASH 32 /* bytes of a SHA-256 */

/* clang-format off */
#define STORE_LEDGER(F)                                         \
	F(int64_t, seq, , 0, 1)                                 \
	F(int64_t, at, , 0, 1)                                  \
	F(const char *, act, , 0, 1)                            \
	F(const char *, object, , 0, 1)                         \
	F(const char *, actor, , 0, 1)                          \
	F(const char *, reason, , 0, 1)                         \
	F(const char *, digest, , 0, 1)                         \
	F(struct table_bytes, prev, , 0, 0)                     \
	F(struct table_bytes, hash, , 0, 0)

#define STORE_LEDGER_HEAD(F)                                    \
	F(int, one, , 0, 0)                                     \
	F(int64_t, seq, , TABLE_ACTS, 0)                        \
	F(struct table_bytes, hash, , TABLE_ACTS, 0)            \
	F(char, mac, [65], TABLE_ACTS, 0)
/* clang-format on */
struct store_ledger {
	STORE_LEDGER(TABLE_MEMBER)
};
struct store_ledger_head {
	STORE_LEDGER_HEAD(TABLE_MEMBER)
	unsigned char last[STORE_HASH]; /* where hash.at points after reading */
};
extern const struct table store_ledger_table, store_ledger_head_table;

MUST_USE enum fault store_ledger_add(struct store *s, const struct store_ledger *entry,
				     struct error *err);

/* All, or those of an object (NULL: all), oldest first until `visit` returns a fault; what it is
 * given lives for the call. */
MUST_USE enum fault store_ledger_each(struct store *s, const char *object,
				      enum fault (*visit)(void *ctx,
							  const struct store_ledger *entry,
							  struct error *err),
				      void *ctx, struct error *err);

/* The digest of the object's last entry that has one; "" where there is none. */
MUST_USE enum fault store_ledger_digest(struct store *s, const char *object, char ret[65],
					struct error *err);

/* Applications that the ledger knows, that nobody wiped, and that the registry lost. */
MUST_USE enum fault store_ledger_gone(struct store *s, void (*tell)(void *ctx, const char *object),
				      void *ctx, struct error *err);

/* A zeroed head where there is none. */
MUST_USE enum fault store_ledger_head(struct store *s, struct store_ledger_head *ret,
				      struct error *err);
MUST_USE enum fault store_ledger_put_head(struct store *s, const struct store_ledger_head *head,
					  struct error *err);

#endif
