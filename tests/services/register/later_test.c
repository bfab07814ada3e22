/* later_test.c - what falls due for an entry: its owner is reminded, what was missed is told once,
 * and what is over is over. */
#include "services/application/organisation.h"
#include "services/register/check.h"
#include "services/register/entry_act.h"
#include "services/register/entry_inside.h"
#include "services/registry/registry_inside.h"
#include "services/upkeep/tick.h"
#include "tests/services/portal.h"
#include "tests/services/sample.h"
#include "tests/services/sample_register.h"
#include "tests/unit.h"

#include <string.h>

#define DAY ((int64_t)86400)
#define NUMBER "lb-caza-zahle/2026/0001"

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)

static void tick(struct portal *p)
{
	struct tick done = {.changed = 0};

	GOOD(tick_run(p->registry, &done, &err));
	ck_assert_msg(done.failed == 0, "%s (%s)", done.why.say, done.why.detail);
}

/* The days go by until that one has begun, and the clerk looks now and then. */
static void pass_until(struct portal *p, int year, int month, int day)
{
	int64_t at = date_begin((struct date){year, month, day}) + 3600;

	while (p->now < at) {
		p->now = p->now + 3 * DAY < at ? p->now + 3 * DAY : at;
		tick(p);
	}
	tick(p);
}

/* The acts of its history, with blanks between. */
static const char *lines(struct portal *p)
{
	struct entry e;
	const char *all = "";

	GOOD(check_file(p->registry, &p->host, sample_register(p), NUMBER, p->arena, &e, &err));
	for (size_t i = 0; i < e.line_count; i++)
		all = arena_format(p->arena, "%s%s%s", all, i == 0 ? "" : " ", e.lines[i].act);
	return all;
}

static size_t notices(struct portal *p, const char *with)
{
	struct notice_item *list;
	size_t count, found = 0;

	GOOD(notice_own(p->registry, &p->owner, p->arena, &list, &count, &err));
	for (size_t i = 0; i < count; i++)
		found += strstr(list[i].words, with) != NULL;
	return found;
}

/* For somebody who is entered for the organisation now. */
static void missed_waits(struct portal *p)
{
	struct organisation_agent who = {.rights = AGENT_SEE, .words = "Minutes of 3 March."};
	const struct organisation_at at = {sample_register(p), NUMBER, &p->terms};
	struct caller agent = caller_visitor("198.51.100.0/24", FACE_PAGES);
	struct organisation_space space;
	struct account_paper paper;
	size_t missed = 0;

	GOOD(account_open(p->registry, &p->host, "Rami Saad", &paper, &err));
	GOOD(sign_in_account(p->registry, &agent, paper.number, paper.pin, &err));
	who.account = paper.number;
	GOOD(organisation_enter(p->registry, &p->host, &at, &who, &err));
	GOOD(organisation_space(p->registry, &agent, &at, p->arena, &space, &err));
	for (size_t i = 0; i < space.wait_count; i++) {
		if (space.waits[i].kind != ORG_MISSED)
			continue;
		missed++;
		ck_assert_str_eq(space.waits[i].later->id, "report");
		ck_assert_int_eq(date_compare(space.waits[i].day, (struct date){2027, 3, 31}), 0);
	}
	ck_assert_uint_eq(missed, 1);
}

START_TEST(the_owner_is_reminded_and_what_is_missed_is_told_once)
{
	struct portal p;
	struct check_missed *missed;
	struct entry *list;
	size_t count;
	bool more;

	sample_register_open(&p, "later-missed");
	sample_register_enter(&p, "Mayy Haddad", "Cedar Hikers");
	/* nothing of the year in which it was entered */
	pass_until(&p, 2026, 5, 1);
	ck_assert_str_eq(lines(&p), "enter");
	/* thirty days before 31 March, and seven: with these very days */
	pass_until(&p, 2027, 2, 28);
	ck_assert_str_eq(lines(&p), "enter");
	pass_until(&p, 2027, 3, 1);
	ck_assert_str_eq(lines(&p), "enter reminded");
	ck_assert_uint_eq(notices(&p, "Yearly report, 31 March 2027, " NUMBER), 1);
	pass_until(&p, 2027, 3, 23);
	ck_assert_str_eq(lines(&p), "enter reminded");
	pass_until(&p, 2027, 3, 24);
	ck_assert_str_eq(lines(&p), "enter reminded reminded");
	pass_until(&p, 2027, 3, 31);
	ck_assert_str_eq(lines(&p), "enter reminded reminded");
	pass_until(&p, 2027, 4, 1);
	ck_assert_str_eq(lines(&p), "enter reminded reminded missed");
	ck_assert_uint_eq(notices(&p, "was not done in time"), 1);
	pass_until(&p, 2027, 6, 1);
	ck_assert_str_eq(lines(&p), "enter reminded reminded missed");
	GOOD(check_missed(p.registry, &p.host, sample_register(&p), p.arena, &missed, &count,
			  &err));
	ck_assert_uint_eq(count, 1);
	ck_assert_str_eq(missed[0].later->id, "report");
	ck_assert_int_eq(missed[0].day.year, 2027);
	/* its people have it among what waits for them */
	missed_waits(&p);
	/* none of it is anybody else's */
	ck_assert_int_eq(check_missed(p.registry, &p.guest, sample_register(&p), p.arena, &missed,
				      &count, &err),
			 FAULT_DENIED);
	GOOD(check_find(p.registry, &p.guest, sample_register(&p), NUMBER, p.arena, &list, &count,
			&more, &err));
	ck_assert_uint_eq(list[0].line_count, 1);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

START_TEST(what_is_valid_until_a_day_lapses_with_it)
{
	struct portal p;
	struct entry *list;
	size_t count;
	bool more;

	sample_register_open(&p, "later-lapse");
	sample_register_enter(&p, "Mayy Haddad", "Cedar Hikers");
	pass_until(&p, 2029, 3, 14);
	ck_assert_ptr_nonnull(strstr(lines(&p), "reminded"));
	ck_assert_ptr_null(strstr(lines(&p), "lapse"));
	pass_until(&p, 2029, 3, 15);
	ck_assert_ptr_nonnull(strstr(lines(&p), "missed lapse"));
	GOOD(check_find(p.registry, &p.guest, sample_register(&p), NUMBER, p.arena, &list, &count,
			&more, &err));
	ck_assert_str_eq(list[0].status->id, "suspended");
	ck_assert_uint_eq(list[0].line_count, 2);
	ck_assert_int_lt(list[0].lines[1].at, date_begin((struct date){2029, 3, 15}));
	/* what does not hold owes nothing more */
	pass_until(&p, 2029, 4, 10);
	ck_assert_ptr_null(strstr(strstr(lines(&p), "lapse"), "missed"));
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

/* An entry that rests is not reminded; the sample's own act. */
START_TEST(what_rests_owes_nothing)
{
	struct portal p;

	sample_register_open(&p, "later-rests");
	sample_register_enter(&p, "Mayy Haddad", "Cedar Hikers");
	GOOD(entry_act_do(p.registry, &p.host, sample_register(&p), NUMBER, "rest",
			  &(struct entry_typed){.words = "Winter."}, &err));
	pass_until(&p, 2027, 4, 10);
	ck_assert_str_eq(lines(&p), "enter rest told");
	portal_close(&p);
}
END_TEST

/* The sample's register of this version, with a column more, and its yearly duty due so. */
static void renew(struct portal *p, int version, const char *due)
{
	const char *yaml = sample_swap(p->arena, sample_register_yaml, "version: 1",
				       arena_format(p->arena, "version: %d", version));

	yaml = sample_swap(p->arena, yaml, "statuses:\n",
			   "  - {id: grants, type: yesno, class: internal, label: {ar: ن, fr: "
			   "Grants fr, en: Grants}}\nstatuses:\n");
	portal_import(p, "register:lb-clubs", version,
		      sample_swap(p->arena, yaml, "due: 31 March", due));
}

/* An entry's line of its history; `grants` NULL: with no value. */
static void enter_line(struct portal *p, const char *act, const char *reason, const char *grants)
{
	const struct register_definition *d = sample_register(p);
	const struct entry_put put = {register_column(d, "grants"), grants};
	const struct entry_deed deed = {.of = d,
					.act = act,
					.reason = reason,
					.at = p->now,
					.puts = &put,
					.put_count = grants != NULL,
					.by = {.actor = "host", .role = "authority"}};
	struct store_register_entry row;
	bool found = false;

	GOOD(store_begin(p->registry->store, &err));
	GOOD(store_register_find(p->registry->store, "lb-clubs", NUMBER, &row, &found, &err));
	GOOD(entry_change(p->registry, p->arena, &deed, &row, &err));
	GOOD(store_commit(p->registry->store, &err));
}

/* The authority writes the day once it is known: it counts for entries that are there, and no year
 * before the first that it names, nor what was sent for one. */
START_TEST(what_has_no_day_falls_due_when_it_has_one)
{
	struct portal p;

	sample_register_open(&p, "later-unknown");
	renew(&p, 2, "due: unknown");
	sample_register_enter(&p, "Mayy Haddad", "Cedar Hikers");
	enter_line(&p, ENTRY_SENT, "lb-report", NULL);
	pass_until(&p, 2027, 4, 10);
	ck_assert_str_eq(lines(&p), "enter sent");
	renew(&p, 3, "due: 1 March, first: 2028");
	pass_until(&p, 2028, 3, 1);
	ck_assert_str_eq(lines(&p), "enter sent reminded reminded");
	pass_until(&p, 2028, 3, 2);
	ck_assert_str_eq(lines(&p), "enter sent reminded reminded missed");
	renew(&p, 4, "due: 1 June");
	pass_until(&p, 2028, 6, 2);
	ck_assert_str_eq(lines(&p), "enter sent reminded reminded missed reminded reminded missed");
	portal_close(&p);
}
END_TEST

START_TEST(nothing_is_asked_of_a_year_before_the_first)
{
	struct portal p;

	sample_register_open(&p, "later-first");
	renew(&p, 2, "due: 31 March, first: 2028");
	sample_register_enter(&p, "Mayy Haddad", "Cedar Hikers");
	pass_until(&p, 2027, 12, 1);
	ck_assert_str_eq(lines(&p), "enter");
	portal_close(&p);
}
END_TEST

/* First in the year after they came among them, and no more once they have left. */
START_TEST(a_duty_for_some_is_no_others)
{
	struct portal p;

	sample_register_open(&p, "later-only");
	renew(&p, 2, "due: 31 March, only: {grants: yes}");
	sample_register_enter(&p, "Mayy Haddad", "Cedar Hikers");
	pass_until(&p, 2027, 4, 10);
	ck_assert_str_eq(lines(&p), "enter");
	enter_line(&p, "change", "", "yes");
	pass_until(&p, 2028, 4, 10);
	ck_assert_str_eq(lines(&p), "enter change reminded reminded missed");
	enter_line(&p, "change", "", "no");
	pass_until(&p, 2029, 1, 1);
	ck_assert_str_eq(lines(&p), "enter change reminded reminded missed change");
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

static void make_valid(struct portal *p, int64_t until)
{
	const struct entry_deed deed = {.of = sample_register(p),
					.act = "change",
					.at = p->now,
					.until = until,
					.by = {.actor = "host", .role = "authority"}};
	struct store_register_entry row;
	bool found = false;

	GOOD(store_begin(p->registry->store, &err));
	GOOD(store_register_find(p->registry->store, "lb-clubs", NUMBER, &row, &found, &err));
	GOOD(entry_change(p->registry, p->arena, &deed, &row, &err));
	GOOD(store_commit(p->registry->store, &err));
}

static size_t still_missed(struct portal *p, int *ret_year)
{
	struct check_missed *missed;
	size_t count;

	GOOD(check_missed(p->registry, &p->host, sample_register(p), p->arena, &missed, &count,
			  &err));
	*ret_year = count == 0 ? 0 : missed[0].day.year;
	return count;
}

/* A report that came too late is that of the year that was missed; an entry with a later end has
 * been renewed. */
START_TEST(what_came_too_late_is_missed_no_more)
{
	struct portal p;
	int year;

	sample_register_open(&p, "later-late");
	renew(&p, 2, "due: 31 March");
	sample_register_enter(&p, "Mayy Haddad", "Cedar Hikers");
	pass_until(&p, 2028, 4, 10);
	ck_assert_uint_eq(still_missed(&p, &year), 2);
	enter_line(&p, ENTRY_SENT, "lb-report", NULL);
	ck_assert_uint_eq(still_missed(&p, &year), 1);
	ck_assert_int_eq(year, 2028);
	enter_line(&p, ENTRY_SENT, "lb-report", NULL);
	ck_assert_uint_eq(still_missed(&p, &year), 0);
	pass_until(&p, 2029, 3, 15);
	ck_assert_uint_eq(still_missed(&p, &year), 1);
	ck_assert_int_eq(year, 2029);
	make_valid(&p, date_begin((struct date){2029, 3, 15}));
	ck_assert_uint_eq(still_missed(&p, &year), 1);
	make_valid(&p, date_begin((struct date){2030, 3, 15}));
	ck_assert_uint_eq(still_missed(&p, &year), 0);
	portal_close(&p);
}
END_TEST

SUITE(later, the_owner_is_reminded_and_what_is_missed_is_told_once,
      what_is_valid_until_a_day_lapses_with_it, what_rests_owes_nothing,
      what_has_no_day_falls_due_when_it_has_one, nothing_is_asked_of_a_year_before_the_first,
      a_duty_for_some_is_no_others, what_came_too_late_is_missed_no_more)
