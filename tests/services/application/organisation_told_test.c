/* organisation_told_test.c - what is done with an organisation's entry by applications about it is
 * told to its people and to who has applied for it, each once, and not to whose doing it was. */
#include "tests/services/portal.h"
#include "tests/services/raw.h"
#include "tests/services/sample_club.h"
#include "tests/services/tamper.h"
#include "tests/unit.h"

#include "services/application/dispatch.h"
#include "services/application/organisation.h"
#include "services/notice/notice.h"
#include "services/register/entry_act.h"
#include "services/registry/registry_inside.h"
#include "services/upkeep/tick.h"

#include <string.h>

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)
#define HAS(text, words) ck_assert_msg(strstr(text, words) != NULL, "%s", text)
#define HAS_NOT(text, words) ck_assert_msg(strstr(text, words) == NULL, "%s", text)

static struct error err;

/* Anybody may send it; each act does something else with the entry. */
static const char change_yaml[] =
	"id: lb-change\n"
	"version: 1\n"
	"country: LB\n"
	"sector: social-affairs\n"
	"audience: citizen\n"
	"name: {ar: تعديل, fr: Modification d'un club, en: Change of a club}\n"
	"summary: {ar: ن, fr: S fr, en: S}\n"
	"authority: {ar: ن, fr: A fr, en: Office of changes}\n"
	"sources: [{title: T, url: \"https://example.org\", kind: law}]\n"
	"verified: 2026-01-20\n"
	"confidence: high\n"
	"about: {register: lb-clubs, by: club}\n"
	"stages:\n"
	"  - id: examination\n"
	"    name: {ar: ن, fr: E fr, en: E}\n"
	"    by: head\n"
	"    acts:\n"
	"      - {id: note, name: {ar: ن, fr: N fr, en: Secret name of an act}, to: end(approved),"
	" effects: [{change: {phone: phone, chair: chair}}]}\n"
	"      - {id: sleep, name: {ar: ن, fr: S fr, en: S}, to: end(approved), effects: "
	"[{change: {status: sleeping}}]}\n"
	"      - {id: refuse, name: {ar: ن, fr: R fr, en: R}, to: end(rejected), asks: [words]}\n"
	"form:\n"
	"  sections:\n"
	"    - id: one\n"
	"      title: {ar: ن, fr: O fr, en: O}\n"
	"      questions:\n"
	"        - {id: club, type: text, max: 60, label: {ar: ن, fr: C fr, en: C}}\n"
	"        - {id: chair, type: name, label: {ar: ن, fr: X fr, en: X}}\n"
	"        - {id: phone, type: phone, label: {ar: ن, fr: Y fr, en: Y}}\n";

static const struct service *open_changes(struct club *c, const char *name)
{
	struct portal *p = &c->portal;
	const struct service *s = NULL;

	club_open(c, name);
	portal_import(p, "lb-change", 1, change_yaml);
	GOOD(versions_find(p->registry, p->arena, &p->terms, "lb-change", 1, &s, &err));
	return s;
}

/* Sent by `v`, and acted on by the host. */
static struct application changed(struct club *c, const struct service *s, struct caller *v,
				  const char *act)
{
	struct portal *p = &c->portal;
	const char *const answers[] = {c->number, "Nadim Saad", "03998877"};
	struct form *f = form_new(s, &p->terms, date_of(p->now));
	struct application a;
	struct receipt receipt;

	for (size_t i = 0; i < 3; i++)
		GOOD(form_set(f,
			      &(struct field_path){.section = &s->form->sections[0],
						   .question = &s->form->sections[0].questions[i]},
			      answers[i], LANG_EN, &err));
	GOOD(application_apply(p->registry, v, f, portal_request(), LANG_EN, &receipt, &err));
	form_free(f);
	GOOD(application_open(p->registry, v, receipt.reference, receipt.pin, &a, &err));
	GOOD(application_act(p->registry, &p->host, &a, s, act,
			     &(struct act_answers){.words = "Private words."}, &err));
	return a;
}

static void proven_address(struct club *c, struct caller *v, const char *to, enum lang lang)
{
	v->lang = lang;
	GOOD(address_add(c->portal.registry, v, NULL, to, "{code}", &err));
	portal_tamper(&c->portal, "UPDATE address SET proven_at = 1");
}

static void drop_messages(struct club *c)
{
	portal_tamper(&c->portal, "DELETE FROM dispatch");
}

/* What went out since, a line each; the portal looks twice, and tells once. */
static const char *messages(struct club *c)
{
	struct portal *p = &c->portal;
	struct store *store = p->registry->store;
	struct store_dispatch row;
	struct tick done = {.changed = 0};
	const char *all = "";
	char id[33];
	bool found = true;

	for (int i = 0; i < 2; i++)
		GOOD(tick_run(p->registry, &done, &err));
	ck_assert_msg(done.failed == 0, "%s (%s)", done.why.say, done.why.detail);
	for (;;) {
		GOOD(store_dispatch_next(store, p->now, id, &found, &err));
		if (!found)
			break;
		GOOD(store_dispatch_get(store, id, &row, &found, &err));
		all = arena_format(p->arena, "%s%s\n", all,
				   dispatch_open(&p->registry->seal, p->arena, row.id,
						 DISPATCH_WORDS, row.words));
		GOOD(store_begin(store, &err));
		GOOD(store_dispatch_drop(store, id, &err));
		GOOD(store_commit(store, &err));
	}
	return all;
}

static struct notice_item *notices(struct club *c, const struct application *a, size_t *ret_count)
{
	struct notice_item *list = NULL;

	*ret_count = 0;
	GOOD(notice_of(c->portal.registry, &c->portal.host, a, c->portal.arena, &list, ret_count,
		       &err));
	return list;
}

START_TEST(each_of_its_people_is_told_what_a_stranger_changed)
{
	struct organisation_agent who = {.rights = AGENT_FILE, .words = "Minutes."};
	struct club here, *c = &here;
	const struct service *s = open_changes(c, "told-people");
	struct portal *p = &c->portal;
	struct notice_item *list;
	const char *said;
	size_t count;

	who.account = c->paper[1].number;
	GOOD(organisation_enter(p->registry, &p->host, &c->at, &who, &err));
	who.account = c->paper[2].number;
	GOOD(organisation_enter(p->registry, &p->host, &c->at, &who, &err));
	GOOD(organisation_end(p->registry, &p->host, &c->at, 3, "No more.", &err));
	proven_address(c, &c->filer, "sms:+9613123456", LANG_FR);
	proven_address(c, &c->seer, "sms:+9613123457", LANG_EN);
	drop_messages(c);
	changed(c, s, &c->other, "note");
	/* in the language of the address, with what and where to look; who has ended is not told */
	said = messages(c);
	HAS(said, "Modification d'un club");
	HAS(said, c->number);
	HAS(said, "Mes associations");
	HAS_NOT(said, "Change of a club");
	/* nothing of columns, nor what staff call it or write with it */
	HAS_NOT(said, "Nadim");
	HAS_NOT(said, "998877");
	HAS_NOT(said, "Private");
	HAS_NOT(said, "Secret");
	/* on the page of what has entered it, too */
	list = notices(c, &c->founding, &count);
	ck_assert_uint_gt(count, 0);
	HAS(list[count - 1].words, "Change of a club, ");
	HAS(list[count - 1].words, c->number);
	HAS_NOT(list[count - 1].words, "Private");
	/* what was refused has changed nothing; where the status is another it is said which */
	changed(c, s, &c->other, "refuse");
	ck_assert_str_eq(messages(c), "");
	changed(c, s, &c->other, "sleep");
	HAS(messages(c),
	    "est suspendue et ne vaut pas pour l'instant\u00a0: Modification d'un club "
	    "(Sleeping fr)");
	GOOD(entry_act_do(p->registry, &p->host, c->at.of, c->number, "strike",
			  &(struct entry_typed){.reason = "empty", .words = "Private words."},
			  &err));
	HAS(messages(c), "a pris fin et ne vaut plus\u00a0: Strike fr");
	/* all is as the portal wrote it, but for the addresses, which were proven past it */
	portal_tamper(p, "DELETE FROM address");
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

START_TEST(nobody_is_told_of_their_own)
{
	struct organisation_agent who = {.rights = AGENT_FILE, .words = "Minutes."};
	struct club here, *c = &here;
	const struct service *s = open_changes(c, "told-own");
	struct portal *p = &c->portal;
	size_t before, count;

	who.account = c->paper[1].number;
	GOOD(organisation_enter(p->registry, &p->host, &c->at, &who, &err));
	proven_address(c, &c->filer, "sms:+9613123456", LANG_EN);
	proven_address(c, &c->manager, "sms:+9613123457", LANG_EN);
	drop_messages(c);
	/* who has founded it sends: of the application they are told by its own notice */
	notices(c, &c->founding, &before);
	changed(c, s, &c->manager, "note");
	drop_messages(c);
	HAS(messages(c), "Change of a club");
	notices(c, &c->founding, &count);
	ck_assert_uint_eq(count, before);
	/* the other one sends: the founder is told by the notice of what has entered it */
	changed(c, s, &c->filer, "note");
	drop_messages(c);
	HAS_NOT(messages(c), "Change of a club");
	notices(c, &c->founding, &count);
	ck_assert_uint_eq(count, before + 1);
	portal_close(p);
}
END_TEST

/* Whose application is gone, or was by none, has people all the same. */
START_TEST(an_entry_without_its_application_has_people)
{
	struct organisation_agent who = {.rights = AGENT_FILE, .words = "Minutes."};
	struct club here, *c = &here;
	struct portal *p = &c->portal;
	const struct service *s = open_changes(c, "told-alone");

	sample_register_put(p);
	snprintf(c->number, sizeof(c->number), "%s", SAMPLE_ENTRY);
	changed(c, s, &c->other, "note");
	ck_assert_str_eq(messages(c), "");
	who.account = c->paper[1].number;
	GOOD(organisation_enter(p->registry, &p->host, &c->at, &who, &err));
	proven_address(c, &c->filer, "sms:+9613123456", LANG_EN);
	(void)messages(c);
	drop_messages(c);
	GOOD(entry_act_do(p->registry, &p->host, c->at.of, c->number, "rest",
			  &(struct entry_typed){.words = "Private words."}, &err));
	HAS(messages(c), "is suspended and is not in force for now: Rest. See “My organisations”");
	changed(c, s, &c->other, "note");
	HAS(messages(c), "has changed: Change of a club. See");
	portal_tamper(p, "DELETE FROM address");
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

/* An act that names a template of its own tells by its short words. */
START_TEST(an_act_has_words_of_its_own)
{
	struct organisation_agent who = {.rights = AGENT_FILE, .words = "Minutes."};
	struct club here, *c = &here;
	struct portal *p = (club_open(c, "told-words"), &c->portal);
	const char *yaml = sample_swap(p->arena, sample_register_yaml, "version: 1", "version: 2");

	portal_import(p, "register:lb-clubs", 2,
		      sample_swap(p->arena, yaml, " sleeping, asks: [words]}",
				  " sleeping, asks: [words], notice: entry_changed}"));
	c->at.of = sample_register(p);
	who.account = c->paper[1].number;
	GOOD(organisation_enter(p->registry, &p->host, &c->at, &who, &err));
	proven_address(c, &c->filer, "sms:+9613123456", LANG_EN);
	drop_messages(c);
	GOOD(entry_act_do(p->registry, &p->host, c->at.of, c->number, "rest",
			  &(struct entry_typed){.words = "Private words."}, &err));
	HAS(messages(c),
	    arena_format(p->arena, "registration has changed: see %s in the portal", c->number));
	portal_close(p);
}
END_TEST

/* By the slip it is the founder's own; what staff have sent for somebody is not. */
START_TEST(the_slip_is_the_founders_own)
{
	struct club here, *c = &here;
	struct portal *p = &c->portal;
	struct caller founder = caller_visitor("198.51.100.0/24", FACE_PAGES);
	struct caller guest = caller_visitor("203.0.113.0/24", FACE_PAGES);
	const struct service *s = open_changes(c, "told-slip");
	struct application a;
	size_t before, count;

	club_founded(c, &founder, "Reading Circle", &a);
	club_tell_at(c, &a);
	(void)messages(c);
	notices(c, &a, &before);
	/* anybody's change of what has no people is told to who has applied for it */
	changed(c, s, &guest, "note");
	(void)messages(c);
	notices(c, &a, &count);
	ck_assert_uint_eq(count, before + 1);
	/* what its people alone send came by the slip */
	portal_import(p, "lb-change", 2,
		      sample_swap(p->arena,
				  sample_swap(p->arena, change_yaml, "version: 1", "version: 2"),
				  "by: club}", "by: club, from: people}"));
	GOOD(versions_find(p->registry, p->arena, &p->terms, "lb-change", 2, &s, &err));
	changed(c, s, &founder, "note");
	(void)messages(c);
	notices(c, &a, &count);
	ck_assert_uint_eq(count, before + 1);
	portal_close(p);
}
END_TEST

/* So is the owner of whatever else a register has. */
START_TEST(a_thing_has_an_owner_who_is_told)
{
	struct club here, *c = &here;
	struct portal *p = &c->portal;
	struct caller owner = caller_visitor("198.51.100.0/24", FACE_PAGES);
	struct caller guest = caller_visitor("203.0.113.0/24", FACE_PAGES);
	const struct service *s = open_changes(c, "told-thing");
	const char *yaml = sample_swap(p->arena, sample_register_yaml, "version: 1", "version: 2");
	struct application a;
	size_t before, count;

	portal_import(p, "register:lb-clubs", 2,
		      sample_swap(p->arena, yaml, "subject: organisation", "subject: thing"));
	club_founded(c, &owner, "Reading Circle", &a);
	club_tell_at(c, &a);
	(void)messages(c);
	notices(c, &a, &before);
	changed(c, s, &guest, "note");
	(void)messages(c);
	notices(c, &a, &count);
	ck_assert_uint_eq(count, before + 1);
	portal_close(p);
}
END_TEST

SUITE(organisation_told, each_of_its_people_is_told_what_a_stranger_changed,
      nobody_is_told_of_their_own, an_entry_without_its_application_has_people,
      an_act_has_words_of_its_own, the_slip_is_the_founders_own, a_thing_has_an_owner_who_is_told)
