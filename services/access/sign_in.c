/* sign_in.c - who comes in with an account: staff by a key and a one-time code. */
#include "services/access/sign_in.h"

#include "services/access/account_change.h"
#include "services/access/account_code.h"
#include "services/access/attempt.h"
#include "services/access/staff.h"
#include "services/catalogue/roles.h"
#include "services/party/party.h"
#include "services/registry/registry_inside.h"

#include <string.h>

#define WORK REGISTRY_WORK

/* One try of staff, within one transaction, so that of two hosts only one takes a code. */
struct knock {
	struct account_change change;
	struct account_parts parts;
	struct attempt attempt;
	const char *key;
	char digits[CODE_DIGITS + 1]; /* "": none were typed */
	struct caller as;             /* who they are then */
};

/* The account of the key, which nobody else changes from then on; all zero where there is none. */
static enum fault read_account(struct knock *k, struct error *err)
{
	struct store *s = k->change.registry->store;
	struct store_account *row = &k->change.row;
	bool found = false;
	enum fault fault = store_account_find(s, STORE_BY_KEY, k->key, row, &found, err);

	if (fault == FAULT_NONE)
		fault = store_account_lock(s, found ? row->id : "", err);
	if (fault == FAULT_NONE)
		fault = store_account_find(s, STORE_BY_KEY, k->key, row, &found, err);
	if (fault == FAULT_NONE && !found)
		*row = (struct store_account){.revision = 0};
	k->attempt.exists = found;
	k->attempt.name = found ? row->id : k->key;
	snprintf(k->attempt.subject, sizeof(k->attempt.subject), "%s", k->attempt.name);
	return fault;
}

/* Whether the account is as the portal wrote it and has a role now. */
static enum fault has_role(struct knock *k, bool *ret, struct error *err)
{
	struct registry *r = k->change.registry;
	bool whole = false, any = false;
	enum fault fault = account_parts_are_whole(r, &k->change.row, &whole, err);

	if (fault == FAULT_NONE)
		fault = account_parts_read(r, k->change.row.id, &k->parts, err);
	if (fault == FAULT_NONE)
		fault = roles_look(r, err);
	for (size_t i = 0; fault == FAULT_NONE && i < k->parts.grant_count; i++)
		any = any || staff_grant_holds(&k->parts.grants[i], k->change.now);
	if (fault == FAULT_NONE)
		*ret = whole && any;
	return fault;
}

/* "Rima Khoury · Centre of Tyre": the office where all roles that hold are of one. */
static enum fault name_them(struct knock *k, struct error *err)
{
	struct registry *r = k->change.registry;
	struct arena *a = k->parts.arena;
	struct party person, office = {.name = ""};
	const char *one = NULL;
	enum fault fault = party_get(r, a, k->change.row.party, &person, err);

	for (size_t i = 0; i < k->parts.grant_count; i++) {
		const struct store_account_grant *g = &k->parts.grants[i];

		if (staff_grant_holds(g, k->change.now))
			one = one == NULL || strcmp(one, g->office) == 0 ? g->office : "";
	}
	if (fault == FAULT_NONE && one != NULL && *one != '\0')
		fault = party_get(r, a, one, &office, err);
	if (fault != FAULT_NONE)
		return fault;
	snprintf(k->as.office, sizeof(k->as.office), "%s", office.name[0] != '\0' ? one : "");
	snprintf(k->as.who, sizeof(k->as.who), "%s%s%s", person.name,
		 office.name[0] != '\0' ? " · " : "", office.name);
	return FAULT_NONE;
}

static enum fault take(struct knock *k, int64_t step, struct error *err)
{
	enum fault fault;

	caller_act_as(&k->as, k->change.row.id);
	snprintf(k->as.key, sizeof(k->as.key), "%s", k->key);
	k->change.row.code_step = step;
	k->attempt.is_right = true;
	fault = name_them(k, err);
	return fault == FAULT_NONE ? account_change_enter(&k->change, LEDGER_SIGNED_IN, "", err)
				   : fault;
}

/* Every question is asked, whatever the answer to the one before was. */
static enum fault check(struct knock *k, struct error *err)
{
	struct registry *r = k->change.registry;
	char secret[CODE_SECRET];
	struct error why = {0};
	bool may = false;
	int64_t step;
	enum fault fault = read_account(k, err);

	if (fault == FAULT_NONE)
		fault = has_role(k, &may, err);
	if (fault != FAULT_NONE)
		return fault;
	fault = attempt_ask(r, &k->attempt, &why);
	if (fault != FAULT_NONE && !k->attempt.refused) {
		if (err != NULL)
			*err = why;
		return fault;
	}
	account_code_open(&r->seal, &k->change.row, secret);
	step = code_step(secret, k->digits, registry_machine_now(r), k->change.row.code_step);
	sodium_memzero(secret, sizeof(secret));
	if (may && step > 0 && k->attempt.exists && !k->attempt.refused)
		return take(k, step, err);
	return attempt_count(r, &k->attempt, err);
}

enum fault sign_in_staff(struct registry *r, struct caller *c, const char *key, const char *typed,
			 struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(WORK);
	struct knock k = {.key = key};
	enum fault fault;

	if (reference_read_code(typed, k.digits, NULL) != FAULT_NONE)
		memset(k.digits, 0, sizeof(k.digits));
	network_name(&r->seal, c->source, k.attempt.source);
	k.attempt.budget = BUDGET_CODE;
	k.change.registry = r;
	k.change.caller = &k.as;
	fault = attempt_wait(r, &k.attempt, err);
	if (fault != FAULT_NONE)
		return fault;
	do {
		k.as = *c;
		k.attempt.is_right = false;
		k.parts = (struct account_parts){.arena = a};
		fault = account_change_start(&k.change, err);
		if (fault == FAULT_NONE)
			fault = check(&k, err);
		fault = account_change_end(&k.change, fault, err);
	} while (account_change_again(&k.change, fault));
	if (fault == FAULT_NONE && !k.attempt.is_right)
		return fail(err, FAULT_DENIED, N_("This key and this code do not open anything."),
			    "key or code");
	if (fault == FAULT_NONE)
		*c = k.as;
	return fault;
}

enum fault sign_in_holds(struct registry *r, const struct caller *c, struct error *err)
{
	bool holds = false;
	enum fault fault = staff_is_any(r, c, &holds, err);

	return fault == FAULT_NONE && !holds
		       ? fail(err, FAULT_DENIED,
			      N_("Your key or your role has ended, so this session ends too."),
			      "no role or key")
		       : fault;
}
