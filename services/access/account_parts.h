/* account_parts.h - the keys and grants of one account as they stand in the registry. */
#ifndef SERVICES_ACCESS_ACCOUNT_PARTS_H
#define SERVICES_ACCESS_ACCOUNT_PARTS_H

#include "services/registry/registry.h"
#include "services/store/store_account.h"

/* By key, and by id. */
struct account_parts {
	struct arena *arena;
	struct store_account_key *keys;
	size_t key_count, key_room;
	struct store_account_grant *grants;
	size_t grant_count, grant_room;
};

/* Adds those of the account `id` to `ret`, in its arena. */
MUST_USE enum fault account_parts_read(struct registry *r, const char *id,
				       struct account_parts *ret, struct error *err);

/* Whether the account with its parts is as the portal wrote it. */
MUST_USE enum fault account_parts_are_whole(struct registry *r, const struct store_account *row,
					    bool *ret, struct error *err);

/* FAULT_BROKEN where it is not. */
MUST_USE enum fault account_parts_must_be_whole(struct registry *r, const struct store_account *row,
						struct error *err);

/* The row of a number as typed: FAULT_INPUT where that is none, FAULT_MISSING where no account has
 * it. */
MUST_USE enum fault account_parts_find(struct registry *r, const char *number,
				       struct store_account *ret, struct error *err);

/* The name of the person whose account it is, in `a`; "" of the id "". */
MUST_USE enum fault account_parts_name(struct registry *r, struct arena *a, const char *id,
				       const char **ret, struct error *err);

#endif
