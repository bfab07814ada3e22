/* clash_test.c - answers that are right by themselves and do not fit together are told as soon as
 * both are given, and once more by the question that the review leads to. */
#include "tests/services/sample.h"
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
	golden_shows(&v, "in the part “The applicant”: Who applies?", true);
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

#define L "{ar: ع, fr: f, en: \"%s\"}"

/* Two pages of who may apply, and an answer of the first that one of the second makes impossible.
 */
static struct draft *open_eligibility(struct visit *v, struct arena *a)
{
	const char *yaml = sample_with(
		a, "  sections:\n",
		arena_format(a,
			     "    - {id: other, type: yesno, page: 2, label: " L "}\n  sections:\n",
			     "The other"));
	struct draft *j;

	yaml = arena_format(a,
			    "%s    - {require: not (resident = no and other = yes), at: resident,"
			    " says: " L "}\n",
			    yaml, "Not both of them");
	golden_open(v, LANG_EN, 132, 50);
	j = draft_try(&v->context, sample_service_of(a, yaml));
	stack_home(golden_stack(v), tasks_new(golden_stack(v), j));
	put(v, j, "resident", "no");
	put(v, j, "other", "yes");
	return j;
}

/* It stands by an answer of another page: that one is opened, and nobody goes on in vain. */
START_TEST(the_page_of_an_impossible_answer_opens)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)64 << 20);
	struct visit v;
	struct draft *j = open_eligibility(&v, a);

	open_question(&v, j, "other");
	golden_shows(&v, "page 2 of 2", true);
	golden_type(&v, "\n");
	golden_shows(&v, "“Can you apply?”: Resident en", true);
	golden_type(&v, "\n\n");
	golden_shows(&v, "page 1 of 2", true);
	golden_shows(&v, "Not both of them", true);
	golden_shows(&v, "You cannot apply", false);
	draft_drop(j);
	golden_close(&v);
}
END_TEST

/* A day of birth that the number denies is told by whichever of the two is changed. */
START_TEST(a_number_that_denies_a_day_is_told)
{
	struct visit v;
	struct draft *j = open_service(&v, "eg-karama");

	put(&v, j, "ground", "elderly");
	put(&v, j, "applicant_birth_date", "15/3/1950");
	open_question(&v, j, "applicant_nid");
	golden_type(&v, "25003141234512\n");
	golden_shows(&v, "shows another date of birth", true);
	draft_drop(j);
	golden_close(&v);
}
END_TEST

#define TEXT "{ar: \"كلمة\", fr: \"mot\", en: \"word\"}"
#define ALONE "None goes with nothing else."

/* Two questions at the door, on a page each; the first must not have both of its choices. */
static const char two_pages[] =
	"id: lb-two-pages\nversion: 1\ncountry: LB\nsector: municipal\naudience: resident\n"
	"name: " TEXT "\nsummary: " TEXT "\nauthority: " TEXT "\n"
	"sources: [{title: Rules, url: \"https://rules.example.org/\", date: null, kind: law}]\n"
	"verified: 2026-11-20\nconfidence: low\n"
	"stages: [{id: check, name: " TEXT ", by: officer, acts: [{id: grant, name: " TEXT
	", to: end(approved)}]}]\n"
	"form:\n"
	"  eligibility:\n"
	"    - {id: ground, type: choices, page: 1, label: " TEXT ", says: " TEXT
	", require: not (ground has none), choices: [{code: old, label: " TEXT
	"}, {code: none, label: {ar: \"لا\", fr: \"non\", en: \"none\"}}]}\n"
	"    - {id: place, type: choice, page: 2, label: {ar: \"مكان\", fr: \"lieu\", en: "
	"\"place\"}, choices: [{code: here, label: " TEXT
	"}, {code: there, label: {ar: \"هناك\", fr: \"là\", en: \"there\"}}]}\n"
	"  sections: [{id: who, title: " TEXT
	", questions: [{id: full_name, type: name, label: " TEXT "}]}]\n"
	"  checks: [{require: not (ground has none and ground has old), at: ground, says: {ar: "
	"\"لا\", fr: \"non\", en: \"" ALONE "\"}}]\n";

/* Whoever goes on with it to the last page is led back to where it is told. */
START_TEST(told_on_the_page_of_its_question)
{
	struct error err = {0};
	struct catalogue *c;
	struct draft *j;
	struct visit v;

	ck_assert_int_eq(catalogue_open("catalogue", &c, &err), FAULT_NONE);
	ck_assert_msg(catalogue_add(c, "two", two_pages, strlen(two_pages), NULL, &err) ==
			      FAULT_NONE,
		      "%d: %s %s", err.line, err.say, err.detail);
	catalogue_freeze(c);
	golden_open(&v, LANG_EN, 80, 24);
	j = draft_try(&v.context, catalogue_find(c, "lb-two-pages"));
	stack_push(golden_stack(&v), eligibility_new(golden_stack(&v), j));
	golden_type(&v, "1,2\n");
	golden_shows(&v, ALONE, true);
	golden_type(&v, "\n");
	golden_shows(&v, "(page 2 of 2)", true);
	golden_shows(&v, ALONE, false);
	golden_type(&v, "1");
	golden_shows(&v, "(page 1 of 2)", true);
	golden_shows(&v, ALONE, true);
	stack_home(golden_stack(&v), NULL);
	draft_drop(j);
	golden_close(&v);
	catalogue_free(c);
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
      what_stands_in_another_part_is_named, its_own_fault_comes_before_the_door,
      the_page_of_an_impossible_answer_opens, a_number_that_denies_a_day_is_told,
      told_on_the_page_of_its_question, by_plain_lines)
