/* rights_organisation_test.c - rights_test.c's table of the calls for who acts for an organisation.
 * The host's own command has one, with somebody who manages it. */
#include "tests/services/access/rights_try.h"
#include "tests/services/sample_register.h"
#include "tests/unit.h"

#include "services/application/organisation.h"
#include "services/definition/kind_read.h"
#include "services/document/papers_sent.h"

#include <string.h>

static struct organisation_at at_of(struct house *h)
{
	struct definition d = {.what = NULL};

	GOOD(kind_read_as(h->portal.arena, &h->portal.terms, KIND_REGISTER, true, "lb-clubs",
			  sample_register_yaml, strlen(sample_register_yaml), &d, NULL, &h->err));
	return (struct organisation_at){d.what, SAMPLE_ENTRY, &h->portal.terms};
}

static bool is_host(const struct caller *c)
{
	return c->role == ROLE_AUTHORITY && c->face == FACE_HOST;
}

/* Of the host: somebody new who manages it; of others themselves. */
static struct caller manager(struct house *h, struct caller *c)
{
	struct organisation_at at = at_of(h);
	struct organisation_agent who = {.rights = AGENT_RIGHTS, .words = "New."};
	struct account_paper paper;
	struct caller v = caller_visitor("", FACE_PAGES);

	if (!is_host(c))
		return *c;
	sample_register_put(&h->portal);
	GOOD(account_open(REGISTRY, c, "Mayy Haddad", &paper, &h->err));
	who.account = paper.number;
	GOOD(organisation_enter(REGISTRY, c, &at, &who, &h->err));
	GOOD(sign_in_account(REGISTRY, &v, paper.number, paper.pin, &h->err));
	return v;
}

static const struct organisation_agent rami = {.name = "Rami", .rights = AGENT_FILE};

/* Nothing of anybody's is told to who acts for none. */
TRY(organisation_mine)
{
	struct organisation *list;
	size_t count;
	enum fault fault = organisation_mine(REGISTRY, c, &h->portal.terms, h->portal.arena, &list,
					     &count, &h->err);

	ck_assert_uint_eq(count, 0);
	return fault;
}

TRY(organisation_open)
{
	struct caller v = manager(h, c);
	struct organisation_at at = at_of(h);
	struct organisation o;

	return organisation_open(REGISTRY, &v, &at, h->portal.arena, &o, &h->err);
}

TRY(organisation_people)
{
	struct caller v = manager(h, c);
	struct organisation_at at = at_of(h);
	struct agent *list;
	size_t count;

	return organisation_people(REGISTRY, &v, &at, h->portal.arena, &list, &count, &h->err);
}

TRY(organisation_invite)
{
	struct caller v = manager(h, c);
	struct organisation_at at = at_of(h);
	char code[INVITATION_DIGITS + 1];

	return organisation_invite(REGISTRY, &v, &at, &rami, code, &h->err);
}

/* By who was invited, with an account of their own. */
TRY(organisation_join)
{
	struct caller v = manager(h, c), other = *c;
	struct organisation_at at = at_of(h);
	struct account_paper paper;
	char code[INVITATION_DIGITS + 1] = "0000000000";

	if (is_host(c)) {
		GOOD(organisation_invite(REGISTRY, &v, &at, &rami, code, &h->err));
		GOOD(account_open(REGISTRY, c, "Rami Saad", &paper, &h->err));
		other = caller_visitor("", FACE_PAGES);
		GOOD(sign_in_account(REGISTRY, &other, paper.number, paper.pin, &h->err));
	}
	return organisation_join(REGISTRY, &other, &at, code, &h->err);
}

TRY(organisation_end)
{
	struct caller v = manager(h, c);
	struct organisation_at at = at_of(h);
	char code[INVITATION_DIGITS + 1];
	struct agent *list;
	size_t count = 0;

	if (is_host(c)) {
		GOOD(organisation_invite(REGISTRY, &v, &at, &rami, code, &h->err));
		GOOD(organisation_people(REGISTRY, &v, &at, h->portal.arena, &list, &count,
					 &h->err));
	}
	return organisation_end(REGISTRY, &v, &at, (int)count, NULL, &h->err);
}

TRY(organisation_enter)
{
	struct organisation_at at = at_of(h);
	struct organisation_agent who = {
		.account = h->account.number, .rights = AGENT_SEE, .words = "New."};
	enum fault fault;

	if (is_host(c))
		sample_register_put(&h->portal);
	fault = organisation_enter(REGISTRY, c, &at, &who, &h->err);
	return fault == FAULT_CONFLICT && is_host(c) ? FAULT_NONE : fault;
}

/* Who has proven it comes that far; their visit is no account's. */
TRY(organisation_claim)
{
	struct organisation o;
	enum fault fault =
		organisation_claim(REGISTRY, c, a, &h->portal.terms, h->portal.arena, &o, &h->err);

	return fault == FAULT_DENIED && strcmp(h->err.detail, "no account") == 0 ? FAULT_NONE
										 : fault;
}

TRY(organisation_is_free)
{
	ck_assert(!organisation_is_free(REGISTRY, c, a, &h->portal.terms));
	return FAULT_NONE;
}

TRY(organisation_has)
{
	bool ours = true;
	enum fault fault = organisation_has(REGISTRY, c, a->reference, &ours, &h->err);

	ck_assert(!ours);
	return fault;
}

TRY(organisation_space)
{
	struct caller v = manager(h, c);
	struct organisation_at at = at_of(h);
	struct organisation_space space;

	return organisation_space(REGISTRY, &v, &at, h->portal.arena, &space, &h->err);
}

TRY(papers_sent)
{
	const struct application *list[] = {a};
	struct paper_sent *sent;
	size_t count;

	return papers_sent(REGISTRY, c, list, 1, &h->portal.terms, h->portal.arena, &sent, &count,
			   &h->err);
}

static const struct rights_row rows[] = {
	ROW(organisation_mine, true, false),    ROW(organisation_open, false, false),
	ROW(organisation_people, false, false), ROW(organisation_invite, false, false),
	ROW(organisation_join, false, false),   ROW(organisation_end, false, false),
	ROW(organisation_enter, false, false),  ROW(organisation_claim, false, true),
	ROW(organisation_is_free, true, false), ROW(organisation_has, true, false),
	ROW(organisation_space, false, false),  ROW(papers_sent, false, false),
};
#define ROWS (sizeof(rows) / sizeof(rows[0]))

START_TEST(strangers_are_told_nothing_and_change_nothing)
{
	rights_try_strangers("organisations", rows, ROWS);
}
END_TEST

START_TEST(who_may_does)
{
	rights_try_owners(rows, ROWS);
}
END_TEST

SUITE(rights_organisation, strangers_are_told_nothing_and_change_nothing, who_may_does)
