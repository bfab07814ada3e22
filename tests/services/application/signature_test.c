/* signature_test.c - who has to sign an application: by which ways, what holds, and what is
 * refused.
 */
#include "tests/services/application/signed_house.h"
#include "tests/unit.h"

#include "services/registry/limits.h"

#include <string.h>

#define GOOD(call)                                                                                 \
	ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, signed_err.say, signed_err.detail)
#define NOT(fault, call) ck_assert_int_eq((int)(call), (int)(fault))

static struct error *const err = &signed_err;

static enum fault submit(struct signed_house *h)
{
	struct receipt receipt;
	struct form *f = signed_form(h);
	enum fault fault = application_submit(h->portal.registry, &h->portal.guest, &h->draft, f,
					      &receipt, err);

	form_free(f);
	return fault;
}

static enum fault sign_own(struct signed_house *h, int item)
{
	struct signature_wish w = {.item = item};

	return signature_sign(h->portal.registry, &h->portal.guest, &h->draft, h->portal.service,
			      &w, NULL, err);
}

static enum fault by_key(struct signed_house *h, const char *armored)
{
	struct caller stranger = caller_visitor("203.0.113.0/24", FACE_COMMAND);
	const char *name;

	return signature_by_key(h->portal.registry, &stranger, h->draft.reference, armored,
				&h->portal.terms, h->portal.arena, &name, err);
}

static const char *text_of(struct signed_house *h, const char *code)
{
	struct caller stranger = caller_visitor("203.0.113.0/24", FACE_COMMAND);
	const char *text = "";

	GOOD(signature_text_by_code(h->portal.registry, &stranger, h->draft.reference, code,
				    &h->portal.terms, h->portal.arena, &text, err));
	return text;
}

static const char *sign(struct signed_house *h, char key, const char *text)
{
	struct keyholder s = keyholder_of(key);

	return keyholder_sign(h->portal.arena, &s, text, "shubbak", "ssh-ed25519");
}

START_TEST(it_is_sent_when_all_have_signed)
{
	struct signed_house here, *h = &here;
	struct signature_standing now;
	struct caller sami = caller_visitor("", FACE_PAGES);
	char code[MEMBER_CODE_DIGITS + 1];

	signed_open(h, "signed-all");
	NOT(FAULT_DENIED, submit(h));
	ck_assert_str_eq(err->code, "not_signed");
	ck_assert_str_eq(err->fills[3].value, "member en 1 (Lina), member en 2 (Rami)");
	GOOD(sign_own(h, 1));
	signed_invite(h, "Sami", MEMBER_SIGN, 2, code);
	now = signed_now(h);
	ck_assert_uint_eq(now.have, 1);
	ck_assert_int_eq(now.places[1].state, SIGNATURE_INVITED);
	NOT(FAULT_DENIED, submit(h));
	ck_assert_str_eq(err->fills[0].value, "1");
	ck_assert_str_eq(err->fills[3].value, "member en 2 (Rami)");
	signed_join(h, &sami, code);
	GOOD(signature_sign(h->portal.registry, &sami, &h->draft, h->portal.service,
			    &(struct signature_wish){.item = 0}, NULL, err));
	now = signed_now(h);
	ck_assert_uint_eq(now.have, 2);
	ck_assert_str_eq(now.missing, "");
	GOOD(submit(h));
	ck_assert_int_eq(portal_verify(&h->portal, true), 0);
	portal_close(&h->portal);
}
END_TEST

START_TEST(one_changed_answer_ends_it_and_putting_it_back_heals)
{
	struct signed_house here, *h = &here;
	struct signature_standing now;
	struct tick tick;
	struct signature_notice *told;
	struct caller sami = caller_visitor("", FACE_PAGES);
	char code[MEMBER_CODE_DIGITS + 1];
	size_t count;

	signed_open(h, "signed-heals");
	signed_invite(h, "Sami", MEMBER_SIGN, 2, code);
	signed_join(h, &sami, code);
	GOOD(signature_sign(h->portal.registry, &sami, &h->draft, h->portal.service,
			    &(struct signature_wish){.item = 0}, NULL, err));
	signed_put(h, "full_name", 0, "Mayy Saab");
	now = signed_now(h);
	ck_assert_uint_eq(now.have, 0);
	ck_assert_int_eq(now.places[1].state, SIGNATURE_LOST);
	ck_assert_str_eq(now.places[1].lost, "Name en");
	/* told once, when the answers rest */
	GOOD(tick_run(h->portal.registry, &tick, err));
	ck_assert_int_eq(tick.told, 0);
	h->portal.now += LIMIT_SIGN_MINUTES * 60 + 1;
	GOOD(tick_run(h->portal.registry, &tick, err));
	ck_assert_int_eq(tick.told, 1);
	signed_put(h, "birth", 0, "1990-03-15");
	h->portal.now += LIMIT_SIGN_MINUTES * 60 + 1;
	GOOD(tick_run(h->portal.registry, &tick, err));
	GOOD(signature_notices(h->portal.registry, &sami, &h->draft, h->portal.arena, &told, &count,
			       err));
	ck_assert_uint_eq(count, 1);
	ck_assert_ptr_nonnull(strstr(told[0].words, "Name en"));
	ck_assert(told[0].is_new);
	/* what it does not cover may change */
	signed_put(h, "full_name", 0, "Mayy Haddad");
	signed_put(h, "birth", 0, "1990-03-14");
	signed_put(h, "story", 0, "another");
	now = signed_now(h);
	ck_assert_int_eq(now.places[1].state, SIGNATURE_SIGNED);
	h->portal.now += LIMIT_SIGN_MINUTES * 60 + 1;
	GOOD(tick_run(h->portal.registry, &tick, err));
	signed_put(h, "full_name", 0, "Mayy Saab");
	h->portal.now += LIMIT_SIGN_MINUTES * 60 + 1;
	GOOD(tick_run(h->portal.registry, &tick, err));
	GOOD(signature_notices(h->portal.registry, &sami, &h->draft, h->portal.arena, &told, &count,
			       err));
	ck_assert_uint_eq(count, 2);
	ck_assert(!told[1].is_new);
	ck_assert_int_eq(portal_verify(&h->portal, true), 0);
	portal_close(&h->portal);
}
END_TEST

START_TEST(a_key_signs_by_the_invitation_in_the_text)
{
	struct signed_house here, *h = &here;
	struct signature_standing now;
	char code[MEMBER_CODE_DIGITS + 1];
	const char *text, *sent;

	signed_open(h, "signed-key");
	signed_invite(h, "Sami", MEMBER_SIGN, 2, code);
	text = text_of(h, code);
	ck_assert_ptr_nonnull(strstr(text, "\nsignature members 2\n"));
	ck_assert_ptr_nonnull(strstr(text, "\nName en: Mayy Haddad\n"));
	ck_assert_ptr_null(strstr(text, code));
	ck_assert_ptr_null(strstr(text, "Story"));
	sent = sign(h, 'a', text);
	GOOD(by_key(h, sent));
	now = signed_now(h);
	ck_assert_uint_eq(now.have, 1);
	ck_assert_str_eq(now.places[1].way, "key");
	/* sent again it changes nothing; who has only the key fetches the text by the code */
	ck_assert_str_eq(text_of(h, code), text);
	NOT(FAULT_CONFLICT, by_key(h, sent));
	/* and by another key it is not the one who has taken the invitation */
	NOT(FAULT_DENIED, by_key(h, sign(h, 'b', text)));
	signed_put(h, "full_name", 0, "Mayy Saab");
	NOT(FAULT_MISSING, by_key(h, sent));
	signed_put(h, "full_name", 0, "Mayy Haddad");
	now = signed_now(h);
	ck_assert_uint_eq(now.have, 1);
	ck_assert_int_eq(portal_verify(&h->portal, true), 0);
	portal_close(&h->portal);
}
END_TEST

/* Where a refusal would tell that there is such an application, it is one like any other. */
START_TEST(a_flood_tells_nothing_of_what_is_signed)
{
	struct signed_house here, *h = &here;
	char code[MEMBER_CODE_DIGITS + 1];
	const char *sent;

	signed_open(h, "signed-flood");
	signed_invite(h, "Sami", MEMBER_SIGN, 1, code);
	sent = sign(h, 'a', text_of(h, code));
	for (int i = 0; i < LIMIT_PIN_FREE; i++)
		NOT(FAULT_MISSING, by_key(h, sign(h, 'a', "another text")));
	NOT(FAULT_DENIED, by_key(h, sent));
	signed_crowd(h);
	NOT(FAULT_MISSING, by_key(h, sent));
	ck_assert_uint_eq(signed_now(h).have, 0);
	portal_close(&h->portal);
}
END_TEST

START_TEST(what_is_no_such_signature_is_refused)
{
	struct signed_house here, *h = &here;
	struct keyholder a = keyholder_of('a');
	struct arena *arena;
	char one[MEMBER_CODE_DIGITS + 1], two[MEMBER_CODE_DIGITS + 1];
	const char *text, *other;

	signed_open(h, "signed-bad");
	arena = h->portal.arena;
	signed_invite(h, "Sami", MEMBER_SIGN, 1, one);
	signed_invite(h, "Nada", MEMBER_SIGN, 2, two);
	text = text_of(h, one);
	other = text_of(h, two);
	ck_assert_str_ne(text, other);
	NOT(FAULT_MISSING, by_key(h, sign(h, 'a', "another text")));
	NOT(FAULT_MISSING, by_key(h, sign(h, 'a', arena_format(arena, "%s\n", text))));
	NOT(FAULT_INPUT, by_key(h, keyholder_sign(arena, &a, text, "git", "ssh-ed25519")));
	ck_assert_ptr_nonnull(strstr(err->say, "something else"));
	NOT(FAULT_INPUT, by_key(h, keyholder_sign(arena, &a, text, "shubbak", "ssh-rsa")));
	ck_assert_str_eq(err->fills[0].value, "ssh-rsa");
	NOT(FAULT_INPUT,
	    by_key(h, keyholder_sign(arena, &a, text, "shubbak", "sk-ssh-ed25519@openssh.com")));
	NOT(FAULT_INPUT, by_key(h, "-----BEGIN SSH SIGNATURE-----\nAAAA"));
	NOT(FAULT_INPUT, by_key(h, ""));
	ck_assert_uint_eq(signed_now(h).have, 0);
	/* two of those who sign are two persons */
	GOOD(by_key(h, sign(h, 'a', text)));
	NOT(FAULT_CONFLICT, by_key(h, sign(h, 'a', other)));
	GOOD(by_key(h, sign(h, 'b', other)));
	ck_assert_uint_eq(signed_now(h).have, 2);
	ck_assert_int_eq(portal_verify(&h->portal, true), 0);
	portal_close(&h->portal);
}
END_TEST

/* From then on they come by it, with any key of it. */
START_TEST(a_key_of_an_account_takes_the_invitation_for_it)
{
	struct signed_house here, *h = &here;
	struct portal *p = &h->portal;
	struct keyholder b = keyholder_of('b'), other = keyholder_of('c');
	struct account_paper paper;
	struct caller sami;
	struct application *mine;
	char code[MEMBER_CODE_DIGITS + 1];
	const char *text;
	size_t count;

	signed_open(h, "signed-account");
	sami = signed_person(h, "Sami Nassar", keyholder_line(p->arena, &b), &paper);
	GOOD(account_add_key(p->registry, &p->host, paper.number, "second",
			     keyholder_line(p->arena, &other), err));
	signed_invite(h, "Sami", MEMBER_SIGN, 2, code);
	text = text_of(h, code);
	GOOD(by_key(h, sign(h, 'b', text)));
	GOOD(member_mine(p->registry, &sami, p->arena, &mine, &count, err));
	ck_assert_uint_eq(count, 1);
	signed_put(h, "full_name", 0, "Mayy Saab");
	GOOD(signature_text(p->registry, &sami, &h->draft, p->service,
			    &(struct signature_wish){.item = 0}, p->arena, &text, err));
	NOT(FAULT_DENIED, by_key(h, sign(h, 'd', text)));
	GOOD(by_key(h, sign(h, 'c', text)));
	ck_assert_uint_eq(signed_now(h).have, 1);
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

START_TEST(who_takes_a_signature_back_does_not_get_it_back_by_a_replay)
{
	struct signed_house here, *h = &here;
	struct keyholder s = keyholder_of('a');
	struct caller sami;
	struct account_paper paper;
	char code[MEMBER_CODE_DIGITS + 1];
	const char *text = "", *sent;
	struct signature_wish w = {.item = 0};

	signed_open(h, "signed-back");
	sami = signed_person(h, "Sami Nassar", keyholder_line(h->portal.arena, &s), &paper);
	signed_invite(h, "Sami", MEMBER_SIGN, 2, code);
	signed_join(h, &sami, code);
	GOOD(signature_text(h->portal.registry, &sami, &h->draft, h->portal.service, &w,
			    h->portal.arena, &text, err));
	sent = sign(h, 'a', text);
	NOT(FAULT_DENIED, by_key(h, sign(h, 'b', text)));
	GOOD(by_key(h, sent));
	GOOD(signature_undo(h->portal.registry, &sami, &h->draft, h->portal.service, err));
	ck_assert_uint_eq(signed_now(h).have, 0);
	NOT(FAULT_MISSING, by_key(h, sent));
	GOOD(signature_text(h->portal.registry, &sami, &h->draft, h->portal.service, &w,
			    h->portal.arena, &text, err));
	ck_assert_ptr_nonnull(strstr(text, "\nround 2\n"));
	GOOD(by_key(h, sign(h, 'a', text)));
	/* the applicant's own, too */
	GOOD(sign_own(h, 1));
	GOOD(signature_undo(h->portal.registry, &h->portal.guest, &h->draft, h->portal.service,
			    err));
	GOOD(sign_own(h, 1));
	ck_assert_uint_eq(signed_now(h).have, 2);
	ck_assert_int_eq(portal_verify(&h->portal, true), 0);
	portal_close(&h->portal);
}
END_TEST

START_TEST(on_paper_by_a_role_that_may_with_the_check_of_this_text)
{
	struct signed_house here, *h = &here;
	struct portal *p = &h->portal;
	struct account_paper paper;
	struct caller rana, rima;
	struct signature_wish w = {.item = 2};
	struct signature_paper seen = {.name = "Rami", .check = "00000000", .seen = true};
	const char *text = "";
	char check[16];

	signed_open(h, "signed-paper");
	rana = portal_hire(p, "Rana Aoun", "operator", "", &paper);
	rima = portal_hire(p, "Rima Aoun", "auditor", "", &paper);
	GOOD(signature_text(p->registry, &p->guest, &h->draft, p->service, &w, p->arena, &text,
			    err));
	snprintf(check, sizeof(check), "%.9s", strstr(text, "\ncheck ") + 7);
	NOT(FAULT_INPUT,
	    signature_witness(p->registry, &rana, h->draft.reference, &w, &seen, &p->terms, err));
	seen.check = check;
	NOT(FAULT_DENIED,
	    signature_witness(p->registry, &rima, h->draft.reference, &w, &seen, &p->terms, err));
	seen.seen = false;
	NOT(FAULT_INPUT,
	    signature_witness(p->registry, &rana, h->draft.reference, &w, &seen, &p->terms, err));
	seen.seen = true;
	GOOD(signature_witness(p->registry, &rana, h->draft.reference, &w, &seen, &p->terms, err));
	ck_assert_str_eq(signed_now(h).places[1].way, "paper");
	NOT(FAULT_CONFLICT,
	    signature_witness(p->registry, &rana, h->draft.reference, &w, &seen, &p->terms, err));
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

/* What is covered, and nothing else, has to be answered before it is signed. */
START_TEST(nobody_signs_what_is_not_complete)
{
	struct signed_house here, *h = &here;
	struct signature_wish w = {.item = 1};
	const char *text = "";

	signed_open(h, "signed-incomplete");
	signed_put(h, "phone", 0, NULL);
	GOOD(signature_text(h->portal.registry, &h->portal.guest, &h->draft, h->portal.service, &w,
			    h->portal.arena, &text, err));
	signed_put(h, "birth", 0, NULL);
	NOT(FAULT_INPUT, signature_text(h->portal.registry, &h->portal.guest, &h->draft,
					h->portal.service, &w, h->portal.arena, &text, err));
	ck_assert_str_eq(err->fills[0].value, "Birth en");
	NOT(FAULT_INPUT, sign_own(h, 1));
	w.item = 3;
	NOT(FAULT_INPUT, signature_text(h->portal.registry, &h->portal.guest, &h->draft,
					h->portal.service, &w, h->portal.arena, &text, err));
	signed_put(h, "birth", 0, "1990-03-14");
	/* what was shown is what is signed */
	NOT(FAULT_CONFLICT,
	    signature_sign(h->portal.registry, &h->portal.guest, &h->draft, h->portal.service,
			   &(struct signature_wish){.item = 1}, "another text", err));
	GOOD(sign_own(h, 1));
	NOT(FAULT_CONFLICT, sign_own(h, 1));
	NOT(FAULT_CONFLICT, sign_own(h, 2));
	/* signed anew, by the same one */
	signed_put(h, "birth", 0, "1990-03-15");
	ck_assert_uint_eq(signed_now(h).have, 0);
	GOOD(sign_own(h, 0));
	ck_assert_uint_eq(signed_now(h).have, 1);
	ck_assert_int_eq(signed_now(h).places[0].member, 1);
	portal_close(&h->portal);
}
END_TEST

/* Each is signed, and counted, by itself; of one that anybody may sign so many are enough. */
START_TEST(of_several_each_stands_by_itself)
{
	struct signed_house here, *h = &here;
	struct portal *p = &h->portal;
	struct signature_wish first = {.signature = "members", .item = 2},
			      second = {.signature = "witnesses"};
	struct caller nada = caller_visitor("", FACE_PAGES);
	char code[MEMBER_CODE_DIGITS + 1];
	struct member_invitation m = {
		.name = "Nada", .rights = MEMBER_SIGN, .signature = "witnesses"};
	struct signature_standing *list;
	size_t count;

	signed_open_as(h, "signed-several",
		       "  - {each: members, needed: 1, covers: [members], before: submit}\n"
		       "  - {id: witnesses, needed: 2, covers: [person], before: submit,\n"
		       "     name: {ar: شهود, fr: Témoins, en: Witnesses}}");
	NOT(FAULT_INPUT, sign_own(h, 1)); /* which? */
	ck_assert_str_eq(err->fills[0].value, "members, witnesses");
	GOOD(signature_sign(p->registry, &p->guest, &h->draft, p->service, &first, NULL, err));
	NOT(FAULT_DENIED, submit(h));
	ck_assert_str_eq(err->fills[2].value, "Witnesses");
	GOOD(signature_sign(p->registry, &p->guest, &h->draft, p->service, &second, NULL, err));
	NOT(FAULT_DENIED, submit(h));
	ck_assert_str_eq(err->fills[0].value, "1");
	GOOD(member_invite(p->registry, &p->guest, &h->draft, p->service, &m, code, err));
	signed_join(h, &nada, code);
	GOOD(signature_sign(p->registry, &nada, &h->draft, p->service, &first, NULL, err));
	GOOD(signature_standings(p->registry, &p->guest, &h->draft, p->service, p->arena, &list,
				 &count, err));
	ck_assert_uint_eq(count, 2);
	ck_assert_uint_eq(list[0].have, 1);
	ck_assert_uint_eq(list[1].have, 2);
	ck_assert_uint_eq(list[1].count, 2);
	m.item = 1;
	NOT(FAULT_CONFLICT,
	    member_invite(p->registry, &p->guest, &h->draft, p->service, &m, code, err));
	m.item = 0;
	NOT(FAULT_CONFLICT,
	    member_invite(p->registry, &p->guest, &h->draft, p->service, &m, code, err));
	/* an answer that one covers is nothing to the other */
	signed_put(h, "member_name", 1, "Lina Saab");
	GOOD(signature_standings(p->registry, &p->guest, &h->draft, p->service, p->arena, &list,
				 &count, err));
	ck_assert_uint_eq(list[0].have, 0);
	ck_assert_str_eq(list[0].places[1].lost, "Member's name en (1)");
	ck_assert_uint_eq(list[1].have, 2);
	signed_put(h, "member_name", 1, "Lina");
	GOOD(submit(h));
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

/* The members are asked only of who is not single; the other has a condition of its own. */
START_TEST(nobody_waits_for_who_is_not_there)
{
	struct signed_house here, *h = &here;
	struct portal *p = &h->portal;
	struct signature_wish w = {.signature = "members"};
	struct signature_standing *list;
	const char *text;
	size_t count;

	signed_open_as(h, "signed-nobody",
		       "  - {each: members, covers: [person], before: submit}\n"
		       "  - {id: few, each: members, needed: 3, before: submit,\n"
		       "     name: {ar: قلة, fr: Peu, en: Few}}\n"
		       "  - {id: spouse_signs, when: status = married, before: submit,\n"
		       "     name: {ar: زوج, fr: Conjoint, en: Spouse}}");
	GOOD(signature_standings(p->registry, &p->guest, &h->draft, p->service, p->arena, &list,
				 &count, err));
	ck_assert_uint_eq(list[0].needed, 2);
	ck_assert_uint_eq(list[1].needed, 2); /* of three no more than there are */
	ck_assert_uint_eq(list[2].needed, 1);
	NOT(FAULT_DENIED, submit(h));
	signed_put(h, "status", 0, "single");
	GOOD(signature_standings(p->registry, &p->guest, &h->draft, p->service, p->arena, &list,
				 &count, err));
	ck_assert_uint_eq(count, 3);
	for (size_t i = 0; i < count; i++) {
		ck_assert_uint_eq(list[i].needed, 0);
		ck_assert_uint_eq(list[i].count, 0);
		ck_assert_str_eq(list[i].missing, "");
	}
	NOT(FAULT_INPUT, signature_text(p->registry, &p->guest, &h->draft, p->service, &w, p->arena,
					&text, err));
	GOOD(submit(h));
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

/* It is the gate's word: on a page the PIN is shown, or the key signs itself. */
START_TEST(a_key_alone_signs_nothing_on_a_page)
{
	struct signed_house here, *h = &here;
	struct portal *p = &h->portal;
	struct keyholder s = keyholder_of('a');
	struct signature_wish w = {.item = 0};
	struct member_invitation m = {.name = "Nada", .rights = MEMBER_VIEW};
	struct caller owner, sami;
	struct account_paper paper;
	struct application own;
	struct member *list;
	char code[MEMBER_CODE_DIGITS + 1], pin[PIN_DIGITS + 1], key[PUBLICKEY];
	const char *text;
	size_t count;

	signed_open(h, "signed-key-alone");
	GOOD(application_begin(p->registry, &p->owner, p->service, LANG_EN, &own, pin, err));
	owner = caller_visitor("203.0.113.0/24", FACE_PAGES);
	memcpy(owner.key, p->owner.key, sizeof(owner.key));
	NOT(FAULT_DENIED,
	    signature_text(p->registry, &owner, &own, p->service, &w, p->arena, &text, err));
	ck_assert_str_eq(err->code, ACCESS_PIN_NEEDED);
	NOT(FAULT_DENIED, member_invite(p->registry, &owner, &own, p->service, &m, code, err));
	ck_assert_str_eq(err->code, ACCESS_PIN_NEEDED);
	NOT(FAULT_DENIED, member_list(p->registry, &owner, &own, p->arena, &list, &count, err));
	/* of one of those who were invited the same, but for the text */
	sami = signed_person(h, "Sami Nassar", keyholder_line(p->arena, &s), &paper);
	signed_invite(h, "Sami", MEMBER_SIGN, 2, code);
	signed_join(h, &sami, code);
	GOOD(publickey_read(keyholder_line(p->arena, &s), key, err));
	sami = caller_visitor("", FACE_PAGES);
	memcpy(sami.key, key, sizeof(key));
	GOOD(sign_in_key(p->registry, &sami, err));
	NOT(FAULT_DENIED, signature_sign(p->registry, &sami, &h->draft, p->service, &w, NULL, err));
	ck_assert_ptr_nonnull(strstr(err->say, "with a key alone"));
	GOOD(signature_text(p->registry, &sami, &h->draft, p->service, &w, p->arena, &text, err));
	GOOD(by_key(h, sign(h, 'a', text)));
	ck_assert_uint_eq(signed_now(h).have, 1);
	portal_close(p);
}
END_TEST

SUITE(signature, nobody_waits_for_who_is_not_there, a_key_of_an_account_takes_the_invitation_for_it,
      a_key_alone_signs_nothing_on_a_page, of_several_each_stands_by_itself,
      nobody_signs_what_is_not_complete, it_is_sent_when_all_have_signed,
      one_changed_answer_ends_it_and_putting_it_back_heals,
      a_key_signs_by_the_invitation_in_the_text, a_flood_tells_nothing_of_what_is_signed,
      what_is_no_such_signature_is_refused,
      who_takes_a_signature_back_does_not_get_it_back_by_a_replay,
      on_paper_by_a_role_that_may_with_the_check_of_this_text)
