/* training.c - a registry that was made for trying: its clock may be set by hand, and that it is
 * one cannot be said of it later. */
#include "services/registry/training.h"

#include "services/registry/id.h"
#include "services/registry/ledger.h"
#include "services/registry/registry_inside.h"
#include "services/registry/vouch.h"
#include "services/store/store_definition.h"
#include "services/store/store_ledger.h"

#define OBJECT "clock" /* of the ledger's entries; no service's id has so few parts */
#define RECIPE 1       /* of their digest: that of the row, vouch.h */

/* --- writing --- */

static enum fault put(struct registry *r, enum ledger_act act, int64_t revision, int64_t ahead,
		      struct error *err)
{
	struct store_definition_stamp row = {.name = STORE_DEFINITION_CLOCK, .number = ahead};
	char operation[ID_LENGTH + 1], reason[24];
	enum fault fault;

	vouch_row(&r->seal, &store_definition_stamp_table, &row, row.mac);
	fault = store_definition_put_clock(r->store, &row, err);
	id_new(operation);
	snprintf(reason, sizeof(reason), "%lld", (long long)ahead);
	return fault == FAULT_NONE ? ledger_add(r,
						&(struct ledger_entry){.act = act,
								       .object = OBJECT,
								       .revision = revision,
								       .actor = "host",
								       .role = "authority",
								       .face = "host",
								       .reason = reason,
								       .operation = operation,
								       .digest = row.mac,
								       .digest_recipe = RECIPE},
						err)
				   : fault;
}

enum fault training_make(struct registry *r, struct error *err)
{
	struct store_ledger_tally tally = {.entries = 0};
	enum fault fault = store_ledger_tally(r->store, &tally, err);

	if (fault == FAULT_NONE && tally.entries > 0)
		return fail(err, FAULT_CONFLICT,
			    N_("Only a new portal can be made one for trying."), "%lld entries",
			    (long long)tally.entries);
	if (fault == FAULT_NONE)
		fault = put(r, LEDGER_TRAINING_MADE, 1, 0, err);
	r->is_training = fault == FAULT_NONE;
	return fault;
}

static enum fault set(struct registry *r, int64_t ahead, struct error *err)
{
	struct ledger_last last;
	enum fault fault = registry_read_clock(r, err);

	if (fault == FAULT_NONE)
		fault = ledger_last(r, OBJECT, &last, err);
	if (fault == FAULT_NONE && (!r->is_training || last.revision == 0))
		return fail(err, FAULT_DENIED,
			    N_("The clock of this portal goes by the machine's, and nobody sets "
			       "it: only a portal that `init --demo` or `init --training` has made "
			       "has one that is set by hand."),
			    "no clock");
	return fault == FAULT_NONE ? put(r, LEDGER_CLOCK_SET, last.revision + 1, ahead, err)
				   : fault;
}

enum fault training_set(struct registry *r, int64_t ahead, struct error *err)
{
	struct store_runs runs = {0};
	enum fault fault;

	if (ahead > TRAINING_MOST || ahead < -TRAINING_MOST)
		return fail(err, FAULT_INPUT,
			    N_("The portal's clock can be set at most ten years from the "
			       "machine's."),
			    "%lld", (long long)ahead);
	do {
		fault = store_begin_alone(r->store, err);
		if (fault == FAULT_NONE)
			fault = set(r, ahead, err);
		if (fault == FAULT_NONE)
			fault = store_commit(r->store, err);
		store_rollback(r->store);
	} while (fault != FAULT_NONE && store_again(r->store, &runs));
	if (fault == FAULT_NONE)
		r->ahead = ahead;
	return fault;
}

/* --- checking --- */

/* The first of all of its chain made it, and the last change says how far it is ahead. */
static bool agrees(const struct ledger_entry *entries, size_t count,
		   const struct store_definition_stamp *row)
{
	return entries[0].seq == 1 && entries[0].act == LEDGER_TRAINING_MADE &&
	       strcmp(entries[count - 1].digest, row->mac) == 0;
}

enum fault training_check(struct registry *r, void (*tell)(void *ctx, const char *line), void *ctx,
			  bool *ret_whole, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct store_definition_stamp row = {.number = 0};
	struct ledger_entry *entries;
	size_t count = 0;
	bool found = false;
	enum fault fault = store_definition_find_clock(r->store, &row, &found, err);

	if (fault == FAULT_NONE)
		fault = ledger_of(r, OBJECT, a, &entries, &count, err);
	if (fault != FAULT_NONE)
		return fault;
	*ret_whole = !found ? count == 0
			    : count > 0 && agrees(entries, count, &row) &&
				      vouch_holds(&r->seal, &store_definition_stamp_table, &row);
	if (!*ret_whole)
		tell(ctx, "The clock that is set by hand is not as the ledger has it.");
	return FAULT_NONE;
}
