/* account_second_test.c - what opens somebody's account anew takes two of staff. */
#include "tests/services/people.h"
#include "tests/services/portal.h"
#include "tests/services/raw.h"
#include "tests/unit.h"

#include "services/registry/ledger.h"
#include "services/registry/limits.h"
#include "services/registry/registry_inside.h"
#include "services/registry/vouch_account.h"

#include <string.h>

#define DAY ((int64_t)86400)
#define ONE "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
#define TWO "SHA256:BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)

/* Two administrators, and somebody's account that is older than a day. */
struct office {
	struct portal portal;
	struct account_paper nadia_paper, paper;
	struct caller nadia, samir;
};

static void open_office(struct office *o, const char *name)
{
	struct portal *p = &o->portal;
	struct account_paper other;

	portal_open(p, name);
	o->nadia = people_administrator(p, "Nadia Haddad", &o->nadia_paper);
	o->samir = people_administrator(p, "Samir Khalil", &other);
	GOOD(account_open(p->registry, &o->nadia, "Rima Khoury", &o->paper, &err));
	p->now += LIMIT_ACCOUNT_DAYS * DAY;
}

static bool opens(struct office *o, const char *pin)
{
	struct caller c = caller_visitor("", FACE_PAGES);

	return sign_in_account(o->portal.registry, &c, o->paper.number, pin, &err) == FAULT_NONE;
}

START_TEST(a_pin_is_given_by_two)
{
	struct account_paper fresh = {.pin = ""};
	struct ledger_entry *entries;
	struct account a;
	struct office o;
	struct portal *p = &o.portal;
	size_t count;

	open_office(&o, "second-pin");
	PEOPLE_WAITS(account_renew_pin(p->registry, &o.nadia, o.paper.number, &fresh, &err));
	PEOPLE_WAITS(account_renew_pin(p->registry, &o.nadia, o.paper.number, &fresh, &err));
	ck_assert_str_eq(fresh.pin, "");
	ck_assert(opens(&o, o.paper.pin));
	GOOD(account_renew_pin(p->registry, &o.samir, o.paper.number, &fresh, &err));
	ck_assert(!opens(&o, o.paper.pin));
	ck_assert(opens(&o, fresh.pin));
	/* What was asked for is used up. */
	PEOPLE_WAITS(account_renew_pin(p->registry, &o.samir, o.paper.number, &fresh, &err));
	GOOD(account_get(p->registry, &p->host, p->arena, o.paper.number, &a, &err));
	GOOD(ledger_of(p->registry, a.id, p->arena, &entries, &count, &err));
	ck_assert_uint_eq(count, 4);
	ck_assert_int_eq(entries[1].act, LEDGER_RECOVERY_ASKED);
	ck_assert_str_eq(entries[1].actor, o.nadia.account);
	ck_assert_str_eq(entries[1].reason, "pin");
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

START_TEST(so_are_codes_and_keys)
{
	struct account_code code;
	struct office o;
	struct portal *p = &o.portal;

	open_office(&o, "second-key");
	PEOPLE_WAITS(account_renew_code(p->registry, &o.nadia, o.paper.number, &code, &err));
	PEOPLE_WAITS(account_add_key(p->registry, &o.samir, o.paper.number, "laptop", ONE, &err));
	/* Another key is another thing, and so are codes. */
	PEOPLE_WAITS(account_add_key(p->registry, &o.nadia, o.paper.number, "laptop", TWO, &err));
	GOOD(account_add_key(p->registry, &o.nadia, o.paper.number, "laptop", ONE, &err));
	PEOPLE_WAITS(account_renew_code(p->registry, &o.samir, o.paper.number, &code, &err));
	GOOD(account_renew_code(p->registry, &o.nadia, o.paper.number, &code, &err));
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

/* Makes it an account of the other's person, vouched for as the portal's own calls do it. */
static void make_same_person(struct portal *p, const char *account, const char *as)
{
	struct store_account row, other;
	struct raw *d = raw_open(p->folder, p->address);
	bool found = false;

	GOOD(store_account_find(p->registry->store, STORE_BY_ID, as, &other, &found, &err));
	GOOD(store_account_find(p->registry->store, STORE_BY_ID, account, &row, &found, &err));
	memcpy(row.party, other.party, sizeof(row.party));
	GOOD(vouch_account(&p->registry->seal, p->registry->store, &row, row.mac, &err));
	raw_run(d, arena_format(p->arena,
				"UPDATE account SET party = '%s', mac = '%s' WHERE id = '%s'",
				row.party, row.mac, account));
	raw_close(d);
}

START_TEST(two_accounts_of_one_person_are_one)
{
	struct account_paper fresh = {.pin = ""};
	struct office o;
	struct portal *p = &o.portal;

	open_office(&o, "second-one");
	make_same_person(p, o.samir.account, o.nadia.account);
	PEOPLE_WAITS(account_renew_pin(p->registry, &o.nadia, o.paper.number, &fresh, &err));
	PEOPLE_WAITS(account_renew_pin(p->registry, &o.samir, o.paper.number, &fresh, &err));
	ck_assert(opens(&o, o.paper.pin));
	/* Nor does who has two accounts open one of them with the other. */
	ck_assert_int_eq(
		account_renew_pin(p->registry, &o.samir, o.nadia_paper.number, &fresh, &err),
		FAULT_DENIED);
	ck_assert_ptr_nonnull(strstr(err.say, "your own account"));
	portal_close(p);
}
END_TEST

START_TEST(what_was_asked_for_is_forgotten)
{
	struct account_paper fresh;
	struct caller person = caller_visitor("", FACE_PAGES);
	struct office o;
	struct portal *p = &o.portal;

	open_office(&o, "second-days");
	PEOPLE_WAITS(account_renew_pin(p->registry, &o.nadia, o.paper.number, &fresh, &err));
	p->now += LIMIT_RECOVERY_DAYS * DAY + 1;
	PEOPLE_WAITS(account_renew_pin(p->registry, &o.samir, o.paper.number, &fresh, &err));
	/* The person needs it no more. */
	GOOD(sign_in_account(p->registry, &person, o.paper.number, o.paper.pin, &err));
	GOOD(account_change_pin(p->registry, &person, NULL, &fresh, &err));
	PEOPLE_WAITS(account_renew_pin(p->registry, &o.nadia, o.paper.number, &fresh, &err));
	portal_close(p);
}
END_TEST

START_TEST(a_new_account_is_set_up_by_one)
{
	struct account_paper fresh;
	struct account_code code;
	struct office o;
	struct portal *p = &o.portal;

	open_office(&o, "second-new");
	GOOD(account_open(p->registry, &o.nadia, "Tarek Saad", &o.paper, &err));
	GOOD(account_add_key(p->registry, &o.nadia, o.paper.number, "laptop", ONE, &err));
	GOOD(account_renew_code(p->registry, &o.nadia, o.paper.number, &code, &err));
	PEOPLE_WAITS(account_renew_pin(p->registry, &o.samir, o.paper.number, &fresh, &err));
	p->now += LIMIT_ACCOUNT_DAYS * DAY;
	PEOPLE_WAITS(account_renew_code(p->registry, &o.nadia, o.paper.number, &code, &err));
	/* The operator of the host is bound by no right. */
	GOOD(account_renew_pin(p->registry, &p->host, o.paper.number, &fresh, &err));
	portal_close(p);
}
END_TEST

START_TEST(nobody_is_one_of_the_two_for_their_own)
{
	struct account_paper fresh;
	struct office o;
	struct portal *p = &o.portal;

	open_office(&o, "second-own");
	ck_assert_int_eq(
		account_renew_pin(p->registry, &o.nadia, o.nadia_paper.number, &fresh, &err),
		FAULT_DENIED);
	ck_assert_ptr_null(err.code);
	PEOPLE_WAITS(account_renew_pin(p->registry, &o.samir, o.nadia_paper.number, &fresh, &err));
	portal_close(p);
}
END_TEST

/* The second one sees it before they give it; nobody does once it was given, or too late. */
START_TEST(what_was_asked_for_is_told)
{
	struct account_paper fresh;
	struct account a;
	struct office o;
	struct portal *p = &o.portal;

	open_office(&o, "second-told");
	PEOPLE_WAITS(account_renew_pin(p->registry, &o.nadia, o.paper.number, &fresh, &err));
	PEOPLE_WAITS(account_add_key(p->registry, &o.nadia, o.paper.number, "laptop", ONE, &err));
	GOOD(account_get(p->registry, &o.samir, p->arena, o.paper.number, &a, &err));
	ck_assert_uint_eq(a.asked_count, 2);
	ck_assert_str_eq(a.asked[0].what, "key");
	ck_assert_str_eq(a.asked[1].what, "pin");
	ck_assert_str_eq(a.asked[1].by, "Nadia Haddad");
	GOOD(account_renew_pin(p->registry, &o.samir, o.paper.number, &fresh, &err));
	GOOD(account_get(p->registry, &o.samir, p->arena, o.paper.number, &a, &err));
	ck_assert_uint_eq(a.asked_count, 0);
	PEOPLE_WAITS(account_renew_pin(p->registry, &o.nadia, o.paper.number, &fresh, &err));
	p->now += LIMIT_RECOVERY_DAYS * DAY + 1;
	GOOD(account_get(p->registry, &o.samir, p->arena, o.paper.number, &a, &err));
	ck_assert_uint_eq(a.asked_count, 0);
	portal_close(p);
}
END_TEST

START_TEST(accounts_are_read_page_by_page)
{
	struct account *all, *part;
	struct office o;
	struct portal *p = &o.portal;
	size_t count, got, seen = 0;
	const char *after = "";
	bool more = true;

	open_office(&o, "second-pages");
	GOOD(account_list(p->registry, &o.nadia, p->arena, &all, &count, &err));
	while (more) {
		GOOD(account_page(p->registry, &o.nadia, after, 2, p->arena, &part, &got, &more,
				  &err));
		ck_assert(!more || got == 2);
		for (size_t i = 0; i < got; i++)
			ck_assert_str_eq(part[i].number, all[seen++].number);
		after = got == 0 ? after : part[got - 1].number;
	}
	ck_assert_uint_eq(seen, count);
	portal_close(p);
}
END_TEST

SUITE(account_second, what_was_asked_for_is_told, accounts_are_read_page_by_page,
      a_pin_is_given_by_two, so_are_codes_and_keys, two_accounts_of_one_person_are_one,
      what_was_asked_for_is_forgotten, a_new_account_is_set_up_by_one,
      nobody_is_one_of_the_two_for_their_own)
