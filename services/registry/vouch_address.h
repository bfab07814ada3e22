/* vouch_address.h - that messages go to an address, and that they do no more, is entered in the
 * ledger. */
#ifndef SERVICES_REGISTRY_VOUCH_ADDRESS_H
#define SERVICES_REGISTRY_VOUCH_ADDRESS_H

#include "services/registry/ledger.h"
#include "services/store/store_address.h"

/*
 * An address is an object of the ledger, by its id, from when on it counts: LEDGER_ADDRESS_PROVEN
 * with the digest that its row carries (vouch.h), which changes no more then, and
 * LEDGER_ADDRESS_DROPPED. The subject of both is its owner's id, the reason its channel. What
 * nobody has proven has no entry: nothing but a code goes there.
 */
#define VOUCH_ADDRESS_RECIPE 1

/* Within a transaction, with the row as it is written. `by`: who does it. */
MUST_USE enum fault vouch_address(struct registry *r, const struct store_address *row,
				  enum ledger_act act, const struct ledger_entry *by,
				  struct error *err);

/* Before all addresses of an owner go with it. */
MUST_USE enum fault vouch_address_end_all(struct registry *r, const char *owner,
					  const struct ledger_entry *by, struct error *err);

#endif
