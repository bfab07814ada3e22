/* work_test.c - what a visit may cost: counted over two processes, given back by what comes of it.
 */
#include "tests/unit.h"

#include "server/desk/work.h"
#include "services/registry/limits.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef SHUBBAK_SANITIZED
#define MOST ((int64_t)LIMIT_WORK * 1000 * 20)
#else
#define MOST ((int64_t)LIMIT_WORK * 1000)
#endif

START_TEST(both_processes_count)
{
	struct work w;

	work_begin(&w, 1000);
	work_use(&w, MOST / 2, MOST / 2);
	ck_assert(!work_is_over(&w));
	work_use(&w, MOST / 2, MOST / 2);
	ck_assert(!work_is_over(&w));
	work_use(&w, MOST / 2, MOST / 2 + 1);
	ck_assert(work_is_over(&w));
}
END_TEST

START_TEST(an_effect_gives_half_of_the_time_back)
{
	struct work w;

	work_begin(&w, 0);
	work_use(&w, MOST, 0);
	work_effect(&w, 10);
	ck_assert_int_eq(w.spent, MOST - 5000);
	work_effect(&w, 10);
	ck_assert_int_eq(w.spent, MOST - 5000);
	/* Never more than was spent: nobody saves up. */
	work_effect(&w, MOST);
	ck_assert_int_eq(w.spent, 0);
	work_use(&w, 2 * MOST + 1, 0);
	ck_assert(work_is_over(&w));
}
END_TEST

/* An effect each 10 ms for 9 ms of work: the processor is used by nine tenths, and not for long. */
START_TEST(effects_do_not_pay_for_everything)
{
	struct work w;
	int64_t at = 0;

	work_begin(&w, 0);
	while (!work_is_over(&w) && at < 1000000) {
		at += 10;
		work_use(&w, at * 900, 0);
		work_effect(&w, at);
	}
	ck_assert_int_lt(at, MOST / 1000 * 3);
	/* A held key: a tenth. */
	work_begin(&w, 0);
	for (at = 0; at < 1000000; at += 10) {
		work_use(&w, at * 100, 0);
		work_effect(&w, at);
		ck_assert(!work_is_over(&w));
	}
}
END_TEST

START_TEST(what_is_typed_counts_until_an_effect)
{
	struct work w;

	work_begin(&w, 0);
	for (int i = 0; i < 3; i++) {
		work_type(&w, LIMIT_TYPED);
		ck_assert(!work_is_over(&w));
		if (i == 1)
			work_done(&w, 0);
		else
			work_effect(&w, 0);
	}
	work_type(&w, LIMIT_TYPED);
	work_type(&w, 1);
	ck_assert(work_is_over(&w));
}
END_TEST

START_TEST(what_is_no_work_of_the_visitor_is_skipped)
{
	struct work w;

	work_begin(&w, 0);
	work_use(&w, 1000, 1000);
	work_skip(&w, MOST * 2);
	work_use(&w, MOST * 2 + 500, 1000);
	ck_assert_int_eq(w.spent, 2500);
	/* A gate that was handed over comes with a past, and one that is gone takes nothing back.
	 */
	work_pass(&w, MOST * 4);
	work_use(&w, MOST * 2 + 500, MOST * 4 + 100);
	work_use(&w, MOST * 2 + 500, 0);
	ck_assert_int_eq(w.spent, 2600);
}
END_TEST

START_TEST(processors_are_read_of_other_processes)
{
	int64_t before = work_of(0);
	pid_t child = fork();
	int64_t used = 0;

	ck_assert_int_ge(child, 0);
	if (child == 0)
		for (;;)
			getppid();
	while (used < 20000)
		used = work_of(child);
	kill(child, SIGKILL);
	ck_assert_int_eq(waitpid(child, NULL, 0), child);
	ck_assert_int_eq(work_of(child), 0);
	ck_assert_int_ge(work_of(0), before);
	ck_assert_int_gt(work_of(0), 0);
}
END_TEST

SUITE(work, both_processes_count, an_effect_gives_half_of_the_time_back,
      effects_do_not_pay_for_everything, what_is_typed_counts_until_an_effect,
      what_is_no_work_of_the_visitor_is_skipped, processors_are_read_of_other_processes)
