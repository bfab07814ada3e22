/* needed_test.c - an answer that may stay empty, and that another answer makes necessary: it is not
 * called optional then, nobody goes on without it, and a part that was left so says what it lacks.
 */
#include "tests/tui/golden.h"

#define SERVICE "tn-criminal-record-b3" /* without an identity card the passport is needed */
#define SAYS "If you have no identity card, give your passport number"

static struct field_path path_of(const struct draft *j, const char *id)
{
	struct field_path at = {0};

	while (form_next(j->form, &at))
		if (strcmp(at.question->id, id) == 0)
			return at;
	ck_abort_msg("%s is not asked", id);
}

static void put(struct visit *v, struct draft *j, const char *id, const char *answer)
{
	struct field_path at = path_of(j, id);
	struct error err = {0};

	ck_assert_msg(draft_answer(&v->context, j, &at, answer, &err) == FAULT_NONE, "%s", err.say);
}

static struct draft *open_part(struct visit *v)
{
	struct field_path part;
	struct draft *j;

	golden_open(v, LANG_EN, 80, 24);
	j = draft_try(&v->context, catalogue_find(v->context.scene.catalogue, SERVICE));
	put(v, j, "situation", "tunisian_abroad");
	put(v, j, "birth_date", "14/3/1990");
	part = (struct field_path){.section = path_of(j, "has_card").section};
	stack_home(golden_stack(v), tasks_new(golden_stack(v), j));
	stack_push(golden_stack(v), questions_new(golden_stack(v), j, &part));
	return j;
}

START_TEST(nobody_goes_on_without_it)
{
	struct visit v;
	struct draft *j = open_part(&v);
	const struct screen *here = stack_top(golden_stack(&v));

	golden_shows(&v, "Passport number (optional)", true);
	golden_type(&v, "2\n"); /* Enter belongs to the choice */
	golden_shows(&v, "Passport number (optional)", false);
	golden_shows(&v, SAYS, false); /* it is asked just now */
	golden_type(&v, "\n");
	golden_shows(&v, SAYS, true);
	ck_assert_ptr_eq(stack_top(golden_stack(&v)), here);
	golden_type(&v, "X204871\n");
	golden_shows(&v, SAYS, false);
	draft_drop(j);
	golden_close(&v);
}
END_TEST

START_TEST(a_part_that_was_left_so_says_why)
{
	struct field_path part;
	struct visit v;
	struct draft *j = open_part(&v);

	golden_type(&v, "2");
	stack_pop(golden_stack(&v));
	part = (struct field_path){.section = path_of(j, "has_card").section};
	stack_push(golden_stack(&v), questions_new(golden_stack(&v), j, &part));
	golden_shows(&v, SAYS, true);
	draft_drop(j);
	golden_close(&v);
}
END_TEST

SUITE(needed, nobody_goes_on_without_it, a_part_that_was_left_so_says_why)
