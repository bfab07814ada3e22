/* access_test.c - who may do which act, whose turn a stage is, and what the ledger keeps of a look.
 */
#include "tests/services/portal.h"
#include "tests/unit.h"

#include <string.h>

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s (%s)", err.say, err.detail)

/* Submitted by the owner's key; opened by it, which is a look. */
static struct application submitted(struct portal *p)
{
	struct receipt receipt = portal_apply(p, &p->owner);
	struct application a;

	/* By the key alone. */
	p->owner.proven_count = 0;
	GOOD(application_open(p->registry, &p->owner, receipt.reference, NULL, &a, &err));
	return a;
}

static enum fault may(struct portal *p, const struct caller *c, enum access_act act,
		      const struct application *a, int actor)
{
	struct access_object o = {.id = a->id, .reference = a->reference, .actor = actor};

	return access_may(p->registry, c, act, &o, &err);
}

START_TEST(acts_are_for_the_one_or_the_other)
{
	static const enum access_act owners[] = {ACCESS_FILL, ACCESS_LINK, ACCESS_OPEN};
	static const enum access_act by_pin[] = {ACCESS_SUBMIT, ACCESS_WITHDRAW, ACCESS_REPLY,
						 ACCESS_CORRECT, ACCESS_TAKE};
	static const enum access_act authoritys[] = {ACCESS_ASK, ACCESS_DECIDE, ACCESS_FORWARD,
						     ACCESS_OPEN_ANY};
	struct caller portal = caller_portal();
	struct application a;
	struct portal p;

	portal_open(&p, "access-acts-of");
	a = submitted(&p);
	for (size_t i = 0; i < sizeof(owners) / sizeof(owners[0]); i++) {
		ck_assert_int_eq(may(&p, &p.owner, owners[i], &a, ACTOR_OFFICER), FAULT_NONE);
		ck_assert_int_eq(may(&p, &p.host, owners[i], &a, ACTOR_OFFICER), FAULT_DENIED);
		ck_assert_int_eq(may(&p, &portal, owners[i], &a, ACTOR_OFFICER), FAULT_MISSING);
	}
	for (size_t i = 0; i < sizeof(by_pin) / sizeof(by_pin[0]); i++) {
		struct caller proven = p.owner;

		ck_assert_int_eq(may(&p, &p.owner, by_pin[i], &a, ACTOR_OFFICER), FAULT_DENIED);
		ck_assert_str_eq(err.code, ACCESS_PIN_NEEDED);
		caller_prove(&proven, a.reference, NULL, PROVEN_PIN_OWN);
		ck_assert_int_eq(may(&p, &proven, by_pin[i], &a, ACTOR_OFFICER), FAULT_NONE);
		ck_assert_int_eq(may(&p, &p.host, by_pin[i], &a, ACTOR_OFFICER), FAULT_DENIED);
		ck_assert_ptr_null(err.code);
		ck_assert_int_eq(may(&p, &portal, by_pin[i], &a, ACTOR_OFFICER), FAULT_MISSING);
	}
	for (size_t i = 0; i < sizeof(authoritys) / sizeof(authoritys[0]); i++) {
		ck_assert_int_eq(may(&p, &p.host, authoritys[i], &a, ACTOR_OFFICER), FAULT_NONE);
		ck_assert_int_eq(may(&p, &p.owner, authoritys[i], &a, ACTOR_OFFICER), FAULT_DENIED);
	}
	ck_assert_int_eq(may(&p, &portal, ACCESS_EXPIRE, &a, ACCESS_NO_STAGE), FAULT_NONE);
	ck_assert_int_eq(may(&p, &p.host, ACCESS_EXPIRE, &a, ACCESS_NO_STAGE), FAULT_DENIED);
	portal_close(&p);
}
END_TEST

/* A PIN shown on a page opens it in this visit; a typed one is checked each time all the same. */
START_TEST(proofs_are_weighed)
{
	struct caller c = caller_visitor("203.0.113.0/24", FACE_PAGES);
	struct application a;
	struct portal p;

	portal_open(&p, "access-weighed");
	a = submitted(&p);
	ck_assert_int_eq(may(&p, &c, ACCESS_LOOK, &a, ACCESS_NO_STAGE), FAULT_MISSING);
	caller_prove(&c, a.reference, NULL, PROVEN_PIN);
	ck_assert_int_eq(may(&p, &c, ACCESS_LOOK, &a, ACCESS_NO_STAGE), FAULT_NONE);
	ck_assert_int_eq(may(&p, &c, ACCESS_OPEN, &a, ACCESS_NO_STAGE), FAULT_DENIED);
	ck_assert_int_eq(application_open(p.registry, &c, a.reference, "000000", &a, &err),
			 FAULT_MISSING);
	GOOD(application_open(p.registry, &c, a.reference, NULL, &a, &err));
	caller_sign_in(&c, a.reference);
	ck_assert_int_eq(may(&p, &c, ACCESS_OPEN, &a, ACCESS_NO_STAGE), FAULT_NONE);
	GOOD(application_open(p.registry, &c, a.reference, "000000", &a, &err));
	portal_close(&p);
}
END_TEST

START_TEST(a_stage_says_whose_turn_it_is)
{
	static const struct {
		int actor;
		enum fault fault;
	} turns[] = {{ACTOR_APPLICANT, FAULT_DENIED},
		     {ACTOR_OFFICER, FAULT_NONE},
		     {ACTOR_HEAD, FAULT_NONE},
		     {ACTOR_AUTHORITY, FAULT_NONE}};
	struct application a;
	struct portal p;
	struct service *s;
	struct stage *stages;

	portal_open(&p, "access-turns");
	a = submitted(&p);
	for (size_t i = 0; i < sizeof(turns) / sizeof(turns[0]); i++) {
		ck_assert_int_eq(may(&p, &p.host, ACCESS_ASK, &a, turns[i].actor), turns[i].fault);
		ck_assert_int_eq(may(&p, &p.host, ACCESS_LOOK, &a, turns[i].actor), FAULT_NONE);
	}
	/* The same through an act: the definition's own stage is heeded. */
	s = arena_take(p.arena, sizeof(*s));
	stages = arena_array(p.arena, p.service->stage_count, sizeof(*stages));
	*s = *p.service;
	memcpy(stages, s->stages, s->stage_count * sizeof(*stages));
	stages[0].actor = ACTOR_APPLICANT;
	s->stages = stages;
	ck_assert_int_eq(application_ask(p.registry, &p.host, &a, s, "What?", &err), FAULT_DENIED);
	GOOD(application_ask(p.registry, &p.host, &a, p.service, "What?", &err));
	portal_close(&p);
}
END_TEST

/* --- looks --------------------------------------------------------------------------------------
 */

static void load(struct portal *p, struct caller *c, struct application *a)
{
	struct form *f = form_new(p->service, &p->terms, date_of(p->now));

	GOOD(application_load(p->registry, c, a, f, &err));
	form_free(f);
}

/* All that a visit's pages read of one application. */
static void look(struct portal *p, struct caller *c, struct application *a, const char *pin)
{
	struct event *events;
	size_t count;

	GOOD(application_open(p->registry, c, a->reference, pin, a, &err));
	GOOD(application_events(p->registry, c, a, p->service, p->arena, &events, &count, &err));
	load(p, c, a);
	GOOD(application_open(p->registry, c, a->reference, NULL, a, &err));
	GOOD(application_get(p->registry, c, a, &err));
}

static int looks(struct portal *p, const struct application *a)
{
	const char *acts = portal_acts(p, a);
	int count = 0;

	for (; (acts = strstr(acts, "looked")) != NULL; acts++)
		count++;
	return count;
}

START_TEST(a_key_looks_once_a_visit)
{
	struct application a;
	struct caller again;
	struct portal p;

	portal_open(&p, "access-looks-key");
	a = submitted(&p);
	ck_assert_int_eq(looks(&p, &a), 1);
	look(&p, &p.owner, &a, NULL);
	ck_assert_int_eq(looks(&p, &a), 1);
	again = caller_visitor("192.0.2.0/24", FACE_FILES);
	memset(again.key, 'a', 64);
	load(&p, &again, &a); /* its answers alone are a look too, without an opening */
	ck_assert_int_eq(looks(&p, &a), 2);
	look(&p, &again, &a, NULL);
	ck_assert_int_eq(looks(&p, &a), 2);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

START_TEST(a_pin_looks_once_a_visit)
{
	struct caller by_pin = caller_visitor("192.0.2.0/24", FACE_COMMAND), signed_in = by_pin;
	struct receipt receipt;
	struct application a;
	struct portal p;

	portal_open(&p, "access-looks-pin");
	receipt = portal_apply(&p, &p.other);
	GOOD(application_open(p.registry, &by_pin, receipt.reference, receipt.pin, &a, &err));
	look(&p, &by_pin, &a, receipt.pin);
	ck_assert_int_eq(looks(&p, &a), 1);
	caller_sign_in(&signed_in, receipt.reference);
	look(&p, &signed_in, &a, NULL);
	ck_assert_int_eq(looks(&p, &a), 2);
	portal_close(&p);
}
END_TEST

START_TEST(the_authority_looks_at_each_opening)
{
	struct application a;
	struct event *events;
	struct portal p;
	size_t count;

	portal_open(&p, "access-looks-authority");
	a = submitted(&p);
	for (int i = 1; i <= 3; i++) {
		GOOD(application_open_host(p.registry, &p.host, a.reference, &a, &err));
		GOOD(application_events(p.registry, &p.host, &a, p.service, p.arena, &events,
					&count, &err));
		load(&p, &p.host, &a);
		ck_assert_int_eq(looks(&p, &a), 1 + i);
	}
	portal_close(&p);
}
END_TEST

START_TEST(a_draft_is_looked_at_without_an_entry)
{
	char pin[PIN_DIGITS + 1];
	struct application a;
	struct portal p;

	portal_open(&p, "access-looks-draft");
	GOOD(application_begin(p.registry, &p.guest, p.service, LANG_EN, &a, pin, &err));
	look(&p, &p.guest, &a, pin);
	ck_assert_str_eq(portal_acts(&p, &a), "draft_opened");
	portal_close(&p);
}
END_TEST

SUITE(access, acts_are_for_the_one_or_the_other, proofs_are_weighed, a_stage_says_whose_turn_it_is,
      a_key_looks_once_a_visit, a_pin_looks_once_a_visit, the_authority_looks_at_each_opening,
      a_draft_is_looked_at_without_an_entry)
