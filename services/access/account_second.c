/* account_second.c - what opens somebody's account anew is never given by one alone. */
#include "services/access/account_second.h"

#include "services/access/recovery_within.h"
#include "services/registry/limits.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_account.h"

#include <string.h>

#define DAY 86400 /* seconds */

/* What was asked for before it counts no more. */
static bool ends(const struct ledger_entry *e)
{
	return e->act == LEDGER_PIN_GIVEN || e->act == LEDGER_CODE_GIVEN ||
	       e->act == LEDGER_KEY_ADDED || e->act == LEDGER_RECOVERY_STOPPED;
}

/* Whose account it is; "" for what is none. */
static enum fault person_of_account(const struct account_change *c, const char *account,
				    char ret[33], struct error *err)
{
	struct store_account row;
	bool found = false;
	enum fault fault =
		store_account_find(c->registry->store, STORE_BY_ID, account, &row, &found, err);

	snprintf(ret, 33, "%s", fault == FAULT_NONE && found ? row.party : "");
	return fault;
}

/* What the ledger says of the account, the newest first: who asked for it, and was it given. Two
 * accounts of one person are one. */
static enum fault weigh(const struct account_change *c, const char *what, const char *me,
			const struct ledger_entry *entries, size_t count, bool *ret_mine,
			bool *ret_others, struct error *err)
{
	enum fault fault = FAULT_NONE;

	for (size_t i = count; fault == FAULT_NONE && i-- > 0;) {
		const struct ledger_entry *e = &entries[i];
		char them[33];

		if (ends(e) || e->at < c->now - (int64_t)LIMIT_RECOVERY_DAYS * DAY)
			break;
		if (e->act != LEDGER_RECOVERY_ASKED || strcmp(e->reason, what) != 0)
			continue;
		fault = person_of_account(c, e->actor, them, err);
		*ret_mine = *ret_mine || strcmp(them, me) == 0;
		*ret_others = *ret_others || strcmp(them, me) != 0;
	}
	return fault;
}

/* It is being set up: by who has opened it, a moment ago. */
static bool is_new(const struct account_change *c, const struct ledger_entry *entries, size_t count)
{
	return count > 0 && entries[0].act == LEDGER_ACCOUNT_OPENED &&
	       strcmp(entries[0].actor, c->caller->account) == 0 &&
	       c->row.since > c->now - (int64_t)LIMIT_ACCOUNT_DAYS * DAY;
}

/* From then on it waits for it, too, where the portal offers that. */
static enum fault ask(struct account_change *c, const char *what, struct error *err)
{
	struct store_errand errand = {.kind = ERRAND_ASK};
	enum fault fault = account_change_enter(c, LEDGER_RECOVERY_ASKED, what, err);

	if (fault != FAULT_NONE || c->caller->recovers == 0)
		return fault;
	snprintf(errand.number, sizeof(errand.number), "%s", c->row.number);
	snprintf(errand.what, sizeof(errand.what), "%s", what);
	snprintf(errand.asked_by, sizeof(errand.asked_by), "%s", c->caller->account);
	return recovery_errand(c->registry, &errand, err);
}

enum fault account_second(struct account_change *c, const char *what, bool *ret_waits,
			  struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct ledger_entry *entries = NULL;
	bool mine = false, others = false, waited = false;
	size_t count = 0;
	char me[33] = "";
	enum fault fault;

	*ret_waits = false;
	if (c->caller->role != ROLE_STAFF)
		return recovery_end(c, what, true, err);
	fault = person_of_account(c, c->caller->account, me, err);
	if (fault == FAULT_NONE && strcmp(me, c->row.party) == 0)
		return fail(err, FAULT_DENIED,
			    N_("This is your own account: two other administrators have to give it "
			       "new access. If you know its PIN, change it at me@."),
			    "one's own account");
	if (fault == FAULT_NONE)
		fault = ledger_of(c->registry, c->row.id, a, &entries, &count, err);
	if (fault != FAULT_NONE)
		return fault;
	if (is_new(c, entries, count))
		return recovery_end(c, what, true, err);
	fault = weigh(c, what, me, entries, count, &mine, &others, err);
	if (fault == FAULT_NONE)
		fault = recovery_waited(c, what, &waited, err);
	if (fault != FAULT_NONE)
		return fault;
	if (others || waited)
		return recovery_end(c, what, true, err);
	*ret_waits = true;
	return mine ? FAULT_NONE : ask(c, what, err);
}

enum fault account_second_needed(enum fault fault, bool waits, struct error *err)
{
	if (fault != FAULT_NONE || !waits)
		return fault;
	fail(err, FAULT_DENIED,
	     N_("This gives new access to somebody's account, which nobody can do alone and at "
		"once: it is asked for now. It is done when another administrator gives the same "
		"command within {days} days, or when you give it again after the waiting time that "
		"the account shows and have checked who it is for."),
	     "a second one is needed");
	error_code(err, "second_needed");
	error_fill(err, "days", "%d", LIMIT_RECOVERY_DAYS);
	return FAULT_DENIED;
}

const char *account_second_kind(const char *what)
{
	if (strcmp(what, ACCOUNT_PIN) == 0 || strcmp(what, ACCOUNT_CODE) == 0)
		return what;
	return "key";
}

static bool has_asked(const struct ledger_entry *entries, size_t count, const char *what)
{
	for (size_t i = 0; i < count; i++)
		if (entries[i].act == LEDGER_RECOVERY_ASKED && strcmp(entries[i].reason, what) == 0)
			return true;
	return false;
}

enum fault account_second_asked(struct registry *r, struct arena *a, const char *id,
				struct account *ret, struct error *err)
{
	int64_t since = registry_now(r) - (int64_t)LIMIT_RECOVERY_DAYS * DAY;
	struct ledger_entry *entries = NULL;
	size_t count = 0, first;
	enum fault fault = ledger_of(r, id, a, &entries, &count, err);

	if (fault != FAULT_NONE)
		return fault;
	for (first = count; first > 0; first--)
		if (ends(&entries[first - 1]) || entries[first - 1].at < since)
			break;
	ret->asked = arena_array(a, count - first, sizeof(*ret->asked));
	for (size_t i = count; i-- > first && fault == FAULT_NONE;) {
		const struct ledger_entry *e = &entries[i];
		struct account_asked *to = &ret->asked[ret->asked_count];

		if (e->act != LEDGER_RECOVERY_ASKED ||
		    has_asked(&entries[i + 1], count - i - 1, e->reason))
			continue;
		*to = (struct account_asked){
			.what = account_second_kind(e->reason), .by = "", .at = e->at};
		fault = account_parts_name(r, a, e->actor, &to->by, err);
		ret->asked_count++;
	}
	return fault;
}
