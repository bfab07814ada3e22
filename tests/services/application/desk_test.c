/* desk_test.c - what staff fill in with a task or an act: what it has to be, who is given it, and
 * what depends on it. */
#include "i18n/base/buffer.h"
#include "services/application/rehearse.h"
#include "services/catalogue/versions.h"
#include "tests/services/portal.h"
#include "tests/services/sample.h"
#include "tests/services/sample_acts.h"
#include "tests/unit.h"

#include <string.h>

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s (%s)", err.say, err.detail)
#define N "{ar: ن, fr: n, en: n}"
#define FORM                                                                                        \
	"form: {questions: ["                                                                       \
	"{id: advice, type: choice, label: " N ", choices: [{code: good, label: " N                 \
	"}, {code: bad, label: {ar: س, fr: mal, en: bad}}]},"                                      \
	"{id: why, type: text, label: {ar: ل, fr: pourquoi, en: why}, when: advice = bad, class: " \
	"sensitive},"                                                                               \
	"{id: seen, type: text, label: {ar: ر, fr: vu, en: seen}, required: false, class: "        \
	"public}]}"

static const char tasks[] = "for: officer, due: 15 days, " FORM "}\n"
			    "  - {id: fire, name: " N ", for: head, " FORM "}\n";

static const char acts[] =
	"acts:\n"
	"  - {id: jot, name: " N ", from: [check], by: officer, asks: [words], inside: yes}\n"
	"  - {id: quick, name: " N ", from: [check], by: officer, to: board, when: low > 1}\n"
	"  - {id: visit, name: " N
	", from: [check], by: officer, form: {questions: [{id: km, type: "
	"number, label: " N "}]}}\n"
	"  - {id: take_back";

static void open_with_forms(struct portal *p, const char *name, struct application *ret)
{
	char *yaml;

	portal_open(p, name);
	yaml = sample_acts(p->arena, "for: officer, due: 15 days}\n", tasks);
	yaml = sample_swap(p->arena, yaml, "tasks: [opinion]", "tasks: [opinion, fire]");
	yaml = sample_swap(p->arena, yaml, "needs: [closed(opinion)]",
			   "needs: [closed(opinion), fire.advice = good]");
	yaml = sample_swap(p->arena, yaml, "acts:\n  - {id: take_back", acts);
	yaml = sample_swap(p->arena, yaml, "form:\n",
			   "values:\n  - {id: low, is: visit.km * 2, class: internal}\nform:\n");
	portal_renew(p, yaml);
	portal_send(p, ret);
}

static const struct desk_form *desk_of(const struct portal *p, const char *id)
{
	for (size_t i = 0; i < p->service->desk_count; i++)
		if (strcmp(p->service->desks[i]->section.id, id) == 0)
			return p->service->desks[i];
	ck_abort_msg("%s", id);
}

static struct form *fill(const struct portal *p, const char *id, const char *const *answers)
{
	const struct desk_form *desk = desk_of(p, id);
	struct form *f = form_new(desk->asks, &p->terms, (struct date){2026, 11, 20});
	struct error err = {0};

	for (size_t i = 0; answers[i] != NULL; i += 2)
		for (size_t k = 0; k < desk->section.question_count; k++) {
			struct field_path at = {&desk->section, 0, &desk->section.questions[k]};

			if (strcmp(at.question->id, answers[i]) == 0)
				GOOD(form_set(f, &at, answers[i + 1], LANG_EN, &err));
		}
	return f;
}

static enum fault do_with(struct portal *p, struct application *a, const char *act,
			  const char *task, const char *const *answers, struct error *err)
{
	struct form *f = fill(p, task == NULL ? act : task, answers);
	enum fault fault = application_act(p->registry, &p->host, a, p->service, act,
					   &(struct act_answers){.task = task, .form = f}, err);

	form_free(f);
	return fault;
}

static enum fault act(struct portal *p, struct application *a, const char *id, struct error *err)
{
	return application_act(p->registry, &p->host, a, p->service, id,
			       &(struct act_answers){.words = "MARKER"}, err);
}

#define ANSWERS(...) ((const char *const[]){__VA_ARGS__, NULL})

START_TEST(a_need_holds_with_what_came_of_the_task)
{
	struct portal p;
	struct application a;
	struct error err = {0};

	open_with_forms(&p, "desk-need", &a);
	/* words alone are no form, and a form has to be whole, and its own */
	ck_assert_int_eq(application_act(p.registry, &p.host, &a, p.service, SERVICE_CLOSE,
					 &(struct act_answers){.task = "fire", .words = "Fine"},
					 &err),
			 FAULT_INPUT);
	ck_assert_str_eq(err.field, "form");
	ck_assert_int_eq(do_with(&p, &a, SERVICE_CLOSE, "fire", ANSWERS("advice", "2"), &err),
			 FAULT_INPUT);
	ck_assert_str_eq(err.field, "why");
	GOOD(do_with(&p, &a, SERVICE_CLOSE, "fire", ANSWERS("advice", "2", "why", "smoke"), &err));
	ck_assert_int_eq(act(&p, &a, "propose", &err), FAULT_DENIED); /* opinion is open */
	ck_assert_ptr_nonnull(strstr(err.say, "has to be closed first"));
	GOOD(do_with(&p, &a, SERVICE_CLOSE, "opinion", ANSWERS("advice", "1"), &err));
	ck_assert_int_eq(act(&p, &a, "propose", &err), FAULT_DENIED); /* one is against it */
	ck_assert_ptr_nonnull(strstr(err.say, "the results of the tasks"));
	ck_assert_str_eq(a.stage, "check");
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

START_TEST(both_favourable_go_on)
{
	struct portal p;
	struct application a;
	struct error err = {0};

	open_with_forms(&p, "desk-good", &a);
	GOOD(do_with(&p, &a, SERVICE_CLOSE, "fire", ANSWERS("advice", "1"), &err));
	GOOD(do_with(&p, &a, SERVICE_CLOSE, "opinion", ANSWERS("advice", "2", "why", "no"), &err));
	GOOD(act(&p, &a, "propose", &err));
	ck_assert_str_eq(a.stage, "board");
	/* back there, nothing has been said yet */
	GOOD(application_act(p.registry, &p.host, &a, p.service, "send_back",
			     &(struct act_answers){.stage = "check"}, &err));
	GOOD(do_with(&p, &a, SERVICE_CLOSE, "opinion", ANSWERS("advice", "1"), &err));
	ck_assert_int_eq(act(&p, &a, "propose", &err), FAULT_DENIED);
	portal_close(&p);
}
END_TEST

START_TEST(a_value_is_made_of_what_an_act_filled_in)
{
	struct portal p;
	struct application a;
	struct error err = {0};
	bool withheld;
	struct form *f;

	open_with_forms(&p, "desk-value", &a);
	ck_assert_int_eq(act(&p, &a, "quick", &err), FAULT_DENIED);
	ck_assert_int_eq(act(&p, &a, "visit", &err), FAULT_INPUT);
	GOOD(do_with(&p, &a, "visit", NULL, ANSWERS("km", "21"), &err));
	f = form_new(p.service, &p.terms, (struct date){2026, 11, 20});
	GOOD(application_load(p.registry, &p.host, &a, f, &err));
	ck_assert_str_eq(form_value(f, p.arena, &p.service->values[0], LANG_EN, &withheld), "42");
	form_free(f);
	GOOD(act(&p, &a, "quick", &err));
	portal_close(&p);
}
END_TEST

/* Words that stay inside, and what is of no public class. */
START_TEST(the_applicant_is_given_what_is_public_alone)
{
	struct portal p;
	struct application a;
	struct error err = {0};
	struct event *events;
	size_t count;

	open_with_forms(&p, "desk-inside", &a);
	GOOD(act(&p, &a, "jot", &err));
	GOOD(do_with(&p, &a, SERVICE_CLOSE, "opinion",
		     ANSWERS("advice", "2", "why", "MARKER", "seen", "the gate"), &err));
	GOOD(do_with(&p, &a, SERVICE_CLOSE, "fire", ANSWERS("advice", "1"), &err));
	GOOD(application_events(p.registry, &p.owner, &a, p.service, p.arena, &events, &count,
				&err));
	ck_assert_uint_eq(count, 2); /* it was sent; and what the one task publishes */
	ck_assert_uint_eq(events[1].answer_count, 1);
	ck_assert_str_eq(events[1].answers[0].value, "the gate");
	for (size_t i = 0; i < count; i++)
		ck_assert_ptr_null(strstr(events[i].note, "MARKER"));
	GOOD(application_events(p.registry, &p.host, &a, p.service, p.arena, &events, &count,
				&err));
	ck_assert_uint_eq(count, 4);
	ck_assert(events[1].inside);
	ck_assert_str_eq(events[1].note, "MARKER");
	ck_assert_str_eq(events[2].answers[1].value, "MARKER");
	ck_assert_int_eq(events[2].answers[1].class, CLASS_SENSITIVE);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	/* what is changed behind the portal's back is found */
	portal_tamper(&p, "UPDATE event SET note = (SELECT e.note FROM event e WHERE e.number = 3 "
			  "AND e.application = event.application) WHERE number = 4");
	ck_assert_int_ne(portal_verify(&p, false), 0);
	portal_close(&p);
}
END_TEST

static struct caller hire_officer(struct portal *p)
{
	struct account_grant g = {.role = "officer"};
	struct account_paper paper;
	struct caller c = p->host;
	struct error err = {0};

	GOOD(account_open(p->registry, &p->host, "Rima Khoury", &paper, &err));
	GOOD(account_grant(p->registry, &p->host, paper.number, &g, &err));
	GOOD(account_act_as(p->registry, &c, paper.number, &err));
	return c;
}

/* An officer sees what is internal, and nothing sensitive; each task has its own outcome. */
START_TEST(of_staff_each_is_given_what_their_role_sees)
{
	struct portal p;
	struct application a;
	struct caller officer;
	struct error err = {0};
	struct event *events;
	const struct section *section = NULL;
	struct field_path advice = {.item = 0}, why = {.item = 0};
	struct form *f;
	size_t count;

	open_with_forms(&p, "desk-sees", &a);
	officer = hire_officer(&p);
	GOOD(do_with(&p, &a, SERVICE_CLOSE, "opinion", ANSWERS("advice", "2", "why", "MARKER"),
		     &err));
	GOOD(do_with(&p, &a, SERVICE_CLOSE, "fire", ANSWERS("advice", "1"), &err));
	GOOD(application_events(p.registry, &officer, &a, p.service, p.arena, &events, &count,
				&err));
	ck_assert_str_eq(events[1].answers[0].value, "bad");
	ck_assert(events[1].answers[1].withheld);
	ck_assert_str_eq(events[1].answers[1].value, "");
	advice.question = service_named(p.service, "opinion.advice", &section);
	why.question = service_named(p.service, "opinion.why", NULL);
	advice.section = why.section = section;
	f = form_new(p.service, &p.terms, (struct date){2026, 11, 20});
	GOOD(application_load(p.registry, &officer, &a, f, &err));
	ck_assert_str_eq(form_get(f, &advice), "bad");
	ck_assert_ptr_null(form_get(f, &why));
	ck_assert(form_is_withheld(f, &why));
	form_free(f);
	portal_close(&p);
}
END_TEST

/* What a definition to come has no place for is told by its name in rules. */
static void note_lost(void *ctx, const struct rehearsal *one)
{
	struct buffer *to = ctx;

	for (size_t i = 0; i < one->count; i++)
		buffer_format(to, "%s %s;", rehearse_codes[one->list[i].what], one->list[i].id);
}

START_TEST(a_rehearsal_tells_what_was_filled_in_and_has_no_place)
{
	BUFFER_CLEAN struct buffer told;
	struct portal p;
	struct application a;
	struct service fresh;
	struct error err = {0};
	bool more;

	open_with_forms(&p, "desk-rehearse", &a);
	GOOD(do_with(&p, &a, SERVICE_CLOSE, "fire", ANSWERS("advice", "2", "why", "x"), &err));
	GOOD(do_with(&p, &a, "visit", NULL, ANSWERS("km", "21"), &err));
	fresh = *p.service;
	fresh.desk_count = 2; /* those of the tasks come first */
	fresh.value_count = 0;
	buffer_open(&told, 4096);
	GOOD(rehearse_each(p.registry, &p.host, &fresh, &p.terms, 10, note_lost, &told, &more,
			   &err));
	buffer_add(&told, "", 1);
	ck_assert_str_eq(told.data, "lost visit.km;value low;");
	portal_close(&p);
}
END_TEST

SUITE(desk, of_staff_each_is_given_what_their_role_sees,
      a_rehearsal_tells_what_was_filled_in_and_has_no_place,
      a_need_holds_with_what_came_of_the_task, both_favourable_go_on,
      a_value_is_made_of_what_an_act_filled_in, the_applicant_is_given_what_is_public_alone)
