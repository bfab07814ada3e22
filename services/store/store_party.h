/* store_party.h - kept: persons, organisations and offices, a row each. */
#ifndef SERVICES_STORE_STORE_PARTY_H
#define SERVICES_STORE_STORE_PARTY_H

#include "services/store/store.h"
#include "services/store/table.h"

/* clang-format off */
#define STORE_PARTY(F)                                                          \
	F(char, id, [33], 0, 1)                                                 \
	F(char, kind, [16], 0, 1)                       /* its code */          \
	F(char, code, [80], 0, 1)                       /* of an office */      \
	F(char, above, [33], 0, 1)                      /* the office over it */ \
	F(char, place, [24], 0, 1)                      /* of places.yaml */    \
	F(const char *, name, , 0, 1)                   /* clear, of an office or organisation */ \
	F(struct table_bytes, sealed, , 0, 1)           /* the name of a person */ \
	F(int64_t, since, , 0, 1)                                               \
	F(int64_t, revision, , 0, 1)                                            \
	F(char, mac, [65], 0, 0)                        /* vouch.h */

/* A number by which a person is found: sealed, and the key that it is found by (seal_index). */
#define STORE_PARTY_IDENTIFIER(F)                                               \
	F(char, party, [33], 0, 1)                                              \
	F(char, scheme, [24], 0, 1)                                             \
	F(char, key, [65], 0, 1)                                                \
	F(struct table_bytes, sealed, , 0, 1)                                   \
	F(char, evidence, [16], 0, 1)                   /* its code */          \
	F(int64_t, since, , 0, 1)                                               \
	F(char, mac, [65], 0, 0)                        /* vouch.h */
/* clang-format on */
struct store_party {
	STORE_PARTY(TABLE_MEMBER)
};
struct store_party_identifier {
	STORE_PARTY_IDENTIFIER(TABLE_MEMBER)
};
extern const struct table store_party_table, store_party_identifier_table;

MUST_USE enum fault store_party_add(struct store *s, const struct store_party *row,
				    struct error *err);

/* By id, or an office by its code; what it points to stands in `a`. */
MUST_USE enum fault store_party_get(struct store *s, const char *id, struct arena *a,
				    struct store_party *ret, bool *ret_found, struct error *err);
MUST_USE enum fault store_party_office(struct store *s, const char *code, struct arena *a,
				       struct store_party *ret, bool *ret_found, struct error *err);

/* The id of the office above one, "" where there is none, or no such office. */
MUST_USE enum fault store_party_above(struct store *s, const char *id, char ret[33],
				      struct error *err);

/* All of them, by id, or the offices, by code; until `visit` returns a fault. What it is given
 * lives for the call, and it may ask nothing of the store. */
enum store_party_which { STORE_ALL_PARTIES, STORE_OFFICES };
MUST_USE enum fault store_party_each(struct store *s, enum store_party_which which,
				     enum fault (*visit)(void *ctx, const struct store_party *row,
							 struct error *err),
				     void *ctx, struct error *err);

/* Objects that the act `added` began and that are no party any more. */
MUST_USE enum fault store_party_gone(struct store *s, const char *added,
				     void (*tell)(void *ctx, const char *object), void *ctx,
				     struct error *err);

MUST_USE enum fault store_party_add_identifier(struct store *s,
					       const struct store_party_identifier *row,
					       struct error *err);

/* Of one party, by scheme and key, until `visit` returns a fault; what it is given lives for the
 * call. */
MUST_USE enum fault store_party_each_identifier(
	struct store *s, const char *party,
	enum fault (*visit)(void *ctx, const struct store_party_identifier *row, struct error *err),
	void *ctx, struct error *err);

/* How many have an identifier of this key. */
MUST_USE enum fault store_party_count_with(struct store *s, const char *key, size_t *ret,
					   struct error *err);

/* The ids of those who have an identifier of this key, in no order; at most `most`. */
MUST_USE enum fault store_party_find(struct store *s, const char *key, int most,
				     void (*tell)(void *ctx, const char *party), void *ctx,
				     struct error *err);

#endif
