/* sign_in_person.c - the person of an account comes in: by number and PIN, or by a key. */
#include "services/access/sign_in.h"

#include "services/access/account_parts.h"
#include "services/access/attempt.h"
#include "services/access/sign_in_try.h"
#include "services/party/party.h"
#include "services/registry/registry_inside.h"

#include <string.h>

static enum fault name_them(struct registry *r, const struct store_account *row, struct caller *c,
			    struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct party person;
	enum fault fault = party_get(r, a, row->party, &person, err);

	if (fault == FAULT_NONE)
		snprintf(c->who, sizeof(c->who), "%s", person.name);
	return fault;
}

/* Of an account that is as the portal wrote it; else `c` stays who it is. */
static enum fault be(struct registry *r, const struct store_account *row, const char *pin,
		     struct caller *c, bool *ret, struct error *err)
{
	enum fault fault = account_parts_are_whole(r, row, ret, err);

	if (fault == FAULT_NONE && *ret)
		fault = name_them(r, row, c, err);
	if (fault == FAULT_NONE && *ret)
		caller_be(c, row->id, pin);
	return fault;
}

static enum fault missing(struct error *err)
{
	return fail(err, FAULT_MISSING,
		    N_("There is no account with this number and PIN. Check both, digit by "
		       "digit."),
		    "account or PIN");
}

enum fault sign_in_attempt(struct registry *r, const struct caller *c, const char *secret,
			   const char *hash, struct attempt *t, struct error *err)
{
	t->strange = true;
	t->budget = BUDGET_PIN_NETWORK;
	network_name(&r->seal, c->source, t->source);
	if (t->source[0] != '\0')
		snprintf(t->subject, sizeof(t->subject), "%s %s", t->source, t->name);
	return attempt_pin(r, t, secret, hash, err);
}

enum fault sign_in_try(struct registry *r, const struct caller *c, const char *number,
		       const char *pin, struct store_account *ret, struct error *err)
{
	struct attempt t = {.name = number};
	bool found = false;
	enum fault fault = store_account_find(r->store, STORE_BY_NUMBER, number, ret, &found, err);

	if (fault == FAULT_NONE && !found)
		*ret = (struct store_account){.revision = 0};
	t.exists = found;
	if (fault == FAULT_NONE)
		fault = sign_in_attempt(r, c, pin, ret->pin, &t, err);
	return fault == FAULT_NONE && !t.is_right ? missing(err) : fault;
}

enum fault sign_in_account(struct registry *r, struct caller *c, const char *number,
			   const char *pin, struct error *err)
{
	struct store_account row;
	char digits[ACCOUNT_DIGITS + 1], secret[ACCOUNT_PIN_DIGITS + 1];
	bool whole = false;
	enum fault fault = reference_read_account(number, digits, err);

	if (fault == FAULT_NONE)
		fault = reference_read_account_pin(pin, secret, err);
	if (fault == FAULT_NONE)
		fault = sign_in_try(r, c, digits, secret, &row, err);
	sodium_memzero(secret, sizeof(secret));
	if (fault == FAULT_NONE)
		fault = be(r, &row, row.pin, c, &whole, err);
	return fault == FAULT_NONE && !whole ? missing(err) : fault;
}

enum fault sign_in_key(struct registry *r, struct caller *c, struct error *err)
{
	struct store_account row;
	bool found = false, whole = false;
	enum fault fault = FAULT_NONE;

	if (c->key[0] != '\0')
		fault = store_account_find(r->store, STORE_BY_KEY, c->key, &row, &found, err);
	return fault == FAULT_NONE && found ? be(r, &row, NULL, c, &whole, err) : fault;
}
