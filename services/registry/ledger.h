/* ledger.h - append-only acts, each entry carrying the hash of the one before, so that a change or
 * a gap shows. */
#ifndef SERVICES_REGISTRY_LEDGER_H
#define SERVICES_REGISTRY_LEDGER_H

#include "i18n/base/arena.h"
#include "i18n/base/arena.h"
#include "services/registry/registry.h"

/* What one entry says; never a value of an answer. Written inside the transaction of the act
 * itself. */
struct ledger_entry {
	int64_t seq;
	int64_t at;
	const char *act;    /* draft_opened, submitted, renewed (a PIN), linked (a key), looked,
			       asked, replied, decided, staged, withdrawn, discarded, expired,
			       imported */
	const char *object; /* id of the application, or service id/version */
	const char *actor;  /* key hash, "host", "portal", "guest" */
	const char *reason; /* reason code or "" */
	const char *digest; /* keyed digest of the record's new content, hex, or "" */
};

/*
 * Entries are numbered 1, 2, 3, … without a gap and chained:
 *
 *   hash(n) = SHA-256( hash(n-1) | number seq | number at | text act | text object
 *                      | text actor | text reason | text digest )
 *   hash(0) = 32 zero bytes      number := 8 bytes, big end first
 *                                text   := number of its bytes | the bytes
 *
 * The head (seq and hash of the last entry) is kept apart with a keyed digest of both, so that
 * entries taken off the end show too. A whole registry put back to an older day shows by a head
 * that was written down elsewhere: figures_count gives it.
 */

/* Appends to the chain within a transaction of the registry's store; seq and at are its own. */
MUST_USE enum fault ledger_add(struct registry *r, const struct ledger_entry *entry,
			       struct error *err);

/* Entries of an object, oldest first, in `a`. */
MUST_USE enum fault ledger_of(struct registry *r, const char *object, struct arena *a,
			      struct ledger_entry **ret, size_t *ret_count, struct error *err);

/* Walks the whole chain and tells each entry that does not hold; *ret_whole false when there was
 * one. */
MUST_USE enum fault ledger_check(struct registry *r, void (*tell)(void *ctx, const char *line),
				 void *ctx, bool *ret_whole, struct error *err);

#endif
