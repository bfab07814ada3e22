/* account_change.h - one change of one account: read, altered, entered in the ledger, committed. */
#ifndef SERVICES_ACCESS_ACCOUNT_CHANGE_H
#define SERVICES_ACCESS_ACCOUNT_CHANGE_H

#include "services/access/account.h"
#include "services/access/account_parts.h"
#include "services/registry/id.h"
#include "services/registry/ledger.h"
#include "services/registry/pin.h"

/*
 *	do {
 *		fault = account_change_begin(&c, number, err);
 *		… alter c.row or its parts …
 *		fault = account_change_enter(&c, act, reason, err);
 *		fault = account_change_end(&c, fault, err);
 *	} while (account_change_again(&c, fault));
 */
struct account_change {
	struct registry *registry;
	const struct caller *caller;
	struct store_account row;
	int64_t now;
	char operation[ID_LENGTH + 1];
	struct store_runs runs;
};

/* Begins to write, asks whether the caller may, and reads the account of a number as typed (NULL:
 * of none yet), which nobody else changes then; FAULT_BROKEN as account_get. account_change_end
 * must follow, also after a fault. */
MUST_USE enum fault account_change_begin(struct account_change *c, const char *number,
					 struct error *err);

/* Begins alike, and neither asks nor reads: for who proves that the account is theirs. */
MUST_USE enum fault account_change_start(struct account_change *c, struct error *err);

/* Raises the revision, writes the row (of revision 0: a new one) and enters the act. */
MUST_USE enum fault account_change_enter(struct account_change *c, enum ledger_act act,
					 const char *reason, struct error *err);

/* Commits after FAULT_NONE, else rolls back and passes `fault` on. */
MUST_USE enum fault account_change_end(struct account_change *c, enum fault fault,
				       struct error *err);
bool account_change_again(struct account_change *c, enum fault fault);

/* A new PIN and its hash, before the writers' turn. */
MUST_USE enum fault account_draw_pin(struct registry *r, const char *number,
				     char pin[ACCOUNT_PIN_DIGITS + 1], char hash[PIN_HASH],
				     struct error *err);

/* The row with its parts, of whom the caller has asked. FAULT_BROKEN as account_get. */
MUST_USE enum fault account_show(struct registry *r, struct arena *a,
				 const struct store_account *row, struct account *ret,
				 struct error *err);

/* The row of the caller's account, of its person; as long as it has the key or the PIN that they
 * came by. */
MUST_USE enum fault account_find_own(struct registry *r, const struct caller *c,
				     struct store_account *ret, struct error *err);

/* What it waits to be given, as struct account tells it; behind the same question. */
MUST_USE enum fault account_waits(struct registry *r, struct arena *a, const char *id,
				  struct account_wait **ret, size_t *ret_count, struct error *err);

/* Who does it, for what else is entered in the same transaction. */
struct ledger_entry account_change_by(const struct account_change *c);

#endif
