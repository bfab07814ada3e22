/* clash_test.c - answers that are right by themselves and do not fit together are told as soon as
 * both are given, and once more by the question that the review leads to. */
#include "tests/tui/golden.h"

#define SERVICE "lb-death-registration" /* nobody dies before the birth */
#define SAYS "The death cannot come before the birth: check both dates."

static struct field_path path_of(const struct draft *j, const char *id)
{
	struct field_path at = {0};

	while (form_next(j->form, &at))
		if (strcmp(at.question->id, id) == 0)
			return at;
	ck_abort_msg("%s is not asked", id);
}

static struct draft *open_draft(struct visit *v)
{
	struct draft *j;

	golden_open(v, LANG_EN, 132, 50);
	j = draft_try(&v->context, catalogue_find(v->context.scene.catalogue, SERVICE));
	stack_home(golden_stack(v), tasks_new(golden_stack(v), j));
	return j;
}

static void put(struct visit *v, struct draft *j, const char *id, const char *answer)
{
	struct field_path at = path_of(j, id);
	struct error err = {0};

	ck_assert_msg(draft_answer(&v->context, j, &at, answer, &err) == FAULT_NONE, "%s", err.say);
}

static void open_question(struct visit *v, struct draft *j, const char *id)
{
	struct field_path at = path_of(j, id);

	stack_push(golden_stack(v), questions_new(golden_stack(v), j, &at));
}

START_TEST(told_as_soon_as_both_are_answered)
{
	struct visit v;
	struct draft *j = open_draft(&v);
	struct field_path died = path_of(j, "death_date");

	open_question(&v, j, "death_date");
	golden_type(&v, "1/1/1980\n"); /* nothing is said before the other is known */
	golden_shows(&v, SAYS, false);
	stack_pop(golden_stack(&v));
	put(&v, j, "birth_date", "14/3/1990");
	open_question(&v, j, "death_date");
	golden_type(&v, "\x15"
			"2/1/1980\n");
	golden_shows(&v, SAYS, true);
	golden_shows(&v, "Date of death", true);                  /* it stands where it was typed */
	ck_assert_str_eq(form_get(j->form, &died), "1980-01-02"); /* kept all the same */
	golden_type(&v, "\x15"
			"2/1/1995\n");
	golden_shows(&v, SAYS, false);
	draft_drop(j);
	golden_close(&v);
}
END_TEST

/* It may be the other answer that is wrong: nobody is held at this one. */
START_TEST(the_same_answer_again_goes_on)
{
	struct visit v;
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	struct draft *j = open_draft(&v);
	const struct screen *here;
	struct form_fault *faults;

	put(&v, j, "birth_date", "14/3/1990");
	open_question(&v, j, "death_date");
	here = stack_top(golden_stack(&v));
	golden_type(&v, "2/1/1980\n");
	golden_shows(&v, SAYS, true);
	ck_assert_ptr_eq(stack_top(golden_stack(&v)), here);
	golden_type(&v, "\n");
	golden_shows(&v, "! ", false); /* it is not told again: the next question stands open */
	ck_assert_uint_gt(form_faults(j->form, a, &faults), 0); /* and stays a fault of the form */
	draft_drop(j);
	golden_close(&v);
}
END_TEST

/* Changed at the question that is only named by the check. */
START_TEST(told_at_the_other_question_too)
{
	struct visit v;
	struct draft *j = open_draft(&v);

	put(&v, j, "death_date", "2/1/1980");
	open_question(&v, j, "birth_date");
	golden_type(&v, "14/3/1990\n");
	golden_shows(&v, SAYS, true);
	draft_drop(j);
	golden_close(&v);
}
END_TEST

START_TEST(the_jump_to_the_question_shows_it)
{
	struct visit v;
	struct draft *j = open_draft(&v);

	put(&v, j, "birth_date", "14/3/1990");
	put(&v, j, "death_date", "2/1/1980");
	open_question(&v, j, "death_date");
	golden_shows(&v, SAYS, true);
	draft_drop(j);
	golden_close(&v);
}
END_TEST

/* A default of a question that nobody has come to is no answer that another could clash with. */
START_TEST(a_default_that_nobody_saw_is_no_answer)
{
	struct error err = {0};
	struct field_path at;
	struct draft *j;
	struct visit v;

	golden_open(&v, LANG_EN, 132, 50);
	j = draft_try(&v.context, catalogue_find(v.context.scene.catalogue, "dz-birth-record-12s"));
	at = path_of(j, "receive");
	ck_assert_str_eq(form_get(j->form, &at), "commune");
	at = path_of(j, "registered_where");
	put(&v, j, "registered_where", "abroad");
	ck_assert(!form_clash(j->form, &at, true, &err));
	put(&v, j, "receive", "commune");
	ck_assert(form_clash(j->form, &at, true, &err));
	draft_drop(j);
	golden_close(&v);
}
END_TEST

/* Nor is what may still be given: one of several is asked for. */
START_TEST(what_is_still_to_come_is_waited_for)
{
	struct error err = {0};
	struct field_path at;
	struct draft *j;
	struct visit v;

	golden_open(&v, LANG_EN, 132, 50);
	j = draft_try(&v.context, catalogue_find(v.context.scene.catalogue, "tn-birth-extract"));
	for (at = (struct field_path){0}; form_next(j->form, &at);)
		ck_assert_msg(!form_clash(j->form, &at, true, &err), "%s: %s", at.question->id,
			      err.say);
	draft_drop(j);
	golden_close(&v);
}
END_TEST

static struct draft *open_service(struct visit *v, const char *service)
{
	struct draft *j;

	golden_open(v, LANG_EN, 132, 50);
	j = draft_try(&v->context, catalogue_find(v->context.scene.catalogue, service));
	stack_home(golden_stack(v), tasks_new(golden_stack(v), j));
	return j;
}

/* Of a true answer the question to mend may stand in another part: the page says in which. */
START_TEST(what_stands_in_another_part_is_named)
{
	struct visit v;
	struct draft *j = open_service(&v, "lb-birth-registration");
	const struct screen *here;

	put(&v, j, "father_is", "lebanese");
	put(&v, j, "marriage_registered", "yes");
	put(&v, j, "declarant_is", "father");
	open_question(&v, j, "father_is");
	here = stack_top(golden_stack(&v));
	golden_type(&v, "3\n");
	golden_shows(&v, "You answered that no father is recognised", true);
	golden_shows(&v, "in the part \"The applicant\": Who applies?", true);
	ck_assert_ptr_eq(stack_top(golden_stack(&v)), here);
	golden_type(&v, "\n"); /* it is true: she goes on with it */
	ck_assert_ptr_ne(stack_top(golden_stack(&v)), here);
	draft_drop(j);
	golden_close(&v);
}
END_TEST

/* Who marks "None of these" beside another answer is told that, before the door is shut. */
START_TEST(its_own_fault_comes_before_the_door)
{
	struct visit v;
	struct draft *j = open_service(&v, "eg-karama");
	struct field_path at = path_of(j, "ground");

	open_question(&v, j, "ground");
	golden_type(&v, "1,6\n");
	golden_shows(&v, "cannot be chosen with another", true);
	golden_shows(&v, "You cannot apply", false);
	golden_shows(&v, "Karama is for people", false);
	ck_assert_str_eq(form_get(j->form, &at), "elderly,none");
	golden_type(&v, "\n\n");
	golden_shows(&v, "You cannot apply", false);
	golden_shows(&v, "cannot be chosen with another", true);
	stack_pop(golden_stack(&v));
	golden_shows(&v, "To check", true); /* the part has all its answers, and one is wrong */
	golden_shows(&v, "Karama is for people", false);
	draft_drop(j);
	golden_close(&v);
}
END_TEST

START_TEST(by_plain_lines)
{
	struct visit v;
	struct draft *j = open_draft(&v);
	struct buffer out;
	struct plain *plain;

	put(&v, j, "birth_date", "14/3/1990");
	open_question(&v, j, "death_date");
	buffer_open(&out, (size_t)1 << 20);
	plain = plain_over(golden_stack(&v), false, &out);
	buffer_clear(&out);
	plain_feed(plain, "2/1/1980\n", 9);
	ck_assert_msg(strncmp(out.data, SAYS "\n", strlen(SAYS) + 1) == 0, "%s", out.data);
	ck_assert_ptr_nonnull(strstr(out.data, "Date of death"));
	buffer_clear(&out);
	plain_feed(plain, "\n", 1);
	ck_assert_msg(strncmp(out.data, SAYS, strlen(SAYS)) != 0, "%s", out.data);
	plain_free(plain);
	buffer_close(&out);
	draft_drop(j);
	golden_close(&v);
}
END_TEST

SUITE(clash, told_as_soon_as_both_are_answered, the_same_answer_again_goes_on,
      told_at_the_other_question_too, the_jump_to_the_question_shows_it,
      a_default_that_nobody_saw_is_no_answer, what_is_still_to_come_is_waited_for,
      what_stands_in_another_part_is_named, its_own_fault_comes_before_the_door, by_plain_lines)
