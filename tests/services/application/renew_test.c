/* renew_test.c - a lost PIN of an application is given anew at a counter: by a role of its own
 * right, never by who is party to it; entered, and told. */
#include "tests/services/portal.h"
#include "tests/unit.h"

#include "services/registry/ledger.h"
#include "services/registry/limits.h"

#include <string.h>

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)

static bool opens(struct portal *p, const char *reference, const char *pin)
{
	struct caller c = caller_visitor("", FACE_PAGES);
	struct application a;

	return application_open(p->registry, &c, reference, pin, &a, &err) == FAULT_NONE;
}

START_TEST(its_pin_is_another_and_its_applicant_is_told)
{
	struct portal p;
	struct account_paper paper;
	struct receipt before, fresh;
	struct ledger_entry *entries;
	struct notice_item *told;
	struct application a;
	struct caller rana;
	size_t count;

	portal_open(&p, "renew-pin");
	before = portal_apply(&p, &p.owner);
	rana = portal_hire(&p, "Rana Aoun", "operator", "", &paper);
	GOOD(renew_find(p.registry, &rana, before.reference, &a, &err));
	ck_assert_str_eq(a.reference, before.reference);
	ck_assert_int_eq(renew_give(p.registry, &rana, &a, p.service, false, &fresh, &err),
			 FAULT_INPUT);
	ck_assert(opens(&p, before.reference, before.pin));
	GOOD(renew_give(p.registry, &rana, &a, p.service, true, &fresh, &err));
	ck_assert_str_eq(fresh.reference, before.reference);
	ck_assert(!opens(&p, before.reference, before.pin));
	ck_assert(opens(&p, fresh.reference, fresh.pin));
	GOOD(ledger_of(p.registry, a.id, p.arena, &entries, &count, &err));
	while (count > 0 && entries[count - 1].act != LEDGER_RENEWED)
		count--;
	ck_assert_uint_gt(count, 0);
	ck_assert_str_eq(entries[count - 1].reason, "counter");
	ck_assert_str_eq(entries[count - 1].actor, rana.account);
	ck_assert_str_eq(entries[count - 1].role, "operator");
	GOOD(notice_own(p.registry, &p.owner, p.arena, &told, &count, &err));
	ck_assert_uint_eq(count, 1);
	ck_assert_str_eq(told[0].template, "renewed");
	/* Whoever was here before has seen another one. */
	a.revision--;
	ck_assert_int_eq(renew_give(p.registry, &rana, &a, p.service, true, &fresh, &err),
			 FAULT_CONFLICT);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

START_TEST(only_by_a_role_that_may_and_reaches_it)
{
	static const struct {
		const char *role, *office;
		enum fault fault;
	} who[] = {
		{"operator", "there", FAULT_NONE}, /* the office of the grant is the counter */
		{"officer", "", FAULT_NONE},         {"head", "", FAULT_NONE},
		{"officer", "there", FAULT_MISSING}, {"administrator", "", FAULT_DENIED},
		{"auditor", "", FAULT_DENIED},
	};
	struct party there = {.name = "There", .code = "there"};
	struct portal p;
	struct account_paper paper;
	struct receipt receipt;

	portal_open(&p, "renew-roles");
	GOOD(offices_add(p.registry, &p.host, "", &there, &err));
	receipt = portal_apply(&p, &p.guest);
	for (size_t i = 0; i < sizeof(who) / sizeof(who[0]); i++) {
		struct caller c = portal_hire(&p, "Rana Aoun", who[i].role, who[i].office, &paper);
		struct application a;
		enum fault fault = renew_find(p.registry, &c, receipt.reference, &a, &err);

		ck_assert_msg(fault == who[i].fault, "%s in %s: %d", who[i].role, who[i].office,
			      (int)fault);
	}
	portal_close(&p);
}
END_TEST

/* What a key of theirs holds, and what is for nobody yet. */
START_TEST(never_by_who_is_party_to_it)
{
	struct account_paper paper;
	struct receipt mine;
	struct application a;
	struct portal p;
	struct caller rana, person;
	char pin[PIN_DIGITS + 1], nobody[REFERENCE_DIGITS + 1];

	portal_open(&p, "renew-own");
	rana = portal_hire(&p, "Rana Aoun", "officer", "", &paper);
	person = caller_visitor("", FACE_PAGES);
	GOOD(sign_in_account(p.registry, &person, paper.number, paper.pin, &err));
	mine = portal_apply(&p, &person);
	ck_assert_int_eq(renew_find(p.registry, &rana, mine.reference, &a, &err), FAULT_MISSING);
	GOOD(application_begin(p.registry, &p.guest, p.service, LANG_EN, &a, pin, &err));
	ck_assert_int_eq(renew_find(p.registry, &rana, a.reference, &a, &err), FAULT_MISSING);
	/* One after the other, whether there is such a one or not. */
	for (int i = 2; i < LIMIT_FIND_VISIT; i++) {
		reference_new(nobody);
		ck_assert_int_eq(renew_find(p.registry, &rana, nobody, &a, &err), FAULT_MISSING);
	}
	reference_new(nobody);
	ck_assert_int_eq(renew_find(p.registry, &rana, nobody, &a, &err), FAULT_BUSY);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

/* Who came in by the one before is out, whether they have signed in with it, shown it or begun it
 * here; a key opens it as before. */
START_TEST(what_the_pin_before_has_opened_is_shut)
{
	struct caller in[3], by_key;
	struct notice_tally tally;
	struct notice_item *told;
	size_t count;
	struct account_paper paper;
	struct receipt before, fresh;
	struct application a;
	struct caller rana;
	struct portal p;

	portal_open(&p, "renew-shut");
	before = portal_apply(&p, &p.owner);
	rana = portal_hire(&p, "Rana Aoun", "operator", "", &paper);
	in[0] = in[1] = caller_visitor("", FACE_PAGES);
	for (int i = 0; i < 2; i++)
		GOOD(application_open(p.registry, &in[i], before.reference, before.pin, &a, &err));
	caller_sign_in(&in[1], before.reference);
	in[2] = by_key = p.owner;
	in[2].key[0] = '\0';
	by_key.proven_count = 0;
	for (int i = 0; i < 3; i++)
		GOOD(application_reached(p.registry, &in[i], before.reference, &err));
	GOOD(renew_find(p.registry, &rana, before.reference, &a, &err));
	GOOD(renew_give(p.registry, &rana, &a, p.service, true, &fresh, &err));
	for (int i = 0; i < 3; i++) {
		ck_assert_int_eq(application_reached(p.registry, &in[i], before.reference, &err),
				 FAULT_MISSING);
		ck_assert(strstr(err.say, "a new PIN") != NULL);
		GOOD(notice_own(p.registry, &in[i], p.arena, &told, &count, &err));
		ck_assert_uint_eq(count, 0);
		GOOD(notice_tally(p.registry, &in[i], &tally, &err));
		ck_assert_int_eq(tally.all, 0);
		ck_assert_int_eq(application_withdraw(p.registry, &in[i], &a, p.service, &err),
				 FAULT_MISSING);
		GOOD(application_open(p.registry, &in[i], before.reference, fresh.pin, &a, &err));
		GOOD(application_reached(p.registry, &in[i], before.reference, &err));
	}
	caller_sign_in(&in[1], before.reference);
	GOOD(notice_tally(p.registry, &in[1], &tally, &err));
	ck_assert_int_eq(tally.all, 1);
	GOOD(application_reached(p.registry, &by_key, before.reference, &err));
	portal_close(&p);
}
END_TEST

SUITE(renew, its_pin_is_another_and_its_applicant_is_told, only_by_a_role_that_may_and_reaches_it,
      never_by_who_is_party_to_it, what_the_pin_before_has_opened_is_shut)
