/* once_test.c - what pages say stands once, where it belongs, and only to whom it concerns. */
#include "tests/tui/day.h"

#include "tui/page/words.h"
#include "services/definition/type.h"
#include "tui/screens/common/common.h"
#include "tui/screens/common/question.h"
#include "tui/screens/office/audit.h"

#include <string.h>

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)

static const struct service *service_of(const struct visit *v, const char *id)
{
	const struct service *s = catalogue_find(v->context.scene.catalogue, id);

	ck_assert_msg(s != NULL, "%s", id);
	return s;
}

/* The words of a page in its order, one block a line; they live in `a`. */
static const char *all_of(struct visit *v, struct arena *a)
{
	const struct page *p = stack_view(golden_stack(v), a);
	const char *all = "";

	for (const struct block *b = p->first; b != NULL; b = b->next)
		all = arena_format(a, "%s%s|%s|\n", all, b->label == NULL ? "" : b->label,
				   b->detail == NULL ? "" : b->detail);
	return all;
}

static int count_of(const char *all, const char *words)
{
	int count = 0;

	for (; (all = strstr(all, words)) != NULL; all += strlen(words))
		count++;
	return count;
}

static const char *page_of(struct visit *v, struct arena *a, const char *id)
{
	stack_push(golden_stack(v), service_new(service_of(v, id)));
	return all_of(v, a);
}

START_TEST(where_instead_stands_once)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)16 << 20);
	struct visit v;

	golden_open(&v, LANG_EN, 80, 24);
	ck_assert_int_eq(count_of(page_of(&v, a, "dz-auto-entrepreneur-card"), "Where and how"), 1);
	ck_assert_int_eq(count_of(page_of(&v, a, "lb-vat-registration"), "where and how"), 1);
	ck_assert_int_eq(count_of(page_of(&v, a, "lb-disability-card"), "Where and how"), 1);
	golden_close(&v);
}
END_TEST

START_TEST(cases_are_spoken_of_where_they_stand)
{
	static const char sorted[] = "The portal sorted the required documents into cases.";
	ARENA_CLEAN struct arena *a = arena_new((size_t)16 << 20);
	const char *all, *at;
	struct service plain; /* as one that has no cases */
	struct visit v;

	golden_open(&v, LANG_EN, 80, 24);
	plain = *service_of(&v, "dz-chifa-card");
	plain.case_count = 0;
	stack_push(golden_stack(&v), service_new(&plain));
	ck_assert_int_eq(count_of(all_of(&v, a), sorted), 0);
	all = page_of(&v, a, "dz-birth-record-12s");
	ck_assert_int_eq(count_of(all, sorted), 1);
	at = strstr(all, sorted);
	ck_assert(strstr(all, "Required documents") < at && at < strstr(all, "Cost and time"));
	golden_close(&v);
}
END_TEST

START_TEST(a_free_service_is_free_once)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)16 << 20);
	struct visit v;

	golden_open(&v, LANG_EN, 80, 24);
	ck_assert_ptr_null(
		strstr(page_of(&v, a, "dz-auto-entrepreneur-card"), "Registration free"));
	ck_assert_ptr_null(strstr(page_of(&v, a, "dz-biometric-identity-card"), "Free;"));
	golden_close(&v);
}
END_TEST

/* As in the check before it was sent. */
START_TEST(an_empty_answer_is_told_as_none)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)16 << 20);
	struct field_path at = {0};
	struct receipt receipt;
	struct draft *j;
	struct visit v;
	int left = 0;

	golden_open(&v, LANG_EN, 80, 24);
	j = draft_begin(&v.context, service_of(&v, "lb-disability-card"), &err);
	ck_assert_msg(j != NULL, "%s", err.detail);
	golden_fill(&v, j);
	while (form_next(j->form, &at))
		if (!at.question->required && form_get(j->form, &at) != NULL && left == 0) {
			GOOD(draft_answer(&v.context, j, &at, "", &err));
			left++;
		}
	ck_assert_int_eq(left, 1);
	GOOD(application_submit(v.context.registry, v.context.caller, &j->application, j->form,
				&receipt, &err));
	stack_push(golden_stack(&v), status_new(&j->application));
	stack_update(golden_stack(&v), &(struct input){.kind = INPUT_CHOOSE, .act = 4});
	ck_assert_str_eq(stack_top(golden_stack(&v))->ops->name, "answers");
	ck_assert_ptr_nonnull(strstr(all_of(&v, a), "|(no answer)|"));
	stack_home(golden_stack(&v), NULL);
	draft_drop(j);
	golden_close(&v);
}
END_TEST

/* The first that is not complete is named; back leaves it so. */
START_TEST(a_list_is_not_complete_before_its_items_are)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)16 << 20);
	const struct section *witnesses = NULL;
	struct visit v;
	struct draft *j;

	golden_open(&v, LANG_EN, 80, 24);
	j = draft_begin(&v.context, service_of(&v, "lb-death-registration"), &err);
	ck_assert_msg(j != NULL, "%s", err.detail);
	for (size_t i = 0; i < j->service->form->section_count; i++)
		if (j->service->form->sections[i].repeats)
			witnesses = &j->service->form->sections[i];
	ck_assert_ptr_nonnull(witnesses);
	stack_push(golden_stack(&v), items_new(golden_stack(&v), j, witnesses));
	stack_update(golden_stack(&v), &(struct input){.kind = INPUT_CHOOSE, .act = 1002});
	ck_assert_str_eq(stack_top(golden_stack(&v))->ops->name, "items");
	ck_assert_ptr_nonnull(strstr(all_of(&v, a), "Witness 1: answers are missing."));
	golden_fill(&v, j);
	stack_update(golden_stack(&v), &(struct input){.kind = INPUT_CHOOSE, .act = 1002});
	ck_assert_str_ne(stack_top(golden_stack(&v))->ops->name, "items");
	stack_home(golden_stack(&v), NULL);
	draft_drop(j);
	golden_close(&v);
}
END_TEST

/* On a small screen, too, what went wrong is seen first; the first letter goes to its question. */
START_TEST(a_page_opens_at_what_went_wrong)
{
	struct visit v;

	struct draft *j;
	char number[REFERENCE_DIGITS + 2];

	golden_open(&v, LANG_FR, 40, 15);
	j = draft_begin(&v.context, service_of(&v, "lb-disability-card"), &err);
	ck_assert_msg(j != NULL, "%s", err.detail);
	snprintf(number, sizeof(number), "%s\n", j->application.reference);
	draft_drop(j);
	caller_forget_proofs(&v.caller);
	stack_push(golden_stack(&v), track_new());
	golden_shows(&v, "✗", false);
	golden_type(&v, number);
	golden_type(&v, "1234 5678\n");
	golden_shows(&v, "✗", true);
	golden_shows(&v, "Aucune demande", true);
	golden_shows(&v, "•", false);
	golden_type(&v, "1");
	golden_shows(&v, "•", true);
	golden_close(&v);
}
END_TEST

/* One of four is needed, so that none of them is called optional; who has no number is named. */
START_TEST(what_an_auditor_needs_is_marked)
{
	static const char *const hosts[] = {"host", "hôte", "المضيف", "L'hôte"};
	static const enum lang langs[] = {LANG_FR, LANG_FR, LANG_AR, LANG_FR};
	struct visit v;
	struct caller auditor;

	golden_open(&v, LANG_EN, 80, 50);
	auditor = day_hire(&v, "Hala Aoun", "auditor", NULL);
	day_come_as(&v, &auditor);
	stack_push(golden_stack(&v), audit_new());
	golden_shows(&v, "By which person?", true);
	golden_shows(&v, "optional", false);
	golden_shows(&v, "At least one of these four", true);
	golden_close(&v);
	for (size_t i = 0; i < 4; i++) {
		golden_open(&v, langs[i], 80, 50);
		auditor = day_hire(&v, "Hala Aoun", "auditor", NULL);
		day_come_as(&v, &auditor);
		stack_push(golden_stack(&v), audit_new());
		golden_type(&v, "Why\n");
		golden_type(&v, hosts[i]);
		golden_type(&v, "\n\n\n\n");
		ck_assert_str_ne(stack_top(golden_stack(&v))->ops->name, "audit");
		golden_close(&v);
	}
}
END_TEST

/* The first question of type place of a service, as a field of its page. */
static const struct field *places_of(struct visit *v, struct arena *a, const char *id,
				     const struct question **ret)
{
	struct form *form = form_new(service_of(v, id), catalogue_terms(v->context.scene.catalogue),
				     (struct date){2026, 11, 18});
	struct field_path at = {0};
	const struct field *field = NULL;

	form_ask_all(form);
	while (field == NULL && form_next(form, &at))
		if (at.question->type == &type_place)
			field = question_field(&v->context.scene, a, form, &at, NULL);
	form_free(form);
	ck_assert_msg(field != NULL, "%s", id);
	*ret = at.question;
	return field;
}

/* In the order of the page's language, and by number what the page counts; what people know by its
 * number keeps that. */
START_TEST(places_stand_in_the_order_of_their_names)
{
	static const struct {
		enum lang lang;
		const char *service;
		size_t place;
		const char *label, *code;
	} cases[] = {
		{LANG_EN, "lb-death-registration", 1, "Akkar", "lb-caza-akkar"},
		{LANG_EN, "lb-death-registration", 6, "Beirut", "lb-caza-beirut"},
		{LANG_FR, "lb-death-registration", 26, "Zgharta", "lb-caza-zgharta"},
		{LANG_AR, "lb-death-registration", 26, "مرجعيون", "lb-caza-marjaayoun"},
		{LANG_EN, "dz-residence-certificate", 16, "Algiers", "DZ-16"},
	};
	ARENA_CLEAN struct arena *a = arena_new((size_t)16 << 20);
	const struct question *q;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		size_t at = cases[i].place - 1;
		const struct field *f;
		struct visit v;

		golden_open(&v, cases[i].lang, 80, 24);
		f = places_of(&v, a, cases[i].service, &q);
		ck_assert_uint_gt(f->option_count, at);
		ck_assert_ptr_nonnull(strstr(f->options[at].label, cases[i].label));
		ck_assert_str_eq(f->options[at].code, cases[i].code);
		ck_assert_str_eq(question_codes(&v.context.scene, a, q,
						arena_format(a, "%zu", cases[i].place)),
				 cases[i].code);
		golden_close(&v);
	}
}
END_TEST

/* "Governorate: Tunis", where the question says the level. */
START_TEST(a_place_does_not_repeat_its_level)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)16 << 20);
	struct field_path at = {0};
	struct form *form;
	struct visit v;

	golden_open(&v, LANG_FR, 80, 24);
	form = form_new(service_of(&v, "tn-criminal-record-b3"),
			catalogue_terms(v.context.scene.catalogue), (struct date){2026, 11, 18});
	form_ask_all(form);
	while (form_next(form, &at) && at.question->type != &type_place)
		;
	ck_assert(form_load(form, &at, "TN-11"));
	ck_assert_str_eq(words_answer(a, form, &at, LANG_FR), "Tunis");
	form_free(form);
	golden_close(&v);
}
END_TEST

START_TEST(another_language_is_named)
{
	struct visit v;

	golden_open(&v, LANG_FR, 80, 24);
	ck_assert_ptr_null(words_written_in(LANG_FR, LANG_FR));
	ck_assert_str_eq(words_written_in(LANG_AR, LANG_FR), "Texte rédigé en arabe\u00A0:");
	ck_assert_str_eq(words_written_in(LANG_EN, LANG_FR), "Texte rédigé en anglais\u00A0:");
	golden_close(&v);
}
END_TEST

SUITE(once, where_instead_stands_once, cases_are_spoken_of_where_they_stand,
      a_free_service_is_free_once, an_empty_answer_is_told_as_none,
      a_list_is_not_complete_before_its_items_are, what_an_auditor_needs_is_marked,
      a_page_opens_at_what_went_wrong, places_stand_in_the_order_of_their_names,
      a_place_does_not_repeat_its_level, another_language_is_named)
