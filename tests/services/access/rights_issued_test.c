/* rights_issued_test.c - rights_test.c's table of the calls for documents that were issued, and for
 * the codes by which anybody checks a paper. */
#include "tests/services/access/rights_try.h"
#include "tests/unit.h"

#include "services/application/checked.h"
#include "services/application/issued.h"

TRY(issued_list)
{
	struct issued *list;
	size_t count;

	return issued_list(REGISTRY, c, a, h->portal.service, h->portal.arena, &list, &count,
			   &h->err);
}

TRY(checked_receipt)
{
	char code[RECEIPT_DIGITS + 1];
	enum fault fault = checked_receipt(REGISTRY, c, a, code, &h->err);

	/* Its owner is told that it was not sent yet. */
	return fault == FAULT_CONFLICT ? FAULT_NONE : fault;
}

/* Anybody may ask, and of a code that there is not they are told so. */
TRY(checked_find)
{
	struct checked found;
	char code[DOCUMENT_DIGITS + 1];
	enum fault fault;

	reference_new_document(code);
	fault = checked_find(REGISTRY, c, &h->portal.terms, code, h->portal.arena, &found, &h->err);
	return fault == FAULT_MISSING ? FAULT_NONE : fault;
}

static const struct rights_row rows[] = {
	ROW(issued_list, false, false),
	ROW(checked_receipt, false, false),
	ROW(checked_find, true, false),
};
#define ROWS (sizeof(rows) / sizeof(rows[0]))

START_TEST(strangers_are_told_nothing_and_change_nothing)
{
	rights_try_strangers("issued", rows, ROWS);
}
END_TEST

START_TEST(who_may_does)
{
	rights_try_owners(rows, ROWS);
}
END_TEST

SUITE(rights_issued, strangers_are_told_nothing_and_change_nothing, who_may_does)
