/* told_test.c - what a person must know is told before it is needed, once, and without filling the
 * page. */
#include "tests/tui/golden.h"

#include "tui/page/words.h"

static const struct service *service_of(const struct visit *v, const char *id)
{
	const struct service *s = catalogue_find(v->context.scene.catalogue, id);

	ck_assert_msg(s != NULL, "%s", id);
	return s;
}

/* --- how an answer is written ----------------------------------------------------------------- */

/* The help of the question with this id, on the page where it is asked. */
static const char *help_of(struct visit *v, struct arena *a, const char *service, const char *id)
{
	struct error err = {0};
	struct draft *j = draft_begin(&v->context, service_of(v, service), &err);
	struct field_path at = {0};
	const char *help = NULL;
	const struct page *p;

	ck_assert_msg(j != NULL, "%s", err.detail);
	for (size_t i = 0; i < j->service->form->section_count; i++)
		for (size_t k = 0; k < j->service->form->sections[i].question_count; k++)
			if (strcmp(j->service->form->sections[i].questions[k].id, id) == 0)
				at = (struct field_path){
					&j->service->form->sections[i], 0,
					&j->service->form->sections[i].questions[k]};
	ck_assert_msg(at.question != NULL, "%s", id);
	stack_push(golden_stack(v), questions_new(golden_stack(v), j, &at));
	p = stack_view(golden_stack(v), a);
	for (const struct block *b = p->first; b != NULL; b = b->next)
		if (b->kind == BLOCK_FIELD &&
		    strcmp(b->field->label, words_of(&at.question->label, v->lang)) == 0)
			help = b->field->help;
	stack_home(golden_stack(v), NULL);
	draft_drop(j);
	return help == NULL ? "" : help;
}

START_TEST(a_numbers_form_is_told_at_its_question)
{
	static const struct {
		const char *service, *question, *help;
	} cases[] = {
		{"lb-disability-card", "id_number",
		 "The number of the Lebanese identity card: 6 to 12 digits."},
		{"tn-disability-card", "cin",
		 "Leave it empty if there is no card, for a child for example. "
		 "The number of the national identity card (CIN): 8 digits."},
		{"dz-residence-certificate", "postal_code", "A postal code has five digits."},
		/* An example is enough. */
		{"lb-disability-card", "phone",
		 "A number where you can be reached, for example 03 123456."},
	};
	ARENA_CLEAN struct arena *a = arena_new((size_t)16 << 20);
	struct visit v;

	golden_open(&v, LANG_EN, 80, 24);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		ck_assert_str_eq(help_of(&v, a, cases[i].service, cases[i].question),
				 cases[i].help);
	golden_close(&v);
}
END_TEST

/* --- what is not known ------------------------------------------------------------------------ */

/* How often a page says these words, wherever. */
static int count_of(const struct page *p, const char *words)
{
	int count = 0;

	for (const struct block *b = p->first; b != NULL; b = b->next) {
		count += b->label != NULL && strcmp(b->label, words) == 0;
		count += b->detail != NULL && strcmp(b->detail, words) == 0;
	}
	return count;
}

START_TEST(what_is_not_known_is_said_once)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)16 << 20);
	const struct page *p;
	struct visit v;

	golden_open(&v, LANG_EN, 40, 15);
	stack_push(golden_stack(&v), service_new(service_of(&v, "eg-takaful")));
	p = stack_view(golden_stack(&v), a);
	ck_assert_int_eq(count_of(p, "Fee and time"), 1);
	ck_assert_int_eq(count_of(p, "not known"), 1);
	ck_assert_int_eq(count_of(p, "Not known"), 1);
	ck_assert_int_eq(count_of(p, "Where and how · What you get · Valid for · Legal basis"), 1);
	ck_assert_int_eq(count_of(p, "Legal basis"), 0);
	golden_close(&v);
}
END_TEST

/* Where only a note tells what it costs, that is what is known of it. */
START_TEST(a_note_stands_for_an_amount)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)16 << 20);
	const struct service *s;
	const struct page *p;
	struct visit v;

	golden_open(&v, LANG_EN, 80, 24);
	s = service_of(&v, "lb-company-sal-registration");
	ck_assert(!s->fee->known);
	ck_assert_str_eq(words_fee(a, LANG_EN, s->fee), words_of(&s->fee->note, LANG_EN));
	stack_push(golden_stack(&v), service_new(s));
	p = stack_view(golden_stack(&v), a);
	ck_assert_int_eq(count_of(p, words_of(&s->fee->note, LANG_EN)), 1);
	golden_close(&v);
}
END_TEST

/* --- the PIN ---------------------------------------------------------------------------------- */

/* It is shown again in this visit: at the beginning, when a person stops, and on the receipt. */
START_TEST(the_pin_is_promised_as_it_is_shown)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)16 << 20);
	struct visit v;

	golden_open(&v, LANG_EN, 80, 24);
	stack_push(golden_stack(&v), apply_new(service_of(&v, "lb-disability-card")));
	golden_type(&v, "1");
	ck_assert_int_eq(
		count_of(stack_view(golden_stack(&v), a),
			 "A draft is kept for 30 days. The PIN is shown in this visit only."),
		1);
	golden_close(&v);
}
END_TEST

SUITE(told, a_numbers_form_is_told_at_its_question, what_is_not_known_is_said_once,
      a_note_stands_for_an_amount, the_pin_is_promised_as_it_is_shown)
