/* rights_till_test.c - rights_test.c's table of the calls about what is owed and paid. For the
 * host's own command there is something owed. */
#include "tests/services/access/rights_try.h"
#include "tests/unit.h"

#include "services/registry/registry_inside.h"

static bool is_host(const struct caller *c)
{
	return c->role == ROLE_AUTHORITY && c->face == FACE_HOST;
}

/* A fee of the application, raised past all services, for the host alone; its reference. */
static const char *owe(struct house *h, const struct caller *c, const struct application *a)
{
	const struct ledger_entry by = {.actor = "host", .role = "authority", .face = "host"};
	struct store_due due = {
		.number = 1, .charge = "entry", .currency = "LBP", .amount = 500, .at = 1};

	if (!is_host(c))
		return "RF451234512345";
	snprintf(due.application, sizeof(due.application), "%s", a->id);
	GOOD(store_begin(REGISTRY->store, &h->err));
	GOOD(due_raise(REGISTRY, &due, &by, &h->err));
	GOOD(store_commit(REGISTRY->store, &h->err));
	return arena_text(h->portal.arena, due.reference);
}

static enum fault find(struct house *h, struct caller *c, const struct application *a,
		       struct till_due *ret)
{
	const char *reference = owe(h, c, a);

	*ret = (struct till_due){.service = h->portal.service};
	snprintf(ret->due.application, sizeof(ret->due.application), "%s", a->id);
	return is_host(c) ? till_find(REGISTRY, c, &h->portal.terms, reference, h->portal.arena,
				      ret, &h->err)
			  : FAULT_NONE;
}

static const struct till_taken all = {.amount = 0};

static enum fault pay(struct house *h, struct caller *c, struct till_due *d, struct payment *ret)
{
	return till_take(REGISTRY, c, &all, h->portal.arena, d, ret, &h->err);
}

TRY(dues_of)
{
	struct due *dues;
	size_t count;

	return dues_of(REGISTRY, c, a, h->portal.arena, &dues, &count, &h->err);
}

TRY(till_find)
{
	struct till_due d;

	return till_find(REGISTRY, c, &h->portal.terms, owe(h, c, a), h->portal.arena, &d, &h->err);
}

TRY(till_take)
{
	struct payment paid;
	struct till_due d;
	enum fault fault = find(h, c, a, &d);

	return fault == FAULT_NONE
		       ? till_take(REGISTRY, c, &all, h->portal.arena, &d, &paid, &h->err)
		       : fault;
}

/* Who takes back what the host has taken. */
static enum fault become_another(struct house *h, struct caller *officer, struct till_due *d,
				 struct payment *ret)
{
	struct account_grant g = {.role = "treasurer"};
	enum fault fault = pay(h, officer, d, ret);

	GOOD(account_grant(REGISTRY, officer, h->account.number, &g, &h->err));
	GOOD(account_act_as(REGISTRY, officer, h->account.number, &h->err));
	return fault;
}

/* Of what somebody else has entered. */
TRY(till_undo)
{
	struct caller officer = caller_host();
	struct payment paid = {.number = "P0000000000"};
	struct till_due d;
	enum fault fault = find(h, c, a, &d);

	if (is_host(c) && fault == FAULT_NONE) {
		fault = become_another(h, &officer, &d, &paid);
		c = &officer;
	}
	return fault == FAULT_NONE ? till_undo(REGISTRY, c, &h->portal.terms, paid.number, "wrong",
					       h->portal.arena, &d, &h->err)
				   : fault;
}

TRY(till_refund)
{
	struct caller officer = caller_host();
	struct payment paid;
	struct till_due d;
	enum fault fault = find(h, c, a, &d);

	if (fault == FAULT_NONE && is_host(c)) {
		fault = become_another(h, &officer, &d, &paid);
		c = &officer;
	}
	return fault == FAULT_NONE ? till_refund(REGISTRY, c, 1, "too much", h->portal.arena, &d,
						 &paid, &h->err)
				   : fault;
}

TRY(till_let_off)
{
	struct till_due d;
	enum fault fault = find(h, c, a, &d);

	return fault == FAULT_NONE
		       ? till_let_off(REGISTRY, c, "exempt", h->portal.arena, &d, &h->err)
		       : fault;
}

TRY(till_day)
{
	struct till_sum *sums;
	size_t count;

	return till_day(REGISTRY, c, (struct date){0}, h->portal.arena, &sums, &count, &h->err);
}

static void hear(void *ctx, const struct till_row *row)
{
	struct house *h = ctx;

	h->portal.findings = arena_text(h->portal.arena, row->number);
}

/* A file with one payment that is for nothing. */
TRY(till_import)
{
	static int number;
	const char *text =
		arena_format(h->portal.arena,
			     "transaction,reference,amount,currency\nt%d,none,5,LBP\n", ++number);
	struct till_tally tally;

	return till_import(REGISTRY, c, &h->portal.terms, text, strlen(text),
			   &(struct till_totals){.count = -1}, hear, h, &tally, &h->err);
}

TRY(till_kept)
{
	struct till_kept *list;
	size_t count;

	return till_kept(REGISTRY, c, h->portal.arena, &list, &count, &h->err);
}

TRY(till_match)
{
	struct till_due d;
	enum fault fault = find(h, c, a, &d);

	h->portal.findings = "P0000000000";
	if (fault == FAULT_NONE && is_host(c))
		fault = try_till_import(h, c, a);
	return fault == FAULT_NONE
		       ? till_match(REGISTRY, c, h->portal.findings, h->portal.arena, &d, &h->err)
		       : fault;
}

static const struct rights_row rows[] = {
	ROW(dues_of, false, false),     ROW(till_find, false, true),
	ROW(till_take, false, false),   ROW(till_undo, false, true),
	ROW(till_refund, false, false), ROW(till_let_off, false, false),
	ROW(till_day, false, true),     ROW(till_import, false, true),
	ROW(till_kept, false, true),    ROW(till_match, false, false),
};
#define ROWS (sizeof(rows) / sizeof(rows[0]))

START_TEST(strangers_are_told_nothing_and_change_nothing)
{
	rights_try_strangers("till", rows, ROWS);
}
END_TEST

START_TEST(who_may_does)
{
	rights_try_owners(rows, ROWS);
}
END_TEST

SUITE(rights_till, strangers_are_told_nothing_and_change_nothing, who_may_does)
