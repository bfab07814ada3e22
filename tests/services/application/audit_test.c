/* audit_test.c - who looked at an application is told to its applicant; what the ledger has of
 * looks and acts is told to auditors, as far as their grants reach, and their own looks stand
 * there. */
#include "tests/services/portal.h"
#include "tests/unit.h"

#include <string.h>

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)

enum { OFFICER, AUDITOR, OF_TRIPOLI, STAFF };

struct scene {
	struct portal portal;
	struct party beirut, tripoli;
	struct application application;
	char numbers[STAFF][ACCOUNT_DIGITS + 1];
	struct caller staff[STAFF];
};

static void open_account(struct scene *s, int which, const char *role, const char *office)
{
	struct portal *p = &s->portal;
	struct account_grant g = {.id = ""};
	struct account_paper paper;

	snprintf(g.role, sizeof(g.role), "%s", role);
	snprintf(g.office, sizeof(g.office), "%s", office);
	GOOD(account_open(p->registry, &p->host, "Rima Khoury", &paper, &err));
	GOOD(account_grant(p->registry, &p->host, paper.number, &g, &err));
	memcpy(s->numbers[which], paper.number, sizeof(paper.number));
	s->staff[which] = p->host;
	GOOD(account_act_as(p->registry, &s->staff[which], paper.number, &err));
}

/* One application in Beirut, an officer there, an auditor of all and one of Tripoli alone. */
static void open_scene(struct scene *s, const char *name)
{
	struct portal *p = &s->portal;

	*s = (struct scene){.beirut = {.name = "Office of Beirut", .code = "beirut"},
			    .tripoli = {.name = "Office of Tripoli", .code = "tripoli"}};
	portal_open(p, name);
	GOOD(offices_add(p->registry, &p->host, "", &s->beirut, &err));
	GOOD(offices_add(p->registry, &p->host, "", &s->tripoli, &err));
	GOOD(application_open(p->registry, &p->owner, portal_apply(p, &p->owner).reference, NULL,
			      &s->application, &err));
	portal_tamper(p,
		      arena_format(p->arena, "UPDATE application SET office = '%s'", s->beirut.id));
	open_account(s, OFFICER, "officer", "beirut");
	open_account(s, AUDITOR, "auditor", "");
	open_account(s, OF_TRIPOLI, "auditor", "tripoli");
}

static void look(struct scene *s, struct caller *c, const char *purpose)
{
	struct application opened;

	c->purpose = purpose;
	GOOD(application_open_host(s->portal.registry, c, s->application.reference, &opened, &err));
	c->purpose = NULL;
}

static struct audit hear(struct scene *s, int who, struct audit_question q)
{
	struct audit found;

	s->staff[who].purpose = "Yearly audit";
	GOOD(audit_list(s->portal.registry, &s->staff[who], &q, s->portal.arena, &found, &err));
	return found;
}

START_TEST(the_applicant_is_told_who_looked)
{
	struct scene s;
	struct portal *p = &s.portal;
	struct looks_told told;
	const struct looks_one *list;

	open_scene(&s, "looks-told");
	GOOD(looks_of(p->registry, &p->owner, &s.application, p->arena, &told, &err));
	ck_assert_uint_eq(told.count, 0); /* their own are left out */
	look(&s, &s.staff[OFFICER], NULL);
	p->now += 60;
	GOOD(application_ask(p->registry, &s.staff[OFFICER], &s.application, p->service, "Which?",
			     &err));
	p->now += 60;
	look(&s, &p->host, "Complaint 12");
	hear(&s, AUDITOR, (struct audit_question){.reference = s.application.reference});
	GOOD(looks_of(p->registry, &p->owner, &s.application, p->arena, &told, &err));
	list = told.list;
	ck_assert_uint_eq(told.count, 3); /* the newest first */
	ck_assert(!told.more);
	ck_assert_str_eq(list[0].role, "auditor");
	ck_assert_str_eq(list[0].purpose, "Yearly audit");
	ck_assert_str_eq(list[1].role, "authority");
	ck_assert_str_eq(list[1].purpose, "Complaint 12");
	ck_assert_ptr_null(list[1].office);
	ck_assert_str_eq(list[2].role, "officer");
	ck_assert_str_eq(list[2].purpose, "");
	ck_assert_str_eq(list[2].office, "Office of Beirut");
	ck_assert_int_eq(list[1].revision, list[2].revision + 1);
	ck_assert_int_eq(list[1].seen_at, p->now - 60);
	ck_assert_int_eq(list[2].seen_at, p->now - 120);
	/* Staff ask elsewhere, and what they are refused is no look. */
	ck_assert_int_eq(
		looks_of(p->registry, &s.staff[OFFICER], &s.application, p->arena, &told, &err),
		FAULT_DENIED);
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

/* However often somebody looks, the page of whom it is about has room for it. */
START_TEST(of_very_many_looks_the_newest_are_told)
{
	struct scene s;
	struct portal *p = &s.portal;
	ARENA_CLEAN struct arena *small = arena_new((size_t)2 << 20);
	struct looks_told told;

	open_scene(&s, "looks-many");
	look(&s, &s.staff[OFFICER], NULL);
	for (int i = 0; i < LOOKS_MOST - 1; i++) {
		p->now += 60;
		look(&s, &p->host, i % 2 == 0 ? "even" : "odd");
	}
	GOOD(looks_of(p->registry, &p->owner, &s.application, small, &told, &err));
	ck_assert_uint_eq(told.count, LOOKS_MOST);
	ck_assert(!told.more);
	ck_assert_str_eq(told.list[LOOKS_MOST - 1].role, "officer");
	p->now += 60;
	look(&s, &p->host, "last");
	arena_reset(small);
	GOOD(looks_of(p->registry, &p->owner, &s.application, small, &told, &err));
	ck_assert_uint_eq(told.count, LOOKS_MOST);
	ck_assert(told.more);
	ck_assert_str_eq(told.list[0].purpose, "last");
	ck_assert_str_eq(told.list[1].purpose, "even");
	ck_assert_str_eq(told.list[LOOKS_MOST - 1].purpose, "even"); /* the first of the host */
	for (size_t i = 1; i < told.count; i++)
		ck_assert_int_eq(told.list[i - 1].at - told.list[i].at, 60);
	portal_close(p);
}
END_TEST

START_TEST(the_keys_that_open_it_are_told)
{
	struct scene s;
	struct portal *p = &s.portal;
	const char **keys;
	char shown[PUBLICKEY_SHOWN];
	size_t count;

	open_scene(&s, "looks-keys");
	GOOD(looks_holders(p->registry, &p->owner, &s.application, p->arena, &keys, &count, &err));
	publickey_show(p->owner.key, shown);
	ck_assert_uint_eq(count, 1);
	ck_assert_str_eq(keys[0], shown);
	portal_close(p);
}
END_TEST

/* Who has decided had it in hand; who only looked had not. */
START_TEST(looks_outside_a_queue_come_first)
{
	struct scene s;
	struct portal *p = &s.portal;
	struct audit found;

	open_scene(&s, "audit-outside");
	look(&s, &p->host, "Curious");
	p->now += 60;
	look(&s, &s.staff[OFFICER], NULL);
	GOOD(application_ask(p->registry, &s.staff[OFFICER], &s.application, p->service, "Which?",
			     &err));
	p->now += 60;
	found = hear(&s, AUDITOR, (struct audit_question){.reference = s.application.reference});
	ck_assert_uint_eq(found.outside, 2); /* this audit, and the host's look */
	ck_assert_str_eq(found.entries[0].by, s.numbers[AUDITOR]);
	ck_assert_str_eq(found.entries[0].act, "audited");
	ck_assert_str_eq(found.entries[1].by, "host");
	ck_assert_str_eq(found.entries[1].purpose, "Curious");
	ck_assert(found.entries[1].is_outside && !found.entries[2].is_outside);
	ck_assert_str_eq(found.entries[2].reference, s.application.reference);
	for (size_t i = 0; i < found.count; i++) /* nobody's key */
		ck_assert_ptr_null(strstr(found.entries[i].by, p->owner.key));
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

START_TEST(by_account_office_and_day)
{
	struct scene s;
	struct portal *p = &s.portal;
	struct audit found;

	open_scene(&s, "audit-by");
	look(&s, &p->host, "Curious");
	p->now += 1000;
	look(&s, &s.staff[OFFICER], NULL);
	found = hear(&s, AUDITOR, (struct audit_question){.account = s.numbers[OFFICER]});
	ck_assert_uint_eq(found.count, 1);
	ck_assert_str_eq(found.entries[0].office, "beirut");
	ck_assert_str_eq(found.entries[0].role, "officer");
	found = hear(&s, AUDITOR, (struct audit_question){.account = s.numbers[AUDITOR]});
	ck_assert_uint_eq(found.count, 2); /* what it asked before, and this */
	ck_assert_str_eq(found.entries[0].account, s.numbers[AUDITOR]);
	ck_assert_str_eq(found.entries[1].account, s.numbers[OFFICER]);
	found = hear(&s, AUDITOR, (struct audit_question){.account = "host", .office = "beirut"});
	ck_assert_uint_eq(found.count, 1);
	ck_assert_str_eq(found.entries[0].purpose, "Curious");
	found = hear(&s, AUDITOR, (struct audit_question){.office = "tripoli"});
	ck_assert_uint_eq(found.count, 0);
	found = hear(&s, AUDITOR,
		     (struct audit_question){
			     .office = "beirut", .from = p->now - 10, .until = p->now + 1});
	ck_assert_uint_eq(found.count, 1);
	ck_assert_str_eq(found.entries[0].by, s.numbers[OFFICER]);
	portal_close(p);
}
END_TEST

START_TEST(nobody_is_told_what_the_grant_does_not_reach)
{
	struct scene s;
	struct portal *p = &s.portal;
	struct audit found = {.count = 7};
	struct audit_question all = {.until = INT64_MAX},
			      one = {.reference = s.application.reference};

	open_scene(&s, "audit-reach");
	look(&s, &s.staff[OFFICER], NULL);
	s.staff[OF_TRIPOLI].purpose = "Yearly audit";
	ck_assert_int_eq(
		audit_list(p->registry, &s.staff[OF_TRIPOLI], &one, p->arena, &found, &err),
		FAULT_MISSING);
	s.staff[OFFICER].purpose = "Curious";
	ck_assert_int_eq(audit_list(p->registry, &s.staff[OFFICER], &one, p->arena, &found, &err),
			 FAULT_DENIED);
	/* Why is asked first, and what is looked for. */
	s.staff[AUDITOR].purpose = NULL;
	ck_assert_int_eq(audit_list(p->registry, &s.staff[AUDITOR], &one, p->arena, &found, &err),
			 FAULT_INPUT);
	s.staff[AUDITOR].purpose = "Yearly audit";
	ck_assert_int_eq(audit_list(p->registry, &s.staff[AUDITOR], &(struct audit_question){0},
				    p->arena, &found, &err),
			 FAULT_INPUT);
	ck_assert_uint_eq(found.count, 7);
	found = hear(&s, OF_TRIPOLI, all);
	for (size_t i = 0; i < found.count; i++)
		ck_assert_str_eq(found.entries[i].office, "tripoli");
	ck_assert_uint_gt(hear(&s, AUDITOR, all).count, found.count);
	/* An auditor reads no application. */
	ck_assert_int_ne(application_open_host(p->registry, &s.staff[AUDITOR],
					       s.application.reference,
					       &(struct application){.id = ""}, &err),
			 FAULT_NONE);
	portal_close(p);
}
END_TEST

SUITE(audit, the_applicant_is_told_who_looked, the_keys_that_open_it_are_told,
      of_very_many_looks_the_newest_are_told, looks_outside_a_queue_come_first,
      by_account_office_and_day, nobody_is_told_what_the_grant_does_not_reach)
