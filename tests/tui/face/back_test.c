/* back_test.c - ways back out of a question that needs an answer, where a keyboard has no Escape.
 */
#include "tests/tui/fixture.h"
#include "tests/tui/golden.h"

/* A telephone's keyboard has no Escape: an empty question that needs an answer lets go all the
 * same. */
START_TEST(a_way_back_without_escape)
{
	struct fixture s;

	fixture_open(&s, LANG_EN, 40, 15);
	fixture_show(&s, fixture_form(&s));
	fixture_type(&s, "\r", true);
	fixture_expect_log(&s, "answer 1 ;");
	fixture_expect(&s, "To go back, type 0 and Enter.");
	fixture_type(&s, "٠\r", true);
	fixture_expect_log(&s, "answer 1 ;back;");
	fixture_type(&s, FIXTURE_LEFT, true);
	fixture_expect_log(&s, "answer 1 ;back;");
	snprintf(s.values[0], sizeof(s.values[0]), "Rima"); /* what stood there stays */
	fixture_show(&s, fixture_form(&s));
	fixture_type(&s, "\t" FIXTURE_BACKTAB, true);
	s.log[0] = '\0';
	fixture_type(&s,
		     "\x15"
		     "0\r",
		     true);
	fixture_expect_log(&s, "answer 1 Rima;back;");
	ck_assert_str_eq(s.values[0], "Rima");
	fixture_close(&s);
}
END_TEST

START_TEST(zero_is_an_answer_where_it_can_be_one)
{
	struct fixture s;

	fixture_open(&s, LANG_AR, 80, 24);
	snprintf(s.values[0], sizeof(s.values[0]), "Rima");
	fixture_show(&s, fixture_form(&s));
	fixture_type(&s, "0\r", true);
	fixture_expect_log(&s, "answer 2 0;focus 3;");
	snprintf(s.values[1], sizeof(s.values[1]), "%s", "");
	fixture_show(&s, fixture_form(&s));
	fixture_type(&s, FIXTURE_LEFT, true); /* in Arabic the other arrow goes back */
	fixture_expect_log(&s, "");
	fixture_type(&s, FIXTURE_RIGHT, true);
	fixture_expect_log(&s, "back;");
	fixture_close(&s);
}
END_TEST

/* From the parts of a draft: that it is kept, then to where they were come to from; by its own
 * choice the same page leads back to the parts. */
START_TEST(from_the_parts_of_a_draft)
{
	struct error err = {0};
	const struct service *s;
	struct visit v;
	struct draft *j;

	golden_open(&v, LANG_EN, 80, 24);
	s = catalogue_find(v.context.scene.catalogue, "lb-disability-card");
	j = draft_begin(&v.context, s, &err);
	ck_assert_msg(j != NULL, "%s", err.detail);
	stack_home(golden_stack(&v), home_new());
	stack_push(golden_stack(&v), service_new(s));
	stack_push(golden_stack(&v), tasks_new(golden_stack(&v), j));
	golden_type(&v, "0");
	golden_shows(&v, "Your draft is saved", true);
	golden_type(&v, "2");
	golden_shows(&v, "Parts of your application", true);
	golden_type(&v, "0");
	golden_type(&v, "\x1b");
	golden_shows(&v, "Apply now", true); /* the service, from which they were come to */
	ck_assert_uint_eq(stack_depth(golden_stack(&v)), 2);
	draft_drop(j);
	golden_close(&v);
}
END_TEST

SUITE(back, a_way_back_without_escape, zero_is_an_answer_where_it_can_be_one,
      from_the_parts_of_a_draft)
