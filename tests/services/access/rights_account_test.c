/* rights_account_test.c - rights_test.c's table of the calls for accounts and signing in.
 *
 * tools/check-rights reads the headers and fails where a call has no row here or there.
 */
#include "tests/services/access/rights_try.h"
#include "tests/services/codes.h"
#include "tests/unit.h"

/* --- accounts: of who may not, nothing is told of a number --- */

TRY(account_open)
{
	return account_open(REGISTRY, c, "Nobody", &(struct account_paper){0}, &h->err);
}

TRY(account_get)
{
	return account_get(REGISTRY, c, h->portal.arena, h->account.number, &(struct account){0},
			   &h->err);
}

TRY(account_list)
{
	struct account *list;
	size_t count;

	return account_list(REGISTRY, c, h->portal.arena, &list, &count, &h->err);
}

TRY(account_page)
{
	struct account *list;
	size_t count;
	bool more;

	return account_page(REGISTRY, c, "", 2, h->portal.arena, &list, &count, &more, &h->err);
}

TRY(account_renew_pin)
{
	return account_renew_pin(REGISTRY, c, h->account.number, &(struct account_paper){0},
				 &h->err);
}

TRY(account_renew_code)
{
	return account_renew_code(REGISTRY, c, h->account.number, &(struct account_code){0},
				  &h->err);
}

/* Who has the officer's key, and a code of theirs, is the officer; with a wrong one nobody. */
TRY(sign_in_staff)
{
	bool owner = c->role == ROLE_AUTHORITY && c->face == FACE_HOST;
	char digits[CODE_DIGITS + 1] = "000000", key[PUBLICKEY] = "";

	GOOD(publickey_read(RIGHTS_KEY, key, &h->err));
	if (owner)
		codes_at(h->code.secret, h->portal.now, digits);
	return sign_in_staff(REGISTRY, c, key, digits, &h->err);
}

TRY(sign_in_holds)
{
	if (c->role == ROLE_AUTHORITY && c->face == FACE_HOST)
		GOOD(account_act_as(REGISTRY, c, h->account.number, &h->err));
	return sign_in_holds(REGISTRY, c, &h->err);
}

/* Nobody else's can be named: denied is who has none. Their owner comes by the officer's key. */
static struct caller as_person(struct house *h, struct caller *c)
{
	struct caller person = *c;

	if (c->role != ROLE_AUTHORITY || c->face != FACE_HOST)
		return person;
	person = caller_visitor("", FACE_PAGES);
	GOOD(publickey_read(RIGHTS_KEY, person.key, &h->err));
	GOOD(sign_in_key(REGISTRY, &person, &h->err));
	return person;
}

TRY(sign_in_key)
{
	struct caller person = as_person(h, c);

	GOOD(sign_in_key(REGISTRY, &person, &h->err));
	return person.account[0] != '\0' && person.role == ROLE_APPLICANT ? FAULT_NONE
									  : FAULT_MISSING;
}

/* Wrong PINs of one are counted, so that most strangers try others. */
TRY(sign_in_account)
{
	bool owner = c->role == ROLE_AUTHORITY && c->face == FACE_HOST;
	char number[ACCOUNT_DIGITS + 1];

	reference_new_account(number);
	if (owner || strcmp(a->id, h->victims[VICTIM_DRAFT].id) == 0)
		memcpy(number, h->account.number, sizeof(number));
	return sign_in_account(REGISTRY, c, number, owner ? h->account.pin : "00000000", &h->err);
}

TRY(account_own)
{
	struct caller person = as_person(h, c);

	return account_own(REGISTRY, &person, h->portal.arena, &(struct account){0}, &h->err);
}

TRY(account_change_pin)
{
	struct caller person = as_person(h, c);

	return account_change_pin(REGISTRY, &person, h->account.pin, &(struct account_paper){0},
				  &h->err);
}

TRY(account_add_key)
{
	return account_add_key(REGISTRY, c, h->account.number, "mine",
			       "SHA256:CAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", &h->err);
}

TRY(account_revoke_key)
{
	return account_revoke_key(REGISTRY, c, h->account.number, "laptop", &h->err);
}

TRY(account_grant)
{
	struct account_grant g = {.role = "head"};

	return account_grant(REGISTRY, c, h->account.number, &g, &h->err);
}

TRY(account_end)
{
	return account_end(REGISTRY, c, h->account.number, h->grant.id, &h->err);
}

TRY(account_act_as)
{
	struct caller before = *c;
	enum fault fault = account_act_as(REGISTRY, c, h->account.number, &h->err);

	ck_assert(fault == FAULT_NONE || memcmp(&before, c, sizeof(before)) == 0);
	return fault;
}

TRY(offices_add)
{
	struct party office = {.name = "Nowhere", .code = "nowhere"};

	return offices_add(REGISTRY, c, "", &office, &h->err);
}

TRY(offices_add_organisation)
{
	struct party organisation = {.name = "Other"};

	return offices_add_organisation(REGISTRY, c, &organisation, &h->err);
}

TRY(offices_list)
{
	struct party *list;
	size_t count;

	return offices_list(REGISTRY, c, h->portal.arena, &list, &count, &h->err);
}

TRY(vain_list)
{
	struct vain_word *list;
	size_t count;

	return vain_list(REGISTRY, c, h->portal.arena, &list, &count, &h->err);
}

static const struct rights_row rows[] = {
	ROW(account_open, false, false),       ROW(account_get, false, false),
	ROW(account_list, false, false),       ROW(account_renew_pin, false, false),
	ROW(account_renew_code, false, false), ROW(sign_in_staff, false, false),
	ROW(sign_in_account, false, false),    ROW(sign_in_key, false, false),
	ROW(account_own, false, false),        ROW(account_change_pin, false, false),
	ROW(account_add_key, false, false),    ROW(account_revoke_key, false, false),
	ROW(account_grant, false, false),      ROW(account_end, false, false),
	ROW(account_act_as, false, false),     ROW(offices_add, false, false),
	ROW(offices_list, false, false),       ROW(offices_add_organisation, false, false),
	ROW(sign_in_holds, false, false),      ROW(account_page, false, false),
	ROW(vain_list, false, false),
};
#define ROWS (sizeof(rows) / sizeof(rows[0]))

START_TEST(strangers_are_told_nothing_and_change_nothing)
{
	rights_try_strangers("accounts", rows, ROWS);
}
END_TEST

START_TEST(who_may_does)
{
	rights_try_owners(rows, ROWS);
}
END_TEST

SUITE(rights_account, strangers_are_told_nothing_and_change_nothing, who_may_does)
