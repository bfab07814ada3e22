/* recount_test.c - what silence decided stands when a calendar comes later; a person is to look at
 * it again, once. */
#include "services/application/queue.h"
#include "services/application/recount.h"

#include "services/catalogue/retire.h"
#include "services/catalogue/versions.h"
#include "services/registry/limits.h"
#include "services/upkeep/tick.h"
#include "tests/services/portal.h"
#include "tests/services/raw.h"
#include "tests/services/sample_acts.h"
#include "tests/unit.h"

#include <string.h>

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s (%s)", err.say, err.detail)
#define DAY 86400
#define N "name: {ar: ن, fr: n, en: n}"

static struct error err;

/* The days from 16 March until `until` are suspended; "": none are. */
static void decree(struct portal *p, int version, const char *until)
{
	const char *suspended =
		*until == '\0'
			? ""
			: arena_format(p->arena,
				       "suspensions:\n  - {from: 2026-03-16, until: %s, "
				       "services: [all], law: {ar: ق, fr: l, en: Decree 9}}\n",
				       until);

	portal_import(p, "calendar:LB", version,
		      arena_format(p->arena,
				   "calendar: LB\nversion: %d\nzone: Asia/Beirut\n"
				   "clock: EET-2EEST,M3.5.0/0,M10.5.0/0\nweekend: [sat, sun]\n"
				   "holidays:\n  - {date: 2026-05-01, " N "}\n%s",
				   version, suspended));
}

static struct tick tick(struct portal *p)
{
	struct tick done = {.changed = 0};

	GOOD(tick_run(p->registry, &done, &err));
	ck_assert_msg(done.failed == 0, "%s (%s)", done.why.say, done.why.detail);
	return done;
}

static const char *const usual_clocks =
	"clocks:\n"
	"  - {id: legal, " N ", starts: submitted, lengths: [{when: status = single, length: 9 "
	"days}, {length: 20 days}], "
	"when_over: stands}\n"
	"  - {id: first, " N ", starts: submitted, length: 5 working_days, when_over: escalate}\n"
	"  - {id: shelf, " N ", starts: entered(archive), length: 3 days, when_over: lapse}\n";

/* Sent on Saturday, 14 March 2026, by a calendar without holidays: handed over on the 20th, granted
 * on 3 April. */
static void open_with(struct portal *p, const char *name, struct application *ret)
{
	const char *yaml;

	portal_open(p, name);
	decree(p, 7, "");
	yaml = sample_clocks(p->arena, usual_clocks);
	portal_renew(p, yaml);
	portal_send(p, ret);
}

static void decide(struct portal *p, struct application *a)
{
	int64_t changed = 0;

	for (int i = 0; i < 21; i++) {
		p->now += DAY;
		changed += tick(p).changed;
	}
	ck_assert_int_eq(changed, 2);
	GOOD(application_get(p->registry, &p->owner, a, &err));
	ck_assert_int_eq(a->state, STATE_APPROVED);
}

static struct application_course course_of(struct portal *p, const struct caller *by,
					   struct application *a)
{
	struct application_course course;
	struct caller caller = *by;

	GOOD(application_acts(p->registry, &caller, a, p->service, p->arena, &course, &err));
	return course;
}

/* The portal's own task; NULL: there is none. */
static const struct application_task *task_of(struct portal *p, struct application *a)
{
	const struct application_course course = course_of(p, &p->host, a);

	for (size_t i = 0; i < course.task_count; i++)
		if (course.tasks[i].task == &service_recount)
			return &course.tasks[i];
	return NULL;
}

static enum fault close_it(struct portal *p, struct application *a, const char *words)
{
	return application_act(p->registry, &p->host, a, p->service, SERVICE_CLOSE,
			       &(struct act_answers){.task = SERVICE_RECOUNT, .words = words},
			       &err);
}

static void check_day(struct portal *p, struct date day, const char *wanted)
{
	ck_assert_str_eq(day.year == 0 ? "" : date_iso(p->arena, day), wanted);
}

static const struct calendar_run *find_run(const struct calendar_run *runs, size_t count,
					   enum calendar_why why)
{
	for (size_t i = 0; i < count; i++)
		if (runs[i].why == why)
			return &runs[i];
	return NULL;
}

/* Granted and handed over too early: both stand, and are to be looked at again. */
START_TEST(a_decree_of_the_past_opens_a_task)
{
	struct portal p;
	struct application a, before;
	const struct application_task *t;
	int64_t verified;

	open_with(&p, "recount-decree", &a);
	decide(&p, &a);
	before = a;
	ck_assert_ptr_null(task_of(&p, &a));
	decree(&p, 8, "2026-03-17");
	ck_assert_int_eq(tick(&p).again, 1);
	t = task_of(&p, &a);
	ck_assert_ptr_nonnull(t);
	ck_assert(t->possible && t->closed_at == 0 && t->opened_at == p.now);
	ck_assert_uint_eq(t->recount_count, 2);
	ck_assert_str_eq(t->recounts[0].clock->id, "first");
	check_day(&p, t->recounts[0].decided, "2026-03-20");
	check_day(&p, t->recounts[0].now, "2026-03-24");
	ck_assert_str_eq(t->recounts[1].clock->id, "legal");
	check_day(&p, t->recounts[1].decided, "2026-04-03");
	check_day(&p, t->recounts[1].now, "2026-04-05");
	ck_assert_int_eq(t->recounts[1].version, 8);
	ck_assert_int_eq(t->recounts[1].version_before, 7);
	ck_assert_ptr_nonnull(
		find_run(t->recounts[1].days, t->recounts[1].day_count, WHY_SUSPENDED));
	ck_assert_ptr_null(find_run(t->recounts[1].days_before, t->recounts[1].day_before_count,
				    WHY_SUSPENDED));
	ck_assert_uint_gt(t->recounts[1].day_before_count, 0);
	/* Nothing else is another. */
	GOOD(application_get(p.registry, &p.owner, &a, &err));
	ck_assert_int_eq(a.state, before.state);
	ck_assert_str_eq(a.stage, before.stage);
	ck_assert_int_eq(a.changed_at, before.changed_at);
	ck_assert_int_eq(a.due_at, before.due_at);
	/* Once. */
	ck_assert_int_eq(tick(&p).again, 0);
	decree(&p, 9, "2026-03-17");
	ck_assert_int_eq(tick(&p).again, 0);
	verified = portal_verify(&p, true);
	ck_assert_int_eq(verified, 0);
	portal_close(&p);
}
END_TEST

START_TEST(the_history_says_both_days)
{
	struct portal p;
	struct application a;
	struct event *events;
	const char *told = "", *clock;
	struct date decided, now;
	size_t count;

	open_with(&p, "recount-told", &a);
	decide(&p, &a);
	decree(&p, 8, "2026-03-17");
	ck_assert_int_eq(tick(&p).again, 1);
	GOOD(application_events(p.registry, &p.host, &a, p.service, p.arena, &events, &count,
				&err));
	ck_assert_uint_gt(count, 2);
	for (size_t i = 0; i < count; i++) {
		bool is_told = application_recounted(p.arena, &events[i], &clock, &decided, &now);

		ck_assert_int_eq(is_told, strcmp(events[i].act, SERVICE_RECOUNT) == 0);
		if (is_told)
			told = arena_format(p.arena, "%s%s %s %s, ", told, clock,
					    date_iso(p.arena, decided), date_iso(p.arena, now));
	}
	ck_assert_str_eq(told, "first 2026-03-20 2026-03-24, legal 2026-04-03 2026-04-05, ");
	portal_close(&p);
}
END_TEST

/* Sooner, by a holiday that is none any more: the same. What fits is not told of. */
START_TEST(what_would_have_ended_sooner_is_looked_at_too)
{
	struct portal p;
	struct application a;
	const struct application_task *t;

	portal_open(&p, "recount-sooner");
	portal_renew(&p, sample_clocks(p.arena, usual_clocks));
	portal_send(&p, &a);
	decide(&p, &a);
	/* By the portal's own calendar, which is in no registry: Eid on 20 and 23. */
	decree(&p, 7, "");
	ck_assert_int_eq(tick(&p).again, 1);
	t = task_of(&p, &a);
	ck_assert_uint_eq(t->recount_count, 1);
	check_day(&p, t->recounts[0].decided, "2026-03-24");
	check_day(&p, t->recounts[0].now, "2026-03-20");
	ck_assert_int_eq(t->recounts[0].version_before, 2);
	ck_assert_ptr_nonnull(
		find_run(t->recounts[0].days_before, t->recounts[0].day_before_count, WHY_HOLIDAY));
	portal_close(&p);
}
END_TEST

/* With words, by a head; then it is no more in the way, until a calendar has yet another day. */
START_TEST(it_is_closed_with_words)
{
	struct portal p;
	struct application a, before;
	struct event *events;
	size_t count, own;

	open_with(&p, "recount-close", &a);
	decide(&p, &a);
	ck_assert_int_eq(close_it(&p, &a, "Nothing to see."), FAULT_MISSING);
	decree(&p, 8, "2026-03-17");
	ck_assert_int_eq(tick(&p).again, 1);
	GOOD(application_open_host(p.registry, &p.host, a.reference, &a, &err));
	before = a;
	ck_assert_int_eq(close_it(&p, &a, ""), FAULT_INPUT);
	ck_assert_str_eq(err.field, "words");
	ck_assert_int_eq(
		application_act(p.registry, &p.owner, &a, p.service, SERVICE_CLOSE,
				&(struct act_answers){.task = SERVICE_RECOUNT, .words = "Mine."},
				&err),
		FAULT_DENIED);
	GOOD(close_it(&p, &a, "Two days make no difference."));
	ck_assert_int_eq(task_of(&p, &a)->closed_at, p.now);
	ck_assert_int_eq(a.state, before.state);
	ck_assert_int_eq(a.changed_at, before.changed_at);
	ck_assert_int_eq(close_it(&p, &a, "Again."), FAULT_MISSING);
	ck_assert_int_eq(tick(&p).again, 0);
	decree(&p, 9, "2026-03-18");
	ck_assert_int_eq(tick(&p).again, 1);
	ck_assert_int_eq(task_of(&p, &a)->closed_at, 0);
	check_day(&p, task_of(&p, &a)->recounts[1].now, "2026-04-06");
	/* Nothing of it is for the applicant, to whom nothing happened. */
	GOOD(application_events(p.registry, &p.host, &a, p.service, p.arena, &events, &count,
				&err));
	GOOD(application_events(p.registry, &p.owner, &a, p.service, p.arena, &events, &own, &err));
	ck_assert_uint_eq(count, own + 2 + 1 + 2);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

/* A decree that is taken back before anybody has looked leaves nothing to be done. */
START_TEST(a_calendar_with_the_same_day_again_ends_it)
{
	struct portal p;
	struct application a;
	bool ended;

	open_with(&p, "recount-back", &a);
	decide(&p, &a);
	decree(&p, 8, "2026-03-17");
	ck_assert_int_eq(tick(&p).again, 1);
	GOOD(retire_take_back(p.registry, "calendar:LB", 8, &ended, &err));
	ck_assert_int_eq(tick(&p).again, 1);
	ck_assert_int_gt(task_of(&p, &a)->closed_at, 0);
	ck_assert_int_eq(close_it(&p, &a, "Look."), FAULT_MISSING);
	/* Closed by a person it stays so. */
	decree(&p, 9, "2026-03-17");
	ck_assert_int_eq(tick(&p).again, 1);
	GOOD(application_get(p.registry, &p.owner, &a, &err));
	GOOD(close_it(&p, &a, "Looked at."));
	decree(&p, 10, "");
	ck_assert_int_eq(tick(&p).again, 0);
	portal_close(&p);
}
END_TEST

/* What is still under way was handed over too early: its own days move, and it is listed. */
START_TEST(what_goes_on_is_looked_at_too)
{
	struct portal p;
	struct application a;
	const struct application_task *t;

	open_with(&p, "recount-open", &a);
	p.now += 8 * DAY;
	ck_assert_int_eq(tick(&p).changed, 1);
	decree(&p, 8, "2026-03-17");
	tick(&p);
	GOOD(application_get(p.registry, &p.owner, &a, &err));
	ck_assert_int_eq(a.state, STATE_IN_REVIEW);
	ck_assert_str_eq(date_iso(p.arena, date_of(a.due_at)), "2026-04-05");
	t = task_of(&p, &a);
	ck_assert_uint_eq(t->recount_count, 1);
	check_day(&p, t->recounts[0].now, "2026-03-24");
	GOOD(close_it(&p, &a, "It is with the board all the same."));
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

/* --- in lists --- */

static size_t listed(struct portal *p, const struct caller *by, struct queue_row **ret)
{
	const struct queue_filter again = {.again = true};
	struct queue_row *rows = NULL, *last = NULL;
	size_t count, all = 0;
	bool more = true;

	*ret = arena_array(p->arena, 10, sizeof(**ret));
	while (more) {
		GOOD(queue_page(p->registry, by, &again, last, 2, p->arena, &rows, &count, &more,
				&err));
		for (size_t i = 0; i < count; i++)
			(*ret)[all++] = rows[i];
		last = count == 0 ? NULL : &rows[count - 1];
	}
	return all;
}

static struct caller hire(struct portal *p, const char *role, const char *office)
{
	struct caller caller = p->host;
	struct account_grant g = {.since = 0};
	struct account_paper paper;

	GOOD(account_open(p->registry, &p->host, "Nadia Saleh", &paper, &err));
	GOOD(account_act_as(p->registry, &caller, paper.number, &err));
	caller.face = FACE_PAGES;
	snprintf(g.role, sizeof(g.role), "%s", role);
	snprintf(g.office, sizeof(g.office), "%s", office);
	GOOD(account_grant(p->registry, &p->host, paper.number, &g, &err));
	return caller;
}

START_TEST(heads_have_it_in_their_queue)
{
	struct portal p;
	struct application all[5];
	struct caller head, officer, other;
	struct party office = {.name = "Elsewhere", .code = "elsewhere"};
	struct queue_row *rows;
	int64_t count;

	open_with(&p, "recount-queue", &all[0]);
	for (size_t i = 1; i < 5; i++)
		portal_send(&p, &all[i]);
	head = hire(&p, "head", "");
	officer = hire(&p, "officer", "");
	GOOD(offices_add(p.registry, &p.host, "", &office, &err));
	other = hire(&p, "head", office.code);
	for (int i = 0; i < 21; i++) {
		p.now += DAY;
		tick(&p);
	}
	ck_assert_uint_eq(listed(&p, &head, &rows), 0);
	decree(&p, 8, "2026-03-17");
	ck_assert_int_eq(tick(&p).again, 5);
	ck_assert_uint_eq(listed(&p, &head, &rows), 5);
	check_day(&p, rows[0].decided, "2026-04-03");
	check_day(&p, rows[0].now, "2026-04-05");
	ck_assert_int_eq(rows[0].application.state, STATE_APPROVED);
	ck_assert_uint_eq(listed(&p, &other, &rows), 0);
	ck_assert_int_eq(queue_page(p.registry, &officer, &(struct queue_filter){.again = true},
				    NULL, 2, p.arena, &rows, &(size_t){0}, &(bool){0}, &err),
			 FAULT_DENIED);
	GOOD(queue_again_count(p.registry, &head, &count, &err));
	ck_assert_int_eq(count, 5);
	ck_assert_int_eq(queue_again_count(p.registry, &officer, &count, &err), FAULT_DENIED);
	/* For a head alone; and away when it is closed. */
	ck_assert(!course_of(&p, &officer, &all[2]).tasks[1].possible);
	GOOD(application_get(p.registry, &p.owner, &all[2], &err));
	GOOD(application_act(p.registry, &head, &all[2], p.service, SERVICE_CLOSE,
			     &(struct act_answers){.task = SERVICE_RECOUNT, .words = "Seen."},
			     &err));
	ck_assert_uint_eq(listed(&p, &head, &rows), 4);
	GOOD(queue_again_count(p.registry, &head, &count, &err));
	ck_assert_int_eq(count, 4);
	portal_close(&p);
}
END_TEST

/* --- by many, and in turns --- */

/* Ended ones that no clock has decided are never looked at. */
START_TEST(only_what_a_clock_has_decided_is_looked_at)
{
	struct portal p;
	struct application a, b;
	struct raw *d;

	open_with(&p, "recount-few", &a);
	portal_send(&p, &b);
	GOOD(application_open_host(p.registry, &p.host, b.reference, &b, &err));
	GOOD(application_act(p.registry, &p.host, &b, p.service, "order",
			     &(struct act_answers){.words = "By order."}, &err));
	decide(&p, &a);
	d = raw_open(p.folder, p.address);
	ck_assert_int_eq(raw_number(d, "SELECT count(*) FROM clock WHERE at < 0"), 1);
	decree(&p, 8, "2026-03-17");
	ck_assert_int_eq(tick(&p).again, 1);
	ck_assert_int_eq(raw_number(d, "SELECT count(*) FROM clock WHERE at < 0"), 1);
	raw_close(d);
	ck_assert_ptr_null(task_of(&p, &b));
	portal_close(&p);
}
END_TEST

/* Another host's clerk is as far, or one was ended between saying it and remembering that it was
 * looked at: it is said once. */
START_TEST(it_is_said_once_whoever_looks)
{
	struct portal p;
	struct application a;
	struct raw *d;
	bool any;

	open_with(&p, "recount-once", &a);
	decide(&p, &a);
	decree(&p, 8, "2026-03-17");
	ck_assert_int_eq(tick(&p).again, 1);
	d = raw_open(p.folder, p.address);
	raw_run(d, "UPDATE clock SET at = -1 WHERE at < 0");
	ck_assert_int_eq(tick(&p).again, 0);
	ck_assert_int_lt(raw_number(d, "SELECT min(at) FROM clock"), -1);
	raw_close(d);
	GOOD(versions_find(p.registry, p.arena, &p.terms, "lb-sample", 4, &p.service, &err));
	ck_assert_int_eq(portal_verify(&p, true), 0);
	any = task_of(&p, &a)->recount_count == 2;
	ck_assert(any);
	portal_close(&p);
}
END_TEST

/* What a turn says is bounded: the next goes on, and nothing is said twice or left out. */
START_TEST(many_are_told_of_in_turns)
{
	struct portal p;
	struct application a;
	struct queue_row *rows;
	struct caller head;
	struct tick done;
	int64_t count, told = 0;
	int turns = 0;

	open_with(&p, "recount-turns", &a);
	for (int i = 0; i < LIMIT_AGAIN + 20; i++) {
		p.now += 60; /* not all at once */
		portal_send(&p, &a);
	}
	head = hire(&p, "head", "");
	p.now += 25 * DAY;
	tick(&p);
	decree(&p, 8, "2026-03-17");
	do {
		done = tick(&p);
		ck_assert_int_le(done.again, LIMIT_AGAIN);
		told += done.again;
		turns += done.again > 0;
	} while (done.again > 0);
	ck_assert_int_eq(told, LIMIT_AGAIN + 21);
	ck_assert_int_eq(turns, 2);
	GOOD(queue_again_count(p.registry, &head, &count, &err));
	ck_assert_int_eq(count, told);
	GOOD(queue_page(p.registry, &head, &(struct queue_filter){.again = true}, NULL, 1000,
			p.arena, &rows, &(size_t){0}, &(bool){0}, &err));
	portal_close(&p);
}
END_TEST

/* A task of five days behind whose last a clock hands the application over. */
static void open_task(struct portal *p, const char *name, const char *clocks,
		      struct application *ret)
{
	const char *yaml = NULL, *due, *acts;

	portal_open(p, name);
	decree(p, 7, "");
	yaml = sample_clocks(p->arena, clocks);
	due = strstr(yaml, "due: 15 days");
	acts = strstr(yaml, "  - {id: stands");
	ck_assert(acts != NULL && due != NULL && acts < due);
	yaml = arena_format(p->arena,
			    "%.*s  - {id: without, " N
			    ", from: [check], by: clock, to: archive}\n%.*sdue: 5 days, "
			    "when_over: without%s",
			    (int)(acts - yaml), yaml, (int)(due - acts), acts,
			    due + strlen("due: 15 days"));
	portal_renew(p, yaml);
	portal_send(p, ret);
}

/* Staff's silence, too: what their task's day has done is looked at again. */
START_TEST(what_the_day_of_a_task_did_is_looked_at_too)
{
	struct portal p;
	struct application a;
	const struct application_task *t;

	open_task(&p, "recount-task", usual_clocks, &a);
	p.now += 6L * DAY;
	ck_assert_int_eq(tick(&p).changed, 1);
	GOOD(application_get(p.registry, &p.owner, &a, &err));
	ck_assert_str_eq(a.stage, "archive");
	decree(&p, 8, "2026-03-17");
	ck_assert_int_eq(tick(&p).again, 1);
	t = task_of(&p, &a);
	ck_assert_ptr_nonnull(t);
	ck_assert_uint_eq(t->recount_count, 1);
	ck_assert_str_eq(t->recounts[0].clock->id, "opinion");
	check_day(&p, t->recounts[0].decided, "2026-03-19");
	check_day(&p, t->recounts[0].now, "2026-03-21");
	ck_assert_uint_gt(t->recounts[0].day_count, 0);
	portal_close(&p);
}
END_TEST

/* Nor does a visit that began before the decree do it, whatever calendar other clocks have. */
START_TEST(the_day_of_a_task_decides_nothing_by_an_older_calendar)
{
	struct portal p;
	struct application a;

	open_task(&p, "recount-task-older",
		  "clocks:\n"
		  "  - {id: legal, " N ", starts: submitted, length: 20 days, calendar: EG,"
		  " when_over: stands}\n"
		  "  - {id: first, " N ", starts: submitted, length: 90 days, calendar: EG,"
		  " when_over: escalate}\n"
		  "  - {id: shelf, " N ", starts: entered(archive), length: 3 days, calendar: EG,"
		  " when_over: lapse}\n",
		  &a);
	decree(&p, 8, "2026-04-10");
	p.now += 12L * DAY;
	GOOD(application_act(p.registry, &p.host, &a, p.service, "remind",
			     &(struct act_answers){.words = "Look."}, &err));
	ck_assert_str_eq(a.stage, "check");
	portal_close(&p);
}
END_TEST

SUITE(recount, many_are_told_of_in_turns, a_decree_of_the_past_opens_a_task,
      the_history_says_both_days, what_would_have_ended_sooner_is_looked_at_too,
      it_is_closed_with_words, a_calendar_with_the_same_day_again_ends_it,
      what_goes_on_is_looked_at_too, heads_have_it_in_their_queue,
      only_what_a_clock_has_decided_is_looked_at, it_is_said_once_whoever_looks,
      what_the_day_of_a_task_did_is_looked_at_too,
      the_day_of_a_task_decides_nothing_by_an_older_calendar)
