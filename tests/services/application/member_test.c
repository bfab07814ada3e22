/* member_test.c - several people in one application: who may what, by an invitation that is taken
 * once, and until it ends. */
#include "tests/services/application/signed_house.h"
#include "tests/services/engine.h"
#include "tests/services/raw.h"
#include "tests/services/tamper.h"
#include "tests/unit.h"

#include "services/document/papers.h"
#include "services/registry/ledger.h"
#include "services/registry/limits.h"

#include <string.h>

#define DAY ((int64_t)86400)
#define GOOD(call)                                                                                 \
	ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, signed_err.say, signed_err.detail)
#define NOT(fault, call) ck_assert_int_eq((int)(call), (int)(fault))

static struct error *const err = &signed_err;

static enum fault join(struct signed_house *h, struct caller *c, const char *code,
		       char pin[MEMBER_PIN_DIGITS + 1])
{
	struct application a;

	return member_join(h->portal.registry, c, h->draft.reference, code, &h->portal.terms, &a,
			   pin, err);
}

static enum fault put(struct signed_house *h, struct caller *c, const char *words)
{
	struct portal *p = &h->portal;
	struct application a = h->draft;
	struct form *f = form_new(p->service, &p->terms, date_of(p->now));
	enum fault fault = application_load(p->registry, c, &a, f, err);
	struct field_path at = portal_path(p, "story", 0);
	struct application_answer answer = {
		.at = at, .was = form_get(f, &at), .now = words, .arena = p->arena};

	if (fault == FAULT_NONE)
		fault = application_put(p->registry, c, &a, &answer, err);
	form_free(f);
	return fault;
}

static enum fault look(struct signed_house *h, struct caller *c)
{
	struct application a = h->draft;

	return application_get(h->portal.registry, c, &a, err);
}

START_TEST(each_may_what_was_said)
{
	static const struct {
		int rights;
		enum fault put, sign;
	} who[] = {{MEMBER_VIEW, FAULT_DENIED, FAULT_DENIED},
		   {MEMBER_EDIT, FAULT_NONE, FAULT_DENIED},
		   {MEMBER_SIGN, FAULT_DENIED, FAULT_NONE}};
	struct signed_house here, *h = &here;
	struct portal *p = &h->portal;
	struct member *list;
	size_t count;

	signed_open(h, "member-rights");
	for (size_t i = 0; i < 3; i++) {
		struct caller c = caller_visitor("", FACE_PAGES);
		char code[MEMBER_CODE_DIGITS + 1], pin[MEMBER_PIN_DIGITS + 1];
		struct member_invitation m = {.name = "X", .rights = MEMBER_VIEW};
		struct receipt receipt;
		struct form *f = signed_form(h);
		struct papers papers;

		NOT(FAULT_MISSING, look(h, &c));
		signed_invite(h, "Somebody", who[i].rights, 0, code);
		GOOD(join(h, &c, code, pin));
		GOOD(look(h, &c));
		NOT(who[i].put, put(h, &c, i == 0 ? "one" : "two"));
		NOT(who[i].sign, signature_sign(p->registry, &c, &h->draft, p->service,
						&(struct signature_wish){.item = 0}, NULL, err));
		GOOD(papers_list(p->registry, &c, &h->draft, p->service, NULL, p->arena, &papers,
				 err));
		ck_assert_int_eq(papers.open, who[i].put == FAULT_NONE);
		/* what is the applicant's alone */
		NOT(FAULT_DENIED, application_discard(p->registry, &c, &h->draft, err));
		NOT(FAULT_DENIED,
		    member_invite(p->registry, &c, &h->draft, p->service, &m, code, err));
		NOT(FAULT_DENIED, application_submit(p->registry, &c, &h->draft, f, &receipt, err));
		form_free(f);
		GOOD(member_list(p->registry, &c, &h->draft, p->arena, &list, &count, err));
		ck_assert_uint_eq(count, 1);
	}
	GOOD(member_list(p->registry, &p->guest, &h->draft, p->arena, &list, &count, err));
	ck_assert_uint_eq(count, 3);
	ck_assert_str_eq(list[2].name, "Somebody");
	ck_assert_int_eq(list[2].state, MEMBER_JOINED);
	ck_assert_int_eq(list[2].item, 1);
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

START_TEST(a_code_is_taken_once_and_not_late)
{
	struct signed_house here, *h = &here;
	struct portal *p = &h->portal;
	struct caller c = caller_visitor("198.51.100.0/24", FACE_PAGES), again = c, late = c;
	char code[MEMBER_CODE_DIGITS + 1], other[MEMBER_CODE_DIGITS + 1];
	char pin[MEMBER_PIN_DIGITS + 1];
	struct application a;
	char wrong[] = "0000000000";

	signed_open(h, "member-code");
	signed_invite(h, "Sami", MEMBER_VIEW, 0, code);
	signed_invite(h, "Nada", MEMBER_VIEW, 0, other);
	NOT(FAULT_MISSING, join(h, &c, wrong, pin));
	ck_assert_str_eq(err->code, "reference_or_code");
	NOT(FAULT_INPUT, join(h, &c, "12345", pin));
	/* the applicant needs none */
	NOT(FAULT_CONFLICT, join(h, &p->guest, code, pin));
	GOOD(join(h, &c, code, pin));
	NOT(FAULT_CONFLICT, join(h, &again, code, pin));
	/* from then on by a PIN of their own */
	GOOD(application_open(p->registry, &again, h->draft.reference, pin, &a, err));
	NOT(FAULT_DENIED, put(h, &again, "x"));
	pin[7] = pin[7] == '0' ? '1' : '0';
	NOT(FAULT_MISSING, application_open(p->registry, &late, h->draft.reference, pin, &a, err));
	p->now += (LIMIT_INVITE_DAYS + 1) * DAY;
	NOT(FAULT_CONFLICT, join(h, &late, other, pin));
	/* guessing is waited for */
	for (int i = 0; i < LIMIT_PIN_FREE; i++)
		NOT(FAULT_MISSING, join(h, &late, wrong, pin));
	NOT(FAULT_DENIED, join(h, &late, wrong, pin));
	ck_assert_str_eq(err->code, "too_many_tries");
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

/* Where a refusal would tell that there is such an application, it is one like any other. */
START_TEST(a_flood_tells_nothing_of_a_reference)
{
	struct signed_house here, *h = &here;
	struct portal *p = &h->portal;
	struct caller c = caller_visitor("198.51.100.0/24", FACE_PAGES);
	char code[MEMBER_CODE_DIGITS + 1], pin[MEMBER_PIN_DIGITS + 1];
	char unknown[REFERENCE_DIGITS + 1];
	struct application a;
	struct error refused;

	signed_open(h, "member-flood");
	signed_invite(h, "Sami", MEMBER_VIEW, 0, code);
	for (int i = 0; i < LIMIT_PIN_FREE; i++)
		NOT(FAULT_MISSING, join(h, &c, "0000000000", pin));
	NOT(FAULT_DENIED, join(h, &c, code, pin));
	signed_crowd(h);
	NOT(FAULT_MISSING, join(h, &c, code, pin));
	refused = *err;
	reference_new(unknown);
	NOT(FAULT_MISSING, member_join(p->registry, &c, unknown, code, &p->terms, &a, pin, err));
	ck_assert_str_eq(refused.say, err->say);
	ck_assert_str_eq(refused.detail, err->detail);
	ck_assert_str_eq(refused.code, err->code);
	portal_close(p);
}
END_TEST

/* Whoever has the code reads what it is to before it is used up. */
START_TEST(an_invitation_says_what_it_is_to)
{
	struct signed_house here, *h = &here;
	struct portal *p = &h->portal;
	struct caller c = caller_visitor("", FACE_PAGES);
	struct member_offer offer;
	char code[MEMBER_CODE_DIGITS + 1], pin[MEMBER_PIN_DIGITS + 1];

	signed_open(h, "member-offer");
	signed_invite(h, "Sami", MEMBER_VIEW, 0, code);
	NOT(FAULT_MISSING, member_offered(p->registry, &c, h->draft.reference, "0000000000",
					  p->arena, &offer, err));
	GOOD(member_offered(p->registry, &c, h->draft.reference, code, p->arena, &offer, err));
	ck_assert_str_eq(offer.service, h->draft.service);
	ck_assert_str_eq(offer.name, "Sami");
	ck_assert_int_eq(offer.rights, MEMBER_VIEW);
	GOOD(join(h, &c, code, pin));
	/* and nothing more, once it was taken or is too old */
	NOT(FAULT_CONFLICT,
	    member_offered(p->registry, &c, h->draft.reference, code, p->arena, &offer, err));
	signed_invite(h, "Nada", MEMBER_VIEW, 0, code);
	p->now += (LIMIT_INVITE_DAYS + 1) * DAY;
	NOT(FAULT_CONFLICT,
	    member_offered(p->registry, &c, h->draft.reference, code, p->arena, &offer, err));
	portal_close(p);
}
END_TEST

START_TEST(who_is_in_is_out_when_it_ends)
{
	struct signed_house here, *h = &here;
	struct portal *p = &h->portal;
	struct caller c = caller_visitor("", FACE_PAGES), sami;
	struct account_paper paper;
	struct notice_item *told;
	struct application *mine, a;
	char code[MEMBER_CODE_DIGITS + 1], pin[MEMBER_PIN_DIGITS + 1];
	size_t count;

	signed_open(h, "member-ends");
	signed_invite(h, "Nada", MEMBER_EDIT, 0, code);
	GOOD(join(h, &c, code, pin));
	GOOD(put(h, &c, "one"));
	GOOD(member_end(p->registry, &p->guest, &h->draft, p->service, 1, err));
	/* in the middle of a visit */
	ck_assert_int_ne(put(h, &c, "two"), FAULT_NONE);
	ck_assert_int_ne(look(h, &c), FAULT_NONE);
	NOT(FAULT_MISSING, application_open(p->registry, &c, h->draft.reference, pin, &a, err));
	NOT(FAULT_MISSING, member_end(p->registry, &p->guest, &h->draft, p->service, 1, err));
	/* a founder who withdraws */
	sami = signed_person(h, "Sami Nassar", NULL, &paper);
	signed_invite(h, "Sami", MEMBER_SIGN, 2, code);
	GOOD(join(h, &sami, code, pin));
	ck_assert_str_eq(pin, "");
	GOOD(member_mine(p->registry, &sami, p->arena, &mine, &count, err));
	ck_assert_uint_eq(count, 1);
	GOOD(signature_sign(p->registry, &sami, &h->draft, p->service,
			    &(struct signature_wish){.item = 0}, NULL, err));
	ck_assert_uint_eq(signed_now(h).have, 1);
	/* nobody is two of them */
	signed_invite(h, "Another", MEMBER_SIGN, 1, code);
	NOT(FAULT_CONFLICT, join(h, &sami, code, pin));
	GOOD(member_end(p->registry, &p->guest, &h->draft, p->service, 3, err));
	NOT(FAULT_CONFLICT, join(h, &c, code, pin)); /* taken back */
	NOT(FAULT_DENIED, member_end(p->registry, &sami, &h->draft, p->service, 1, err));
	GOOD(member_end(p->registry, &sami, &h->draft, p->service, 2, err));
	ck_assert_uint_eq(signed_now(h).have, 0);
	ck_assert_int_eq(signed_now(h).places[1].state, SIGNATURE_OPEN);
	NOT(FAULT_MISSING, look(h, &sami));
	GOOD(notice_of(p->registry, &p->guest, &h->draft, p->arena, &told, &count, err));
	ck_assert_uint_eq(count, 4);
	ck_assert_str_eq(told[0].template, "joined");
	ck_assert_str_eq(told[2].template, "signed");
	ck_assert_str_eq(told[3].template, "unsigned");
	ck_assert_ptr_nonnull(strstr(told[3].words, "Sami"));
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

START_TEST(staff_who_sign_decide_nothing)
{
	struct signed_house here, *h = &here;
	struct portal *p = &h->portal;
	struct account_paper paper;
	struct caller rana, person;
	struct receipt receipt;
	struct form *f;
	char code[MEMBER_CODE_DIGITS + 1], pin[MEMBER_PIN_DIGITS + 1];

	signed_open_as(h, "member-staff", "  - {each: members, needed: 1, before: submit}");
	rana = portal_hire(p, "Rana Aoun", "officer", "", &paper);
	person = caller_visitor("", FACE_PAGES);
	GOOD(sign_in_account(p->registry, &person, paper.number, paper.pin, err));
	signed_invite(h, "Rana", MEMBER_SIGN, 2, code);
	GOOD(join(h, &person, code, pin));
	GOOD(signature_sign(p->registry, &person, &h->draft, p->service,
			    &(struct signature_wish){.item = 0}, NULL, err));
	f = signed_form(h);
	GOOD(application_submit(p->registry, &p->guest, &h->draft, f, &receipt, err));
	form_free(f);
	ck_assert_int_ne(application_ask(p->registry, &rana, &h->draft, p->service, "Why?", err),
			 FAULT_NONE);
	portal_close(p);
}
END_TEST

START_TEST(what_is_changed_past_the_portal_is_found_and_grants_nothing)
{
	struct signed_house here, *h = &here;
	struct portal *p = &h->portal;
	struct caller c = caller_visitor("", FACE_PAGES);
	char code[MEMBER_CODE_DIGITS + 1];
	struct raw *raw;

	signed_open(h, "member-verify");
	signed_invite(h, "Sami", MEMBER_SIGN, 2, code);
	signed_join(h, &c, code);
	GOOD(signature_sign(p->registry, &c, &h->draft, p->service,
			    &(struct signature_wish){.item = 0}, NULL, err));
	raw = tamper_open(p);
	tamper_columns(p, raw, "member", "number = 1");
	tamper_rows(p, raw, "member");
	raw_close(raw);
	portal_tamper(p, "UPDATE member SET rights = 7");
	NOT(FAULT_MISSING, look(h, &c));
	portal_close(p);
}
END_TEST

START_TEST(an_audit_of_the_application_tells_of_them)
{
	struct signed_house here, *h = &here;
	struct portal *p = &h->portal;
	struct caller c = caller_visitor("", FACE_PAGES);
	struct audit_question q = {.reference = h->draft.reference};
	struct audit found;
	char code[MEMBER_CODE_DIGITS + 1];
	size_t joined = 0;

	signed_open(h, "member-audit");
	p->host.purpose = "a complaint";
	signed_invite(h, "Sami", MEMBER_VIEW, 0, code);
	signed_join(h, &c, code);
	GOOD(audit_list(p->registry, &p->host, &q, p->arena, &found, err));
	for (size_t i = 0; i < found.count; i++) {
		joined += strcmp(found.entries[i].act, "joined") == 0;
		ck_assert_str_eq(found.entries[i].reference, h->draft.reference);
	}
	ck_assert_uint_eq(joined, 1);
	portal_close(p);
}
END_TEST

START_TEST(they_go_with_their_draft)
{
	struct signed_house here, *h = &here;
	struct portal *p = &h->portal;
	char code[MEMBER_CODE_DIGITS + 1];
	int64_t drafts;

	signed_open(h, "member-expires");
	signed_invite(h, "Sami", MEMBER_SIGN, 2, code);
	p->now += (LIMIT_DRAFT_DAYS + 1) * DAY;
	GOOD(expire_run(p->registry, &drafts, err));
	ck_assert_int_eq(drafts, 1);
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

SUITE(member, each_may_what_was_said, a_code_is_taken_once_and_not_late,
      a_flood_tells_nothing_of_a_reference, who_is_in_is_out_when_it_ends,
      an_invitation_says_what_it_is_to, staff_who_sign_decide_nothing,
      what_is_changed_past_the_portal_is_found_and_grants_nothing,
      an_audit_of_the_application_tells_of_them, they_go_with_their_draft)
