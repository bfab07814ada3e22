/* account_change.c - one change of one account: read, altered, entered in the ledger, committed. */
#include "services/access/account_change.h"

#include "services/access/access.h"
#include "services/registry/registry_inside.h"
#include "services/registry/vouch_account.h"

#include <string.h>

/* As it is once nobody else changes it; of one that somebody else has changed past the portal no
 * new digest is made. */
static enum fault read_row(struct account_change *c, const char *number, struct error *err)
{
	struct registry *r = c->registry;
	enum fault fault = account_parts_find(r, number, &c->row, err);

	if (fault == FAULT_NONE)
		fault = store_account_lock(r->store, c->row.id, err);
	if (fault == FAULT_NONE)
		fault = account_parts_find(r, number, &c->row, err);
	return fault == FAULT_NONE ? account_parts_must_be_whole(r, &c->row, err) : fault;
}

enum fault account_change_start(struct account_change *c, struct error *err)
{
	if (c->runs.count == 0)
		id_new(c->operation);
	c->row = (struct store_account){.revision = 0};
	c->now = registry_now(c->registry);
	return store_begin(c->registry->store, err);
}

enum fault account_change_begin(struct account_change *c, const char *number, struct error *err)
{
	enum fault fault = account_change_start(c, err);

	if (fault == FAULT_NONE)
		fault = access_may(c->registry, c->caller, ACCESS_ACCOUNTS, NULL, err);
	return fault == FAULT_NONE && number != NULL ? read_row(c, number, err) : fault;
}

static const char *actor_of(const struct caller *c)
{
	if (c->account[0] != '\0')
		return c->account;
	if (c->role == ROLE_PORTAL)
		return "portal";
	return c->role == ROLE_APPLICANT ? "guest" : "host";
}

struct ledger_entry account_change_by(const struct account_change *c)
{
	return (struct ledger_entry){.actor = actor_of(c->caller),
				     .role = caller_role_code(c->caller->role),
				     .office = c->caller->office,
				     .purpose = c->caller->purpose,
				     .face = caller_face_code(c->caller->face)};
}

enum fault account_change_enter(struct account_change *c, enum ledger_act act, const char *reason,
				struct error *err)
{
	struct store *s = c->registry->store;
	struct ledger_entry entry = account_change_by(c);
	bool is_new = c->row.revision == 0;
	enum fault fault;

	c->row.revision++;
	fault = vouch_account(&c->registry->seal, s, &c->row, c->row.mac, err);
	if (fault == FAULT_NONE)
		fault = is_new ? store_account_add(s, &c->row, err)
			       : store_account_act(s, &c->row, err);
	if (fault != FAULT_NONE)
		return fault;
	entry.act = act;
	entry.object = c->row.id;
	entry.subject = c->row.party;
	entry.revision = c->row.revision;
	entry.reason = reason;
	entry.operation = c->operation;
	entry.digest = c->row.mac;
	entry.digest_recipe = VOUCH_ACCOUNT_RECIPE;
	return ledger_add(c->registry, &entry, err);
}

enum fault account_change_end(struct account_change *c, enum fault fault, struct error *err)
{
	if (fault == FAULT_NONE)
		fault = store_commit(c->registry->store, err);
	store_rollback(c->registry->store);
	return fault;
}

bool account_change_again(struct account_change *c, enum fault fault)
{
	return fault != FAULT_NONE && store_again(c->registry->store, &c->runs);
}
