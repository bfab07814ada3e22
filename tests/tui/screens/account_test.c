/* account_test.c - a person's own account: by its PIN, and by a key, which does not change it. */
#include "tests/tui/golden.h"

#include <string.h>

#define KEY "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s (%s)", err.say, err.detail)

/* One for each visit, since keys are one account's. */
static struct account_paper open_account(struct visit *v, const char *key)
{
	struct caller host = caller_host();
	char text[PUBLICKEY_SHOWN];
	struct account_paper paper;

	publickey_show(key, text);
	GOOD(account_open(v->context.registry, &host, "Mayy Haddad", &paper, &err));
	GOOD(account_add_key(v->context.registry, &host, paper.number, "laptop", text, &err));
	return paper;
}

static void tell_apart(const struct visit *v, char way, char *key)
{
	key[0] = way;
	key[1] = (char)('0' + (int)v->lang);
	key[2] = "0123456789abcdef"[v->cols % 16];
}

static void come(struct visit *v)
{
	stack_home(golden_stack(v), home_new());
}

static void by_pin(struct visit *v)
{
	char key[] = KEY;
	struct account_paper paper;

	tell_apart(v, 'a', key);
	paper = open_account(v, key);
	GOOD(sign_in_account(v->context.registry, &v->caller, paper.number, paper.pin, &err));
	v->hide_digits = true;
	come(v);
	golden_hold(v, "home-account", false);
	stack_push(golden_stack(v), account_new());
	golden_hold(v, "account", true);
	golden_type(v, "1");
	golden_hold(v, "account-sure", true);
	golden_type(v, "1"); /* the old one is kept */
	golden_shows(v, paper.pin, false);
	GOOD(sign_in_account(v->context.registry, &(struct caller){.role = ROLE_APPLICANT},
			     paper.number, paper.pin, &err));
	golden_type(v, "1");
	golden_type(v, "2");
	golden_hold(v, "account-pin", true);
}

START_TEST(by_its_pin_a_new_one_is_given_at_once)
{
	golden_each(by_pin);
}
END_TEST

static void by_key(struct visit *v)
{
	char key[] = KEY;
	struct account_paper paper;
	char typed[ACCOUNT_PIN_DIGITS + 2];

	tell_apart(v, 'b', key);
	paper = open_account(v, key);
	memcpy(v->caller.key, key, sizeof(key));
	GOOD(sign_in_key(v->context.registry, &v->caller, &err));
	v->hide_digits = true;
	come(v);
	stack_push(golden_stack(v), account_new());
	golden_type(v, "1");
	golden_hold(v, "account-key", true);
	golden_type(v, "00000000\n");
	golden_hold(v, "account-key-wrong", true);
	snprintf(typed, sizeof(typed), "%s\n", paper.pin);
	golden_type(v, typed);
	golden_hold(v, "account-pin-key", true);
}

START_TEST(by_a_key_the_pin_is_asked_for)
{
	golden_each(by_key);
}
END_TEST

START_TEST(who_has_lost_the_pin_finds_the_way_where_it_is_asked_for)
{
	struct visit v;
	char key[] = KEY;

	golden_open(&v, LANG_EN, 80, 24);
	open_account(&v, key);
	memcpy(v.caller.key, key, sizeof(key));
	GOOD(sign_in_key(v.context.registry, &v.caller, &err));
	v.caller.recovers = 7;
	come(&v);
	stack_push(golden_stack(&v), account_new());
	golden_type(&v, "1\t1");
	ck_assert_str_eq(stack_top(golden_stack(&v))->ops->name, "lost");
	golden_close(&v);
}
END_TEST

SUITE(account_page, by_its_pin_a_new_one_is_given_at_once, by_a_key_the_pin_is_asked_for,
      who_has_lost_the_pin_finds_the_way_where_it_is_asked_for)
