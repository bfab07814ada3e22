/* service_ends_test.c - what comes too early or never is refused: an act before its task can be
 * open, a clock that never runs; what may leave somebody waiting is told. */
#include "services/definition/faults.h"
#include "services/definition/service.h"
#include "services/definition/service_read.h"
#include "tests/services/sample.h"
#include "tests/services/sample_acts.h"
#include "tests/unit.h"

#include <string.h>

#define ARENA ((size_t)256 * 1024 * 1024)

START_TEST(a_task_opens_before_it_is_needed)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	const char *yaml = sample_acts(a, "    tasks: [opinion]\n", "");
	const char *at = strstr(yaml, "    by: head\n");
	int line;

	/* It opens at the board, and is needed at the stage before, to which the board leads back.
	 */
	yaml = arena_format(a, "%.*s    tasks: [opinion]\n%s", (int)(at - yaml), yaml, at);
	sample_refused_at(yaml, "needs: [closed(opinion)]", "a task that opens behind");
	ck_assert_int_eq(sample_read(sample_acts(a, "stages:", "stages:"), &line), FAULT_NONE);
}
END_TEST

START_TEST(a_clock_runs_somewhere)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	const char *yaml = sample_clocks(a, sample_clocks_usual);
	const char *at = strstr(yaml, "starts: entered(archive)");
	int line;

	ck_assert_int_eq(sample_read(yaml, &line), FAULT_NONE);
	ck_assert_ptr_nonnull(at);
	/* What `escalate` does can be done at the first stage alone. */
	at = strstr(yaml, "{id: first");
	ck_assert_ptr_nonnull(at);
	at = strstr(at, "starts: ");
	yaml = arena_format(a, "%.*sstarts: entered(archive)%s", (int)(at - yaml), yaml,
			    at + strcspn(at, ","));
	sample_refused_at(yaml, "{id: first", "a clock that never runs");
}
END_TEST

#define N "name: {ar: ن, fr: n, en: n}"
#define LIST "  - {id: take_back"
#define REOPEN(to)                                                                                 \
	"  - {id: reopen, " N ", from: end(rejected), by: head, to: " to                           \
	", asks: [words]}\n  - {id: take_back"

/* A stage to which one gets after a refusal alone opens its tasks, and has its clocks. */
START_TEST(what_goes_on_after_an_end_counts)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	const char *yaml = sample_acts(a, "to: [check, archive]", "to: [check]"), *clocks;
	int line;

	yaml = sample_swap(a, yaml, LIST, REOPEN("archive"));
	yaml = sample_swap(a, yaml, "    acts: [{id: close,",
			   "    tasks: [second]\n    acts: [{needs: [closed(second)], id: close,");
	sample_refused_at(yaml, "tasks: [second]", "a task that is not there");
	yaml = sample_swap(a, yaml, "tasks:\n", "tasks:\n  - {id: second, " N ", for: officer}\n");
	ck_assert_int_eq(sample_read(yaml, &line), FAULT_NONE);
	clocks = sample_swap(a, sample_clocks(a, sample_clocks_usual), LIST, REOPEN("board"));
	clocks = sample_swap(a, clocks, "clocks:\n",
			     "clocks:\n  - {id: anew, " N
			     ", starts: done(reopen), length: 5 days}\n");
	ck_assert_int_eq(sample_read(clocks, &line), FAULT_NONE);
	clocks = sample_swap(a, sample_clocks(a, sample_clocks_usual), LIST, REOPEN("archive"));
	clocks = sample_swap(a, clocks, "to: [check, archive]", "to: [check]");
	clocks = sample_swap(a, clocks, "starts: entered(archive)", "starts: submitted");
	sample_refused_at(clocks, "{id: shelf", "a clock that has ended before");
	clocks = sample_swap(a, clocks, "length: 3 days", "length: 3 days, restarted_by: [reopen]");
	ck_assert_int_eq(sample_read(clocks, &line), FAULT_NONE);
}
END_TEST

/* Whether people come to the board, where this is what `propose` leads to. */
static bool is_usual(const char *proposed)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list terms = sample_terms(a);
	const char *yaml = sample_clocks(a, sample_clocks_usual);
	const char *at = strstr(yaml, "to: board\n");
	const struct service *s = NULL;
	struct error err = {0};

	ck_assert_ptr_nonnull(at);
	yaml = arena_format(a, "%.*sto: %s%s", (int)(at - yaml), yaml, proposed,
			    at + strlen("to: board"));
	ck_assert_msg(service_read(a, &terms, "x", yaml, strlen(yaml), &s, NULL, &err) ==
			      FAULT_NONE,
		      "%s", err.detail);
	ck_assert(service_is_usual(s, &s->stages[0]));
	ck_assert(service_is_usual(s, service_stage(s, "archive")));
	return service_is_usual(s, service_stage(s, "board"));
}

START_TEST(where_only_a_clock_leads_is_no_next_step)
{
	ck_assert(is_usual("board"));
	ck_assert(!is_usual("archive"));
}
END_TEST

/* What is for some cases alone is told when it is there. */
START_TEST(what_is_occasional_is_no_next_step)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	const struct service *s =
		sample_service_of(a, sample_acts(a, "    bearing: in_review\n",
						 "    bearing: in_review\n    occasional: yes\n"));

	ck_assert(!service_is_usual(s, service_stage(s, "board")));
	ck_assert(service_is_usual(s, service_stage(s, "archive")));
}
END_TEST

static bool tells(struct arena *a, const char *yaml, const char *words)
{
	struct fault_list *faults = arena_take(a, sizeof(*faults));
	struct term_list terms = sample_terms(a);
	const struct service *s = NULL;
	struct error err = {0};

	ck_assert_msg(service_read(a, &terms, "x", yaml, strlen(yaml), &s, faults, &err) ==
			      FAULT_NONE,
		      "%s", err.detail);
	for (size_t i = 0; i < faults->remark_count; i++)
		if (strstr(faults->remarks[i].say, words) != NULL)
			return true;
	return false;
}

/* Whoever is not single stays at the first stage, unless the court orders it. */
static const char *both_bound(struct arena *a)
{
	const char *yaml = sample_acts(a, "to: board", "to: board\n        when: status = single");
	const char *at = strstr(yaml, "from: any, by: head,");

	return arena_format(a, "%.*swhen: status = married, %s", (int)(at - yaml), yaml, at);
}

START_TEST(what_may_wait_for_ever_is_told)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);

	ck_assert(!tells(a, sample_acts(a, "stages:", "stages:"), "has a condition"));
	ck_assert(!tells(a, sample_acts(a, "stages:", "stages:"), "none of the acts"));
	/* An order leads out of it, too. */
	ck_assert(!tells(a, sample_acts(a, "to: board", "to: board\n        when: status = single"),
			 "has a condition"));
	ck_assert(tells(a, both_bound(a), "has a condition"));
	ck_assert(tells(a, sample_acts(a, "{id: close, ", "{id: close, by: head, "),
			"none of the acts"));
}
END_TEST

SUITE(service_ends, where_only_a_clock_leads_is_no_next_step, what_is_occasional_is_no_next_step,
      a_task_opens_before_it_is_needed, what_goes_on_after_an_end_counts, a_clock_runs_somewhere,
      what_may_wait_for_ever_is_told)
