/* pagecount_test.c - the pages of a part are counted where no answer can open another one. */
#include "tests/tui/golden.h"

START_TEST(they_do_not_grow)
{
	struct field_path at = {0}, born = {0};
	struct error err = {0};
	struct draft *j;
	struct visit v;

	golden_open(&v, LANG_EN, 80, 24);
	j = draft_try(&v.context,
		      catalogue_find(v.context.scene.catalogue, "dz-biometric-passport"));
	while (form_next(j->form, &at) && strcmp(at.question->id, "birth_date") != 0)
		;
	ck_assert_ptr_nonnull(at.question);
	born = at;
	at.question = NULL;
	stack_push(golden_stack(&v), questions_new(golden_stack(&v), j, &at));
	golden_shows(&v, "(page 1)", true); /* from 19 years on there are three */
	stack_pop(golden_stack(&v));
	ck_assert_int_eq(draft_answer(&v.context, j, &born, "14/3/1990", &err), FAULT_NONE);
	stack_push(golden_stack(&v), questions_new(golden_stack(&v), j, &at));
	golden_shows(&v, "(page 1 of 3)", true);
	stack_home(golden_stack(&v), NULL);
	draft_drop(j);
	golden_close(&v);
}
END_TEST

SUITE(pagecount, they_do_not_grow)
