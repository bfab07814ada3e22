/* recovery_test.c - an account that is to be opened anew: every page of its visit says so, one act
 * stops it; and who has lost its PIN asks for another one. */
#include "tests/tui/golden.h"

#include "services/upkeep/recover.h"

#include <string.h>

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s (%s)", err.say, err.detail)

static struct account_paper open_account(struct visit *v)
{
	struct caller host = caller_host();
	struct account_paper paper;

	GOOD(account_open(v->context.registry, &host, "Mayy Haddad", &paper, &err));
	return paper;
}

static void let_wait(struct visit *v, const char *number)
{
	static const struct recover_words words = {.code = {"", "", ""}};
	struct recover done = {0, 0};

	v->caller.recovers = 7;
	GOOD(recovery_ask(v->context.registry, &v->caller, number, &err));
	GOOD(recover_run(v->context.registry, 7, &words, &done, &err));
	ck_assert_int_eq(done.begun, 1);
}

static void by_its_person(struct visit *v)
{
	struct account_paper paper = open_account(v);
	ARENA_CLEAN struct arena *a = arena_new(1 << 16);
	struct account_wait *list;
	size_t count;

	GOOD(sign_in_account(v->context.registry, &v->caller, paper.number, paper.pin, &err));
	let_wait(v, paper.number);
	v->hide_digits = true;
	stack_home(golden_stack(v), home_new());
	golden_hold(v, "home-recovery", true);
	stack_push(golden_stack(v), search_new_screen("", NULL));
	golden_hold(v, "search-recovery", false);
	stack_pop(golden_stack(v));
	golden_type(v, "1\n");
	golden_hold(v, "recovery", true);
	golden_type(v, "1");
	golden_hold(v, "recovery-stopped", true);
	GOOD(recovery_own(v->context.registry, &v->caller, a, &list, &count, &err));
	ck_assert_uint_eq(count, 0);
}

START_TEST(its_person_is_told_on_every_page_and_stops_it)
{
	golden_each(by_its_person);
}
END_TEST

static void by_nobody(struct visit *v)
{
	char number[ACCOUNT_DIGITS + 2];

	snprintf(number, sizeof(number), "%s\n", open_account(v).number);
	v->caller.recovers = 7;
	v->hide_digits = true;
	stack_home(golden_stack(v), home_new());
	stack_push(golden_stack(v), track_new());
	golden_hold(v, "track-lost", false);
	golden_type(v, "00000000079444\n000000\n");
	golden_hold(v, "track-wrong", true);
	stack_pop(golden_stack(v));
	stack_push(golden_stack(v), track_new());
	golden_type(v, "\t\t1"); /* as the hints say */
	golden_hold(v, "lost", true);
	stack_pop(golden_stack(v));
	golden_type(v, "1\n"); /* where the number should stand that is not there */
	golden_hold(v, "lost", true);
	golden_type(v, number);
	golden_type(v, "\n");
	golden_hold(v, "lost-asked", true);
	stack_pop(golden_stack(v));
	stack_push(golden_stack(v), lost_new());
	golden_type(v, number);
	golden_type(v, "12345678\n");
	golden_hold(v, "lost-wrong", false);
}

START_TEST(who_has_lost_its_pin_asks_for_another)
{
	golden_each(by_nobody);
}
END_TEST

SUITE(recovery_page, its_person_is_told_on_every_page_and_stops_it,
      who_has_lost_its_pin_asks_for_another)
