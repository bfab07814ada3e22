/* queue_test.c - what staff list of what waits for the authority: in order, page by page, within
 * their grants; and who of them has it. */
#include "tests/services/portal.h"
#include "tests/services/raw.h"
#include "tests/services/sample_acts.h"
#include "tests/unit.h"

#include "i18n/zone.h"
#include "services/access/staff.h"
#include "services/application/assign.h"
#include "services/application/queue.h"

#include <stdlib.h>
#include <string.h>

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)

#define APPLICATIONS 40
#define OFFICES 4

struct world {
	struct portal portal;
	struct party offices[OFFICES]; /* each above the next, but the last */
	struct application applications[APPLICATIONS];
};

struct staff {
	struct caller caller;
	struct account_paper paper;
};

static struct staff hire(struct portal *p, const char *name)
{
	struct staff s = {.caller = p->host};

	GOOD(account_open(p->registry, &p->host, name, &s.paper, &err));
	GOOD(account_act_as(p->registry, &s.caller, s.paper.number, &err));
	s.caller.face = FACE_PAGES;
	return s;
}

static void grant(struct portal *p, const struct staff *s, const char *role, const char *service,
		  const char *office)
{
	struct account_grant g = {.since = 0};

	snprintf(g.role, sizeof(g.role), "%s", role);
	snprintf(g.service, sizeof(g.service), "%s", service);
	snprintf(g.office, sizeof(g.office), "%s", office);
	GOOD(account_grant(p->registry, &p->host, s->paper.number, &g, &err));
}

/* Some without an office, some without a day, many of one day, some drafts, some at an end. */
static void open_world(struct world *w, const char *name)
{
	struct portal *p = &w->portal;
	struct raw *d;
	int64_t today;

	portal_open(p, name);
	today = date_begin(date_of(p->now + (int64_t)60 * APPLICATIONS));
	for (int i = 0; i < OFFICES; i++) {
		w->offices[i] = (struct party){.name = "An office"};
		snprintf(w->offices[i].code, sizeof(w->offices[i].code), "office-%d", i);
		GOOD(offices_add(p->registry, &p->host,
				 i == 0 || i == OFFICES - 1 ? "" : w->offices[i - 1].code,
				 &w->offices[i], &err));
	}
	d = raw_open(p->folder, p->address);
	raw_run(d, "INSERT INTO definition (service, version, yaml, imported_at, mac) SELECT"
		   " 'lb-other', version, yaml, imported_at, mac FROM definition"
		   " WHERE service = 'lb-sample'");
	for (int i = 0; i < APPLICATIONS; i++) {
		struct application *a = &w->applications[i];
		char pin[PIN_DIGITS + 1];

		p->now += 60; /* one after the other */
		if (i % 13 == 12)
			GOOD(application_begin(p->registry, &p->owner, p->service, LANG_EN, a, pin,
					       &err));
		else
			GOOD(application_open_host(p->registry, &p->host,
						   portal_apply(p, &p->owner).reference, a, &err));
		raw_run(d, arena_format(p->arena,
					"UPDATE application SET office = '%s', service = '%s',"
					" stage = '%s', due_at = %d%s WHERE id = '%s'",
					i % 5 == 4 ? "" : w->offices[i % 5].id,
					i % 3 == 0 ? "lb-other" : "lb-sample",
					i % 2 == 0 ? "check" : "issue",
					i % 7 == 0 ? 0 : (int)today - 100 + 25 * (i % 8),
					i % 11 == 10 ? ", state = 'approved'" : "", a->id));
	}
	raw_close(d);
}

/* --- what is listed --- */

struct seen {
	char ids[APPLICATIONS][33];
	size_t count;
};

static void see(void *ctx, const char *id)
{
	struct seen *s = ctx;

	snprintf(s->ids[s->count++], 33, "%s", id);
}

static bool has(const struct seen *s, const char *id)
{
	for (size_t i = 0; i < s->count; i++)
		if (strcmp(s->ids[i], id) == 0)
			return true;
	return false;
}

static bool comes_before(const struct application *a, const struct application *b)
{
	int64_t one = a->due_at == 0 ? INT64_MAX : a->due_at;
	int64_t two = b->due_at == 0 ? INT64_MAX : b->due_at;

	return one != two ? one < two : strcmp(a->id, b->id) < 0;
}

/* All pages, so many rows each; each row once and in order. */
static size_t read_all(struct portal *p, const struct staff *s, const struct queue_filter *f,
		       size_t most, struct queue_row ret[APPLICATIONS])
{
	size_t count = 0, part;
	struct queue_row *rows;
	bool more = true;

	while (more) {
		GOOD(queue_page(p->registry, &s->caller, f, count == 0 ? NULL : &ret[count - 1],
				most, p->arena, &rows, &part, &more, &err));
		ck_assert_uint_le(part, most);
		ck_assert(!more || part == most);
		for (size_t i = 0; i < part; i++) {
			ck_assert_uint_lt(count, APPLICATIONS);
			ret[count++] = rows[i];
			if (count > 1)
				ck_assert(comes_before(&ret[count - 2].application,
						       &ret[count - 1].application));
		}
	}
	return count;
}

/* The same as the filter of lists has, of what waits. */
static void compare(struct world *w, const struct staff *s, const char *what)
{
	struct portal *p = &w->portal;
	struct seen all = {.count = 0};
	struct queue_row rows[APPLICATIONS];
	struct queue_counts counts;
	size_t waiting = 0, count = read_all(p, s, &(struct queue_filter){.mine = false}, 3, rows);
	int64_t sum = 0;

	GOOD(staff_list(p->registry, &s->caller, "", see, &all, &err));
	for (size_t i = 0; i < all.count; i++)
		for (int k = 0; k < APPLICATIONS; k++)
			waiting += strcmp(w->applications[k].id, all.ids[i]) == 0 && k % 11 != 10;
	ck_assert_msg(count == waiting, "%s: %zu listed, %zu wait", what, count, waiting);
	for (size_t i = 0; i < count; i++)
		ck_assert_msg(has(&all, rows[i].application.id), "%s: one too many", what);
	GOOD(queue_counts(p->registry, &s->caller, p->arena, &counts, &err));
	ck_assert_int_eq(counts.sum.all, (int)count);
	for (size_t i = 0; i < counts.count; i++) {
		const struct queue_filter one = {.service = counts.of[i].service,
						 .stage = counts.of[i].stage};
		struct queue_filter late = one;

		late.overdue = true;
		sum += counts.of[i].all;
		ck_assert_int_eq(counts.of[i].all, (int)read_all(p, s, &one, 2, rows));
		ck_assert_int_eq(counts.of[i].overdue, (int)read_all(p, s, &late, 2, rows));
	}
	ck_assert_int_eq(sum, counts.sum.all);
}

START_TEST(a_queue_is_what_the_grants_reach)
{
	static const struct {
		const char *what, *grants[3][3];
	} cases[] = {
		{"all", {{"officer", "", ""}}},
		{"a service", {{"officer", "lb-other", ""}}},
		{"an office with those below", {{"officer", "", "office-1"}}},
		{"both", {{"officer", "lb-sample", "office-0"}}},
		{"two that overlap", {{"officer", "lb-sample", ""}, {"head", "", "office-1"}}},
		{"three",
		 {{"officer", "lb-other", "office-3"},
		  {"head", "lb-sample", "office-2"},
		  {"officer", "lb-other", "office-0"}}},
	};
	struct world w;

	open_world(&w, "queue-reach");
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct staff s = hire(&w.portal, "Rima");

		for (int k = 0; k < 3 && cases[i].grants[k][0] != NULL; k++)
			grant(&w.portal, &s, cases[i].grants[k][0], cases[i].grants[k][1],
			      cases[i].grants[k][2]);
		compare(&w, &s, cases[i].what);
	}
	portal_close(&w.portal);
}
END_TEST

/* More offices than are walked one by one. */
START_TEST(many_offices_are_one_walk)
{
	struct world w;
	struct staff s;

	open_world(&w, "queue-offices");
	s = hire(&w.portal, "Rima");
	for (int i = 0; i < 30; i++) {
		struct party office = {.name = "Another"};

		snprintf(office.code, sizeof(office.code), "more-%d", i);
		GOOD(offices_add(w.portal.registry, &w.portal.host, "office-1", &office, &err));
	}
	grant(&w.portal, &s, "officer", "", "office-1");
	compare(&w, &s, "many");
	portal_close(&w.portal);
}
END_TEST

static void count_late(struct portal *p, struct staff *s, int wanted)
{
	const struct queue_filter late = {.overdue = true};
	struct queue_counts counts;
	struct queue_row *rows;
	size_t count;
	bool more;

	GOOD(queue_counts(p->registry, &s->caller, p->arena, &counts, &err));
	ck_assert_int_eq(counts.sum.overdue, wanted);
	GOOD(queue_page(p->registry, &s->caller, &late, NULL, 10, p->arena, &rows, &count, &more,
			&err));
	ck_assert_int_eq((int)count, wanted);
}

/* Lebanon's calendar says the day, the clock here when it is over. */
START_TEST(what_is_due_today_is_not_overdue)
{
	static const char *const zones[] = {"UTC", "Pacific/Auckland", "Asia/Beirut"};

	for (size_t i = 0; i < sizeof(zones) / sizeof(zones[0]); i++) {
		struct portal p;
		struct staff s;
		struct application a;
		struct date due;
		char name[32];

		ck_assert(zone_use(zones[i]));
		snprintf(name, sizeof(name), "queue-zone-%zu", i);
		portal_open(&p, name);
		p.now += 13 * 3600 - 60; /* 00:19 in Beirut, the next morning in Auckland */
		s = hire(&p, "Rima");
		grant(&p, &s, "head", "", "");
		GOOD(application_open_host(p.registry, &p.host,
					   portal_apply(&p, &p.owner).reference, &a, &err));
		due = date_of(a.due_at);
		ck_assert_str_eq(date_iso(p.arena, due), "2026-03-18");
		p.now = a.due_at + 1;
		count_late(&p, &s, 0);
		p.now = date_begin(date_from_number(date_number(due) + 1)) - 1;
		count_late(&p, &s, 0);
		p.now++;
		count_late(&p, &s, 1);
		portal_close(&p);
	}
	zone_use_offset(0);
}
END_TEST

/* As many services as are counted one by one, and more than that. */
START_TEST(many_services_are_counted_together)
{
	struct world w;
	struct raw *d;

	open_world(&w, "queue-services");
	d = raw_open(w.portal.folder, w.portal.address);
	for (int i = 0; i < 23; i++)
		raw_run(d,
			arena_format(w.portal.arena,
				     "INSERT INTO definition (service, version, yaml, imported_at,"
				     " mac) SELECT 'lb-another-%d', version, yaml, imported_at, mac"
				     " FROM definition WHERE service = 'lb-sample'",
				     i));
	raw_close(d);
	for (int most = 22; most <= 23; most++) {
		struct staff s = hire(&w.portal, "Rima");

		for (int i = 0; i < most; i++)
			grant(&w.portal, &s, "officer",
			      arena_format(w.portal.arena, "lb-another-%d", i), "");
		grant(&w.portal, &s, "officer", "lb-other", "");
		grant(&w.portal, &s, "officer", "lb-sample", "office-1");
		compare(&w, &s, most == 22 ? "one by one" : "together");
	}
	portal_close(&w.portal);
}
END_TEST

/* --- who has it --- */

struct office {
	struct portal portal;
	struct staff officer, other, head, elsewhere;
	struct application application;
};

static void open_office(struct office *o, const char *name)
{
	struct portal *p = &o->portal;

	portal_open(p, name);
	o->officer = hire(p, "Rima Khoury");
	o->other = hire(p, "Samir Haddad");
	o->head = hire(p, "Nadia Saleh");
	o->elsewhere = hire(p, "Karim Aoun");
	grant(p, &o->officer, "officer", "", "");
	grant(p, &o->other, "officer", "lb-sample", "");
	grant(p, &o->head, "head", "", "");
	GOOD(application_open_host(p->registry, &p->host, portal_apply(p, &p->owner).reference,
				   &o->application, &err));
}

static size_t count_mine(struct office *o, const struct staff *s)
{
	struct queue_row rows[APPLICATIONS];

	return read_all(&o->portal, s, &(struct queue_filter){.mine = true}, 5, rows);
}

START_TEST(one_takes_it_up_and_the_second_is_told_who)
{
	struct office o;
	struct portal *p = &o.portal;
	struct application a, seen;
	struct queue_row rows[APPLICATIONS];

	open_office(&o, "assign-claim");
	a = seen = o.application;
	GOOD(assign_claim(p->registry, &o.officer.caller, &a, p->service, &err));
	ck_assert_int_eq(a.revision, seen.revision + 1);
	ck_assert_int_eq(a.changed_at, seen.changed_at);
	ck_assert_int_eq(assign_claim(p->registry, &o.other.caller, &seen, p->service, &err),
			 FAULT_CONFLICT);
	ck_assert_ptr_nonnull(strstr(err.say, "{name} has it now"));
	ck_assert_str_eq(err.fills[0].value, "Rima Khoury");
	ck_assert_int_eq(seen.revision, a.revision);
	ck_assert_int_eq(assign_claim(p->registry, &o.other.caller, &seen, p->service, &err),
			 FAULT_CONFLICT);
	ck_assert_str_eq(err.fills[0].value, "Rima Khoury");
	/* Once more by who has it changes nothing. */
	GOOD(assign_claim(p->registry, &o.officer.caller, &a, p->service, &err));
	ck_assert_int_eq(seen.revision, a.revision);
	ck_assert_uint_eq(read_all(p, &o.other, &(struct queue_filter){.mine = false}, 9, rows), 1);
	ck_assert_str_eq(rows[0].holder, "Rima Khoury");
	ck_assert(!rows[0].mine);
	ck_assert_uint_eq(count_mine(&o, &o.officer), 1);
	ck_assert_uint_eq(count_mine(&o, &o.other), 0);
	ck_assert_uint_eq(
		read_all(p, &o.other, &(struct queue_filter){.unassigned = true}, 9, rows), 0);
	ck_assert_ptr_nonnull(strstr(portal_acts(p, &a), "assigned"));
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

START_TEST(it_is_handed_over_with_words_to_who_may_act)
{
	struct office o;
	struct portal *p = &o.portal;
	struct application a;
	struct assign_person *people;
	struct event *events;
	struct caller owner;
	size_t count = 0, told = 0;

	open_office(&o, "assign-over");
	a = o.application;
	owner = p->owner;
	GOOD(application_events(p->registry, &owner, &a, p->service, p->arena, &events, &told,
				&err));
	GOOD(assign_claim(p->registry, &o.officer.caller, &a, p->service, &err));
	GOOD(assign_people(p->registry, &o.officer.caller, &a, p->service, p->arena, &people,
			   &count, &err));
	ck_assert_uint_eq(count, 2); /* not the head, whose stage it is not */
	ck_assert_str_eq(people[0].name, "Rima Khoury");
	ck_assert(people[0].has_it && !people[1].has_it);
	ck_assert_str_eq(people[1].number, o.other.paper.number);
	/* Not by another officer; not without words; to nobody who may not act on it. */
	ck_assert_int_eq(assign_hand_over(p->registry, &o.other.caller, &a, p->service,
					  o.other.paper.number, "Mine.", &err),
			 FAULT_DENIED);
	ck_assert_int_eq(assign_hand_over(p->registry, &o.officer.caller, &a, p->service,
					  o.other.paper.number, " ", &err),
			 FAULT_INPUT);
	ck_assert_int_eq(assign_hand_over(p->registry, &o.officer.caller, &a, p->service,
					  o.other.paper.number, NULL, &err),
			 FAULT_INPUT);
	ck_assert_str_eq(err.say, "Write a few words for the person who goes on with it.");
	ck_assert_int_eq(assign_hand_over(p->registry, &o.officer.caller, &a, p->service,
					  o.elsewhere.paper.number, "Yours.", &err),
			 FAULT_MISSING);
	ck_assert_int_eq(assign_hand_over(p->registry, &o.officer.caller, &a, p->service,
					  o.head.paper.number, "Yours.", &err),
			 FAULT_MISSING);
	GOOD(assign_hand_over(p->registry, &o.officer.caller, &a, p->service, o.other.paper.number,
			      "She called twice.", &err));
	ck_assert_uint_eq(count_mine(&o, &o.other), 1);
	/* The next reads the words; the applicant does not. */
	GOOD(application_events(p->registry, &o.other.caller, &a, p->service, p->arena, &events,
				&count, &err));
	ck_assert_str_eq(events[count - 1].note, "She called twice.");
	GOOD(application_events(p->registry, &owner, &a, p->service, p->arena, &events, &count,
				&err));
	ck_assert_uint_eq(count, told);
	/* A head takes it from whoever has it, and gives it back to all. */
	GOOD(assign_hand_over(p->registry, &o.head.caller, &a, p->service, o.officer.paper.number,
			      "He is ill.", &err));
	GOOD(assign_release(p->registry, &o.head.caller, &a, p->service, &err));
	ck_assert_uint_eq(count_mine(&o, &o.officer), 0);
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

START_TEST(who_acts_has_it_until_it_is_anothers_turn)
{
	struct office o;
	struct portal *p = &o.portal;
	struct application a;

	open_office(&o, "assign-acts");
	a = o.application;
	GOOD(application_ask(p->registry, &o.officer.caller, &a, p->service, "Which?", &err));
	ck_assert_uint_eq(count_mine(&o, &o.officer), 1);
	GOOD(application_reply(p->registry, &p->owner, &a, p->service, "This one.", &err));
	ck_assert_uint_eq(count_mine(&o, &o.officer), 1);
	GOOD(application_stage(p->registry, &o.officer.caller, &a, p->service, "issue", "", &err));
	ck_assert_uint_eq(count_mine(&o, &o.officer), 0); /* the head's turn, and nobody's yet */
	GOOD(application_decide(p->registry, &p->host, &a, p->service, true, "", &err));
	ck_assert_uint_eq(count_mine(&o, &o.officer), 0);
	ck_assert_int_eq(assign_claim(p->registry, &o.head.caller, &a, p->service, &err),
			 FAULT_CONFLICT);
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

static struct assign_state state_for(struct office *o, struct staff *s)
{
	struct assign_state state;

	GOOD(assign_state(o->portal.registry, &s->caller, &o->application, o->portal.service,
			  o->portal.arena, &state, &err));
	return state;
}

static void tells(struct office *o, struct staff *s, bool claim, bool move)
{
	struct assign_state state = state_for(o, s);

	ck_assert_msg((state.claim.fault == FAULT_NONE) == claim, "%s", state.claim.say);
	ck_assert_msg((state.move.fault == FAULT_NONE) == move, "%s", state.move.say);
}

/* The same as comes of trying it. */
START_TEST(what_can_be_done_with_it_is_told_before)
{
	struct office o;
	struct portal *p = &o.portal;
	struct application *a = &o.application;

	open_office(&o, "assign-state");
	tells(&o, &o.officer, true, true);
	tells(&o, &o.head, false, true); /* an officer's stage */
	ck_assert_str_eq(state_for(&o, &o.head).holder, "");
	GOOD(assign_claim(p->registry, &o.officer.caller, a, p->service, &err));
	tells(&o, &o.officer, true, true);
	tells(&o, &o.other, true, false);
	tells(&o, &o.head, false, true);
	ck_assert_str_eq(state_for(&o, &o.other).holder, "Rima Khoury");
	ck_assert(state_for(&o, &o.officer).mine && !state_for(&o, &o.other).mine);
	GOOD(application_ask(p->registry, &o.officer.caller, a, p->service, "Which?", &err));
	tells(&o, &o.officer, true, true); /* also while the applicant is awaited */
	GOOD(application_withdraw(p->registry, &p->owner, a, p->service, &err));
	tells(&o, &o.officer, false, false);
	ck_assert_int_eq(state_for(&o, &o.officer).move.fault, FAULT_CONFLICT);
	portal_close(p);
}
END_TEST

SUITE(queue, a_queue_is_what_the_grants_reach, many_offices_are_one_walk,
      what_is_due_today_is_not_overdue, many_services_are_counted_together,
      one_takes_it_up_and_the_second_is_told_who, it_is_handed_over_with_words_to_who_may_act,
      who_acts_has_it_until_it_is_anothers_turn, what_can_be_done_with_it_is_told_before)
