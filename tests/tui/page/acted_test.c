/* acted_test.c - why an act is not possible is told by the names of tasks, acts and fees. */
#include "tests/services/sample.h"
#include "tests/services/sample_acts.h"
#include "tests/unit.h"
#include "tui/page/acted.h"

#include "i18n/i18n.h"

#include <string.h>

static const struct act propose = {.id = "propose", .name = {{"إحالة", "Proposer", "Propose"}}};
static const struct act *acts[] = {&propose};
static struct stage stages[] = {{.id = "check", .acts = acts, .act_count = 1}, {.id = "board"}};
static struct task visit = {.id = "visit", .name = {{"زيارة", "Visite", "Visit of the place"}}};

static struct charge entry = {.id = "entry", .name = {{"رسم", "Droit", "Entry fee"}}};

static const struct service service = {.stages = stages,
				       .stage_count = 2,
				       .tasks = &visit,
				       .task_count = 1,
				       .charges = &entry,
				       .charge_count = 1};

static const char *why(struct arena *a, const char *say, const char *fill, const char *value)
{
	struct error err = {0};

	fail(&err, FAULT_DENIED, say, "test");
	error_fill(&err, "other", "visit");
	error_fill(&err, fill, "%s", value);
	return acted_why(a, LANG_EN, &service, &err);
}

START_TEST(by_the_names)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);

	message_use(LANG_EN);
	ck_assert_str_eq(why(a, "First {task}, {other}.", "task", "visit"),
			 "First Visit of the place, visit.");
	ck_assert_str_eq(why(a, "Who did {act}.", "act", "propose"), "Who did Propose.");
	ck_assert_str_eq(why(a, "{fee} is owed.", "fee", "entry"), "Entry fee is owed.");
	/* who closed a task did something, too */
	ck_assert_str_eq(why(a, "Who did {act}.", "act", "visit"), "Who did Visit of the place.");
	/* what the definition does not have stands as it is */
	ck_assert_str_eq(why(a, "First {task}.", "task", "propose"), "First propose.");
	ck_assert_str_eq(why(a, "Who did {act}.", "act", "nobody"), "Who did nobody.");
}
END_TEST

/* By the text of the act's own need, which may have been cut; any other stays as it is. */
START_TEST(a_need_in_words)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)8 << 20);
	const struct service *s = sample_service_of(
		a, sample_acts(a, "needs: [closed(opinion)]", "needs: [not (status = single)]"));
	struct error err = {0}, told;

	message_use(LANG_EN);
	fail(&err, FAULT_DENIED, "\"{act}\" needs: {need}.", "test");
	error_fill(&err, "act", "propose");
	error_fill(&err, "need", "not (status = ");
	ck_assert_str_eq(acted_why(a, LANG_EN, s, &err),
			 "\"Propose\" needs: Person en · Status en: not Single.");
	/* commands name acts as they are typed */
	told = acted_need(a, LANG_EN, s, &err);
	ck_assert_str_eq(message_error(a, &told),
			 "\"propose\" needs: Person en · Status en: not Single.");
	err.fill_count = 0;
	error_fill(&err, "need", "birth = 1");
	error_fill(&err, "act", "propose");
	ck_assert_str_eq(acted_why(a, LANG_EN, s, &err), "\"Propose\" needs: birth = 1.");
}
END_TEST

/* An end in the words of the act that led there, every other state in the portal's. */
START_TEST(an_end_is_called_as_its_act_says)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)64 << 20);
	const struct service *s = sample_service_of(
		a, sample_acts(a, "by: applicant, to: end(withdrawn)}",
			       "by: applicant, to: end(withdrawn), called: {ar: م, fr: f, en: "
			       "Taken away}}"));
	const struct event events[] = {
		{.state = STATE_SUBMITTED, .stage = "check", .act = "", .actor = "applicant"},
		{.state = STATE_WITHDRAWN,
		 .stage = "check",
		 .act = "take_back",
		 .actor = "applicant"},
	};

	message_use(LANG_EN);
	ck_assert_str_eq(acted_state(LANG_EN, s, events, 2, 1), "Taken away");
	ck_assert_str_eq(acted_state(LANG_EN, s, events, 2, 0), "Submitted");
	ck_assert_str_eq(acted_state_now(LANG_EN, s, events, 2, STATE_WITHDRAWN), "Taken away");
	ck_assert_str_eq(acted_state_now(LANG_EN, s, events, 0, STATE_WITHDRAWN), "Withdrawn");
	ck_assert_str_eq(acted_state(LANG_EN, NULL, events, 2, 1), "Withdrawn");
}
END_TEST

/* What a register tells long after the decision is no second decision. */
START_TEST(a_notice_of_the_register_is_called_one)
{
	const struct event events[] = {
		{.state = STATE_APPROVED, .stage = "", .act = "", .actor = "authority", .note = ""},
		{.state = STATE_APPROVED,
		 .stage = "",
		 .act = "",
		 .actor = "portal",
		 .note = "Renewal, 7 December 2026, 4/2026"},
	};

	message_use(LANG_EN);
	ck_assert_str_eq(acted_event(LANG_EN, NULL, events, 2, 0), "Approved");
	ck_assert_str_eq(acted_event(LANG_EN, NULL, events, 2, 1), "Notice from the register");
}
END_TEST

/* The state that follows an answer is none that the applicant has brought about. */
START_TEST(an_answer_is_called_one)
{
	const struct event events[] = {
		{.state = STATE_NEEDS_INFO, .stage = "check", .act = "", .actor = "authority"},
		{.state = STATE_IN_REVIEW, .stage = "check", .act = "", .actor = "applicant"},
		{.state = STATE_IN_REVIEW, .stage = "", .act = "", .actor = "authority"},
		{.state = STATE_NEEDS_INFO, .stage = "", .act = "", .actor = "authority"},
		{.state = STATE_WITHDRAWN, .stage = "", .act = "", .actor = "applicant"},
	};

	message_use(LANG_EN);
	ck_assert_str_eq(acted_event(LANG_EN, NULL, events, 5, 1), "Answer sent");
	ck_assert_str_eq(acted_event(LANG_EN, NULL, events, 5, 2), "In review");
	ck_assert_str_eq(acted_event(LANG_EN, NULL, events, 5, 3), "Your answer is needed");
	ck_assert_str_eq(acted_event(LANG_EN, NULL, events, 5, 4), "Withdrawn");
	ck_assert_str_eq(acted_state_now(LANG_EN, NULL, events, 2, STATE_IN_REVIEW), "In review");
}
END_TEST

SUITE(acted, by_the_names, a_need_in_words, an_end_is_called_as_its_act_says,
      an_answer_is_called_one, a_notice_of_the_register_is_called_one)
