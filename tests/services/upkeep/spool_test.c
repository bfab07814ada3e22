/* spool_test.c - what goes out by SMS and e-mail: at least once, to proven addresses alone, by one
 * clerk, later where it cannot be sent now, and given up in the end. */
#include "services/upkeep/spool.h"
#include "tests/services/portal.h"
#include "tests/services/raw.h"
#include "tests/services/tamper.h"
#include "tests/unit.h"

#include "services/registry/limits.h"

#include <string.h>

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s (%s)", err.say, err.detail)
#define SMS "sms:+9613123456"

static struct error err;

static struct application open_with(struct portal *p, const char *name)
{
	struct receipt receipt;
	struct application a;

	portal_open(p, name);
	receipt = portal_apply(p, &p->owner);
	GOOD(application_open(p->registry, &p->owner, receipt.reference, receipt.pin, &a, &err));
	return a;
}

/* Nothing more is there, or this. */
static bool take(struct portal *p, struct spool_message *ret)
{
	bool found = false;

	GOOD(spool_take(p->registry, p->arena, ret, &found, &err));
	return found;
}

static bool done(struct portal *p, const struct spool_message *m, enum spool_result result)
{
	bool failed = false;

	GOOD(spool_done(p->registry, m->id, result, "exit 75", &failed, &err));
	return failed;
}

static struct spool_message taken(struct portal *p)
{
	struct spool_message m;

	ck_assert(take(p, &m));
	return m;
}

static void prove(struct portal *p, const struct application *a, const char *address)
{
	struct spool_message m;

	GOOD(address_add(p->registry, &p->owner, a, address, "{code}", &err));
	m = taken(p);
	ck_assert_uint_eq(strlen(m.words), 6);
	ck_assert(!done(p, &m, SPOOL_SENT));
	GOOD(address_prove(p->registry, &p->owner, a, m.words, &err));
}

static void ask(struct portal *p, struct application *a)
{
	GOOD(application_get(p->registry, &p->owner, a, &err));
	GOOD(application_ask(p->registry, &p->host, a, p->service, "Who is Salma?", &err));
}

static const char *reference_shown(struct portal *p, const struct application *a)
{
	char *shown = arena_take(p->arena, REFERENCE_DIGITS + 4);

	reference_show(a->reference, shown);
	return shown;
}

START_TEST(a_notice_goes_where_it_was_proven)
{
	struct spool_message m;
	struct portal p;
	struct application a = open_with(&p, "spool-goes");

	prove(&p, &a, SMS);
	GOOD(address_add(p.registry, &p.owner, &a, "email:sami@example.org", "{code}", &err));
	m = taken(&p); /* the code alone */
	ck_assert_str_eq(m.channel, "email");
	ck_assert(!done(&p, &m, SPOOL_SENT));
	ask(&p, &a);
	m = taken(&p);
	ck_assert_str_eq(m.to, "+9613123456");
	ck_assert_ptr_nonnull(strstr(m.words, reference_shown(&p, &a)));
	ck_assert_ptr_null(strstr(m.words, "Salma"));
	ck_assert_ptr_null(strstr(m.words, p.service->name.in[LANG_EN]));
	ck_assert(!done(&p, &m, SPOOL_SENT));
	ck_assert(!take(&p, &m));
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

/* Of two clerks one has it; one that dies with it in hand loses nothing. */
START_TEST(what_was_taken_and_not_told_of_is_taken_again)
{
	struct spool_message first, again;
	struct portal p;
	struct application a = open_with(&p, "spool-again");

	prove(&p, &a, SMS);
	ask(&p, &a);
	first = taken(&p);
	ck_assert(!take(&p, &again));
	p.now += SPOOL_HOLD;
	again = taken(&p);
	ck_assert_str_eq(first.id, again.id);
	ck_assert_int_eq(again.tries, 2);
	ck_assert(!done(&p, &again, SPOOL_SENT));
	ck_assert(!done(&p, &first, SPOOL_LATER)); /* who comes too late changes nothing */
	p.now += 365 * 86400;
	ck_assert(!take(&p, &again));
	portal_close(&p);
}
END_TEST

/* A minute, two, four, …; then the person and the host are told. */
START_TEST(it_is_tried_again_and_given_up)
{
	struct notice_item *told;
	struct spool_failed *failed;
	struct spool_message m = {.id = ""};
	struct spool_tally tally;
	struct portal p;
	struct application a = open_with(&p, "spool-up");
	size_t count = 0;

	prove(&p, &a, SMS);
	ask(&p, &a);
	for (int i = 1; i <= LIMIT_DISPATCH_TRIES; i++) {
		m = taken(&p);
		ck_assert_int_eq(m.tries, i);
		ck_assert(done(&p, &m, SPOOL_LATER) == (i == LIMIT_DISPATCH_TRIES));
		ck_assert(!take(&p, &m));
		p.now += 59;
		ck_assert(!take(&p, &m));
		p.now += 4 * 3600;
	}
	ck_assert(!take(&p, &m));
	GOOD(spool_count(p.registry, &tally, &err));
	ck_assert_int_eq(tally.failed, 1);
	ck_assert_int_eq(tally.waiting, 0);
	GOOD(spool_failures(p.registry, &p.host, p.arena, &failed, &count, &err));
	ck_assert_uint_eq(count, 1);
	ck_assert_str_eq(failed[0].reference, a.reference);
	ck_assert_str_eq(failed[0].why, "exit 75");
	GOOD(notice_own(p.registry, &p.owner, p.arena, &told, &count, &err));
	ck_assert_str_eq(told[0].unsent, "sms ");
	ck_assert_int_eq(portal_verify(&p, true), 0);
	p.now += (int64_t)(LIMIT_DISPATCH_DAYS + 1) * 86400;
	GOOD(spool_forget(p.registry, &err));
	GOOD(spool_count(p.registry, &tally, &err));
	ck_assert_int_eq(tally.failed, 0);
	portal_close(&p);
}
END_TEST

/* A full disk is nobody's try. */
START_TEST(what_could_not_be_handed_over_waits_for_ever)
{
	struct spool_message m;
	struct portal p;
	struct application a = open_with(&p, "spool-disk");

	prove(&p, &a, SMS);
	ask(&p, &a);
	for (int i = 0; i < 3 * LIMIT_DISPATCH_TRIES; i++) {
		m = taken(&p);
		ck_assert_int_eq(m.tries, 1);
		ck_assert(!done(&p, &m, SPOOL_HERE));
		p.now += 61;
	}
	m = taken(&p);
	ck_assert(done(&p, &m, SPOOL_NEVER));
	portal_close(&p);
}
END_TEST

START_TEST(a_code_grows_old)
{
	struct spool_message m;
	struct portal p;
	struct application a = open_with(&p, "spool-old");
	struct address *list;
	size_t count = 0;

	GOOD(address_add(p.registry, &p.owner, &a, SMS, "{code}", &err));
	m = taken(&p);
	p.now += (int64_t)LIMIT_ADDRESS_MINUTES * 60 + 1;
	ck_assert_int_eq(address_prove(p.registry, &p.owner, &a, m.words, &err), FAULT_INPUT);
	p.now += 2 * 86400;
	GOOD(spool_forget(p.registry, &err));
	GOOD(address_list(p.registry, &p.owner, &a, p.arena, &list, &count, &err));
	ck_assert_uint_eq(count, 0);
	for (int i = 0; i < LIMIT_ADDRESS_CODES; i++)
		GOOD(address_add(p.registry, &p.owner, &a, SMS, "{code}", &err));
	ck_assert_int_eq(address_add(p.registry, &p.owner, &a, SMS, "{code}", &err), FAULT_DENIED);
	portal_close(&p);
}
END_TEST

/* Its words would be somebody else's, or go elsewhere. */
START_TEST(what_was_changed_past_the_portal_goes_nowhere)
{
	struct spool_message m;
	struct portal p;
	struct application a = open_with(&p, "spool-changed");

	prove(&p, &a, SMS);
	ask(&p, &a);
	portal_tamper(&p, "UPDATE dispatch SET number = number + 1");
	ck_assert(!take(&p, &m));
	p.now += 86400;
	ck_assert(!take(&p, &m));
	ck_assert_int_gt(portal_verify(&p, false), 0);
	portal_close(&p);
}
END_TEST

SUITE(spool, a_notice_goes_where_it_was_proven, what_was_taken_and_not_told_of_is_taken_again,
      it_is_tried_again_and_given_up, what_could_not_be_handed_over_waits_for_ever,
      a_code_grows_old, what_was_changed_past_the_portal_goes_nowhere)
