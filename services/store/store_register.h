/* store_register.h - kept: the entries of registers, with their values, their history, by what they
 * are found, and how far their numbers have been counted. */
#ifndef SERVICES_STORE_STORE_REGISTER_H
#define SERVICES_STORE_STORE_REGISTER_H

#include "services/store/store.h"
#include "services/store/table.h"

/* clang-format off */
#define STORE_REGISTER_ENTRY(F)                                                                  \
	F(char, id, [33], 0, 0)                                                                  \
	F(char, book, [64], 0, 0)               /* id of its register */                         \
	F(char, number, [160], 0, 0)                                                             \
	F(char, scope, [200], 0, 0)             /* within which it was counted */                \
	F(int64_t, counted, , 0, 0)                                                              \
	F(char, status, [64], TABLE_ACTS, 0)                                                     \
	F(char, subject, [33], 0, 0)            /* id of the party; "": not known */             \
	F(char, office, [33], 0, 0)             /* id of the one that keeps it; "": none */      \
	F(char, application, [33], 0, 0)        /* by which it was entered */                    \
	F(int64_t, since, , 0, 0)               /* from when on it counts */                     \
	F(int64_t, until, , TABLE_ACTS, 0)      /* until when it is valid; 0: no end is known */ \
	F(int64_t, made_at, , 0, 0)                                                              \
	F(int64_t, changed_at, , TABLE_ACTS, 0)                                                  \
	F(int64_t, revision, , TABLE_ACTS, 0)                                                    \
	F(int64_t, next_at, , TABLE_ACTS, 0)    /* when the portal has to look at it; 0: never */ \
	F(char, mac, [65], TABLE_ACTS, 0)       /* services/register/entry_digest.h */

/* A column's value from a revision on, until a later one has another; clear or sealed. */
#define STORE_REGISTER_VALUE(F)                                                                  \
	F(const char *, entry, , 0, 0)                                                           \
	F(int64_t, revision, , 0, 0)                                                             \
	F(const char *, name, , 0, 0)           /* the column's id */                            \
	F(const char *, clear, , 0, 0)                                                           \
	F(struct table_bytes, sealed, , 0, 0)

/* A line of its history; its number is the revision that it made. */
#define STORE_REGISTER_EVENT(F)                                                                  \
	F(const char *, entry, , 0, 0)                                                           \
	F(int64_t, number, , 0, 0)                                                               \
	F(int64_t, at, , 0, 0)                  /* from when on it counts */                     \
	F(const char *, act, , 0, 0)                                                             \
	F(const char *, status, , 0, 0)         /* afterwards */                                 \
	F(const char *, application, , 0, 0)    /* by whose act; "": by one of the register's */ \
	F(const char *, reason, , 0, 0)                                                          \
	F(struct table_bytes, words, , 0, 0)    /* sealed */

/* By what an entry is found; keyed digests alone. */
#define STORE_REGISTER_KEY(F)                                                                    \
	F(char, key, [65], 0, 0)                                                                 \
	F(char, entry, [33], 0, 0)

#define STORE_REGISTER_SCOPE(F)                                                                  \
	F(char, book, [64], 0, 0)                                                                \
	F(char, scope, [200], 0, 0)                                                              \
	F(int64_t, counted, , 0, 0)             /* the last */
/* clang-format on */
struct store_register_entry {
	STORE_REGISTER_ENTRY(TABLE_MEMBER)
};
struct store_register_value {
	STORE_REGISTER_VALUE(TABLE_MEMBER)
};
struct store_register_event {
	STORE_REGISTER_EVENT(TABLE_MEMBER)
};
struct store_register_key {
	STORE_REGISTER_KEY(TABLE_MEMBER)
};
struct store_register_scope {
	STORE_REGISTER_SCOPE(TABLE_MEMBER)
};
extern const struct table store_register_entry_table, store_register_value_table,
	store_register_event_table, store_register_key_table, store_register_scope_table;

MUST_USE enum fault store_register_add(struct store *s, const struct store_register_entry *row,
				       struct error *err);
MUST_USE enum fault store_register_act(struct store *s, const struct store_register_entry *row,
				       struct error *err);
/* Within a transaction: from its answer on nobody else changes this one. */
MUST_USE enum fault store_register_lock(struct store *s, const char *id, struct error *err);
MUST_USE enum fault store_register_get(struct store *s, const char *id,
				       struct store_register_entry *ret, bool *ret_found,
				       struct error *err);
MUST_USE enum fault store_register_find(struct store *s, const char *book, const char *number,
					struct store_register_entry *ret, bool *ret_found,
					struct error *err);
/* The first behind this id, in their order; the first of a register behind this number. */
MUST_USE enum fault store_register_next(struct store *s, const char *id,
					struct store_register_entry *ret, bool *ret_found,
					struct error *err);
MUST_USE enum fault store_register_following(struct store *s, const char *book, const char *number,
					     struct store_register_entry *ret, bool *ret_found,
					     struct error *err);
/* One of those that an application has entered in the register ("": in any). */
MUST_USE enum fault store_register_of(struct store *s, const char *application, const char *book,
				      struct store_register_entry *ret, bool *ret_found,
				      struct error *err);
/* The id of the one that the portal has to look at next, by `now`. */
MUST_USE enum fault store_register_due(struct store *s, int64_t now, char ret_id[33],
				       bool *ret_found, struct error *err);
/* Within a transaction: one more within this scope; nobody else counts in it until the end. */
MUST_USE enum fault store_register_count(struct store *s, const char *book, const char *scope,
					 int64_t *ret, struct error *err);
/* What was missed last in a register, the newest first: the id of the entry, and the line's reason;
 * at most 100, without the `after` newest. `visit` may ask nothing of the store. */
MUST_USE enum fault store_register_each_missed(struct store *s, const char *book, int64_t after,
					       void (*visit)(void *ctx, const char *entry,
							     const char *reason),
					       void *ctx, struct error *err);
MUST_USE enum fault store_register_tally(struct store *s, const char *book, int64_t *ret,
					 struct error *err);

MUST_USE enum fault store_register_add_value(struct store *s,
					     const struct store_register_value *row,
					     struct error *err);
MUST_USE enum fault store_register_add_event(struct store *s,
					     const struct store_register_event *row,
					     struct error *err);
/* Those of an entry: by revision and column, by number, by key. `visit` may ask nothing of the
 * store; what it is given lives for the call. */
MUST_USE enum fault store_register_each_value(struct store *s, const char *entry,
					      void (*visit)(void *ctx,
							    const struct store_register_value *row),
					      void *ctx, struct error *err);
MUST_USE enum fault store_register_each_event(struct store *s, const char *entry,
					      void (*visit)(void *ctx,
							    const struct store_register_event *row),
					      void *ctx, struct error *err);
MUST_USE enum fault store_register_each_key(struct store *s, const char *entry,
					    void (*visit)(void *ctx,
							  const struct store_register_key *row),
					    void *ctx, struct error *err);

MUST_USE enum fault store_register_add_key(struct store *s, const struct store_register_key *row,
					   struct error *err);
MUST_USE enum fault store_register_drop_keys(struct store *s, const char *entry, struct error *err);

/* The ids of entries that have any of these keys ("": none), those with most of them first. */
#define STORE_REGISTER_KEYS 8
#define STORE_REGISTER_FOUND 200
struct store_register_found {
	char ids[STORE_REGISTER_FOUND][33];
	int64_t hits[STORE_REGISTER_FOUND];
	size_t count;
};
MUST_USE enum fault store_register_match(struct store *s, char keys[STORE_REGISTER_KEYS][65],
					 struct store_register_found *ret, struct error *err);

/* Each scope in which another number was counted last than its entries have; entries that the
 * ledger has, and that are gone. */
MUST_USE enum fault store_register_miscounted(struct store *s,
					      void (*tell)(void *ctx, const char *scope), void *ctx,
					      struct error *err);
MUST_USE enum fault store_register_gone(struct store *s, const char *entered,
					void (*tell)(void *ctx, const char *object), void *ctx,
					struct error *err);

#endif
