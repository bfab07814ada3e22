/* expire.c - what the clerk does at intervals: wipes drafts that nobody came back to. */
#include "services/upkeep/expire.h"

#include "services/access/pace.h"
#include "services/registry/registry_inside.h"
#include "services/registry/budget.h"
#include "services/application/change.h"
#include "services/document/papers.h"
#include "services/registry/limits.h"
#include "services/registry/vouch_address.h"
#include "services/registry/vouch_paper.h"
#include "services/store/store_ledger.h"
#include "services/store/store_vain.h"
#include "services/store/store_visitor.h"
#include "services/upkeep/recover.h"
#include "services/upkeep/spool.h"

#include <limits.h>

#define DAY 86400
#define NETWORKS 1000 /* hidden in one run, so that drafts and tries have their turn */

/*
 * Of several clerks each finds what is to be done, then takes the application as every change does,
 * and looks again: what another has done by then, or its owner, is no work any more. So one that
 * dies leaves what it had in hand to the next.
 */
struct piece {
	struct registry *registry;
	int64_t before; /* drafts that nobody has touched since */
	int64_t drafts; /* wiped */
};

/* FAULT_MISSING: another clerk was faster. */
static enum fault wipe(struct piece *p, const char *id, struct error *err)
{
	struct caller portal = caller_portal();
	struct change c = {.registry = p->registry, .caller = &portal, .is_upkeep = true};
	const struct ledger_entry who = change_who(&portal);
	enum fault fault;
	bool is_old;

	do {
		fault = change_begin(&c, ACCESS_EXPIRE, id, err);
		is_old = fault == FAULT_NONE && c.was_draft && c.row.changed_at < p->before;
		if (is_old)
			fault = vouch_address_end_all(p->registry, c.row.id, &who, err);
		if (is_old && fault == FAULT_NONE)
			fault = vouch_paper_end_all(p->registry, c.row.id, &who, err);
		if (is_old && fault == FAULT_NONE)
			fault = store_application_drop(p->registry->store, c.row.id, err);
		if (is_old && fault == FAULT_NONE)
			fault = change_note(&c, LEDGER_EXPIRED, err);
		fault = change_end(&c, fault, NULL, err);
	} while (change_again(&c, fault));
	p->drafts += is_old && fault == FAULT_NONE;
	return fault;
}

/* Hides the network of one application that an older version kept as an address prefix: an act of
   the portal, since its entries vouch for the column. */
static enum fault hide(struct piece *p, const char *id, struct error *err)
{
	struct caller portal = caller_portal();
	struct change c = {.registry = p->registry, .caller = &portal, .is_upkeep = true};
	enum fault fault;

	do {
		fault = change_begin(&c, ACCESS_EXPIRE, id, err);
		if (fault == FAULT_NONE && strchr(c.row.source, '/') != NULL)
			fault = change_enter(&c, LEDGER_RENEWED, "network", err);
		fault = change_end(&c, fault, NULL, err);
	} while (change_again(&c, fault));
	return fault;
}

static enum fault find_old(struct piece *p, char ret_id[33], bool *ret_found, struct error *err)
{
	return store_application_old_draft(p->registry->store, p->before, ret_id, ret_found, err);
}

static enum fault find_network(struct piece *p, char ret_id[33], bool *ret_found, struct error *err)
{
	return store_application_old_network(p->registry->store, ret_id, ret_found, err);
}

/* One piece after the other until there is none, or `most` are done. */
static enum fault
do_all(struct piece *p, int most,
       enum fault (*find)(struct piece *p, char ret_id[33], bool *ret_found, struct error *err),
       enum fault (*act)(struct piece *p, const char *id, struct error *err), struct error *err)
{
	char id[33];

	for (int i = 0; i < most; i++) {
		bool found = false;
		enum fault fault = find(p, id, &found, err);

		if (fault != FAULT_NONE || !found)
			return fault;
		fault = act(p, id, err);
		if (fault != FAULT_NONE && fault != FAULT_MISSING)
			return fault;
	}
	return FAULT_NONE;
}

/* What visitors left behind for a while only. */
static enum fault forget(struct registry *r, int64_t now, struct error *err)
{
	enum fault fault = budget_forget(r->store, registry_machine_now(r), err);

	if (fault == FAULT_NONE)
		fault = pace_forget(r, err);
	if (fault == FAULT_NONE)
		fault = store_visitor_drop_choices(r->store, now - (int64_t)LIMIT_CHOICE_DAYS * DAY,
						   err);
	if (fault == FAULT_NONE)
		fault = store_vain_drop(r->store, now - (int64_t)LIMIT_VAIN_DAYS * DAY, err);
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

/* All rows, where visits of a version that did not count have written; while nobody writes. */
static enum fault count_again(struct registry *r, struct error *err)
{
	struct store_ledger_tally tally = {.entries = 0};
	enum fault fault = store_ledger_tally(r->store, &tally, err);

	if (fault != FAULT_NONE || !tally.is_stale)
		return fault;
	fault = store_begin_alone(r->store, err);
	if (fault == FAULT_NONE)
		fault = store_ledger_recount(r->store, err);
	if (fault == FAULT_NONE)
		fault = store_commit(r->store, err);
	store_rollback(r->store);
	return fault;
}

enum fault expire_run(struct registry *r, int64_t *ret_drafts, struct error *err)
{
	struct piece p = {.registry = r,
			  .before = registry_now(r) - (int64_t)LIMIT_DRAFT_DAYS * DAY};
	enum fault fault = do_all(&p, INT_MAX, find_old, wipe, err);

	if (fault == FAULT_NONE)
		fault = forget_all(r, err);
	if (fault == FAULT_NONE)
		fault = spool_forget(r, err);
	if (fault == FAULT_NONE)
		fault = recover_forget(r, err);
	if (fault == FAULT_NONE)
		fault = papers_forget(r, err);
	if (fault == FAULT_NONE)
		fault = do_all(&p, NETWORKS, find_network, hide, err);
	if (fault == FAULT_NONE)
		fault = count_again(r, err);
	if (fault == FAULT_NONE)
		fault = store_trim(r->store, err);
	if (fault == FAULT_NONE)
		*ret_drafts = p.drafts;
	return fault;
}
