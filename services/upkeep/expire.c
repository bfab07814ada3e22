/* expire.c - what the clerk does at intervals: wipes drafts that nobody came back to. */
#include "services/upkeep/expire.h"

#include "services/access/pace.h"
#include "services/registry/registry_inside.h"
#include "services/registry/budget.h"
#include "services/application/change.h"
#include "services/registry/limits.h"
#include "services/store/store_visitor.h"

#define DAY 86400
#define PLACES 1000 /* hidden in one run, so that drafts and tries have their turn */

/* What visitors left behind for a while only. */
static enum fault forget(struct registry *r, int64_t now, struct error *err)
{
	enum fault fault = budget_forget(r->store, now, err);

	if (fault == FAULT_NONE)
		fault = pace_forget(r, err);
	if (fault == FAULT_NONE)
		fault = store_visitor_drop_choices(r->store, now - (int64_t)LIMIT_CHOICE_DAYS * DAY,
						   err);
	return fault;
}

/* Wipes one draft not touched since `before`; *ret_found false when there was none, and then
   forgets what is no longer counted. */
static enum fault wipe_one(struct registry *r, int64_t before, bool *ret_found, struct error *err)
{
	struct caller portal = caller_portal();
	struct change c = {.registry = r, .caller = &portal};
	bool found = false;
	char id[sizeof(c.row.id)];
	enum fault fault = change_begin(&c, ACCESS_EXPIRE, "", err);

	if (fault == FAULT_NONE)
		fault = store_application_old_draft(r->store, before, id, &found, err);
	if (fault == FAULT_NONE && found)
		fault = store_application_get(r->store, id, &c.row, &found, err);
	if (fault == FAULT_NONE && found)
		fault = store_application_drop(r->store, c.row.id, err);
	if (fault == FAULT_NONE && found)
		fault = change_note(&c, LEDGER_EXPIRED, err);
	if (fault == FAULT_NONE && !found)
		fault = forget(r, c.now, err);
	fault = change_end(&c, fault, NULL, err);
	if (fault == FAULT_NONE)
		*ret_found = found;
	return fault;
}

/* Hides the network of one application that an older version kept as an address prefix: an act of
   the portal, since its entries vouch for the column. */
static enum fault hide_one(struct registry *r, const char *id, struct error *err)
{
	struct caller portal = caller_portal();
	struct change c = {.registry = r, .caller = &portal, .is_upkeep = true};
	enum fault fault = change_begin(&c, ACCESS_EXPIRE, id, err);

	if (fault == FAULT_NONE)
		fault = change_enter(&c, LEDGER_RENEWED, "network", err);
	return change_end(&c, fault, NULL, err);
}

static enum fault hide_networks(struct registry *r, struct error *err)
{
	enum fault fault = FAULT_NONE;
	bool found = true;
	char id[33];

	for (int i = 0; i < PLACES && fault == FAULT_NONE; i++) {
		fault = store_application_old_network(r->store, id, &found, err);
		if (fault != FAULT_NONE || !found)
			break;
		fault = hide_one(r, id, err);
	}
	return fault;
}

enum fault expire_run(struct registry *r, int64_t *ret_drafts, struct error *err)
{
	int64_t before = registry_now(r) - (int64_t)LIMIT_DRAFT_DAYS * DAY, drafts = 0;
	bool found = true;
	enum fault fault;

	for (;;) {
		fault = wipe_one(r, before, &found, err);
		if (fault != FAULT_NONE || !found)
			break;
		drafts++;
	}
	if (fault == FAULT_NONE)
		fault = hide_networks(r, err);
	if (fault == FAULT_NONE)
		fault = store_trim(r->store, err);
	if (fault == FAULT_NONE)
		*ret_drafts = drafts;
	return fault;
}
