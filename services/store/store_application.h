/* store_application.h - kept: one row for each application, the keys that hold it, and the numbers
 * of the filled forms that made it. */
#ifndef SERVICES_STORE_STORE_APPLICATION_H
#define SERVICES_STORE_STORE_APPLICATION_H

#include "services/store/store.h"
#include "services/store/table.h"

/* clang-format off */
#define STORE_APPLICATION(F)                                                                    \
	F(char, id, [33], 0, 1)                                                                 \
	F(char, reference, [16], 0, 1)                                                          \
	F(char, service, [80], 0, 1)                                                            \
	F(int, version, , 0, 1)                                                                 \
	F(char, state, [24], TABLE_ACTS, 1)             /* its code */                          \
	F(char, stage, [80], TABLE_ACTS, 1)                                                     \
	F(char, lang, [4], 0, 1)                                                                \
	F(char, pin, [128], TABLE_ACTS, 1)              /* hashed */                            \
	F(char, source, [64], TABLE_ACTS, 1)            /* where it was begun: network.h */     \
	F(int64_t, begun_at, , 0, 1)                                                            \
	F(int64_t, changed_at, , TABLE_ACTS | TABLE_SAVES, 2)                                   \
	F(int64_t, submitted_at, , TABLE_ACTS, 1)                                               \
	F(int64_t, due_at, , TABLE_ACTS, 1)                                                     \
	F(char, section, [80], TABLE_SAVES, 0)          /* where the person was */              \
	F(int, item, , TABLE_SAVES, 0)                                                          \
	F(char, question, [80], TABLE_SAVES, 0)                                                 \
	F(int64_t, revision, , TABLE_ACTS | TABLE_SAVES, 2) /* raised by each change, from 1 */ \
	F(char, mac, [65], TABLE_ACTS | TABLE_SAVES, 0) /* of it and its parts: vouch.h */      \
	F(char, office, [33], TABLE_ACTS, 0)            /* id of the one that handles it */     \
	F(char, assignee, [33], TABLE_ACTS, 0)          /* id of whose account has it, "": none */ \
	F(char, subject, [33], 0, 0)    /* id of the person it is for, where staff has begun it */ \
	F(char, helper, [33], 0, 0)                     /* id of whose account that was */      \
	F(int64_t, consent_at, , 0, 0)                  /* when the person consented to it */   \
	F(int, members, , TABLE_ACTS | TABLE_SAVES, 0)  /* how many rows of member it has */

/* Keys that open it without a PIN. */
#define STORE_APPLICATION_HOLDER(F)                                                             \
	F(const char *, key, , 0, 0)                                                            \
	F(const char *, application, , 0, 0)                                                    \
	F(int64_t, since, , 0, 0)

/* A request number, the application that it made, and the digest of its content. */
#define STORE_APPLICATION_REQUEST(F)                                                            \
	F(char, number, [48], 0, 0)                                                             \
	F(char, application, [33], 0, 0)                                                        \
	F(char, content, [65], 0, 0)
/* clang-format on */
struct store_application {
	STORE_APPLICATION(TABLE_MEMBER)
	bool held; /* by a key; no column */
};
struct store_application_holder {
	STORE_APPLICATION_HOLDER(TABLE_MEMBER)
};
struct store_application_request {
	STORE_APPLICATION_REQUEST(TABLE_MEMBER)
};
extern const struct table store_application_table, store_application_holder_table,
	store_application_request_table;

MUST_USE enum fault store_application_add(struct store *s, const struct store_application *row,
					  struct error *err);

/* What a submission runs is parsed, so that it is not within the writers' turn. */
MUST_USE enum fault store_application_ready(struct store *s, struct error *err);

/* Likewise, of an act with what was sent. */
MUST_USE enum fault store_application_ready_act(struct store *s, struct error *err);

/* Within a transaction: from its answer on nobody else changes this one. It may be gone. */
MUST_USE enum fault store_application_lock(struct store *s, const char *id, struct error *err);

/* The same, all that is vouched for of one of its drafts (`draft`), or of what was sent, will be
 * asked for next, and its holders once more. */
MUST_USE enum fault store_application_ahead(struct store *s, const char *id, bool draft,
					    struct error *err);

/* By id or by reference; *ret_found false where there is none. */
MUST_USE enum fault store_application_get(struct store *s, const char *id,
					  struct store_application *ret, bool *ret_found,
					  struct error *err);
MUST_USE enum fault store_application_find(struct store *s, const char *reference,
					   struct store_application *ret, bool *ret_found,
					   struct error *err);

/* The row of `id` by its reference, as it was found before: what is read then of the reference's
 * index and of the rows is at hand, while the index of ids would be read for it alone. */
MUST_USE enum fault store_application_again(struct store *s, const char *id, const char *reference,
					    struct store_application *ret, bool *ret_found,
					    struct error *err);

/* The one with the next higher id, "" for the first; all of them, one by one. */
MUST_USE enum fault store_application_next(struct store *s, const char *id,
					   struct store_application *ret, bool *ret_found,
					   struct error *err);

/* Writes what acts change, and what saving an answer of a draft changes, as the list says. */
MUST_USE enum fault store_application_act(struct store *s, const struct store_application *row,
					  struct error *err);
MUST_USE enum fault store_application_save(struct store *s, const struct store_application *row,
					   struct error *err);

/* Takes it away with everything that belongs to it. */
MUST_USE enum fault store_application_drop(struct store *s, const char *id, struct error *err);

/* Those that a key holds which was not revoked, newest change first, at most 200, in `a`. */
MUST_USE enum fault store_application_of_key(struct store *s, const char *key, struct arena *a,
					     struct store_application **ret, size_t *ret_count,
					     struct error *err);

/* The same of an account's person: what its keys hold, those that it had too, and what it holds
 * under a name of its own; nothing where `key` is not one that the account has. */
struct store_application_person {
	const char *account, *holder; /* id, and the name under which it holds */
	const char *key;              /* the visit came with it; "": with none */
};
MUST_USE enum fault store_application_of_account(struct store *s,
						 const struct store_application_person *p,
						 struct arena *a, struct store_application **ret,
						 size_t *ret_count, struct error *err);

/* One draft not changed since `before`; *ret_found false where there is none. */
MUST_USE enum fault store_application_old_draft(struct store *s, int64_t before, char ret_id[33],
						bool *ret_found, struct error *err);

/* One whose network is still an address prefix, as older versions kept it. */
MUST_USE enum fault store_application_old_network(struct store *s, char ret_id[33], bool *ret_found,
						  struct error *err);

/* Open drafts: of a source that no key holds, begun after `since`; and of a key. */
MUST_USE enum fault store_application_drafts_of_source(struct store *s, const char *source,
						       int64_t since, int64_t *ret,
						       struct error *err);
MUST_USE enum fault store_application_drafts_of_key(struct store *s, const char *key, int64_t *ret,
						    struct error *err);
MUST_USE enum fault store_application_count_of(struct store *s, const char *service, int version,
					       int64_t *ret, struct error *err);

/* Does nothing where the key holds it already; a key that was revoked holds nothing. */
MUST_USE enum fault store_application_hold(struct store *s,
					   const struct store_application_holder *holder,
					   struct error *err);
MUST_USE enum fault store_application_is_held(struct store *s, const char *id, const char *key,
					      bool *ret, struct error *err);
MUST_USE enum fault store_application_is_of(struct store *s, const char *id,
					    const struct store_application_person *p, bool *ret,
					    struct error *err);

/* By key; what `visit` is given lives for the call. */
MUST_USE enum fault store_application_each_holder(
	struct store *s, const char *id,
	void (*visit)(void *ctx, const struct store_application_holder *holder), void *ctx,
	struct error *err);

MUST_USE enum fault store_application_add_request(struct store *s,
						  const struct store_application_request *r,
						  struct error *err);
MUST_USE enum fault store_application_find_request(struct store *s, const char *number,
						   struct store_application_request *ret,
						   bool *ret_found, struct error *err);

/* Those that made the application, by number. */
MUST_USE enum fault store_application_each_request(
	struct store *s, const char *id,
	void (*visit)(void *ctx, const struct store_application_request *request), void *ctx,
	struct error *err);

#endif
