/* account.c - accounts of persons: opened, shown, listed, and given a new PIN. */
#include "services/access/account.h"

#include "i18n/base/array.h"
#include "services/access/access.h"
#include "services/access/account_change.h"
#include "services/access/account_second.h"
#include "services/party/party.h"
#include "services/registry/pin.h"
#include "services/registry/registry_inside.h"

#include <sodium.h>
#include <string.h>

/* --- opening, and PINs --- */

enum fault account_draw_pin(struct registry *r, const char *number,
			    char pin[ACCOUNT_PIN_DIGITS + 1], char hash[PIN_HASH],
			    struct error *err)
{
	int slot;
	enum fault fault = pin_enter(r->hashing, &slot, err);

	if (fault != FAULT_NONE)
		return fault;
	reference_new_account_pin(pin);
	fault = pin_hash(&r->seal, number, pin, hash, err);
	pin_leave(r->hashing, slot);
	return fault;
}

static enum fault open_once(struct account_change *c, const char *name,
			    const struct account_paper *paper, const char *hash, struct error *err)
{
	struct ledger_entry by = account_change_by(c);
	struct party person = {.kind = PARTY_PERSON, .name = name};
	enum fault fault = account_change_begin(c, NULL, err);

	if (fault == FAULT_NONE)
		fault = party_add(c->registry, &by, &person, err);
	if (fault != FAULT_NONE)
		return fault;
	id_new(c->row.id);
	c->row.since = c->now;
	snprintf(c->row.number, sizeof(c->row.number), "%s", paper->number);
	snprintf(c->row.party, sizeof(c->row.party), "%s", person.id);
	snprintf(c->row.pin, sizeof(c->row.pin), "%s", hash);
	return account_change_enter(c, LEDGER_ACCOUNT_OPENED, "", err);
}

enum fault account_open(struct registry *r, const struct caller *c, const char *name,
			struct account_paper *ret, struct error *err)
{
	struct account_change change = {.registry = r, .caller = c};
	struct account_paper paper;
	char hash[PIN_HASH];
	enum fault fault = access_may(r, c, ACCESS_ACCOUNTS, NULL, err);

	reference_new_account(paper.number);
	if (fault == FAULT_NONE)
		fault = account_draw_pin(r, paper.number, paper.pin, hash, err);
	if (fault != FAULT_NONE)
		return fault;
	do {
		fault = open_once(&change, name, &paper, hash, err);
		fault = account_change_end(&change, fault, err);
	} while (account_change_again(&change, fault));
	if (fault == FAULT_NONE)
		*ret = paper;
	sodium_memzero(&paper, sizeof(paper));
	return fault;
}

enum fault account_renew_pin(struct registry *r, const struct caller *c, const char *number,
			     struct account_paper *ret, struct error *err)
{
	struct account_change change = {.registry = r, .caller = c};
	struct account_paper paper = {.number = ""};
	char hash[PIN_HASH] = "";
	bool waits = false;
	enum fault fault = access_may(r, c, ACCESS_ACCOUNTS, NULL, err);

	if (fault == FAULT_NONE)
		fault = reference_read_account(number, paper.number, err);
	if (fault == FAULT_NONE)
		fault = account_draw_pin(r, paper.number, paper.pin, hash, err);
	if (fault != FAULT_NONE)
		return fault;
	do {
		fault = account_change_begin(&change, number, err);
		if (fault == FAULT_NONE)
			fault = account_second(&change, ACCOUNT_PIN, &waits, err);
		if (fault == FAULT_NONE && !waits) {
			snprintf(change.row.pin, sizeof(change.row.pin), "%s", hash);
			fault = account_change_enter(&change, LEDGER_PIN_GIVEN, "", err);
		}
		fault = account_change_end(&change, fault, err);
	} while (account_change_again(&change, fault));
	fault = account_second_needed(fault, waits, err);
	if (fault == FAULT_NONE)
		*ret = paper;
	sodium_memzero(&paper, sizeof(paper));
	return fault;
}

/* --- showing --- */

static void show_key(const struct store_account_key *row, struct account_key *to)
{
	to->since = row->since;
	to->ended = row->ended;
	snprintf(to->key, sizeof(to->key), "%s", row->key);
	snprintf(to->name, sizeof(to->name), "%s", row->name);
}

/* Who gave it, by number where that was an account. */
static enum fault show_giver(struct registry *r, const char *by, char ret[68], struct error *err)
{
	struct store_account giver;
	bool found = false;
	enum fault fault = store_account_find(r->store, STORE_BY_ID, by, &giver, &found, err);

	if (fault == FAULT_NONE)
		snprintf(ret, 68, "%s", found ? giver.number : by);
	return fault;
}

/* An office that is gone is shown by its id. */
static enum fault show_grant(struct registry *r, const struct store_account_grant *row,
			     struct account_grant *to, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct party office = {.code = ""};
	enum fault fault = FAULT_NONE;

	if (row->office[0] != '\0')
		fault = party_get(r, a, row->office, &office, err);
	if (fault != FAULT_NONE && fault != FAULT_MISSING)
		return fault;
	to->since = row->since;
	to->until = row->until;
	snprintf(to->id, sizeof(to->id), "%s", row->id);
	snprintf(to->role, sizeof(to->role), "%s", row->role);
	snprintf(to->service, sizeof(to->service), "%s", row->service);
	snprintf(to->office, sizeof(to->office), "%s",
		 office.code[0] != '\0' ? office.code : row->office);
	return show_giver(r, row->given_by, to->by, err);
}

enum fault account_show(struct registry *r, struct arena *a, const struct store_account *row,
			struct account *ret, struct error *err)
{
	struct account to = {.since = row->since};
	struct account_parts parts = {.arena = a};
	struct party person;
	enum fault fault = account_parts_must_be_whole(r, row, err);

	if (fault == FAULT_NONE)
		fault = party_get(r, a, row->party, &person, err);
	if (fault == FAULT_NONE)
		fault = account_parts_read(r, row->id, &parts, err);
	if (fault != FAULT_NONE)
		return fault;
	snprintf(to.id, sizeof(to.id), "%s", row->id);
	snprintf(to.number, sizeof(to.number), "%.10s", row->number);
	to.name = person.name;
	to.keys = arena_array(a, parts.key_count + 1, sizeof(*to.keys));
	to.grants = arena_array(a, parts.grant_count + 1, sizeof(*to.grants));
	while (to.key_count < parts.key_count) {
		show_key(&parts.keys[to.key_count], &to.keys[to.key_count]);
		to.key_count++;
	}
	while (fault == FAULT_NONE && to.grant_count < parts.grant_count) {
		fault = show_grant(r, &parts.grants[to.grant_count], &to.grants[to.grant_count],
				   err);
		to.grant_count++;
	}
	if (fault == FAULT_NONE)
		*ret = to;
	return fault;
}

enum fault account_get(struct registry *r, const struct caller *c, struct arena *a,
		       const char *number, struct account *ret, struct error *err)
{
	struct store_account row;
	enum fault fault = access_may(r, c, ACCESS_ACCOUNTS, NULL, err);

	if (fault == FAULT_NONE)
		fault = account_parts_find(r, number, &row, err);
	if (fault == FAULT_NONE)
		fault = account_show(r, a, &row, ret, err);
	if (fault == FAULT_NONE)
		fault = account_second_asked(r, a, row.id, ret, err);
	return fault == FAULT_NONE ? account_waits(r, a, row.id, &ret->waits, &ret->wait_count, err)
				   : fault;
}

enum fault account_page(struct registry *r, const struct caller *c, const char *after, size_t most,
			struct arena *a, struct account **ret, size_t *ret_count, bool *ret_more,
			struct error *err)
{
	struct store_account row = {.number = ""};
	struct account *list = NULL;
	size_t count = 0, room = 0;
	bool found = true;
	enum fault fault = access_may(r, c, ACCESS_ACCOUNTS, NULL, err);

	snprintf(row.number, sizeof(row.number), "%s", after);
	while (fault == FAULT_NONE) {
		char last[sizeof(row.number)];

		memcpy(last, row.number, sizeof(last));
		fault = store_account_next(r->store, last, &row, &found, err);
		if (fault != FAULT_NONE || !found || count == most)
			break;
		list = array_room_in(a, list, count + 1, &room, sizeof(*list));
		fault = account_show(r, a, &row, &list[count], err);
		count++;
	}
	if (fault == FAULT_NONE) {
		*ret = list;
		*ret_count = count;
		*ret_more = found;
	}
	return fault;
}

enum fault account_list(struct registry *r, const struct caller *c, struct arena *a,
			struct account **ret, size_t *ret_count, struct error *err)
{
	bool more = false;

	return account_page(r, c, "", SIZE_MAX, a, ret, ret_count, &more, err);
}

/* --- acting --- */

enum fault account_act_as(struct registry *r, struct caller *c, const char *number,
			  struct error *err)
{
	struct store_account row;
	enum fault fault = access_may(r, c, ACCESS_MANAGE, NULL, err);

	if (fault == FAULT_NONE)
		fault = account_parts_find(r, number, &row, err);
	if (fault == FAULT_NONE)
		caller_act_as(c, row.id);
	return fault;
}
