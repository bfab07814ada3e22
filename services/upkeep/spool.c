/* spool.c - what goes out by SMS and e-mail: handed to whoever sends it, one at a time, at least
 * once.
 */
#include "services/upkeep/spool.h"

#include "i18n/base/array.h"
#include "services/access/access.h"
#include "services/application/dispatch.h"
#include "services/registry/limits.h"
#include "services/registry/registry_inside.h"
#include "services/registry/vouch.h"

#define MINUTE 60
#define DAY 86400
#define CHANGED "changed past the portal"
#define HELD "not handed over: "  /* what `why` of it begins with */
#define LONGEST (4 * 60 * MINUTE) /* between two tries */

static enum fault put(struct registry *r, struct store_dispatch *row, struct error *err)
{
	vouch_row(&r->seal, &store_dispatch_table, row, row->mac);
	return store_dispatch_act(r->store, row, err);
}

static void fail_row(struct store_dispatch *row, const char *why)
{
	snprintf(row->state, sizeof(row->state), "%s", STORE_DISPATCH_FAILED);
	snprintf(row->why, sizeof(row->why), "%s", why);
	row->words[0] = '\0';
}

/* The row, which nobody else changes then; *ret_found false where it does not wait any more. What
 * was changed past the portal goes nowhere, and keeps the digest that it has: verify finds it. */
static enum fault read_row(struct registry *r, const char *id, struct store_dispatch *ret,
			   bool *ret_found, struct error *err)
{
	enum fault fault = store_dispatch_lock(r->store, id, err);

	if (fault == FAULT_NONE)
		fault = store_dispatch_get(r->store, id, ret, ret_found, err);
	if (fault != FAULT_NONE || !*ret_found)
		return fault;
	*ret_found = strcmp(ret->state, STORE_DISPATCH_WAITING) == 0;
	if (!*ret_found || vouch_holds(&r->seal, &store_dispatch_table, ret))
		return FAULT_NONE;
	*ret_found = false;
	fail_row(ret, CHANGED);
	return store_dispatch_act(r->store, ret, err);
}

/* Where to; *ret_found false where that was changed past the portal, so that the row is given up.
 */
static enum fault read_address(struct registry *r, struct store_dispatch *row,
			       struct store_address *ret, bool *ret_found, struct error *err)
{
	enum fault fault = store_address_get(r->store, row->address, ret, ret_found, err);

	if (fault != FAULT_NONE || !*ret_found)
		return fault;
	*ret_found = vouch_holds(&r->seal, &store_address_table, ret);
	if (*ret_found)
		return FAULT_NONE;
	fail_row(row, CHANGED);
	return put(r, row, err);
}

static enum fault take(struct registry *r, struct store_dispatch *ret, struct store_address *ret_to,
		       bool *ret_found, struct error *err)
{
	int64_t now = registry_now(r);
	char id[33];
	enum fault fault = store_dispatch_next(r->store, now, id, ret_found, err);

	if (fault != FAULT_NONE || !*ret_found)
		return fault;
	fault = read_row(r, id, ret, ret_found, err);
	if (fault != FAULT_NONE || !*ret_found)
		return fault;
	if (ret->next_at > now) { /* another clerk was faster */
		*ret_found = false;
		return FAULT_NONE;
	}
	fault = read_address(r, ret, ret_to, ret_found, err);
	if (fault != FAULT_NONE || !*ret_found)
		return fault;
	ret->next_at = now + SPOOL_HOLD;
	ret->tries++;
	return put(r, ret, err);
}

static enum fault finish(struct registry *r, enum fault fault, struct error *err)
{
	if (fault == FAULT_NONE)
		fault = store_commit(r->store, err);
	store_rollback(r->store);
	return fault;
}

static void show(const struct registry *r, struct arena *a, const struct store_dispatch *row,
		 const struct store_address *to, struct spool_message *ret)
{
	*ret = (struct spool_message){
		.channel = arena_text(a, to->channel),
		.to = dispatch_open(&r->seal, a, to->id, DISPATCH_ADDRESS, to->value),
		.lang = arena_text(a, to->lang),
		.words = dispatch_open(&r->seal, a, row->id, DISPATCH_WORDS, row->words),
		.tries = row->tries};
	memcpy(ret->id, row->id, sizeof(ret->id));
}

enum fault spool_take(struct registry *r, struct arena *a, struct spool_message *ret,
		      bool *ret_found, struct error *err)
{
	struct store_runs runs = {0};
	struct store_dispatch row;
	struct store_address to;
	char id[33];
	bool found = false;
	enum fault fault = store_dispatch_next(r->store, registry_now(r), id, &found, err);

	*ret_found = false;
	if (fault != FAULT_NONE || !found) /* nothing is written where nothing waits */
		return fault;
	do {
		fault = store_begin(r->store, err);
		if (fault == FAULT_NONE)
			fault = take(r, &row, &to, &found, err);
		fault = finish(r, fault, err);
	} while (fault != FAULT_NONE && store_again(r->store, &runs));
	*ret_found = fault == FAULT_NONE && found;
	if (*ret_found)
		show(r, a, &row, &to, ret);
	return fault;
}

static int64_t wait_after(int tries)
{
	int64_t wait = MINUTE;

	for (int i = 1; i < tries && wait < LONGEST; i++)
		wait *= 2;
	return wait < LONGEST ? wait : LONGEST;
}

static enum fault end(struct registry *r, const char *id, enum spool_result result, const char *why,
		      bool *ret_failed, struct error *err)
{
	struct store_dispatch row;
	bool found = false;
	enum fault fault = read_row(r, id, &row, &found, err);

	if (fault != FAULT_NONE || !found)
		return fault;
	if (result == SPOOL_SENT)
		return store_dispatch_drop(r->store, id, err);
	if (result == SPOOL_HERE)
		row.tries--;
	row.next_at =
		registry_now(r) + (result == SPOOL_HERE ? SPOOL_AGAIN : wait_after(row.tries));
	snprintf(row.why, sizeof(row.why), "%s%.40s", result == SPOOL_HERE ? HELD : "", why);
	*ret_failed = result == SPOOL_NEVER || row.tries >= LIMIT_DISPATCH_TRIES;
	if (*ret_failed)
		fail_row(&row, why);
	return put(r, &row, err);
}

enum fault spool_done(struct registry *r, const char *id, enum spool_result result, const char *why,
		      bool *ret_failed, struct error *err)
{
	struct store_runs runs = {0};
	enum fault fault;

	do {
		*ret_failed = false;
		fault = store_begin(r->store, err);
		if (fault == FAULT_NONE)
			fault = end(r, id, result, why, ret_failed, err);
		fault = finish(r, fault, err);
	} while (fault != FAULT_NONE && store_again(r->store, &runs));
	return fault;
}

enum fault spool_forget(struct registry *r, struct error *err)
{
	struct store_runs runs = {0};
	int64_t now = registry_now(r);
	enum fault fault;

	do {
		fault = store_begin(r->store, err);
		if (fault == FAULT_NONE)
			fault = store_address_drop_old(r->store, now - DAY, err);
		if (fault == FAULT_NONE)
			fault = store_dispatch_drop_old(
				r->store, now - (int64_t)LIMIT_DISPATCH_DAYS * DAY, err);
		fault = finish(r, fault, err);
	} while (fault != FAULT_NONE && store_again(r->store, &runs));
	return fault;
}

enum fault spool_count(struct registry *r, struct spool_tally *ret, struct error *err)
{
	struct store_dispatch_tally tally = {0, 0};
	enum fault fault = store_dispatch_tally(r->store, &tally, err);

	if (fault == FAULT_NONE)
		*ret = (struct spool_tally){tally.waiting, tally.failed};
	return fault;
}

enum fault spool_held(struct registry *r, struct spool_held *ret, struct error *err)
{
	struct store_dispatch_held held;
	enum fault fault = store_dispatch_held(r->store, HELD, &held, err);

	if (fault != FAULT_NONE)
		return fault;
	*ret = (struct spool_held){.count = held.count, .since = held.since};
	if (held.count > 0)
		snprintf(ret->why, sizeof(ret->why), "%s", held.why + strlen(HELD));
	return FAULT_NONE;
}

struct failures {
	struct arena *arena;
	struct spool_failed *list;
	size_t count, room;
};

static void keep(void *ctx, const struct store_dispatch *row, const char *channel,
		 const char *reference)
{
	struct failures *f = ctx;

	f->list = array_room_in(f->arena, f->list, f->count + 1, &f->room, sizeof(*f->list));
	f->list[f->count++] = (struct spool_failed){.reference = arena_text(f->arena, reference),
						    .channel = arena_text(f->arena, channel),
						    .why = arena_text(f->arena, row->why),
						    .at = row->at,
						    .tries = row->tries};
}

enum fault spool_failures(struct registry *r, const struct caller *c, struct arena *a,
			  struct spool_failed **ret, size_t *ret_count, struct error *err)
{
	struct failures f = {.arena = a};
	enum fault fault = access_may(r, c, ACCESS_MANAGE, NULL, err);

	if (fault == FAULT_NONE)
		fault = store_dispatch_each_failed(r->store, keep, &f, err);
	if (fault != FAULT_NONE)
		return fault;
	*ret = f.list;
	*ret_count = f.count;
	return FAULT_NONE;
}
