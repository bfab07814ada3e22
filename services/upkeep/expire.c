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

static enum fault forget_all(struct registry *r, struct error *err)
{
	struct caller portal = caller_portal();
	struct change c = {.registry = r, .caller = &portal};
	enum fault fault;

	do {
		fault = change_begin(&c, ACCESS_EXPIRE, "", err);
		if (fault == FAULT_NONE)
			fault = forget(r, c.now, err);
		fault = change_end(&c, fault, NULL, err);
	} while (change_again(&c, fault));
	return fault;
}

/* Wipes one draft if it was not touched since `before`, also in the moment in which it was found.
   That it is gone is well: another host's clerk was faster. */
static enum fault wipe_one(struct registry *r, int64_t before, const char *id, int64_t *wiped,
			   struct error *err)
{
	struct caller portal = caller_portal();
	struct change c = {.registry = r, .caller = &portal};
	bool is_old;
	enum fault fault;

	do {
		fault = change_begin(&c, ACCESS_EXPIRE, id, err);
		is_old = fault == FAULT_NONE && c.was_draft && c.row.changed_at < before;
		if (is_old)
			fault = store_application_drop(r->store, c.row.id, err);
		if (is_old && fault == FAULT_NONE)
			fault = change_note(&c, LEDGER_EXPIRED, err);
		fault = change_end(&c, fault, NULL, err);
	} while (change_again(&c, fault));
	*wiped += is_old && fault == FAULT_NONE;
	return fault == FAULT_MISSING ? FAULT_NONE : fault;
}

/* Hides the network of one application that an older version kept as an address prefix: an act of
   the portal, since its entries vouch for the column. */
static enum fault hide_one(struct registry *r, const char *id, struct error *err)
{
	struct caller portal = caller_portal();
	struct change c = {.registry = r, .caller = &portal, .is_upkeep = true};
	enum fault fault;

	do {
		fault = change_begin(&c, ACCESS_EXPIRE, id, err);
		if (fault == FAULT_NONE && strchr(c.row.source, '/') != NULL)
			fault = change_enter(&c, LEDGER_RENEWED, "network", err);
		fault = change_end(&c, fault, NULL, err);
	} while (change_again(&c, fault));
	return fault == FAULT_MISSING ? FAULT_NONE : fault;
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
	char id[33];
	enum fault fault = FAULT_NONE;

	for (;;) {
		fault = store_application_old_draft(r->store, before, id, &found, err);
		if (fault != FAULT_NONE || !found)
			break;
		fault = wipe_one(r, before, id, &drafts, err);
		if (fault != FAULT_NONE)
			break;
	}
	if (fault == FAULT_NONE)
		fault = forget_all(r, err);
	if (fault == FAULT_NONE)
		fault = hide_networks(r, err);
	if (fault == FAULT_NONE)
		fault = store_trim(r->store, err);
	if (fault == FAULT_NONE)
		*ret_drafts = drafts;
	return fault;
}
