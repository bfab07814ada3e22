/* service_clocks_test.c - clocks of a definition: what they are read as, and what is refused, by
 * its line. */
#include "services/definition/calendar.h"
#include "services/definition/kind_read.h"
#include "services/definition/service_read.h"
#include "tests/services/sample.h"
#include "tests/services/sample_acts.h"
#include "tests/unit.h"

#include <string.h>

#define ARENA ((size_t)256 * 1024 * 1024)

START_TEST(reads_clocks)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	char *yaml = sample_clocks(a, sample_clocks_usual);
	const struct service *s = sample_service_of(a, yaml);
	const struct clock *legal = service_clock(s, "legal");
	const struct stage *check = &s->stages[0], *board = &s->stages[1], *archive = &s->stages[2];

	ck_assert_uint_eq(s->clock_count, 3);
	ck_assert_int_eq(legal->starts, CLOCK_SUBMITTED);
	ck_assert_int_eq(legal->length.value, 20);
	ck_assert_str_eq(legal->calendar->id, "LB");
	ck_assert(!legal->rules.first_day && !legal->rules.clear_days && !legal->rules.moves);
	ck_assert_str_eq(legal->paused_by[0].id, "correct");
	ck_assert_int_eq(legal->paused_by[0].wrong, WRONG_ANY);
	ck_assert(legal->when_over->by_clock);
	ck_assert_int_eq(legal->when_over->bearing, BEARING_APPROVED);
	/* it runs where what it does can be done */
	ck_assert(service_clock_runs(legal, s, check) && service_clock_runs(legal, s, archive));
	ck_assert(service_clock_runs(service_clock(s, "first"), s, check));
	ck_assert(!service_clock_runs(service_clock(s, "first"), s, board));
	ck_assert(service_clock(s, "shelf")->stage == archive);
	ck_assert_str_eq(service_clock(s, "shelf")->when_over->reasons[0].law.in[LANG_EN], "Law 9");
	/* what it says itself, and a time that does nothing when it is over */
	yaml = sample_swap(a, yaml, "length: 20 days,",
			   "length: 20 days, calendar: EG, clear_days: yes, last_day: next,");
	yaml = sample_swap(a, yaml, "clocks:\n",
			   "clocks:\n  - {id: target, name: {ar: ن, fr: n, en: n}, starts: "
			   "entered(board), length: 2wd, restarted_by: [reply, remind]}\n");
	s = sample_service_of(
		a, sample_swap(a, yaml, "starts: submitted", "starts: complete(propose)"));
	legal = service_clock(s, "legal");
	ck_assert_int_eq(legal->starts, CLOCK_COMPLETE);
	ck_assert_str_eq(legal->act, "propose");
	ck_assert_str_eq(legal->calendar->id, "EG");
	ck_assert(legal->rules.clear_days && legal->rules.moves);
	ck_assert_uint_eq(service_clock(s, "target")->restarted_count, 2);
	s = sample_service_of(a, sample_swap(a, yaml, "paused_by: [correct]",
					     "paused_by: [correct(incomplete)], restarted_by: "
					     "[reply(outdated)]"));
	legal = service_clock(s, "legal");
	ck_assert_str_eq(legal->paused_by[0].id, "correct");
	ck_assert_int_eq(legal->paused_by[0].wrong, WRONG_INCOMPLETE);
	ck_assert_str_eq(legal->restarted_by[0].id, "reply");
	ck_assert_int_eq(legal->restarted_by[0].wrong, WRONG_OUTDATED);
	s = sample_service_of(a, yaml);
	ck_assert(!service_clock_runs(service_clock(s, "target"), s, check));
	ck_assert(service_clock_runs(service_clock(s, "target"), s, &s->stages[1]));
}
END_TEST

/* By what is answered; the whole time is then that of another one. */
START_TEST(reads_several_lengths)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	char *yaml = sample_swap(a, sample_clocks(a, sample_clocks_usual), "length: 20 days",
				 "lengths: [{when: status = single, length: 20 days}, {length: "
				 "30wd}]");
	const struct service *s = sample_service_of(a, yaml);
	const struct clock *legal = service_clock(s, "legal");

	ck_assert_int_eq(legal->length.value, 0);
	ck_assert_uint_eq(legal->length_count, 2);
	ck_assert_ptr_nonnull(legal->lengths[0].when);
	ck_assert_int_eq(legal->lengths[0].length.value, 20);
	ck_assert_ptr_null(legal->lengths[1].when);
	ck_assert_int_eq(legal->lengths[1].length.value, 30);
	ck_assert_int_eq(legal->lengths[1].length.unit, UNIT_WORKING_DAY);
	yaml = sample_swap(a, yaml, "duration: {value: 3, unit: working_day}\n", "");
	ck_assert_int_eq(service_time(sample_service_of(a, yaml))->value, 5);
	yaml = sample_swap(a, yaml, "length: 20 days", "length: unknown");
	ck_assert(service_clock(sample_service_of(a, yaml), "legal")->lengths[0].is_unknown);
}
END_TEST

/* A calendar that counts otherwise from now on makes no definition wrong that was right. */
START_TEST(its_own_rules_end_those_of_the_calendar)
{
	static const char *const own[] = {"clear_days: yes", "first_day: yes", "clear_days: no"};
	static const char *const counting[] = {"first_day: yes", "clear_days: yes",
					       "first_day: yes"};
	static const struct calendar_rules expected[] = {
		{.clear_days = true}, {.first_day = true}, {.first_day = true}};

	for (size_t i = 0; i < 3; i++) {
		ARENA_CLEAN struct arena *a = arena_new(ARENA);
		struct term_list terms = sample_terms(a);
		char *yaml = arena_format(
			a,
			"calendar: LB\nversion: 9\nzone: Z\nclock: CET-1\nweekend: [sun]\n"
			"counting: {%s}\n",
			counting[i]);
		const struct service *s = NULL;
		struct definition d;
		struct error err = {0};

		ck_assert_int_eq(kind_read(a, &terms, "x", yaml, strlen(yaml), &d, NULL, &err),
				 FAULT_NONE);
		kind_add(a, &terms, &d);
		yaml = sample_swap(a, sample_clocks(a, sample_clocks_usual), "length: 20 days,",
				   arena_format(a, "length: 20 days, %s,", own[i]));
		ck_assert_msg(service_read(a, &terms, "x", yaml, strlen(yaml), &s, NULL, &err) ==
				      FAULT_NONE,
			      "%s: %s", own[i], err.say);
		ck_assert_int_eq(service_clock(s, "legal")->rules.first_day, expected[i].first_day);
		ck_assert_int_eq(service_clock(s, "legal")->rules.clear_days,
				 expected[i].clear_days);
	}
}
END_TEST

START_TEST(refuses_by_its_line)
{
	/* What is changed, into what, and a word of the line at fault. */
	static const struct {
		const char *from, *to, *at;
	} wrong[] = {
		/* without a start; what is none */
		{"starts: submitted, ", "", "id: legal"},
		{"starts: submitted", "starts: someday", "someday"},
		{"starts: submitted", "starts: done(nothing)", "done(nothing)"},
		{"starts: submitted", "starts: complete(nothing)", "complete(nothing)"},
		{"starts: submitted", "starts: entered(nowhere)", "entered(nowhere)"},
		{"length: 20 days, ", "", "id: legal"},
		{"length: 20 days", "length: long", "length: long"},
		/* one or several; of several the last alone is for all others */
		{"length: 20 days", "length: 20 days, lengths: [{length: 5d}]", "id: legal"},
		{"length: 20 days", "lengths: []", "id: legal"},
		{"length: 20 days", "lengths: [5 days]", "id: legal"},
		{"length: 20 days", "lengths: [{when: status = single}]", "id: legal"},
		{"length: 20 days", "lengths: [{when: status = single, length: long}]",
		 "id: legal"},
		{"length: 20 days", "lengths: [{when: nothing = single, length: 5d}]", "id: legal"},
		{"length: 20 days", "lengths: [{length: 5d}, {when: status = single, length: 6d}]",
		 "id: legal"},
		{"length: 20 days", "lengths: [{length: 5d, when_over: stands}]", "id: legal"},
		{"length: 20 days", "length: 20 days, calendar: XX", "calendar: XX"},
		{"length: 20 days", "length: 20 days, first_day: yes, clear_days: yes",
		 "id: legal"},
		/* names no act; one that is no clock's; one that another does */
		{"when_over: stands", "when_over: nothing", "when_over: nothing"},
		{"when_over: stands", "when_over: grant", "when_over: grant"},
		{"when_over: stands", "when_over: lapse", "starts: entered(archive)"},
		/* an act by a clock that none does */
		{", when_over: stands", "", "{id: stands"},
		{"paused_by: [correct]", "paused_by: [nothing]", "paused_by: [nothing]"},
		{"paused_by: [correct]", "paused_by: [remind]", "paused_by: [remind]"},
		{"paused_by: [correct]", "restarted_by: [nothing]", "restarted_by: [nothing]"},
		{"paused_by: [correct]", "paused_by: [correct(ugly)]", "correct(ugly)"},
		{"paused_by: [correct]", "paused_by: [correct(incomplete]", "correct(incomplete"},
		{"paused_by: [correct]", "restarted_by: [remind(incorrect)]", "remind(incorrect)"},
		{"{id: first,", "{id: legal,",
		 "id: legal, name: {ar: ن, fr: n, en: n}, starts: "
		 "submitted, length: 5"},
		{"id: legal,", "id: legal, silence: yes,", "silence: yes"},
		/* what a clock does */
		{"by: clock, to: board", "by: clock, to: board, needs: [closed(opinion)]",
		 "{id: escalate"},
		{"by: clock, to: board", "by: clock, to: board, asks: [words]", "{id: escalate"},
		{"by: clock, to: board", "by: clock, to: [board, archive]", "{id: escalate"},
		{", reasons: [{code: silent, name: {ar: ن, fr: n, en: n}, law: {ar: ق, fr: l, en: "
		 "Law 9}}]",
		 "", "{id: lapse"},
		{", law: {ar: ق, fr: l, en: Law 9}", "", "{id: lapse"},
		{"asks: [items, words]", "asks: [items, words], at_most: 0", "at_most: 0"},
	};

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		ARENA_CLEAN struct arena *a = arena_new(ARENA);

		sample_refused_at(sample_swap(a, sample_clocks(a, sample_clocks_usual),
					      wrong[i].from, wrong[i].to),
				  wrong[i].at, wrong[i].to);
	}
}
END_TEST

/* What the service says itself, or else the first time that begins with all that was sent. */
START_TEST(the_whole_time_is_a_clocks)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	char *yaml = sample_clocks(a, sample_clocks_usual), *without, *later;
	const struct service *s = sample_service_of(a, yaml);

	ck_assert_ptr_eq(service_time(s), s->duration);
	ck_assert_int_eq(service_time(s)->value, 3);
	without = sample_swap(a, yaml, "duration: {value: 3, unit: working_day}\n", "");
	ck_assert_int_eq(service_time(sample_service_of(a, without))->value, 20);
	later = sample_swap(a, without, "starts: submitted", "starts: complete(correct)");
	ck_assert_int_eq(service_time(sample_service_of(a, later))->value, 20);
	later = sample_swap(a, without, "starts: submitted", "starts: done(correct)");
	ck_assert_int_eq(service_time(sample_service_of(a, later))->value, 5);
}
END_TEST

SUITE(service_clocks, reads_clocks, reads_several_lengths, its_own_rules_end_those_of_the_calendar,
      refuses_by_its_line, the_whole_time_is_a_clocks)
