/* store_definition.h - kept: the text of every version of every service definition. */
#ifndef SERVICES_STORE_STORE_DEFINITION_H
#define SERVICES_STORE_STORE_DEFINITION_H

#include "services/store/store.h"
#include "services/store/table.h"

/* clang-format off */
#define STORE_DEFINITION(F)                             \
	F(const char *, service, , 0, 0)                \
	F(int, version, , 0, 0)                         \
	F(struct table_bytes, yaml, , 0, 0)             \
	F(int64_t, imported_at, , 0, 0)
/* clang-format on */
struct store_definition {
	STORE_DEFINITION(TABLE_MEMBER)
};
extern const struct table store_definition_table;

MUST_USE enum fault store_definition_add(struct store *s, const struct store_definition *d,
					 struct error *err);

/* The version with its text in `a`; yaml.at NULL where there is none. */
MUST_USE enum fault store_definition_find(struct store *s, struct arena *a, const char *service,
					  int version, struct store_definition *ret,
					  struct error *err);

/* The highest version, 0 where there is none. */
MUST_USE enum fault store_definition_newest(struct store *s, const char *service, int *ret,
					    struct error *err);

/* Calls `visit` for each, by id and version, until it returns a fault; what it is given lives for
 * the call. */
MUST_USE enum fault store_definition_each(struct store *s, bool newest,
					  enum fault (*visit)(void *ctx,
							      const struct store_definition *d,
							      struct error *err),
					  void *ctx, struct error *err);

/* How many services; and "id/version" of each that the act `imported` in the ledger brought but
 * the registry lost. */
MUST_USE enum fault store_definition_count(struct store *s, int64_t *ret, struct error *err);
MUST_USE enum fault store_definition_gone(struct store *s, const char *imported,
					  void (*tell)(void *ctx, const char *object), void *ctx,
					  struct error *err);

/* A number that grows with each import. */
MUST_USE enum fault store_definition_stamp(struct store *s, int64_t *ret, struct error *err);
MUST_USE enum fault store_definition_raise(struct store *s, struct error *err);

#endif
