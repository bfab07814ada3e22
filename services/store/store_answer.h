/* store_answer.h - kept: the answers of an application, sealed or clear, and how many items its
 * repeated sections have. */
#ifndef SERVICES_STORE_STORE_ANSWER_H
#define SERVICES_STORE_STORE_ANSWER_H

#include "services/store/store.h"
#include "services/store/table.h"

/* clang-format off */
#define STORE_ANSWER(F)                                                                         \
	F(const char *, application, , 0, 0)                                                    \
	F(const char *, section, , 0, 0)                                                        \
	F(int, item, , 0, 0)            /* 0 in a section that does not repeat */               \
	F(const char *, question, , 0, 0)                                                       \
	F(struct table_bytes, sealed, , TABLE_SAVES, 0) /* nothing where the value is clear */  \
	F(const char *, clear, , TABLE_SAVES, 0)        /* "" where it is sealed */

/* How many items a repeated section has. */
#define STORE_ANSWER_ITEMS(F)                                                                   \
	F(const char *, application, , 0, 0)                                                    \
	F(const char *, section, , 0, 0)                                                        \
	F(int, count, , TABLE_SAVES, 0)
/* clang-format on */
struct store_answer {
	STORE_ANSWER(TABLE_MEMBER)
};
struct store_answer_items {
	STORE_ANSWER_ITEMS(TABLE_MEMBER)
};
extern const struct table store_answer_table, store_answer_items_table;

/* Any number, each a struct store_answer, where there are none, which costs less; or one
 * wherever. */
MUST_USE enum fault store_answer_add(struct store *s, const void *const *answers, size_t count,
				     struct error *err);
MUST_USE enum fault store_answer_put(struct store *s, const struct store_answer *answer,
				     struct error *err);

/* Takes one away (its value is not looked at), those of a section, or all numbers of items. */
MUST_USE enum fault store_answer_drop(struct store *s, const struct store_answer *answer,
				      struct error *err);
MUST_USE enum fault store_answer_drop_section(struct store *s, const char *application,
					      const char *section, struct error *err);
MUST_USE enum fault store_answer_drop_items(struct store *s, const char *application,
					    struct error *err);

/* One by its place in `answer`, whose value is put into `a`; *ret_found false where there
 * is none. */
MUST_USE enum fault store_answer_find(struct store *s, struct arena *a, struct store_answer *answer,
				      bool *ret_found, struct error *err);

/* By section, item and question until `visit` returns a fault; what it is given lives for the call.
 */
MUST_USE enum fault store_answer_each(struct store *s, const char *application,
				      enum fault (*visit)(void *ctx,
							  const struct store_answer *answer,
							  struct error *err),
				      void *ctx, struct error *err);

/* Both of what an application has will be asked for next, within a transaction that locked it. */
MUST_USE enum fault store_answer_ahead(struct store *s, const char *application, struct error *err);

/* How long all answers of an application are: bytes of the sealed ones, characters of the others.
 */
MUST_USE enum fault store_answer_size(struct store *s, const char *application, int64_t *ret,
				      struct error *err);

/* How many of them are not sealed. */
MUST_USE enum fault store_answer_count_clear(struct store *s, const char *application, int64_t *ret,
					     struct error *err);

/* Items of a repeated section, and 1 of another that was opened; raise: only upwards; begin: only
 * where nothing is known of the section. */
MUST_USE enum fault store_answer_put_items(struct store *s, const struct store_answer_items *items,
					   struct error *err);
MUST_USE enum fault store_answer_raise_items(struct store *s,
					     const struct store_answer_items *items,
					     struct error *err);
MUST_USE enum fault store_answer_begin_items(struct store *s,
					     const struct store_answer_items *items,
					     struct error *err);
MUST_USE enum fault store_answer_each_items(
	struct store *s, const char *application,
	enum fault (*visit)(void *ctx, const struct store_answer_items *items, struct error *err),
	void *ctx, struct error *err);

#endif
