/* vouch_member.h - who works on an application and who signs it is entered in the ledger. */
#ifndef SERVICES_REGISTRY_VOUCH_MEMBER_H
#define SERVICES_REGISTRY_VOUCH_MEMBER_H

#include "services/registry/ledger.h"
#include "services/store/store_member.h"

/*
 * A member is an object of the ledger, by its id: LEDGER_INVITED, _JOINED, _SIGNED, _UNSIGNED,
 * _UNCOVERED and _MEMBER_ENDED, each with the digest that its row carries (vouch.h); the subject is
 * its application's id, the reason the signature's, or the way in which it was signed. All go
 * without an entry of their own with a draft that is discarded or expires: its end is theirs.
 */
#define VOUCH_MEMBER_RECIPE 1

/* Within a transaction: gives the row its digest, writes it (`is_new`: a new one) and enters the
 * act. `by`: who does it. */
MUST_USE enum fault vouch_member(struct registry *r, struct store_member *row, bool is_new,
				 enum ledger_act act, const struct ledger_entry *by,
				 struct error *err);

/* What is not as the portal wrote it, or as the ledger has it: each told to `tell`. */
MUST_USE enum fault vouch_member_check(struct registry *r,
				       void (*tell)(void *ctx, const char *line), void *ctx,
				       bool *ret_whole, struct error *err);

#endif
