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
	ck_assert_ptr_nonnull(strstr(m.words, a.reference));
	ck_assert_str_ne(m.words, a.reference); /* but within words */
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
	struct spool_held held;
	struct spool_message m;
	struct portal p;
	struct application a = open_with(&p, "spool-disk");

	prove(&p, &a, SMS);
	ask(&p, &a);
	for (int i = 0; i < 3 * LIMIT_DISPATCH_TRIES; i++) {
		m = taken(&p);
		ck_assert_int_eq(m.tries, 1);
		GOOD(spool_held(p.registry, &held, &err));
		ck_assert_int_eq(held.count, i > 0);
		ck_assert(!done(&p, &m, SPOOL_HERE));
		ck_assert(!take(&p, &m));
		p.now += SPOOL_AGAIN;
	}
	/* Whoever looks is told how many, since when, and why. */
	GOOD(spool_held(p.registry, &held, &err));
	ck_assert_int_eq(held.count, 1);
	ck_assert_int_eq(held.since, p.now - 3 * LIMIT_DISPATCH_TRIES * SPOOL_AGAIN);
	ck_assert_str_eq(held.why, "exit 75");
	/* One that is only later is not among them. */
	m = taken(&p);
	ck_assert(!done(&p, &m, SPOOL_LATER));
	GOOD(spool_held(p.registry, &held, &err));
	ck_assert_int_eq(held.count, 0);
	p.now += 61;
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

/* Whoever can change rows would have it sent to themselves. */
START_TEST(what_was_changed_in_hand_is_not_signed_anew)
{
	struct spool_message m;
	struct portal p;
	struct application a = open_with(&p, "spool-in-hand");

	prove(&p, &a, SMS);
	ask(&p, &a);
	m = taken(&p);
	portal_tamper(&p, "UPDATE dispatch SET number = number + 1");
	ck_assert(!done(&p, &m, SPOOL_LATER));
	p.now += 86400;
	ck_assert(!take(&p, &m));
	ck_assert_int_gt(portal_verify(&p, false), 0);
	portal_close(&p);
}
END_TEST

START_TEST(where_to_was_changed_past_the_portal)
{
	struct spool_tally tally;
	struct spool_message m;
	struct portal p;
	struct application a = open_with(&p, "spool-elsewhere");

	prove(&p, &a, SMS);
	ask(&p, &a);
	portal_tamper(&p, "UPDATE address SET proven_at = proven_at + 1");
	ck_assert(!take(&p, &m));
	GOOD(spool_count(p.registry, &tally, &err));
	ck_assert_int_eq(tally.failed, 1);
	ck_assert_int_eq(tally.waiting, 0);
	ck_assert_int_eq(portal_verify(&p, false), 1);
	portal_close(&p);
}
END_TEST

START_TEST(a_wrong_code_signs_nothing_anew)
{
	struct portal p;
	struct application a = open_with(&p, "spool-wrong");

	GOOD(address_add(p.registry, &p.owner, &a, SMS, "{code}", &err));
	portal_tamper(&p, "UPDATE address SET proven_at = 1");
	ck_assert_int_eq(address_prove(p.registry, &p.owner, &a, "none", &err), FAULT_INPUT);
	ck_assert_int_eq(portal_verify(&p, false), 1);
	portal_close(&p);
}
END_TEST

/* With its channel before it, or without. */
START_TEST(addresses_as_they_are_typed)
{
	static const char *const wrong[] = {"",
					    "sms:",
					    "sms:961",
					    "sms:+0961234567",
					    "+12345678901234567",
					    "+96x3123456",
					    "email:+9613",
					    "a@b",
					    "-f@example.org",
					    "a..b@example.org",
					    "a b@example.org",
					    "fax:+9613123456"};
	static const char *const right[][2] = {{"+961 3 123-456", "+9613123456"},
					       {"sms: (00961) 3.123457", "+9613123457"},
					       {"٠٠٩٦١٣١٢٣٤٥٨", "+9613123458"},
					       {"email:Sami@Example.ORG", "Sami@example.org"},
					       {"sami@example.org", "sami@example.org"}};
	struct address *list;
	struct portal p;
	struct application a = open_with(&p, "spool-typed");
	size_t count = 0;

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		ck_assert_msg(address_add(p.registry, &p.owner, &a, wrong[i], "{code}", &err) ==
				      FAULT_INPUT,
			      "%s", wrong[i]);
	for (size_t i = 0; i < sizeof(right) / sizeof(right[0]); i++) {
		p.now++;
		GOOD(address_add(p.registry, &p.owner, &a, right[i][0], "{code}", &err));
		GOOD(address_list(p.registry, &p.owner, &a, p.arena, &list, &count, &err));
		ck_assert_uint_eq(count, i + 1);
		ck_assert_str_eq(list[i].value, right[i][1]);
	}
	ck_assert_int_eq(address_add(p.registry, &p.owner, &a, "+9613123459", "{code}", &err),
			 FAULT_DENIED);
	portal_close(&p);
}
END_TEST

/* A code that nobody sends would be waited for. */
START_TEST(what_is_proven_is_not_proven_again)
{
	struct spool_message m;
	struct portal p;
	struct application a = open_with(&p, "spool-proven");

	prove(&p, &a, SMS);
	ck_assert_int_eq(address_add(p.registry, &p.owner, &a, SMS, "{code}", &err), FAULT_INPUT);
	ck_assert(!take(&p, &m));
	portal_close(&p);
}
END_TEST

/* Nothing of a person stays behind. */
START_TEST(a_draft_takes_its_addresses_along)
{
	char pin[PIN_DIGITS + 1];
	struct portal p;
	struct application a = open_with(&p, "spool-draft");
	struct application draft;
	struct raw *d;

	GOOD(application_begin(p.registry, &p.owner, p.service, LANG_EN, &draft, pin, &err));
	prove(&p, &a, SMS);
	prove(&p, &draft, SMS);
	GOOD(application_discard(p.registry, &p.owner, &draft, &err));
	d = tamper_open(&p);
	ck_assert_int_eq(raw_number(d, "SELECT count(*) FROM address"), 1);
	raw_close(d);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

SUITE(spool, a_notice_goes_where_it_was_proven, what_was_taken_and_not_told_of_is_taken_again,
      it_is_tried_again_and_given_up, what_could_not_be_handed_over_waits_for_ever,
      a_code_grows_old, what_was_changed_past_the_portal_goes_nowhere,
      what_was_changed_in_hand_is_not_signed_anew, where_to_was_changed_past_the_portal,
      a_wrong_code_signs_nothing_anew, addresses_as_they_are_typed,
      what_is_proven_is_not_proven_again, a_draft_takes_its_addresses_along)
