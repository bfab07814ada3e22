/* recovery.c - an account is opened anew by waiting: asked for, given at the end, stopped. */
#include "services/access/recovery.h"

#include "i18n/base/array.h"
#include "i18n/date.h"
#include "services/access/access.h"
#include "services/access/account_second.h"
#include "services/access/recovery_within.h"
#include "services/access/sign_in.h"
#include "services/access/sign_in_try.h"
#include "services/registry/budget.h"
#include "services/registry/network.h"
#include "services/registry/registry_inside.h"

#include <string.h>

#define HOST "host" /* who has asked, where no account stands behind it */

/* --- asking --- */

/* By the machine's time, as all that slows down. */
static enum fault spend(struct registry *r, const struct caller *c, const char *number,
			struct error *err)
{
	char source[NETWORK] = "";
	int64_t now = registry_machine_now(r);
	enum fault fault = budget_ask(r->store, BUDGET_RECOVERY, number, now, err);

	if (!c->exempt)
		network_name(&r->seal, c->source, source);
	if (fault == FAULT_NONE)
		fault = budget_ask(r->store, BUDGET_RECOVERY_SOURCE, source, now, err);
	if (fault == FAULT_NONE)
		fault = budget_use(r->store, BUDGET_RECOVERY, number, now, err);
	return fault == FAULT_NONE ? budget_use(r->store, BUDGET_RECOVERY_SOURCE, source, now, err)
				   : fault;
}

/* Into `ret`: the account of one of staff who may, or the host; "" for anybody else. Whom strangers
 * have kept waiting those need not wait for. */
static enum fault name_asker(struct registry *r, const struct caller *c,
			     char ret[sizeof(((struct store_errand *)0)->asked_by)],
			     struct error *err)
{
	struct error why = {0};
	enum fault fault = access_may(r, c, ACCESS_ACCOUNTS, NULL, &why);

	if (fault == FAULT_NONE)
		snprintf(ret, sizeof(((struct store_errand *)0)->asked_by), "%s",
			 c->role == ROLE_STAFF ? c->account : HOST);
	if (fault == FAULT_NONE || fault == FAULT_DENIED)
		return FAULT_NONE;
	if (err != NULL)
		*err = why;
	return fault;
}

static enum fault ask_once(struct registry *r, const struct caller *c, struct store_errand *errand,
			   struct error *err)
{
	enum fault fault = store_begin(r->store, err);

	errand->asked_by[0] = '\0';
	if (fault == FAULT_NONE)
		fault = name_asker(r, c, errand->asked_by, err);
	if (fault == FAULT_NONE && errand->asked_by[0] == '\0')
		fault = spend(r, c, errand->number, err);
	if (fault == FAULT_NONE)
		fault = recovery_errand(r, errand, err);
	if (fault == FAULT_NONE)
		fault = store_commit(r->store, err);
	store_rollback(r->store);
	return fault;
}

static enum fault must_offer(const struct caller *c, struct error *err)
{
	return c->recovers > 0 ? FAULT_NONE
			       : fail(err, FAULT_DENIED,
				      N_("Here only the administrators give a new PIN. Ask for it "
					 "at the counter of an authority that uses this portal, "
					 "with an identity document."),
				      "no recovery by waiting");
}

enum fault recovery_ask(struct registry *r, const struct caller *c, const char *number,
			struct error *err)
{
	struct store_errand errand = {.kind = ERRAND_ASK, .what = ACCOUNT_PIN};
	struct store_runs runs = {0};
	char digits[ACCOUNT_DIGITS + 1];
	enum fault fault = access_may(r, c, ACCESS_VISIT, NULL, err);

	if (fault == FAULT_NONE)
		fault = reference_read_account(number, digits, err);
	if (fault == FAULT_NONE)
		fault = must_offer(c, err);
	if (fault != FAULT_NONE)
		return fault;
	memcpy(errand.number, digits, sizeof(digits));
	do
		fault = ask_once(r, c, &errand, err);
	while (fault != FAULT_NONE && store_again(r->store, &runs));
	return fault;
}

/* --- giving --- */

static enum fault is_wrong(struct error *err)
{
	return fail(err, FAULT_MISSING,
		    N_("No request was found for this number and code. Check both, digit by digit: "
		       "the code is in the message that we sent you."),
		    "account or code");
}

static enum fault too_early(int64_t ready_at, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)4096);

	fail(err, FAULT_DENIED,
	     N_("The code is correct, but you get the new PIN only from {date} on: until then the "
		"request can be stopped if somebody else made it. Keep the code."),
	     "before its time");
	error_code(err, "too_early");
	error_fill(err, "date", "%s", date_iso(a, date_of(ready_at)));
	return FAULT_DENIED;
}

/* The row and what waits of it, by number. */
static enum fault find(struct registry *r, const char *number, struct store_account *row,
		       struct store_recovery *ret, bool *ret_found, struct error *err)
{
	bool known = false;
	enum fault fault = store_account_find(r->store, STORE_BY_NUMBER, number, row, &known, err);

	*ret = (struct store_recovery){.code = ""};
	*ret_found = false;
	return fault == FAULT_NONE
		       ? recovery_find(r, known ? row->id : "", ACCOUNT_PIN, ret, ret_found, err)
		       : fault;
}

/* What was right a moment ago still is, and nobody has stopped it meanwhile. */
static enum fault give_once(struct account_change *c, const char *number,
			    const struct store_recovery *proven, const char *hash,
			    struct error *err)
{
	struct store_recovery now;
	bool found = false;
	enum fault fault = account_change_start(c, err);

	if (fault == FAULT_NONE)
		fault = store_account_lock(c->registry->store, proven->account, err);
	if (fault == FAULT_NONE)
		fault = find(c->registry, number, &c->row, &now, &found, err);
	if (fault == FAULT_NONE && (!found || strcmp(now.code, proven->code) != 0))
		return is_wrong(err);
	if (fault == FAULT_NONE)
		fault = account_parts_must_be_whole(c->registry, &c->row, err);
	if (fault == FAULT_NONE && c->now < now.ready_at)
		return too_early(now.ready_at, err);
	if (fault == FAULT_NONE)
		fault = recovery_end(c, ACCOUNT_PIN, true, err);
	if (fault != FAULT_NONE)
		return fault;
	snprintf(c->row.pin, sizeof(c->row.pin), "%s", hash);
	return account_change_enter(c, LEDGER_PIN_GIVEN, "recovery", err);
}

/* With a code that is right. */
static enum fault give(struct registry *r, const struct caller *c,
		       const struct store_recovery *proven, struct account_paper *paper,
		       struct error *err)
{
	struct account_change change = {.registry = r, .caller = c};
	char hash[PIN_HASH] = "";
	enum fault fault = account_draw_pin(r, paper->number, paper->pin, hash, err);

	if (fault != FAULT_NONE)
		return fault;
	do {
		fault = give_once(&change, paper->number, proven, hash, err);
		fault = account_change_end(&change, fault, err);
	} while (account_change_again(&change, fault));
	return fault;
}

enum fault recovery_finish(struct registry *r, const struct caller *c, const char *number,
			   const char *code, struct account_paper *ret, struct error *err)
{
	struct account_paper paper = {.number = ""};
	struct store_account row = {.revision = 0};
	struct store_recovery waits;
	struct attempt t = {.name = paper.number};
	char secret[ACCOUNT_PIN_DIGITS + 1];
	bool found = false;
	enum fault fault = reference_read_account(number, paper.number, err);

	if (fault == FAULT_NONE)
		fault = reference_read_account_pin(code, secret, err);
	if (fault == FAULT_NONE)
		fault = must_offer(c, err);
	if (fault == FAULT_NONE)
		fault = find(r, paper.number, &row, &waits, &found, err);
	if (fault != FAULT_NONE)
		return fault;
	t.exists = row.revision > 0;
	fault = sign_in_attempt(r, c, secret, waits.code, &t, err);
	sodium_memzero(secret, sizeof(secret));
	if (fault == FAULT_NONE && !t.is_right)
		return is_wrong(err);
	if (fault == FAULT_NONE)
		fault = give(r, c, &waits, &paper, err);
	if (fault == FAULT_NONE)
		*ret = paper;
	sodium_memzero(&paper, sizeof(paper));
	return fault;
}

/* --- looking, and stopping --- */

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
		if (strcmp(row->asked_by, HOST) == 0)
			list[i].by = HOST;
		else
			fault = account_parts_name(r, a, row->asked_by, &list[i].by, err);
	}
	if (fault != FAULT_NONE)
		return fault;
	*ret = list;
	*ret_count = w.count;
	return FAULT_NONE;
}

/* As long as the visit has a way into it. */
static enum fault find_own(struct registry *r, const struct caller *c, struct store_account *ret,
			   struct error *err)
{
	bool found = false;
	enum fault fault;

	if (c->role != ROLE_STAFF)
		return account_find_own(r, c, ret, err);
	fault = sign_in_holds(r, c, err);
	if (fault == FAULT_NONE)
		fault = store_account_find(r->store, STORE_BY_ID, c->account, ret, &found, err);
	return fault == FAULT_NONE && !found ? sign_in_holds(r, c, err) : fault;
}

enum fault recovery_own(struct registry *r, const struct caller *c, struct arena *a,
			struct account_wait **ret, size_t *ret_count, struct error *err)
{
	struct store_account row;
	enum fault fault;

	*ret = NULL;
	*ret_count = 0;
	if (c->account[0] == '\0')
		return FAULT_NONE;
	fault = find_own(r, c, &row, err);
	return fault == FAULT_NONE ? account_waits(r, a, row.id, ret, ret_count, err) : fault;
}

struct all {
	char what[16][sizeof(((struct store_recovery *)0)->what)];
	size_t count;
};

static void note(void *ctx, const struct store_recovery *row)
{
	struct all *all = ctx;

	if (all->count < sizeof(all->what) / sizeof(all->what[0]))
		memcpy(all->what[all->count++], row->what, sizeof(row->what));
}

/* What was asked for and waits for nothing is forgotten with it: account_second.c. */
static enum fault stop(struct account_change *c, const char *who, struct error *err)
{
	struct all all = {.count = 0};
	enum fault fault = store_recovery_each(c->registry->store, c->row.id, note, &all, err);

	if (fault == FAULT_NONE && all.count == 0)
		return fail(err, FAULT_MISSING,
			    N_("Nobody is asking for new access to this account: there is nothing "
			       "to stop."),
			    "nothing waits");
	for (size_t i = 0; i < all.count && fault == FAULT_NONE; i++)
		fault = recovery_end(c, all.what[i], false, err);
	return fault == FAULT_NONE ? account_change_enter(c, LEDGER_RECOVERY_STOPPED, who, err)
				   : fault;
}

static enum fault stop_own_once(struct account_change *c, struct error *err)
{
	struct registry *r = c->registry;
	enum fault fault = account_change_start(c, err);

	if (fault == FAULT_NONE)
		fault = store_account_lock(r->store, c->caller->account, err);
	if (fault == FAULT_NONE)
		fault = find_own(r, c->caller, &c->row, err);
	if (fault == FAULT_NONE)
		fault = account_parts_must_be_whole(r, &c->row, err);
	return fault == FAULT_NONE ? stop(c, "own", err) : fault;
}

enum fault recovery_stop_own(struct registry *r, const struct caller *c, struct error *err)
{
	struct account_change change = {.registry = r, .caller = c};
	enum fault fault;

	do {
		fault = stop_own_once(&change, err);
		fault = account_change_end(&change, fault, err);
	} while (account_change_again(&change, fault));
	return fault;
}

enum fault recovery_stop(struct registry *r, const struct caller *c, const char *number,
			 struct error *err)
{
	struct account_change change = {.registry = r, .caller = c};
	enum fault fault;

	do {
		fault = account_change_begin(&change, number, err);
		if (fault == FAULT_NONE)
			fault = stop(&change, "staff", err);
		fault = account_change_end(&change, fault, err);
	} while (account_change_again(&change, fault));
	return fault;
}
