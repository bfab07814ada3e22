/* trying_test.c - a portal that was made for trying says so: in the first row of every page, and on
 * the home pages, with the day that it is there where that was set by hand. */
#include "tests/tui/day.h"

#include "tui/screens/common/common.h"

static void visit_trying(struct visit *v)
{
	static struct caller officer;

	if (officer.account[0] == '\0')
		officer = day_hire(v, "Rima Khoury", "officer", NULL);
	v->context.scene.trying = true;
	golden_come_with_key(v, "79aa11bb22cc33dd44ee55ff66007711882299aa33bb44cc55dd66ee77ff8899");
	golden_hold(v, "trying-home", false);
	golden_type(v, "2");
	golden_hold(v, "trying-browse", false);
	day_come_as(v, &officer);
	golden_hold(v, "trying-office", false);
	/* Who is served is never left out of the first row. */
	golden_type(v, "7");
	snprintf(v->caller.served.person, sizeof(v->caller.served.person), "x");
	snprintf(v->caller.served.name, sizeof(v->caller.served.name), "Hala Haddad");
	snprintf(v->caller.served.centre, sizeof(v->caller.served.centre), "Centre of Tyre");
	golden_hold(v, "trying-served", false);
}

START_TEST(screens)
{
	golden_each(visit_trying);
}
END_TEST

START_TEST(a_real_one_says_nothing)
{
	struct visit v;

	golden_open(&v, LANG_EN, 80, 24);
	golden_shows(&v, "trying", false);
	golden_shows(&v, "trial", false);
	golden_close(&v);
}
END_TEST

START_TEST(a_day_that_was_set_is_said)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	struct page *p = page_new(a, "home", "Home");
	struct scene x = {.trying = true, .now = 1773446400, .lang = LANG_EN};

	common_trying(p, &x);
	ck_assert_ptr_null(strstr(p->first->label, "date"));
	x.dated = true;
	common_trying(p, &x);
	ck_assert_ptr_nonnull(strstr(p->last->label, "Its date has been set to 14 March 2026."));
}
END_TEST

/* Where a ministry is named as whoever receives it. */
START_TEST(the_declaration_and_the_receipt_say_it)
{
	struct visit v;
	struct receipt receipt = {.reference = "12345678"};
	struct draft *j;

	golden_open(&v, LANG_EN, 132, 50);
	v.context.scene.trying = true;
	golden_come_with_key(&v,
			     "79aa11bb22cc33dd44ee55ff66007711882299aa33bb44cc55dd66ee77ff8899");
	j = draft_try(&v.context, catalogue_find(v.context.scene.catalogue, "lb-disability-card"));
	stack_push(golden_stack(&v), declare_new(golden_stack(&v), j));
	golden_shows(&v, "nothing you send here reaches an authority", true);
	stack_pop(golden_stack(&v));
	stack_push(golden_stack(&v), receipt_new(&receipt, j));
	golden_shows(&v, "nothing you send here reaches an authority", true);
	draft_drop(j);
	golden_close(&v);
}
END_TEST

SUITE(trying, screens, the_declaration_and_the_receipt_say_it, a_real_one_says_nothing,
      a_day_that_was_set_is_said)
