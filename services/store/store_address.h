/* store_address.h - kept: where somebody wants to be told what is new, and what is to go out there.
 */
#ifndef SERVICES_STORE_STORE_ADDRESS_H
#define SERVICES_STORE_STORE_ADDRESS_H

#include "services/store/store.h"
#include "services/store/table.h"

/* clang-format off */
/* Of a person's account, or of one application (their ids). It counts once it is proven. */
#define STORE_ADDRESS(F)                                                                        \
	F(char, id, [33], 0, 0)                                                                 \
	F(char, owner, [33], 0, 0)                                                              \
	F(char, channel, [8], 0, 0)                     /* its code */                          \
	F(char, lang, [4], 0, 0)                        /* in which it is written to */         \
	F(int64_t, at, , 0, 0)                                                                  \
	F(int64_t, proven_at, , TABLE_ACTS, 0)          /* 0: not yet */                        \
	F(int, tries, , TABLE_ACTS, 0)                  /* wrong codes */                       \
	F(char, code, [65], TABLE_ACTS, 0)              /* digest of the one that was sent, "": none */ \
	F(char, value, [640], 0, 0)                     /* sealed, hex */                       \
	F(char, mac, [65], TABLE_ACTS, 0)               /* vouch.h */

/* What is to go out, until it has. */
#define STORE_DISPATCH(F)                                                                       \
	F(char, id, [33], 0, 0)                                                                 \
	F(char, address, [33], 0, 0)                    /* id of where to */                    \
	F(char, application, [33], 0, 0)                /* of the notice that it tells of; "": of none */ \
	F(int, number, , 0, 0)                          /* and its number */                    \
	F(char, state, [8], TABLE_ACTS, 0)              /* "waiting", "failed" */               \
	F(int64_t, at, , 0, 0)                                                                  \
	F(int64_t, next_at, , TABLE_ACTS, 0)            /* not before */                        \
	F(int, tries, , TABLE_ACTS, 0)                                                          \
	F(char, why, [64], TABLE_ACTS, 0)               /* of the last failure; "" */           \
	F(char, words, [1280], TABLE_ACTS, 0)           /* sealed, hex; "" of what failed */    \
	F(char, mac, [65], TABLE_ACTS, 0)               /* vouch.h */
/* clang-format on */
struct store_address {
	STORE_ADDRESS(TABLE_MEMBER)
};
struct store_dispatch {
	STORE_DISPATCH(TABLE_MEMBER)
};
extern const struct table store_address_table, store_dispatch_table;

#define STORE_DISPATCH_WAITING "waiting"
#define STORE_DISPATCH_FAILED "failed"

MUST_USE enum fault store_address_add(struct store *s, const struct store_address *row,
				      struct error *err);
MUST_USE enum fault store_address_act(struct store *s, const struct store_address *row,
				      struct error *err);
MUST_USE enum fault store_address_get(struct store *s, const char *id, struct store_address *ret,
				      bool *ret_found, struct error *err);
/* With what is to go out there. */
MUST_USE enum fault store_address_drop(struct store *s, const char *id, struct error *err);
/* Those that nobody has proven and that were given before `before`. */
MUST_USE enum fault store_address_drop_old(struct store *s, int64_t before, struct error *err);

/* Those of one owner, the oldest first; those that are proven of an application and of the accounts
 * that hold it; all. `visit` may ask nothing of the store. */
typedef void store_address_visit(void *ctx, const struct store_address *row);
MUST_USE enum fault store_address_each(struct store *s, const char *owner,
				       store_address_visit *visit, void *ctx, struct error *err);
MUST_USE enum fault store_address_each_told(struct store *s, const char *application,
					    store_address_visit *visit, void *ctx,
					    struct error *err);
MUST_USE enum fault store_address_all(struct store *s, store_address_visit *visit, void *ctx,
				      struct error *err);

/* Objects that the act `proven` changed last, and that are no proven address any more. */
MUST_USE enum fault store_address_gone(struct store *s, const char *proven,
				       void (*tell)(void *ctx, const char *object), void *ctx,
				       struct error *err);

MUST_USE enum fault store_dispatch_add(struct store *s, const struct store_dispatch *row,
				       struct error *err);
MUST_USE enum fault store_dispatch_act(struct store *s, const struct store_dispatch *row,
				       struct error *err);
MUST_USE enum fault store_dispatch_drop(struct store *s, const char *id, struct error *err);
/* Those that have failed, and of before `before`. */
MUST_USE enum fault store_dispatch_drop_old(struct store *s, int64_t before, struct error *err);
/* Within a transaction: from its answer on nobody else changes this one. It may be gone. */
MUST_USE enum fault store_dispatch_lock(struct store *s, const char *id, struct error *err);
MUST_USE enum fault store_dispatch_get(struct store *s, const char *id, struct store_dispatch *ret,
				       bool *ret_found, struct error *err);
/* The first that waits and is to be tried by `now`. */
MUST_USE enum fault store_dispatch_next(struct store *s, int64_t now, char ret_id[33],
					bool *ret_found, struct error *err);

/* How many wait, and how many have failed. */
struct store_dispatch_tally {
	int64_t waiting, failed;
};
MUST_USE enum fault store_dispatch_tally(struct store *s, struct store_dispatch_tally *ret,
					 struct error *err);

/* How many wait of which the last `why` begins so, since when the oldest of them, and one such
 * `why`, with room for it. */
struct store_dispatch_held {
	int64_t count, since;
	char why[64];
};
MUST_USE enum fault store_dispatch_held(struct store *s, const char *why,
					struct store_dispatch_held *ret, struct error *err);

/* The channels, with a blank behind each, by which a notice of an application could not go out. */
MUST_USE enum fault store_dispatch_unsent(struct store *s, const char *application, int number,
					  char *ret, size_t room, struct error *err);

/* Those that have failed, the oldest first, with where to and the reference ("" of none); all. */
typedef void store_dispatch_visit(void *ctx, const struct store_dispatch *row, const char *channel,
				  const char *reference);
MUST_USE enum fault store_dispatch_each_failed(struct store *s, store_dispatch_visit *visit,
					       void *ctx, struct error *err);
MUST_USE enum fault store_dispatch_all(struct store *s, store_dispatch_visit *visit, void *ctx,
				       struct error *err);

#endif
