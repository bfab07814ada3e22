/* person_test.c - the person of an account: comes in by number and PIN or by a key, and finds what
 * the account holds.
 */
#include "tests/services/portal.h"
#include "tests/unit.h"

#include "services/registry/ledger.h"
#include "services/registry/limits.h"
#include "services/registry/registry_inside.h"

#include <string.h>

#define TWO "SHA256:BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)
#define BAD(fault, call) ck_assert_int_eq(call, fault)

/* An account that has the owner's key, which holds an application, and another key. */
struct home {
	struct portal portal;
	struct account_paper paper;
	struct receipt receipt;
	char own[PUBLICKEY_SHOWN];
};

static void open_home(struct home *h, const char *name)
{
	struct portal *p = &h->portal;

	portal_open(p, name);
	h->receipt = portal_apply(p, &p->owner);
	GOOD(account_open(p->registry, &p->host, "Mayy Haddad", &h->paper, &err));
	publickey_show(p->owner.key, h->own);
	GOOD(account_add_key(p->registry, &p->host, h->paper.number, "laptop", h->own, &err));
	GOOD(account_add_key(p->registry, &p->host, h->paper.number, "phone", TWO, &err));
}

static struct caller elsewhere(void)
{
	return caller_visitor("198.51.100.0/24", FACE_PAGES);
}

static struct caller by_pin(struct home *h)
{
	struct caller c = elsewhere();

	GOOD(sign_in_account(h->portal.registry, &c, h->paper.number, h->paper.pin, &err));
	return c;
}

static struct caller by_key(struct home *h, const char *key)
{
	struct caller c = elsewhere();

	GOOD(publickey_read(key, c.key, &err));
	GOOD(sign_in_key(h->portal.registry, &c, &err));
	return c;
}

static size_t mine(struct home *h, const struct caller *c)
{
	struct application *list;
	size_t count;

	GOOD(application_mine(h->portal.registry, c, h->portal.arena, &list, &count, &err));
	return count;
}

/* What the account holds, by who has come in as its person. */
static struct application found_by(struct home *h, struct caller *c)
{
	struct application a;

	ck_assert_str_eq(c->who, "Mayy Haddad");
	ck_assert_uint_eq(mine(h, c), 1);
	GOOD(application_open(h->portal.registry, c, h->receipt.reference, NULL, &a, &err));
	return a;
}

START_TEST(number_and_pin_are_the_person)
{
	struct application a;
	struct caller c;
	struct home h;
	struct portal *p = &h.portal;

	open_home(&h, "person-pin");
	c = by_pin(&h);
	ck_assert_int_eq(c.role, ROLE_APPLICANT);
	a = found_by(&h, &c);
	/* The account's PIN is as good as the application's. */
	GOOD(application_withdraw(p->registry, &c, &a, NULL, &err));
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

START_TEST(a_key_of_the_account_finds_what_another_holds)
{
	struct application a;
	struct caller c;
	struct home h;
	struct portal *p = &h.portal;

	open_home(&h, "person-key");
	c = by_key(&h, TWO);
	a = found_by(&h, &c);
	BAD(FAULT_DENIED, application_withdraw(p->registry, &c, &a, NULL, &err));
	ck_assert_str_eq(err.code, ACCESS_PIN_NEEDED);
	portal_close(p);
}
END_TEST

START_TEST(what_is_begun_with_the_account_is_held_by_it)
{
	struct application a;
	char pin[PIN_DIGITS + 1];
	struct caller c, again, other;
	struct home h;
	struct portal *p = &h.portal;

	open_home(&h, "person-holds");
	c = by_pin(&h);
	GOOD(application_begin(p->registry, &c, p->service, LANG_EN, &a, pin, &err));
	again = by_pin(&h);
	ck_assert_uint_eq(mine(&h, &again), 2);
	GOOD(application_open(p->registry, &again, a.reference, NULL, &a, &err));
	other = by_key(&h, h.own);
	ck_assert_uint_eq(mine(&h, &other), 2);
	other = elsewhere();
	BAD(FAULT_MISSING, application_open(p->registry, &other, a.reference, NULL, &a, &err));
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

/* In the middle of a visit too; what was begun with it stays the person's. */
START_TEST(a_revoked_key_opens_nothing)
{
	struct application a;
	struct caller c, fresh;
	struct home h;
	struct portal *p = &h.portal;

	open_home(&h, "person-revoked");
	c = by_key(&h, h.own);
	GOOD(application_open(p->registry, &c, h.receipt.reference, NULL, &a, &err));
	GOOD(account_revoke_key(p->registry, &p->host, h.paper.number, "laptop", &err));
	BAD(FAULT_MISSING, application_get(p->registry, &c, &a, &err));
	ck_assert_uint_eq(mine(&h, &c), 0);
	fresh = by_key(&h, h.own);
	ck_assert_str_eq(fresh.account, "");
	BAD(FAULT_MISSING,
	    application_open(p->registry, &fresh, h.receipt.reference, NULL, &a, &err));
	ck_assert_uint_eq(mine(&h, &fresh), 0);
	fresh = by_key(&h, TWO);
	ck_assert_uint_eq(mine(&h, &fresh), 1);
	fresh = by_pin(&h);
	ck_assert_uint_eq(mine(&h, &fresh), 1);
	portal_close(p);
}
END_TEST

START_TEST(a_wrong_pin_and_no_account_are_alike)
{
	struct caller c = elsewhere();
	struct error wrong;
	char none[ACCOUNT_DIGITS + 1];
	struct home h;
	struct portal *p = &h.portal;

	open_home(&h, "person-wrong");
	reference_new_account(none);
	BAD(FAULT_MISSING, sign_in_account(p->registry, &c, h.paper.number, "0000 0000", &wrong));
	BAD(FAULT_MISSING, sign_in_account(p->registry, &c, none, "00000000", &err));
	ck_assert_str_eq(wrong.say, err.say);
	ck_assert_str_eq(wrong.detail, err.detail);
	BAD(FAULT_INPUT, sign_in_account(p->registry, &c, "0000079445", "00000000", &err));
	BAD(FAULT_INPUT, sign_in_account(p->registry, &c, none, "000000", &err));
	for (int i = 1; i < LIMIT_PIN_FREE; i++) {
		BAD(FAULT_MISSING,
		    sign_in_account(p->registry, &c, h.paper.number, "00000000", &err));
		BAD(FAULT_MISSING, sign_in_account(p->registry, &c, none, "00000000", &err));
	}
	BAD(FAULT_DENIED, sign_in_account(p->registry, &c, h.paper.number, h.paper.pin, &wrong));
	BAD(FAULT_DENIED, sign_in_account(p->registry, &c, none, "00000000", &err));
	ck_assert_str_eq(wrong.say, err.say);
	ck_assert_str_eq(c.account, "");
	p->now += 3600;
	GOOD(sign_in_account(p->registry, &c, h.paper.number, h.paper.pin, &err));
	portal_close(p);
}
END_TEST

START_TEST(a_person_changes_the_pin)
{
	struct account_paper first, second, third;
	struct caller c, key, guest = elsewhere();
	struct ledger_entry *entries;
	struct account a;
	struct home h;
	struct portal *p = &h.portal;
	size_t count;

	open_home(&h, "person-change");
	first = h.paper;
	c = by_pin(&h);
	GOOD(account_change_pin(p->registry, &c, NULL, &second, &err));
	ck_assert_str_eq(second.number, first.number);
	BAD(FAULT_MISSING, sign_in_account(p->registry, &guest, first.number, first.pin, &err));
	/* By a key the PIN is typed besides. */
	key = by_key(&h, TWO);
	BAD(FAULT_DENIED, account_change_pin(p->registry, &key, NULL, &third, &err));
	ck_assert_str_eq(err.code, ACCESS_PIN_NEEDED);
	BAD(FAULT_MISSING, account_change_pin(p->registry, &key, first.pin, &third, &err));
	ck_assert_str_eq(err.code, "pin_wrong");
	GOOD(account_change_pin(p->registry, &key, second.pin, &third, &err));
	h.paper = third;
	by_pin(&h);
	guest = elsewhere();
	BAD(FAULT_DENIED, account_change_pin(p->registry, &guest, third.pin, &second, &err));
	GOOD(account_own(p->registry, &key, p->arena, &a, &err));
	ck_assert_str_eq(a.number, third.number);
	GOOD(ledger_of(p->registry, a.id, p->arena, &entries, &count, &err));
	ck_assert_int_eq(entries[count - 1].act, LEDGER_PIN_GIVEN);
	ck_assert_str_eq(entries[count - 1].actor, a.id);
	ck_assert_str_eq(entries[count - 1].reason, "own");
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

/* A role that somebody wrote into the registry, in a visit that was there before. */
START_TEST(a_tampered_account_gives_its_person_no_pin)
{
	struct account_paper fresh;
	struct caller c;
	struct home h;
	struct portal *p = &h.portal;

	open_home(&h, "person-tampered");
	c = by_pin(&h);
	portal_tamper(p, "INSERT INTO account_grant SELECT 'f', id, 'administrator', '', '', since,"
			 " 0, 'host' FROM account");
	BAD(FAULT_BROKEN, account_change_pin(p->registry, &c, NULL, &fresh, &err));
	ck_assert_int_gt(portal_verify(p, false), 0);
	portal_close(p);
}
END_TEST

/* In the middle of a visit too, but for the one that changed it. */
START_TEST(a_new_pin_ends_what_the_one_before_opened)
{
	struct account_paper fresh, stolen;
	struct application a;
	struct account own;
	struct caller thief, c;
	struct home h;
	struct portal *p = &h.portal;

	open_home(&h, "person-stolen");
	thief = by_pin(&h);
	GOOD(application_open(p->registry, &thief, h.receipt.reference, NULL, &a, &err));
	c = by_pin(&h);
	GOOD(account_change_pin(p->registry, &c, NULL, &fresh, &err));
	BAD(FAULT_MISSING, application_get(p->registry, &thief, &a, &err));
	BAD(FAULT_MISSING, application_withdraw(p->registry, &thief, &a, NULL, &err));
	ck_assert_uint_eq(mine(&h, &thief), 0);
	BAD(FAULT_DENIED, account_own(p->registry, &thief, p->arena, &own, &err));
	ck_assert_str_eq(err.detail, "another PIN"); /* which says why */
	BAD(FAULT_DENIED, account_change_pin(p->registry, &thief, NULL, &stolen, &err));
	GOOD(application_get(p->registry, &c, &a, &err));
	ck_assert_uint_eq(mine(&h, &c), 1);
	GOOD(account_change_pin(p->registry, &c, NULL, &fresh, &err));
	/* The authority's new one ends that, too. */
	GOOD(account_renew_pin(p->registry, &p->host, h.paper.number, &fresh, &err));
	BAD(FAULT_MISSING, application_get(p->registry, &c, &a, &err));
	BAD(FAULT_DENIED, account_change_pin(p->registry, &c, NULL, &stolen, &err));
	portal_close(p);
}
END_TEST

SUITE(person, number_and_pin_are_the_person, a_key_of_the_account_finds_what_another_holds,
      what_is_begun_with_the_account_is_held_by_it, a_revoked_key_opens_nothing,
      a_wrong_pin_and_no_account_are_alike, a_person_changes_the_pin,
      a_tampered_account_gives_its_person_no_pin, a_new_pin_ends_what_the_one_before_opened)
