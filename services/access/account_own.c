/* account_own.c - what a person does with their own account: looks at it, changes its PIN. */
#include "services/access/account.h"

#include "services/access/access.h"
#include "services/access/account_change.h"
#include "services/access/account_second.h"
#include "services/access/recovery_within.h"
#include "services/access/sign_in_try.h"
#include "services/registry/registry_inside.h"

#include <string.h>

static enum fault is_nobodys(struct error *err)
{
	fail(err, FAULT_DENIED,
	     N_("You are not signed in with an account. Connect as me@ with its number and PIN, or "
		"with a key of it."),
	     "no account");
	error_code(err, ACCOUNT_NEEDED);
	return FAULT_DENIED;
}

/* Who came with a PIN that the account no longer has: it was changed somewhere else. */
static enum fault is_changed(struct error *err)
{
	return fail(err, FAULT_DENIED,
		    N_("The PIN of this account was changed, so this session no longer opens it. "
		       "Sign in again with the new PIN."),
		    "another PIN");
}

enum fault account_find_own(struct registry *r, const struct caller *c, struct store_account *ret,
			    struct error *err)
{
	bool found = false;
	enum store_account_by by = c->key[0] != '\0' ? STORE_BY_KEY : STORE_BY_ID;
	enum fault fault;

	if (c->role == ROLE_STAFF)
		return fail(
			err, FAULT_DENIED,
			N_("Here you work for an office. Your own account is reached as me@, with "
			   "its number and PIN, or with the same key."),
			"come as staff");
	if (c->role != ROLE_APPLICANT || c->account[0] == '\0')
		return is_nobodys(err);
	fault = store_account_find(r->store, by, c->key[0] != '\0' ? c->key : c->account, ret,
				   &found, err);
	if (fault == FAULT_NONE && (!found || strcmp(ret->id, c->account) != 0))
		return is_nobodys(err);
	if (fault == FAULT_NONE && c->account_shown && !caller_shows(c, ret->pin))
		return is_changed(err);
	return fault;
}

enum fault account_own(struct registry *r, const struct caller *c, struct arena *a,
		       struct account *ret, struct error *err)
{
	struct store_account row;
	enum fault fault = account_find_own(r, c, &row, err);

	if (fault == FAULT_NONE)
		fault = account_show(r, a, &row, ret, err);
	return fault == FAULT_NONE ? account_waits(r, a, row.id, &ret->waits, &ret->wait_count, err)
				   : fault;
}

static enum fault prove(struct registry *r, const struct caller *c, const char *number,
			const char *pin, struct error *err)
{
	struct store_account row;
	char secret[ACCOUNT_PIN_DIGITS + 1];
	enum fault fault;

	if (pin == NULL || *pin == '\0') {
		fail(err, FAULT_DENIED,
		     N_("With a key alone you cannot change the PIN. Give the account's PIN too."),
		     "no PIN");
		error_code(err, ACCESS_PIN_NEEDED);
		return FAULT_DENIED;
	}
	fault = reference_read_account_pin(pin, secret, err);
	if (fault == FAULT_NONE)
		fault = sign_in_try(r, c, number, secret, &row, err);
	sodium_memzero(secret, sizeof(secret));
	if (fault == FAULT_MISSING && err != NULL) {
		err->say = N_("This is not the PIN of your account. Check it, digit by digit.");
		err->code = "pin_wrong";
	}
	return fault;
}

/* Asked again within the writers' turn: a key may have been revoked meanwhile. */
static enum fault change_once(struct account_change *change, const char *hash, struct error *err)
{
	struct store *s = change->registry->store;
	enum fault fault = account_change_start(change, err);

	if (fault == FAULT_NONE)
		fault = store_account_lock(s, change->caller->account, err);
	if (fault == FAULT_NONE)
		fault = account_find_own(change->registry, change->caller, &change->row, err);
	if (fault == FAULT_NONE)
		fault = account_parts_must_be_whole(change->registry, &change->row, err);
	if (fault == FAULT_NONE)
		fault = recovery_end(change, ACCOUNT_PIN, false, err);
	if (fault != FAULT_NONE)
		return fault;
	snprintf(change->row.pin, sizeof(change->row.pin), "%s", hash);
	return account_change_enter(change, LEDGER_PIN_GIVEN, "own", err);
}

enum fault account_change_pin(struct registry *r, struct caller *c, const char *pin,
			      struct account_paper *ret, struct error *err)
{
	struct account_change change = {.registry = r, .caller = c};
	struct account_paper paper = {.number = ""};
	struct store_account row;
	char hash[PIN_HASH] = "";
	enum fault fault = account_find_own(r, c, &row, err);

	if (fault == FAULT_NONE)
		snprintf(paper.number, sizeof(paper.number), "%.10s", row.number);
	if (fault == FAULT_NONE && !c->account_shown)
		fault = prove(r, c, paper.number, pin, err);
	if (fault == FAULT_NONE)
		fault = account_draw_pin(r, paper.number, paper.pin, hash, err);
	if (fault != FAULT_NONE)
		return fault;
	do {
		fault = change_once(&change, hash, err);
		fault = account_change_end(&change, fault, err);
	} while (account_change_again(&change, fault));
	if (fault == FAULT_NONE && c->account_shown)
		caller_be(c, row.id, hash);
	if (fault == FAULT_NONE)
		*ret = paper;
	sodium_memzero(&paper, sizeof(paper));
	return fault;
}
