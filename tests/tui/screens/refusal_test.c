/* refusal_test.c - who is refused reads why, whom to ask and by when: what was written and set, and
 * nothing that nobody said. */
#include "tests/tui/golden.h"

#include "tui/page/words.h"
#include "tui/screens/follow/status.h"

#define DAY ((int64_t)24 * 60 * 60)

#define SERVICE "lb-disability-card"

static void refuse(struct visit *v, const char *reason, struct application *ret)
{
	struct caller host = caller_host();
	struct receipt receipt;
	struct error err = {0};
	struct draft *j =
		draft_begin(&v->context, catalogue_find(v->context.scene.catalogue, SERVICE), &err);

	ck_assert_msg(j != NULL, "%s", err.detail);
	golden_fill(v, j);
	ck_assert_msg(application_submit(v->context.registry, v->context.caller, &j->application,
					 j->form, &receipt, &err) == FAULT_NONE,
		      "%s", err.detail);
	for (size_t i = 0; i < j->service->stage_count; i++)
		if (application_decide(v->context.registry, &host, &j->application, j->service,
				       false, reason, &err) != FAULT_NONE)
			(void)!application_stage(v->context.registry, &host, &j->application,
						 j->service, j->service->stages[i].id, "", &err);
	(void)!application_decide(v->context.registry, &host, &j->application, j->service, false,
				  reason, &err);
	ck_assert_msg(application_get(v->context.registry, v->context.caller, &j->application,
				      &err) == FAULT_NONE,
		      "%s", err.detail);
	ck_assert_int_eq(j->application.state, STATE_REJECTED);
	*ret = j->application;
	draft_drop(j);
}

static void see(struct visit *v, const struct application *a, const char *const *words)
{
	struct buffer out;
	struct plain *plain;
	const char *at;

	stack_home(golden_stack(v), home_new());
	stack_push(golden_stack(v), status_new(a));
	buffer_open(&out, (size_t)1 << 20);
	plain = plain_over(golden_stack(v), false, &out);
	ck_assert_ptr_nonnull(
		strstr(out.data, "Reason for the refusal: The report is older than a year."));
	at = strstr(out.data, "\nIf you do not agree\n");
	ck_assert_msg(at != NULL, "%s", out.data);
	for (; *words != NULL; words++)
		ck_assert_msg(strstr(at, *words) != NULL, "\"%s\" is not in\n%s", *words, at);
	/* where one applies is no place to object */
	ck_assert_msg(strstr(at, "Where and how: ") == NULL, "%s", at);
	plain_free(plain);
	buffer_close(&out);
}

START_TEST(why_whom_and_by_when)
{
	struct application a;
	struct visit v;

	golden_open(&v, LANG_EN, 80, 24);
	refuse(&v, "The report is older than a year.", &a);
	see(&v, &a,
	    (const char *[]){"We do not know how, or by when, you can object.",
			     "Authority: Ministry of Social Affairs", NULL});
	stack_context(golden_stack(&v))->scene.after_refusal[LANG_EN] =
		"Write to the minister within 60 days.";
	see(&v, &a,
	    (const char *[]){"Write to the minister within 60 days.",
			     "Authority: Ministry of Social Affairs", NULL});
	golden_close(&v);
}
END_TEST

/* A definition's own words, and its days counted from the refusal, come before the operator's. */
START_TEST(a_definition_says_it_for_itself)
{
	static const struct remedy remedy = {
		.text = {{"اعترض.", "Contestez auprès du tribunal.", "Object to the court."}},
		.days = 30};
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);
	struct service s = {.country = "LB", .if_refused = &remedy};
	int64_t at = 1795000000; /* 18 November 2026 */
	struct words_refused r = {&s, "Write to the minister.", at, at};

	message_use(LANG_EN);
	ck_assert_str_eq(
		words_refusal(a, LANG_EN, &r),
		"Object to the court. At the latest: 18 December 2026 (30 days from the refusal).");
	r.now = at + 30 * DAY; /* the last day itself */
	ck_assert_ptr_nonnull(strstr(words_refusal(a, LANG_EN, &r), "At the latest: "));
	r.now += DAY;
	ck_assert_str_eq(words_refusal(a, LANG_EN, &r),
			 "Object to the court. The last day for that was 18 December 2026 (30 days "
			 "from the refusal).");
	s.if_refused = &(struct remedy){.text = remedy.text};
	ck_assert_str_eq(words_refusal(a, LANG_EN, &r), "Object to the court.");
	s.if_refused = NULL;
	ck_assert_str_eq(words_refusal(a, LANG_EN, &r), "Write to the minister.");
	s.if_refused = &remedy;
	ck_assert_str_eq(words_refusal(a, LANG_EN, &(struct words_refused){&s, NULL, 0, at}),
			 "Object to the court.");
}
END_TEST

static int64_t now;

static int64_t clock_of_test(void *ctx)
{
	(void)ctx;
	return now;
}

/* What touches the application later leaves the last day where it is. */
START_TEST(the_last_day_stands)
{
	static const struct remedy remedy = {
		.text = {{"اعترض.", "Contestez auprès du tribunal.", "Object to the court."}},
		.days = 30};
	struct service service;
	struct application a;
	struct screen *screen;
	struct error err = {0};
	struct buffer out;
	struct plain *plain;
	struct visit v;

	golden_open(&v, LANG_EN, 80, 24);
	now = registry_now(v.context.registry);
	registry_use_clock(v.context.registry, clock_of_test, NULL);
	refuse(&v, "The report is older than a year.", &a);
	now += 20 * 86400;
	snprintf(v.caller.key, sizeof(v.caller.key), "%064d", 7);
	ck_assert_msg(application_own(v.context.registry, v.context.caller, &a, &err) == FAULT_NONE,
		      "%s", err.detail);
	ck_assert_int_eq(a.changed_at, now);
	service = *catalogue_find(v.context.scene.catalogue, SERVICE);
	service.if_refused = &remedy;
	screen = status_new(&a);
	((struct status *)screen)->service = &service;
	stack_home(golden_stack(&v), home_new());
	stack_push(golden_stack(&v), screen);
	buffer_open(&out, (size_t)1 << 20);
	plain = plain_over(golden_stack(&v), false, &out);
	ck_assert_msg(strstr(out.data, "At the latest: 18 December 2026 (30 days from") != NULL,
		      "%s", out.data);
	plain_free(plain);
	buffer_close(&out);
	golden_close(&v);
}
END_TEST

static void visit_refused(struct visit *v)
{
	struct application a;

	refuse(v, "The report is older than a year.", &a);
	v->hide_reference = a.reference;
	stack_home(golden_stack(v), home_new());
	stack_push(golden_stack(v), status_new(&a));
	golden_hold(v, "status-refused", true);
	v->hide_reference = NULL;
}

START_TEST(screens)
{
	golden_each(visit_refused);
}
END_TEST

SUITE(refusal, why_whom_and_by_when, a_definition_says_it_for_itself, the_last_day_stands, screens)
