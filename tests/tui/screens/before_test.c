/* before_test.c - who may apply is asked before there is a draft; who may not is told at once. */
#include "tests/tui/golden.h"

#define SERVICE "tn-amen-social" /* one question, and who has no right to live there may not */

static void open_apply(struct visit *v, char first)
{
	static const char key[] =
		"?2aa11bb22cc33dd44ee55ff66007711882299aa33bb44cc55dd66ee77ff8899";
	char own[sizeof(key)];

	golden_open(v, LANG_EN, 80, 24);
	snprintf(own, sizeof(own), "%s", key);
	own[0] = first;
	golden_come_with_key(v, own);
	stack_home(golden_stack(v), home_new());
	stack_push(golden_stack(v), apply_new(catalogue_find(v->context.scene.catalogue, SERVICE)));
	golden_type(v, "1");
	golden_shows(v, "Is the head of the family Tunisian, or a legally resident foreigner?",
		     true);
	golden_shows(v, "Nothing is saved yet", true);
}

static size_t drafts(struct visit *v, struct arena *a, struct application **ret)
{
	size_t count = 0;
	struct error err = {0};

	ck_assert(application_mine(v->context.registry, v->context.caller, a, ret, &count, &err) ==
		  FAULT_NONE);
	return count;
}

START_TEST(who_may_not_apply_is_told_at_once)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	struct application *mine;
	struct visit v;

	open_apply(&v, 'a');
	golden_type(&v, "2\n");
	golden_shows(&v, "You cannot apply for this service", true);
	golden_shows(&v, "The programme is for Tunisians", true);
	golden_shows(&v, "Where to turn", true);
	golden_shows(&v, "Ministry of Social Affairs", true);
	ck_assert_uint_eq(drafts(&v, a, &mine), 0);
	golden_type(&v, "1"); /* back to the answer, which is changed */
	golden_shows(&v, "Is the head of the family Tunisian, or a legally resident foreigner?",
		     true);
	golden_type(&v, "1\n");
	golden_shows(&v, "Write down these two numbers", true);
	ck_assert_uint_eq(drafts(&v, a, &mine), 1);
	golden_close(&v);
}
END_TEST

START_TEST(the_draft_has_the_first_answers)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	struct application *mine;
	struct field_path at = {0};
	struct draft *j;
	struct visit v;

	open_apply(&v, 'b');
	ck_assert_ptr_null(stack_reference(golden_stack(&v)));
	golden_type(&v, "1\n");
	ck_assert_uint_eq(drafts(&v, a, &mine), 1);
	j = draft_resume(&v.context, &mine[0], NULL);
	ck_assert_ptr_nonnull(j);
	ck_assert(form_next(j->form, &at));
	ck_assert_str_eq(at.question->id, "resident_right");
	ck_assert_str_eq(form_get(j->form, &at), "yes");
	draft_drop(j);
	golden_type(&v, "1"); /* the numbers were written down */
	golden_shows(&v, "Parts of your application", true);
	golden_type(&v, "1"); /* a draft by now: nothing more is said of what is kept */
	golden_shows(&v, "Nothing is saved yet", false);
	golden_close(&v);
}
END_TEST

START_TEST(who_leaves_there_is_told_what_is_lost)
{
	struct visit v;

	open_apply(&v, 'c');
	golden_type(&v, "\x03");
	golden_shows(&v, "Your answers to these first questions are not saved.", true);
	golden_shows(&v, "What you entered is saved.", false);
	golden_type(&v, "2\x1b");
	golden_shows(&v, "Before you start", true);
	golden_type(&v, "\x03");
	golden_shows(&v, "Leave the portal?", true);
	golden_shows(&v, "What you entered is saved.", false); /* nothing was */
	golden_close(&v);
}
END_TEST

/* A no to a question of eligibility with Enters typed behind it decides nothing more. */
START_TEST(keys_typed_ahead_choose_nothing_on_the_refusal)
{
	struct key no = {.kind = KEY_CHAR, .code = '2'}, enter = {.kind = KEY_ENTER};
	struct visit v;

	open_apply(&v, 'd');
	pages_key(v.pages, &no, true, false);
	for (int i = 0; i < 3; i++)
		pages_key(v.pages, &enter, false, false);
	golden_shows(&v, "You cannot apply for this service", true);
	golden_close(&v);
}
END_TEST

/* The same by plain lines. */
START_TEST(by_plain_lines)
{
	struct buffer out;
	struct plain *plain;
	struct visit v;

	open_apply(&v, 'e');
	buffer_open(&out, (size_t)1 << 20);
	plain = plain_over(golden_stack(&v), false, &out);
	ck_assert_ptr_nonnull(strstr(out.data, "Nothing is saved yet"));
	plain_feed(plain, "2\n", 2);
	ck_assert_ptr_nonnull(strstr(out.data, "You cannot apply for this service"));
	ck_assert_ptr_nonnull(strstr(out.data, "Where to turn"));
	plain_feed(plain, "1\n1\n", 4);
	ck_assert_ptr_nonnull(strstr(out.data, "Write down these two numbers"));
	plain_free(plain);
	buffer_close(&out);
	golden_close(&v);
}
END_TEST

SUITE(before, who_may_not_apply_is_told_at_once, the_draft_has_the_first_answers,
      who_leaves_there_is_told_what_is_lost, keys_typed_ahead_choose_nothing_on_the_refusal,
      by_plain_lines)
