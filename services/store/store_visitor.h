/* store_visitor.h - kept: wrong tries by subject and minute, how fast a network goes, and what a
 * key chose before. */
#ifndef SERVICES_STORE_STORE_VISITOR_H
#define SERVICES_STORE_STORE_VISITOR_H

#include "services/store/store.h"
#include "services/store/table.h"

/* clang-format off */
#define STORE_VISITOR_TRY(F)                    \
	F(const char *, subject, , 0, 0)        \
	F(int64_t, minute, , 0, 0)              \
	F(int, count, , 0, 0)

/* When the bucket of a subject (pace.h) is full again: UTC seconds. */
#define STORE_VISITOR_PACE(F)                   \
	F(char, subject, [65], 0, 0)            \
	F(int64_t, full_at, , 0, 0)

#define STORE_VISITOR_CHOICE(F)                                         \
	F(char, key, [68], 0, 0)                                        \
	F(char, lang, [4], TABLE_SAVES, 0)                              \
	F(int, terminal, , TABLE_SAVES, 0)                              \
	F(int64_t, at, , TABLE_SAVES, 0)                                \
	F(char, mac, [65], TABLE_SAVES, 0)      /* vouch.h */
/* clang-format on */
struct store_visitor_try {
	STORE_VISITOR_TRY(TABLE_MEMBER)
};
struct store_visitor_pace {
	STORE_VISITOR_PACE(TABLE_MEMBER)
};
struct store_visitor_choice {
	STORE_VISITOR_CHOICE(TABLE_MEMBER)
};
extern const struct table store_visitor_try_table, store_visitor_pace_table,
	store_visitor_choice_table;

MUST_USE enum fault store_visitor_add_try(struct store *s, const char *subject, int64_t minute,
					  int count, struct error *err);

/* Minutes after `since` in which the subject tried, oldest first, with how often. */
MUST_USE enum fault store_visitor_each_try(struct store *s, const char *subject, int64_t since,
					   void (*visit)(void *ctx, int64_t minute, int count),
					   void *ctx, struct error *err);
/* Those of subjects that begin with `kind`; "": of all. */
MUST_USE enum fault store_visitor_drop_tries(struct store *s, const char *kind,
					     int64_t before_minute, struct error *err);

MUST_USE enum fault store_visitor_find_pace(struct store *s, const char *subject,
					    struct store_visitor_pace *ret, bool *ret_found,
					    struct error *err);
/* `seconds` more are taken at `now` from a bucket that lacks `most` at most: *ret is when it is
 * full again. Its row is the transaction's from then on. */
MUST_USE enum fault store_visitor_take_pace(struct store *s, const char *subject, int64_t now,
					    int64_t seconds, int64_t most, int64_t *ret,
					    struct error *err);
/* Those that are full at `now`. */
MUST_USE enum fault store_visitor_drop_paces(struct store *s, int64_t now, struct error *err);

MUST_USE enum fault store_visitor_find_choice(struct store *s, const char *key,
					      struct store_visitor_choice *ret, bool *ret_found,
					      struct error *err);
MUST_USE enum fault store_visitor_put_choice(struct store *s,
					     const struct store_visitor_choice *choice,
					     struct error *err);

MUST_USE enum fault store_visitor_drop_choice(struct store *s, const char *key, struct error *err);

/* Those of before `before` whose keys hold nothing. */
MUST_USE enum fault store_visitor_drop_choices(struct store *s, int64_t before, struct error *err);

/* All of them, by key; `visit` may ask nothing of the store. */
MUST_USE enum fault
store_visitor_each_choice(struct store *s,
			  void (*visit)(void *ctx, const struct store_visitor_choice *choice),
			  void *ctx, struct error *err);

#endif
