/* rights_appeal_test.c - rights_test.c's table of the calls for appeals, and for how applications
 * hang together. */
#include "tests/services/access/rights_try.h"
#include "tests/unit.h"

/* None of the victims was refused: who may appeal is told so. */
static enum fault but_for_its_state(enum fault fault)
{
	return fault == FAULT_CONFLICT ? FAULT_NONE : fault;
}

TRY(related_of)
{
	struct related *list;
	size_t count;

	return related_of(REGISTRY, c, a, h->portal.arena, &list, &count, &h->err);
}

TRY(route_offices)
{
	struct route_office *list;
	size_t count;

	return route_offices(REGISTRY, c, a, h->portal.service, h->portal.arena, &list, &count,
			     &h->err);
}

TRY(appeal_way)
{
	struct appeal_way way;

	return appeal_way(REGISTRY, c, a, h->portal.service, &way, &h->err);
}

TRY(appeal_begin)
{
	char pin[PIN_DIGITS + 1];
	struct application own;

	return but_for_its_state(
		appeal_begin(REGISTRY, c, a, h->form, LANG_EN, &own, pin, &h->err));
}

TRY(appeal_apply)
{
	struct receipt receipt;

	return but_for_its_state(appeal_apply(REGISTRY, c, a, h->form, portal_request(), LANG_EN,
					      &receipt, &h->err));
}

static const struct rights_row rows[] = {
	ROW(related_of, false, false),  ROW(route_offices, false, false),
	ROW(appeal_way, false, false),  ROW(appeal_begin, false, true),
	ROW(appeal_apply, false, true),
};
#define ROWS (sizeof(rows) / sizeof(rows[0]))

START_TEST(strangers_are_told_nothing_and_change_nothing)
{
	rights_try_strangers("appeals", rows, ROWS);
}
END_TEST

START_TEST(who_may_does)
{
	rights_try_owners(rows, ROWS);
}
END_TEST

SUITE(rights_appeal, strangers_are_told_nothing_and_change_nothing, who_may_does)
