/* store_link.h - kept: how applications hang together: which one of them is about which. */
#ifndef SERVICES_STORE_STORE_LINK_H
#define SERVICES_STORE_STORE_LINK_H

#include "services/store/store.h"
#include "services/store/table.h"

/* clang-format off */
#define STORE_LINK(F)                                                                   \
	F(char, application, [33], 0, 0)        /* which has it, from its beginning on */ \
	F(char, kind, [16], 0, 0)               /* its code */                          \
	F(char, other, [33], 0, 0)              /* id of the one that it is about */
/* clang-format on */
struct store_link {
	STORE_LINK(TABLE_MEMBER)
};
extern const struct table store_link_table;

MUST_USE enum fault store_link_add(struct store *s, const struct store_link *link,
				   struct error *err);

MUST_USE enum fault store_link_drop(struct store *s, const struct store_link *link,
				    struct error *err);

/* Those that the application has, by kind, and those of others to it, in no order. What `visit` is
 * given lives for the call. */
MUST_USE enum fault store_link_each_of(struct store *s, const char *application,
				       void (*visit)(void *ctx, const struct store_link *link),
				       void *ctx, struct error *err);
MUST_USE enum fault store_link_each_to(struct store *s, const char *other,
				       void (*visit)(void *ctx, const struct store_link *link),
				       void *ctx, struct error *err);

#endif
