/* renewal_test.c - an entry that is valid until a day is renewed: its end waits while that is
 * decided, what has ended stays so, and a paper that tells of it holds as long as it does. */
#include "services/access/account.h"
#include "services/access/agency.h"
#include "services/access/sign_in.h"
#include "services/application/address.h"
#include "services/application/checked.h"
#include "services/application/effect_entry_which.h"
#include "services/application/issued.h"
#include "services/application/organisation.h"
#include "services/catalogue/lists.h"
#include "services/register/check.h"
#include "services/register/entry_act.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_application.h"
#include "services/store/store_register.h"
#include "services/upkeep/tick.h"
#include "tests/services/portal.h"
#include "tests/services/sample_register.h"
#include "tests/services/sample_renewal.h"
#include "tests/services/tamper.h"
#include "tests/unit.h"

#include <string.h>

#define DAY ((int64_t)86400)
#define NUMBER "lb-caza-zahle/2026/0001"

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)

/* The days go by, and the clerk looks now and then: a clock that leaps is not followed. */
static void go_to(struct portal *p, int year, int month, int day)
{
	int64_t at = date_begin((struct date){year, month, day}) + 3600;
	struct tick done = {.changed = 0};

	do {
		p->now = p->now + 3 * DAY < at ? p->now + 3 * DAY : at;
		GOOD(tick_run(p->registry, &done, &err));
		ck_assert_msg(done.failed == 0, "%s (%s)", done.why.say, done.why.detail);
	} while (p->now < at);
}

static struct application send_renewal(struct portal *p)
{
	struct application a;

	GOOD(sample_renewal_send(p, NUMBER, &a, &err));
	return a;
}

static enum fault act(struct portal *p, struct application *a, const char *id)
{
	return application_act(p->registry, &p->host, a, p->service, id,
			       &(struct act_answers){.words = "So it is."}, &err);
}

static struct entry look(struct portal *p)
{
	struct entry e;

	GOOD(check_file(p->registry, &p->host, sample_register(p), NUMBER, p->arena, &e, &err));
	return e;
}

/* How often its history has that act. */
static size_t lines(struct portal *p, const char *act_id)
{
	struct entry e = look(p);
	size_t found = 0;

	for (size_t i = 0; i < e.line_count; i++)
		found += strcmp(e.lines[i].act, act_id) == 0;
	return found;
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

START_TEST(its_end_waits_for_a_decision)
{
	struct application a;
	struct portal p;
	char id[33];
	bool found;

	sample_renewal_open(&p, "renewal-waits", "", "");
	go_to(&p, 2029, 1, 12);
	ck_assert_uint_eq(lines(&p, "reminded"), 0);
	a = send_renewal(&p);
	/* whoever has sent it is not reminded any more, and the day passes */
	go_to(&p, 2029, 2, 1);
	ck_assert_uint_eq(lines(&p, "reminded"), 0);
	go_to(&p, 2029, 3, 20);
	ck_assert_str_eq(look(&p).status_id, "active");
	ck_assert_uint_eq(lines(&p, "missed"), 0);
	/* nothing is to be done with it until then */
	GOOD(store_register_due(p.registry->store, p.now, id, &found, &err));
	ck_assert(!found);
	/* the time goes on from its old end, whenever it is decided */
	GOOD(act(&p, &a, "grant"));
	ck_assert_int_eq(look(&p).until, date_begin((struct date){2030, 3, 15}));
	go_to(&p, 2029, 4, 1);
	ck_assert_str_eq(look(&p).status_id, "active");
	/* what was decided meets no other end */
	go_to(&p, 2030, 3, 14);
	ck_assert_str_eq(look(&p).status_id, "active");
	ck_assert_uint_eq(lines(&p, "reminded"), 1);
	go_to(&p, 2030, 3, 15);
	ck_assert_str_eq(look(&p).status_id, "suspended");
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

START_TEST(what_is_refused_lapses_as_of_its_day)
{
	struct application a;
	struct entry e;
	struct portal p;

	sample_renewal_open(&p, "renewal-refused", "", "");
	go_to(&p, 2029, 3, 1);
	a = send_renewal(&p);
	go_to(&p, 2029, 3, 20);
	ck_assert_str_eq(look(&p).status_id, "active");
	GOOD(act(&p, &a, "refuse"));
	go_to(&p, 2029, 3, 20);
	e = look(&p);
	ck_assert_str_eq(e.status_id, "suspended");
	for (size_t i = 0; i < e.line_count; i++)
		if (strcmp(e.lines[i].act, "lapse") == 0)
			ck_assert_int_eq(e.lines[i].at, e.until - 1);
	ck_assert_uint_eq(lines(&p, "lapse"), 1);
	/* what was not done, and what became of it, are told together */
	ck_assert_uint_eq(notices(&p, "was not done in time: Renewal, 14 March 2029"), 1);
	ck_assert_uint_eq(notices(&p, "Your registration has changed: Lapse, 14 March 2029"), 1);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

static void strike(struct portal *p)
{
	GOOD(entry_act_do(p->registry, &p->host, sample_register(p), NUMBER, "strike",
			  &(struct entry_typed){.reason = "empty", .words = "All left."}, &err));
}

START_TEST(what_has_ended_is_not_renewed)
{
	struct application a;
	struct portal p;

	sample_renewal_open(&p, "renewal-ended", SAMPLE_RENEWAL_CHANGE,
			    "{status: active, valid: 1y}");
	a = send_renewal(&p);
	strike(&p);
	ck_assert_int_eq(act(&p, &a, "grant"), FAULT_DENIED);
	ck_assert_str_eq(err.fills[0].value, "dissolved");
	ck_assert_str_eq(err.fills[1].value, "active, suspended, sleeping");
	ck_assert_str_eq(look(&p).status_id, "dissolved");
	GOOD(act(&p, &a, "refuse"));
	portal_close(&p);
}
END_TEST

START_TEST(what_has_ended_is_renewed_where_the_service_says_so)
{
	struct application a;
	struct portal p;

	sample_renewal_open(&p, "renewal-anew", SAMPLE_RENEWAL_CHANGE,
			    "{from: dissolved, status: active, valid: 1y}");
	a = send_renewal(&p);
	ck_assert_int_eq(act(&p, &a, "grant"), FAULT_DENIED);
	strike(&p);
	GOOD(act(&p, &a, "grant"));
	ck_assert_str_eq(look(&p).status_id, "active");
	portal_close(&p);
}
END_TEST

static struct checked check(struct portal *p, const char *code)
{
	struct caller anybody = caller_visitor("203.0.113.0/24", FACE_COMMAND);
	struct checked c;
	struct term_list terms;

	GOOD(lists_terms(p->registry, p->arena, NULL, 0, &terms, &err));
	GOOD(checked_find(p->registry, &anybody, &terms, code, p->arena, &c, &err));
	return c;
}

START_TEST(its_paper_holds_as_long_as_the_entry)
{
	struct application a;
	struct issued *list;
	struct checked c;
	struct portal p;
	size_t count;

	sample_renewal_open(&p, "renewal-paper", "", "");
	a = send_renewal(&p);
	GOOD(act(&p, &a, "grant"));
	GOOD(issued_list(p.registry, &p.owner, &a, p.service, p.arena, &list, &count, &err));
	ck_assert_uint_eq(count, 1);
	ck_assert_ptr_nonnull(strstr(list[0].lines[0].words, NUMBER));
	/* one last day for both */
	ck_assert_int_eq(date_number(list[0].until), date_number((struct date){2030, 3, 14}));
	c = check(&p, list[0].code);
	ck_assert(c.valid);
	ck_assert_str_eq(c.entry, NUMBER);
	GOOD(entry_act_do(p.registry, &p.host, sample_register(&p), NUMBER, "rest",
			  &(struct entry_typed){.words = "Winter."}, &err));
	c = check(&p, list[0].code);
	ck_assert(!c.valid);
	ck_assert_str_eq(c.standing->id, "sleeping");
	portal_close(&p);
}
END_TEST

START_TEST(its_owner_is_told_of_each_act)
{
	const struct register_definition *d;
	struct entry_typed winter = {.words = "Winter."};
	struct portal p;

	sample_renewal_open(&p, "renewal-told", "", "");
	go_to(&p, 2026, 4, 1);
	ck_assert_uint_eq(notices(&p, "Your registration has changed"), 0);
	d = sample_register(&p);
	GOOD(entry_act_do(p.registry, &p.host, d, NUMBER, "rest", &winter, &err));
	winter.revision = look(&p).revision;
	go_to(&p, 2026, 4, 1);
	ck_assert_uint_eq(notices(&p, "Your registration has changed: Rest, 1 April 2026, " NUMBER),
			  1);
	/* that somebody was told is no change of what staff have seen; another act is */
	GOOD(entry_act_do(p.registry, &p.host, d, NUMBER, "wake", &winter, &err));
	ck_assert_int_eq(entry_act_do(p.registry, &p.host, d, NUMBER, "rest", &winter, &err),
			 FAULT_CONFLICT);
	strike(&p);
	go_to(&p, 2026, 4, 1);
	ck_assert_uint_eq(notices(&p,
				  "Your registration has changed: Strike (Nobody is left), 1 April "
				  "2026, " NUMBER),
			  1);
	/* what staff wrote for the file is not told */
	ck_assert_uint_eq(notices(&p, "All left."), 0);
	go_to(&p, 2026, 4, 20);
	ck_assert_uint_eq(notices(&p, "Your registration has changed"), 3);
	ck_assert_uint_eq(lines(&p, "told"), 3);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

/* A year from 14 March ends with 14 March; where the month has no such day, with its last. */
START_TEST(its_last_day_is_counted)
{
	static const struct {
		struct duration valid;
		struct date from, last;
	} rows[] = {
		{{.value = 1, .unit = UNIT_DAY}, {2026, 12, 31}, {2027, 1, 1}},
		{{.value = 2, .unit = UNIT_WEEK}, {2026, 2, 20}, {2026, 3, 6}},
		{{.value = 1, .unit = UNIT_MONTH}, {2026, 1, 31}, {2026, 2, 28}},
		{{.value = 12, .unit = UNIT_MONTH}, {2026, 3, 14}, {2027, 3, 14}},
		{{.value = 12, .unit = UNIT_MONTH}, {2028, 2, 29}, {2029, 2, 28}},
		{{.value = 11, .unit = UNIT_MONTH}, {2026, 1, 15}, {2026, 12, 15}},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct entry_effect e = {.valid = rows[i].valid};
		int64_t from = date_begin(rows[i].from) + 3600;
		int64_t until = date_begin(rows[i].last) + DAY;

		ck_assert_int_eq(effect_entry_until(&e, from, 0), until);
		ck_assert_int_eq(effect_entry_until(&e, from, until), until);
		/* from its old end on, where it has one */
		e.since = ENTRY_SINCE_UNTIL;
		ck_assert_int_eq(effect_entry_until(&e, from, 0), until);
		ck_assert_int_eq(effect_entry_until(&e, from + 400 * DAY, from - 3600 + DAY),
				 until);
		e.valid.value = 0;
		ck_assert_int_eq(effect_entry_until(&e, from, until), 0);
	}
}
END_TEST

/* Who acts for it has an address of their own, and who has applied for it is told there alone. */
START_TEST(its_people_are_told_of_each_act)
{
	struct organisation_agent who = {.rights = AGENT_SEE, .words = "Minutes of 3 March."};
	struct caller agent = caller_visitor("198.51.100.0/24", FACE_PAGES);
	struct account_paper paper;
	struct organisation_at at;
	struct portal p;
	struct raw *d;
	struct store_register_entry row;
	char holder[CALLER_IDENTITY];
	int64_t before;
	bool found;

	sample_renewal_open(&p, "renewal-people", "", "");
	GOOD(account_open(p.registry, &p.host, "Rami Saad", &paper, &err));
	GOOD(sign_in_account(p.registry, &agent, paper.number, paper.pin, &err));
	GOOD(address_add(p.registry, &agent, NULL, "sms:+9613123456", "{code}", &err));
	portal_tamper(&p, "UPDATE address SET proven_at = 1");
	/* nothing goes to what is not proven */
	GOOD(address_add(p.registry, &agent, NULL, "sms:+9613123457", "{code}", &err));
	at = (struct organisation_at){sample_register(&p), NUMBER, &p.terms};
	who.account = paper.number;
	GOOD(organisation_enter(p.registry, &p.host, &at, &who, &err));
	d = tamper_open(&p);
	before = raw_number(d, "SELECT count(*) FROM dispatch");
	GOOD(entry_act_do(p.registry, &p.host, at.of, NUMBER, "rest",
			  &(struct entry_typed){.words = "Winter."}, &err));
	go_to(&p, 2026, 4, 1);
	ck_assert_int_eq(raw_number(d, "SELECT count(*) FROM dispatch"), before + 1);
	/* once, where the account holds the application, too */
	caller_account_name(agent.account, holder);
	GOOD(store_register_find(p.registry->store, "lb-clubs", NUMBER, &row, &found, &err));
	GOOD(store_begin(p.registry->store, &err));
	GOOD(store_application_hold(
		p.registry->store,
		&(struct store_application_holder){
			.key = holder, .application = row.application, .since = p.now},
		&err));
	GOOD(store_commit(p.registry->store, &err));
	strike(&p);
	go_to(&p, 2026, 4, 1);
	ck_assert_int_eq(raw_number(d, "SELECT count(*) FROM dispatch"), before + 2);
	raw_close(d);
	portal_close(&p);
}
END_TEST

SUITE(renewal, its_end_waits_for_a_decision, what_is_refused_lapses_as_of_its_day,
      what_has_ended_is_not_renewed, what_has_ended_is_renewed_where_the_service_says_so,
      its_paper_holds_as_long_as_the_entry, its_owner_is_told_of_each_act, its_last_day_is_counted,
      its_people_are_told_of_each_act)
