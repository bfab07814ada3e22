/* store_due.h - kept: what is owed for an application, and what came of it. */
#ifndef SERVICES_STORE_STORE_DUE_H
#define SERVICES_STORE_STORE_DUE_H

#include "services/store/store.h"
#include "services/store/table.h"

/* clang-format off */
/* Amounts are in the currency's minor unit. */
#define STORE_DUE(F)                                                                            \
	F(char, id, [33], 0, 0)                                                                 \
	F(char, application, [33], 0, 0)                                                        \
	F(int, number, , 0, 0)                          /* from 1, of those of the application */ \
	F(char, charge, [80], 0, 0)                     /* id of the fee in its service */      \
	F(char, reference, [26], 0, 0)                  /* ISO 11649 */                         \
	F(char, currency, [4], 0, 0)                                                            \
	F(int64_t, amount, , 0, 0)                                                              \
	F(int64_t, paid, , TABLE_ACTS, 0)               /* all that came, without what went back */ \
	F(int, payments, , TABLE_ACTS, 0)               /* how many rows there are of it */     \
	F(char, state, [12], TABLE_ACTS, 0)             /* its code */                          \
	F(int64_t, at, , 0, 0)                          /* when it was raised */                \
	F(int64_t, due_at, , 0, 0)                      /* 0: no day is stated */               \
	F(char, mac, [65], TABLE_ACTS, 0)               /* of it and its payments: money/due.h */

/* What came, or went back: never changed but for what undoes it, and never taken away. */
#define STORE_PAYMENT(F)                                                                        \
	F(char, id, [33], 0, 0)                                                                 \
	F(char, due, [33], TABLE_ACTS, 0)               /* "": nobody knows yet what it is for */ \
	F(int, place, , TABLE_ACTS, 0)                  /* from 1, of those of the due */       \
	F(char, kind, [12], 0, 0)                       /* its code */                          \
	F(char, number, [16], 0, 0)                     /* of its receipt */                    \
	F(char, currency, [4], 0, 0)                                                            \
	F(int64_t, amount, , 0, 0)                      /* less than 0: it went back */         \
	F(int64_t, paid_at, , 0, 0)                                                             \
	F(int64_t, at, , 0, 0)                          /* when it was entered */               \
	F(char, account, [33], 0, 0)                    /* id of whose who took it; "": the host's */ \
	F(char, office, [33], 0, 0)                                                             \
	F(char, means, [12], 0, 0)                      /* by what it was paid */               \
	F(char, source, [20], 0, 0)                     /* whose numbers these are; "" */       \
	F(char, trace, [80], 0, 0)                      /* the number that it has there; "" */  \
	F(char, file, [65], 0, 0)                       /* digest of the file it came in; "" */ \
	F(char, undoes, [33], 0, 0)                     /* id of the one it undoes; "" */       \
	F(int, undone, , TABLE_ACTS, 0)                                                         \
	F(char, why, [16], TABLE_ACTS, 0)               /* of what is for no due yet, why; "" */ \
	F(char, words, [1280], 0, 0)                    /* sealed, hex; "" */                   \
	F(char, mac, [65], TABLE_ACTS, 0)               /* vouch.h */
/* clang-format on */
struct store_due {
	STORE_DUE(TABLE_MEMBER)
};
struct store_payment {
	STORE_PAYMENT(TABLE_MEMBER)
};
extern const struct table store_due_table, store_payment_table;

MUST_USE enum fault store_due_add(struct store *s, const struct store_due *row, struct error *err);
MUST_USE enum fault store_due_act(struct store *s, const struct store_due *row, struct error *err);
/* Within a transaction: from its answer on nobody else changes this one. */
MUST_USE enum fault store_due_lock(struct store *s, const char *id, struct error *err);
MUST_USE enum fault store_due_get(struct store *s, const char *id, struct store_due *ret,
				  bool *ret_found, struct error *err);
MUST_USE enum fault store_due_find(struct store *s, const char *reference, struct store_due *ret,
				   bool *ret_found, struct error *err);

/* Those of an application as they were raised; all. `visit` may ask nothing of the store. */
typedef void store_due_visit(void *ctx, const struct store_due *row);
MUST_USE enum fault store_due_each(struct store *s, const char *application, store_due_visit *visit,
				   void *ctx, struct error *err);
MUST_USE enum fault store_due_all(struct store *s, store_due_visit *visit, void *ctx,
				  struct error *err);
/* Objects that this act changed last, and that are neither a due nor a payment any more. */
MUST_USE enum fault store_due_gone(struct store *s, const char *act,
				   void (*tell)(void *ctx, const char *object), void *ctx,
				   struct error *err);

MUST_USE enum fault store_payment_add(struct store *s, const struct store_payment *row,
				      struct error *err);
MUST_USE enum fault store_payment_act(struct store *s, const struct store_payment *row,
				      struct error *err);
/* By its receipt's number; by the number that it has elsewhere, the newest of them: one that was
 * undone may have come again. */
MUST_USE enum fault store_payment_find(struct store *s, const char *number,
				       struct store_payment *ret, bool *ret_found,
				       struct error *err);
MUST_USE enum fault store_payment_trace(struct store *s, const char *source, const char *trace,
					struct store_payment *ret, bool *ret_found,
					struct error *err);

/* Those of a due as they were entered; those that are for none yet; all; those that were entered
 * from one moment until another. */
typedef void store_payment_visit(void *ctx, const struct store_payment *row);
MUST_USE enum fault store_payment_each(struct store *s, const char *due, store_payment_visit *visit,
				       void *ctx, struct error *err);
MUST_USE enum fault store_payment_all(struct store *s, store_payment_visit *visit, void *ctx,
				      struct error *err);
MUST_USE enum fault store_payment_between(struct store *s, int64_t from, int64_t until,
					  store_payment_visit *visit, void *ctx, struct error *err);

#endif
