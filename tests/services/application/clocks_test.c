/* clocks_test.c - clocks of applications: what starts, stops and ends them, what they do as of
 * their day, and what a time that jumps does not. */
#include "services/application/overdue.h"

#include "services/catalogue/versions.h"
#include "services/registry/limits.h"
#include "services/upkeep/tick.h"
#include "tests/services/portal.h"
#include "tests/services/sample.h"
#include "tests/services/sample_acts.h"
#include "i18n/zone.h"
#include "tests/unit.h"

#include <string.h>

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s (%s)", err.say, err.detail)
#define WORDS(text) (&(struct act_answers){.words = (text)})
#define DAY 86400
#define N "name: {ar: ن, fr: n, en: n}"

static void open_yaml(struct portal *p, const char *yaml, struct application *ret)
{
	portal_renew(p, yaml);
	portal_send(p, ret);
}

static void open_with(struct portal *p, const char *name, const char *clocks,
		      struct application *ret)
{
	portal_open(p, name);
	open_yaml(p, sample_clocks(p->arena, clocks), ret);
}

static enum fault act(struct portal *p, struct application *a, const char *id,
		      const struct act_answers *answers, struct error *err)
{
	return application_act(p->registry, &p->host, a, p->service, id, answers, err);
}

static struct tick tick(struct portal *p)
{
	struct tick done = {.changed = 0};
	struct error err = {0};

	GOOD(tick_run(p->registry, &done, &err));
	ck_assert_msg(done.failed == 0, "%s (%s)", done.why.say, done.why.detail);
	return done;
}

/* The days go by, and the clerk looks now and then; how many applications went on. */
static int64_t pass(struct portal *p, int days)
{
	int64_t changed = 0;

	for (int i = 0; i < days; i++) {
		p->now += DAY;
		changed += tick(p).changed;
	}
	return changed;
}

static const struct event *last_event(struct portal *p, struct application *a)
{
	struct event *events;
	size_t count;
	struct error err = {0};

	GOOD(application_get(p->registry, &p->owner, a, &err));
	GOOD(application_events(p->registry, &p->owner, a, p->service, p->arena, &events, &count,
				&err));
	return &events[count - 1];
}

static const char *iso(struct portal *p, int64_t at)
{
	return date_iso(p->arena, date_of(at));
}

/* Saturday, 14 March 2026: Eid on 20 and 23, Annunciation on the 25th. */
START_TEST(silence_decides_as_of_its_day)
{
	struct portal p;
	struct application a;
	const struct event *e;

	open_with(&p, "clocks-silence", sample_clocks_usual, &a);
	ck_assert_str_eq(iso(&p, a.due_at), "2026-04-03");
	ck_assert_int_eq(pass(&p, 10), 0);
	/* Five working days: 16 to 19 and the 24th. */
	ck_assert_int_eq(pass(&p, 1), 1);
	e = last_event(&p, &a);
	ck_assert_str_eq(e->act, "escalate");
	ck_assert_str_eq(e->actor, "portal");
	ck_assert_str_eq(iso(&p, e->at), "2026-03-24");
	ck_assert_str_eq(a.stage, "board");
	ck_assert_int_eq(a.state, STATE_IN_REVIEW);
	ck_assert_str_eq(iso(&p, a.due_at), "2026-04-03");
	/* Not before its day is over, though an opinion is open. */
	ck_assert_int_eq(pass(&p, 9), 0);
	p.now = 1775249999; /* 2026-04-03 20:59:59 UTC, a second before midnight there */
	ck_assert_int_eq(tick(&p).changed, 0);
	p.now++;
	ck_assert_int_eq(tick(&p).changed, 1);
	e = last_event(&p, &a);
	ck_assert_str_eq(e->act, "stands");
	ck_assert_int_eq(a.state, STATE_APPROVED);
	ck_assert_int_eq(e->at, p.now - 1);
	/* Once. */
	ck_assert_int_eq(tick(&p).changed, 0);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

/* A portal whose people are hours ahead of the place: its last day ends there when
 * theirs has long begun, but is told as the same. */
START_TEST(a_clock_to_the_east_names_the_same_days)
{
	struct portal p;
	struct application a;

	zone_use_offset(5 * 60);
	open_with(&p, "clocks-east", sample_clocks_usual, &a);
	ck_assert_str_eq(iso(&p, a.due_at), "2026-04-03");
	ck_assert_int_eq(pass(&p, 11), 1);
	ck_assert_str_eq(iso(&p, last_event(&p, &a)->at), "2026-03-24");
	ck_assert_str_eq(iso(&p, a.due_at), "2026-04-03");
	zone_use_offset(0);
	portal_close(&p);
}
END_TEST

/* A refusal by silence says the law's reason; people's acts start a clock of a stage. */
START_TEST(silence_refuses_with_its_reason)
{
	struct portal p;
	struct application a;
	struct error err = {0};
	const struct event *e;

	open_with(&p, "clocks-refuse", sample_clocks_usual, &a);
	GOOD(act(&p, &a, SERVICE_CLOSE, &(struct act_answers){.words = "x", .task = "opinion"},
		 &err));
	GOOD(act(&p, &a, "propose", WORDS(NULL), &err));
	GOOD(act(&p, &a, "send_back", &(struct act_answers){.stage = "archive"}, &err));
	p.now += 3 * DAY;
	ck_assert_int_eq(tick(&p).changed, 0);
	p.now += DAY;
	ck_assert_int_eq(tick(&p).changed, 1);
	e = last_event(&p, &a);
	ck_assert_int_eq(a.state, STATE_REJECTED);
	ck_assert_str_eq(e->act, "lapse");
	ck_assert_str_eq(e->reason, "silent");
	ck_assert_str_eq(iso(&p, e->at), "2026-03-17");
	/* Whoever was about to act is told that it has ended. */
	ck_assert_int_eq(act(&p, &a, "order", WORDS("Late."), &err), FAULT_CONFLICT);
	portal_close(&p);
}
END_TEST

/* Nobody's act comes before what clocks have to do; the act is then of what that has left. */
START_TEST(overdue_ones_come_before_any_act)
{
	struct portal p;
	struct application a, theirs;
	struct error err = {0};
	struct event *events;
	size_t count;

	open_with(&p, "clocks-before", sample_clocks_usual, &a);
	theirs = a;
	p.now += 12 * DAY;
	/* "from anywhere": in one transaction with what was before it */
	GOOD(act(&p, &a, "order", WORDS("The court says so."), &err));
	GOOD(application_events(p.registry, &p.owner, &a, p.service, p.arena, &events, &count,
				&err));
	ck_assert_uint_eq(count, 3);
	ck_assert_str_eq(events[1].act, "escalate");
	ck_assert_str_eq(events[2].act, "order");
	ck_assert_int_eq(application_withdraw(p.registry, &p.owner, &theirs, p.service, &err),
			 FAULT_CONFLICT);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);

	/* An act of a stage that is left is refused, and what the clock did stays. */
	open_with(&p, "clocks-before-2", sample_clocks_usual, &a);
	p.now += 12 * DAY;
	ck_assert_int_eq(act(&p, &a, "remind", WORDS("Look."), &err), FAULT_MISSING);
	ck_assert_str_eq(a.stage, "board");
	ck_assert_str_eq(last_event(&p, &a)->act, "escalate");
	/* A long time later both are done, each as of its day. */
	p.now += 60 * DAY;
	ck_assert_int_eq(act(&p, &a, "grant", WORDS(NULL), &err), FAULT_CONFLICT);
	ck_assert_int_eq(a.state, STATE_APPROVED);
	ck_assert_str_eq(iso(&p, last_event(&p, &a)->at), "2026-04-03");
	/* Nobody does by hand what a clock does. */
	ck_assert_int_eq(act(&p, &a, "stands", WORDS(NULL), &err), FAULT_MISSING);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

static enum fault put_name(struct portal *p, struct application *a, struct error *err)
{
	struct application_answer answer = {
		.at = portal_path(p, "full_name", 0), .service = p->service, .now = "Maya"};

	return application_put(p->registry, &p->owner, a, &answer, err);
}

/* Nor does an answer of a correction that is open: the time may be over meanwhile. */
START_TEST(overdue_ones_come_before_a_correction)
{
	static const struct named item = {.wrong = WRONG_INCORRECT, .question = "full_name"};
	struct act_answers wrong = {.words = "Look.", .items = &item, .item_count = 1};
	struct portal p;
	struct application a;
	struct error err = {0};
	struct event *events;
	size_t count;

	open_with(&p, "clocks-correct",
		  "clocks:\n"
		  "  - {id: legal, " N ", starts: submitted, length: 20 days, when_over: stands}\n"
		  "  - {id: first, " N ", starts: submitted, length: 5 days, when_over: escalate}\n"
		  "  - {id: shelf, " N ", starts: entered(archive), length: 3 days, when_over: "
		  "lapse}\n",
		  &a);
	GOOD(act(&p, &a, "correct", &wrong, &err));
	p.now += 12 * DAY;
	GOOD(put_name(&p, &a, &err));
	ck_assert_str_eq(a.stage, "board");
	ck_assert_str_eq(last_event(&p, &a)->act, "escalate");
	ck_assert_int_eq(a.state, STATE_NEEDS_INFO);
	/* It has ended, and stays so, though the answer is not taken. */
	p.now += 12 * DAY;
	ck_assert_int_eq(put_name(&p, &a, &err), FAULT_CONFLICT);
	ck_assert_int_eq(a.state, STATE_APPROVED);
	ck_assert_str_eq(last_event(&p, &a)->act, "stands");
	GOOD(application_events(p.registry, &p.owner, &a, p.service, p.arena, &events, &count,
				&err));
	ck_assert_uint_eq(count, 4);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

/* What begins anew while the applicant is waited for stands still from then on. */
START_TEST(restarted_within_a_pause_it_stands_still)
{
	static const struct named item = {.wrong = WRONG_INCORRECT, .question = "full_name"};
	struct act_answers wrong = {.words = "Look.", .items = &item, .item_count = 1};
	struct portal p;
	struct application a;
	struct error err = {0};

	open_with(&p, "clocks-pause-restart",
		  "clocks:\n"
		  "  - {id: legal, " N ", starts: submitted, length: 20 days, paused_by: "
		  "[correct], restarted_by: [remind], when_over: stands}\n"
		  "  - {id: first, " N ", starts: submitted, length: 1 year, when_over: escalate}\n"
		  "  - {id: shelf, " N ", starts: entered(archive), length: 3 days, when_over: "
		  "lapse}\n",
		  &a);
	GOOD(act(&p, &a, "correct", &wrong, &err));
	ck_assert_int_eq(a.due_at, 0);
	p.now += DAY;
	GOOD(act(&p, &a, "remind", WORDS("Look."), &err));
	ck_assert_int_eq(a.due_at, 0);
	p.now += 2 * DAY;
	GOOD(application_reply(p.registry, &p.owner, &a, p.service, "Mended", &err));
	/* 18 and 19 March are the first two of its twenty days. */
	ck_assert_str_eq(iso(&p, a.due_at), "2026-04-06");
	portal_close(&p);
}
END_TEST

/* A clock that is over each day, of a portal that was off for long: its history is read anew after
 * each. */
START_TEST(a_long_history_is_no_burden)
{
	struct portal p;
	struct application a;
	struct error err = {0};
	struct event *events;
	const char *yaml, *at;
	size_t count;

	portal_open(&p, "clocks-daily");
	yaml = sample_clocks(
		p.arena,
		"clocks:\n"
		"  - {id: nag, " N
		", starts: submitted, length: 1 day, restarted_by: [nag], when_over: nag}\n"
		"  - {id: legal, " N ", starts: submitted, length: 9 years, when_over: stands}\n"
		"  - {id: first, " N ", starts: submitted, length: 9 years, when_over: escalate}\n"
		"  - {id: shelf, " N
		", starts: entered(archive), length: 3 days, when_over: lapse}\n");
	at = strstr(yaml, "  - {id: stands,");
	open_yaml(&p,
		  arena_format(p.arena, "%.*s  - {id: nag, " N ", from: any, by: clock}\n%s",
			       (int)(at - yaml), yaml, at),
		  &a);
	for (int i = 0; i < 3; i++) {
		p.now += LIMIT_OVER * DAY;
		GOOD(act(&p, &a, "remind", WORDS("Look."), &err));
	}
	GOOD(application_events(p.registry, &p.owner, &a, p.service, p.arena, &events, &count,
				&err));
	ck_assert_uint_eq(count, 1 + (3 * LIMIT_OVER - 1) + 3);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

/* A correction pauses the clock that says so, and the other goes on. */
START_TEST(corrections_pause_what_says_so)
{
	static const struct named item = {.wrong = WRONG_INCORRECT, .question = "full_name"};
	struct act_answers wrong = {.words = "Look.", .items = &item, .item_count = 1};
	struct portal p;
	struct application a;
	struct application_clock *clocks;
	size_t count;
	struct error err = {0};

	open_with(&p, "clocks-pause", sample_clocks_usual, &a);
	p.now += 2 * DAY;
	GOOD(act(&p, &a, "correct", &wrong, &err));
	ck_assert_int_eq(a.due_at, 0);
	GOOD(application_clocks(p.registry, &p.owner, &a, p.service, p.arena, &clocks, &count,
				&err));
	ck_assert_uint_eq(count, 3);
	ck_assert(clocks[0].runs && clocks[0].paused && clocks[0].count.due_at == 0);
	ck_assert(clocks[1].runs && !clocks[1].paused);
	ck_assert(!clocks[2].runs && clocks[2].since == 0);
	/* The other hands over meanwhile; the applicant is still waited for, and answers there. */
	p.now += 10 * DAY;
	ck_assert_int_eq(tick(&p).changed, 1);
	GOOD(application_get(p.registry, &p.owner, &a, &err));
	ck_assert_int_eq(a.state, STATE_NEEDS_INFO);
	ck_assert_str_eq(a.stage, "board");
	GOOD(application_reply(p.registry, &p.owner, &a, p.service, "Mended", &err));
	ck_assert_str_eq(a.stage, "board");
	ck_assert_str_eq(iso(&p, a.due_at), "2026-04-13");
	GOOD(application_clocks(p.registry, &p.owner, &a, p.service, p.arena, &clocks, &count,
				&err));
	ck_assert(clocks[0].runs && !clocks[0].paused);
	ck_assert_int_eq(clocks[0].count.runs[2].why, WHY_PAUSED);
	ck_assert(!clocks[1].runs);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

/* By law a time begins when the last missing thing came in, not when somebody says so. */
START_TEST(begins_when_all_has_come_in)
{
	static const struct named item = {.wrong = WRONG_INCORRECT, .question = "full_name"};
	struct act_answers wrong = {.words = "Look.", .items = &item, .item_count = 1};
	struct portal p;
	struct application a;
	struct error err = {0};

	open_with(&p, "clocks-complete",
		  "clocks:\n"
		  "  - {id: legal, " N ", starts: complete(propose), length: 10 days, when_over: "
		  "stands}\n"
		  "  - {id: first, " N
		  ", starts: submitted, restarted_by: [reply], length: 1 year, "
		  "when_over: escalate}\n"
		  "  - {id: shelf, " N ", starts: done(send_back), length: 3 days, when_over: "
		  "lapse}\n",
		  &a);
	ck_assert_str_eq(iso(&p, a.due_at), "2027-03-14");
	p.now += DAY;
	GOOD(act(&p, &a, "correct", &wrong, &err));
	p.now += 4 * DAY;
	GOOD(application_reply(p.registry, &p.owner, &a, p.service, "Mended", &err));
	ck_assert_str_eq(iso(&p, a.due_at), "2027-03-19");
	p.now += 3 * DAY;
	GOOD(act(&p, &a, SERVICE_CLOSE, &(struct act_answers){.words = "x", .task = "opinion"},
		 &err));
	GOOD(act(&p, &a, "propose", WORDS(NULL), &err));
	ck_assert_str_eq(iso(&p, a.due_at), "2026-03-29");
	portal_close(&p);
}
END_TEST

#define CALENDAR(version, holiday)                                                                 \
	"calendar: LB\nversion: " version "\nzone: Asia/Beirut\n"                                  \
	"clock: EET-2EEST,M3.5.0/0,M10.5.0/0\nweekend: [sat, sun]\nholidays:\n  - {date: " holiday \
	", " N "}\n"

/* A decree moves a holiday: every due day that runs is another, of the short forms too. */
START_TEST(a_decree_moves_due_days)
{
	struct portal p;
	struct application a, plain;
	struct receipt receipt;
	struct error err = {0};
	bool any;

	portal_open(&p, "clocks-decree-short");
	receipt = portal_apply(&p, &p.owner);
	GOOD(application_open(p.registry, &p.owner, receipt.reference, NULL, &plain, &err));
	ck_assert_str_eq(iso(&p, plain.due_at), "2026-03-18");
	portal_import(&p, "calendar:LB", 7, CALENDAR("7", "2026-03-18"));
	ck_assert_int_eq(tick(&p).changed, 1);
	GOOD(application_get(p.registry, &p.owner, &plain, &err));
	ck_assert_str_eq(iso(&p, plain.due_at), "2026-03-19");
	ck_assert_int_eq(tick(&p).changed, 0);
	/* A visit that began before counts by what it knows, and is put right at once. */
	receipt = portal_apply(&p, &p.owner);
	GOOD(application_open(p.registry, &p.owner, receipt.reference, NULL, &plain, &err));
	ck_assert_str_eq(iso(&p, plain.due_at), "2026-03-18");
	ck_assert_int_eq(tick(&p).changed, 1);
	GOOD(application_get(p.registry, &p.owner, &plain, &err));
	ck_assert_str_eq(iso(&p, plain.due_at), "2026-03-19");
	/* So is what was counted by lists that were read before it came. */
	portal_import(&p, "calendar:LB", 8, CALENDAR("8", "2026-03-17"));
	GOOD(overdue_run(p.registry, plain.id, p.service, NULL, &any, &err));
	ck_assert_int_gt(tick(&p).changed, 0);
	ck_assert_int_eq(tick(&p).changed, 0);
	GOOD(application_get(p.registry, &p.owner, &plain, &err));
	ck_assert_str_eq(iso(&p, plain.due_at), "2026-03-19");
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);

	open_with(&p, "clocks-decree", sample_clocks_usual, &a);
	portal_import(&p, "calendar:LB", 7, CALENDAR("7", "2026-03-18"));
	/* The first stage's fifth day is the 23rd now: on the 24th it is over. */
	ck_assert_int_eq(pass(&p, 10), 1);
	ck_assert_str_eq(iso(&p, last_event(&p, &a)->at), "2026-03-23");
	portal_close(&p);
}
END_TEST

/* Of the short forms: each stage that says its days has a time, and no other. */
START_TEST(stages_without_days_have_no_time)
{
	struct portal p;
	struct application a;
	struct application_clock *clocks;
	struct error err = {0};
	const char *yaml;
	size_t count;

	portal_open(&p, "clocks-stages");
	yaml = sample_with(p.arena, "duration: {value: 3, unit: working_day}\n", "");
	open_yaml(&p,
		  arena_format(p.arena, "%.*sversion: 4%s",
			       (int)(strstr(yaml, "version: 3") - yaml), yaml,
			       strstr(yaml, "version: 3") + strlen("version: 3")),
		  &a);
	GOOD(application_clocks(p.registry, &p.owner, &a, p.service, p.arena, &clocks, &count,
				&err));
	ck_assert_uint_eq(count, 1);
	ck_assert_str_eq(clocks[0].clock->id, "check");
	ck_assert(clocks[0].runs);
	portal_close(&p);
}
END_TEST

/* What cannot be undone is not done by the calendar of a visit that began before the decree. */
START_TEST(an_older_calendar_decides_nothing)
{
	struct portal p;
	struct application a;
	struct error err = {0};

	open_with(&p, "clocks-older-calendar", sample_clocks_usual, &a);
	/* By this visit's calendar it is over on the 25th. */
	portal_import(
		&p, "calendar:LB", 7,
		CALENDAR("7",
			 "2026-03-18") "suspensions:\n  - {from: 2026-03-16, until: 2026-04-10, "
				       "services: [all], law: {ar: ق, fr: l, en: l}}\n");
	p.now += 12 * DAY;
	GOOD(act(&p, &a, "remind", WORDS("Look."), &err));
	ck_assert_str_eq(a.stage, "check");
	ck_assert_str_eq(last_event(&p, &a)->act, "remind");
	overdue_keep(p.registry, &a, p.service);
	ck_assert_str_eq(a.stage, "check");
	ck_assert_int_eq(tick(&p).changed, 1);
	GOOD(application_get(p.registry, &p.owner, &a, &err));
	ck_assert_str_eq(a.stage, "check");
	ck_assert_str_eq(iso(&p, a.due_at), "2026-04-29");
	/* The clerk does it when it is over by the newest. */
	ck_assert_int_eq(pass(&p, 22), 0);
	ck_assert_int_eq(pass(&p, 1), 1);
	ck_assert_str_eq(last_event(&p, &a)->act, "escalate");
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

START_TEST(a_time_that_jumps_decides_nothing)
{
	struct portal p;
	struct application a;
	struct error err = {0};
	int64_t then;

	open_with(&p, "clocks-jump", sample_clocks_usual, &a);
	ck_assert(!tick(&p).leapt);
	then = p.now;
	/* years forward: neither the clerk nor an act */
	p.now += (int64_t)2000 * DAY;
	ck_assert(tick(&p).leapt);
	GOOD(act(&p, &a, "remind", WORDS("Look."), &err));
	ck_assert_str_eq(a.stage, "check");
	/* and it is put right */
	p.now = then + 3600;
	ck_assert(!tick(&p).leapt);
	ck_assert_int_eq(tick(&p).changed, 0);
	/* years back, and on again */
	p.now = then - (int64_t)2000 * DAY;
	ck_assert(!tick(&p).leapt);
	p.now = then + 7200;
	ck_assert(tick(&p).leapt);
	for (int i = 0; i < LIMIT_LEAP_HOURS; i++) {
		p.now += 3600;
		ck_assert_int_eq(tick(&p).changed, 0);
	}
	ck_assert(!tick(&p).leapt);
	GOOD(application_get(p.registry, &p.owner, &a, &err));
	ck_assert_int_eq(a.state, STATE_SUBMITTED);
	/* A portal that was off for long goes on by itself. */
	p.now += 40 * DAY;
	ck_assert(tick(&p).leapt);
	for (int i = 0; i < LIMIT_LEAP_HOURS; i++) {
		p.now += 3600;
		tick(&p);
	}
	GOOD(application_get(p.registry, &p.owner, &a, &err));
	ck_assert_int_eq(a.state, STATE_APPROVED);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

/* What cannot be looked at while the time is wrong is looked at when it is right. */
START_TEST(a_time_that_jumps_puts_nothing_off)
{
	struct portal p;
	struct application a;
	struct tick done = {.changed = 0};
	struct error err = {0};

	open_with(&p, "clocks-jump-fault", sample_clocks_usual, &a);
	ck_assert(!tick(&p).leapt);
	portal_import(&p, "calendar:LB", 7, CALENDAR("7", "2026-03-18"));
	portal_tamper(&p, "UPDATE definition SET service = 'away' WHERE version = 4");
	p.now += (int64_t)2000 * DAY;
	GOOD(tick_run(p.registry, &done, &err));
	ck_assert(done.leapt);
	ck_assert_int_eq(done.failed, 1);
	p.now -= (int64_t)2000 * DAY;
	GOOD(tick_run(p.registry, &done, &err));
	ck_assert_int_eq(done.failed, 1);
	GOOD(tick_run(p.registry, &done, &err));
	ck_assert_int_eq(done.failed, 0); /* for an hour */
	portal_tamper(&p, "UPDATE definition SET service = 'lb-sample' WHERE service = 'away'");
	ck_assert_int_eq(pass(&p, 9), 0);
	ck_assert_int_eq(pass(&p, 1), 1);
	ck_assert_str_eq(last_event(&p, &a)->act, "escalate");
	portal_close(&p);
}
END_TEST

SUITE(clocks, a_clock_to_the_east_names_the_same_days, silence_decides_as_of_its_day,
      silence_refuses_with_its_reason, overdue_ones_come_before_any_act,
      overdue_ones_come_before_a_correction, restarted_within_a_pause_it_stands_still,
      a_long_history_is_no_burden, corrections_pause_what_says_so, begins_when_all_has_come_in,
      a_decree_moves_due_days, stages_without_days_have_no_time, an_older_calendar_decides_nothing,
      a_time_that_jumps_decides_nothing, a_time_that_jumps_puts_nothing_off)
