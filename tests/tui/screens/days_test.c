/* days_test.c - behind an entry of the status stands which days of its time are counted, and why
 * the others are not. */
#include "tests/tui/golden.h"

#include "tui/page/clockwords.h"
#include "tui/screens/follow/status.h"

#define SERVICE "tn-criminal-record-b3"

static int64_t saturday(void *ctx)
{
	(void)ctx;
	return 1773480000; /* 14 March 2026 */
}

static void submit(struct visit *v, struct application *ret)
{
	struct receipt receipt;
	struct field_path at = {0};
	struct error err = {0};
	struct draft *j =
		draft_begin(&v->context, catalogue_find(v->context.scene.catalogue, SERVICE), &err);

	ck_assert_msg(j != NULL, "%s", err.detail);
	while (form_next(j->form, &at))
		if (strcmp(at.question->type->name, "phone") == 0)
			(void)!draft_answer(&v->context, j, &at, "20 123 456", NULL);
	golden_fill(v, j);
	ck_assert_msg(application_submit(v->context.registry, v->context.caller, &j->application,
					 j->form, &receipt, &err) == FAULT_NONE,
		      "%s: %s", err.say, err.detail);
	*ret = j->application;
	draft_drop(j);
}

static void visit_days(struct visit *v)
{
	struct application a;

	registry_use_clock(v->context.registry, saturday, NULL);
	submit(v, &a);
	ck_assert_int_ne(a.due_at, 0);
	v->hide_reference = a.reference;
	stack_home(golden_stack(v), home_new());
	stack_push(golden_stack(v), status_new(&a));
	golden_type(v, "3");
	golden_hold(v, "days", true);
	golden_type(v, "0");
	ck_assert_str_eq(stack_top(golden_stack(v))->ops->name, "status");
}

START_TEST(they_stand_behind_an_entry)
{
	golden_each(visit_days);
}
END_TEST

/* Working days in Lebanon from Thursday, 21 May 2026, which no decree has all moved yet. */
START_TEST(each_is_told_with_its_reason)
{
	static const char *const lines[] = {
		"21 May 2026: the time begins; this day does not count",
		"22 May 2026: counted (1 in all)",
		"23 May 2026 to 24 May 2026: not counted, weekend",
		"25 May 2026: not counted, Resistance and Liberation Day (expected date, may still "
		"change)",
		"26 May 2026: counted (2 in all)",
		"27 May 2026 to 28 May 2026: not counted, Eid al-Adha (expected date, may still "
		"change)",
		"29 May 2026: counted (3 in all)",
	};
	struct visit v;
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);
	struct calendar_count count;
	const struct service *s;

	golden_open(&v, LANG_EN, 80, 24);
	s = catalogue_find(v.context.scene.catalogue, "lb-disability-card");
	calendar_count(a,
		       &(struct calendar_ask){.calendar = s->calendar,
					      .service = s->id,
					      .length = {.value = 3, .unit = UNIT_WORKING_DAY},
					      .from = 1779356400},
		       &count);
	ck_assert_uint_eq(count.run_count, sizeof(lines) / sizeof(lines[0]));
	for (size_t i = 0; i < count.run_count; i++)
		ck_assert_str_eq(clockwords_run(a, LANG_EN, s, &count.runs[i]), lines[i]);
	golden_close(&v);
}
END_TEST

SUITE(days, they_stand_behind_an_entry, each_is_told_with_its_reason)
