/* signature_rights_test.c - signatures: what a code opens, and for how long; who may not sign for
 * another; what holds no more when those who sign are others.
 */
#include "tests/services/application/signed_house.h"
#include "services/registry/limits.h"
#include "tests/unit.h"

#include <string.h>

#define GOOD(call)                                                                                 \
	ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, signed_err.say, signed_err.detail)
#define NOT(fault, call) ck_assert_int_eq((int)(call), (int)(fault))

static struct error *const err = &signed_err;

static enum fault text_of(struct signed_house *h, const char *code, const char **ret)
{
	struct caller stranger = caller_visitor("203.0.113.0/24", FACE_COMMAND);

	return signature_text_by_code(h->portal.registry, &stranger, h->draft.reference, code,
				      &h->portal.terms, h->portal.arena, ret, err);
}

/* Whoever has kept it reads nothing with it. */
START_TEST(a_code_that_was_taken_opens_no_text)
{
	struct signed_house here, *h = &here;
	struct caller sami = caller_visitor("", FACE_PAGES), nada;
	struct account_paper paper;
	char one[MEMBER_CODE_DIGITS + 1], two[MEMBER_CODE_DIGITS + 1];
	const char *text = "";

	signed_open(h, "signed-taken");
	signed_invite(h, "Sami", MEMBER_SIGN, 1, one);
	signed_invite(h, "Nada", MEMBER_SIGN, 2, two);
	GOOD(text_of(h, one, &text));
	GOOD(text_of(h, two, &text));
	signed_join(h, &sami, one);
	nada = signed_person(h, "Nada Saab", NULL, &paper);
	signed_join(h, &nada, two);
	NOT(FAULT_CONFLICT, text_of(h, one, &text));
	NOT(FAULT_CONFLICT, text_of(h, two, &text));
	ck_assert_ptr_nonnull(strstr(err->say, "already accepted"));
	portal_close(&h->portal);
}
END_TEST

/* Nobody has taken it: it is told what it is. */
START_TEST(what_is_too_old_is_not_called_taken)
{
	struct signed_house here, *h = &here;
	struct keyholder key = keyholder_of('a');
	char code[MEMBER_CODE_DIGITS + 1];
	struct caller stranger = caller_visitor("", FACE_COMMAND);
	const char *text = "", *name, *sent;

	signed_open(h, "signed-late");
	signed_invite(h, "Sami", MEMBER_SIGN, 1, code);
	GOOD(text_of(h, code, &text));
	sent = keyholder_sign(h->portal.arena, &key, text, "shubbak", "ssh-ed25519");
	h->portal.now += (LIMIT_INVITE_DAYS + 1) * 86400;
	NOT(FAULT_CONFLICT, signature_by_key(h->portal.registry, &stranger, h->draft.reference,
					     sent, &h->portal.terms, h->portal.arena, &name, err));
	ck_assert_ptr_nonnull(strstr(err->say, "has expired"));
	portal_close(&h->portal);
}
END_TEST

/* By none of the ways. */
START_TEST(what_has_ended_is_signed_no_more)
{
	struct signed_house here, *h = &here;
	struct portal *p = &h->portal;
	struct account_paper paper;
	struct caller rana;
	struct receipt receipt;
	struct form *f;
	struct signature_wish first = {.item = 1}, second = {.item = 2};
	struct signature_paper seen = {.name = "Rami", .seen = true};
	const char *text = "";
	char check[16];

	signed_open_as(h, "signed-ended", "  - {each: members, needed: 1, before: submit}");
	rana = portal_hire(p, "Rana Aoun", "operator", "", &paper);
	signed_put(h, "story", 0, "one\n= two");
	GOOD(signature_text(p->registry, &p->guest, &h->draft, p->service, &second, p->arena, &text,
			    err));
	ck_assert_ptr_nonnull(strstr(text, "one\n  = two\n")); /* as it was written */
	snprintf(check, sizeof(check), "%.9s", strstr(text, "\ncheck ") + 7);
	seen.check = check;
	GOOD(signature_sign(p->registry, &p->guest, &h->draft, p->service, &first, NULL, err));
	f = signed_form(h);
	GOOD(application_submit(p->registry, &p->guest, &h->draft, f, &receipt, err));
	form_free(f);
	GOOD(application_withdraw(p->registry, &p->guest, &h->draft, p->service, err));
	NOT(FAULT_CONFLICT, signature_undo(p->registry, &p->guest, &h->draft, p->service, err));
	NOT(FAULT_CONFLICT, signature_witness(p->registry, &rana, h->draft.reference, &second,
					      &seen, &p->terms, err));
	ck_assert_ptr_nonnull(strstr(err->say, "closed"));
	ck_assert_uint_eq(signed_now(h).have, 1);
	portal_close(p);
}
END_TEST

/* Who invites has each code in hand. */
START_TEST(the_applicants_key_signs_for_nobody_else)
{
	struct signed_house here, *h = &here;
	struct portal *p = &h->portal;
	struct keyholder s = keyholder_of('a'), other = keyholder_of('b');
	struct caller stranger = caller_visitor("203.0.113.0/24", FACE_COMMAND);
	char code[MEMBER_CODE_DIGITS + 1];
	const char *text = "", *name;

	signed_open(h, "signed-own-key");
	GOOD(publickey_read(keyholder_line(p->arena, &s), p->guest.key, err));
	GOOD(application_own(p->registry, &p->guest, &h->draft, err));
	signed_invite(h, "Sami", MEMBER_SIGN, 2, code);
	GOOD(text_of(h, code, &text));
	NOT(FAULT_CONFLICT,
	    signature_by_key(p->registry, &stranger, h->draft.reference,
			     keyholder_sign(p->arena, &s, text, "shubbak", "ssh-ed25519"),
			     &p->terms, p->arena, &name, err));
	ck_assert_ptr_nonnull(strstr(err->say, "You are the applicant here"));
	GOOD(signature_by_key(p->registry, &stranger, h->draft.reference,
			      keyholder_sign(p->arena, &other, text, "shubbak", "ssh-ed25519"),
			      &p->terms, p->arena, &name, err));
	portal_close(p);
}
END_TEST

/* Whether or not the signature covers who they are. */
START_TEST(it_is_of_who_signed_and_not_of_who_stands_there_now)
{
	struct signed_house here, *h = &here;
	struct portal *p = &h->portal;
	struct signature_wish w = {.item = 2};

	signed_open_as(h, "signed-who", "  - {each: members, covers: [person], before: submit}");
	GOOD(signature_sign(p->registry, &p->guest, &h->draft, p->service, &w, NULL, err));
	ck_assert_uint_eq(signed_now(h).have, 1);
	/* the others are nothing to it */
	signed_put(h, "member_name", 1, "Lina Saab");
	signed_put(h, "school", 2, "Zahle 3");
	ck_assert_uint_eq(signed_now(h).have, 1);
	signed_put(h, "member_name", 2, "Another");
	ck_assert_uint_eq(signed_now(h).have, 0);
	ck_assert_str_eq(signed_now(h).places[1].lost, "Member's name en (2)");
	signed_put(h, "member_name", 2, "Rami");
	ck_assert_uint_eq(signed_now(h).have, 1);
	portal_close(p);
}
END_TEST

START_TEST(what_is_changed_past_the_portal_holds_nothing)
{
	struct signed_house here, *h = &here;
	struct portal *p = &h->portal;
	struct caller sami = caller_visitor("", FACE_PAGES);
	struct signature_wish w = {.item = 0};
	char code[MEMBER_CODE_DIGITS + 1];

	signed_open(h, "signed-past");
	signed_invite(h, "Sami", MEMBER_SIGN, 2, code);
	signed_join(h, &sami, code);
	GOOD(signature_sign(p->registry, &sami, &h->draft, p->service, &w, NULL, err));
	GOOD(member_end(p->registry, &sami, &h->draft, p->service, 1, err));
	portal_tamper(p, "UPDATE member SET ended_at = 0");
	ck_assert_uint_eq(signed_now(h).have, 0);
	portal_close(p);
}
END_TEST

/* Neither which references there are, nor, by trying one after the other, the check of a text. */
START_TEST(a_witness_learns_nothing_by_trying)
{
	struct signed_house here, *h = &here;
	struct portal *p = &h->portal;
	struct account_paper paper;
	struct caller near, far, person = caller_visitor("", FACE_PAGES);
	struct signature_wish w = {.item = 2};
	struct signature_paper seen = {.name = "Rami", .check = "00000000", .seen = true};
	char words[300], code[MEMBER_CODE_DIGITS + 1], other[REFERENCE_DIGITS + 1];
	enum fault fault = FAULT_INPUT;

	signed_open(h, "signed-tries");
	near = portal_hire(p, "Rana Aoun", "operator", "", &paper);
	reference_new(other);
	/* whose own matter it is, and nobody's whom they may witness for */
	far = portal_hire(p, "Rima Aoun", "operator", "", &paper);
	GOOD(sign_in_account(p->registry, &person, paper.number, paper.pin, err));
	signed_invite(h, "Rima", MEMBER_SIGN, 1, code);
	signed_join(h, &person, code);
	NOT(FAULT_MISSING, signature_witness(p->registry, &far, other, &w, &seen, &p->terms, err));
	snprintf(words, sizeof(words), "%s", err->say);
	NOT(FAULT_MISSING,
	    signature_witness(p->registry, &far, h->draft.reference, &w, &seen, &p->terms, err));
	ck_assert_str_eq(err->say, words);
	for (int i = 0; i < 1000 && fault == FAULT_INPUT; i++)
		fault = signature_witness(p->registry, &near, h->draft.reference, &w, &seen,
					  &p->terms, err);
	ck_assert_int_eq(fault, FAULT_BUSY);
	portal_close(p);
}
END_TEST

/* What was decided on stays signed. */
START_TEST(who_only_looks_on_is_let_out_also_when_it_has_ended)
{
	struct signed_house here, *h = &here;
	struct portal *p = &h->portal;
	struct caller sami = caller_visitor("", FACE_PAGES), nada = sami;
	struct application seen;
	struct signature_wish w = {.item = 0};
	struct receipt receipt;
	struct form *f;
	char code[MEMBER_CODE_DIGITS + 1];

	signed_open_as(h, "signed-leaves", "  - {each: members, needed: 1, before: submit}");
	signed_invite(h, "Sami", MEMBER_SIGN, 1, code);
	signed_join(h, &sami, code);
	signed_invite(h, "Nada", MEMBER_VIEW, 0, code);
	signed_join(h, &nada, code);
	GOOD(signature_sign(p->registry, &sami, &h->draft, p->service, &w, NULL, err));
	f = signed_form(h);
	GOOD(application_submit(p->registry, &p->guest, &h->draft, f, &receipt, err));
	form_free(f);
	GOOD(application_withdraw(p->registry, &p->guest, &h->draft, p->service, err));
	NOT(FAULT_CONFLICT, member_end(p->registry, &p->guest, &h->draft, p->service, 1, err));
	seen = h->draft;
	GOOD(application_get(p->registry, &nada, &seen, err));
	GOOD(member_end(p->registry, &p->guest, &h->draft, p->service, 2, err));
	NOT(FAULT_MISSING, application_get(p->registry, &nada, &seen, err));
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

SUITE(signature_rights, what_is_too_old_is_not_called_taken,
      who_only_looks_on_is_let_out_also_when_it_has_ended, a_witness_learns_nothing_by_trying,
      what_is_changed_past_the_portal_holds_nothing,
      it_is_of_who_signed_and_not_of_who_stands_there_now, the_applicants_key_signs_for_nobody_else,
      a_code_that_was_taken_opens_no_text, what_has_ended_is_signed_no_more)
