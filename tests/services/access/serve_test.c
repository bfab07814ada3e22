/* serve_test.c - a person at the counter: found by a whole number alone, added, served with
 * consent; each of it is entered, and who has filled it in does not decide it. */
#include "tests/services/portal.h"
#include "tests/services/raw.h"
#include "tests/services/sample.h"
#include "tests/services/sample_acts.h"
#include "tests/unit.h"

#include "services/access/serve.h"
#include "services/application/application.h"
#include "services/application/looks.h"
#include "services/catalogue/versions.h"
#include "services/notice/notice.h"
#include "services/registry/ledger.h"
#include "services/registry/registry_inside.h"

#include <string.h>

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)

struct counter {
	struct portal portal;
	struct party office;
	struct caller operator, officer, both;
	char operator_number[ACCOUNT_DIGITS + 1];
	struct account_grant grant;
};

/* An account of this name with a role, as the host acts with it. */
static struct caller hire(struct counter *t, const char *role, const char *office, const char *more)
{
	struct portal *p = &t->portal;
	struct account_grant second = {.role = ""};
	struct account_paper paper;
	struct caller c = p->host;

	GOOD(account_open(p->registry, &p->host, "Rima Khoury", &paper, &err));
	t->grant = (struct account_grant){.service = "lb-sample"};
	snprintf(t->grant.role, sizeof(t->grant.role), "%s", role);
	snprintf(t->grant.office, sizeof(t->grant.office), "%s", office);
	GOOD(account_grant(p->registry, &p->host, paper.number, &t->grant, &err));
	snprintf(second.role, sizeof(second.role), "%s", more);
	if (more[0] != '\0')
		GOOD(account_grant(p->registry, &p->host, paper.number, &second, &err));
	GOOD(account_act_as(p->registry, &c, paper.number, &err));
	memcpy(t->operator_number, paper.number, sizeof(paper.number));
	return c;
}

static void open_counter(struct counter *t, const char *name)
{
	struct portal *p = &t->portal;

	portal_open(p, name);
	t->office = (struct party){.name = "Centre of Tyre", .code = "tyre"};
	GOOD(offices_add(p->registry, &p->host, "", &t->office, &err));
	t->officer = hire(t, "officer", "", "");
	t->both = hire(t, "operator", "tyre", "officer");
	t->operator= hire(t, "operator", "tyre", "");
}

static size_t found(struct counter *t, const char *typed, struct serve_person **ret)
{
	struct portal *p = &t->portal;
	size_t count = 99;

	GOOD(serve_find(p->registry, &t->operator, & p->terms, p->service, typed, p->arena, ret,
			&count, &err));
	return count;
}

static struct serve_person add(struct counter *t, const char *name, const char *id,
			       const char *phone)
{
	struct portal *p = &t->portal;
	struct serve_person person = {.name = name};

	person.identifiers = arena_array(p->arena, 2, sizeof(*person.identifiers));
	if (id != NULL) {
		GOOD(identifier_read(&p->terms, p->arena, IDENTIFIER_NATIONAL_ID, "LB", id,
				     &person.identifiers[person.count], &err));
		person.identifiers[person.count++].evidence = EVIDENCE_SEEN;
	}
	if (phone != NULL)
		GOOD(identifier_read(&p->terms, p->arena, IDENTIFIER_PHONE, "LB", phone,
				     &person.identifiers[person.count++], &err));
	GOOD(serve_add(p->registry, &t->operator, p->service, &person, &err));
	ck_assert_uint_eq(strlen(person.id), 32);
	return person;
}

/* How many entries the ledger has of an act on an object. */
static size_t entries(struct counter *t, const char *object, enum ledger_act act,
		      struct ledger_entry *ret)
{
	struct ledger_entry *list;
	size_t count, n = 0;

	GOOD(ledger_of(t->portal.registry, object, t->portal.arena, &list, &count, &err));
	for (size_t i = 0; i < count; i++)
		if (list[i].act == act && n++ == 0)
			*ret = list[i];
	return n;
}

START_TEST(a_person_is_found_by_a_whole_number_alone)
{
	struct counter t;
	struct serve_person hala, twin, *list;
	struct ledger_entry look;

	open_counter(&t, "serve-find");
	hala = add(&t, "Hala Haddad", "012345678901", "03 123 456");
	twin = add(&t, "Sami Haddad", NULL, "+961 3 123456");
	add(&t, "Nobody Known", NULL, NULL);
	ck_assert_uint_eq(found(&t, "0123-4567-8901", &list), 1);
	ck_assert_str_eq(list[0].id, hala.id);
	ck_assert_str_eq(list[0].name, "Hala Haddad");
	ck_assert_uint_eq(list[0].count, 0);
	ck_assert_uint_eq(found(&t, "٠٣١٢٣٤٥٦", &list), 2);
	ck_assert_uint_eq(found(&t, "01234567890", &list), 0);
	ck_assert_uint_eq(found(&t, "03 123 457", &list), 0);
	ck_assert_uint_eq(entries(&t, hala.id, LEDGER_LOOKED, &look), 2);
	ck_assert_str_eq(look.actor, t.operator.account);
	ck_assert_str_eq(look.role, "operator");
	ck_assert_str_eq(look.office, t.office.id);
	ck_assert_str_eq(look.purpose, "lb-sample");
	ck_assert_str_eq(look.subject, hala.id);
	ck_assert_uint_eq(entries(&t, twin.id, LEDGER_LOOKED, &look), 1);
	ck_assert_uint_eq(entries(&t, "person", LEDGER_LOOKED, &look), 2);
	ck_assert_int_eq(portal_verify(&t.portal, true), 0);
	portal_close(&t.portal);
}
END_TEST

/* A household's telephone, or a village's: how many are not listed is told. */
START_TEST(a_telephone_may_be_that_of_many)
{
	struct counter t;
	struct serve_person *list;

	open_counter(&t, "serve-many");
	for (int i = 0; i < IDENTIFIER_FOUND; i++)
		add(&t, arena_format(t.portal.arena, "Person %d", i), NULL, "03123456");
	ck_assert_uint_eq(found(&t, "03123456", &list), IDENTIFIER_FOUND);
	add(&t, "One more", NULL, "03123456");
	add(&t, "And one more", NULL, "03123456");
	ck_assert_uint_eq(found(&t, "03123456", &list), IDENTIFIER_FOUND + 2);
	for (int i = 0; i < IDENTIFIER_FOUND; i++)
		ck_assert_str_ne(list[i].name, "");
	portal_close(&t.portal);
}
END_TEST

START_TEST(what_is_no_number_or_is_anothers_is_refused)
{
	struct counter t;
	struct portal *p = &t.portal;
	struct serve_person person = {.name = "Hala Haddad"}, known, family, *list;
	struct ledger_entry look;
	struct identifier id, ids[2];
	size_t count;

	open_counter(&t, "serve-refused");
	ck_assert_int_eq(serve_find(p->registry, &t.operator, & p->terms, p->service, "Hala",
				    p->arena, &list, &count, &err),
			 FAULT_NONE); /* a document may be called so */
	ck_assert_int_eq(serve_find(p->registry, &t.operator, & p->terms, p->service, "Hala %",
				    p->arena, &list, &count, &err),
			 FAULT_INPUT);
	ck_assert_int_eq(
		identifier_read(&p->terms, p->arena, IDENTIFIER_PHONE, "LB", "12", &id, &err),
		FAULT_INPUT);
	ck_assert_int_eq(
		identifier_read(&p->terms, p->arena, IDENTIFIER_NATIONAL_ID, "LB", " ", &id, &err),
		FAULT_INPUT);
	known = add(&t, "Hala Haddad", "012345678901", NULL);
	GOOD(identifier_read(&p->terms, p->arena, IDENTIFIER_NATIONAL_ID, "LB", "012345678901", &id,
			     &err));
	person.identifiers = &id;
	person.count = 1;
	ck_assert_int_eq(serve_add(p->registry, &t.operator, p->service, &person, &err),
			 FAULT_CONFLICT);
	ck_assert_uint_eq(entries(&t, known.id, LEDGER_LOOKED, &look), 1);
	family = add(&t, "Sami Haddad", NULL, "03123456");
	ids[0] = id;
	GOOD(identifier_read(&p->terms, p->arena, IDENTIFIER_PHONE, "LB", "03123456", &ids[1],
			     &err));
	person.identifiers = ids;
	person.count = 2;
	ck_assert_int_eq(serve_add(p->registry, &t.operator, p->service, &person, &err),
			 FAULT_CONFLICT);
	ck_assert_uint_eq(entries(&t, known.id, LEDGER_LOOKED, &look), 2);
	ck_assert_uint_eq(entries(&t, family.id, LEDGER_LOOKED, &look), 0); /* nothing was told */
	person.name = " ";
	person.count = 0;
	ck_assert_int_eq(serve_add(p->registry, &t.operator, p->service, &person, &err),
			 FAULT_INPUT);
	ck_assert_int_eq(
		serve_consent(p->registry, &t.operator, p->service, t.office.id, LANG_AR, &err),
		FAULT_MISSING);
	ck_assert_str_eq(t.operator.served.person, "");
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

START_TEST(who_looks_for_many_waits)
{
	struct counter t;
	struct portal *p = &t.portal;
	struct serve_person *list;
	size_t count;
	int done = 0;

	open_counter(&t, "serve-pace");
	while (done < 100 && serve_find(p->registry, &t.operator, & p->terms, p->service, "AB12345",
					p->arena, &list, &count, &err) == FAULT_NONE)
		done++;
	ck_assert_int_eq(done, 30);
	ck_assert_int_eq(err.fault, FAULT_BUSY);
	portal_close(p);
}
END_TEST

/* Fills in and sends what the person has consented to. */
static struct receipt serve(struct counter *t, struct caller *c, const char *person,
			    struct application *ret)
{
	struct portal *p = &t->portal;
	struct form *f = portal_form(p);
	struct receipt receipt;

	GOOD(serve_consent(p->registry, c, p->service, person, LANG_FR, &err));
	GOOD(application_begin_with(p->registry, c, f, LANG_EN, ret, receipt.pin, &err));
	GOOD(application_load(p->registry, c, ret, f, &err));
	GOOD(application_submit(p->registry, c, ret, f, &(struct receipt){.due_at = 0}, &err));
	memcpy(receipt.reference, ret->reference, sizeof(receipt.reference));
	form_free(f);
	return receipt;
}

/* What the authority's staff have among themselves is no more the operator's than the person's. */
START_TEST(who_serves_reads_what_the_person_reads)
{
	struct counter t;
	struct portal *p = &t.portal;
	struct application a;
	struct application_task *tasks;
	struct event *events;
	size_t count;

	open_counter(&t, "serve-inside");
	portal_renew(p, sample_acts(p->arena, "{id: remind,", "{id: remind, inside: no,"));
	serve(&t, &t.operator, add(&t, "Hala Haddad", "012345678901", NULL).id, &a);
	GOOD(application_get(p->registry, &p->host, &a, &err));
	GOOD(application_act(p->registry, &p->host, &a, p->service, SERVICE_CLOSE,
			     &(struct act_answers){.task = "opinion", .words = "Among us."}, &err));
	GOOD(application_events(p->registry, &t.operator, & a, p->service, p->arena, &events,
				&count, &err));
	ck_assert_uint_eq(count, 1);
	GOOD(application_tasks(p->registry, &t.operator, & a, p->service, p->arena, &tasks, &count,
			       &err));
	ck_assert_ptr_null(tasks[0].closing);
	GOOD(application_events(p->registry, &t.officer, &a, p->service, p->arena, &events, &count,
				&err));
	ck_assert_str_eq(events[1].note, "Among us.");
	portal_close(p);
}
END_TEST

START_TEST(the_person_sees_what_was_done_in_their_name)
{
	struct counter t;
	struct portal *p = &t.portal;
	struct application a, own;
	struct ledger_entry e;
	struct event *events;
	struct notice_item *notices;
	struct looks_told told;
	struct serve_person hala, *list;
	struct receipt receipt;
	size_t count;

	open_counter(&t, "serve-person");
	hala = add(&t, "Hala Haddad", "012345678901", NULL);
	ck_assert_uint_eq(found(&t, "012345678901", &list), 1);
	receipt = serve(&t, &t.operator, hala.id, &a);
	ck_assert_uint_eq(entries(&t, hala.id, LEDGER_CONSENTED, &e), 1);
	ck_assert_str_eq(e.actor, t.operator.account);
	ck_assert_str_eq(e.purpose, "lb-sample");
	ck_assert_uint_eq(entries(&t, a.id, LEDGER_SUBMITTED, &e), 1);
	ck_assert_str_eq(e.role, "operator");
	ck_assert_str_eq(e.office, t.office.id);
	ck_assert_str_eq(e.subject, hala.id);
	GOOD(application_open(p->registry, &p->guest, receipt.reference, receipt.pin, &own, &err));
	ck_assert_int_eq(own.lang, LANG_FR);
	GOOD(application_events(p->registry, &p->guest, &own, p->service, p->arena, &events, &count,
				&err));
	ck_assert_uint_eq(count, 1);
	ck_assert_str_eq(events[0].actor, "operator");
	GOOD(notice_of(p->registry, &p->guest, &own, p->arena, &notices, &count, &err));
	ck_assert_uint_eq(count, 1);
	ck_assert_str_eq(notices[0].template, "assisted");
	ck_assert_ptr_nonnull(strstr(notices[0].words, "votre accord"));
	GOOD(looks_of(p->registry, &p->guest, &own, p->arena, &told, &err));
	ck_assert_uint_eq(told.count, 2);
	ck_assert_str_eq(told.list[0].act, "consented");
	ck_assert_str_eq(told.list[1].act, "looked");
	ck_assert_str_eq(told.list[1].role, "operator");
	ck_assert_str_eq(told.list[1].office, "Centre of Tyre");
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

/* The sample asks for one telephone and one national number, and for several names. */
START_TEST(what_is_the_only_one_of_its_kind_is_filled_in)
{
	struct counter t;
	struct portal *p = &t.portal;
	struct serve_person hala;
	struct form *f;
	struct field_path phone, name, id;

	open_counter(&t, "serve-fill");
	f = form_new(p->service, &p->terms, (struct date){2026, 11, 27});
	phone = portal_path(p, "phone", 0);
	name = portal_path(p, "full_name", 0);
	id = portal_path(p, "spouse_id", 0);
	hala = add(&t, "Hala Haddad", "012345678901", "03123456");
	GOOD(serve_fill(p->registry, &t.operator, f, &err));
	ck_assert_ptr_null(form_get(f, &phone));
	GOOD(serve_consent(p->registry, &t.operator, p->service, hala.id, LANG_FR, &err));
	GOOD(serve_fill(p->registry, &t.operator, f, &err));
	ck_assert_str_eq(form_get(f, &phone), "+9613123456");
	ck_assert_ptr_null(form_get(f, &name)); /* a spouse and members have one, too */
	ck_assert_ptr_null(form_get(f, &id));   /* who is married alone is asked for it */
	form_free(f);
	portal_close(p);
}
END_TEST

/* Where the definition says whose it is, others of its kind are left alone, and parts of others'
 * answers too. */
START_TEST(what_is_the_applicants_own_is_filled_in)
{
	static const char more[] =
		"      questions:\n"
		"        - {id: me, type: person, is: applicant, label: {ar: a, fr: b, en: c}}\n"
		"        - {id: heir, type: person, label: {ar: d, fr: e, en: f}}\n";
	struct counter t;
	struct portal *p = &t.portal;
	struct serve_person hala;
	const struct service *s;
	struct form *f;
	struct field_path at = {.item = 0};

	open_counter(&t, "serve-own");
	s = sample_service_of(p->arena, sample_with(p->arena, "      questions:\n", more));
	f = form_new(s, &p->terms, (struct date){2026, 11, 27});
	hala = add(&t, "Hala Haddad", "012345678901", "03123456");
	GOOD(serve_consent(p->registry, &t.operator, p->service, hala.id, LANG_FR, &err));
	GOOD(serve_fill(p->registry, &t.operator, f, &err));
	at.question = service_question(s, "me_number", &at.section);
	ck_assert_str_eq(form_get(f, &at), "012345678901");
	at.question = service_question(s, "heir_number", &at.section);
	ck_assert_ptr_null(form_get(f, &at));
	at.question = service_question(s, "me_given_name", &at.section);
	ck_assert_ptr_null(form_get(f, &at)); /* a whole name is none of its parts */
	at.question = service_question(s, "phone", &at.section);
	ck_assert_str_eq(form_get(f, &at), "+9613123456");
	form_free(f);
	portal_close(p);
}
END_TEST

/* As soon as nobody is served, or the grant has ended, it is nothing of theirs. */
START_TEST(it_is_open_as_long_as_the_person_is_served)
{
	struct counter t;
	struct portal *p = &t.portal;
	struct application a, other;
	struct serve_person hala, sami;
	struct form *f;
	char pin[PIN_DIGITS + 1];

	open_counter(&t, "serve-open");
	hala = add(&t, "Hala Haddad", NULL, NULL);
	sami = add(&t, "Sami Haddad", NULL, NULL);
	f = portal_form(p);
	ck_assert_int_eq(
		application_begin_with(p->registry, &t.operator, f, LANG_EN, &a, pin, &err),
		FAULT_DENIED);
	GOOD(serve_consent(p->registry, &t.operator, p->service, hala.id, LANG_FR, &err));
	GOOD(application_begin_with(p->registry, &t.operator, f, LANG_EN, &a, pin, &err));
	GOOD(application_get(p->registry, &t.operator, & a, &err));
	ck_assert_int_eq(application_get(p->registry, &t.both, &a, &err), FAULT_MISSING);
	GOOD(serve_consent(p->registry, &t.operator, p->service, sami.id, LANG_FR, &err));
	ck_assert_int_eq(application_get(p->registry, &t.operator, & a, &err), FAULT_MISSING);
	GOOD(serve_consent(p->registry, &t.operator, p->service, hala.id, LANG_FR, &err));
	ck_assert_int_eq(application_get(p->registry, &t.operator, & a, &err), FAULT_NONE);
	caller_serve_no_more(&t.operator);
	ck_assert_int_eq(application_get(p->registry, &t.operator, & a, &err), FAULT_MISSING);
	GOOD(serve_consent(p->registry, &t.operator, p->service, hala.id, LANG_FR, &err));
	GOOD(account_end(p->registry, &p->host, t.operator_number, t.grant.id, &err));
	ck_assert_int_eq(application_get(p->registry, &t.operator, & a, &err), FAULT_MISSING);
	ck_assert_int_eq(
		application_begin_with(p->registry, &t.operator, f, LANG_EN, &other, pin, &err),
		FAULT_DENIED);
	ck_assert_int_eq(portal_verify(p, true), 0);
	form_free(f);
	portal_close(p);
}
END_TEST

/* Also one that is as long as one may be: it stands on the slip. */
START_TEST(a_name_is_served_whole)
{
	struct counter t;
	struct portal *p = &t.portal;
	struct serve_person hala;
	char name[PARTY_NAME + 1] = "";

	for (size_t at = 0; at < PARTY_NAME; at += strlen("ه"))
		memcpy(name + at, "ه", sizeof("ه"));
	open_counter(&t, "serve-name");
	hala = add(&t, name, NULL, NULL);
	GOOD(serve_consent(p->registry, &t.operator, p->service, hala.id, LANG_AR, &err));
	ck_assert_str_eq(t.operator.served.name, name);
	portal_close(p);
}
END_TEST

START_TEST(who_has_filled_it_in_does_not_decide_it)
{
	struct counter t;
	struct portal *p = &t.portal;
	struct application a;
	struct serve_person hala;

	open_counter(&t, "serve-conflict");
	hala = add(&t, "Hala Haddad", NULL, NULL);
	serve(&t, &t.both, hala.id, &a);
	GOOD(application_get(p->registry, &t.both, &a, &err));
	ck_assert_int_eq(application_ask(p->registry, &t.both, &a, p->service, "Which?", &err),
			 FAULT_DENIED);
	caller_serve_no_more(&t.both);
	ck_assert_int_eq(application_ask(p->registry, &t.both, &a, p->service, "Which?", &err),
			 FAULT_DENIED);
	GOOD(application_ask(p->registry, &t.officer, &a, p->service, "Which?", &err));
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

/* Past the engine: each is found. */
START_TEST(numbers_that_are_changed_are_found)
{
	static const char *const changes[] = {
		"DELETE FROM identifier WHERE scheme = 'phone'",
		"UPDATE identifier SET evidence = 'seen' WHERE scheme = 'phone'",
		"UPDATE identifier SET key = 'x' WHERE scheme = 'phone'",
		"UPDATE application SET consent_at = consent_at + 1",
		"UPDATE application SET subject = ''",
		"UPDATE application SET helper = ''",
	};
	struct application a;
	struct counter t;
	struct serve_person hala;
	struct raw *d;

	open_counter(&t, "serve-tamper");
	hala = add(&t, "Hala Haddad", "012345678901", "03123456");
	serve(&t, &t.operator, hala.id, &a);
	ck_assert_int_eq(portal_verify(&t.portal, true), 0);
	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
		d = raw_open(t.portal.folder, t.portal.address);
		raw_keep(d);
		raw_run(d, changes[i]);
		ck_assert_msg(portal_verify(&t.portal, false) > 0, "%s", changes[i]);
		raw_put_back(d);
		raw_close(d);
	}
	ck_assert_int_eq(portal_verify(&t.portal, true), 0);
	portal_close(&t.portal);
}
END_TEST

SUITE(serve, who_serves_reads_what_the_person_reads, a_person_is_found_by_a_whole_number_alone,
      a_telephone_may_be_that_of_many, what_is_no_number_or_is_anothers_is_refused,
      who_looks_for_many_waits, the_person_sees_what_was_done_in_their_name,
      what_is_the_only_one_of_its_kind_is_filled_in, what_is_the_applicants_own_is_filled_in,
      it_is_open_as_long_as_the_person_is_served, a_name_is_served_whole,
      who_has_filled_it_in_does_not_decide_it, numbers_that_are_changed_are_found)
