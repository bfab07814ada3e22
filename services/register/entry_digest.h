/* entry_digest.h - what an entry of a register is in full, as a keyed digest for its row and for
 * the ledger. */
#ifndef SERVICES_REGISTER_ENTRY_DIGEST_H
#define SERVICES_REGISTER_ENTRY_DIGEST_H

#include "services/registry/registry.h"
#include "services/registry/seal.h"
#include "services/store/store_register.h"

/*
 *	row's mac    "entry and its parts" | row of entry | row of entry_value* | row of
 *		     entry_event* | row of entry_key*
 *	ledger's     "entry" | the same, without when the portal looks next
 *
 * Rows as vouch.h has them, in the order of store_register_each_*. When the portal looks next
 * changes without an entry of the ledger.
 */
#define ENTRY_DIGEST_RECIPE 1

MUST_USE enum fault entry_digest(const struct seal *seal, struct store *s,
				 const struct store_register_entry *row, bool for_ledger,
				 char ret[SEAL_DIGEST + 1], struct error *err);

#endif
