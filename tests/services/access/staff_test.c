/* staff_test.c - what granted roles reach: the same by the question for one application and by the
 * filter for lists, whatever was granted; and no longer than they hold. */
#include "tests/services/portal.h"
#include "tests/services/raw.h"
#include "tests/unit.h"

#include "services/access/staff.h"
#include "services/application/look.h"
#include "services/registry/ledger.h"
#include "services/registry/registry_inside.h"

#include <stdlib.h>
#include <string.h>

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)

/* --- random grants --- */

#define OFFICES 7
#define APPLICATIONS 24
#define ACCOUNTS 30
#define GRANTS 4

/*	0 ─┬─ 1 ─── 2 ─── 3
	   └─ 4        5 ─── 6 */
static const int over[OFFICES] = {-1, 0, 1, 2, 0, -1, 5};

struct world {
	struct portal portal;
	struct party offices[OFFICES];
	struct application applications[APPLICATIONS];
	int reached, kept_out;
};

static int dice(int sides)
{
	static uint64_t state = 0x9e3779b97f4a7c15;

	state = state * 6364136223846793005U + 1442695040888963407U;
	return (int)((state >> 33) % (unsigned)sides);
}

static void make_offices(struct world *w)
{
	struct portal *p = &w->portal;

	for (int i = 0; i < OFFICES; i++) {
		w->offices[i].name = "An office";
		snprintf(w->offices[i].code, sizeof(w->offices[i].code), "office-%d", i);
		GOOD(offices_add(p->registry, &p->host, over[i] < 0 ? "" : w->offices[over[i]].code,
				 &w->offices[i], &err));
	}
}

/* In any office or none, some as of another service, some drafts. */
static void make_applications(struct world *w)
{
	struct portal *p = &w->portal;
	struct raw *d = raw_open(p->folder, p->address);

	raw_run(d, "INSERT INTO definition (service, version, yaml, imported_at, mac) SELECT"
		   " 'lb-other', version, yaml, imported_at, mac FROM definition"
		   " WHERE service = 'lb-sample'");
	for (int i = 0; i < APPLICATIONS; i++) {
		struct application *a = &w->applications[i];
		int office = dice(OFFICES + 1);
		char pin[PIN_DIGITS + 1];

		if (i % 6 == 0)
			GOOD(application_begin(p->registry, &p->owner, p->service, LANG_EN, a, pin,
					       &err));
		else
			GOOD(application_open_host(p->registry, &p->host,
						   portal_apply(p, &p->owner).reference, a, &err));
		raw_run(d, arena_format(p->arena,
					"UPDATE application SET office = '%s', service = '%s'"
					" WHERE id = '%s'",
					office == OFFICES ? "" : w->offices[office].id,
					dice(3) == 0 ? "lb-other" : "lb-sample", a->id));
	}
	raw_close(d);
}

static struct caller make_account(struct world *w)
{
	static const char *const roles[] = {"officer", "head", "administrator"};
	static const char *const services[] = {"", "lb-sample", "lb-other"};
	struct portal *p = &w->portal;
	struct caller c = p->host;
	struct account_paper paper;
	int count = dice(GRANTS + 1);

	GOOD(account_open(p->registry, &p->host, "Anybody", &paper, &err));
	for (int i = 0; i < count; i++) {
		struct account_grant g = {.since = p->now - 50 + dice(100)};
		int office = dice(OFFICES + 2);

		snprintf(g.role, sizeof(g.role), "%s", roles[dice(5) % 3]);
		snprintf(g.service, sizeof(g.service), "%s", services[dice(3)]);
		if (office < OFFICES)
			snprintf(g.office, sizeof(g.office), "%s", w->offices[office].code);
		if (dice(3) == 0)
			g.until = g.since + 1 + dice(100);
		if (account_grant(p->registry, &p->host, paper.number, &g, &err) != FAULT_NONE)
			ck_assert_int_eq(err.fault, FAULT_CONFLICT); /* roles exclude each other */
	}
	GOOD(account_act_as(p->registry, &c, paper.number, &err));
	return c;
}

struct seen {
	const struct world *world;
	bool listed[APPLICATIONS];
	int count;
};

static void mark(void *ctx, const char *id)
{
	struct seen *s = ctx;

	s->count++;
	for (int i = 0; i < APPLICATIONS; i++)
		if (strcmp(s->world->applications[i].id, id) == 0)
			s->listed[i] = true;
}

static void compare(struct world *w, struct caller *c)
{
	struct seen seen = {.world = w};
	enum fault fault = staff_list(w->portal.registry, c, "", mark, &seen, &err);
	int may = 0;

	ck_assert(fault == FAULT_NONE || (fault == FAULT_DENIED && seen.count == 0));
	for (int i = 0; i < APPLICATIONS; i++) {
		struct store_application row;

		fault = look_at(w->portal.registry, c, &w->applications[i], LOOK_AGAIN, &row, &err);
		ck_assert_msg(fault == FAULT_NONE || fault == FAULT_MISSING, "fault %d",
			      (int)fault);
		ck_assert_msg((fault == FAULT_NONE) == seen.listed[i],
			      "application %d: the question and the list differ", i);
		may += fault == FAULT_NONE;
	}
	ck_assert_int_eq(may, seen.count);
	w->reached += may;
	w->kept_out += APPLICATIONS - may;
}

START_TEST(the_question_and_the_list_are_one)
{
	struct world here = {.reached = 0}, *w = &here;

	portal_open(&w->portal, "staff-random");
	make_offices(w);
	make_applications(w);
	for (int i = 0; i < ACCOUNTS; i++) {
		struct caller c = make_account(w);

		compare(w, &c);
		w->portal.now += 70; /* others hold by then */
		compare(w, &c);
		w->portal.now -= 70;
	}
	ck_assert_int_gt(w->reached, 100);
	ck_assert_int_gt(w->kept_out, 100);
	portal_close(&w->portal);
}
END_TEST

/* --- one officer --- */

struct desk {
	struct portal portal;
	struct account_paper paper;
	struct account_grant grant;
	struct caller caller;
	struct receipt receipt;
	struct application application;
};

static void open_desk(struct desk *d, const char *name, const char *role)
{
	struct portal *p = &d->portal;

	portal_open(p, name);
	d->receipt = portal_apply(p, &p->owner);
	GOOD(account_open(p->registry, &p->host, "Rima Khoury", &d->paper, &err));
	d->grant = (struct account_grant){.until = 0};
	snprintf(d->grant.role, sizeof(d->grant.role), "%s", role);
	GOOD(account_grant(p->registry, &p->host, d->paper.number, &d->grant, &err));
	d->caller = caller_host();
	GOOD(account_act_as(p->registry, &d->caller, d->paper.number, &err));
}

static enum fault ask_it(struct desk *d)
{
	struct portal *p = &d->portal;

	return application_ask(p->registry, &d->caller, &d->application, p->service, "Which?",
			       &err);
}

static enum fault open_and_ask(struct desk *d)
{
	struct portal *p = &d->portal;

	GOOD(application_open_host(p->registry, &d->caller, d->receipt.reference, &d->application,
				   &err));
	return ask_it(d);
}

START_TEST(an_act_names_the_account_and_its_role)
{
	struct ledger_entry *entries;
	struct desk d;
	struct portal *p = &d.portal;
	size_t count;

	open_desk(&d, "staff-acts", "officer");
	GOOD(open_and_ask(&d));
	GOOD(ledger_of(p->registry, d.application.id, p->arena, &entries, &count, &err));
	ck_assert_uint_ge(count, 3);
	for (size_t i = count - 2; i < count; i++) {
		ck_assert_str_eq(entries[i].role, "officer");
		ck_assert_str_eq(entries[i].actor, d.caller.account);
	}
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

/* In the middle of a visit: what was opened is not there any more. */
START_TEST(an_ended_grant_bites_at_once)
{
	struct application opened;
	struct desk d;
	struct portal *p = &d.portal;

	open_desk(&d, "staff-ended", "officer");
	GOOD(application_open_host(p->registry, &d.caller, d.receipt.reference, &d.application,
				   &err));
	GOOD(account_end(p->registry, &p->host, d.paper.number, d.grant.id, &err));
	ck_assert_int_eq(ask_it(&d), FAULT_MISSING);
	ck_assert_int_eq(application_get(p->registry, &d.caller, &d.application, &err),
			 FAULT_MISSING);
	ck_assert_int_eq(
		application_open_host(p->registry, &d.caller, d.receipt.reference, &opened, &err),
		FAULT_DENIED);
	portal_close(p);
}
END_TEST

/* What is for another office looks like what never was. */
START_TEST(another_offices_is_told_like_nothing)
{
	struct party office = {.name = "Tripoli", .code = "tripoli"};
	struct account_grant g = {.role = "officer", .office = "tripoli"};
	struct application opened;
	struct error none;
	char never[REFERENCE_DIGITS + 1];
	struct desk d;
	struct portal *p = &d.portal;

	open_desk(&d, "staff-office", "officer");
	GOOD(account_end(p->registry, &p->host, d.paper.number, d.grant.id, &err));
	GOOD(offices_add(p->registry, &p->host, "", &office, &err));
	GOOD(account_grant(p->registry, &p->host, d.paper.number, &g, &err));
	ck_assert_int_eq(
		application_open_host(p->registry, &d.caller, d.receipt.reference, &opened, &err),
		FAULT_MISSING);
	reference_new(never);
	ck_assert_int_eq(application_open_host(p->registry, &d.caller, never, &opened, &none),
			 FAULT_MISSING);
	ck_assert_str_eq(err.say, none.say);
	ck_assert_str_eq(err.detail, none.detail);
	portal_close(p);
}
END_TEST

START_TEST(administrators_have_no_right_over_applications)
{
	struct application opened;
	struct account_paper other;
	struct desk d;
	struct portal *p = &d.portal;

	open_desk(&d, "staff-administrator", "administrator");
	ck_assert_int_eq(
		application_open_host(p->registry, &d.caller, d.receipt.reference, &opened, &err),
		FAULT_DENIED);
	GOOD(account_open(p->registry, &d.caller, "Tarek Saad", &other, &err));
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

/* The sample's first stage is an officer's. */
START_TEST(a_stage_is_whose_it_is)
{
	struct desk d;
	struct portal *p = &d.portal;

	open_desk(&d, "staff-stage", "head");
	ck_assert_int_eq(open_and_ask(&d), FAULT_DENIED);
	portal_close(p);
}
END_TEST

/* What a key of their own account holds is theirs to follow, not to decide. */
START_TEST(nobody_acts_on_their_own)
{
	char text[PUBLICKEY_SHOWN];
	struct desk d;
	struct portal *p = &d.portal;

	open_desk(&d, "staff-own", "officer");
	publickey_show(p->owner.key, text);
	GOOD(account_add_key(p->registry, &p->host, d.paper.number, "mine", text, &err));
	ck_assert_int_eq(open_and_ask(&d), FAULT_DENIED);
	portal_close(p);
}
END_TEST

/* Past the portal nobody grants. */
START_TEST(a_tampered_grant_grants_nothing)
{
	static const char *const changes[] = {
		"UPDATE account_grant SET role = 'head'",
		"UPDATE account_grant SET since = since - 1",
		"INSERT INTO account_grant SELECT 'f', account, role, service, office, since, "
		"until,"
		" given_by FROM account_grant",
	};

	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
		struct application opened;
		struct desk d;
		struct portal *p = &d.portal;
		char name[32];

		snprintf(name, sizeof(name), "staff-tampered-%zu", i);
		open_desk(&d, name, "officer");
		portal_tamper(p, changes[i]);
		ck_assert_int_eq(application_open_host(p->registry, &d.caller, d.receipt.reference,
						       &opened, &err),
				 FAULT_DENIED);
		ck_assert_int_gt(portal_verify(p, false), 0);
		portal_close(p);
	}
}
END_TEST

SUITE(staff, the_question_and_the_list_are_one, an_act_names_the_account_and_its_role,
      an_ended_grant_bites_at_once, another_offices_is_told_like_nothing,
      administrators_have_no_right_over_applications, a_stage_is_whose_it_is,
      nobody_acts_on_their_own, a_tampered_grant_grants_nothing)
