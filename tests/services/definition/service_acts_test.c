/* service_acts_test.c - acts and tasks of a definition: what they are read as, and what is refused,
 * by its line. */
#include "i18n/message.h"
#include "services/definition/service_read.h"
#include "tests/services/sample.h"
#include "tests/services/sample_acts.h"
#include "tests/unit.h"

#include <string.h>

#define ARENA ((size_t)256 * 1024 * 1024)

START_TEST(reads_acts)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	const struct service *s = sample_service_of(a, sample_acts(a, "stages:", "stages:"));
	const struct stage *check = service_stage(s, "check"), *board = service_stage(s, "board");
	const struct act *object = service_act(s, board, "object");

	ck_assert_int_eq(check->bearing, BEARING_SUBMITTED);
	ck_assert_int_eq(board->bearing, BEARING_IN_REVIEW);
	ck_assert_int_eq(board->actor, ACTOR_HEAD);
	ck_assert_int_eq(board->target.value, 3);
	ck_assert_int_eq(board->target.unit, UNIT_WORKING_DAY);
	ck_assert_str_eq(check->tasks[0]->id, "opinion");
	ck_assert_int_eq(check->tasks[0]->due.value, 15);
	ck_assert_int_eq(service_act(s, check, "correct")->does, ACT_ASKS);
	ck_assert_int_eq(service_act(s, check, "remind")->does, ACT_STAYS);
	ck_assert(service_leads(service_act(s, check, "propose"), check, board));
	ck_assert(!service_leads(service_act(s, check, "propose"), check, &s->stages[2]));
	ck_assert(service_forwards(s, board, check));
	ck_assert(!service_forwards(s, check, &s->stages[2]));
	ck_assert_int_eq(object->bearing, BEARING_REJECTED);
	ck_assert_str_eq(service_reason(object, "late")->law.in[LANG_EN], "Law 8");
	ck_assert_ptr_null(service_reason(object, "early"));
	ck_assert_int_eq(service_act_by(object, board), ACTOR_HEAD);
	/* from anywhere, or from one stage */
	ck_assert_int_eq(service_act_by(service_act(s, check, "order"), check), ACTOR_HEAD);
	ck_assert_ptr_nonnull(service_act(s, board, "order"));
	ck_assert_ptr_nonnull(service_act(s, check, "take_back"));
	ck_assert_ptr_null(service_act(s, board, "take_back"));
}
END_TEST

/* The engine knows one form alone. */
START_TEST(short_forms_mean_acts)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list terms = sample_terms(a);
	const struct service *s = sample_service(a, &terms);
	const struct stage *check = &s->stages[0], *issue = &s->stages[1];

	ck_assert_int_eq(service_act(s, check, "ask")->does, ACT_ASKS);
	ck_assert(service_leads(service_act(s, check, "forward"), check, issue));
	ck_assert_int_eq(service_act(s, issue, "reject")->asks, ASKS_WORDS);
	ck_assert_int_eq(service_act(s, issue, "approve")->asks, 0);
	ck_assert_ptr_null(service_act(s, issue, "forward"));
	ck_assert_int_eq(check->target.value, 5);
	ck_assert_int_eq(check->bearing, BEARING_SUBMITTED);
	ck_assert_int_eq(issue->bearing, BEARING_IN_REVIEW);
}
END_TEST

START_TEST(refuses_by_its_line)
{
	/* What is changed, into what, and a word of the line at fault. */
	static const struct {
		const char *from, *to, *at;
	} wrong[] = {
		{"to: board", "to: nowhere", "to: nowhere"},
		{"to: board", "to: check", "to: check"},
		{"to: [check, archive]", "to: []", "to: []"},
		{"end(approved)", "end(accepted)", "end(accepted)"},
		{"closed(opinion)", "closed(visit)", "closed(visit)"},
		{"closed(opinion)", "paid(fee)", "paid(fee)"},
		{"closed(opinion)", "closed(opinion", "closed(opinion"},
		{"another_than(propose)", "another_than(nobody)", "another_than(nobody)"},
		{"tasks: [opinion]", "tasks: [visit]", "tasks: [visit]"},
		/* that nobody can close: it opens nowhere; the applicant's */
		{"    tasks: [opinion]\n", "", "{id: opinion"},
		{"for: officer", "for: applicant", "for: applicant"},
		{"for: officer", "for: minister", "for: minister"},
		{"due: 15 days", "due: soon", "due: soon"},
		{"target: 5 days", "target: 0 days", "target: 0 days"},
		{"target: 5 days", "target: 99999999999999999999 days", "target: 9"},
		{"bearing: in_review", "bearing: approved", "bearing: approved"},
		{"target: 5 days", "occasional: yes", "occasional: yes"},
		{"        to: board\n",
		 "        to: board\n        called: {ar: x, fr: x, en: x}\n", "called: {"},
		{"asks: [words]}\ntasks", "asks: [words], called: {ar: x, fr: x}}\ntasks",
		 "id: order"},
		{"bearing: in_review", "occasional: maybe", "occasional: maybe"},
		/* what nobody gets to */
		{"to: [check, archive]", "to: [check]", "id: archive"},
		{"{code: late, name: {ar: ن, fr: Late fr, en: Late}", "{code: late", "code: late"},
		{"fr: Late fr, ", "", "code: late"},
		{", law: {ar: ن, fr: Law 8 fr, en: Law 8}", "", "code: late"},
		{"code: late", "code: unlawful", "code: unlawful, name: {ar: ن, fr: Late"},
		{"asks: [reason, words]", "asks: [words]", "reasons:"},
		{"asks: [words]", "asks: [everything]", "asks: [everything]"},
		{"        to: end(rejected)\n        asks: [reason, words]",
		 "        to: end(rejected)", "- id: object"},
		{"asks: [items, words]", "asks: [items], to: board", "to: board"},
		{"{id: remind,", "{id: correct,", "{id: correct, name: {ar: ن, fr: Remind"},
		{"{id: order,", "{id: grant,", "{id: grant, name: {ar: ن, fr: Order"},
		{"{id: remind,", "{id: reply,", "{id: reply"},
		{"{id: remind,", "{id: close_task,", "{id: close_task"},
		{"from: any, by: head", "by: head", "{id: order"},
		{"from: any", "from: [everywhere]", "{id: order"},
		{"by: applicant, to: end(withdrawn)", "by: applicant, to: end(approved)",
		 "{id: take_back"},
		/* nothing is taken and left aside */
		{"by: head, to: end(approved)", "by: clock, to: end(approved)", "{id: order"},
		{"for: officer", "for: officer, form: {questions: []}", "{id: opinion"},
		{"to: board", "when: nothing > 3\n        to: board", "when: nothing"},
		{"by: applicant", "by: applicant, when: status = single", "when: status"},
		{"to: board", "effects: [{issue: certificate}], to: board", "effects:"},
		{"to: end(rejected)", "appeal: {service: x}\n        to: end(rejected)", "appeal:"},
		/* one form or the other */
		{"    by: officer\n    target: 5 days", "    actor: officer",
		 "    tasks: [opinion]"},
	};

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		ARENA_CLEAN struct arena *a = arena_new(ARENA);

		sample_refused_at(sample_acts(a, wrong[i].from, wrong[i].to), wrong[i].at,
				  wrong[i].to);
	}
}
END_TEST

/* With what can stand there, and nothing else. */
START_TEST(tells_who_there_is)
{
	static const struct {
		const char *from, *to, *words;
	} wrong[] = {
		{"from: any, by: head", "from: any, by: clok",
		 "\"clok\" is none of: applicant, officer, head, authority, clock, payment. A role "
		 "of your "
		 "own "
		 "is imported before the services that name it, or together with them."},
		{"for: officer", "for: minister",
		 "\"minister\" is none of: officer, head, authority, office(CODE). A role of your "
		 "own is "
		 "imported before the services that name it, or together with them."},
		{"for: officer", "for: applicant",
		 "Nobody can close a task that is for the applicant: let an act ask for what is "
		 "missing instead."},
		{"to: board", "to: check",
		 "\"check\" is the stage at which this is done. Leave \"to\" out where the "
		 "application stays there. Where its tasks are to be opened anew, lead to another "
		 "stage (\"occasional: yes\"), one of whose acts leads back."},
	};

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		ARENA_CLEAN struct arena *a = arena_new(ARENA);
		struct term_list terms = sample_terms(a);
		const char *yaml = sample_acts(a, wrong[i].from, wrong[i].to);
		const struct service *s = NULL;
		struct error err = {0};

		ck_assert_int_eq(service_read(a, &terms, "x", yaml, strlen(yaml), &s, NULL, &err),
				 FAULT_INPUT);
		ck_assert_str_eq(message_error(a, &err), wrong[i].words);
	}
}
END_TEST

/* Not even by an act from anywhere. */
START_TEST(a_stage_that_nobody_can_leave_is_refused)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	const char *yaml = sample_acts(a, "from: any", "from: [check]");
	const char *at = strstr(yaml, "to: end(approved)}]"),
		   *end = at + strlen("to: end(approved)");
	int line = 0, expected = 1;

	ck_assert_int_eq(sample_read(yaml, &line), FAULT_NONE);
	yaml = arena_format(a, "%.*sasks: [words]%s", (int)(at - yaml), yaml, end);
	for (const char *c = yaml; c < strstr(yaml, "acts: [{id: close"); c++)
		expected += *c == '\n';
	ck_assert_int_eq(sample_read(yaml, &line), FAULT_INPUT);
	ck_assert_int_eq(line, expected);
}
END_TEST

START_TEST(lengths_have_two_forms)
{
	static const struct {
		const char *word;
		int value;
		enum time_unit unit;
	} lengths[] = {
		{"1 day", 1, UNIT_DAY},       {"3d", 3, UNIT_DAY},
		{"3wd", 3, UNIT_WORKING_DAY}, {"2 weeks", 2, UNIT_WEEK},
		{"2m", 2, UNIT_MONTH},        {"1y", 12, UNIT_MONTH},
		{"2 years", 24, UNIT_MONTH},  {"60 working_days", 60, UNIT_WORKING_DAY},
	};

	for (size_t i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++) {
		ARENA_CLEAN struct arena *a = arena_new(ARENA);
		const struct service *s = sample_service_of(
			a, sample_acts(a, "target: 5 days",
				       arena_format(a, "target: %s", lengths[i].word)));

		ck_assert_int_eq(s->stages[0].target.value, lengths[i].value);
		ck_assert_int_eq(s->stages[0].target.unit, lengths[i].unit);
	}
}
END_TEST

SUITE(service_acts, reads_acts, short_forms_mean_acts, refuses_by_its_line, tells_who_there_is,
      a_stage_that_nobody_can_leave_is_refused, lengths_have_two_forms)
