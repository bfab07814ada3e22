/* rights_staff_test.c - rights_test.c's table of the calls of staff. The host's own command acts as
 * the officer, whose lists and applications they are. */
#include "tests/services/access/rights_try.h"
#include "tests/unit.h"

#include "services/access/staff.h"
#include "services/application/assign.h"
#include "services/application/ended.h"
#include "services/application/holding.h"
#include "services/application/queue.h"

static enum fault be_officer(struct house *h, struct caller *c)
{
	if (c->role != ROLE_AUTHORITY || c->face != FACE_HOST)
		return FAULT_NONE;
	return account_act_as(REGISTRY, c, h->account.number, &h->err);
}

static void find_it(void *ctx, const char *id)
{
	const char **wanted = ctx;

	if (*wanted != NULL && strcmp(*wanted, id) == 0)
		*wanted = NULL;
}

TRY(staff_list)
{
	const char *wanted = a->id;
	enum fault fault = be_officer(h, c);

	if (fault == FAULT_NONE)
		fault = staff_list(REGISTRY, c, "", find_it, &wanted, &h->err);
	return fault == FAULT_NONE && wanted != NULL ? FAULT_MISSING : fault;
}

TRY(staff_reach)
{
	struct staff_reach *list;
	size_t count;
	enum fault fault = be_officer(h, c);

	(void)a;
	return fault == FAULT_NONE
		       ? staff_reach(REGISTRY, c, "look", h->portal.arena, &list, &count, &h->err)
		       : fault;
}

TRY(queue_page)
{
	struct queue_row *rows;
	size_t count = 0;
	bool more;
	const char *wanted = a->id;
	enum fault fault = be_officer(h, c);

	if (fault == FAULT_NONE)
		fault = queue_page(REGISTRY, c, &(struct queue_filter){.mine = false}, NULL, 50,
				   h->portal.arena, &rows, &count, &more, &h->err);
	for (size_t i = 0; fault == FAULT_NONE && i < count; i++)
		find_it(&wanted, rows[i].application.id);
	return fault == FAULT_NONE && wanted != NULL ? FAULT_MISSING : fault;
}

TRY(queue_counts)
{
	struct queue_counts counts;
	enum fault fault = be_officer(h, c);

	(void)a;
	return fault == FAULT_NONE ? queue_counts(REGISTRY, c, h->portal.arena, &counts, &h->err)
				   : fault;
}

/* What waits is none of it: whether it is told at all is what is asked. */
TRY(ended_list)
{
	struct ended_row *rows;
	size_t count;
	bool more;
	enum fault fault = be_officer(h, c);

	(void)a;
	return fault == FAULT_NONE ? ended_list(REGISTRY, c, &(struct ended_filter){.mine = false},
						50, h->portal.arena, &rows, &count, &more, &h->err)
				   : fault;
}

TRY(application_reached)
{
	return application_reached(REGISTRY, c, a->reference, &h->err);
}

TRY(assign_claim)
{
	enum fault fault = be_officer(h, c);

	return fault == FAULT_NONE ? assign_claim(REGISTRY, c, a, h->portal.service, &h->err)
				   : fault;
}

TRY(assign_release)
{
	return assign_release(REGISTRY, c, a, h->portal.service, &h->err);
}

TRY(assign_hand_over)
{
	return assign_hand_over(REGISTRY, c, a, h->portal.service, h->account.number, "Please.",
				&h->err);
}

TRY(assign_people)
{
	struct assign_person *list;
	size_t count;

	return assign_people(REGISTRY, c, a, h->portal.service, h->portal.arena, &list, &count,
			     &h->err);
}

TRY(assign_state)
{
	struct assign_state state;

	return assign_state(REGISTRY, c, a, h->portal.service, h->portal.arena, &state, &h->err);
}

/* As one who may hand over what others have. */
static enum fault be_head(struct house *h, struct caller *c, struct account_paper *ret)
{
	struct account_grant g = {.role = "head"};
	struct caller host = caller_host();

	if (c->role != ROLE_AUTHORITY || c->face != FACE_HOST)
		return FAULT_NONE;
	GOOD(account_open(REGISTRY, &host, "Nadia Saleh", ret, &h->err));
	GOOD(account_grant(REGISTRY, &host, ret->number, &g, &h->err));
	return account_act_as(REGISTRY, c, ret->number, &h->err);
}

TRY(holding_list)
{
	struct holding *list;
	struct account_paper head;
	size_t count;
	enum fault fault = be_head(h, c, &head);

	return fault == FAULT_NONE
		       ? holding_list(REGISTRY, c, h->portal.arena, &list, &count, &h->err)
		       : fault;
}

TRY(queue_again_count)
{
	struct account_paper head;
	int64_t count;
	enum fault fault = be_head(h, c, &head);

	return fault == FAULT_NONE ? queue_again_count(REGISTRY, c, &count, &h->err) : fault;
}

TRY(holding_people)
{
	struct assign_person *list;
	struct account_paper head;
	size_t count;
	enum fault fault = be_head(h, c, &head);

	return fault == FAULT_NONE ? holding_people(REGISTRY, c, h->account.number, h->portal.arena,
						    &list, &count, &h->err)
				   : fault;
}

TRY(holding_move)
{
	struct account_paper head = {.number = "0000000000"};
	struct holding_wish wish = {
		.from = h->account.number, .to = head.number, .words = "Please."};
	struct holding_moved moved;
	enum fault fault = be_head(h, c, &head);

	return fault == FAULT_NONE ? holding_move(REGISTRY, c, &h->portal.terms, &wish,
						  h->portal.arena, &moved, &h->err)
				   : fault;
}

static const struct rights_row rows[] = {
	ROW(staff_list, false, false),         ROW(staff_reach, false, false),
	ROW(queue_page, false, false),         ROW(queue_counts, false, false),
	ROW(ended_list, false, false),         ROW(assign_claim, false, false),
	ROW(assign_release, false, false),     ROW(assign_hand_over, false, false),
	ROW(assign_people, false, false),      ROW(assign_state, false, false),
	ROW(application_reached, false, true), ROW(holding_list, false, false),
	ROW(holding_people, false, false),     ROW(holding_move, false, false),
	ROW(queue_again_count, false, false),
};
#define ROWS (sizeof(rows) / sizeof(rows[0]))

START_TEST(strangers_are_told_nothing_and_change_nothing)
{
	rights_try_strangers("staffs", rows, ROWS);
}
END_TEST

START_TEST(who_may_does)
{
	rights_try_owners(rows, ROWS);
}
END_TEST

SUITE(rights_staff, strangers_are_told_nothing_and_change_nothing, who_may_does)
