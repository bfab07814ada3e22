/* clocks_length_test.c - a clock with several lengths runs as long as the first that holds for what
 * was sent says, or not at all. */
#include "services/application/clocks_length.h"

#include "services/application/rehearse.h"
#include "services/upkeep/tick.h"
#include "tests/services/portal.h"
#include "tests/services/sample.h"
#include "tests/services/sample_acts.h"
#include "tests/unit.h"

#include <string.h>

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s (%s)", err.say, err.detail)
#define DAY 86400
#define N "name: {ar: ن, fr: n, en: n}"

static struct error err;

/* Sent on Saturday, 14 March 2026, by somebody who is married, without an address. */
static const char clocks[] =
	"clocks:\n"
	"  - {id: first, " N
	", starts: submitted, lengths: [{when: status = single, length: 1 day}], "
	"when_over: escalate}\n"
	"  - {id: legal, " N
	", starts: submitted, lengths: [{when: answered(email), length: 10 days}, "
	"{when: status = married, length: 20 days}, {length: 30 days}], when_over: stands}\n"
	"  - {id: shelf, " N ", starts: entered(archive), length: 3 days, when_over: lapse}\n";

static void open_with(struct portal *p, const char *name, struct application *ret)
{
	portal_open(p, name);
	portal_renew(p, sample_clocks(p->arena, clocks));
	portal_send(p, ret);
}

static const char *iso(struct portal *p, int64_t at)
{
	return date_iso(p->arena, date_of(at));
}

static int64_t tick(struct portal *p)
{
	struct tick done = {.changed = 0};

	GOOD(tick_run(p->registry, &done, &err));
	ck_assert_msg(done.failed == 0, "%s (%s)", done.why.say, done.why.detail);
	return done.changed;
}

static void look(struct portal *p, struct application *a)
{
	GOOD(application_get(p->registry, &p->owner, a, &err));
}

/* Of the legal time, the only one that runs at first. */
static int length_now(struct portal *p, struct application *a)
{
	struct application_clock *list;
	size_t count;

	GOOD(application_clocks(p->registry, &p->owner, a, p->service, p->arena, &list, &count,
				&err));
	ck_assert_uint_eq(count, 2); /* the one of a day is none of theirs */
	ck_assert_str_eq(list[0].clock->id, "legal");
	return list[0].clock->length.value;
}

START_TEST(it_runs_as_long_as_what_was_sent_says)
{
	struct portal p;
	struct application a;

	open_with(&p, "lengths-sent", &a);
	ck_assert_str_eq(iso(&p, a.due_at), "2026-04-03");
	ck_assert_int_eq(length_now(&p, &a), 20);
	p.now += 20 * DAY;
	ck_assert_int_eq(tick(&p), 0);
	p.now += DAY;
	ck_assert_int_eq(tick(&p), 1);
	look(&p, &a);
	ck_assert_int_eq(a.state, STATE_APPROVED);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

/* Before the correction is sent nothing has been answered otherwise. */
START_TEST(a_correction_that_was_sent_says_another)
{
	static const struct named item = {.wrong = WRONG_INCOMPLETE, .question = "email"};
	const struct act_answers wrong = {.words = "Look.", .items = &item, .item_count = 1};
	struct application_answer answer = {.now = "lina@example.org"};
	struct portal p;
	struct application a;

	open_with(&p, "lengths-correct", &a);
	GOOD(application_act(p.registry, &p.host, &a, p.service, "correct", &wrong, &err));
	answer.service = p.service;
	answer.at = portal_path(&p, "email", 0);
	GOOD(application_put(p.registry, &p.owner, &a, &answer, &err));
	p.now += DAY;
	ck_assert_int_eq(length_now(&p, &a), 20);
	look(&p, &a);
	ck_assert_str_eq(iso(&p, a.due_at), "2026-04-03");
	GOOD(application_reply(p.registry, &p.owner, &a, p.service, "Here.", &err));
	ck_assert_int_eq(length_now(&p, &a), 10);
	ck_assert_str_eq(iso(&p, a.due_at), "2026-03-24");
	p.now += 9 * DAY;
	ck_assert_int_eq(tick(&p), 0);
	p.now += DAY;
	ck_assert_int_eq(tick(&p), 1);
	look(&p, &a);
	ck_assert_int_eq(a.state, STATE_APPROVED);
	portal_close(&p);
}
END_TEST

static void note_due(void *ctx, const struct rehearsal *one)
{
	struct buffer *to = ctx;

	for (size_t i = 0; i < one->count; i++)
		if (one->list[i].what == REHEARSE_DUE)
			buffer_format(to, "%s %s;", one->list[i].was, one->list[i].is);
}

START_TEST(a_rehearsal_goes_by_the_answers_too)
{
	BUFFER_CLEAN struct buffer told;
	const char *yaml;
	struct portal p;
	struct application a;
	bool more;

	open_with(&p, "lengths-rehearse", &a);
	yaml = sample_swap(p.arena, sample_clocks(p.arena, clocks), "length: 20 days",
			   "length: 25 days");
	buffer_open(&told, 4096);
	GOOD(rehearse_each(p.registry, &p.host, sample_service_of(p.arena, yaml), &p.terms, 10,
			   note_due, &told, &more, &err));
	buffer_add(&told, "", 1);
	ck_assert_str_eq(told.data, "2026-04-03 2026-04-08;");
	portal_close(&p);
}
END_TEST

START_TEST(one_that_does_not_run_has_no_length)
{
	static const struct task task = {.id = "sign"};
	const struct clock own = {.id = "legal", .length = {.value = 20, .unit = UNIT_DAY}},
			   meant = {.id = "legal", .length = {.value = 30, .unit = UNIT_DAY}},
			   none = {.id = "first"}, of_task = {.id = "first", .task = &task};
	struct course c = {.clocks = &own, .clock_count = 1};

	ck_assert_ptr_eq(clocks_length_of(&c, &meant), &own);
	ck_assert_ptr_null(clocks_length_of(&c, &none));
	ck_assert_ptr_eq(clocks_length_of(&c, &of_task), &of_task);
	c.clocks = NULL; /* nothing was settled */
	ck_assert_ptr_eq(clocks_length_of(&c, &none), &none);
}
END_TEST

SUITE(clocks_length, it_runs_as_long_as_what_was_sent_says, a_correction_that_was_sent_says_another,
      a_rehearsal_goes_by_the_answers_too, one_that_does_not_run_has_no_length)
