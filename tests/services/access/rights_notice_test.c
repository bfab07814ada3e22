/* rights_notice_test.c - rights_test.c's table of the calls for notices. */
#include "tests/services/access/rights_try.h"
#include "tests/unit.h"

#include "services/notice/notice.h"

/* The authority has asked about one of the applications, and moved another. */
TRY(notice_own)
{
	struct notice_item *list = NULL;
	size_t count = 0;
	bool told = false;
	enum fault fault = notice_own(REGISTRY, c, h->portal.arena, &list, &count, &h->err);

	for (size_t i = 0; i < count; i++)
		told = told || strcmp(list[i].application.id, a->id) == 0;
	return fault == FAULT_NONE && !told ? FAULT_MISSING : fault;
}

TRY(notice_of)
{
	struct notice_item *list;
	size_t count;

	return notice_of(REGISTRY, c, a, h->portal.arena, &list, &count, &h->err);
}

TRY(notice_read)
{
	return notice_read(REGISTRY, c, a, &h->err);
}

static const struct rights_row rows[] = {
	ROW(notice_own, false, false),
	ROW(notice_of, false, false),
	ROW(notice_read, false, false),
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
