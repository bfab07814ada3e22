/* vouch_issued.h - that a document was issued, and that it holds no more, is entered in the ledger.
 */
#ifndef SERVICES_REGISTRY_VOUCH_ISSUED_H
#define SERVICES_REGISTRY_VOUCH_ISSUED_H

#include "services/registry/ledger.h"
#include "services/store/store_issued.h"

/* clang-format off */
/*
 * An issued document is an object of the ledger, by its id: LEDGER_ISSUED, then LEDGER_ISSUE_ENDED
 * where it is replaced or revoked, both with the digest that its row carries (vouch.h). Who did the
 * act that issued it stands in its application's entry of the same transaction; these are the
 * portal's own and name nobody, since they are shown to whoever has the document's code:
 *
 *   reason := output "/" SHA-256 in hex of: code LF number LF day LF last day LF
 *             days as 2026-03-14, the last "" where there is none; the code's digits alone
 *
 * So whoever holds the paper finds what stands on it in the entry, and the entry's hash in what was
 * written down elsewhere (anchor.h).
 */
/* clang-format on */
#define VOUCH_ISSUED_RECIPE 1

/* Within a transaction, with the row as it is written; `code` of LEDGER_ISSUED alone. */
MUST_USE enum fault vouch_issued(struct registry *r, const struct store_issued *row,
				 enum ledger_act act, const char *code, struct error *err);

/* Tells each document that is not as the ledger has it, is not there any more, or is there without
 * an entry, and each row of numbers with a gap; *ret_whole false when there was one. */
MUST_USE enum fault vouch_issued_check(struct registry *r,
				       void (*tell)(void *ctx, const char *line), void *ctx,
				       bool *ret_whole, struct error *err);

#endif
