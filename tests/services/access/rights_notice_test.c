/* rights_notice_test.c - rights_test.c's table of the calls for notices, and for where messages go.
 */
#include "tests/services/access/rights_try.h"
#include "tests/unit.h"

#include "services/application/address.h"
#include "services/application/look.h"
#include "services/notice/notice.h"
#include "services/upkeep/spool.h"

static bool names(const struct notice_item *list, size_t count, const struct application *a)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(list[i].application.id, a->id) == 0)
			return true;
	return false;
}

/* The authority has asked about one of the applications, and moved another. */
TRY(notice_own)
{
	struct notice_item *list = NULL;
	size_t count = 0;
	enum fault fault = notice_own(REGISTRY, c, h->portal.arena, &list, &count, &h->err);

	return fault == FAULT_NONE && !names(list, count, a) ? FAULT_MISSING : fault;
}

/* What a visit that came in by number and PIN is told of. */
TRY(look_signed_in)
{
	struct store_application row;
	struct caller as = *c;
	bool found = false;
	enum fault fault;

	if (caller_proof(c, a->reference, NULL) != NULL)
		caller_sign_in(&as, a->reference);
	fault = look_signed_in(REGISTRY, &as, &row, &found, &h->err);
	return fault == FAULT_NONE && (!found || strcmp(row.id, a->id) != 0) ? FAULT_MISSING
									     : fault;
}

/* What is counted is what is listed. */
TRY(notice_tally)
{
	struct notice_tally tally;
	struct notice_item *list = NULL;
	size_t count = 0;
	enum fault fault = notice_tally(REGISTRY, c, &tally, &h->err);

	if (fault == FAULT_NONE)
		fault = notice_own(REGISTRY, c, h->portal.arena, &list, &count, &h->err);
	if (fault == FAULT_NONE)
		ck_assert_int_eq(tally.all, (int64_t)count);
	return fault == FAULT_NONE && !names(list, count, a) ? FAULT_MISSING : fault;
}

TRY(notice_of)
{
	struct notice_item *list;
	size_t count;

	return notice_of(REGISTRY, c, a, h->portal.arena, &list, &count, &h->err);
}

TRY(notice_read)
{
	return notice_read(REGISTRY, c, a, NOTICE_ALL, &h->err);
}

/* --- where messages go --- */

TRY(address_list)
{
	struct address *list;
	size_t count;

	return address_list(REGISTRY, c, a, h->portal.arena, &list, &count, &h->err);
}

TRY(address_add)
{
	return address_add(REGISTRY, c, a, "sms:+9613123456", "{code}", &h->err);
}

/* Who comes to the comparison may. */
TRY(address_prove)
{
	enum fault fault = address_prove(REGISTRY, c, a, "none", &h->err);

	return fault == FAULT_INPUT ? FAULT_NONE : fault;
}

TRY(address_drop)
{
	enum fault fault = address_add(REGISTRY, c, a, "sms:+9613654321", "{code}", &h->err);
	enum fault dropped = address_drop(REGISTRY, c, a, "sms:+9613654321", &h->err);

	return fault == FAULT_NONE ? dropped : fault;
}

TRY(spool_failures)
{
	struct spool_failed *list;
	size_t count;

	return spool_failures(REGISTRY, c, h->portal.arena, &list, &count, &h->err);
}

static const struct rights_row rows[] = {
	ROW(notice_own, false, false),    ROW(notice_tally, false, false),
	ROW(notice_of, false, false),     ROW(notice_read, false, false),
	ROW(address_list, false, false),  ROW(address_add, false, false),
	ROW(address_prove, false, false), ROW(address_drop, false, false),
	ROW(spool_failures, false, true), ROW(look_signed_in, false, false),
};
#define ROWS (sizeof(rows) / sizeof(rows[0]))

START_TEST(strangers_are_told_nothing_and_change_nothing)
{
	rights_try_strangers("notices", rows, ROWS);
}
END_TEST

START_TEST(who_may_does)
{
	rights_try_owners(rows, ROWS);
}
END_TEST

SUITE(rights_notice, strangers_are_told_nothing_and_change_nothing, who_may_does)
