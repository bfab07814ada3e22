/* store_recovery.h - kept: accounts that wait to be opened anew, and what the clerk has to do about
 * accounts. */
#ifndef SERVICES_STORE_STORE_RECOVERY_H
#define SERVICES_STORE_STORE_RECOVERY_H

#include "services/store/store.h"
#include "services/store/table.h"

/* clang-format off */
/* A part of an account, in whose digest it is (vouch_account.h). */
#define STORE_RECOVERY(F)                                                                       \
	F(char, account, [33], 0, 0)                                                            \
	F(char, what, [68], 0, 0)                       /* "pin", "code", or a key's hash */    \
	F(int64_t, at, , 0, 0)                                                                  \
	F(int64_t, ready_at, , 0, 0)                    /* not given before */                  \
	F(char, asked_by, [68], 0, 0)                   /* an account's id; "": by its number alone */ \
	F(char, code, [128], 0, 0)                      /* hashed: what was sent to its addresses; "" */

#define STORE_ERRAND(F)                                                                         \
	F(char, id, [33], 0, 0)                                                                 \
	F(char, kind, [16], TABLE_ACTS, 0)              /* access/recovery_within.h */          \
	F(char, number, [12], 0, 0)                     /* of an account; there may be none */  \
	F(char, what, [68], 0, 0)                       /* as above */                          \
	F(char, asked_by, [68], 0, 0)                   /* as above */                          \
	F(int64_t, at, , 0, 0)                                                                  \
	F(char, mac, [65], 0, 0)                        /* vouch.h */
/* clang-format on */
struct store_recovery {
	STORE_RECOVERY(TABLE_MEMBER)
};
struct store_errand {
	STORE_ERRAND(TABLE_MEMBER)
};
extern const struct table store_recovery_table, store_errand_table;

MUST_USE enum fault store_recovery_add(struct store *s, const struct store_recovery *row,
				       struct error *err);
MUST_USE enum fault store_recovery_drop(struct store *s, const char *account, const char *what,
					struct error *err);

/* Those of an account, by what; `visit` may ask nothing of the store. */
MUST_USE enum fault store_recovery_each(struct store *s, const char *account,
					void (*visit)(void *ctx, const struct store_recovery *row),
					void *ctx, struct error *err);

/* Accounts with one that was ready before `before`, by id, behind `after`; one at a time. */
MUST_USE enum fault store_recovery_late(struct store *s, int64_t before, const char *after,
					char ret_account[33], bool *ret_found, struct error *err);

MUST_USE enum fault store_errand_add(struct store *s, const struct store_errand *row,
				     struct error *err);
MUST_USE enum fault store_errand_act(struct store *s, const struct store_errand *row,
				     struct error *err);
MUST_USE enum fault store_errand_drop(struct store *s, const char *id, struct error *err);
/* Within a transaction: from its answer on nobody else changes this one. It may be gone. */
MUST_USE enum fault store_errand_lock(struct store *s, const char *id, struct error *err);
MUST_USE enum fault store_errand_get(struct store *s, const char *id, struct store_errand *ret,
				     bool *ret_found, struct error *err);

/* The oldest that is not of the kind STORE_ERRAND_REFUSED; all. `visit` may ask nothing. */
#define STORE_ERRAND_REFUSED "refused"
MUST_USE enum fault store_errand_next(struct store *s, char ret_id[33], bool *ret_found,
				      struct error *err);
MUST_USE enum fault store_errand_all(struct store *s,
				     void (*visit)(void *ctx, const struct store_errand *row),
				     void *ctx, struct error *err);

#endif
