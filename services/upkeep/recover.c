/* recover.c - what the clerk does for accounts that are to be opened anew: looks whether there is
 * such a one, tells its addresses, lets it wait, and forgets it when nobody has come. */
#include "services/upkeep/recover.h"

#include "i18n/date.h"
#include "i18n/base/array.h"
#include "i18n/message.h"
#include "services/access/account_second.h"
#include "services/access/recovery_within.h"
#include "services/application/dispatch.h"
#include "services/registry/limits.h"
#include "services/registry/registry_inside.h"
#include "services/registry/vouch.h"

#include <string.h>

#define DAY ((int64_t)86400)
#define WORK ((size_t)1 << 20) /* bytes */

/* One errand, within one transaction. */
struct turn {
	struct account_change change;
	struct arena *arena;
	int days;
	const struct recover_words *words;
	struct store_errand errand;
	bool waits; /* for it already */
	size_t waiting;
	struct store_address *addresses; /* that are proven, in `arena` */
	size_t count, room;
	char pin[ACCOUNT_PIN_DIGITS + 1], hash[PIN_HASH]; /* the code of the message */
	bool begun, told;
};

/* --- what is asked --- */

/* What was put there past the portal is not done, and keeps the digest that it has: verify finds
   it. */
static enum fault take(struct turn *t, const char *id, bool *ret_found, struct error *err)
{
	struct registry *r = t->change.registry;
	enum fault fault = store_errand_lock(r->store, id, err);

	if (fault == FAULT_NONE)
		fault = store_errand_get(r->store, id, &t->errand, ret_found, err);
	if (fault != FAULT_NONE || !*ret_found ||
	    strcmp(t->errand.kind, STORE_ERRAND_REFUSED) == 0) {
		*ret_found = false;
		return fault;
	}
	if (vouch_holds(&r->seal, &store_errand_table, &t->errand))
		return FAULT_NONE;
	*ret_found = false;
	snprintf(t->errand.kind, sizeof(t->errand.kind), "%s", STORE_ERRAND_REFUSED);
	return store_errand_act(r->store, &t->errand, err);
}

/* The account, which nobody else changes then; one that is not as the portal wrote it is none: no
   new digest is made of it. */
static enum fault find_account(struct account_change *c, const char *number, bool *ret_found,
			       struct error *err)
{
	struct store *s = c->registry->store;
	enum fault fault = store_account_find(s, STORE_BY_NUMBER, number, &c->row, ret_found, err);

	if (fault == FAULT_NONE && *ret_found)
		fault = store_account_lock(s, c->row.id, err);
	if (fault == FAULT_NONE && *ret_found)
		fault = store_account_find(s, STORE_BY_NUMBER, number, &c->row, ret_found, err);
	return fault == FAULT_NONE && *ret_found
		       ? account_parts_are_whole(c->registry, &c->row, ret_found, err)
		       : fault;
}

static void keep_address(void *ctx, const struct store_address *row)
{
	struct turn *t = ctx;

	if (row->proven_at == 0 ||
	    !vouch_holds(&t->change.registry->seal, &store_address_table, row))
		return;
	t->addresses = array_room_in(t->arena, t->addresses, t->count + 1, &t->room,
				     sizeof(*t->addresses));
	t->addresses[t->count++] = *row;
}

static void keep_wait(void *ctx, const struct store_recovery *row)
{
	struct turn *t = ctx;

	if (recovery_is_over(row, t->change.now))
		return;
	t->waiting++;
	t->waits = t->waits || strcmp(row->what, t->errand.what) == 0;
}

/* Who has stopped it has a way in, and need not be told again what anybody asks by the number. */
static enum fault was_stopped(const struct turn *t, bool *ret, struct error *err)
{
	struct ledger_entry *entries = NULL;
	size_t count = 0;
	enum fault fault =
		ledger_of(t->change.registry, t->change.row.id, t->arena, &entries, &count, err);

	*ret = false;
	for (size_t i = 0; i < count && fault == FAULT_NONE; i++)
		*ret = *ret || (entries[i].act == LEDGER_RECOVERY_STOPPED &&
				strcmp(entries[i].reason, "own") == 0 &&
				entries[i].at > t->change.now - LIMIT_RECOVERY_DAYS * DAY);
	return fault;
}

static enum fault may_begin(struct turn *t, bool *ret, struct error *err)
{
	bool stopped = false;
	enum fault fault =
		store_recovery_each(t->change.registry->store, t->change.row.id, keep_wait, t, err);

	if (fault == FAULT_NONE && t->errand.asked_by[0] == '\0')
		fault = was_stopped(t, &stopped, err);
	*ret = t->days > 0 && !t->waits && t->waiting < LIMIT_RECOVERY_WAITS && !stopped;
	return fault;
}

/* --- what is told --- */

static enum fault tell(struct turn *t, const char *const words[LANG_COUNT], int64_t ready_at,
		       struct error *err)
{
	enum fault fault = FAULT_NONE;

	/* The number without blanks: among Arabic letters its parts would change places. */
	for (size_t i = 0; i < t->count && fault == FAULT_NONE; i++) {
		enum lang lang = LANG_EN;

		lang_find(t->addresses[i].lang, &lang);
		fault = dispatch_add(t->change.registry, &t->addresses[i], NULL, 0,
				     FILL(t->arena, words[lang], {"number", t->change.row.number},
					  {"date", date_iso(t->arena, date_of(ready_at))},
					  {"code", t->pin}),
				     err);
	}
	return fault;
}

/* The code goes to addresses that are proven by now, and to no other. */
static enum fault begin(struct turn *t, struct error *err)
{
	struct registry *r = t->change.registry;
	const struct caller *portal = t->change.caller;
	bool is_pin = strcmp(t->errand.what, ACCOUNT_PIN) == 0, may = false;
	struct caller asker = *portal; /* who is entered: of staff or the host, if they asked */
	struct store_recovery row = {.at = t->change.now,
				     .ready_at = t->change.now + t->days * DAY};
	enum fault fault = may_begin(t, &may, err);

	if (fault != FAULT_NONE || !may)
		return fault;
	snprintf(row.account, sizeof(row.account), "%s", t->change.row.id);
	snprintf(row.what, sizeof(row.what), "%s", t->errand.what);
	snprintf(row.asked_by, sizeof(row.asked_by), "%s", t->errand.asked_by);
	if (is_pin && t->count > 0)
		snprintf(row.code, sizeof(row.code), "%s", t->hash);
	/* One that is over is still there until it is forgotten. */
	fault = store_recovery_drop(r->store, row.account, row.what, err);
	if (fault == FAULT_NONE)
		fault = store_recovery_add(r->store, &row, err);
	snprintf(asker.account, sizeof(asker.account), "%.32s", row.asked_by);
	t->change.caller = &asker;
	if (fault == FAULT_NONE)
		fault = account_change_enter(&t->change, LEDGER_RECOVERY_BEGUN, row.what, err);
	t->change.caller = portal;
	t->begun = fault == FAULT_NONE;
	return fault == FAULT_NONE
		       ? tell(t, is_pin ? t->words->code : t->words->waits, row.ready_at, err)
		       : fault;
}

static enum fault do_it(struct turn *t, struct error *err)
{
	bool known = false;
	enum fault fault = find_account(&t->change, t->errand.number, &known, err);

	if (fault == FAULT_NONE && known)
		fault = store_address_each(t->change.registry->store, t->change.row.id,
					   keep_address, t, err);
	if (fault != FAULT_NONE || !known)
		return fault;
	if (strcmp(t->errand.kind, ERRAND_ASK) == 0)
		return begin(t, err);
	t->told = true;
	return tell(t, t->words->given, 0, err);
}

static enum fault run_once(struct turn *t, const char *id, struct error *err)
{
	bool found = false;
	enum fault fault = account_change_start(&t->change, err);

	t->waits = t->begun = t->told = false;
	t->waiting = t->count = t->room = 0;
	t->addresses = NULL;
	if (fault == FAULT_NONE)
		fault = take(t, id, &found, err);
	if (fault == FAULT_NONE && found)
		fault = do_it(t, err);
	return fault == FAULT_NONE && found ? store_errand_drop(t->change.registry->store, id, err)
					    : fault;
}

/* A code is drawn before the writers' turn, since its hash takes long; of a number that is nobody's
 * none, since strangers ask for many. */
static enum fault run(struct turn *t, const char *id, struct error *err)
{
	struct registry *r = t->change.registry;
	struct store_account row;
	bool found = false;
	enum fault fault = store_errand_get(r->store, id, &t->errand, &found, err);

	if (fault == FAULT_NONE && found && strcmp(t->errand.kind, ERRAND_ASK) == 0 &&
	    strcmp(t->errand.what, ACCOUNT_PIN) == 0)
		fault = store_account_find(r->store, STORE_BY_NUMBER, t->errand.number, &row,
					   &found, err);
	else
		found = false;
	if (fault == FAULT_NONE && found)
		fault = account_draw_pin(r, t->errand.number, t->pin, t->hash, err);
	if (fault != FAULT_NONE)
		return fault;
	do {
		fault = run_once(t, id, err);
		fault = account_change_end(&t->change, fault, err);
	} while (account_change_again(&t->change, fault));
	return fault;
}

enum fault recover_run(struct registry *r, int days, const struct recover_words *words,
		       struct recover *ret, struct error *err)
{
	struct caller portal = caller_portal();
	struct recover done = {0, 0};
	enum fault fault = FAULT_NONE;

	for (int i = 0; i < RECOVER_MOST && fault == FAULT_NONE; i++) {
		ARENA_CLEAN struct arena *a = arena_new(WORK);
		struct turn t = {.change = {.registry = r, .caller = &portal},
				 .arena = a,
				 .days = days,
				 .words = words};
		char id[33];
		bool found = false;

		fault = store_errand_next(r->store, id, &found, err);
		if (fault != FAULT_NONE || !found)
			break;
		fault = run(&t, id, err);
		sodium_memzero(t.pin, sizeof(t.pin));
		done.begun += t.begun;
		done.told += t.told;
	}
	if (fault == FAULT_NONE)
		*ret = done;
	return fault;
}

/* --- what nobody came for --- */

struct over {
	int64_t now;
	char what[LIMIT_RECOVERY_WAITS][68];
	size_t count;
};

static void note_over(void *ctx, const struct store_recovery *row)
{
	struct over *o = ctx;

	if (recovery_is_over(row, o->now) && o->count < LIMIT_RECOVERY_WAITS)
		memcpy(o->what[o->count++], row->what, sizeof(row->what));
}

static enum fault forget_of(struct account_change *c, const char *account, struct error *err)
{
	struct over over = {.now = registry_now(c->registry)};
	struct store *s = c->registry->store;
	bool known = false;
	enum fault fault = account_change_start(c, err);

	if (fault == FAULT_NONE)
		fault = store_account_find(s, STORE_BY_ID, account, &c->row, &known, err);
	if (fault == FAULT_NONE && known)
		fault = find_account(c, c->row.number, &known, err);
	if (fault == FAULT_NONE && known)
		fault = store_recovery_each(s, account, note_over, &over, err);
	for (size_t i = 0; i < over.count && fault == FAULT_NONE; i++)
		fault = recovery_end(c, over.what[i], false, err);
	return fault == FAULT_NONE && over.count > 0
		       ? account_change_enter(c, LEDGER_RECOVERY_STOPPED, "late", err)
		       : fault;
}

enum fault recover_forget(struct registry *r, struct error *err)
{
	struct caller portal = caller_portal();
	char after[33] = "";
	bool found = true;
	enum fault fault = FAULT_NONE;

	while (fault == FAULT_NONE) {
		struct account_change c = {.registry = r, .caller = &portal};
		char account[33];

		fault = store_recovery_late(r->store,
					    registry_now(r) - LIMIT_RECOVERY_DAYS * DAY + 1, after,
					    account, &found, err);
		if (fault != FAULT_NONE || !found)
			break;
		do {
			fault = forget_of(&c, account, err);
			fault = account_change_end(&c, fault, err);
		} while (account_change_again(&c, fault));
		memcpy(after, account, sizeof(after));
	}
	return fault;
}
