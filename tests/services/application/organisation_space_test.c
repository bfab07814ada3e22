/* organisation_space_test.c - what waits for the people of an organisation, each for whom it waits
 * and no longer than it does; and what was sent about it, the newest first. */
#include "tests/services/document/judge.h"
#include "tests/services/sample.h"
#include "tests/services/sample_register.h"
#include "tests/services/sample_renewal.h"
#include "tests/unit.h"

#include "services/application/dues.h"
#include "services/application/member.h"
#include "services/application/organisation.h"
#include "services/application/signature.h"
#include "services/catalogue/lists.h"
#include "services/catalogue/versions.h"
#include "services/definition/output.h"
#include "services/document/papers_sent.h"
#include "services/registry/registry_inside.h"

#include <string.h>

#define DAY ((int64_t)86400)
#define NUMBER "lb-caza-zahle/2026/0001"
#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)
#define N "name: {ar: ن, fr: n, en: n}"

/* Signed before it is sent, by more than its applicant; a fee; and a question of the office's. */
static const char more[] =
	"signatures:\n"
	"  - {id: board, needed: 2, covers: [renewal], before: submit, name: {ar: ن, fr: B, en: "
	"B}}\n"
	"fees:\n"
	"  - {id: entry, " N ", amount: 1000 LBP, raised: submit, due: 15 days}\n"
	"stages:\n";
static const char with_paper[] = "papers:\n  - {id: minutes, file: accepted, " N "}\nstages:\n";

static struct error err;

struct club {
	struct portal portal;
	const struct service *renewal;
	struct organisation_at at;
	struct caller first, second;
	struct account_paper paper[2];
};

static void person(struct club *c, int which, const char *name, int rights, struct caller *ret)
{
	struct portal *p = &c->portal;
	struct organisation_agent who = {.rights = rights, .words = "Minutes of 3 March."};

	*ret = caller_visitor("198.51.100.0/24", FACE_PAGES);
	GOOD(account_open(p->registry, &p->host, name, &c->paper[which], &err));
	GOOD(sign_in_account(p->registry, ret, c->paper[which].number, c->paper[which].pin, &err));
	ret->lang = LANG_EN;
	who.account = c->paper[which].number;
	GOOD(organisation_enter(p->registry, &p->host, &c->at, &who, &err));
}

static void open_club(struct club *c, const char *name, const char *with)
{
	struct portal *p = &c->portal;
	struct term_file files[LISTS_MAX];
	size_t count = 0;

	sample_renewal_open(p, name, "stages:\n", with);
	GOOD(lists_read(p->registry, p->arena, files, &count, &err));
	GOOD(lists_terms(p->registry, p->arena, files, count, &p->terms, &err));
	GOOD(versions_find(p->registry, p->arena, &p->terms, "lb-renewal", 1, &c->renewal, &err));
	c->at = (struct organisation_at){sample_register(p), NUMBER, &p->terms};
	person(c, 0, "Mayy Haddad", AGENT_RIGHTS, &c->first);
	person(c, 1, "Rami Saad", AGENT_FILE, &c->second);
}

static struct form *answers(struct club *c, const char *number)
{
	struct form *f = form_new(c->renewal, &c->portal.terms, date_of(c->portal.now));
	const struct section *s = &c->renewal->form->sections[0];

	GOOD(form_set(f, &(struct field_path){.section = s, .question = &s->questions[0]}, number,
		      LANG_EN, &err));
	return f;
}

static struct application draft(struct club *c, const char *number)
{
	struct form *f = answers(c, number);
	char pin[PIN_DIGITS + 1];
	struct application a;

	GOOD(application_begin_with(c->portal.registry, &c->first, f, LANG_EN, &a, pin, &err));
	form_free(f);
	return a;
}

/* How many of a kind wait for this one; the last of them. */
static size_t waits(struct club *c, struct caller *v, enum organisation_wait_kind kind,
		    struct organisation_wait *ret)
{
	struct organisation_space space;
	size_t found = 0;

	GOOD(organisation_space(c->portal.registry, v, &c->at, c->portal.arena, &space, &err));
	for (size_t i = 0; i < space.wait_count; i++) {
		ck_assert(i == 0 || space.waits[i - 1].kind <= space.waits[i].kind);
		if (space.waits[i].kind != kind)
			continue;
		found++;
		*ret = space.waits[i];
	}
	return found;
}

static void sign(struct club *c, struct caller *v, const struct application *a)
{
	struct signature_wish w = {.signature = "board"};

	GOOD(signature_sign(c->portal.registry, v, a, c->renewal, &w, NULL, &err));
}

START_TEST(drafts_signatures_and_payments_wait_for_whose_they_are)
{
	const struct member_invitation m = {
		.name = "Rami", .rights = MEMBER_SIGN, .signature = "board"};
	struct club here, *c = &here;
	struct portal *p = &c->portal;
	struct application a, other, joined;
	struct organisation_space space;
	struct organisation_wait w;
	struct receipt receipt;
	struct form *f;
	char code[MEMBER_CODE_DIGITS + 1], pin[MEMBER_PIN_DIGITS + 1];

	open_club(c, "space-waits", more);
	ck_assert_uint_eq(waits(c, &c->first, ORG_DRAFT, &w), 0);
	a = draft(c, NUMBER);
	other = draft(c, "lb-caza-zahle/2026/0002");
	/* of what the visitor writes, and of this organisation alone */
	ck_assert_uint_eq(waits(c, &c->first, ORG_DRAFT, &w), 1);
	ck_assert_str_eq(w.application->id, a.id);
	ck_assert_uint_eq(waits(c, &c->second, ORG_DRAFT, &w), 0);
	/* a signature: of whoever is asked, until it is given, and for this organisation */
	for (int i = 0; i < 2; i++) {
		struct application *of = i == 0 ? &other : &a;

		ck_assert_uint_eq(waits(c, &c->second, ORG_SIGNATURE, &w), 0);
		GOOD(member_invite(p->registry, &c->first, of, c->renewal, &m, code, &err));
		GOOD(member_join(p->registry, &c->second, of->reference, code, &p->terms, &joined,
				 pin, &err));
	}
	ck_assert_uint_eq(waits(c, &c->second, ORG_SIGNATURE, &w), 1);
	ck_assert_str_eq(w.application->id, a.id);
	ck_assert_uint_eq(waits(c, &c->first, ORG_SIGNATURE, &w), 0);
	sign(c, &c->second, &a);
	ck_assert_uint_eq(waits(c, &c->second, ORG_SIGNATURE, &w), 0);
	sign(c, &c->first, &a);
	/* sent, it is a draft no more; what is owed for it waits, and it is the newest */
	p->now += DAY;
	f = answers(c, NUMBER);
	GOOD(application_submit(p->registry, &c->first, &a, f, &receipt, &err));
	form_free(f);
	ck_assert_uint_eq(waits(c, &c->first, ORG_DRAFT, &w), 0);
	ck_assert_uint_eq(waits(c, &c->first, ORG_PAYMENT, &w), 1);
	ck_assert_str_eq(w.application->id, a.id);
	ck_assert_int_eq(w.amount, 1000 * 100);
	ck_assert_str_eq(w.currency, "LBP");
	ck_assert_int_gt(w.due_at, p->now);
	GOOD(organisation_space(p->registry, &c->first, &c->at, p->arena, &space, &err));
	ck_assert_uint_eq(space.sent_count, 2);
	ck_assert(space.sent[0].opens && !space.sent[1].opens);
	ck_assert_int_gt(space.sent[0].application.submitted_at,
			 space.sent[1].application.submitted_at);
	ck_assert_str_eq(space.sent[0].application.id, a.id);
	/* of what does not open no more than that it is there */
	ck_assert_str_eq(space.sent[1].application.reference, "");
	ck_assert_str_eq(space.sent[1].application.service, "lb-sample");
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

static void put(struct club *c, const struct application *a, const char *name)
{
	const struct paper_place at = {a, c->renewal, "minutes", name, false};
	static const char bytes[] = "%PDF-1 one %%EOF";
	struct paper_upload *u = NULL;

	GOOD(paper_begin(c->portal.registry, &c->first, &at, true, &u, &err));
	GOOD(paper_write(u, 0, bytes, strlen(bytes), &err));
	GOOD(paper_end(u, &judge_by_ends, NULL, &err));
	paper_close(u);
}

START_TEST(what_was_sent_and_what_was_issued_is_one_list)
{
	struct club here, *c = &here;
	struct portal *p = &c->portal;
	struct application a, other;
	const struct application *all[] = {&other, &a};
	struct paper_sent *list;
	struct receipt receipt;
	struct form *f;
	int64_t sent;
	size_t count;

	open_club(c, "space-papers", with_paper);
	a = draft(c, NUMBER);
	put(c, &a, "b.pdf");
	put(c, &a, "a.pdf");
	other = draft(c, NUMBER);
	put(c, &other, "not sent.pdf");
	f = answers(c, NUMBER);
	GOOD(application_submit(p->registry, &c->first, &a, f, &receipt, &err));
	form_free(f);
	sent = p->now;
	p->now += DAY;
	GOOD(application_act(p->registry, &p->host, &a, c->renewal, "grant",
			     &(struct act_answers){.words = "So it is."}, &err));
	GOOD(papers_sent(p->registry, &c->first, all, 2, &p->terms, p->arena, &list, &count, &err));
	ck_assert_uint_eq(count, 3);
	ck_assert_str_eq(list[0].issued->id, "paper");
	ck_assert(list[0].paper == NULL && list[0].holds && list[0].label[0] != '\0');
	ck_assert_int_eq(list[0].at, p->now);
	ck_assert_int_eq(date_compare(list[0].until, (struct date){2030, 3, 14}), 0);
	ck_assert_str_eq(list[0].reference, a.reference);
	for (size_t i = 1; i < count; i++) {
		ck_assert_str_eq(list[i].label, i == 1 ? "a.pdf" : "b.pdf");
		ck_assert_str_eq(list[i].paper->id, "minutes");
		ck_assert_ptr_null(list[i].issued);
		ck_assert_int_eq(list[i].at, sent);
		ck_assert_str_eq(list[i].reference, a.reference);
	}
	GOOD(papers_sent(p->registry, &c->first, all, 1, &p->terms, p->arena, &list, &count, &err));
	ck_assert_uint_eq(count, 0);
	portal_close(p);
}
END_TEST

SUITE(organisation_space, drafts_signatures_and_payments_wait_for_whose_they_are,
      what_was_sent_and_what_was_issued_is_one_list)
