/* store_account.h - kept: accounts of persons, the keys that they come with, and what was granted
 * to them. */
#ifndef SERVICES_STORE_STORE_ACCOUNT_H
#define SERVICES_STORE_STORE_ACCOUNT_H

#include "services/store/store.h"
#include "services/store/table.h"

/* clang-format off */
#define STORE_ACCOUNT(F)                                                                        \
	F(char, id, [33], 0, 1)                                                                 \
	F(char, number, [12], 0, 1)                                                             \
	F(char, party, [33], 0, 1)                      /* whose it is */                       \
	F(char, pin, [128], TABLE_ACTS, 1)              /* hashed */                            \
	F(int64_t, since, , 0, 1)                                                               \
	F(int64_t, revision, , TABLE_ACTS, 1)           /* raised by each change, from 1 */     \
	F(char, mac, [65], TABLE_ACTS, 0)               /* of it and its parts: vouch_account.h */ \
	F(char, code, [200], TABLE_ACTS, 1)             /* its codes' secret, sealed, hex */    \
	F(int64_t, code_step, , TABLE_ACTS, 1)          /* of the last code that was taken */

/* Hex SHA-256 of a public key; `ended`: since when it opens nothing, 0: it does. */
#define STORE_ACCOUNT_KEY(F)                                                                    \
	F(char, account, [33], 0, 1)                                                            \
	F(char, key, [68], 0, 1)                                                                \
	F(char, name, [80], TABLE_ACTS, 1)                                                      \
	F(int64_t, since, , TABLE_ACTS, 1)                                                      \
	F(int64_t, ended, , TABLE_ACTS, 1)

/* A role over one service or ("") all, in one office with those below it or ("") in all. */
#define STORE_ACCOUNT_GRANT(F)                                                                  \
	F(char, id, [33], 0, 1)                                                                 \
	F(char, account, [33], 0, 1)                                                            \
	F(char, role, [24], 0, 1)                                                               \
	F(char, service, [80], 0, 1)                                                            \
	F(char, office, [33], 0, 1)                                                             \
	F(int64_t, since, , 0, 1)                                                               \
	F(int64_t, until, , TABLE_ACTS, 1)              /* 0: open */                           \
	F(char, given_by, [68], 0, 1)
/* clang-format on */
struct store_account {
	STORE_ACCOUNT(TABLE_MEMBER)
};
struct store_account_key {
	STORE_ACCOUNT_KEY(TABLE_MEMBER)
};
struct store_account_grant {
	STORE_ACCOUNT_GRANT(TABLE_MEMBER)
};
extern const struct table store_account_table, store_account_key_table, store_account_grant_table;

MUST_USE enum fault store_account_add(struct store *s, const struct store_account *row,
				      struct error *err);

/* Within a transaction: from its answer on nobody else changes this one. */
MUST_USE enum fault store_account_lock(struct store *s, const char *id, struct error *err);

/* By id; by number; by a key that has not ended. */
enum store_account_by { STORE_BY_ID, STORE_BY_NUMBER, STORE_BY_KEY };
MUST_USE enum fault store_account_find(struct store *s, enum store_account_by by, const char *value,
				       struct store_account *ret, bool *ret_found,
				       struct error *err);

/* The one with the next higher number, "" for the first; all of them, one by one. */
MUST_USE enum fault store_account_next(struct store *s, const char *number,
				       struct store_account *ret, bool *ret_found,
				       struct error *err);

/* Writes what acts change, as the list says. */
MUST_USE enum fault store_account_act(struct store *s, const struct store_account *row,
				      struct error *err);

/* A key, also one that the account had before. */
MUST_USE enum fault store_account_put_key(struct store *s, const struct store_account_key *row,
					  struct error *err);
MUST_USE enum fault store_account_add_grant(struct store *s, const struct store_account_grant *row,
					    struct error *err);
MUST_USE enum fault store_account_act_grant(struct store *s, const struct store_account_grant *row,
					    struct error *err);

/* Those of an account, by key, or by id; `visit` may ask nothing of the store. */
MUST_USE enum fault store_account_each_key(struct store *s, const char *account,
					   void (*visit)(void *ctx,
							 const struct store_account_key *row),
					   void *ctx, struct error *err);
MUST_USE enum fault store_account_each_grant(struct store *s, const char *account,
					     void (*visit)(void *ctx,
							   const struct store_account_grant *row),
					     void *ctx, struct error *err);

/* Objects that the act `opened` began and that are no account any more. */
MUST_USE enum fault store_account_gone(struct store *s, const char *opened,
				       void (*tell)(void *ctx, const char *object), void *ctx,
				       struct error *err);

/* The applications that were sent and that grants of these roles reach at `now`: ids behind
 * `after`, in their order, at most so many. */
struct store_account_filter {
	const char *account;
	const char *roles; /* each between commas: ",head,officer," */
	int64_t now;
};
MUST_USE enum fault store_account_reached(struct store *s, const struct store_account_filter *f,
					  const char *after, int64_t most,
					  void (*visit)(void *ctx, const char *id), void *ctx,
					  struct error *err);

/* The services and offices that they reach, each pair once, offices below a granted one too; ""
 * for all. */
MUST_USE enum fault store_account_held(struct store *s, const struct store_account_filter *f,
				       void (*visit)(void *ctx, const char *service,
						     const char *office),
				       void *ctx, struct error *err);

/* The accounts, by id, at most so many, of which grants of these roles reach what is of `service`
 * in `office`; the filter's account is not read. */
MUST_USE enum fault store_account_over(struct store *s, const struct store_account_filter *f,
				       const char *service, const char *office, int64_t most,
				       void (*visit)(void *ctx, const char *id), void *ctx,
				       struct error *err);

/* Two roles whose grants have not ended at `now`, and how many accounts have both; a role with
 * itself: all who have it. `visit` may ask nothing of the store. */
struct store_account_pair {
	char role[24], other[24];
	int64_t count;
};
MUST_USE enum fault store_account_each_pair(struct store *s, int64_t now,
					    void (*visit)(void *ctx,
							  const struct store_account_pair *pair),
					    void *ctx, struct error *err);

#endif
