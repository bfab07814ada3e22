/* store_vain.h - kept: words that were searched in vain. */
#ifndef SERVICES_STORE_STORE_VAIN_H
#define SERVICES_STORE_STORE_VAIN_H

#include "services/store/store.h"
#include "services/store/table.h"

/* clang-format off */
#define STORE_VAIN(F)                                                                               \
	F(char, id, [65], 0, 0)                         /* keyed digest of the word */              \
	F(char, word, [41], TABLE_ACTS, 0)              /* folded; "": it came from too few */      \
	F(int, count, , TABLE_ACTS, 0)                                                              \
	F(int64_t, day, , TABLE_ACTS, 0)                /* the last: UTC seconds of its beginning */ \
	F(char, sources, [257], TABLE_ACTS, 0)          /* keyed digests, of 16 digits each */
/* clang-format on */
struct store_vain {
	STORE_VAIN(TABLE_MEMBER)
};
extern const struct table store_vain_table;

MUST_USE enum fault store_vain_find(struct store *s, const char *id, struct store_vain *ret,
				    bool *ret_found, struct error *err);
MUST_USE enum fault store_vain_put(struct store *s, const struct store_vain *row,
				   struct error *err);

/* Of `most` or more the one goes that was counted least and, of those, longest ago. */
MUST_USE enum fault store_vain_make_room(struct store *s, int most, struct error *err);

/* Those whose last day was before this one. */
MUST_USE enum fault store_vain_drop(struct store *s, int64_t before, struct error *err);

/* Those that were counted so often at least, the most frequent first; what `visit` is given lives
 * for the call, and it may ask nothing of the store. */
typedef void store_vain_visit(void *ctx, const struct store_vain *row);
MUST_USE enum fault store_vain_each(struct store *s, int least, store_vain_visit *visit, void *ctx,
				    struct error *err);

#endif
