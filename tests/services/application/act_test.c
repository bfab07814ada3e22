/* act_test.c - acts as a definition has them: who may, what they need and ask, what they make of
 * the application; and answers that are named as wrong. */
#include "services/catalogue/versions.h"
#include "tests/services/portal.h"
#include "tests/services/sample_acts.h"
#include "tests/unit.h"

#include <string.h>

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s (%s)", err.say, err.detail)
#define WORDS(text) (&(struct act_answers){.words = (text)})
#define NOTHING (&(struct act_answers){.words = NULL})

/* The portal with the sample whose acts are in the long form, and one application for it. */
static void open_with(struct portal *p, const char *yaml, struct application *ret)
{
	portal_renew(p, yaml);
	portal_send(p, ret);
	ck_assert_int_eq(ret->version, 4);
}

static void open_with_acts(struct portal *p, const char *name, struct application *ret)
{
	portal_open(p, name);
	open_with(p, sample_acts(p->arena, "stages:", "stages:"), ret);
}

static enum fault act(struct portal *p, struct application *a, const char *id,
		      const struct act_answers *answers, struct error *err)
{
	return application_act(p->registry, &p->host, a, p->service, id, answers, err);
}

static void close_opinion(struct portal *p, struct application *a)
{
	struct error err = {0};
	struct act_answers opinion = {.words = "No objection.", .task = "opinion"};

	GOOD(act(p, a, SERVICE_CLOSE, &opinion, &err));
}

START_TEST(goes_where_its_definition_leads)
{
	struct portal p;
	struct application a;
	struct error err = {0};
	struct event *events;
	size_t count;

	open_with_acts(&p, "act-way", &a);
	ck_assert_int_eq(a.state, STATE_SUBMITTED);
	ck_assert_int_eq(act(&p, &a, "nonsense", NOTHING, &err), FAULT_MISSING);
	ck_assert_int_eq(act(&p, &a, "grant", NOTHING, &err), FAULT_MISSING);
	GOOD(act(&p, &a, "remind", WORDS("Look at the second page."), &err));
	ck_assert_int_eq(a.state, STATE_SUBMITTED);
	/* a task first */
	ck_assert_int_eq(act(&p, &a, "propose", NOTHING, &err), FAULT_DENIED);
	ck_assert_int_eq(act(&p, &a, SERVICE_CLOSE, WORDS("Yes"), &err), FAULT_INPUT);
	close_opinion(&p, &a);
	ck_assert_int_eq(act(&p, &a, SERVICE_CLOSE,
			     &(struct act_answers){.words = "Again", .task = "opinion"}, &err),
			 FAULT_MISSING);
	GOOD(act(&p, &a, "propose", NOTHING, &err));
	ck_assert_str_eq(a.stage, "board");
	ck_assert_int_eq(a.state, STATE_IN_REVIEW);
	/* four eyes: the host is one caller */
	ck_assert_int_eq(act(&p, &a, "grant", NOTHING, &err), FAULT_DENIED);
	/* several ways, of which one is said; back there the task is open again */
	ck_assert_int_eq(act(&p, &a, "send_back", NOTHING, &err), FAULT_INPUT);
	GOOD(act(&p, &a, "send_back", &(struct act_answers){.stage = "check"}, &err));
	ck_assert_int_eq(act(&p, &a, "propose", NOTHING, &err), FAULT_DENIED);
	close_opinion(&p, &a);
	GOOD(act(&p, &a, "propose", NOTHING, &err));
	/* a refusal has a reason of the list, and words */
	ck_assert_int_eq(act(&p, &a, "object", WORDS("Too late."), &err), FAULT_INPUT);
	ck_assert_int_eq(
		act(&p, &a, "object", &(struct act_answers){.reason = "ugly", .words = "No"}, &err),
		FAULT_INPUT);
	ck_assert_int_eq(act(&p, &a, "object", &(struct act_answers){.reason = "late"}, &err),
			 FAULT_INPUT);
	GOOD(act(&p, &a, "object", &(struct act_answers){.reason = "late", .words = "Too late."},
		 &err));
	ck_assert_int_eq(a.state, STATE_REJECTED);
	GOOD(application_events(p.registry, &p.owner, &a, p.service, p.arena, &events, &count,
				&err));
	ck_assert_str_eq(events[count - 1].note, "Too late.");
	ck_assert_str_eq(events[count - 1].act, "object");
	ck_assert_str_eq(events[count - 1].reason, "late");
	ck_assert_int_eq(act(&p, &a, "order", WORDS("The court says so."), &err), FAULT_CONFLICT);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

/* Who has done X is asked of the ledger, which another hand has written here. */
START_TEST(another_than_goes_by_the_ledger)
{
	struct portal p;
	struct application a;
	struct error err = {0};

	open_with_acts(&p, "act-another", &a);
	close_opinion(&p, &a);
	GOOD(act(&p, &a, "propose", NOTHING, &err));
	ck_assert_int_eq(act(&p, &a, "grant", NOTHING, &err), FAULT_DENIED);
	portal_tamper(&p, "UPDATE ledger SET actor = 'another' WHERE reason = 'propose'");
	GOOD(act(&p, &a, "grant", NOTHING, &err));
	ck_assert_int_eq(a.state, STATE_APPROVED);
	portal_close(&p);
}
END_TEST

/* What people read of the first stage is what it bears, from the submission on. */
START_TEST(the_first_stage_bears_what_it_says)
{
	struct portal p;
	struct application a;

	portal_open(&p, "act-first");
	open_with(&p,
		  sample_acts(p.arena, "    by: officer\n    target: 5 days\n",
			      "    bearing: in_review\n    by: officer\n    target: 5 days\n"),
		  &a);
	ck_assert_int_eq(a.state, STATE_IN_REVIEW);
	portal_close(&p);
}
END_TEST

/* Who closed a task is no less known. */
START_TEST(another_than_knows_who_closed_a_task)
{
	struct portal p;
	struct application a;
	struct error err = {0};

	portal_open(&p, "act-another-task");
	open_with(&p, sample_acts(p.arena, "another_than(propose)", "another_than(opinion)"), &a);
	close_opinion(&p, &a);
	GOOD(act(&p, &a, "propose", NOTHING, &err));
	portal_tamper(&p, "UPDATE ledger SET actor = 'another' WHERE reason = 'propose'");
	ck_assert_int_eq(act(&p, &a, "grant", NOTHING, &err), FAULT_DENIED);
	ck_assert_ptr_nonnull(strstr(err.say, "Someone other than"));
	portal_tamper(&p, "UPDATE ledger SET actor = 'another' WHERE reason = "
			  "'close_task/opinion'");
	GOOD(act(&p, &a, "grant", NOTHING, &err));
	portal_close(&p);
}
END_TEST

/* The first stage in the short form, as `brief` says; what is behind it needs another hand. */
static const char *with_a_short_stage(struct arena *a, const char *brief, const char *needs)
{
	const char *yaml = sample_acts(a, "another_than(propose)", needs);
	const char *from = strstr(yaml, "    by: officer\n"),
		   *until = strstr(yaml, "  - id: board");

	return arena_format(a, "%.*s%s%.*s", (int)(from - yaml), yaml, brief,
			    (int)(strstr(until, "tasks:\n") - until), until);
}

START_TEST(another_than_knows_short_forms)
{
	struct portal p;
	struct application a;
	struct error err = {0};
	const char *form;

	portal_open(&p, "act-another-short");
	form = strstr(sample_acts(p.arena, "stages:", "stages:"), "form:\n");
	open_with(&p,
		  arena_format(p.arena, "%s%s",
			       with_a_short_stage(p.arena,
						  "    actor: officer\n    may: [ask]\n"
						  "    forward: [board]\n",
						  "another_than(forward), another_than(ask)"),
			       form),
		  &a);
	GOOD(act(&p, &a, "ask", WORDS("Which?"), &err));
	GOOD(application_reply(p.registry, &p.owner, &a, p.service, "This", &err));
	GOOD(act(&p, &a, "forward", NOTHING, &err));
	ck_assert_int_eq(act(&p, &a, "grant", NOTHING, &err), FAULT_DENIED);
	portal_tamper(&p, "UPDATE ledger SET actor = 'another' WHERE reason = 'forwarded'");
	ck_assert_int_eq(act(&p, &a, "grant", NOTHING, &err), FAULT_DENIED);
	portal_tamper(&p, "UPDATE ledger SET actor = 'another' WHERE act = 'asked'");
	GOOD(act(&p, &a, "grant", NOTHING, &err));
	portal_close(&p);
}
END_TEST

START_TEST(tells_what_is_possible_and_why_not)
{
	struct portal p;
	struct application a;
	struct application_course course;
	struct error err = {0};

	open_with_acts(&p, "act-choices", &a);
	GOOD(application_acts(p.registry, &p.host, &a, p.service, p.arena, &course, &err));
	ck_assert_uint_eq(course.act_count, 4); /* the applicant's is theirs */
	ck_assert_str_eq(course.acts[0].act->id, "correct");
	ck_assert(course.acts[0].possible && course.acts[3].possible);
	ck_assert_str_eq(course.acts[2].act->id, "propose");
	ck_assert(!course.acts[2].possible);
	ck_assert_int_eq(course.acts[2].why.fault, FAULT_DENIED);
	ck_assert_uint_eq(course.task_count, 1);
	ck_assert_int_eq(course.tasks[0].closed_at, 0);
	close_opinion(&p, &a);
	GOOD(application_acts(p.registry, &p.host, &a, p.service, p.arena, &course, &err));
	ck_assert(course.acts[2].possible);
	ck_assert_int_eq(course.tasks[0].closed_at, p.now);
	ck_assert_int_eq(
		application_acts(p.registry, &p.owner, &a, p.service, p.arena, &course, &err),
		FAULT_DENIED);
	portal_close(&p);
}
END_TEST

/* What was left open waits for nobody. */
START_TEST(an_end_leaves_no_task_open)
{
	struct portal p;
	struct application a;
	struct application_course course;
	struct application_task *tasks;
	struct error err = {0};
	size_t count;

	open_with_acts(&p, "act-left", &a);
	GOOD(application_tasks(p.registry, &p.owner, &a, p.service, p.arena, &tasks, &count, &err));
	ck_assert_uint_eq(count, 1);
	GOOD(act(&p, &a, "order", WORDS("At once."), &err));
	GOOD(application_tasks(p.registry, &p.owner, &a, p.service, p.arena, &tasks, &count, &err));
	ck_assert_uint_eq(count, 0);
	GOOD(application_acts(p.registry, &p.host, &a, p.service, p.arena, &course, &err));
	ck_assert_uint_eq(course.task_count, 0);
	ck_assert_int_eq(course.acts[0].why.fault, FAULT_CONFLICT);
	portal_close(&p);
}
END_TEST

static enum fault put(struct portal *p, struct application *a, struct caller *v,
		      const char *question, const char *now, struct error *err)
{
	struct application_answer answer = {
		.at = portal_path(p, question, 0), .service = p->service, .now = now};

	return application_put(p->registry, v, a, &answer, err);
}

static const char *name_for(struct portal *p, struct application *from, struct caller *v)
{
	struct form *f = form_new(p->service, &p->terms, date_of(p->now));
	struct field_path at = portal_path(p, "full_name", 0);
	struct application a = *from;
	struct error err = {0};
	const char *name;

	GOOD(application_load(p->registry, v, &a, f, &err));
	name = arena_text(p->arena, form_get(f, &at) == NULL ? "" : form_get(f, &at));
	form_free(f);
	return name;
}

START_TEST(a_correction_opens_what_it_names)
{
	static const struct named items[] = {
		{.wrong = WRONG_INCORRECT, .question = "full_name"},
		{.wrong = WRONG_OUTDATED, .is_paper = true, .question = "photo"},
	};
	struct act_answers wrong = {.words = "Please look.", .items = items, .item_count = 2};
	struct portal p;
	struct application a, theirs;
	struct caller by_key;
	struct error err = {0};
	struct event *events;
	const struct event *asked;
	size_t count;

	open_with_acts(&p, "act-correct", &a);
	theirs = a;
	ck_assert_int_eq(put(&p, &a, &p.owner, "full_name", "Maya", &err), FAULT_CONFLICT);
	ck_assert_int_eq(act(&p, &a, "correct", WORDS("Please look."), &err), FAULT_INPUT);
	ck_assert_int_eq(act(&p, &a, "correct",
			     &(struct act_answers){.words = "x",
						   .items = &(struct named){.question = "nothing"},
						   .item_count = 1},
			     &err),
			 FAULT_INPUT);
	ck_assert_int_eq(act(&p, &a, "remind", &wrong, &err), FAULT_INPUT);
	GOOD(act(&p, &a, "correct", &wrong, &err));
	ck_assert_int_eq(a.state, STATE_NEEDS_INFO);
	ck_assert_str_eq(a.stage, "check");
	/* while it is open people do not decide */
	close_opinion(&p, &a);
	ck_assert_int_eq(act(&p, &a, "propose", NOTHING, &err), FAULT_CONFLICT);
	ck_assert_int_eq(act(&p, &a, "order", WORDS("At once."), &err), FAULT_CONFLICT);
	GOOD(application_events(p.registry, &p.owner, &a, p.service, p.arena, &events, &count,
				&err));
	asked = application_asked(events, count);
	ck_assert_ptr_nonnull(asked);
	ck_assert_uint_eq(asked->item_count, 2);
	ck_assert_str_eq(asked->items[0].question, "full_name");
	ck_assert_str_ne(asked->items[0].was, "");
	ck_assert(asked->items[1].is_paper && asked->items[1].wrong == WRONG_OUTDATED);
	/* what it names, and nothing else; by who may reply, who has seen it as it is */
	ck_assert_int_eq(put(&p, &theirs, &p.owner, "full_name", "Maya", &err), FAULT_CONFLICT);
	ck_assert_int_eq(put(&p, &a, &p.owner, "caza", "LB-0301", &err), FAULT_DENIED);
	ck_assert_int_eq(put(&p, &a, &p.owner, "full_name", NULL, &err), FAULT_INPUT);
	ck_assert_int_eq(put(&p, &a, &p.other, "full_name", "Maya", &err), FAULT_MISSING);
	ck_assert_int_eq(put(&p, &a, &p.host, "full_name", "Maya", &err), FAULT_DENIED);
	by_key = caller_visitor("203.0.113.0/24", FACE_PAGES);
	memcpy(by_key.key, p.owner.key, sizeof(by_key.key));
	ck_assert_int_eq(put(&p, &a, &by_key, "full_name", "Maya", &err), FAULT_DENIED);
	ck_assert_str_eq(err.code, ACCESS_PIN_NEEDED);
	GOOD(put(&p, &a, &p.owner, "full_name", "Maya", &err));
	ck_assert_ptr_nonnull(strstr(portal_acts(&p, &a), "corrected"));
	/* what is not sent yet is the applicant's alone */
	ck_assert_str_eq(name_for(&p, &a, &p.owner), "Maya");
	ck_assert_str_eq(name_for(&p, &a, &p.host), asked->items[0].was);
	/* what was changed says it: words are not needed */
	GOOD(application_reply(p.registry, &p.owner, &a, p.service, NULL, &err));
	ck_assert_int_eq(a.state, STATE_IN_REVIEW);
	ck_assert_str_eq(a.stage, "check");
	ck_assert_str_eq(name_for(&p, &a, &p.host), "Maya");
	ck_assert_int_eq(put(&p, &a, &p.owner, "full_name", "Mayy", &err), FAULT_CONFLICT);
	GOOD(act(&p, &a, "propose", NOTHING, &err));
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

/* Where the definition says from where it is taken back, and where it is not. */
START_TEST(withdrawing_is_as_the_definition_says)
{
	struct portal p;
	struct application a;
	struct error err = {0};

	open_with_acts(&p, "act-withdraw", &a);
	close_opinion(&p, &a);
	GOOD(act(&p, &a, "propose", NOTHING, &err));
	ck_assert_int_eq(application_withdraw(p.registry, &p.owner, &a, p.service, &err),
			 FAULT_DENIED);
	ck_assert_int_eq(act(&p, &a, "withdraw", NOTHING, &err), FAULT_DENIED);
	GOOD(act(&p, &a, "send_back", &(struct act_answers){.stage = "check"}, &err));
	GOOD(application_withdraw(p.registry, &p.owner, &a, p.service, &err));
	ck_assert_int_eq(a.state, STATE_WITHDRAWN);
	portal_close(&p);
}
END_TEST

/* A definition that was written before acts does what it did, by its acts' ids too. */
START_TEST(short_forms_do_what_they_did)
{
	struct portal p;
	struct application a;
	struct error err = {0};
	struct receipt receipt;

	portal_open(&p, "act-short");
	receipt = portal_apply(&p, &p.owner);
	GOOD(application_open(p.registry, &p.owner, receipt.reference, NULL, &a, &err));
	GOOD(act(&p, &a, "ask", WORDS("Which?"), &err));
	GOOD(application_reply(p.registry, &p.owner, &a, p.service, "This", &err));
	ck_assert_int_eq(a.state, STATE_IN_REVIEW);
	ck_assert_int_eq(act(&p, &a, "approve", NOTHING, &err), FAULT_MISSING);
	GOOD(act(&p, &a, "forward", &(struct act_answers){.stage = "issue"}, &err));
	ck_assert_int_eq(act(&p, &a, "reject", NOTHING, &err), FAULT_INPUT);
	GOOD(act(&p, &a, "approve", NOTHING, &err));
	ck_assert_int_eq(a.state, STATE_APPROVED);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

/* As a file that is sent twice does it; another text, or another caller, is another act. */
START_TEST(once_is_once)
{
	const struct act_answers note = {.words = "Seen.", .once = true};
	const struct act_answers other = {.words = "Seen twice.", .once = true};
	struct portal p;
	struct application a, before;
	struct error err = {0};

	open_with_acts(&p, "act-once", &a);
	before = a;
	GOOD(application_try(p.registry, &p.host, &a, p.service, "remind", &note, &err));
	ck_assert_int_eq(
		application_try(p.registry, &p.host, &a, p.service, "propose", NOTHING, &err),
		FAULT_DENIED);
	ck_assert_int_eq(a.revision, before.revision);
	GOOD(act(&p, &a, "remind", &note, &err));
	ck_assert_int_eq(a.revision, before.revision + 1);
	a = before;
	ck_assert_int_eq(act(&p, &a, "remind", &note, &err), FAULT_CONFLICT);
	ck_assert_str_eq(err.code, APPLICATION_DONE);
	ck_assert_int_eq(a.revision, before.revision + 1);
	a = before;
	err = (struct error){0};
	ck_assert_int_eq(act(&p, &a, "remind", &other, &err), FAULT_CONFLICT);
	ck_assert_ptr_null(err.code);
	a = before;
	ck_assert_int_eq(
		application_act(p.registry, &p.other, &a, p.service, "remind", &note, &err),
		FAULT_MISSING);
	GOOD(application_get(p.registry, &p.owner, &a, &err));
	GOOD(act(&p, &a, "remind", &note, &err));
	ck_assert_int_eq(a.revision, before.revision + 2);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

/* Also by what is worked out of answers that whoever acts may not see. */
START_TEST(is_for_those_whom_its_condition_names)
{
	struct portal p;
	struct application a;
	struct error err = {0};
	const char *yaml;

	portal_open(&p, "act-when");
	yaml = sample_acts(p.arena, "asks: [words]}",
			   "asks: [words], when: double > 5 and status = married}");
	yaml = arena_format(p.arena, "%svalues:\n  - {id: double, is: count(members) * 2}\n", yaml);
	open_with(&p, yaml, &a);
	ck_assert_int_eq(act(&p, &a, "remind", WORDS("No."), &err), FAULT_DENIED);
	ck_assert_ptr_nonnull(strstr(err.say, "with these answers"));
	portal_close(&p);
	portal_open(&p, "act-when-holds");
	yaml = sample_acts(p.arena, "asks: [words]}",
			   "asks: [words], when: double > 1 and status = married}");
	yaml = arena_format(p.arena, "%svalues:\n  - {id: double, is: count(members) * 2}\n", yaml);
	open_with(&p, yaml, &a);
	GOOD(act(&p, &a, "remind", WORDS("Yes."), &err));
	portal_close(&p);
}
END_TEST

SUITE(act, once_is_once, is_for_those_whom_its_condition_names, goes_where_its_definition_leads,
      another_than_goes_by_the_ledger, another_than_knows_short_forms,
      another_than_knows_who_closed_a_task, the_first_stage_bears_what_it_says,
      tells_what_is_possible_and_why_not, an_end_leaves_no_task_open,
      a_correction_opens_what_it_names, withdrawing_is_as_the_definition_says,
      short_forms_do_what_they_did)
