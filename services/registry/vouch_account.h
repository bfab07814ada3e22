/* vouch_account.h - the keyed digest of an account with its keys and grants. */
#ifndef SERVICES_REGISTRY_VOUCH_ACCOUNT_H
#define SERVICES_REGISTRY_VOUCH_ACCOUNT_H

#include "services/registry/seal.h"
#include "services/store/store_account.h"

/*
 * "account and its parts" | row of account | each row of account_key, by key | each of
 * account_grant, by id | each of account_recovery, by what (rows as vouch.h has them). It stands in
 * the row's `mac` and in the ledger's entry of the last change: between two changes nothing of an
 * account changes.
 */
#define VOUCH_ACCOUNT_RECIPE 1
MUST_USE enum fault vouch_account(const struct seal *seal, struct store *s,
				  const struct store_account *row, char ret[SEAL_DIGEST + 1],
				  struct error *err);

#endif
