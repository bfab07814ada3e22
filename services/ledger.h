/* ledger.h - append-only acts, each entry carrying the hash of the one before, so that a change or
 * a gap shows. */
#ifndef SERVICES_LEDGER_H
#define SERVICES_LEDGER_H

#include "services/registry.h"

/* What one entry says; never a value of an answer. Written inside the transaction of the act
 * itself. */
struct ledger_entry {
	int64_t seq;
	int64_t at;
	const char *act;    /* draft_opened, submitted, looked, asked, replied, decided, staged,
			       withdrawn, discarded, expired, imported … */
	const char *object; /* id of the application, or service id and version */
	const char *actor;  /* key hash, "host", "portal", "guest" */
	const char *reason; /* reason code or "" */
	const char *digest; /* keyed digest of the record's new content, hex, or "" */
};

/* Entries of an object, oldest first, in `a`. */
MUST_USE enum fault ledger_of(struct registry *r, const char *object, struct arena *a,
			      struct ledger_entry **ret, size_t *ret_count, struct error *err);

#endif
