/* addresses_test.c - where notices go: what the hint says is what is taken, the error says the
 * same, and who cannot change it is told how, and is asked for nothing. */
#include "tests/tui/golden.h"

#include "tui/screens/common/common.h"

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s (%s)", err.say, err.detail)

static void open_account(struct visit *v)
{
	struct caller host = caller_host();
	struct account_paper paper;

	golden_open(v, LANG_EN, 132, 50);
	GOOD(account_open(v->context.registry, &host, "Mayy Haddad", &paper, &err));
	GOOD(sign_in_account(v->context.registry, &v->caller, paper.number, paper.pin, &err));
}

START_TEST(the_hint_and_the_error_ask_for_the_same)
{
	struct visit v;

	open_account(&v);
	stack_push(golden_stack(&v), addresses_new(NULL));
	golden_shows(&v, "Another", false);
	golden_shows(&v, "Mobile number or email address", true);
	golden_type(&v, "nobody\n");
	golden_shows(&v, "This is not a mobile number or an email", true);
	golden_shows(&v, "sms:", false);
	golden_type(&v, "\x15+961 3 123456\n");
	golden_shows(&v, "We have sent a code to this", true);
	golden_shows(&v, "Another mobile number or email address", true);
	golden_close(&v);
}
END_TEST

START_TEST(a_key_alone_is_told_the_way)
{
	struct visit v;

	open_account(&v);
	v.caller.account_shown = false;
	stack_push(golden_stack(&v), addresses_new(NULL));
	golden_shows(&v, "neither see nor change where your notices are sent", true);
	golden_shows(&v, "-o PubkeyAuthentication=no me@", true);
	golden_shows(&v, "Mobile number or email address", false);
	golden_close(&v);
}
END_TEST

SUITE(addresses, the_hint_and_the_error_ask_for_the_same, a_key_alone_is_told_the_way)
