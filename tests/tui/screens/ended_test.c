/* ended_test.c - of an application that has ended no receipt promises anything more, and who was
 * accepted reads where to collect it. */
#include "tests/tui/golden.h"

#include "services/definition/service_where.h"
#include "tui/page/words.h"
#include "tui/screens/follow/status.h"

#define SERVICE "lb-disability-card"

/* A visit that has sent an application; draft_drop and golden_close end it. */
static struct draft *open_sent(struct visit *v, struct receipt *ret)
{
	struct error err = {0};
	struct draft *j;

	golden_open(v, LANG_EN, 80, 24);
	j = draft_begin(&v->context, catalogue_find(v->context.scene.catalogue, SERVICE), &err);
	ck_assert_msg(j != NULL, "%s", err.detail);
	golden_fill(v, j);
	ck_assert_msg(application_submit(v->context.registry, v->context.caller, &j->application,
					 j->form, ret, &err) == FAULT_NONE,
		      "%s", err.detail);
	return j;
}

static void decide(struct visit *v, struct application *a, const struct service *s)
{
	struct caller host = caller_host();
	struct error err = {0};

	for (size_t i = 0; i < s->stage_count && a->state != STATE_APPROVED; i++) {
		(void)!application_stage(v->context.registry, &host, a, s, s->stages[i].id, "",
					 &err);
		(void)!application_decide(v->context.registry, &host, a, s, true, "", &err);
	}
	ck_assert_msg(application_get(v->context.registry, v->context.caller, a, &err) ==
			      FAULT_NONE,
		      "%s", err.detail);
	ck_assert_int_eq(a->state, STATE_APPROVED);
}

/* In front of the home page alone. */
static void show(struct visit *v, struct screen *screen)
{
	stack_home(golden_stack(v), home_new());
	stack_push(golden_stack(v), screen);
}

/* What plain lines say of what the stack shows. */
static struct buffer said(struct visit *v)
{
	struct buffer out;
	struct plain *plain;

	buffer_open(&out, (size_t)1 << 20);
	plain = plain_over(golden_stack(v), false, &out);
	plain_free(plain);
	return out;
}

static void expect(struct visit *v, const char *words, bool there)
{
	struct buffer out = said(v);

	ck_assert_msg((strstr(out.data, words) != NULL) == there, "\"%s\" is %s\n%s", words,
		      there ? "not in" : "in", out.data);
	buffer_close(&out);
}

START_TEST(a_receipt_that_is_uncovered_says_how_it_stands)
{
	struct receipt receipt = {0};
	struct caller host = caller_host();
	struct error err = {0};
	struct visit v;
	struct draft *j;

	j = open_sent(&v, &receipt);
	show(&v, receipt_new(&receipt, j));
	expect(&v, "\nWhat happens next\n", true);
	expect(&v, "\nDue by: ", true);
	stack_push(golden_stack(&v), status_new(&j->application));
	ck_assert(application_stage(v.context.registry, &host, &j->application, j->service,
				    j->service->stages[1].id, "", &err) == FAULT_NONE);
	stack_pop(golden_stack(&v));
	expect(&v, "\nWhat happens next\n", false);
	expect(&v, "\nWhere your application stands\nStatus: In review\n", true);
	expect(&v, "\nRequired documents\n", true);
	stack_push(golden_stack(&v), status_new(&j->application));
	ck_assert(application_withdraw(v.context.registry, v.context.caller, &j->application, NULL,
				       &err) == FAULT_NONE);
	stack_pop(golden_stack(&v));
	expect(&v, "\nStatus: Withdrawn\n", true);
	expect(&v, "\nWhat happens next\n", false);
	expect(&v, "\nRequired documents\n", false);
	draft_drop(j);
	golden_close(&v);
}
END_TEST

/* No stage is told to have failed, and one can begin again from the page. */
START_TEST(who_has_withdrawn_it_sees_no_failed_stage)
{
	struct receipt receipt = {0};
	struct error err = {0};
	struct visit v;
	struct draft *j;

	j = open_sent(&v, &receipt);
	ck_assert(application_withdraw(v.context.registry, v.context.caller, &j->application, NULL,
				       &err) == FAULT_NONE);
	show(&v, status_new(&j->application));
	expect(&v, "Apply again", true);
	expect(&v, "\nDone: Submitted, ", true);
	expect(&v, "\nEnded here: Withdrawn, ", true);
	expect(&v, "Ended here: Check", false);
	draft_drop(j);
	golden_close(&v);
}
END_TEST

START_TEST(who_is_accepted_reads_where_to_collect)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	struct receipt receipt = {0};
	struct service service;
	struct screen *screen;
	const struct question *parts[2]; /* of one name, as a town and its governorate */
	struct where_way way = {.parts = parts, .count = 2};
	struct service_where where = {.ways = &way, .count = 1};
	struct field_path place;
	struct visit v;
	struct draft *j;

	j = open_sent(&v, &receipt);
	decide(&v, &j->application, j->service);
	show(&v, status_new(&j->application));
	expect(&v, "\nCollection\nWhat you get: ", true);
	expect(&v, "\nWhere to collect it: At the centre chosen in the application.\n", true);
	expect(&v, "We do not know where you collect it", false);
	/* The place that was chosen is told alone. */
	parts[0] = parts[1] = &j->service->form->sections[0].questions[0];
	place = (struct field_path){.section = &j->service->form->sections[0],
				    .question = parts[0]};
	service = *j->service;
	service.collect_at = &where;
	screen = status_new(&j->application);
	((struct status *)screen)->service = &service;
	show(&v, screen);
	expect(&v, "\nCollection\nWhat you get: ", true);
	expect(&v,
	       arena_format(a, "\nWhere to collect it: %s\n",
			    form_show(j->form, a, &place, LANG_EN)),
	       true);
	expect(&v, "At the centre chosen in the application", false);
	expect(&v, "Where you collect it", false);
	service = *j->service;
	service.collect = (struct text){{NULL}};
	screen = status_new(&j->application);
	((struct status *)screen)->service = &service;
	show(&v, screen);
	expect(&v, "\nCollection\nWhat you get: ", true);
	expect(&v, "We do not know where you collect it. Ask the authority", true);
	expect(&v, "\nWhere and how: ", true);
	draft_drop(j);
	golden_close(&v);
}
END_TEST

/* The authority writes in the language of the application; who reads another one is told so. */
START_TEST(words_without_a_translation_are_told)
{
	static const char told[] = "These are the authority's own words;";
	struct receipt receipt = {0};
	struct caller host = caller_host();
	struct error err = {0};
	struct visit v;
	struct draft *j;

	j = open_sent(&v, &receipt);
	ck_assert(application_ask(v.context.registry, &host, &j->application, j->service,
				  "Which village?", &err) == FAULT_NONE);
	show(&v, status_new(&j->application));
	expect(&v, "\nWhich village?\n", true);
	expect(&v, told, false);
	stack_use_lang(golden_stack(&v), LANG_FR);
	expect(&v, "\nWhich village?\nCe sont les termes mêmes de l'organisme\u00A0;", true);
	draft_drop(j);
	golden_close(&v);
}
END_TEST

/* Who wrote nothing is not quoted, and has nothing that could be translated. */
START_TEST(no_words_are_not_the_authoritys_own)
{
	struct receipt receipt = {0};
	struct visit v;
	struct draft *j;

	j = open_sent(&v, &receipt);
	decide(&v, &j->application, j->service);
	show(&v, status_new(&j->application));
	stack_use_lang(golden_stack(&v), LANG_FR);
	expect(&v, "Votre demande a été acceptée.", true);
	expect(&v, "Ce sont les termes mêmes de l'organisme", false);
	draft_drop(j);
	golden_close(&v);
}
END_TEST

SUITE(ended, who_has_withdrawn_it_sees_no_failed_stage, no_words_are_not_the_authoritys_own,
      words_without_a_translation_are_told, a_receipt_that_is_uncovered_says_how_it_stands,
      who_is_accepted_reads_where_to_collect)
