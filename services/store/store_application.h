/* store_application.h - kept: one row for each application, the keys that hold it, and the numbers
 * of the filled forms that made it. */
#ifndef SERVICES_STORE_STORE_APPLICATION_H
#define SERVICES_STORE_STORE_APPLICATION_H

#include "services/store/store.h"

struct store_application {
	char id[33];
	char reference[16];
	char service[80];
	int version;
	char state[24]; /* its code */
	char stage[80];
	char lang[4];
	char pin[128]; /* hashed */
	char source[64];
	int64_t begun_at, changed_at, submitted_at, due_at;
	char section[80];
	int item;
	char question[80];
	bool held; /* by a key */
};

MUST_USE enum fault store_application_add(struct store *s, const struct store_application *row,
					  struct error *err);

/* By id or by reference; *ret_found false where there is none. */
MUST_USE enum fault store_application_get(struct store *s, const char *id,
					  struct store_application *ret, bool *ret_found,
					  struct error *err);
MUST_USE enum fault store_application_find(struct store *s, const char *reference,
					   struct store_application *ret, bool *ret_found,
					   struct error *err);

/* The one with the next higher id, "" for the first; all of them, one by one. */
MUST_USE enum fault store_application_next(struct store *s, const char *id,
					   struct store_application *ret, bool *ret_found,
					   struct error *err);

/* Writes state, stage, changed_at, submitted_at and due_at. */
MUST_USE enum fault store_application_set(struct store *s, const struct store_application *row,
					  struct error *err);
MUST_USE enum fault store_application_set_pin(struct store *s, const char *id, const char *pin,
					      struct error *err);

/* Writes section, item, question and changed_at. */
MUST_USE enum fault store_application_place(struct store *s, const struct store_application *row,
					    struct error *err);

/* Takes it away with everything that belongs to it. */
MUST_USE enum fault store_application_drop(struct store *s, const char *id, struct error *err);

/* Those that a key holds, newest change first, at most 200, in `a`. */
MUST_USE enum fault store_application_of_key(struct store *s, const char *key, struct arena *a,
					     struct store_application **ret, size_t *ret_count,
					     struct error *err);

/* One draft not changed since `before`; *ret_found false where there is none. */
MUST_USE enum fault store_application_old_draft(struct store *s, int64_t before, char ret_id[33],
						bool *ret_found, struct error *err);

/* Open drafts: of a source that no key holds, begun after `since`; and of a key. */
MUST_USE enum fault store_application_drafts_of_source(struct store *s, const char *source,
						       int64_t since, int64_t *ret,
						       struct error *err);
MUST_USE enum fault store_application_drafts_of_key(struct store *s, const char *key, int64_t *ret,
						    struct error *err);
MUST_USE enum fault store_application_count(struct store *s, int64_t *ret_drafts,
					    int64_t *ret_others, struct error *err);

/* Keys that open it without a PIN. */
MUST_USE enum fault store_application_hold(struct store *s, const char *id, const char *key,
					   int64_t at, struct error *err);
MUST_USE enum fault store_application_is_held(struct store *s, const char *id, const char *key,
					      bool *ret, struct error *err);
MUST_USE enum fault store_application_each_holder(struct store *s, const char *id,
						  void (*visit)(void *ctx, const char *key),
						  void *ctx, struct error *err);

/* A request number, the application that it made, and the digest of its content. */
struct store_request {
	char application[33];
	char content[65];
};
MUST_USE enum fault store_application_add_request(struct store *s, const char *number,
						  const struct store_request *r, struct error *err);
MUST_USE enum fault store_application_find_request(struct store *s, const char *number,
						   struct store_request *ret, bool *ret_found,
						   struct error *err);

#endif
