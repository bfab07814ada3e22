/* appeal_test.c - the page of what was refused, where an appeal is begun, and both once it was
 * sent.
 */
#include "tests/tui/golden.h"

#include "services/definition/file.h"

#define FIRST "lb-stall-permit"
#define APPEAL "lb-stall-appeal"

static void must(enum fault fault, const struct error *err)
{
	ck_assert_msg(fault == FAULT_NONE, "%s (%s)", err->say, err->detail);
}

/* Into the registry, and into a catalogue that has nothing else. */
static const struct service *take(struct visit *v, struct catalogue *c, struct arena *a,
				  const char *id)
{
	struct versions_item item = {.id = id, .version = 1};
	struct error err = {0};
	size_t refused;

	must(file_text(a, arena_format(a, "tests/e2e/data/%s.yaml", id), (size_t)1 << 20,
		       &item.yaml, &item.len, &err),
	     &err);
	must(versions_import(v->context.registry, &item, 1, &refused, &err), &err);
	must(catalogue_add(c, id, item.yaml, item.len, NULL, &err), &err);
	return catalogue_find(c, id);
}

static struct application send(struct visit *v, struct draft *j)
{
	struct receipt receipt;
	struct error err = {0};
	struct application a;

	golden_fill(v, j);
	must(application_submit(v->context.registry, v->context.caller, &j->application, j->form,
				&receipt, &err),
	     &err);
	a = j->application;
	draft_drop(j);
	return a;
}

static struct application refuse(struct visit *v, const struct service *s)
{
	struct caller host = caller_host();
	struct error err = {0};
	struct draft *j = draft_begin(&v->context, s, &err);
	struct application a;

	ck_assert_msg(j != NULL, "%s", err.detail);
	a = send(v, j);
	must(application_act(v->context.registry, &host, &a, s, "object",
			     &(struct act_answers){.reason = "full", .words = "No room is left."},
			     &err),
	     &err);
	return a;
}

/* Another than who refused it; one for all visits. */
static const struct caller *judge(struct visit *v)
{
	static struct caller judge;
	struct caller host = caller_host();
	struct account_grant g = {.role = "officer"};
	struct account_paper paper;
	struct error err = {0};

	if (judge.account[0] != '\0')
		return &judge;
	judge = host;
	must(account_open(v->context.registry, &host, "Rana Aoun", &paper, &err), &err);
	must(account_grant(v->context.registry, &host, paper.number, &g, &err), &err);
	must(account_act_as(v->context.registry, &judge, paper.number, &err), &err);
	return &judge;
}

static struct application appeal(struct visit *v, const struct service *s,
				 const struct application *first)
{
	struct draft *j = draft_try(&v->context, s);
	struct error err = {0};

	j->first = *first;
	must(draft_keep(&v->context, j, &err), &err);
	return send(v, j);
}

static void open(struct visit *v, const struct application *a)
{
	struct application now = *a;
	struct error err = {0};

	must(application_get(v->context.registry, v->context.caller, &now, &err), &err);
	stack_home(golden_stack(v), home_new());
	stack_push(golden_stack(v), status_new(&now));
}

static void visit_appeal(struct visit *v)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)4 << 20);
	struct scene *scene = &stack_context(golden_stack(v))->scene;
	const struct catalogue *before = scene->catalogue;
	struct catalogue *c = NULL;
	const struct service *permit, *again;
	struct application first, second;
	const char *hidden[] = {NULL, NULL};
	struct caller host = caller_host();
	struct error err = {0};

	must(catalogue_open("catalogue", &c, &err), &err);
	permit = take(v, c, a, FIRST);
	again = take(v, c, a, APPEAL);
	catalogue_freeze(c);
	scene->catalogue = v->context.scene.catalogue = c;
	first = refuse(v, permit);
	open(v, &first);
	v->hide_reference = first.reference;
	golden_hold(v, "status-appeal", true);
	golden_type(v, "1");
	golden_hold(v, "apply-appeal", true);
	second = appeal(v, again, &first);
	hidden[0] = second.reference;
	v->hide_more = hidden;
	open(v, &first);
	golden_hold(v, "status-appealed", true);
	open(v, &second);
	golden_hold(v, "status-of-appeal", true);
	must(application_act(v->context.registry, judge(v), &second, again, "dismiss",
			     &(struct act_answers){.words = "The list is full."}, &err),
	     &err);
	open(v, &second);
	golden_hold(v, "status-appeal-dismissed", true);
	/* it was not waited for: no court is to be asked about what is refused no more */
	must(application_act(v->context.registry, &host, &first, permit, "reopen",
			     &(struct act_answers){.words = "A stall is free."}, &err),
	     &err);
	open(v, &second);
	golden_hold(v, "status-appeal-overtaken", true);
	v->hide_reference = NULL;
	v->hide_more = NULL;
	/* nothing on its own page begins it: no number is named that is not there */
	stack_push(golden_stack(v), service_new(again));
	if (v->lang == LANG_EN && v->cols == 132) {
		golden_shows(v, "To appeal, open the application that was refused", true);
		golden_shows(v, "type 1", false);
	}
	stack_home(golden_stack(v), home_new());
	scene->catalogue = v->context.scene.catalogue = before;
	catalogue_free(c);
}

START_TEST(screens)
{
	golden_each(visit_appeal);
}
END_TEST

SUITE(appeal, screens)
