/* account_parts.c - the keys and grants of one account as they stand in the registry. */
#include "services/access/account_parts.h"

#include "i18n/base/array.h"
#include "services/access/reference.h"
#include "services/party/party.h"
#include "services/registry/registry_inside.h"
#include "services/registry/vouch_account.h"

#include <string.h>

static void keep_key(void *ctx, const struct store_account_key *row)
{
	struct account_parts *p = ctx;

	p->keys =
		array_room_in(p->arena, p->keys, p->key_count + 1, &p->key_room, sizeof(*p->keys));
	p->keys[p->key_count++] = *row;
}

static void keep_grant(void *ctx, const struct store_account_grant *row)
{
	struct account_parts *p = ctx;

	p->grants = array_room_in(p->arena, p->grants, p->grant_count + 1, &p->grant_room,
				  sizeof(*p->grants));
	p->grants[p->grant_count++] = *row;
}

enum fault account_parts_read(struct registry *r, const char *id, struct account_parts *ret,
			      struct error *err)
{
	enum fault fault = store_account_each_key(r->store, id, keep_key, ret, err);

	return fault == FAULT_NONE ? store_account_each_grant(r->store, id, keep_grant, ret, err)
				   : fault;
}

enum fault account_parts_are_whole(struct registry *r, const struct store_account *row, bool *ret,
				   struct error *err)
{
	char mac[SEAL_DIGEST + 1];
	enum fault fault = vouch_account(&r->seal, r->store, row, mac, err);

	if (fault == FAULT_NONE)
		*ret = strcmp(mac, row->mac) == 0;
	return fault;
}

enum fault account_parts_must_be_whole(struct registry *r, const struct store_account *row,
				       struct error *err)
{
	bool whole = false;
	enum fault fault = account_parts_are_whole(r, row, &whole, err);

	if (fault == FAULT_NONE && !whole)
		return fail(err, FAULT_BROKEN,
			    N_("There is a problem with the portal's registry. Everything already "
			       "saved is safe. Please tell the portal's operator."),
			    "account %s is not as the portal wrote it", row->id);
	return fault;
}

enum fault account_parts_find(struct registry *r, const char *number, struct store_account *ret,
			      struct error *err)
{
	char digits[ACCOUNT_DIGITS + 1];
	bool found = false;
	enum fault fault = reference_read_account(number, digits, err);

	if (fault == FAULT_NONE)
		fault = store_account_find(r->store, STORE_BY_NUMBER, digits, ret, &found, err);
	if (fault == FAULT_NONE && !found)
		return fail(err, FAULT_MISSING, N_("There is no account with this number."),
			    "no such account");
	return fault;
}

enum fault account_parts_name(struct registry *r, struct arena *a, const char *account,
			      const char **ret, struct error *err)
{
	struct store_account row;
	struct party person = {.name = ""};
	bool found = false;
	enum fault fault = FAULT_NONE;

	if (account[0] != '\0')
		fault = store_account_find(r->store, STORE_BY_ID, account, &row, &found, err);
	if (fault == FAULT_NONE && found)
		fault = party_get(r, a, row.party, &person, err);
	if (fault == FAULT_NONE)
		*ret = person.name;
	return fault;
}
