/* store_ledger.h - kept: the entries of the ledger in their order, and its head. */
#ifndef SERVICES_STORE_STORE_LEDGER_H
#define SERVICES_STORE_STORE_LEDGER_H

#include "services/store/store.h"
#include "services/store/table.h"

#define STORE_HASH 32 /* bytes of a SHA-256 */

/* clang-format off */
#define STORE_LEDGER(F)                                                                         \
	F(int64_t, seq, , 0, 1)                         /* from 1 within origin and lane */     \
	F(int64_t, at, , 0, 1)                                                                  \
	F(const char *, act, , 0, 1)                                                            \
	F(const char *, object, , 0, 1)                                                         \
	F(const char *, actor, , 0, 1)                                                          \
	F(const char *, reason, , 0, 1)                                                         \
	F(const char *, digest, , 0, 1)                                                         \
	F(struct table_bytes, prev, , 0, 0)             /* STORE_HASH bytes each */             \
	F(struct table_bytes, hash, , 0, 0)                                                     \
	F(int, recipe, , 0, 2)                          /* of the hash */                       \
	F(const char *, origin, , 0, 2)                                                         \
	F(int, lane, , 0, 2)                                                                    \
	F(const char *, subject, , 0, 2)                                                        \
	F(int64_t, revision, , 0, 2)                    /* of the object */                     \
	F(int, effect, , 0, 2)                          /* enum ledger_effect */                \
	F(const char *, office, , 0, 2)                                                         \
	F(const char *, purpose, , 0, 2)                                                        \
	F(const char *, role, , 0, 2)                                                           \
	F(const char *, face, , 0, 2)                                                           \
	F(const char *, operation, , 0, 2)              /* of no other entry */

#define STORE_LEDGER_HEAD(F)                                                                    \
	F(char, origin, [33], 0, 0)                                                             \
	F(int, lane, , 0, 0)                                                                    \
	F(int64_t, seq, , TABLE_ACTS, 0)                /* 0: no entry yet */                   \
	F(struct table_bytes, hash, , TABLE_ACTS, 0)                                            \
	F(char, mac, [65], TABLE_ACTS, 0)                                                       \
	F(int, recipe, , TABLE_ACTS, 0)                 /* of the mac */                        \
	F(int64_t, drafts, , TABLE_ACTS, 0)             /* what its entries made more of them, */ \
	F(int64_t, applications, , TABLE_ACTS, 0)       /* or less: of all heads together, all */ \
	F(int64_t, counted, , TABLE_ACTS, 0)            /* seq up to which they did: a version that \
	                                                   does not count may write, too */

/* Who draws entries: this registry, and others whose chains it carries. */
#define STORE_LEDGER_ORIGIN(F)                                                                  \
	F(char, id, [33], 0, 0)                                                                 \
	F(int, home, , 0, 0)                            /* 1: this registry */                  \
	F(char, mac, [65], TABLE_ACTS, 0)               /* vouch.h */
/* clang-format on */
struct store_ledger {
	STORE_LEDGER(TABLE_MEMBER)
};
struct store_ledger_head {
	STORE_LEDGER_HEAD(TABLE_MEMBER)
	unsigned char last[STORE_HASH]; /* where hash points after reading; zeros for another
					   length */
};
struct store_ledger_origin {
	STORE_LEDGER_ORIGIN(TABLE_MEMBER)
};
extern const struct table store_ledger_table, store_ledger_head_table, store_ledger_origin_table;

MUST_USE enum fault store_ledger_add(struct store *s, const struct store_ledger *entry,
				     struct error *err);

/* In which order entries are visited: one chain after the other, each from its first; or one object
 * after the other, each by its revisions, a change before what was looked at after it. */
enum store_ledger_order { STORE_BY_CHAIN, STORE_BY_OBJECT };

/* All of them, any number, until `visit` returns a fault; what it is given lives for the call, and
 * it may ask nothing of the store. */
MUST_USE enum fault store_ledger_each(struct store *s, enum store_ledger_order order,
				      enum fault (*visit)(void *ctx,
							  const struct store_ledger *entry,
							  struct error *err),
				      void *ctx, struct error *err);

/* Those of one object, oldest first. */
MUST_USE enum fault store_ledger_of(struct store *s, const char *object,
				    enum fault (*visit)(void *ctx, const struct store_ledger *entry,
							struct error *err),
				    void *ctx, struct error *err);

/* The change with the object's highest revision; revision 0 where there is none. */
struct store_ledger_last {
	int64_t revision;
	int effect;
	char digest[80], role[24];
};
MUST_USE enum fault store_ledger_last(struct store *s, const char *object,
				      struct store_ledger_last *ret, struct error *err);

/* The hash of one entry in hex; *ret_found false where there is none, or it has not the length of
 * one. */
MUST_USE enum fault store_ledger_hash(struct store *s, const char *origin, int lane, int64_t seq,
				      char ret[2 * STORE_HASH + 1], bool *ret_found,
				      struct error *err);

/* What an audit asks of the ledger: the entries of one object, those by one actor, or all by staff
 * (`object` and `actor` ""), the newest first, within [from, until). */
struct store_ledger_question {
	const char *object, *actor;
	int64_t from, until;
};
struct store_ledger_told {
	struct store_ledger entry;                /* without hashes, subject, operation, digest */
	const char *reference, *service, *office; /* of its object where that is an application;
						     the office's id; else "" */
	const char *actor_number;                 /* of whose account, "" for none */
	const char *object_number;                /* where it is an account; "" */
	bool has_acted; /* its actor has the object, or has changed it before or after */
};
/* Until `visit` says false; what it is given lives for the call, and it may ask nothing. */
MUST_USE enum fault store_ledger_audit(struct store *s, const struct store_ledger_question *q,
				       bool (*visit)(void *ctx,
						     const struct store_ledger_told *told),
				       void *ctx, struct error *err);

/* Objects that one of two acts began, that no act ended, and that are no application any more. */
MUST_USE enum fault store_ledger_gone(struct store *s, const char *begun, const char *begun_too,
				      void (*tell)(void *ctx, const char *object), void *ctx,
				      struct error *err);

/* Within a transaction: the lane of this registry's chains that is its own until commit, the same
 * at every call; 0 where writers take turns. */
MUST_USE enum fault store_ledger_lane(struct store *s, int *ret, struct error *err);

/* It will be asked for next, and then the head of this chain: all else is locked by then. */
MUST_USE enum fault store_ledger_lane_ahead(struct store *s, const char *origin, struct error *err);

/* The head of a chain; seq 0 where there is none yet. All of them, by origin and lane, as above. */
MUST_USE enum fault store_ledger_head(struct store *s, const char *origin, int lane,
				      struct store_ledger_head *ret, struct error *err);
MUST_USE enum fault store_ledger_each_head(struct store *s,
					   void (*visit)(void *ctx,
							 const struct store_ledger_head *head),
					   void *ctx, struct error *err);
MUST_USE enum fault store_ledger_put_head(struct store *s, const struct store_ledger_head *head,
					  struct error *err);

/* How many entries this registry's own chains have, and how many drafts and other applications
   there are: by all heads together, at one moment, or where a head was written by who does not
   count (`is_stale`) by all rows, until _recount. */
struct store_ledger_tally {
	int64_t entries, drafts, applications;
	bool is_stale;
};
MUST_USE enum fault store_ledger_tally(struct store *s, struct store_ledger_tally *ret,
				       struct error *err);

/* Within store_begin_alone. */
MUST_USE enum fault store_ledger_recount(struct store *s, struct error *err);

/* All origins, by id, as above; one's digest, written. */
MUST_USE enum fault
store_ledger_each_origin(struct store *s,
			 void (*visit)(void *ctx, const struct store_ledger_origin *origin),
			 void *ctx, struct error *err);
MUST_USE enum fault store_ledger_put_origin(struct store *s,
					    const struct store_ledger_origin *origin,
					    struct error *err);

/* This registry's own origin (FAULT_BROKEN: it has none); whether there is one of that id. */
MUST_USE enum fault store_ledger_home(struct store *s, struct store_ledger_origin *ret,
				      struct error *err);
MUST_USE enum fault store_ledger_has_origin(struct store *s, const char *id, bool *ret,
					    struct error *err);

#endif
