/* store_definition.h - kept: the text of every version of every service definition. */
#ifndef SERVICES_STORE_STORE_DEFINITION_H
#define SERVICES_STORE_STORE_DEFINITION_H

#include "services/store/store.h"
#include "services/store/table.h"

/* clang-format off */
#define STORE_DEFINITION(F)                             \
	F(const char *, service, , 0, 0)                /* or another key (kind.h) */ \
	F(int, version, , 0, 0)                         \
	F(struct table_bytes, yaml, , 0, 0)             \
	F(int64_t, imported_at, , 0, 0)                 \
	F(char, mac, [65], TABLE_ACTS, 0)               /* vouch.h */

/* A number that grows with each import; a row whose digest tells the registry's keys; and of a
   registry for trying how far its clock is ahead. */
#define STORE_DEFINITION_CLOCK "clock"
#define STORE_DEFINITION_STAMP(F)                       \
	F(char, name, [32], 0, 0)                       /* "catalogue_stamp", "keys" */ \
	F(int64_t, number, , TABLE_ACTS, 0)             \
	F(char, mac, [65], TABLE_ACTS, 0)               /* vouch.h */

/* A service that ends, or has ended. */
#define STORE_DEFINITION_RETIRED(F)                     \
	F(char, service, [80], 0, 0)                    \
	F(char, ends, [11], TABLE_ACTS, 0)              /* 2027-01-31: the first day without it */ \
	F(char, instead, [80], TABLE_ACTS, 0)           /* a service, "" for none */ \
	F(char, mac, [65], TABLE_ACTS, 0)               /* vouch.h */
/* clang-format on */
struct store_definition {
	STORE_DEFINITION(TABLE_MEMBER)
};
struct store_definition_stamp {
	STORE_DEFINITION_STAMP(TABLE_MEMBER)
};
struct store_definition_retired {
	STORE_DEFINITION_RETIRED(TABLE_MEMBER)
};
extern const struct table store_definition_table, store_definition_stamp_table,
	store_definition_retired_table;

MUST_USE enum fault store_definition_add(struct store *s, const struct store_definition *d,
					 struct error *err);

/* The version with its text in `a`; yaml.at NULL where there is none. */
MUST_USE enum fault store_definition_find(struct store *s, struct arena *a, const char *service,
					  int version, struct store_definition *ret,
					  struct error *err);

/* The highest version, 0 where there is none. */
MUST_USE enum fault store_definition_newest(struct store *s, const char *service, int *ret,
					    struct error *err);

/* The highest below `version`, 0 where there is none. */
MUST_USE enum fault store_definition_before(struct store *s, const char *service, int version,
					    int *ret, struct error *err);

/* Calls `visit` for each, by id and version, until it returns a fault; what it is given lives for
 * the call. */
MUST_USE enum fault store_definition_each(struct store *s, bool newest,
					  enum fault (*visit)(void *ctx,
							      const struct store_definition *d,
							      struct error *err),
					  void *ctx, struct error *err);

/* The same for the newest of each definition whose key is of that kind, "calendar:EG". */
MUST_USE enum fault store_definition_each_of(struct store *s, const char *kind,
					     enum fault (*visit)(void *ctx,
								 const struct store_definition *d,
								 struct error *err),
					     void *ctx, struct error *err);

/* How many services, which lists and other kinds among the definitions are not; and "id/version" of
 * each that the act `imported` in the ledger brought but the registry lost. */
MUST_USE enum fault store_definition_count(struct store *s, int64_t *ret, struct error *err);
MUST_USE enum fault store_definition_gone(struct store *s, const char *imported,
					  void (*tell)(void *ctx, const char *object), void *ctx,
					  struct error *err);

/* The stamp as it stands; *ret_found false where its row is missing. Written, it takes the place of
 * the one before. */
MUST_USE enum fault store_definition_find_stamp(struct store *s, struct store_definition_stamp *ret,
						bool *ret_found, struct error *err);
MUST_USE enum fault store_definition_put_stamp(struct store *s,
					       const struct store_definition_stamp *stamp,
					       struct error *err);

/* The row of the keys, in the same way. */
MUST_USE enum fault store_definition_find_keys(struct store *s, struct store_definition_stamp *ret,
					       bool *ret_found, struct error *err);

/* The row of the clock, which is made with the first put. */
MUST_USE enum fault store_definition_find_clock(struct store *s, struct store_definition_stamp *ret,
						bool *ret_found, struct error *err);
MUST_USE enum fault store_definition_put_clock(struct store *s,
					       const struct store_definition_stamp *clock,
					       struct error *err);

/* The stamp's number alone, and how many services have ended by `today` (2027-01-31), in one small
 * read. */
MUST_USE enum fault store_definition_now(struct store *s, const char *today, int64_t *ret_stamp,
					 int64_t *ret_ended, struct error *err);

/* How many rows the table has: these two, or three. */
MUST_USE enum fault store_definition_count_stamps(struct store *s, int64_t *ret, struct error *err);

/* The digest alone, of a version that stands there already. */
MUST_USE enum fault store_definition_put_mac(struct store *s, const struct store_definition *d,
					     struct error *err);

/* Takes a version away; no application may have it. */
MUST_USE enum fault store_definition_drop(struct store *s, const char *service, int version,
					  struct error *err);

/* *ret_found false: it goes on. Put takes the place of what stands there. A row with a value that
 * does not fit is read as an empty one, here and below. */
MUST_USE enum fault store_definition_find_retired(struct store *s, const char *service,
						  struct store_definition_retired *ret,
						  bool *ret_found, struct error *err);
MUST_USE enum fault store_definition_put_retired(struct store *s,
						 const struct store_definition_retired *retired,
						 struct error *err);
MUST_USE enum fault store_definition_drop_retired(struct store *s, const char *service,
						  struct error *err);

/* All of them, by service; `visit` may ask nothing of the store. Those that the act `retired` in
 * the ledger brought but the registry lost. */
MUST_USE enum fault store_definition_each_retired(
	struct store *s, void (*visit)(void *ctx, const struct store_definition_retired *retired),
	void *ctx, struct error *err);
MUST_USE enum fault store_definition_retired_gone(struct store *s, const char *retired,
						  void (*tell)(void *ctx, const char *object),
						  void *ctx, struct error *err);

#endif
