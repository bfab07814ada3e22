/* accounts_test.c - an administrator's pages: accounts, one of them, what is typed for it, what is
 * done by its number. */
#include "tests/tui/day.h"

#include "services/upkeep/recover.h"
#include "tui/screens/office/accounts.h"

#include <string.h>

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)

#define KEY "SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU"

/* An officer with a role that ends, one that has ended, and a key. */
static void open_officer(struct visit *v, struct account_paper *ret)
{
	struct caller host = caller_host();
	struct registry *r = v->context.registry;
	struct account_grant g = {.role = "officer", .service = "lb-disability-card"};
	struct account_grant past = {.role = "head"};

	GOOD(account_open(r, &host, "Rima Khoury", ret, &err));
	GOOD(account_grant(r, &host, ret->number, &past, &err));
	GOOD(account_end(r, &host, ret->number, past.id, &err));
	g.until = registry_now(r) + (int64_t)30 * 86400;
	GOOD(account_grant(r, &host, ret->number, &g, &err));
	GOOD(account_add_key(r, &host, ret->number, "laptop", KEY, &err));
}

static void visit_accounts(struct visit *v)
{
	static struct caller admin; /* of all visits: they have one registry */
	static struct account_paper paper;

	if (admin.account[0] == '\0') {
		admin = day_hire(v, "Nadia Haddad", "administrator", NULL);
		open_officer(v, &paper);
	}
	v->hide_digits = true;
	day_come_as(v, &admin);
	golden_hold(v, "accounts-office", false);
	golden_type(v, "1");
	golden_type(v, "Rima\n");
	golden_hold(v, "accounts-list", true);
	golden_type(v, "3");
	golden_hold(v, "accounts-open", false);
	golden_type(v, "\x1b"
		       "4");
	golden_hold(v, "accounts-find", false);
	golden_type(v, "\x1b"
		       "5");
	golden_hold(v, "accounts-roles", true);
	golden_type(v, "\x1b"
		       "1");
	golden_hold(v, "accounts-one", true);
	golden_type(v, "1");
	golden_hold(v, "accounts-grant", false);
	golden_type(v, "\x1b"
		       "2");
	golden_hold(v, "accounts-key", false);
	golden_type(v, "\x1b"
		       "3");
	golden_hold(v, "accounts-pin", false);
	golden_type(v, "0"
		       "5");
	golden_hold(v, "accounts-end", false);
	golden_type(v, "0");
	stack_push(golden_stack(v), accounts_one_new(paper.number, &paper));
	golden_hold(v, "accounts-paper", true);
}

START_TEST(screens)
{
	golden_each(visit_accounts);
}
END_TEST

/* Over two services two grants, each by itself. */
START_TEST(a_role_over_several_services)
{
	ARENA_CLEAN struct arena *arena = arena_new((size_t)1 << 20);
	struct visit v;
	struct caller admin, host = caller_host();
	struct account_paper paper;
	struct account a;

	golden_open(&v, LANG_EN, 80, 24);
	admin = day_hire(&v, "Nadia Haddad", "administrator", NULL);
	GOOD(account_open(v.context.registry, &host, "Tarek Saad", &paper, &err));
	day_come_as(&v, &admin);
	stack_push(golden_stack(&v), accounts_one_new(paper.number, NULL));
	golden_type(&v, "1");
	golden_type(&v, "5\n"
			"never\n"
			"1,2,\n");
	GOOD(account_get(v.context.registry, &host, arena, paper.number, &a, &err));
	ck_assert_uint_eq(a.grant_count, 0);
	golden_shows(&v, "The role was granted.", false);
	golden_type(&v, "\x1b"
			"1");
	golden_type(&v, "5\n\n1,2,\n");
	golden_shows(&v, "The role was granted.", true);
	GOOD(account_get(v.context.registry, &host, arena, paper.number, &a, &err));
	ck_assert_uint_eq(a.grant_count, 2);
	ck_assert_str_eq(a.grants[0].role, "officer");
	ck_assert_str_ne(a.grants[0].service, a.grants[1].service);
	/* In the list of accounts it is one role. */
	stack_push(golden_stack(&v), accounts_new());
	golden_type(&v, "Tarek");
	golden_shows(&v, "Case officer", true);
	golden_shows(&v, "Case officer · Case officer", false);
	golden_close(&v);
}
END_TEST

/* One that came in the middle of the visit is offered, and told with what it may. */
START_TEST(a_role_of_ones_own)
{
	static const char yaml[] = "role: inspector\nversion: 1\n"
				   "name: {ar: مفتّش, fr: Inspecteur, en: Inspector}\n"
				   "may: [look, close_task, inspect]\nsees: [public, internal]\n"
				   "not_with: [auditor]\n";
	struct versions_item item = {
		.id = "role:inspector", .version = 1, .yaml = yaml, .len = strlen(yaml)};
	struct visit v;
	struct caller admin, host = caller_host();
	struct account_paper paper;
	size_t refused;

	golden_open(&v, LANG_EN, 80, 60);
	admin = day_hire(&v, "Nadia Haddad", "administrator", NULL);
	GOOD(account_open(v.context.registry, &host, "Tarek Saad", &paper, &err));
	day_come_as(&v, &admin);
	GOOD(versions_import(v.context.registry, &item, 1, &refused, &err));
	stack_push(golden_stack(&v), accounts_roles_new());
	golden_shows(&v, "see applications · close tasks · inspect", true);
	golden_shows(&v, "public · internal", true);
	golden_shows(&v, "inspector 1", true);
	stack_push(golden_stack(&v), accounts_one_new(paper.number, NULL));
	golden_type(&v, "1");
	golden_shows(&v, "Inspector", true);
	golden_close(&v);
}
END_TEST

/* In the last office of the list, and until the end of its last day. */
START_TEST(a_role_in_an_office_until_a_day)
{
	ARENA_CLEAN struct arena *arena = arena_new((size_t)1 << 20);
	struct visit v;
	struct caller admin, host = caller_host();
	struct party office = {.name = "Centre of Tyre", .code = "tyre"};
	struct account_paper paper;
	struct account a;
	struct date last;

	golden_open(&v, LANG_EN, 80, 24);
	GOOD(offices_add(v.context.registry, &host, "", &office, &err));
	admin = day_hire(&v, "Nadia Haddad", "administrator", NULL);
	GOOD(account_open(v.context.registry, &host, "Tarek Saad", &paper, &err));
	day_come_as(&v, &admin);
	stack_push(golden_stack(&v), accounts_one_new(paper.number, NULL));
	golden_type(&v, "1");
	golden_type(&v, "4\n31/12/2099\n1\n\n");
	golden_shows(&v, "The role was granted.", true);
	golden_shows(&v, "until 31 December 2099", true);
	GOOD(account_get(v.context.registry, &host, arena, paper.number, &a, &err));
	ck_assert_uint_eq(a.grant_count, 1);
	ck_assert_str_eq(a.grants[0].office, "tyre");
	last = date_of(a.grants[0].until);
	ck_assert_int_eq(last.year, 2100);
	ck_assert_int_eq(last.day, 1);
	golden_close(&v);
}
END_TEST

/* A role that ends in the middle of the visit opens no account any more. */
START_TEST(who_may_no_more_opens_none)
{
	ARENA_CLEAN struct arena *arena = arena_new((size_t)1 << 20);
	struct visit v;
	struct caller admin, host = caller_host();
	char number[ACCOUNT_DIGITS + 1];
	struct account a;

	golden_open(&v, LANG_EN, 80, 24);
	admin = day_hire(&v, "Hala Aoun", "administrator", number);
	day_come_as(&v, &admin);
	stack_push(golden_stack(&v), accounts_open_new());
	GOOD(account_get(v.context.registry, &host, arena, number, &a, &err));
	GOOD(account_end(v.context.registry, &host, number, a.grants[0].id, &err));
	golden_type(&v, "Nobody Anybody\n");
	golden_shows(&v, "Your account's current roles", true);
	golden_shows(&v, "shown again", false);
	golden_close(&v);
}
END_TEST

/* The account is somebody else's: nothing of it is called the administrator's own. */
START_TEST(what_was_done_is_said)
{
	static const struct recover_words words = {.code = {"", "", ""}};
	struct recover done = {0, 0};
	struct account_paper paper;
	struct caller admin;
	struct visit v;

	golden_open(&v, LANG_EN, 80, 40);
	admin = day_hire(&v, "Nadia Haddad", "administrator", NULL);
	open_officer(&v, &paper);
	v.caller.recovers = 7;
	GOOD(recovery_ask(v.context.registry, &v.caller, paper.number, &err));
	GOOD(recover_run(v.context.registry, 7, &words, &done, &err));
	day_come_as(&v, &admin);
	stack_push(golden_stack(&v), accounts_one_new(paper.number, NULL));
	golden_shows(&v, "The request will be stopped", true);
	golden_type(&v, "1");
	golden_shows(&v, "The request will be stopped", true);
	golden_type(&v, "1");
	golden_shows(&v, "The account's PIN and keys still work as", true);
	golden_shows(&v, "Your PIN", false);
	golden_type(&v, "6");
	golden_shows(&v, "Revoke this key", true);
	golden_type(&v, "1");
	golden_shows(&v, "The key no longer works.", true);
	golden_close(&v);
}
END_TEST

SUITE(accounts, screens, a_role_of_ones_own, a_role_over_several_services,
      a_role_in_an_office_until_a_day, who_may_no_more_opens_none, what_was_done_is_said)
