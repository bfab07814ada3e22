/* store_issued.h - kept: documents that were issued of an application, and how far each row of
 * their numbers has come. */
#ifndef SERVICES_STORE_STORE_ISSUED_H
#define SERVICES_STORE_STORE_ISSUED_H

#include "services/store/store.h"
#include "services/store/table.h"

/* clang-format off */
#define STORE_ISSUED(F)                                                                         \
	F(char, id, [33], 0, 0)                                                                 \
	F(char, application, [33], 0, 0)                                                        \
	F(char, service, [80], 0, 0)                    /* whose definition */                  \
	F(int, version, , 0, 0)                                                                 \
	F(char, output, [80], 0, 0)                     /* has it by this id */                 \
	F(char, scope, [200], 0, 0)                     /* within which its number counts */    \
	F(int64_t, n, , 0, 0)                           /* from 1, without a gap */             \
	F(char, number, [80], 0, 0)                     /* as it is written */                  \
	F(char, found, [65], 0, 0)                      /* index of its code (seal.h) */        \
	F(char, lang, [4], 0, 0)                                                                \
	F(int64_t, at, , 0, 0)                                                                  \
	F(int64_t, until, , 0, 0)                       /* number of its last day; 0: none */   \
	F(struct table_bytes, content, , 0, 0)          /* sealed: issued_content.h */          \
	F(char, status, [12], TABLE_ACTS, 0)            /* "valid", "replaced", "revoked" */    \
	F(int64_t, ended_at, , TABLE_ACTS, 0)           /* since it is another than valid; 0 */ \
	F(char, mac, [65], TABLE_ACTS, 0)               /* vouch.h */

#define STORE_NUMBERING(F)                                                                      \
	F(char, scope, [200], 0, 0)                                                             \
	F(int64_t, n, , TABLE_ACTS, 0)                  /* the last that was given */
/* clang-format on */
struct store_issued {
	STORE_ISSUED(TABLE_MEMBER)
};
struct store_numbering {
	STORE_NUMBERING(TABLE_MEMBER)
};
extern const struct table store_issued_table, store_numbering_table;

#define STORE_ISSUED_VALID "valid"
#define STORE_ISSUED_REPLACED "replaced"
#define STORE_ISSUED_REVOKED "revoked"

/* Within a transaction: the next number of the scope, which is nobody else's until it ends; given
 * back where it is undone. */
MUST_USE enum fault store_issued_take(struct store *s, const char *scope, int64_t *ret,
				      struct error *err);

MUST_USE enum fault store_issued_add(struct store *s, const struct store_issued *row,
				     struct error *err);
MUST_USE enum fault store_issued_act(struct store *s, const struct store_issued *row,
				     struct error *err);

/* The one with this index of its code, none or one; those of an application, the oldest first; all,
 * by id. What `visit` is given lives for the call, and it may ask nothing of the store. */
typedef void store_issued_visit(void *ctx, const struct store_issued *row);
MUST_USE enum fault store_issued_find(struct store *s, const char *found, store_issued_visit *visit,
				      void *ctx, struct error *err);
MUST_USE enum fault store_issued_of(struct store *s, const char *application,
				    store_issued_visit *visit, void *ctx, struct error *err);
MUST_USE enum fault store_issued_all(struct store *s, store_issued_visit *visit, void *ctx,
				     struct error *err);

/* Objects that one of the two acts changed last, and that are no issued document any more; scopes
 * of which another number was given last than there are documents. */
MUST_USE enum fault store_issued_gone(struct store *s, const char *issued, const char *ended,
				      void (*tell)(void *ctx, const char *object), void *ctx,
				      struct error *err);
MUST_USE enum fault store_issued_gaps(struct store *s, void (*tell)(void *ctx, const char *scope),
				      void *ctx, struct error *err);

#endif
