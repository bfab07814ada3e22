/* signing_tell.c - who has signed answers that are others now is told so once, when the answers
 * have rested for a while. */
#include "services/application/signature_inside.h"

#include "services/application/tell.h"
#include "services/registry/limits.h"
#include "services/registry/registry_inside.h"

#define MINUTE 60

enum fault signing_unsettle(struct change *c, struct error *err)
{
	return c->row.members == 0 ? FAULT_NONE
				   : store_unsure_put(c->registry->store, c->row.id, c->now, err);
}

enum fault signing_next(struct registry *r, char ret_id[33], bool *ret_found, struct error *err)
{
	return store_unsure_next(r->store, registry_now(r) - (int64_t)LIMIT_SIGN_MINUTES * MINUTE,
				 ret_id, ret_found, err);
}

/* One whose answers were put back has nothing to be told, and is told anew of the next time. */
static enum fault tell_one(struct change *c, struct signing *g, struct store_member *row,
			   struct error *err)
{
	bool holds = signing_holds(g, row);
	struct signature_standing now;
	struct members alone = {.arena = g->arena, .rows = row, .count = 1};
	const struct signature *s = service_signature(g->service, row->signature);
	const char *lost = "";
	enum fault fault;

	if (s == NULL || row->signed_at == 0 || row->ended_at > 0 || holds == (row->lost == 0))
		return FAULT_NONE;
	row->lost = holds ? 0 : 1;
	fault = member_write(c, row, false, LEDGER_UNCOVERED, err);
	if (fault != FAULT_NONE || holds || (row->rights & MEMBER_PAPER) != 0)
		return fault;
	signing_stand(g, s, &alone, "", &now);
	for (size_t i = 0; i < now.count; i++)
		if (now.places[i].item == row->item)
			lost = now.places[i].lost;
	return (row->rights & MEMBER_APPLICANT) != 0
		       ? tell_about_member(c, g->service, TOLD_UNCOVERED, lost, err)
		       : tell_member(c, g->service, TOLD_UNCOVERED, row, lost, err);
}

static enum fault tell_once(struct change *c, const char *id, const struct service *s,
			    struct error *err)
{
	struct signing g = {.registry = c->registry, .row = &c->row, .service = s};
	struct members all = {.count = 0};
	enum fault fault = change_begin(c, ACCESS_EXPIRE, id, err);

	g.arena = c->arena;
	lang_find(c->row.lang, &g.lang);
	if (fault == FAULT_NONE)
		fault = signing_open(&g, err);
	if (fault == FAULT_NONE)
		fault = members_read(c->registry, c->row.id, c->arena, &all, err);
	for (size_t i = 0; i < all.count && fault == FAULT_NONE; i++)
		fault = tell_one(c, &g, &all.rows[i], err);
	signing_close(&g);
	if (fault == FAULT_NONE)
		fault = store_unsure_drop(c->registry->store, id, err);
	return fault == FAULT_NONE ? change_save(c, err) : fault;
}

enum fault signing_tell(struct registry *r, const char *id, const struct service *s,
			struct error *err)
{
	const struct caller portal = caller_portal();
	struct change c = {.registry = r, .caller = &portal, .is_upkeep = true};
	enum fault fault;

	do {
		fault = tell_once(&c, id, s, err);
		fault = change_end(&c, fault, NULL, err);
	} while (change_again(&c, fault));
	return fault;
}
