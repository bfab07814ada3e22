/* instead_test.c - of several questions of which a check demands one, each says which others will
 * do: none is called optional until one has an answer. */
#include "tests/tui/golden.h"

#include "tui/face/plain.h"

#include <string.h>

/* In plain lines, too. */
static void is_said(struct visit *v, const char *words)
{
	struct buffer out;
	struct plain *plain;

	buffer_open(&out, (size_t)1 << 20);
	plain = plain_over(golden_stack(v), false, &out);
	ck_assert_msg(out.data != NULL && strstr(out.data, words) != NULL, "%s", out.data);
	plain_free(plain);
	buffer_close(&out);
}

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
	is_said(&v, phone);
	golden_type(&v, "03 123456\n");
	golden_shows(&v, email, false);
	golden_shows(&v, later, true);
	stack_home(golden_stack(&v), NULL);
	draft_drop(j);
	golden_close(&v);
}

START_TEST(one_of_two_is_needed)
{
	shows(LANG_EN, "Telephone number (or “Email address”: one of the two is enough)",
	      "(or “Telephone number”: one of the two is enough)", "Email address (optional)");
}
END_TEST

/* Of three, the other two stand with "or" between them. */
START_TEST(one_of_three_is_needed)
{
	struct field_path at = {0};
	struct error err = {0};
	struct draft *j;
	struct visit v;

	golden_open(&v, LANG_EN, 132, 50);
	j = draft_begin(&v.context, catalogue_find(v.context.scene.catalogue, "tn-birth-extract"),
			&err);
	ck_assert_msg(j != NULL, "%s", err.detail);
	while (form_next(j->form, &at) && strcmp(at.question->id, "record_number") != 0)
		;
	stack_push(golden_stack(&v), tasks_new(golden_stack(&v), j));
	stack_push(golden_stack(&v), questions_new(golden_stack(&v), j, &at));
	golden_shows(&v, "Record number (one of these 3 is enough)", true);
	stack_home(golden_stack(&v), NULL);
	draft_drop(j);
	golden_close(&v);
}
END_TEST

SUITE(instead, one_of_two_is_needed, one_of_three_is_needed)
