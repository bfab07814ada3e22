/* renew_test.c - a lost PIN on pages: the number of the application, who it is, the slip. */
#include "tests/tui/golden.h"

#include <string.h>

#define SERVICE "lb-civil-status-extract"

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)

/* What somebody has sent for themselves; its number. */
static void sent(struct visit *v, char ret[REFERENCE_DIGITS + 1])
{
	struct draft *j =
		draft_begin(&v->context, catalogue_find(v->context.scene.catalogue, SERVICE), &err);
	struct receipt receipt;

	ck_assert_msg(j != NULL, "%s", err.detail);
	golden_fill(v, j);
	GOOD(application_submit(v->context.registry, &v->caller, &j->application, j->form, &receipt,
				&err));
	memcpy(ret, receipt.reference, REFERENCE_DIGITS + 1);
	draft_drop(j);
}

static void come_as(struct visit *v, const char *role)
{
	struct caller host = caller_host();
	struct account_grant g = {.id = ""};
	struct account_paper paper;

	snprintf(g.role, sizeof(g.role), "%s", role);
	GOOD(account_open(v->context.registry, &host, "Rana Aoun", &paper, &err));
	GOOD(account_grant(v->context.registry, &host, paper.number, &g, &err));
	v->caller = host;
	GOOD(account_act_as(v->context.registry, &v->caller, paper.number, &err));
	v->caller.face = FACE_PAGES;
	snprintf(v->caller.who, sizeof(v->caller.who), "Rana Aoun");
	stack_home(golden_stack(v), home_of(&v->context));
}

/* Its choice is the last but one of the operator's home. */
static void visit_renew(struct visit *v)
{
	char reference[REFERENCE_DIGITS + 2];

	sent(v, reference);
	memcpy(reference + REFERENCE_DIGITS, "\n", 2);
	come_as(v, "operator");
	v->hide_digits = true;
	golden_type(v, "2");
	golden_hold(v, "renew", false);
	golden_type(v, reference);
	golden_hold(v, "renew-found", true);
	golden_type(v, "1");
	golden_hold(v, "renew-slip", true);
}

START_TEST(it_is_given_on_a_slip)
{
	golden_each(visit_renew);
}
END_TEST

/* The page never says whose numbers there are. */
START_TEST(a_number_that_is_none_is_said_at_its_field)
{
	struct visit v;
	char nobody[REFERENCE_DIGITS + 2];

	golden_open(&v, LANG_EN, 80, 24);
	come_as(&v, "operator");
	golden_type(&v, "2");
	golden_type(&v, "12\n");
	golden_shows(&v, "14-digit reference number", true);
	reference_new(nobody);
	memcpy(nobody + REFERENCE_DIGITS, "\n", 2);
	golden_type(&v, "\x15");
	golden_type(&v, nobody);
	golden_shows(&v, "We cannot find an application with this reference number", true);
	golden_close(&v);
}
END_TEST

START_TEST(whose_role_may_not_is_not_offered_it)
{
	struct visit v;

	golden_open(&v, LANG_EN, 80, 24);
	come_as(&v, "administrator");
	golden_shows(&v, "Somebody has lost a PIN", false);
	come_as(&v, "officer"); /* who has it on the page of an application */
	golden_shows(&v, "Somebody has lost a PIN", false);
	golden_close(&v);
}
END_TEST

/* In the middle of whatever it looks at; who has the new one opens it again. */
START_TEST(a_visit_by_the_pin_before_is_told_so)
{
	struct caller host = caller_host();
	struct receipt receipt;
	struct application a;
	const struct service *s;
	char reference[REFERENCE_DIGITS + 1];
	struct visit v;

	golden_open(&v, LANG_EN, 80, 24);
	sent(&v, reference);
	GOOD(application_open(v.context.registry, &v.caller, reference, NULL, &a, &err));
	stack_push(golden_stack(&v), status_new(&a));
	golden_shows(&v, "View my answers", true);
	GOOD(renew_find(v.context.registry, &host, reference, &a, &err));
	s = catalogue_find(v.context.scene.catalogue, SERVICE);
	GOOD(renew_give(v.context.registry, &host, &a, s, true, &receipt, &err));
	golden_type(&v, "1");
	golden_shows(&v, "This application now has a new PIN.", true);
	golden_type(&v, "0");
	golden_shows(&v, "This application now has a new PIN.", true);
	golden_close(&v);
}
END_TEST

SUITE(renew_page, it_is_given_on_a_slip, a_number_that_is_none_is_said_at_its_field,
      whose_role_may_not_is_not_offered_it, a_visit_by_the_pin_before_is_told_so)
