/* service_tasks_test.c - tasks of offices and forms of staff in a definition: what they are read
 * as, and what is refused, by its line. */
#include "i18n/message.h"
#include "services/definition/rule.h"
#include "services/definition/service_read.h"
#include "tests/services/sample.h"
#include "tests/services/sample_acts.h"
#include "tests/unit.h"

#include <string.h>

#define ARENA ((size_t)256 * 1024 * 1024)
#define N "{ar: ن, fr: n, en: n}"
#define ADVICE                                                                                     \
	"{id: advice, type: choice, label: " N ", choices: [{code: good, label: " N                \
	"}, {code: bad, label: {ar: س, fr: mal, en: bad}}]}"
#define WHY "{id: why, type: text, label: {ar: ل, fr: quoi, en: why}, when: advice = bad}"
#define FORM "form: {questions: [" ADVICE ", " WHY "]}"

static const char sound[] = "for: office(police), due: 15 days, shows: [full_name, contact], "
			    "remind: [3d, 1w], " FORM "}";

static const struct {
	const char *from, *to;
} wrong_tasks[] = {
	{"office(police)", "office(No Such)"},
	{"office(police)", "office"},
	{"shows: [full_name, contact]", "shows: [full_nam]"},
	{"office(police)", "officer"}, /* whose it is sees all */
	{"due: 15 days, ", ""},
	{"remind: [3d, 1w]", "remind: [3wd]"},
	{"remind: [3d, 1w]", "remind: [16d]"}, /* it is not open so long */
	{"remind: [3d, 1w]", "remind: [3w]"},
	{"remind: [3d, 1w]", "when_over: propose"},
	{"remind: [3d, 1w]", "when_over: nothing"},
	{"when: advice = bad", "when: full_name = x"}, /* its own questions alone */
	{"when: advice = bad", "when: advice = worse"},
	{"id: why", "id: advice"},
};

static char *with_task(struct arena *a, const char *task)
{
	return sample_acts(a, "for: officer, due: 15 days}", task);
}

START_TEST(reads_a_task_of_an_office)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	const struct service *s = sample_service_of(
		a, sample_swap(a, with_task(a, sound), "needs: [closed(opinion)]",
			       "needs: [opinion.advice = good]\n        inside: yes\n   "
			       "     to_office: board"));
	const struct task *task = service_task(s, "opinion");
	const struct act *propose = service_any_act(s, "propose");
	const struct section *home = NULL;

	ck_assert_str_eq(task->office, "police");
	ck_assert_uint_eq(task->show_count, 2);
	ck_assert_uint_eq(task->remind_count, 2);
	ck_assert_int_eq(task->clock->length.value, 15);
	ck_assert_ptr_eq(task->clock->task, task);
	ck_assert_int_eq(task->form->section.questions[0].class, CLASS_INTERNAL);
	ck_assert_str_eq(task->form->asks->id, "lb-sample.opinion");
	ck_assert_ptr_nonnull(service_named(s, "opinion.why", &home));
	ck_assert_ptr_eq(service_desk(s, home), task->form);
	/* nobody who applies is asked it, or could give it */
	ck_assert_ptr_null(service_question(s, "opinion.why", NULL));
	ck_assert_ptr_null(service_question(s, "why", NULL));
	ck_assert_int_eq(propose->needs[0].kind, NEED_RULE);
	ck_assert_ptr_eq(propose->needs[0].task, task);
	ck_assert(propose->inside);
	ck_assert_str_eq(propose->to_office, "board");
}
END_TEST

START_TEST(refuses_tasks_by_their_line)
{
	for (size_t i = 0; i < sizeof(wrong_tasks) / sizeof(wrong_tasks[0]); i++) {
		ARENA_CLEAN struct arena *a = arena_new(ARENA);
		const char *task = sample_swap(a, sound, wrong_tasks[i].from, wrong_tasks[i].to);

		sample_refused_at(with_task(a, task), "{id: opinion", task);
	}
}
END_TEST

/* What staff fill in is named where it may be, as it is called, and with what it can be. */
START_TEST(refuses_needs_by_their_line)
{
	static const struct {
		const char *from, *to, *at;
	} wrong[] = {
		{"closed(opinion)", "opinion.advice = maybe", "needs"},
		{"closed(opinion)", "opinion.advise = good", "needs"},
		{"closed(opinion)", "opinion.advice = good and opinion.advice = bad", "needs"},
		{"closed(opinion)", "advice = good", "needs"},
		{"closed(opinion)", "paid(fee)", "needs"},
		{"to: board", "form: {questions: [" ADVICE "]}, by: clock, to: board", "by: clock"},
		{"asks: [items, words]", "asks: [items, words], inside: yes", "inside"},
		{"asks: [words]}", "asks: [office], to_office: x}", "to_office"},
		{"max: 40", "max: 40, when: opinion.advice = good", "opinion.advice"},
	};

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		ARENA_CLEAN struct arena *a = arena_new(ARENA);

		sample_refused_at(sample_swap(a, with_task(a, sound), wrong[i].from, wrong[i].to),
				  wrong[i].at, wrong[i].to);
	}
}
END_TEST

START_TEST(tells_what_may_be_needed)
{
	static const struct {
		const char *need, *told;
	} rows[] = {
		{"opinion.advise = good",
		 "The form of staff has no question \"opinion.advise\"; it has advice, why."},
		{"closed(opinion) or closed(other)",
		 "\"closed(opinion) or closed(other)\": closed(TASK), another_than(ACT) and "
		 "paid(FEE) are not "
		 "combined with anything. Each is an entry of \"needs\" by itself, and all entries "
		 "have to hold; \"or\" is for what tasks came to, as in opinion.advice = "
		 "favourable."},
		{"closed(other)", "There is no task \"other\"; \"tasks\" has: opinion."},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		ARENA_CLEAN struct arena *a = arena_new(ARENA);
		struct term_list terms = sample_terms(a);
		const char *yaml =
			sample_swap(a, with_task(a, sound), "closed(opinion)", rows[i].need);
		const struct service *s = NULL;
		struct error err = {0};

		ck_assert_int_eq(service_read(a, &terms, "x", yaml, strlen(yaml), &s, NULL, &err),
				 FAULT_INPUT);
		ck_assert_str_eq(message_error(a, &err), rows[i].told);
	}
}
END_TEST

/* So long before its day as it is open at most, and longer where days are not counted alike. */
START_TEST(reminds_within_its_time)
{
	static const char *const times[] = {"due: 15 days, remind: [15d]",
					    "due: 2 months, remind: [4w]",
					    "due: 15 working_days, remind: [3w]"};

	for (size_t i = 0; i < sizeof(times) / sizeof(times[0]); i++) {
		ARENA_CLEAN struct arena *a = arena_new(ARENA);

		(void)sample_service_of(
			a, with_task(a, arena_format(a, "for: officer, %s}", times[i])));
	}
}
END_TEST

/* That it was done once tells that the clock has done its work: two would take it for each
 * other's. */
START_TEST(two_tasks_have_two_acts)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	const char *one = "for: officer, due: 15 days, when_over: silent}\n"
			  "  - {id: second, name: " N ", for: officer, due: 9 days}";
	const char *yaml =
		sample_swap(a, with_task(a, one), "  - {id: take_back",
			    "  - {id: silent, name: " N ", from: [check], by: clock, to: board}\n"
			    "  - {id: take_back");

	yaml = sample_swap(a, yaml, "tasks: [opinion]", "tasks: [opinion, second]");
	(void)sample_service_of(a, yaml);
	sample_refused_at(sample_swap(a, yaml, "due: 9 days", "due: 9 days, when_over: silent"),
			  "{id: second", "one act of two clocks");
}
END_TEST

/* The act that needs it stands at a stage that is reached before the task can be open. */
START_TEST(an_outcome_that_can_never_be_there_is_refused)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	const char *yaml = sample_swap(a, with_task(a, sound), "tasks: [opinion]", "tasks: []");

	yaml = sample_swap(a, yaml, "closed(opinion)", "opinion.advice = good");
	yaml = sample_swap(a, yaml, "by: head\n", "by: head\n    tasks: [opinion]\n");
	sample_refused_at(yaml, "needs: [opinion", "a task that opens later");
}
END_TEST

/* A value may name it; what is asked of who applies may not, by way of that value either. */
START_TEST(values_name_it_and_forms_do_not)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	const char *yaml =
		sample_swap(a, with_task(a, sound), "form:\n",
			    "values:\n  - {id: fine, is: opinion.advice = good}\nform:\n");
	const struct service *s = sample_service_of(a, yaml);
	struct term_list terms = sample_terms(a);
	struct error err = {0};

	ck_assert_int_eq(s->values[0].kind, RULE_WORDS);
	yaml = sample_swap(a, yaml, "max: 40", "max: 40, when: fine = yes");
	sample_refused_at(yaml, "max: 40", "by way of a value");
	ck_assert_int_eq(service_read(a, &terms, "x", yaml, strlen(yaml), &s, NULL, &err),
			 FAULT_INPUT);
	ck_assert_ptr_nonnull(strstr(err.say, "made of what staff fill in"));
}
END_TEST

SUITE(service_tasks, tells_what_may_be_needed, reminds_within_its_time, two_tasks_have_two_acts,
      reads_a_task_of_an_office, refuses_tasks_by_their_line, refuses_needs_by_their_line,
      an_outcome_that_can_never_be_there_is_refused, values_name_it_and_forms_do_not)
