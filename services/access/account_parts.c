/* account_parts.c - the keys and grants of one account as they stand in the registry. */
#include "services/access/account_parts.h"

#include "i18n/base/array.h"
#include "services/access/account_second.h"
#include "services/access/recovery_within.h"
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
			    N_("The portal's registry did not work as it should. What was stored "
			       "before is safe; please tell the portal's operator."),
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

struct waits {
	struct arena *arena;
	int64_t now;
	struct store_recovery *rows;
	size_t count, room;
};

static void keep_wait(void *ctx, const struct store_recovery *row)
{
	struct waits *w = ctx;

	if (recovery_is_over(row, w->now))
		return;
	w->rows = array_room_in(w->arena, w->rows, w->count + 1, &w->room, sizeof(*w->rows));
	w->rows[w->count++] = *row;
}

enum fault account_waits(struct registry *r, struct arena *a, const char *id,
			 struct account_wait **ret, size_t *ret_count, struct error *err)
{
	struct waits w = {.arena = a, .now = registry_now(r)};
	enum fault fault = store_recovery_each(r->store, id, keep_wait, &w, err);
	struct account_wait *list = arena_array(a, w.count + 1, sizeof(*list));

	for (size_t i = 0; i < w.count && fault == FAULT_NONE; i++) {
		const struct store_recovery *row = &w.rows[i];

		list[i] = (struct account_wait){.what = account_second_kind(row->what),
						.by = "",
						.at = row->at,
						.ready_at = row->ready_at};
		fault = account_parts_name(r, a, row->asked_by, &list[i].by, err);
	}
	if (fault != FAULT_NONE)
		return fault;
	*ret = list;
	*ret_count = w.count;
	return FAULT_NONE;
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
