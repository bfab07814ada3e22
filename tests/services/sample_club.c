/* sample_club.c - a club that a register has, with its founder and three others who have accounts.
 */
#include "tests/services/sample_club.h"

#include "tests/unit.h"

#include "services/registry/registry_inside.h"
#include "services/store/store_register.h"

#include <string.h>

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)

static struct error err;

/* A report that an entry's people alone send, which may be asked about. */
static const char report_yaml[] =
	"id: lb-report\n"
	"version: 1\n"
	"country: LB\n"
	"sector: social-affairs\n"
	"audience: citizen\n"
	"name: {ar: ن, fr: Report fr, en: Report}\n"
	"summary: {ar: ن, fr: S fr, en: S}\n"
	"authority: {ar: ن, fr: A fr, en: Office of reports}\n"
	"sources: [{title: T, url: \"https://example.org\", kind: law}]\n"
	"verified: 2026-01-20\n"
	"confidence: high\n"
	"about: {register: lb-clubs, by: club, from: people}\n"
	"stages:\n"
	"  - id: examination\n"
	"    name: {ar: ن, fr: E fr, en: E}\n"
	"    by: head\n"
	"    acts:\n"
	"      - {id: accept, name: {ar: ن, fr: A fr, en: A}, to: end(approved)}\n"
	"      - {id: refuse, name: {ar: ن, fr: R fr, en: R}, to: end(rejected), asks: [words]}\n"
	"      - {id: question, name: {ar: ن, fr: Q fr, en: Q}, asks: [reply, words]}\n"
	"form:\n"
	"  sections:\n"
	"    - id: one\n"
	"      title: {ar: ن, fr: O fr, en: O}\n"
	"      questions:\n"
	"        - {id: club, type: text, max: 60, label: {ar: ن, fr: C fr, en: C}}\n"
	"        - {id: secret, type: text, required: false, max: 60, label: {ar: ن, fr: X fr, en: "
	"X}}\n";

struct caller club_account(struct club *c, const char *name, struct account_paper *paper)
{
	struct caller v = caller_visitor("198.51.100.0/24", FACE_PAGES);

	GOOD(account_open(c->portal.registry, &c->portal.host, name, paper, &err));
	GOOD(sign_in_account(c->portal.registry, &v, paper->number, paper->pin, &err));
	v.lang = LANG_EN;
	return v;
}

struct receipt club_founded(struct club *c, struct caller *v, const char *name,
			    struct application *ret)
{
	struct portal *p = &c->portal;
	struct form *f = portal_form(p);
	struct application a;
	struct receipt receipt;

	portal_set(p, f, "story", 0, name);
	GOOD(application_apply(p->registry, v, f, portal_request(), LANG_EN, &receipt, &err));
	form_free(f);
	GOOD(application_open(p->registry, v, receipt.reference, NULL, &a, &err));
	GOOD(application_act(p->registry, &p->host, &a, p->service, "order",
			     &(struct act_answers){.words = "So it is."}, &err));
	*ret = a;
	return receipt;
}

struct application club_entered(struct club *c, struct caller *v, const char *name)
{
	struct application a;

	(void)club_founded(c, v, name, &a);
	return a;
}

void club_tell_at(struct club *c, const struct application *a)
{
	struct store_register_entry row;
	bool found = false;

	GOOD(store_register_of(c->portal.registry->store, a->id, "", &row, &found, &err));
	ck_assert(found);
	memcpy(c->number, row.number, sizeof(c->number));
	c->at = (struct organisation_at){sample_register(&c->portal), c->number, &c->portal.terms};
}

void club_open(struct club *c, const char *name)
{
	struct portal *p = &c->portal;
	struct term_file files[LISTS_MAX];
	size_t count = 0;

	sample_register_open(p, name);
	portal_import(p, "lb-report", 1, report_yaml);
	GOOD(lists_read(p->registry, p->arena, files, &count, &err));
	GOOD(lists_terms(p->registry, p->arena, files, count, &p->terms, &err));
	GOOD(versions_find(p->registry, p->arena, &p->terms, "lb-report", 1, &c->report, &err));
	c->manager = club_account(c, "Mayy Haddad", &c->paper[0]);
	c->filer = club_account(c, "Rami Saad", &c->paper[1]);
	c->seer = club_account(c, "Nada Aoun", &c->paper[2]);
	c->other = club_account(c, "Ziad Mrad", &c->paper[3]);
	c->founding = club_entered(c, &c->manager, "Cedar Hikers");
	club_tell_at(c, &c->founding);
}
