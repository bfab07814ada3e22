/* store_agent.h - kept: who acts for an organisation that a register has. */
#ifndef SERVICES_STORE_STORE_AGENT_H
#define SERVICES_STORE_STORE_AGENT_H

#include "services/store/store.h"
#include "services/store/table.h"

/* clang-format off */
/* An invitation, and the account that has taken it; or an account that came without one. */
#define STORE_AGENT(F)                                                                          \
	F(char, id, [33], 0, 0)                                                                 \
	F(char, entry, [33], 0, 0)                                                              \
	F(int, number, , 0, 0)                          /* within it, from 1 */                 \
	F(int, rights, , 0, 0)                          /* enum agent_right, or-ed */           \
	F(char, way, [16], 0, 0)                        /* how they came: its code */           \
	F(char, actor, [68], 0, 0)                      /* by whom: id of an account; "host" */ \
	F(char, code, [65], 0, 0)                       /* digest of the invitation's; "": none */ \
	F(int64_t, at, , 0, 0)                                                                  \
	F(int64_t, until, , 0, 0)                       /* the code is taken; 0: no code */     \
	F(int64_t, joined_at, , TABLE_ACTS, 0)                                                  \
	F(int64_t, ended_at, , TABLE_ACTS, 0)                                                   \
	F(char, account, [33], TABLE_ACTS, 0)           /* "": nobody has taken it yet */       \
	F(char, ender, [68], TABLE_ACTS, 0)             /* who ended it, as actor; "" */        \
	F(struct table_bytes, name, , 0, 0)             /* sealed, as all of these */           \
	F(struct table_bytes, words, , 0, 0)            /* of staff, why they are entered */    \
	F(struct table_bytes, ended_words, , TABLE_ACTS, 0)                                     \
	F(char, mac, [65], TABLE_ACTS, 0)               /* vouch.h */
/* clang-format on */
struct store_agent {
	STORE_AGENT(TABLE_MEMBER)
};
extern const struct table store_agent_table;

MUST_USE enum fault store_agent_add(struct store *s, const struct store_agent *row,
				    struct error *err);
MUST_USE enum fault store_agent_act(struct store *s, const struct store_agent *row,
				    struct error *err);

/* Those of one entry by number; all. What `visit` is given lives for the call, and it may ask
 * nothing of the store. */
typedef void store_agent_visit(void *ctx, const struct store_agent *row);
MUST_USE enum fault store_agent_each(struct store *s, const char *entry, store_agent_visit *visit,
				     void *ctx, struct error *err);
MUST_USE enum fault store_agent_all(struct store *s, store_agent_visit *visit, void *ctx,
				    struct error *err);

/* Objects that the act has entered and that are there no more. */
MUST_USE enum fault store_agent_gone(struct store *s, const char *act,
				     void (*tell)(void *ctx, const char *object), void *ctx,
				     struct error *err);

/* The ids of entries for which an account acts, that which it came to first first. */
MUST_USE enum fault store_agent_of_account(struct store *s, const char *account,
					   void (*tell)(void *ctx, const char *entry), void *ctx,
					   struct error *err);

#endif
