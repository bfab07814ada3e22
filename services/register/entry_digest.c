/* entry_digest.c - what an entry of a register is in full, as a keyed digest for its row and for
 * the ledger. */
#include "services/register/entry_digest.h"

#include "services/registry/vouch.h"

static void add_value(void *ctx, const struct store_register_value *row)
{
	vouch_add_row(ctx, &store_register_value_table, row);
}

static void add_event(void *ctx, const struct store_register_event *row)
{
	vouch_add_row(ctx, &store_register_event_table, row);
}

static void add_key(void *ctx, const struct store_register_key *row)
{
	vouch_add_row(ctx, &store_register_key_table, row);
}

enum fault entry_digest(const struct seal *seal, struct store *s,
			const struct store_register_entry *row, bool for_ledger,
			char ret[SEAL_DIGEST + 1], struct error *err)
{
	struct store_register_entry shown = *row;
	struct seal_digest d;
	enum fault fault;

	if (for_ledger)
		shown.next_at = 0;
	seal_digest_begin(&d, seal, for_ledger ? "entry" : "entry and its parts");
	vouch_add_row(&d, &store_register_entry_table, &shown);
	fault = store_register_each_value(s, row->id, add_value, &d, err);
	if (fault == FAULT_NONE)
		fault = store_register_each_event(s, row->id, add_event, &d, err);
	if (fault == FAULT_NONE)
		fault = store_register_each_key(s, row->id, add_key, &d, err);
	if (fault == FAULT_NONE)
		seal_digest_end(&d, ret);
	return fault;
}
