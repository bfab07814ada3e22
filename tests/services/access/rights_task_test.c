/* rights_task_test.c - rights_test.c's table of the calls about tasks of an office. The host's own
 * command acts as the officer, whose tasks they are, in an application that has one. */
#include "tests/services/access/rights_try.h"
#include "tests/services/sample_acts.h"
#include "tests/unit.h"

#include "services/application/task.h"
#include "services/catalogue/versions.h"

static bool is_host(const struct caller *c)
{
	return c->role == ROLE_AUTHORITY && c->face == FACE_HOST;
}

/* An application whose first stage has a task for an office that the officer's grant reaches. */
static void open_theirs(struct house *h, struct caller *c, struct application *a)
{
	struct caller host = caller_host();
	struct party office = {.code = "police", .name = "Police"};
	struct portal *p = &h->portal;
	const char *yaml;

	if (!is_host(c))
		return;
	if (p->service->version != 4) {
		GOOD(offices_add(REGISTRY, &host, "", &office, &h->err));
		yaml = sample_acts(p->arena, "for: officer, due: 15 days}",
				   "for: office(police), due: 15 days, shows: [full_name]}");
		portal_renew(p, yaml);
	}
	portal_send(p, a);
	GOOD(account_act_as(REGISTRY, c, h->account.number, &h->err));
}

TRY(task_list)
{
	struct application own = *a;
	struct task_row *rows;
	size_t count = 0;
	enum fault fault;

	open_theirs(h, c, &own);
	fault = task_list(REGISTRY, c, &h->portal.terms, h->portal.arena, &rows, &count, &h->err);
	return fault == FAULT_NONE && count == 0 ? FAULT_MISSING : fault;
}

TRY(task_open)
{
	struct application own = *a;
	struct task_row row;

	open_theirs(h, c, &own);
	return task_open(REGISTRY, c, own.reference, "opinion", &h->portal.terms, h->portal.arena,
			 &row, &h->err);
}

TRY(task_load)
{
	const struct task task = {.id = "opinion", .actor = ACTOR_AUTHORITY};
	struct application own = *a;
	struct task_row row = {.application = own, .service = h->portal.service};
	struct form *f;
	enum fault fault = FAULT_NONE;

	row.task.task = &task;
	open_theirs(h, c, &own);
	if (c->role == ROLE_STAFF && own.version == 4)
		fault = task_open(REGISTRY, c, own.reference, "opinion", &h->portal.terms,
				  h->portal.arena, &row, &h->err);
	f = form_new(row.service, &h->portal.terms, (struct date){2026, 11, 20});
	if (fault == FAULT_NONE)
		fault = task_load(REGISTRY, c, &row, f, &h->err);
	form_free(f);
	return fault;
}

static const struct rights_row rows[] = {
	ROW(task_list, false, false),
	ROW(task_open, false, false),
	ROW(task_load, false, false),
};
#define ROWS (sizeof(rows) / sizeof(rows[0]))

START_TEST(strangers_are_told_nothing_and_change_nothing)
{
	rights_try_strangers("tasks", rows, ROWS);
}
END_TEST

START_TEST(who_may_does)
{
	rights_try_owners(rows, ROWS);
}
END_TEST

SUITE(rights_task, strangers_are_told_nothing_and_change_nothing, who_may_does)
