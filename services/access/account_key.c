/* account_key.c - the keys that an account's person comes with: named, several, revocable. */
#include "services/access/account.h"

#include "i18n/text.h"
#include "services/access/account_second.h"
#include "services/registry/limits.h"
#include "services/registry/registry_inside.h"

#include <string.h>

static enum fault clean_name(struct arena *a, const char *name, char **ret, struct error *err)
{
	enum fault fault = FAULT_NONE;

	*ret = arena_text(a, "");
	if (name != NULL && strlen(name) < ACCOUNT_NAME)
		fault = text_clean(a, name, strlen(name), TEXT_LINE, ret, err);
	if (fault == FAULT_NONE && **ret == '\0')
		return fail(err, FAULT_INPUT,
			    N_("Name the device where the key is kept, in at most 79 bytes."),
			    "a key's name");
	return fault;
}

/* Nobody else adds the same key to another account meanwhile. */
static enum fault check_key(struct account_change *c, const char *key, const char *name,
			    struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct account_parts parts = {.arena = a};
	struct store_account owner;
	size_t count = 0;
	bool found = false;
	enum fault fault = store_lock(c->registry->store, "account keys", err);

	if (fault == FAULT_NONE)
		fault = store_account_find(c->registry->store, STORE_BY_KEY, key, &owner, &found,
					   err);
	if (fault == FAULT_NONE && found)
		return fail(err, FAULT_CONFLICT, N_("This key already belongs to an account."),
			    "a key that is known");
	if (fault == FAULT_NONE)
		fault = account_parts_read(c->registry, c->row.id, &parts, err);
	for (size_t i = 0; fault == FAULT_NONE && i < parts.key_count; i++) {
		count += parts.keys[i].ended == 0;
		if (parts.keys[i].ended == 0 && strcmp(parts.keys[i].name, name) == 0)
			fault = fail(err, FAULT_CONFLICT,
				     N_("The account has a key of this name already."),
				     "a name that is known");
	}
	if (fault == FAULT_NONE && count >= LIMIT_ACCOUNT_KEYS)
		return fail(err, FAULT_CONFLICT,
			    N_("The account has the maximum number of keys. Revoke one first."),
			    "%zu keys", count);
	return fault;
}

static enum fault add_key(struct account_change *c, const char *name, const char *typed,
			  bool *ret_waits, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct store_account_key row = {.since = c->now};
	char *clean = NULL;
	enum fault fault = clean_name(a, name, &clean, err);

	if (fault == FAULT_NONE)
		fault = publickey_read(typed, row.key, err);
	if (fault == FAULT_NONE)
		fault = check_key(c, row.key, clean, err);
	if (fault == FAULT_NONE)
		fault = account_second(c, row.key, ret_waits, err);
	if (fault != FAULT_NONE || *ret_waits)
		return fault;
	memcpy(row.account, c->row.id, sizeof(row.account));
	snprintf(row.name, sizeof(row.name), "%s", clean);
	fault = store_account_put_key(c->registry->store, &row, err);
	return fault == FAULT_NONE ? account_change_enter(c, LEDGER_KEY_ADDED, row.key, err)
				   : fault;
}

enum fault account_add_key(struct registry *r, const struct caller *c, const char *number,
			   const char *name, const char *typed, struct error *err)
{
	struct account_change change = {.registry = r, .caller = c};
	bool waits = false;
	enum fault fault;

	do {
		fault = account_change_begin(&change, number, err);
		if (fault == FAULT_NONE)
			fault = add_key(&change, name, typed, &waits, err);
		fault = account_change_end(&change, fault, err);
	} while (account_change_again(&change, fault));
	return account_second_needed(fault, waits, err);
}

static bool is_meant(const struct store_account_key *k, const char *which, const char *key)
{
	return k->ended == 0 && (strcmp(k->name, which) == 0 || strcmp(k->key, key) == 0);
}

static enum fault end_key(struct account_change *c, const char *which, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct account_parts parts = {.arena = a};
	char key[PUBLICKEY] = "";
	size_t i = 0;
	enum fault fault = account_parts_read(c->registry, c->row.id, &parts, err);

	if (fault != FAULT_NONE)
		return fault;
	if (publickey_read(which, key, NULL) != FAULT_NONE)
		key[0] = '\0';
	while (i < parts.key_count && !is_meant(&parts.keys[i], which, key))
		i++;
	if (i == parts.key_count)
		return fail(err, FAULT_MISSING,
			    N_("The account has no such key; `account show` shows its keys."),
			    "no such key");
	parts.keys[i].ended = c->now;
	fault = store_account_put_key(c->registry->store, &parts.keys[i], err);
	return fault == FAULT_NONE
		       ? account_change_enter(c, LEDGER_KEY_REVOKED, parts.keys[i].key, err)
		       : fault;
}

enum fault account_revoke_key(struct registry *r, const struct caller *c, const char *number,
			      const char *which, struct error *err)
{
	struct account_change change = {.registry = r, .caller = c};
	enum fault fault;

	do {
		fault = account_change_begin(&change, number, err);
		if (fault == FAULT_NONE)
			fault = end_key(&change, which, err);
		fault = account_change_end(&change, fault, err);
	} while (account_change_again(&change, fault));
	return fault;
}
