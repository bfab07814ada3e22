/* application_test.c - drafts, receipts, opening by key and PIN, and what applicant and authority
 * may do. */
#include "tests/services/portal.h"
#include "tests/unit.h"

#include "services/registry/limits.h"

#include <string.h>

static struct application begin(struct portal *p, struct caller *v, char pin[PIN_DIGITS + 1])
{
	struct application a;
	struct error err;

	ck_assert_msg(application_begin(p->registry, v, p->service, LANG_FR, &a, pin, &err) ==
			      FAULT_NONE,
		      "%s (%s)", err.say, err.detail);
	return a;
}

static void put_as(struct portal *p, struct caller *v, struct application *a, const char *question,
		   int item, const char *value)
{
	struct field_path at = portal_path(p, question, item);
	struct error err;

	ck_assert_msg(application_put(p->registry, v, a,
				      &(struct application_answer){.at = at, .now = value},
				      &err) == FAULT_NONE,
		      "%s (%s)", err.say, err.detail);
}

static void put(struct portal *p, struct application *a, const char *question, int item,
		const char *value)
{
	put_as(p, &p->guest, a, question, item, value);
}

static const char *get(struct portal *p, const struct form *f, const char *question, int item)
{
	struct field_path at = portal_path(p, question, item);

	return form_get(f, &at);
}

static struct form *load(struct portal *p, struct application *a)
{
	struct form *f = form_new(p->service, &p->terms, date_of(p->now));
	struct error err;

	ck_assert_msg(application_load(p->registry, &p->guest, a, f, &err) == FAULT_NONE, "%s (%s)",
		      err.say, err.detail);
	return f;
}

static struct application open_host(struct portal *p, const char *reference)
{
	struct application a;
	struct error err;

	ck_assert_int_eq(application_open_host(p->registry, &p->host, reference, &a, &err),
			 FAULT_NONE);
	return a;
}

START_TEST(draft_comes_back_as_it_was)
{
	struct portal p;
	struct application a, again;
	struct registry *second;
	struct error err;
	struct form *f;
	char pin[PIN_DIGITS + 1];

	portal_open(&p, "draft");
	a = begin(&p, &p.guest, pin);
	ck_assert_int_eq(a.state, STATE_DRAFT);
	ck_assert_int_eq(a.lang, LANG_FR);
	ck_assert_uint_eq(strlen(pin), PIN_DIGITS);
	put(&p, &a, "resident", 0, "yes");
	put(&p, &a, "full_name", 0, "Mayy");
	put(&p, &a, "full_name", 0, "Mayy Haddad");
	put(&p, &a, "status", 0, NULL);
	put(&p, &a, "story", 0, "x");
	put(&p, &a, "story", 0, NULL);
	put(&p, &a, "member_name", 2, "Lina");
	p.now += 60;
	put(&p, &a, "birth", 0, "1990-03-14");

	/* Another process, after the first died without a word. */
	ck_assert_int_eq(registry_open(p.folder, p.address, &second, &err), FAULT_NONE);
	ck_assert_int_eq(application_open(second, &p.guest, a.reference, pin, &again, &err),
			 FAULT_NONE);
	registry_close(second);
	ck_assert_str_eq(again.id, a.id);
	ck_assert_str_eq(again.section, "person");
	ck_assert_str_eq(again.question, "birth");
	ck_assert_int_eq(again.changed_at, p.now);
	ck_assert_int_eq(again.begun_at, p.now - 60);
	f = load(&p, &again);
	ck_assert_str_eq(get(&p, f, "full_name", 0), "Mayy Haddad");
	ck_assert_str_eq(get(&p, f, "birth", 0), "1990-03-14");
	ck_assert_ptr_null(get(&p, f, "status", 0));
	ck_assert_ptr_null(get(&p, f, "story", 0));
	ck_assert_ptr_null(get(&p, f, "member_name", 1));
	ck_assert_str_eq(get(&p, f, "member_name", 2), "Lina");
	ck_assert_int_eq(form_items(f, service_section(p.service, "members")), 2);
	form_free(f);
	ck_assert_str_eq(portal_acts(&p, &a), "draft_opened");
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

START_TEST(sections_are_stored_whole)
{
	struct portal p;
	const struct section *members;
	struct application a;
	struct form *f, *again;
	struct error err;
	char pin[PIN_DIGITS + 1];

	portal_open(&p, "section");
	members = service_section(p.service, "members");
	a = begin(&p, &p.guest, pin);
	f = portal_form(&p);
	ck_assert_int_eq(form_add_item(f, members, &err), FAULT_NONE);
	portal_set(&p, f, "member_name", 2, "Omar");
	ck_assert_int_eq(application_put_section(p.registry, &p.guest, &a, f, members, &err),
			 FAULT_NONE);
	ck_assert_int_eq(form_drop_item(f, members, 1, &err), FAULT_NONE);
	ck_assert_int_eq(application_put_section(p.registry, &p.guest, &a, f, members, &err),
			 FAULT_NONE);
	again = load(&p, &a);
	ck_assert_int_eq(form_items(again, members), 1);
	ck_assert_str_eq(get(&p, again, "member_name", 1), "Omar");
	ck_assert_ptr_null(get(&p, again, "full_name", 0));
	form_free(again);
	form_free(f);
	portal_close(&p);
}
END_TEST

START_TEST(place_is_remembered_and_discard_wipes)
{
	struct portal p;
	struct application a, gone;
	struct figures figures;
	struct error err;
	struct field_path at;
	char pin[PIN_DIGITS + 1];

	portal_open(&p, "place");
	a = begin(&p, &p.guest, pin);
	at = portal_path(&p, "member_age", 2);
	ck_assert_int_eq(application_stand(p.registry, &p.guest, &a, &at, &err), FAULT_NONE);
	ck_assert_str_eq(a.section, "members");
	ck_assert_int_eq(a.item, 2);
	ck_assert_str_eq(a.question, "member_age");
	at = portal_path(&p, "resident", 0);
	ck_assert_int_eq(application_stand(p.registry, &p.guest, &a, &at, &err), FAULT_NONE);
	ck_assert_str_eq(a.section, "eligibility");
	gone = a;
	put(&p, &a, "resident", 0, "yes");
	ck_assert_int_eq(application_discard(p.registry, &p.guest, &a, &err), FAULT_NONE);
	ck_assert_int_eq(application_stand(p.registry, &p.guest, &gone, &at, &err), FAULT_MISSING);
	ck_assert_int_eq(application_open(p.registry, &p.guest, a.reference, pin, &gone, &err),
			 FAULT_MISSING);
	ck_assert_str_eq(portal_acts(&p, &a), "draft_opened discarded");
	ck_assert_int_eq(figures_count(p.registry, &figures, &err), FAULT_NONE);
	ck_assert_int_eq(figures.drafts, 0);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

START_TEST(submit_checks_and_gives_a_receipt)
{
	struct portal p;
	struct application a, again;
	struct receipt receipt = {.submitted_at = -1};
	struct event *events;
	struct form *f, *stored;
	struct error err;
	struct field_path at;
	size_t count;
	char pin[PIN_DIGITS + 1];

	portal_open(&p, "submit");
	a = begin(&p, &p.guest, pin);
	again = a;
	f = portal_form(&p);
	at = portal_path(&p, "phone", 0);
	ck_assert(form_load(f, &at, ""));
	ck_assert_int_eq(application_submit(p.registry, &p.guest, &a, f, &receipt, &err),
			 FAULT_INPUT);
	ck_assert_str_eq(err.field, "phone");
	ck_assert_int_eq(receipt.submitted_at, -1);
	portal_set(&p, f, "phone", 0, "03123456");
	portal_set(&p, f, "resident", 0, "no");
	ck_assert_int_eq(application_submit(p.registry, &p.guest, &a, f, &receipt, &err),
			 FAULT_INPUT);
	portal_set(&p, f, "resident", 0, "yes");
	portal_set(&p, f, "spouse_id", 0, "000012345678");
	ck_assert_int_eq(application_submit(p.registry, &p.guest, &a, f, &receipt, &err),
			 FAULT_NONE);
	ck_assert_str_eq(receipt.reference, a.reference);
	ck_assert_str_eq(receipt.pin, "");
	ck_assert_int_eq(receipt.submitted_at, p.now);
	/* Three working days after a Saturday: Wednesday. */
	ck_assert_int_eq(receipt.due_at, p.now + 4 * 86400);
	ck_assert_int_eq(a.state, STATE_SUBMITTED);
	ck_assert_str_eq(a.stage, "check");

	stored = load(&p, &a);
	ck_assert_str_eq(form_canonical_text(stored, p.arena), form_canonical_text(f, p.arena));
	form_free(stored);
	ck_assert_int_eq(application_events(p.registry, &p.guest, &a, p.service, p.arena, &events,
					    &count, &err),
			 FAULT_NONE);
	ck_assert_uint_eq(count, 1);
	ck_assert_int_eq(events[0].state, STATE_SUBMITTED);
	ck_assert_str_eq(events[0].actor, "applicant");

	/* A second window of the same draft comes too late. */
	ck_assert_int_eq(application_submit(p.registry, &p.guest, &again, f, &receipt, &err),
			 FAULT_CONFLICT);
	ck_assert_int_eq(
		application_put(p.registry, &p.guest, &again,
				&(struct application_answer){.at = at, .now = "+9613123456"}, &err),
		FAULT_CONFLICT);
	ck_assert_int_eq(application_discard(p.registry, &p.guest, &again, &err), FAULT_CONFLICT);
	ck_assert_int_eq(application_open(p.registry, &p.guest, a.reference, pin, &again, &err),
			 FAULT_NONE);
	ck_assert_str_eq(portal_acts(&p, &a), "draft_opened submitted looked");
	ck_assert_int_eq(portal_verify(&p, true), 0);
	form_free(f);
	portal_close(&p);
}
END_TEST

START_TEST(only_what_is_asked_is_kept)
{
	struct portal p;
	struct application a;
	struct receipt receipt;
	struct form *f, *stored;
	struct error err;
	char pin[PIN_DIGITS + 1];

	portal_open(&p, "asked");
	a = begin(&p, &p.guest, pin);
	put(&p, &a, "spouse", 0, "Karim Saab");
	put(&p, &a, "member_name", 1, "Lina");
	f = portal_form(&p);
	portal_set(&p, f, "status", 0, "single");
	ck_assert_int_eq(application_submit(p.registry, &p.guest, &a, f, &receipt, &err),
			 FAULT_NONE);
	stored = load(&p, &a);
	ck_assert_ptr_null(get(&p, stored, "spouse", 0));
	ck_assert_ptr_null(get(&p, stored, "member_name", 1));
	ck_assert_str_eq(get(&p, stored, "status", 0), "single");
	form_free(stored);
	form_free(f);
	portal_close(&p);
}
END_TEST

static enum fault guess(struct portal *p, struct caller *v, const char *reference, const char *pin)
{
	struct application a;
	struct error err;

	return application_open(p->registry, v, reference, pin, &a, &err);
}

/* Begun through two hosts in turn: the cap is of both together. */
START_TEST(hosts_have_one_cap)
{
	struct registry *hosts[2];
	struct application a;
	struct portal p;
	struct error err;
	char pin[PIN_DIGITS + 1];

	portal_open(&p, "cap-hosts");
	hosts[0] = p.registry;
	ck_assert_int_eq(registry_open(p.folder, p.address, &hosts[1], &err), FAULT_NONE);
	registry_use_clock(hosts[1], portal_clock, &p);
	for (int i = 0; i < LIMIT_DRAFTS_KEY; i++, p.now += LIMIT_BEGIN_VISIT_SECONDS) {
		p.registry = hosts[i % 2];
		begin(&p, &p.owner, pin);
	}
	for (int i = 0; i < 2; i++)
		ck_assert_int_eq(
			application_begin(hosts[i], &p.owner, p.service, LANG_EN, &a, pin, &err),
			FAULT_DENIED);
	registry_close(hosts[1]);
	p.registry = hosts[0];
	portal_close(&p);
}
END_TEST

START_TEST(drafts_have_a_cap_and_an_end)
{
	struct application last, a;
	struct portal p;
	struct error err;
	int64_t gone;
	char pin[PIN_DIGITS + 1];

	portal_open(&p, "cap");
	for (int i = 0; i < LIMIT_DRAFTS_KEY; i++, p.now += LIMIT_BEGIN_VISIT_SECONDS)
		last = begin(&p, &p.owner, pin);
	ck_assert_int_eq(application_begin(p.registry, &p.owner, p.service, LANG_EN, &a, pin, &err),
			 FAULT_DENIED);
	a = begin(&p, &p.guest, pin);
	ck_assert_int_eq(application_discard(p.registry, &p.owner, &last, &err), FAULT_NONE);
	last = begin(&p, &p.owner, pin);
	p.now += LIMIT_DRAFT_DAYS * 86400;
	put_as(&p, &p.owner, &last, "resident", 0, "yes");
	p.now += 60;
	ck_assert_int_eq(expire_run(p.registry, &gone, &err), FAULT_NONE);
	ck_assert_int_eq(gone, LIMIT_DRAFTS_KEY);
	ck_assert_str_eq(portal_acts(&p, &a), "draft_opened expired");
	ck_assert_str_eq(portal_acts(&p, &last), "draft_opened");
	ck_assert_int_eq(expire_run(p.registry, &gone, &err), FAULT_NONE);
	ck_assert_int_eq(gone, 0);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

START_TEST(same_form_twice_is_one_application)
{
	struct portal p;
	struct receipt first, second;
	struct figures figures;
	struct application a;
	struct error err;
	struct form *f;
	const char *number;

	portal_open(&p, "twice");
	f = portal_form(&p);
	number = portal_request();
	ck_assert_int_eq(application_apply(p.registry, &p.guest, f, number, LANG_AR, &first, &err),
			 FAULT_NONE);
	p.now += 100;
	ck_assert_int_eq(application_apply(p.registry, &p.guest, f, number, LANG_AR, &second, &err),
			 FAULT_NONE);
	ck_assert_str_eq(first.reference, second.reference);
	ck_assert_int_eq(first.submitted_at, second.submitted_at);
	ck_assert_int_eq(first.due_at, second.due_at);
	ck_assert_uint_eq(strlen(second.pin), PIN_DIGITS);
	ck_assert_int_eq(guess(&p, &p.guest, first.reference, second.pin), FAULT_NONE);
	if (strcmp(first.pin, second.pin) != 0)
		ck_assert_int_eq(guess(&p, &p.guest, first.reference, first.pin), FAULT_MISSING);
	portal_set(&p, f, "full_name", 0, "Nour Haddad");
	ck_assert_int_eq(application_apply(p.registry, &p.guest, f, number, LANG_AR, &second, &err),
			 FAULT_CONFLICT);
	ck_assert_int_eq(application_apply(p.registry, &p.guest, f, "no such number", LANG_AR,
					   &second, &err),
			 FAULT_INPUT);
	ck_assert_int_eq(figures_count(p.registry, &figures, &err), FAULT_NONE);
	ck_assert_int_eq(figures.applications, 1);
	a = open_host(&p, first.reference);
	ck_assert_int_eq(a.lang, LANG_AR);
	ck_assert_str_eq(portal_acts(&p, &a), "submitted renewed looked looked");
	ck_assert_int_eq(portal_verify(&p, true), 0);
	form_free(f);
	portal_close(&p);
}
END_TEST

START_TEST(asks_replies_stages_decides)
{
	struct portal p;
	struct receipt receipt;
	struct application a, seen;
	struct event *events;
	struct error err;
	size_t count;

	portal_open(&p, "acts");
	receipt = portal_apply(&p, &p.guest);
	seen = a = open_host(&p, receipt.reference);
	ck_assert_int_eq(application_reply(p.registry, &p.guest, &a, p.service, "here", &err),
			 FAULT_CONFLICT);
	ck_assert_int_eq(application_ask(p.registry, &p.guest, &a, p.service, "what?", &err),
			 FAULT_DENIED);
	ck_assert_int_eq(application_ask(p.registry, &p.host, &a, p.service, " ", &err),
			 FAULT_INPUT);
	ck_assert_int_eq(application_ask(p.registry, &p.host, &a, p.service, "Which school?", &err),
			 FAULT_NONE);
	ck_assert_int_eq(a.state, STATE_NEEDS_INFO);
	ck_assert_int_eq(seen.state, STATE_SUBMITTED);
	ck_assert_int_eq(application_get(p.registry, &p.guest, &seen, &err), FAULT_NONE);
	ck_assert_int_eq(seen.state, STATE_NEEDS_INFO); /* whoever had it open sees it too */
	ck_assert_int_eq(application_stage(p.registry, &p.host, &a, p.service, "issue", "", &err),
			 FAULT_CONFLICT);
	ck_assert_int_eq(application_reply(p.registry, &p.guest, &a, p.service, "", &err),
			 FAULT_INPUT);
	ck_assert_int_eq(
		application_reply(p.registry, &p.guest, &a, p.service, "Zahle 2\nsince May", &err),
		FAULT_NONE);
	ck_assert_int_eq(a.state, STATE_IN_REVIEW);
	ck_assert_str_eq(a.stage, "check");
	/* The first stage may not decide; there is no stage of that name; it is there already. */
	ck_assert_int_eq(application_decide(p.registry, &p.host, &a, p.service, true, NULL, &err),
			 FAULT_DENIED);
	ck_assert_int_eq(application_stage(p.registry, &p.host, &a, p.service, "none", "", &err),
			 FAULT_MISSING);
	ck_assert_int_eq(application_stage(p.registry, &p.host, &a, p.service, "check", "", &err),
			 FAULT_CONFLICT);
	ck_assert_int_eq(application_stage(p.registry, &p.host, &a, p.service, "issue", NULL, &err),
			 FAULT_NONE);
	ck_assert_str_eq(a.stage, "issue");
	ck_assert_int_eq(application_decide(p.registry, &p.host, &a, p.service, false, NULL, &err),
			 FAULT_INPUT);
	ck_assert_int_eq(
		application_decide(p.registry, &p.host, &a, p.service, false, "Not yet", &err),
		FAULT_NONE);
	ck_assert_int_eq(a.state, STATE_REJECTED);
	ck_assert_int_eq(application_withdraw(p.registry, &p.guest, &a, NULL, &err),
			 FAULT_CONFLICT);
	ck_assert_int_eq(application_events(p.registry, &p.guest, &a, p.service, p.arena, &events,
					    &count, &err),
			 FAULT_NONE);
	ck_assert_uint_eq(count, 5);
	ck_assert_str_eq(events[1].note, "Which school?");
	ck_assert_str_eq(events[1].actor, "authority");
	ck_assert_str_eq(events[2].note, "Zahle 2\nsince May");
	ck_assert_str_eq(events[2].actor, "applicant");
	ck_assert_str_eq(events[3].stage, "issue");
	ck_assert_int_eq(events[4].state, STATE_REJECTED);
	ck_assert_str_eq(events[4].note, "Not yet");
	ck_assert_str_eq(portal_acts(&p, &a),
			 "submitted looked asked replied staged decided looked");
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

START_TEST(withdraws_while_open)
{
	struct portal p;
	struct receipt receipt;
	struct application a;
	struct error err;
	char pin[PIN_DIGITS + 1];

	portal_open(&p, "withdraw");
	receipt = portal_apply(&p, &p.guest);
	a = open_host(&p, receipt.reference);
	ck_assert_int_eq(application_withdraw(p.registry, &p.guest, &a, NULL, &err), FAULT_NONE);
	ck_assert_int_eq(a.state, STATE_WITHDRAWN);
	ck_assert_int_eq(application_withdraw(p.registry, &p.guest, &a, NULL, &err),
			 FAULT_CONFLICT);
	a = begin(&p, &p.guest, pin);
	ck_assert_int_eq(application_withdraw(p.registry, &p.guest, &a, NULL, &err),
			 FAULT_CONFLICT);
	ck_assert_int_eq(application_open_host(p.registry, &p.guest, receipt.reference, &a, &err),
			 FAULT_DENIED);
	portal_close(&p);
}
END_TEST

START_TEST(answers_have_a_cap)
{
	static char words[LIMIT_ANSWER + 2];
	struct portal p;
	struct application a;
	struct error err;
	struct field_path at;
	char pin[PIN_DIGITS + 1];

	portal_open(&p, "long");
	a = begin(&p, &p.guest, pin);
	memset(words, 'x', sizeof(words) - 1);
	at = portal_path(&p, "story", 0);
	ck_assert_int_eq(application_put(p.registry, &p.guest, &a,
					 &(struct application_answer){.at = at, .now = words},
					 &err),
			 FAULT_INPUT);
	words[LIMIT_ANSWER] = '\0';
	ck_assert_int_eq(application_put(p.registry, &p.guest, &a,
					 &(struct application_answer){.at = at, .now = words},
					 &err),
			 FAULT_NONE);
	portal_close(&p);
}
END_TEST

SUITE(application, draft_comes_back_as_it_was, sections_are_stored_whole,
      place_is_remembered_and_discard_wipes, submit_checks_and_gives_a_receipt,
      only_what_is_asked_is_kept, drafts_have_a_cap_and_an_end, hosts_have_one_cap,
      same_form_twice_is_one_application, asks_replies_stages_decides, withdraws_while_open,
      answers_have_a_cap)
