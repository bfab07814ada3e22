/* ledger_inside.h - how entries and heads are vouched for: for ledger.c, which writes them, and
 * ledger_check.c. */
#ifndef SERVICES_REGISTRY_LEDGER_INSIDE_H
#define SERVICES_REGISTRY_LEDGER_INSIDE_H

#include "services/registry/ledger.h"
#include "services/registry/seal.h"
#include "services/store/store_ledger.h"

/* The hash of an entry behind `prev`, by the entry's own recipe. */
void ledger_hash(const struct store_ledger *e, const unsigned char prev[STORE_HASH],
		 unsigned char ret[STORE_HASH]);

/* The keyed digest of a head, by the head's own recipe:
     1   "ledger head" | seq | hash          2   "ledger head 2" | origin | lane | seq | hash */
void ledger_sign(const struct seal *seal, const struct store_ledger_head *head, char ret[65]);

/* A stored digest's recipe and hex; recipe 0 where it is none. */
int ledger_digest_recipe(const char *digest, const char **ret_hex);

#endif
