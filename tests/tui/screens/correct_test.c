/* correct_test.c - what the authority has named for a correction: its page, the one question that
 * opens, what is sent back; and a refusal for a reason of the definition. */
#include "tests/tui/golden.h"

#include "services/definition/file.h"

#define SERVICE "lb-kiosk-permit"
#define FILE_OF "tests/e2e/data/" SERVICE ".yaml"

static void must(enum fault fault, const struct error *err)
{
	ck_assert_msg(fault == FAULT_NONE, "%s (%s)", err->say, err->detail);
}

/* The definition, in the registry alone: once. */
static const struct service *permit(struct visit *v, struct arena *a)
{
	const struct term_list *terms = catalogue_terms(v->context.scene.catalogue);
	struct versions_item item = {.id = SERVICE, .version = 1};
	const struct service *s;
	struct error err = {0};
	size_t refused;

	must(file_text(a, FILE_OF, (size_t)1 << 20, &item.yaml, &item.len, &err), &err);
	must(versions_import(v->context.registry, &item, 1, &refused, &err), &err);
	must(versions_find(v->context.registry, a, terms, SERVICE, 1, &s, &err), &err);
	return s;
}

static void act(struct visit *v, struct application *a, const struct service *s, const char *id,
		const struct act_answers *answers)
{
	struct caller host = caller_host();
	struct error err = {0};

	must(application_act(v->context.registry, &host, a, s, id, answers, &err), &err);
}

static struct application send(struct visit *v, const struct service *s)
{
	struct receipt receipt;
	struct error err = {0};
	struct draft *j = draft_begin(&v->context, s, &err);
	struct application a;

	ck_assert_msg(j != NULL, "%s", err.detail);
	golden_fill(v, j);
	must(application_submit(v->context.registry, v->context.caller, &j->application, j->form,
				&receipt, &err),
	     &err);
	a = j->application;
	draft_drop(j);
	return a;
}

static void open(struct visit *v, const struct application *a)
{
	struct application now = *a;
	struct error err = {0};

	must(application_get(v->context.registry, v->context.caller, &now, &err), &err);
	stack_home(golden_stack(v), home_new());
	stack_push(golden_stack(v), status_new(&now));
}

static struct application correct(struct visit *v, const struct service *s)
{
	static const struct named items[] = {
		{.wrong = WRONG_INCORRECT, .question = "born"},
		{.wrong = WRONG_INCOMPLETE, .question = "helper_name", .item = 1},
		{.wrong = WRONG_OUTDATED, .question = "plan_of_place", .is_paper = true}};
	struct application a = send(v, s);

	act(v, &a, s, "correct",
	    &(struct act_answers){.words = "Please look again.", .items = items, .item_count = 3});
	open(v, &a);
	return a;
}

static void visit_correction(struct visit *v)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)4 << 20);
	struct application app = correct(v, permit(v, a));

	v->hide_reference = app.reference;
	golden_hold(v, "status-correct", true);
	golden_type(v, "1");
	golden_hold(v, "correct", true);
	golden_type(v, "1");
	golden_hold(v, "correct-question", true);
	for (int i = 0; i < 10; i++)
		golden_type(v, "\x7f");
	golden_type(v, "1/2/1981\n");
	golden_hold(v, "correct-changed", true);
	golden_type(v, "4");
	golden_hold(v, "correct-send", true);
	v->hide_reference = NULL;
}

static void visit_refused(struct visit *v)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)4 << 20);
	const struct service *s = permit(v, a);
	struct application app = send(v, s);

	act(v, &app, s, SERVICE_CLOSE, &(struct act_answers){.task = "visit", .words = "Seen."});
	act(v, &app, s, "propose", &(struct act_answers){0});
	act(v, &app, s, "object",
	    &(struct act_answers){.reason = "narrow", .words = "One metre is left."});
	open(v, &app);
	v->hide_reference = app.reference;
	golden_hold(v, "status-refused-reason", true);
	v->hide_reference = NULL;
}

START_TEST(screens)
{
	golden_each(visit_correction);
	golden_each(visit_refused);
}
END_TEST

/* The authority withdraws what it asked, or ends it, while the applicant stands on the pages. */
START_TEST(what_moved_meanwhile_is_said)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)4 << 20);
	struct application app;
	struct error err = {0};
	struct caller own;
	struct visit v;

	golden_open(&v, LANG_EN, 80, 24);
	app = correct(&v, permit(&v, a));
	golden_type(&v, "1");
	golden_shows(&v, "Send the corrections", true);
	own = v.caller;
	must(application_get(v.context.registry, &own, &app, &err), &err);
	must(application_reply(v.context.registry, &own, &app, NULL, NULL, &err), &err);
	golden_type(&v, "4");
	golden_shows(&v, "Send these corrections?", false);
	golden_shows(&v, "Your application has moved on", true);
	golden_close(&v);
}
END_TEST

SUITE(correct, screens, what_moved_meanwhile_is_said)
