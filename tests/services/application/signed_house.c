/* signed_house.c - a portal whose sample is signed by each member of a household, and a draft of it
 * with two, for tests. */
#include "tests/services/application/signed_house.h"

#include "services/registry/budget.h"
#include "services/registry/limits.h"
#include "services/registry/registry_inside.h"
#include "tests/services/sample.h"
#include "tests/unit.h"

#include <string.h>

struct error signed_err;

#define GOOD(call)                                                                                 \
	ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, signed_err.say, signed_err.detail)

void signed_open_as(struct signed_house *h, const char *name, const char *signatures)
{
	struct portal *p = &h->portal;
	const char *yaml;
	struct form *f;
	struct field_path caza;

	portal_open(p, name);
	p->guest.lang = LANG_EN;
	yaml = sample_swap(p->arena, sample_yaml, "stages:\n",
			   arena_format(p->arena, "signatures:\n%s\nstages:\n", signatures));
	yaml = sample_swap(p->arena, yaml, "version: 3\n", "version: 4\n");
	portal_renew(p, yaml);
	f = portal_form(p);
	GOOD(application_begin_with(p->registry, &p->guest, f, LANG_EN, &h->draft, h->pin,
				    &signed_err));
	form_free(f);
	signed_put(h, "full_name", 0, "Mayy Haddad");
	signed_put(h, "birth", 0, "1990-03-14");
	signed_put(h, "status", 0, "married");
	signed_put(h, "spouse", 0, "Karim Saab");
	signed_put(h, "phone", 0, "+9613123456");
	f = portal_form(p);
	caza = portal_path(p, "caza", 0);
	signed_put(h, "caza", 0, form_get(f, &caza));
	form_free(f);
	signed_put(h, "member_name", 1, "Lina");
	signed_put(h, "member_age", 1, "7");
	signed_put(h, "school", 1, "Zahle 2");
	signed_put(h, "member_name", 2, "Rami");
	signed_put(h, "member_age", 2, "9");
	signed_put(h, "school", 2, "Zahle 2");
}

void signed_open(struct signed_house *h, const char *name)
{
	signed_open_as(h, name, "  - {each: members, covers: [person, members], before: submit}");
}

struct form *signed_form(struct signed_house *h)
{
	struct portal *p = &h->portal;
	struct form *f = form_new(p->service, &p->terms, date_of(p->now));

	GOOD(application_load(p->registry, &p->guest, &h->draft, f, &signed_err));
	return f;
}

void signed_put(struct signed_house *h, const char *question, int item, const char *canonical)
{
	struct portal *p = &h->portal;
	struct form *f = signed_form(h);
	struct field_path at = portal_path(p, question, item);
	struct application_answer answer = {
		.at = at, .was = form_get(f, &at), .now = canonical, .arena = p->arena};

	GOOD(application_put(p->registry, &p->guest, &h->draft, &answer, &signed_err));
	form_free(f);
}

struct signature_standing signed_now(struct signed_house *h)
{
	struct portal *p = &h->portal;
	struct signature_standing *list = NULL;
	size_t count = 0;

	GOOD(signature_standings(p->registry, &p->guest, &h->draft, p->service, p->arena, &list,
				 &count, &signed_err));
	ck_assert_uint_gt(count, 0);
	return list[0];
}

void signed_invite(struct signed_house *h, const char *name, int rights, int item,
		   char code[MEMBER_CODE_DIGITS + 1])
{
	struct portal *p = &h->portal;
	struct member_invitation m = {.name = name, .rights = rights, .item = item};

	GOOD(member_invite(p->registry, &p->guest, &h->draft, p->service, &m, code, &signed_err));
}

void signed_join(struct signed_house *h, struct caller *c, const char *code)
{
	struct portal *p = &h->portal;
	struct application a;
	char pin[MEMBER_PIN_DIGITS + 1];

	GOOD(member_join(p->registry, c, h->draft.reference, code, &p->terms, &a, pin,
			 &signed_err));
	ck_assert_str_eq(a.id, h->draft.id);
	ck_assert_int_eq(pin[0] == '\0', c->account[0] != '\0');
}

struct caller signed_person(struct signed_house *h, const char *name, const char *key,
			    struct account_paper *paper)
{
	struct portal *p = &h->portal;
	struct caller c = caller_visitor("", FACE_PAGES);

	GOOD(account_open(p->registry, &p->host, name, paper, &signed_err));
	if (key != NULL)
		GOOD(account_add_key(p->registry, &p->host, paper->number, "own", key,
				     &signed_err));
	GOOD(sign_in_account(p->registry, &c, paper->number, paper->pin, &signed_err));
	return c;
}

void signed_crowd(struct signed_house *h)
{
	struct portal *p = &h->portal;
	struct store *s = p->registry->store;

	ck_assert_int_eq(store_begin(s, &signed_err), FAULT_NONE);
	ck_assert_int_eq(budget_use(s, BUDGET_PIN_UNKNOWN, "all", p->now, &signed_err), FAULT_NONE);
	ck_assert_int_eq(store_commit(s, &signed_err), FAULT_NONE);
	portal_tamper(p, arena_format(p->arena,
				      "UPDATE tries SET count = %d WHERE subject LIKE '%% all'",
				      LIMIT_PIN_UNKNOWN));
}
