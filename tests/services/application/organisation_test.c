/* organisation_test.c - who acts for an organisation that a register has: how they come, what each
 * may, who files, until when. */
#include "tests/services/portal.h"
#include "tests/services/raw.h"
#include "tests/services/sample_club.h"
#include "tests/services/tamper.h"
#include "tests/unit.h"

#include "services/application/organisation.h"
#include "i18n/message.h"
#include "services/registry/limits.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_register.h"

#include <string.h>

#define DAY ((int64_t)86400)
#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)
#define NOT(fault, call) ck_assert_int_eq((int)(call), (int)(fault))
#define HAS(text, words) ck_assert_msg(strstr(text, words) != NULL, "%s", text)

static struct error err;

static enum fault join_as(struct club *c, struct caller *v, const char *name, int rights)
{
	const struct organisation_agent who = {.name = name, .rights = rights};
	char code[INVITATION_DIGITS + 1];

	GOOD(organisation_invite(c->portal.registry, &c->manager, &c->at, &who, code, &err));
	return organisation_join(c->portal.registry, v, &c->at, code, &err);
}

static void fill_it(struct club *c)
{
	GOOD(join_as(c, &c->filer, "Rami Saad", AGENT_FILE));
	GOOD(join_as(c, &c->seer, "Nada Aoun", AGENT_SEE));
}

static enum fault report(struct club *c, struct caller *v, struct receipt *ret)
{
	struct portal *p = &c->portal;
	struct form *f = form_new(c->report, &p->terms, date_of(p->now));
	const struct section *s = &c->report->form->sections[0];
	enum fault fault;

	GOOD(form_set(f, &(struct field_path){.section = s, .question = &s->questions[0]},
		      c->number, LANG_EN, &err));
	fault = application_apply(p->registry, v, f, portal_request(), LANG_EN, ret, &err);
	form_free(f);
	return fault;
}

static size_t people(struct club *c, struct caller *v, struct agent **ret)
{
	size_t count = 0;

	GOOD(organisation_people(c->portal.registry, v, &c->at, c->portal.arena, ret, &count,
				 &err));
	return count;
}

static size_t mine(struct club *c, const struct caller *v)
{
	struct organisation *list;
	size_t count = 0;

	GOOD(organisation_mine(c->portal.registry, v, &c->portal.terms, c->portal.arena, &list,
			       &count, &err));
	return count;
}

/* --- how they come --- */

START_TEST(whoever_applied_is_the_first)
{
	struct club here, *c = &here;
	struct portal *p = &c->portal;
	struct organisation o;
	struct application guests;
	struct agent *list;

	club_open(c, "org-first");
	ck_assert_uint_eq(mine(c, &c->manager), 1);
	ck_assert_uint_eq(people(c, &c->manager, &list), 1);
	ck_assert_int_eq(list[0].rights, AGENT_RIGHTS);
	ck_assert_int_eq(list[0].way, AGENT_APPLICANT);
	ck_assert_str_eq(list[0].name, "Mayy Haddad");
	ck_assert(list[0].is_own && list[0].joined_at == p->now && list[0].account[0] == '\0');

	/* of a guest's nobody is, until it is claimed by its PIN, once */
	guests = club_entered(c, &p->owner, "Cedar Singers");
	club_tell_at(c, &guests);
	NOT(FAULT_DENIED, organisation_people(p->registry, &p->owner, &c->at, p->arena, &list,
					      &(size_t){0}, &err));
	NOT(FAULT_MISSING,
	    organisation_claim(p->registry, &c->other, &guests, &p->terms, p->arena, &o, &err));
	ck_assert(!organisation_is_free(p->registry, &c->other, &guests, &p->terms));
	NOT(FAULT_DENIED,
	    organisation_claim(p->registry, &p->owner, &guests, &p->terms, p->arena, &o, &err));
	caller_prove(&c->other, guests.reference, NULL, PROVEN_HERE);
	ck_assert(organisation_is_free(p->registry, &c->other, &guests, &p->terms));
	GOOD(organisation_claim(p->registry, &c->other, &guests, &p->terms, p->arena, &o, &err));
	ck_assert_int_eq(o.own.rights, AGENT_RIGHTS);
	ck_assert(!organisation_is_free(p->registry, &c->other, &guests, &p->terms));
	NOT(FAULT_CONFLICT,
	    organisation_claim(p->registry, &c->other, &guests, &p->terms, p->arena, &o, &err));
	ck_assert_uint_eq(mine(c, &c->other), 1);
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

START_TEST(a_code_is_taken_once_by_an_account)
{
	const struct organisation_agent who = {.name = "Rami", .rights = AGENT_FILE},
					nobody = {.rights = AGENT_FILE}, nothing = {.name = "Rami"};
	struct club here, *c = &here;
	struct portal *p = &c->portal;
	struct agent *list;
	char code[INVITATION_DIGITS + 1], late[INVITATION_DIGITS + 1], gone[INVITATION_DIGITS + 1];

	club_open(c, "org-code");
	NOT(FAULT_INPUT,
	    organisation_invite(p->registry, &c->manager, &c->at, &nobody, code, &err));
	NOT(FAULT_INPUT,
	    organisation_invite(p->registry, &c->manager, &c->at, &nothing, code, &err));
	GOOD(organisation_invite(p->registry, &c->manager, &c->at, &who, code, &err));
	GOOD(organisation_invite(p->registry, &c->manager, &c->at, &who, late, &err));
	GOOD(organisation_invite(p->registry, &c->manager, &c->at, &who, gone, &err));
	NOT(FAULT_DENIED, organisation_join(p->registry, &p->guest, &c->at, code, &err));
	NOT(FAULT_MISSING, organisation_join(p->registry, &c->filer, &c->at, "0000000000", &err));
	NOT(FAULT_INPUT, organisation_join(p->registry, &c->filer, &c->at, "12", &err));
	GOOD(organisation_join(p->registry, &c->filer, &c->at, code, &err));
	NOT(FAULT_CONFLICT, organisation_join(p->registry, &c->other, &c->at, code, &err));
	NOT(FAULT_CONFLICT, organisation_join(p->registry, &c->filer, &c->at, late, &err));
	GOOD(organisation_end(p->registry, &c->manager, &c->at, 4, NULL, &err));
	NOT(FAULT_CONFLICT, organisation_join(p->registry, &c->other, &c->at, gone, &err));
	p->now += (LIMIT_INVITE_DAYS + 1) * DAY;
	NOT(FAULT_CONFLICT, organisation_join(p->registry, &c->other, &c->at, late, &err));
	ck_assert_uint_eq(people(c, &c->filer, &list), 4);
	ck_assert_int_eq(list[1].state, MEMBER_JOINED);
	ck_assert_int_eq(list[1].rights, AGENT_FILE | AGENT_SEE);
	ck_assert_int_eq(list[2].state, MEMBER_LATE);
	ck_assert_int_eq(list[3].state, MEMBER_ENDED);
	/* guessing is waited for */
	for (int i = 0; i < LIMIT_PIN_FREE - 1; i++)
		NOT(FAULT_MISSING,
		    organisation_join(p->registry, &c->other, &c->at, "0000000000", &err));
	while (organisation_join(p->registry, &c->other, &c->at, "0000000000", &err) ==
	       FAULT_MISSING)
		;
	ck_assert_str_eq(err.code, "too_many_tries");
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

/* --- what each may --- */

START_TEST(each_may_what_was_said)
{
	struct organisation_agent who = {.name = "X", .rights = AGENT_SEE};
	struct club here, *c = &here;
	struct portal *p = &c->portal;
	struct caller by_key;
	struct organisation o;
	struct account_paper renewed;
	struct agent *list;
	char code[INVITATION_DIGITS + 1];
	size_t count;

	club_open(c, "org-rights");
	fill_it(c);
	NOT(FAULT_DENIED, organisation_open(p->registry, &c->other, &c->at, p->arena, &o, &err));
	NOT(FAULT_DENIED,
	    organisation_people(p->registry, &c->other, &c->at, p->arena, &list, &count, &err));
	GOOD(organisation_open(p->registry, &c->seer, &c->at, p->arena, &o, &err));
	for (size_t i = 0; i < o.entry.cell_count; i++)
		ck_assert(!o.entry.cells[i].withheld);
	ck_assert_uint_eq(o.entry.cell_count, 6);
	ck_assert_str_eq(o.entry.cells[2].value, "Mayy Haddad");
	for (size_t i = 0; i < o.entry.line_count; i++)
		ck_assert_str_eq(o.entry.lines[i].words, "");
	NOT(FAULT_DENIED, organisation_invite(p->registry, &c->filer, &c->at, &who, code, &err));
	NOT(FAULT_DENIED, organisation_end(p->registry, &c->filer, &c->at, 1, NULL, &err));
	NOT(FAULT_DENIED, organisation_end(p->registry, &c->other, &c->at, 0, NULL, &err));
	/* a key of the account is the gate's word: it sees, and changes nothing */
	by_key = c->manager;
	by_key.account_shown = false;
	GOOD(organisation_open(p->registry, &by_key, &c->at, p->arena, &o, &err));
	NOT(FAULT_DENIED, organisation_invite(p->registry, &by_key, &c->at, &who, code, &err));
	HAS(err.say, "key alone");
	NOT(FAULT_DENIED, organisation_end(p->registry, &by_key, &c->at, 0, NULL, &err));
	by_key.key_acts = true;
	GOOD(organisation_invite(p->registry, &by_key, &c->at, &who, code, &err));
	/* the last who manages stays, also where others were or are invited to; others go at once,
	 * also in a visit under way */
	who.rights = AGENT_MANAGE;
	GOOD(organisation_invite(p->registry, &c->manager, &c->at, &who, code, &err));
	GOOD(organisation_join(p->registry, &c->other, &c->at, code, &err));
	GOOD(organisation_end(p->registry, &c->manager, &c->at, 5, NULL, &err));
	GOOD(organisation_invite(p->registry, &c->manager, &c->at, &who, code, &err));
	NOT(FAULT_CONFLICT, organisation_end(p->registry, &c->manager, &c->at, 0, NULL, &err));
	GOOD(organisation_end(p->registry, &c->seer, &c->at, 0, NULL, &err));
	NOT(FAULT_DENIED, organisation_open(p->registry, &c->seer, &c->at, p->arena, &o, &err));
	NOT(FAULT_MISSING, organisation_end(p->registry, &c->manager, &c->at, 3, NULL, &err));
	NOT(FAULT_MISSING, organisation_end(p->registry, &c->manager, &c->at, 77, NULL, &err));
	/* a PIN that the account has no more opens nothing */
	GOOD(account_renew_pin(p->registry, &p->host, c->paper[0].number, &renewed, &err));
	NOT(FAULT_DENIED, organisation_open(p->registry, &c->manager, &c->at, p->arena, &o, &err));
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

START_TEST(the_office_enters_and_ends_with_words)
{
	struct club here, *c = &here;
	struct portal *p = &c->portal;
	struct organisation_agent who = {.account = NULL, .rights = AGENT_RIGHTS};
	struct account_paper of, other;
	struct caller head, officer;
	struct agent *list;

	club_open(c, "org-office");
	head = portal_hire(p, "Hala Mrad", "head", "", &of);
	officer = portal_hire(p, "Sami Saad", "operator", "", &other);
	who.account = c->paper[3].number;
	NOT(FAULT_INPUT, organisation_enter(p->registry, &head, &c->at, &who, &err));
	who.words = "Minutes of 3 March.";
	NOT(FAULT_DENIED, organisation_enter(p->registry, &officer, &c->at, &who, &err));
	NOT(FAULT_DENIED, organisation_enter(p->registry, &c->manager, &c->at, &who, &err));
	who.account = "1234567890";
	NOT(FAULT_INPUT, organisation_enter(p->registry, &head, &c->at, &who, &err));
	who.account = c->paper[3].number;
	GOOD(organisation_enter(p->registry, &head, &c->at, &who, &err));
	NOT(FAULT_CONFLICT, organisation_enter(p->registry, &head, &c->at, &who, &err));
	NOT(FAULT_INPUT, organisation_end(p->registry, &head, &c->at, 1, NULL, &err));
	GOOD(organisation_end(p->registry, &head, &c->at, 1, "The board has changed.", &err));
	ck_assert_uint_eq(mine(c, &c->manager), 0);
	ck_assert_uint_eq(people(c, &head, &list), 2);
	ck_assert_str_eq(list[0].ended_words, "The board has changed.");
	ck_assert_str_eq(list[1].words, who.words);
	ck_assert_str_eq(list[1].account, c->paper[3].number);
	ck_assert(list[0].ended_by_office && !list[1].ended_by_office);
	/* nobody of the office does it for themselves, or for what they act for */
	who.account = of.number;
	NOT(FAULT_DENIED, organisation_enter(p->registry, &head, &c->at, &who, &err));
	GOOD(organisation_enter(p->registry, &p->host, &c->at, &who, &err));
	NOT(FAULT_DENIED, organisation_end(p->registry, &head, &c->at, 2, "Dissolved.", &err));
	GOOD(organisation_end(p->registry, &p->host, &c->at, 3, "She keeps the register.", &err));
	NOT(FAULT_DENIED, organisation_end(p->registry, &head, &c->at, 2, "Dissolved.", &err));
	head = portal_hire(p, "Nadia Saad", "head", "", &of);
	/* also the last one who manages */
	GOOD(organisation_end(p->registry, &head, &c->at, 2, "Dissolved.", &err));
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

/* --- who files --- */

START_TEST(its_people_alone_send)
{
	struct club here, *c = &here;
	struct portal *p = &c->portal;
	struct organisation_space space;
	struct application a, seen;
	struct organisation_agent who = {.rights = AGENT_SEE, .words = "New."};
	struct account_paper of;
	struct caller head;
	struct receipt receipt;
	bool ours = false;

	club_open(c, "org-files");
	fill_it(c);
	NOT(FAULT_DENIED, report(c, &p->guest, &receipt));
	HAS(err.say, "own people can send");
	NOT(FAULT_DENIED, report(c, &c->other, &receipt));
	NOT(FAULT_DENIED, report(c, &c->seer, &receipt));
	HAS(message_error(p->arena, &err), "the right to send them: Mayy Haddad · Rami Saad.");
	HAS(message_error(p->arena, &err), "Rami Saad");
	ck_assert_ptr_null(strstr(message_error(p->arena, &err), "Nada Aoun"));
	GOOD(report(c, &c->filer, &receipt));
	GOOD(application_open(p->registry, &c->filer, receipt.reference, NULL, &a, &err));
	/* all of its people look at it, nobody else does */
	seen = a;
	GOOD(application_get(p->registry, &c->seer, &seen, &err));
	NOT(FAULT_MISSING, application_get(p->registry, &c->other, &seen, &err));
	GOOD(organisation_has(p->registry, &c->seer, receipt.reference, &ours, &err));
	ck_assert(ours);
	GOOD(organisation_has(p->registry, &c->filer, receipt.reference, &ours, &err));
	ck_assert(!ours);
	GOOD(organisation_space(p->registry, &c->seer, &c->at, p->arena, &space, &err));
	ck_assert_uint_eq(space.sent_count, 2);
	ck_assert(space.sent[0].opens != space.sent[1].opens);
	/* nobody decides on what is about an organisation of theirs */
	head = portal_hire(p, "Hala Mrad", "head", "", &of);
	who.account = of.number;
	GOOD(organisation_enter(p->registry, &p->host, &c->at, &who, &err));
	seen = a;
	NOT(FAULT_DENIED, application_act(p->registry, &head, &seen, c->report, "accept",
					  &(struct act_answers){.words = ""}, &err));
	GOOD(organisation_end(p->registry, &p->host, &c->at, 4, "No more.", &err));
	/* who files answers; who sees does not; withdrawing is the sender's */
	GOOD(application_act(p->registry, &p->host, &a, c->report, "question",
			     &(struct act_answers){.words = "How many?"}, &err));
	GOOD(organisation_space(p->registry, &c->manager, &c->at, p->arena, &space, &err));
	ck_assert_int_eq(space.waits[0].kind, ORG_CORRECTION);
	seen = a;
	GOOD(application_get(p->registry, &c->seer, &seen, &err));
	NOT(FAULT_DENIED, application_reply(p->registry, &c->seer, &seen, c->report, "12", &err));
	NOT(FAULT_DENIED, application_withdraw(p->registry, &c->manager, &seen, c->report, &err));
	GOOD(application_reply(p->registry, &c->manager, &seen, c->report, "Twelve.", &err));
	/* ended, they neither see nor send */
	GOOD(organisation_end(p->registry, &c->manager, &c->at, 2, NULL, &err));
	NOT(FAULT_DENIED, report(c, &c->filer, &receipt));
	GOOD(organisation_end(p->registry, &c->manager, &c->at, 3, NULL, &err));
	NOT(FAULT_MISSING, application_get(p->registry, &c->seer, &seen, &err));
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

/* By their account and by the PIN of the slip alike; what they have sent they see still. */
START_TEST(who_has_left_does_nothing_with_what_they_sent)
{
	struct club here, *c = &here;
	struct portal *p = &c->portal;
	struct caller slip = caller_visitor("", FACE_PAGES);
	struct application a, of_slip;
	struct receipt receipt;

	club_open(c, "org-left");
	fill_it(c);
	GOOD(report(c, &c->filer, &receipt));
	GOOD(application_open(p->registry, &c->filer, receipt.reference, NULL, &a, &err));
	GOOD(application_act(p->registry, &p->host, &a, c->report, "question",
			     &(struct act_answers){.words = "How many?"}, &err));
	GOOD(application_open(p->registry, &slip, receipt.reference, receipt.pin, &of_slip, &err));
	GOOD(organisation_end(p->registry, &c->manager, &c->at, 2, NULL, &err));
	GOOD(application_get(p->registry, &c->filer, &a, &err));
	NOT(FAULT_DENIED, application_reply(p->registry, &c->filer, &a, c->report, "12", &err));
	HAS(err.say, "applications for this organisation");
	NOT(FAULT_DENIED, application_withdraw(p->registry, &c->filer, &a, c->report, &err));
	NOT(FAULT_DENIED, application_reply(p->registry, &slip, &of_slip, c->report, "12", &err));
	NOT(FAULT_DENIED, application_withdraw(p->registry, &slip, &of_slip, c->report, &err));
	/* to see is not to file; who files anew has what they sent again */
	GOOD(join_as(c, &c->filer, "Rami Saad", AGENT_SEE));
	NOT(FAULT_DENIED, application_reply(p->registry, &c->filer, &a, c->report, "12", &err));
	GOOD(organisation_end(p->registry, &c->manager, &c->at, 4, NULL, &err));
	GOOD(join_as(c, &c->filer, "Rami Saad", AGENT_FILE));
	GOOD(application_reply(p->registry, &c->filer, &a, c->report, "Twelve.", &err));
	portal_close(p);
}
END_TEST

/* As long as nobody ever acted for it, the PIN of its application sends what its people alone send;
 * from then on it opens nothing. */
START_TEST(who_founded_it_without_an_account_sends_by_its_pin)
{
	struct club here, *c = &here;
	struct portal *p = &c->portal;
	struct caller founder = caller_visitor("198.51.100.0/24", FACE_PAGES);
	struct caller guest = caller_visitor("203.0.113.0/24", FACE_PAGES), other = guest;
	struct application a, of;
	struct organisation own;
	struct organisation_space space;
	struct receipt slip, receipt;

	club_open(c, "org-founder");
	slip = club_founded(c, &founder, "Reading Circle", &a);
	club_tell_at(c, &a);
	ck_assert(organisation_is_free(p->registry, &founder, &a, &p->terms));
	ck_assert(!organisation_is_free(p->registry, &guest, &a, &p->terms));
	/* who knows its number is asked for that application; another one's PIN is no answer */
	NOT(FAULT_DENIED, report(c, &guest, &receipt));
	ck_assert_str_eq(err.code, ORGANISATION_NOT_ITS_PEOPLE);
	HAS(err.say, "If you applied for its registration");
	club_founded(c, &other, "Chess Friends", &of);
	NOT(FAULT_DENIED, report(c, &other, &receipt));
	NOT(FAULT_DENIED, report(c, &c->manager, &receipt));
	/* a wrong PIN is none; the right one sends, also on the line on which it was begun */
	NOT(FAULT_MISSING,
	    application_open(p->registry, &guest, slip.reference, "000000", &of, &err));
	NOT(FAULT_DENIED, report(c, &guest, &receipt));
	GOOD(application_open(p->registry, &guest, slip.reference, slip.pin, &of, &err));
	GOOD(report(c, &guest, &receipt));
	GOOD(report(c, &founder, &receipt));
	/* it is the organisation's: who takes it to an account sees what was sent */
	GOOD(application_open(p->registry, &c->other, slip.reference, slip.pin, &of, &err));
	GOOD(organisation_claim(p->registry, &c->other, &of, &p->terms, p->arena, &own, &err));
	GOOD(organisation_space(p->registry, &c->other, &c->at, p->arena, &space, &err));
	ck_assert_uint_eq(space.sent_count, 3);
	ck_assert(space.sent[0].opens && space.sent[1].opens && space.sent[2].opens);
	GOOD(report(c, &c->other, &receipt));
	/* from then on the slip sends nothing, also where nobody is left */
	NOT(FAULT_DENIED, report(c, &guest, &receipt));
	ck_assert_ptr_null(err.code);
	HAS(err.say, "can no longer be used to send anything");
	GOOD(organisation_end(p->registry, &p->host, &c->at, 1, "Gone.", &err));
	NOT(FAULT_DENIED, report(c, &guest, &receipt));
	ck_assert(!organisation_is_free(p->registry, &guest, &of, &p->terms));
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

/* They have seen who it is, and have the person's consent. */
START_TEST(staff_who_serve_a_person_send_it)
{
	struct club here, *c = &here;
	struct portal *p = &c->portal;
	struct serve_person person = {.name = "Hala Haddad"};
	struct organisation_space space;
	struct account_paper of;
	struct caller operator;
	struct receipt receipt;

	club_open(c, "org-served");
	operator= portal_hire(p, "Rana Aoun", "operator", "", &of);
	NOT(FAULT_DENIED, report(c, &operator, & receipt));
	GOOD(serve_add(p->registry, &operator, c->report, &person, &err));
	GOOD(serve_consent(p->registry, &operator, c->report, person.id, LANG_EN, &err));
	GOOD(report(c, &operator, & receipt));
	GOOD(organisation_space(p->registry, &c->manager, &c->at, p->arena, &space, &err));
	ck_assert_uint_eq(space.sent_count, 2);
	ck_assert(space.sent[0].opens && space.sent[1].opens);
	portal_close(p);
}
END_TEST

START_TEST(who_has_used_up_the_room_keeps_the_office_from_nothing)
{
	const struct organisation_agent nobody = {.name = "Nobody", .rights = AGENT_SEE};
	struct organisation_agent who = {.rights = AGENT_RIGHTS, .words = "New."};
	struct club here, *c = &here;
	char code[INVITATION_DIGITS + 1];
	struct registry *r = (club_open(c, "org-room"), c->portal.registry);

	for (int i = 1; i < LIMIT_AGENTS; i++)
		GOOD(organisation_invite(r, &c->manager, &c->at, &nobody, code, &err));
	NOT(FAULT_DENIED, organisation_invite(r, &c->manager, &c->at, &nobody, code, &err));
	who.account = c->paper[3].number;
	GOOD(organisation_enter(r, &c->portal.host, &c->at, &who, &err));
	portal_close(&c->portal);
}
END_TEST

START_TEST(the_others_are_told)
{
	const struct organisation_agent rami = {.name = "Rami", .rights = AGENT_MANAGE};
	struct organisation_agent ziad = {.rights = AGENT_SEE, .words = "New."};
	struct club here, *c = &here;
	struct portal *p = &c->portal;
	char code[INVITATION_DIGITS + 1];
	struct raw *d;
	int64_t before;

	club_open(c, "org-told");
	GOOD(address_add(p->registry, &c->manager, NULL, "sms:+9613123456", "{code}", &err));
	portal_tamper(p, "UPDATE address SET proven_at = 1");
	/* nothing goes to what is not proven */
	GOOD(address_add(p->registry, &c->manager, NULL, "sms:+9613123457", "{code}", &err));
	d = tamper_open(p);
	before = raw_number(d, "SELECT count(*) FROM dispatch");
	/* her own doing tells her nothing; a code that is taken does */
	GOOD(organisation_invite(p->registry, &c->manager, &c->at, &rami, code, &err));
	ck_assert_int_eq(raw_number(d, "SELECT count(*) FROM dispatch"), before);
	GOOD(organisation_join(p->registry, &c->filer, &c->at, code, &err));
	ck_assert_int_eq(raw_number(d, "SELECT count(*) FROM dispatch"), before + 1);
	ziad.account = c->paper[3].number;
	GOOD(organisation_enter(p->registry, &p->host, &c->at, &ziad, &err));
	ck_assert_int_eq(raw_number(d, "SELECT count(*) FROM dispatch"), before + 2);
	GOOD(organisation_end(p->registry, &c->manager, &c->at, 3, NULL, &err));
	ck_assert_int_eq(raw_number(d, "SELECT count(*) FROM dispatch"), before + 2);
	/* and who is ended by another */
	GOOD(organisation_end(p->registry, &c->filer, &c->at, 1, NULL, &err));
	ck_assert_int_eq(raw_number(d, "SELECT count(*) FROM dispatch"), before + 3);
	raw_close(d);
	portal_close(p);
}
END_TEST

START_TEST(what_is_due_and_what_was_missed_wait)
{
	struct club here, *c = &here;
	struct portal *p = &c->portal;
	struct organisation_space space;
	struct receipt receipt;

	club_open(c, "org-waits");
	GOOD(organisation_space(p->registry, &c->manager, &c->at, p->arena, &space, &err));
	ck_assert_uint_eq(space.wait_count, 2);
	ck_assert_int_eq(space.waits[0].kind, ORG_DUE);
	ck_assert_str_eq(space.waits[0].later->id, "report");
	ck_assert_str_eq(space.waits[1].later->id, "expiry");
	p->now = date_begin((struct date){space.waits[0].day.year, 4, 2});
	c->manager = club_account(c, "Mayy again", &c->paper[2]);
	{
		struct organisation_agent who = {
			.account = c->paper[2].number, .rights = AGENT_RIGHTS, .words = "Her."};

		GOOD(organisation_enter(p->registry, &p->host, &c->at, &who, &err));
	}
	GOOD(organisation_space(p->registry, &c->manager, &c->at, p->arena, &space, &err));
	ck_assert_uint_eq(space.wait_count, 3);
	ck_assert_int_eq(space.waits[2].kind, ORG_MISSED);
	ck_assert_str_eq(space.waits[2].later->id, "report");
	GOOD(report(c, &c->manager, &receipt));
	GOOD(organisation_space(p->registry, &c->manager, &c->at, p->arena, &space, &err));
	for (size_t i = 0; i < space.wait_count; i++)
		ck_assert_int_ne(space.waits[i].kind, ORG_MISSED);
	portal_close(p);
}
END_TEST

/* --- past the portal --- */

START_TEST(a_right_that_was_put_in_is_none_and_is_found)
{
	static const char *const wrong[] = {
		"UPDATE agent SET rights = 7 WHERE number = 3",
		"UPDATE agent SET ended_at = 0 WHERE number = 2",
		"DELETE FROM agent WHERE number = 2",
		"UPDATE agent SET account = '' WHERE number = 3",
	};
	const struct organisation_agent who = {.name = "X", .rights = AGENT_SEE};
	struct club here, *c = &here;
	struct portal *p = &c->portal;
	struct raw *d;
	char code[INVITATION_DIGITS + 1];

	club_open(c, "org-tamper");
	fill_it(c);
	d = tamper_open(p);
	/* as the portal wrote it, before it ended */
	raw_run(d, "CREATE TEMP TABLE once AS SELECT * FROM agent WHERE number = 2");
	GOOD(organisation_end(p->registry, &c->filer, &c->at, 0, NULL, &err));
	ck_assert_int_eq(portal_verify(p, true), 0);
	raw_keep(d);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		raw_run(d, wrong[i]);
		ck_assert_msg(portal_verify(p, false) > 0, "%s", wrong[i]);
		NOT(FAULT_DENIED,
		    organisation_invite(p->registry, &c->seer, &c->at, &who, code, &err));
		ck_assert_uint_eq(mine(c, &c->filer), 0);
		raw_put_back(d);
	}
	/* as it was before it ended, or under another id */
	raw_run(d, "DELETE FROM agent WHERE number = 2; INSERT INTO agent SELECT * FROM once");
	HAS(portal_findings(p), "is not as the ledger has it: it was changed");
	raw_put_back(d);
	raw_run(d, "UPDATE once SET id = 'ffffffffffffffffffffffffffffffff', number = 9;"
		   "INSERT INTO agent SELECT * FROM once");
	HAS(portal_findings(p), "was put in past the ledger");
	raw_put_back(d);
	raw_close(d);
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

SUITE(organisation, whoever_applied_is_the_first, a_code_is_taken_once_by_an_account,
      each_may_what_was_said, the_office_enters_and_ends_with_words, its_people_alone_send,
      who_has_left_does_nothing_with_what_they_sent,
      who_founded_it_without_an_account_sends_by_its_pin, staff_who_serve_a_person_send_it,
      who_has_used_up_the_room_keeps_the_office_from_nothing, the_others_are_told,
      what_is_due_and_what_was_missed_wait, a_right_that_was_put_in_is_none_and_is_found)
