/* account_grant.c - what an account may: roles granted over services and offices, from when, until
 * when. */
#include "services/access/account.h"

#include "services/access/account_change.h"
#include "services/catalogue/roles.h"
#include "services/definition/kind.h"
#include "services/definition/known.h"
#include "services/definition/term.h"
#include "services/party/party.h"
#include "services/registry/limits.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_definition.h"

#include <string.h>

#define ENDING 4 /* letters of an id, from its end */

static bool has_ended(const struct store_account_grant *g, int64_t now)
{
	return g->until != 0 && g->until <= now;
}

/* --- granting --- */

static enum fault refuse_role(const char *id, struct error *err)
{
	char known[KNOWN_MAX] = "";
	size_t count;
	const struct role *const *all = roles_all(&count);

	for (size_t i = 0; i < count; i++)
		known_add(known, all[i]->id);
	fail(err, FAULT_MISSING, N_("There is no role {role}. The roles are: {known}."),
	     "no such role");
	error_fill(err, "role", "%s", id);
	error_fill(err, "known", "%s", known);
	return FAULT_MISSING;
}

static enum fault check_service(struct registry *r, const char *service, struct error *err)
{
	int newest = 0;
	enum fault fault = FAULT_NONE;

	if (service[0] != '\0')
		fault = store_definition_newest(r->store, service, &newest, err);
	if (fault != FAULT_NONE || service[0] == '\0' ||
	    (newest > 0 && term_file_name(service) == NULL &&
	     (kind_of(service) == KIND_SERVICE || kind_of(service) == KIND_REGISTER)))
		return fault;
	fail(err, FAULT_MISSING, N_("There is no service {id}."), "no such service");
	error_fill(err, "id", "%s", service);
	return FAULT_MISSING;
}

/* Of what the account has already: how much, and nothing that excludes the role. */
static enum fault check_others(struct account_change *c, const struct role *role, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct account_parts parts = {.arena = a};
	size_t count = 0;
	enum fault fault = account_parts_read(c->registry, c->row.id, &parts, err);

	for (size_t i = 0; fault == FAULT_NONE && i < parts.grant_count; i++) {
		const struct role *other = roles_find(parts.grants[i].role);

		if (has_ended(&parts.grants[i], c->now))
			continue;
		count++;
		if (other == NULL || !role_excludes(role, other))
			continue;
		fail(err, FAULT_CONFLICT,
		     N_("The account has the role {other}, and nobody may have both. End that one "
			"first."),
		     "%s with %s", role->id, other->id);
		error_fill(err, "other", "%s", other->id);
		return FAULT_CONFLICT;
	}
	if (fault == FAULT_NONE && count >= LIMIT_ACCOUNT_GRANTS)
		return fail(err, FAULT_CONFLICT,
			    N_("The account has the maximum number of roles. End one first."),
			    "%zu grants", count);
	return fault;
}

static enum fault find_office(struct registry *r, const char *code, char ret[33], struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct party office = {.id = ""};
	enum fault fault = FAULT_NONE;

	if (code[0] != '\0')
		fault = party_office(r, a, code, &office, err);
	if (fault == FAULT_NONE)
		memcpy(ret, office.id, sizeof(office.id));
	return fault;
}

static enum fault grant(struct account_change *c, const struct account_grant *g,
			struct store_account_grant *row, struct error *err)
{
	const struct role *role;
	int64_t since = g->since == 0 ? c->now : g->since;
	enum fault fault = store_lock(c->registry->store, "catalogue", err);

	/* Nobody brings a version meanwhile that excludes what the account has. */
	if (fault == FAULT_NONE)
		fault = roles_look(c->registry, err);
	if (fault != FAULT_NONE)
		return fault;
	role = roles_find(g->role);
	if (role == NULL)
		return refuse_role(g->role, err);
	if (g->until != 0 && g->until <= since)
		return fail(err, FAULT_INPUT, N_("The end date is before the start date."),
			    "until");
	fault = check_service(c->registry, g->service, err);
	if (fault == FAULT_NONE)
		fault = find_office(c->registry, g->office, row->office, err);
	if (fault == FAULT_NONE)
		fault = check_others(c, role, err);
	if (fault != FAULT_NONE)
		return fault;
	id_new(row->id);
	row->since = since;
	row->until = g->until;
	snprintf(row->account, sizeof(row->account), "%s", c->row.id);
	snprintf(row->role, sizeof(row->role), "%s", g->role);
	snprintf(row->service, sizeof(row->service), "%s", g->service);
	snprintf(row->given_by, sizeof(row->given_by), "%s", account_change_by(c).actor);
	fault = store_account_add_grant(c->registry->store, row, err);
	return fault == FAULT_NONE ? account_change_enter(c, LEDGER_GRANTED, g->role, err) : fault;
}

enum fault account_grant(struct registry *r, const struct caller *c, const char *number,
			 struct account_grant *g, struct error *err)
{
	struct account_change change = {.registry = r, .caller = c};
	struct store_account_grant row;
	enum fault fault;

	do {
		row = (struct store_account_grant){.until = 0};
		fault = account_change_begin(&change, number, err);
		if (fault == FAULT_NONE)
			fault = grant(&change, g, &row, err);
		fault = account_change_end(&change, fault, err);
	} while (account_change_again(&change, fault));
	if (fault == FAULT_NONE) {
		memcpy(g->id, row.id, sizeof(g->id));
		g->since = row.since;
	}
	return fault;
}

/* --- ending --- */

static bool is_meant(const struct store_account_grant *g, const char *id, int64_t now)
{
	size_t len = strlen(id), own = strlen(g->id);

	return len >= ENDING && len <= own && strcmp(g->id + own - len, id) == 0 &&
	       !has_ended(g, now);
}

static enum fault end(struct account_change *c, const char *id, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct account_parts parts = {.arena = a};
	struct store_account_grant *meant = NULL;
	size_t count = 0;
	enum fault fault = account_parts_read(c->registry, c->row.id, &parts, err);

	for (size_t i = 0; i < parts.grant_count; i++)
		if (is_meant(&parts.grants[i], id, c->now)) {
			meant = &parts.grants[i];
			count++;
		}
	if (fault == FAULT_NONE && count != 1)
		return fail(err, FAULT_MISSING,
			    N_("The account has no such role, or has it more than once; `account "
			       "show` shows its roles with their ids."),
			    "%zu grants", count);
	if (fault != FAULT_NONE)
		return fault;
	meant->until = c->now;
	fault = store_account_act_grant(c->registry->store, meant, err);
	return fault == FAULT_NONE ? account_change_enter(c, LEDGER_GRANT_ENDED, meant->role, err)
				   : fault;
}

enum fault account_end(struct registry *r, const struct caller *c, const char *number,
		       const char *id, struct error *err)
{
	struct account_change change = {.registry = r, .caller = c};
	enum fault fault;

	do {
		fault = account_change_begin(&change, number, err);
		if (fault == FAULT_NONE)
			fault = end(&change, id, err);
		fault = account_change_end(&change, fault, err);
	} while (account_change_again(&change, fault));
	return fault;
}
