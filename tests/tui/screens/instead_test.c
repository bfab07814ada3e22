/* instead_test.c - of several questions of which a check demands one, each says which others will
 * do: none is called optional until one has an answer. */
#include "tests/tui/golden.h"

static void shows(enum lang lang, const char *phone, const char *email, const char *later)
{
	struct field_path at = {0};
	struct error err = {0};
	struct draft *j;
	struct visit v;

	golden_open(&v, lang, 132, 50);
	j = draft_begin(&v.context, catalogue_find(v.context.scene.catalogue, "lb-judicial-record"),
			&err);
	ck_assert_msg(j != NULL, "%s", err.detail);
	while (form_next(j->form, &at) && strcmp(at.question->id, "phone") != 0)
		;
	stack_push(golden_stack(&v), tasks_new(golden_stack(&v), j));
	stack_push(golden_stack(&v), questions_new(golden_stack(&v), j, &at));
	golden_shows(&v, phone, true);
	golden_shows(&v, email, true);
	golden_type(&v, "03 123456\n");
	golden_shows(&v, email, false);
	golden_shows(&v, later, true);
	stack_home(golden_stack(&v), NULL);
	draft_drop(j);
	golden_close(&v);
}

START_TEST(one_of_two_is_needed)
{
	shows(LANG_EN, "Telephone number (or: Email address)", "(or: Telephone number)",
	      "Email address (optional)");
}
END_TEST

SUITE(instead, one_of_two_is_needed)
