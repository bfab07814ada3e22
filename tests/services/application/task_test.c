/* task_test.c - tasks that an office has in another's application: who has them in a list, what
 * they are shown, who may close them; and what happens at their due days. */
#include "services/application/task.h"

#include "services/access/reference.h"
#include "services/access/sign_in.h"
#include "services/access/staff.h"
#include "services/application/address.h"
#include "services/application/overdue.h"
#include "services/catalogue/versions.h"
#include "services/store/store_address.h"
#include "services/store/store_link.h"
#include "services/registry/registry_inside.h"
#include "services/upkeep/spool.h"
#include "tests/services/portal.h"
#include "tests/services/sample.h"
#include "tests/services/sample_acts.h"
#include "tests/unit.h"

#include <string.h>

#define N "{ar: ن, fr: n, en: n}"
#define DAY 86400

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)

static const char tasks[] =
	"for: office(police), due: 15 days, shows: [full_name], remind: [3d], when_over: without}\n"
	"  - {id: roads, name: " N ", for: office(roads), due: 2 days}\n"
	"  - {id: own, name: " N ", for: officer}\n";

static const char acts[] = "acts:\n"
			   "  - {id: without, name: " N ", from: [check], by: clock, to: archive}\n"
			   "  - {id: take_back";

struct staff {
	struct caller caller;
	struct account_paper paper;
};

struct house {
	struct portal portal;
	struct party police, roads;
	struct staff policeman, constable, roadman, officer; /* the constable's office is below */
	struct application application;
};

static struct staff hire(struct portal *p, const char *name, const char *office)
{
	struct account_grant g = {.since = 0, .role = "officer"};
	struct staff s = {.caller = p->host};

	GOOD(account_open(p->registry, &p->host, name, &s.paper, &err));
	GOOD(account_act_as(p->registry, &s.caller, s.paper.number, &err));
	s.caller.face = FACE_PAGES;
	snprintf(g.office, sizeof(g.office), "%s", office);
	GOOD(account_grant(p->registry, &p->host, s.paper.number, &g, &err));
	return s;
}

static void add_office(struct portal *p, const char *code, struct party *ret)
{
	*ret = (struct party){.name = code};
	snprintf(ret->code, sizeof(ret->code), "%s", code);
	GOOD(offices_add(p->registry, &p->host, "", ret, &err));
}

/* `roads`: that office is there. */
static void open_house_with(struct house *h, const char *name, bool roads)
{
	struct portal *p = &h->portal;
	struct party home, branch;
	char *yaml;

	portal_open(p, name);
	add_office(p, "police", &h->police);
	if (roads)
		add_office(p, "roads", &h->roads);
	add_office(p, "home", &home);
	branch = (struct party){.name = "branch", .code = "branch"};
	GOOD(offices_add(p->registry, &p->host, "police", &branch, &err));
	yaml = sample_acts(p->arena, "for: officer, due: 15 days}\n", tasks);
	yaml = sample_swap(p->arena, yaml, "tasks: [opinion]", "tasks: [opinion, roads, own]");
	yaml = sample_swap(p->arena, yaml, "acts:\n  - {id: take_back", acts);
	yaml = arena_format(p->arena, "route: {to: home}\n%s", yaml);
	portal_renew(p, yaml);
	h->policeman = hire(p, "Policeman", "police");
	if (roads)
		h->roadman = hire(p, "Roadman", "roads");
	h->constable = hire(p, "Constable", "branch");
	h->officer = hire(p, "Officer", "home");
	portal_send(p, &h->application);
}

static void open_house(struct house *h, const char *name)
{
	open_house_with(h, name, true);
}

static struct task_row *list(struct house *h, struct staff *who, size_t *count)
{
	struct task_row *rows = NULL;

	*count = 0;
	GOOD(task_list(h->portal.registry, &who->caller, &h->portal.terms, h->portal.arena, &rows,
		       count, &err));
	return rows;
}

static enum fault close_it(struct house *h, struct staff *who, struct application *a,
			   const char *task)
{
	return application_act(h->portal.registry, &who->caller, a, h->portal.service,
			       SERVICE_CLOSE,
			       &(struct act_answers){.task = task, .words = "No objection."}, &err);
}

START_TEST(an_office_has_its_tasks_and_nothing_else)
{
	struct house h;
	struct task_row *rows, row;
	struct application a;
	struct form *f;
	struct field_path at = {0};
	char nobodys[REFERENCE_DIGITS + 1];
	const char *said;
	size_t count;

	open_house(&h, "task-list");
	rows = list(&h, &h.policeman, &count);
	ck_assert_uint_eq(count, 1);
	ck_assert_str_eq(rows[0].task.task->id, "opinion");
	ck_assert_str_eq(rows[0].office, "police");
	ck_assert_int_gt(rows[0].task.due_at, h.portal.now + 14 * DAY);
	(void)list(&h, &h.constable, &count);
	ck_assert_uint_eq(count, 1);
	(void)list(&h, &h.officer, &count);
	ck_assert_uint_eq(count, 0);
	/* the application itself is not theirs */
	ck_assert_int_eq(application_open_host(h.portal.registry, &h.policeman.caller,
					       h.application.reference, &a, &err),
			 FAULT_MISSING);
	ck_assert_int_eq(task_open(h.portal.registry, &h.policeman.caller, h.application.reference,
				   "roads", &h.portal.terms, h.portal.arena, &row, &err),
			 FAULT_MISSING);
	/* to staff it is nothing that was discarded, whether it is there or not */
	ck_assert_ptr_nonnull(strstr(err.say, "Look at your list again"));
	said = err.say;
	reference_new(nobodys);
	ck_assert_int_eq(task_open(h.portal.registry, &h.policeman.caller, nobodys, "roads",
				   &h.portal.terms, h.portal.arena, &row, &err),
			 FAULT_MISSING);
	ck_assert_str_eq(err.say, said);
	GOOD(task_open(h.portal.registry, &h.policeman.caller, h.application.reference, "opinion",
		       &h.portal.terms, h.portal.arena, &row, &err));
	f = form_new(row.service, &h.portal.terms, (struct date){2026, 11, 20});
	GOOD(task_load(h.portal.registry, &h.policeman.caller, &row, f, &err));
	while (form_next(f, &at))
		ck_assert_int_eq(form_get(f, &at) != NULL,
				 strcmp(at.question->id, "full_name") == 0);
	form_free(f);
	ck_assert_ptr_nonnull(strstr(portal_acts(&h.portal, &h.application), "looked"));
	ck_assert_int_eq(portal_verify(&h.portal, true), 0);
	portal_close(&h.portal);
}
END_TEST

static void count_tasks(void *ctx, const struct store_link *link)
{
	*(int *)ctx += strcmp(link->kind, "task") == 0;
}

/* Applications that hang together with the office by a task. */
static int linked(struct house *h, const struct party *office)
{
	int count = 0;

	GOOD(store_link_each_to(h->portal.registry->store, office->id, count_tasks, &count, &err));
	return count;
}

START_TEST(closing_it_is_the_offices_alone)
{
	struct house h;
	struct application_course course;
	struct application a;
	struct task_row row;
	size_t count;

	open_house(&h, "task-close");
	/* who has the application is told whose task it is; another office nothing */
	GOOD(application_open_host(h.portal.registry, &h.officer.caller, h.application.reference,
				   &a, &err));
	ck_assert_int_eq(close_it(&h, &h.officer, &a, "opinion"), FAULT_DENIED);
	ck_assert_str_eq(err.say, "This task is for another office.");
	ck_assert_int_eq(close_it(&h, &h.roadman, &a, "opinion"), FAULT_MISSING);
	GOOD(task_open(h.portal.registry, &h.policeman.caller, h.application.reference, "opinion",
		       &h.portal.terms, h.portal.arena, &row, &err));
	/* one of its own office is its own officers' */
	ck_assert_int_eq(close_it(&h, &h.policeman, &row.application, "own"), FAULT_MISSING);
	GOOD(close_it(&h, &h.officer, &a, "own"));
	GOOD(task_open(h.portal.registry, &h.constable.caller, h.application.reference, "opinion",
		       &h.portal.terms, h.portal.arena, &row, &err));
	ck_assert_int_eq(linked(&h, &h.police), 1);
	GOOD(close_it(&h, &h.constable, &row.application, "opinion"));
	ck_assert_int_eq(linked(&h, &h.police), 0);
	ck_assert_int_eq(linked(&h, &h.roads), 1);
	(void)list(&h, &h.policeman, &count);
	ck_assert_uint_eq(count, 0);
	(void)list(&h, &h.roadman, &count);
	ck_assert_uint_eq(count, 1);
	/* it gave no right, and the application is nobody's yet */
	ck_assert_int_eq(application_act(h.portal.registry, &h.policeman.caller, &row.application,
					 h.portal.service, "remind",
					 &(struct act_answers){.words = "x"}, &err),
			 FAULT_MISSING);
	GOOD(application_get(h.portal.registry, &h.officer.caller, &a, &err));
	GOOD(application_acts(h.portal.registry, &h.officer.caller, &a, h.portal.service,
			      h.portal.arena, &course, &err));
	ck_assert_str_eq(course.tasks[0].closing->note, "No objection.");
	GOOD(application_act(h.portal.registry, &h.officer.caller, &a, h.portal.service, "propose",
			     &(struct act_answers){.words = NULL}, &err));
	ck_assert_int_eq(portal_verify(&h.portal, true), 0);
	portal_close(&h.portal);
}
END_TEST

START_TEST(that_its_office_is_not_there_is_told_to_who_has_the_application)
{
	struct house h;
	struct application a;

	open_house_with(&h, "task-no-office", false);
	GOOD(application_open_host(h.portal.registry, &h.officer.caller, h.application.reference,
				   &a, &err));
	ck_assert_int_eq(close_it(&h, &h.officer, &a, "roads"), FAULT_MISSING);
	ck_assert_ptr_nonnull(strstr(err.say, "has no office"));
	ck_assert_int_eq(close_it(&h, &h.policeman, &a, "roads"), FAULT_MISSING);
	ck_assert_ptr_nonnull(strstr(err.say, "Look at your list again"));
	portal_close(&h.portal);
}
END_TEST

static int64_t sent_out(struct portal *p)
{
	struct store_dispatch_tally tally = {0};

	GOOD(store_dispatch_tally(p->registry->store, &tally, &err));
	return tally.waiting;
}

/* Where messages for the account go; its code comes back, or does not. */
static void add_address(struct portal *p, const struct staff *s, const char *address, bool proves)
{
	struct caller c = caller_visitor("", FACE_PAGES);
	struct spool_message m = {.words = ""};
	bool found = false, failed;

	GOOD(sign_in_account(p->registry, &c, s->paper.number, s->paper.pin, &err));
	GOOD(address_add(p->registry, &c, NULL, address, "{code}", &err));
	GOOD(spool_take(p->registry, p->arena, &m, &found, &err));
	ck_assert(found);
	GOOD(spool_done(p->registry, m.id, SPOOL_SENT, "", &failed, &err));
	if (proves)
		GOOD(address_prove(p->registry, &c, NULL, m.words, &err));
}

static bool look(struct house *h)
{
	bool any = false;

	GOOD(overdue_run(h->portal.registry, h->application.id, h->portal.service, &h->application,
			 &any, &err));
	return any;
}

static struct date three_before(const struct application_task *t)
{
	struct date last = calendar_day(t->task->clock->calendar, t->due_at);

	return date_from_number(date_number(last) - 3);
}

START_TEST(staff_are_reminded_once_and_then_its_day_comes)
{
	struct house h;
	struct task_row *rows;
	size_t count;
	int64_t due, before;

	open_house(&h, "task-due");
	add_address(&h.portal, &h.policeman, "sms:+961 3 123 456", true);
	add_address(&h.portal, &h.policeman, "email:post@example.org", false);
	rows = list(&h, &h.policeman, &count);
	due = rows[0].task.due_at;
	ck_assert(!look(&h));
	ck_assert_int_eq(sent_out(&h.portal), 0);
	/* three days before the last day: with the beginning of that day, and not of the next */
	before = calendar_begin(rows[0].task.task->clock->calendar, three_before(&rows[0].task));
	h.portal.now = before - 1;
	(void)look(&h);
	ck_assert_int_eq(sent_out(&h.portal), 0);
	h.portal.now = before;
	(void)look(&h);
	(void)look(&h);
	ck_assert_int_eq(sent_out(&h.portal), 1);
	h.portal.now = due - 2 * DAY;
	(void)look(&h);
	ck_assert_int_eq(sent_out(&h.portal), 1);
	/* what nothing happens at is overdue, and stays */
	rows = list(&h, &h.roadman, &count);
	ck_assert(rows[0].task.overdue);
	h.portal.now = due + 2 * DAY;
	ck_assert(look(&h));
	ck_assert_str_eq(h.application.stage, "archive");
	ck_assert_int_eq(portal_verify(&h.portal, true), 0);
	portal_close(&h.portal);
}
END_TEST

SUITE(task, an_office_has_its_tasks_and_nothing_else, closing_it_is_the_offices_alone,
      staff_are_reminded_once_and_then_its_day_comes,
      that_its_office_is_not_there_is_told_to_who_has_the_application)
