/* vouch_account.c - the keyed digest of an account with its keys and grants. */
#include "services/registry/vouch_account.h"

#include "services/registry/vouch.h"
#include "services/store/store_recovery.h"

static void add_key(void *ctx, const struct store_account_key *key)
{
	vouch_add_row(ctx, &store_account_key_table, key);
}

static void add_grant(void *ctx, const struct store_account_grant *grant)
{
	vouch_add_row(ctx, &store_account_grant_table, grant);
}

static void add_recovery(void *ctx, const struct store_recovery *recovery)
{
	vouch_add_row(ctx, &store_recovery_table, recovery);
}

enum fault vouch_account(const struct seal *seal, struct store *s, const struct store_account *row,
			 char ret[SEAL_DIGEST + 1], struct error *err)
{
	struct seal_digest digest;
	enum fault fault;

	seal_digest_begin(&digest, seal, "account and its parts");
	vouch_add_row(&digest, &store_account_table, row);
	fault = store_account_each_key(s, row->id, add_key, &digest, err);
	if (fault == FAULT_NONE)
		fault = store_account_each_grant(s, row->id, add_grant, &digest, err);
	if (fault == FAULT_NONE)
		fault = store_recovery_each(s, row->id, add_recovery, &digest, err);
	if (fault == FAULT_NONE)
		seal_digest_end(&digest, ret);
	return fault;
}
