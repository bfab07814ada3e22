/* rights_serve_test.c - rights_test.c's table of the calls of who serves people. The host's own
 * command acts as an operator. */
#include "tests/services/access/rights_try.h"
#include "tests/unit.h"

#include "services/access/serve.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_account.h"

/* One who is hired for it. */
static enum fault be_operator(struct house *h, struct caller *c)
{
	struct portal *p = &h->portal;
	struct account_grant grant = {.role = "operator"};
	struct account_paper paper;

	if (c->role != ROLE_AUTHORITY || c->face != FACE_HOST)
		return FAULT_NONE;
	GOOD(account_open(p->registry, &p->host, "Rana Aoun", &paper, &h->err));
	GOOD(account_grant(p->registry, &p->host, paper.number, &grant, &h->err));
	return account_act_as(REGISTRY, c, paper.number, &h->err);
}

TRY(serve_find)
{
	struct serve_person *list;
	size_t count;
	enum fault fault = be_operator(h, c);

	return fault == FAULT_NONE ? serve_find(REGISTRY, c, &h->portal.terms, h->portal.service,
						"03123456", h->portal.arena, &list, &count, &h->err)
				   : fault;
}

TRY(serve_add)
{
	struct serve_person person = {.name = "Hala Haddad"};
	enum fault fault = be_operator(h, c);

	return fault == FAULT_NONE ? serve_add(REGISTRY, c, h->portal.service, &person, &h->err)
				   : fault;
}

/* Of a person whose id is known: the officer's. */
TRY(serve_consent)
{
	struct store_account row;
	bool found;
	enum fault fault = be_operator(h, c);

	GOOD(store_account_find(REGISTRY->store, STORE_BY_NUMBER, h->account.number, &row, &found,
				&h->err));
	return fault == FAULT_NONE
		       ? serve_consent(REGISTRY, c, h->portal.service, row.party, LANG_EN, &h->err)
		       : fault;
}

/* Whoever says that they serve that person. */
TRY(serve_fill)
{
	struct form *f = form_new(h->portal.service, &h->portal.terms, (struct date){2026, 11, 27});
	struct store_account row;
	bool found;
	enum fault fault = be_operator(h, c);

	GOOD(store_account_find(REGISTRY->store, STORE_BY_NUMBER, h->account.number, &row, &found,
				&h->err));
	snprintf(c->served.person, sizeof(c->served.person), "%s", row.party);
	snprintf(c->served.service, sizeof(c->served.service), "%s", h->portal.service->id);
	if (fault == FAULT_NONE)
		fault = serve_fill(REGISTRY, c, f, &h->err);
	form_free(f);
	return fault;
}

/* An operator reaches what was sent, whichever office handles it. */
TRY(renew_find)
{
	struct application found;
	enum fault fault = be_operator(h, c);

	return fault == FAULT_NONE ? renew_find(REGISTRY, c, a->reference, &found, &h->err) : fault;
}

TRY(renew_give)
{
	struct receipt receipt;
	enum fault fault = be_operator(h, c);

	return fault == FAULT_NONE
		       ? renew_give(REGISTRY, c, a, h->portal.service, true, &receipt, &h->err)
		       : fault;
}

static const struct rights_row rows[] = {
	ROW(serve_find, false, true),    ROW(serve_add, false, true),
	ROW(serve_consent, false, true), ROW(serve_fill, false, true),
	ROW(renew_find, false, false),   ROW(renew_give, false, false),
};
#define ROWS (sizeof(rows) / sizeof(rows[0]))

START_TEST(strangers_are_told_nothing_and_change_nothing)
{
	rights_try_strangers("served", rows, ROWS);
}
END_TEST

START_TEST(who_may_does)
{
	rights_try_owners(rows, ROWS);
}
END_TEST

SUITE(rights_serve, strangers_are_told_nothing_and_change_nothing, who_may_does)
