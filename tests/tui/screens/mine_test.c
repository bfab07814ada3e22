/* mine_test.c - a person's own list says of each application in which country it is, and by when it
 * is to be decided, on screens of every width. */
#include "tests/tui/golden.h"

static struct application submitted(struct visit *v, const char *service)
{
	struct error err = {0};
	struct draft *j =
		draft_begin(&v->context, catalogue_find(v->context.scene.catalogue, service), &err);
	struct receipt receipt;
	struct application a;
	struct field_path at = {0};

	ck_assert_msg(j != NULL, "%s", err.detail);
	while (form_next(j->form, &at))
		if (at.question->type == &type_phone)
			ck_assert(draft_answer(&v->context, j, &at, "20 123 456", &err) ==
				  FAULT_NONE);
	golden_fill(v, j);
	ck_assert_msg(application_submit(v->context.registry, v->context.caller, &j->application,
					 j->form, &receipt, &err) == FAULT_NONE,
		      "%s: %s", err.say, err.detail);
	a = j->application;
	draft_drop(j);
	return a;
}

static void come(struct visit *v, const char *first)
{
	char key[] = "33aa11bb22cc33dd44ee55ff66007711882299aa33bb44cc55dd66ee77ff8899";

	memcpy(key, first, 2);
	golden_come_with_key(v, key);
}

/* While the applicant is awaited the day may move: none is promised. */
START_TEST(no_day_where_the_applicant_is_awaited)
{
	struct caller host = caller_host();
	struct error err = {0};
	struct application a;
	struct visit v;

	golden_open(&v, LANG_EN, 132, 50);
	come(&v, "30");
	a = submitted(&v, "tn-criminal-record-b3");
	stack_push(golden_stack(&v), mine_new());
	golden_shows(&v, "due by 3 December 2026", true);
	ck_assert_msg(application_ask(v.context.registry, &host, &a,
				      catalogue_find(v.context.scene.catalogue, a.service),
				      "Which town?", &err) == FAULT_NONE,
		      "%s", err.detail);
	stack_look(golden_stack(&v));
	golden_shows(&v, "due by", false);
	golden_shows(&v, "Tunisia", true);
	golden_close(&v);
}
END_TEST

/* What is late is not expected any more. */
static int64_t much_later(void *ctx)
{
	return *(int64_t *)ctx + (int64_t)86400 * 41;
}

START_TEST(what_is_late_says_so)
{
	struct application a;
	struct visit v;
	int64_t due;

	golden_open(&v, LANG_EN, 132, 50);
	come(&v, "31");
	a = submitted(&v, "tn-criminal-record-b3");
	due = a.due_at;
	stack_push(golden_stack(&v), mine_new());
	golden_shows(&v, "overdue", false);
	registry_use_clock(v.context.registry, much_later, &due);
	stack_look(golden_stack(&v));
	golden_shows(&v, "was due by 3 December 2026: 41 days overdue", true);
	golden_close(&v);
}
END_TEST

static void visit_mine(struct visit *v)
{
	struct application a;
	char first[3] = {(char)('4' + v->lang), v->cols == 80 ? '1' : v->cols == 40 ? '2' : '3', 0};

	come(v, first);
	a = submitted(v, "tn-criminal-record-b3");
	stack_push(golden_stack(v), mine_new());
	v->hide_reference = a.reference;
	golden_hold(v, "mine-due", true);
	v->hide_reference = NULL;
}

START_TEST(screens)
{
	golden_each(visit_mine);
}
END_TEST

SUITE(mine, what_is_late_says_so, no_day_where_the_applicant_is_awaited, screens)
