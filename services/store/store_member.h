/* store_member.h - kept: who works on an application besides its applicant, and who signs it. */
#ifndef SERVICES_STORE_STORE_MEMBER_H
#define SERVICES_STORE_STORE_MEMBER_H

#include "services/store/store.h"
#include "services/store/table.h"

/* clang-format off */
/* An invitation, and the person who has taken it; or the applicant, who signs; or who signed on
 * paper. */
#define STORE_MEMBER(F)                                                                         \
	F(char, id, [33], 0, 0)                                                                 \
	F(char, application, [33], 0, 0)                                                        \
	F(int, number, , 0, 0)                          /* within it, from 1 */                 \
	F(int, rights, , 0, 0)                          /* enum member_right, or-ed */          \
	F(char, signature, [80], 0, 0)                  /* id of what they sign; "": nothing */ \
	F(int, item, , 0, 0)                            /* and as which of those who do */      \
	F(char, code, [65], 0, 0)                       /* digest of the invitation's; "": none */ \
	F(int64_t, at, , 0, 0)                                                                  \
	F(int64_t, until, , 0, 0)                       /* the code is taken; 0: no code */     \
	F(int64_t, joined_at, , TABLE_ACTS, 0)                                                  \
	F(int64_t, ended_at, , TABLE_ACTS, 0)                                                   \
	F(char, account, [33], TABLE_ACTS, 0)           /* by which they come; "": none */      \
	F(char, pin, [128], TABLE_ACTS, 0)              /* of their own, hashed; "": none */    \
	F(char, key, [68], TABLE_ACTS, 0)               /* that signed with the code; "" */     \
	F(int64_t, signed_at, , TABLE_ACTS, 0)          /* 0: not */                            \
	F(char, way, [16], TABLE_ACTS, 0)               /* its code */                          \
	F(char, digest, [65], TABLE_ACTS, 0)            /* of what was signed */                \
	F(int, lost, , TABLE_ACTS, 0)                   /* they were told that it covers no more */ \
	F(int, round, , TABLE_ACTS, 0)                  /* how often they took one back */      \
	F(struct table_bytes, name, , 0, 0)             /* sealed, as all of these */           \
	F(struct table_bytes, content, , TABLE_ACTS, 0) /* the answers that were signed */      \
	F(struct table_bytes, proof, , TABLE_ACTS, 0)   /* the text, and what was sent with it */ \
	F(char, mac, [65], TABLE_ACTS, 0)               /* vouch.h */

/* An application of which answers have changed that may be signed. */
#define STORE_UNSURE(F)                                                                         \
	F(const char *, application, , 0, 0)                                                    \
	F(int64_t, at, , TABLE_SAVES, 0)
/* clang-format on */
struct store_member {
	STORE_MEMBER(TABLE_MEMBER)
};
struct store_unsure {
	STORE_UNSURE(TABLE_MEMBER)
};
extern const struct table store_member_table, store_unsure_table;

MUST_USE enum fault store_member_add(struct store *s, const struct store_member *row,
				     struct error *err);
MUST_USE enum fault store_member_act(struct store *s, const struct store_member *row,
				     struct error *err);

/* Those of one application by number; all. What `visit` is given lives for the call, and it may ask
 * nothing of the store. */
typedef void store_member_visit(void *ctx, const struct store_member *row);
MUST_USE enum fault store_member_each(struct store *s, const char *application,
				      store_member_visit *visit, void *ctx, struct error *err);
MUST_USE enum fault store_member_all(struct store *s, store_member_visit *visit, void *ctx,
				     struct error *err);

/* Objects that the act has entered and that are there no more, though their application is. */
MUST_USE enum fault store_member_gone(struct store *s, const char *act,
				      void (*tell)(void *ctx, const char *object), void *ctx,
				      struct error *err);

/* The ids of applications on which an account works. */
MUST_USE enum fault store_member_of_account(struct store *s, const char *account,
					    void (*tell)(void *ctx, const char *application),
					    void *ctx, struct error *err);

/* The number of the next notice that is no line of the history; what one of them was told is read.
 */
MUST_USE enum fault store_member_notice(struct store *s, const char *application, int *ret,
					struct error *err);
MUST_USE enum fault store_member_read(struct store *s, const char *application, const char *member,
				      int64_t at, struct error *err);

MUST_USE enum fault store_unsure_put(struct store *s, const char *application, int64_t at,
				     struct error *err);
MUST_USE enum fault store_unsure_drop(struct store *s, const char *application, struct error *err);
/* The one of before `at` that waits longest. */
MUST_USE enum fault store_unsure_next(struct store *s, int64_t at, char ret_id[33], bool *ret_found,
				      struct error *err);

#endif
