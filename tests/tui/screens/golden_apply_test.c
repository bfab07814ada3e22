/* golden_apply_test.c - the pages from the first question to the decision, in every language and
 * size. */
#include "tests/tui/golden.h"

#include "services/access/pace.h"
#include "services/registry/limits.h"

#define SERVICE "lb-disability-card"
#define QUESTIONS "lb-civil-status-extract"
#define GROUPS "tn-amen-social"

static struct draft *begin(struct visit *v, const char *id)
{
	const struct service *s = catalogue_find(v->context.scene.catalogue, id);
	struct error err = {0};
	struct draft *j;

	ck_assert_ptr_nonnull(s);
	j = draft_begin(&v->context, s, &err);
	ck_assert_msg(j != NULL, "%s", err.detail);
	v->hide_reference = j->application.reference;
	v->hide_pin = j->pin;
	return j;
}

static void put(struct visit *v, struct screen *s, const char *name, bool whole)
{
	stack_home(golden_stack(v), home_new());
	stack_push(golden_stack(v), s);
	golden_hold(v, name, whole);
}

static void visit_before(struct visit *v)
{
	struct draft *j;
	struct field_path first = {0};
	char pin[sizeof(j->pin)];

	put(v, apply_new(catalogue_find(v->context.scene.catalogue, SERVICE)), "apply", true);
	j = begin(v, SERVICE);
	memcpy(pin, j->pin, sizeof(pin));
	put(v, begun_new(golden_stack(v), j), "begun", false);
	stack_forget(golden_stack(v));
	v->hide_pin = NULL;
	golden_hold(v, "begun-taken-back", false);
	memcpy(j->pin, pin, sizeof(pin));
	v->hide_pin = j->pin;
	put(v, tasks_new(golden_stack(v), j), "tasks-new", true);
	first.section = &j->service->form->sections[0];
	put(v, questions_new(golden_stack(v), j, &first), "questions", true);
	golden_type(v, "\n");
	golden_hold(v, "questions-error", false);
	golden_type(v, "\x0e"); /* what was told on the way goes with the next key */
	put(v, review_new(golden_stack(v), j), "review-faults", false);
	put(v, tasks_new(golden_stack(v), j), "tasks", false);
	golden_type(v, "0");
	golden_hold(v, "later", true);
	put(v, tasks_new(golden_stack(v), j), "tasks", false);
	golden_type(v, "7");
	golden_hold(v, "discard", false);
	golden_type(v, "2");
	golden_hold(v, "discarded", false);
	golden_type(v, "20"); /* it was said, and is not said again */
	golden_shows(v, "✓", false);
	stack_home(golden_stack(v), NULL);
	draft_drop(j);
}

START_TEST(before)
{
	golden_each(visit_before);
}
END_TEST

/* The first question of this type that is asked. */
static struct field_path path_of(const struct draft *j, const struct type_ops *type)
{
	struct field_path at = {0};

	while (form_next(j->form, &at))
		if (at.question->type == type)
			return at;
	ck_abort_msg("no question of type %s", type->name);
}

/* A long list narrowed by letters; a wrong answer that stands there again on return. */
static void visit_questions(struct visit *v)
{
	struct draft *j = begin(v, QUESTIONS);
	struct field_path at = path_of(j, &type_place);

	put(v, questions_new(golden_stack(v), j, &at), "questions-list", false);
	golden_type(v, "zah");
	golden_hold(v, "questions-found", false);
	at = path_of(j, &type_date);
	stack_pop(golden_stack(v));
	stack_push(golden_stack(v), questions_new(golden_stack(v), j, &at));
	golden_type(v, "30/2/1990\x1B");
	ck_assert_ptr_nonnull(draft_rejected(j, &at));
	ck_assert_ptr_null(form_get(j->form, &at));
	put(v,
	    questions_new(golden_stack(v), j,
			  &(struct field_path){.section = at.section, .question = at.question}),
	    "questions-wrong", false);
	golden_type(v, "\x15"
		       "28/2/1990\n");
	ck_assert_ptr_null(draft_rejected(j, &at));
	ck_assert_str_eq(form_get(j->form, &at), "1990-02-28");
	stack_home(golden_stack(v), NULL);
	draft_drop(j);
}

START_TEST(questions)
{
	golden_each(visit_questions);
}
END_TEST

static void visit_groups(struct visit *v)
{
	struct draft *j = begin(v, GROUPS);
	const struct section *group = NULL;

	if (j->service->form->eligibility_count > 0)
		put(v, eligibility_new(golden_stack(v), j), "eligibility", true);
	for (size_t i = 0; i < j->service->form->section_count; i++)
		if (j->service->form->sections[i].repeats)
			group = &j->service->form->sections[i];
	ck_assert_ptr_nonnull(group);
	put(v, apply_new(j->service), "apply-asks", false);
	golden_type(v, "1");
	golden_hold(v, "eligibility-first", false);
	golden_type(v, "2\n");
	golden_hold(v, "refused", true);
	put(v, items_new(golden_stack(v), j, group), "items-empty", false);
	golden_fill(v, j);
	put(v, items_new(golden_stack(v), j, group), "items", false);
	put(v, questions_new(golden_stack(v), j, &(struct field_path){.section = group, .item = 1}),
	    "questions-item", true);
	stack_home(golden_stack(v), NULL);
	draft_drop(j);
}

START_TEST(groups)
{
	golden_each(visit_groups);
}
END_TEST

static void authority_asks(struct visit *v, struct application *a, const struct service *s)
{
	struct caller host = caller_host();
	struct error err = {0};

	ck_assert_msg(application_ask(v->context.registry, &host, a, s,
				      "A clearer photo is needed / صورة أوضح", &err) == FAULT_NONE,
		      "%s: %s", err.say, err.detail);
}

/* Somebody of another department opens it, and says why. */
static void authority_looks(struct visit *v, struct application *a)
{
	struct caller host = caller_host();
	struct application opened;
	struct error err = {0};

	host.purpose = "Complaint 12 / شكوى";
	ck_assert_msg(application_open_host(v->context.registry, &host, a->reference, &opened,
					    &err) == FAULT_NONE,
		      "%s: %s", err.say, err.detail);
}

static void visit_after(struct visit *v)
{
	struct draft *j = begin(v, SERVICE);
	struct receipt receipt = {0};
	const char *const mark[] = {receipt.code + REFERENCE_DIGITS, NULL};
	struct error err = {0};

	golden_fill(v, j);
	put(v, review_new(golden_stack(v), j), "review", true);
	put(v, declare_new(golden_stack(v), j), "declare", false);
	v->context.caller->paced[PACE_SUBMIT] =
		registry_now(v->context.registry) +
		(int64_t)LIMIT_SUBMIT_VISIT * LIMIT_SUBMIT_VISIT_SECONDS;
	golden_type(v, "2");
	golden_hold(v, "declare-busy", false);
	v->context.caller->paced[PACE_SUBMIT] = 0;
	golden_type(v, "1");
	ck_assert_msg(application_submit(v->context.registry, v->context.caller, &j->application,
					 j->form, &receipt, &err) == FAULT_NONE,
		      "%s: %s", err.say, err.detail);
	memcpy(receipt.pin, j->pin, sizeof(receipt.pin));
	v->hide_more = mark; /* behind the reference, of the code */
	put(v, receipt_new(&receipt, j), "receipt", true);
	v->hide_more = NULL;
	golden_type(v, "2");
	golden_hold(v, "receipt-qr", true);
	put(v, status_new(&j->application), "status", true);
	authority_asks(v, &j->application, j->service);
	authority_looks(v, &j->application);
	put(v, status_new(&j->application), "status-asked", true);
	golden_type(v, "1");
	golden_hold(v, "reply", false);
	golden_type(v, "unsent\x1b"); /* Esc sends nothing; what was written is there on return */
	ck_assert(application_get(v->context.registry, v->context.caller, &j->application, NULL) ==
		  FAULT_NONE);
	ck_assert_int_eq(j->application.state, STATE_NEEDS_INFO);
	golden_type(v, "1");
	golden_hold(v, "reply-again", false);
	golden_type(v, "\x1b");
	golden_type(v, "2");
	golden_hold(v, "answers", false);
	golden_type(v, "1");
	golden_hold(v, "looks", true);
	golden_type(v, "0");
	golden_type(v, "0");
	golden_type(v, "3");
	golden_hold(v, "withdraw", false);
	golden_type(v, "2");
	golden_hold(v, "status-withdrawn", true);
	stack_home(golden_stack(v), NULL);
	draft_drop(j);
}

START_TEST(after)
{
	golden_each(visit_after);
}
END_TEST

static void visit_track(struct visit *v)
{
	put(v, track_new(), "track", false);
	golden_type(v, "1234 5678 9012 34\n");
	golden_hold(v, "track-error", false);
}

START_TEST(track)
{
	golden_each(visit_track);
}
END_TEST

/* A key with a draft is asked whether to go on; its list holds the draft. */
static void visit_return(struct visit *v)
{
	static const char key[] =
		"00aa11bb22cc33dd44ee55ff66007711882299aa33bb44cc55dd66ee77ff8899";
	char own[sizeof(key)];
	struct draft *j;
	struct field_path at = {0};

	/* One key for each language and size, so that each has one draft. */
	snprintf(own, sizeof(own), "%s", key);
	own[0] = (char)('0' + v->lang);
	own[1] = v->cols == 80 ? '1' : v->cols == 40 ? '2' : '3';
	golden_come_with_key(v, own);
	j = begin(v, SERVICE);
	at.section = &j->service->form->sections[0];
	at.question = &at.section->questions[0];
	ck_assert(draft_answer(&v->context, j, &at, "Rima", NULL) == FAULT_NONE);
	at.question = &at.section->questions[1];
	draft_stand(&v->context, j, &at);
	golden_come_with_key(v, own);
	golden_hold(v, "welcome", false);
	golden_type(v, "1");
	golden_hold(v, "questions-again", false);
	put(v, mine_new(), "mine", false);
	stack_home(golden_stack(v), NULL);
	draft_drop(j);
}

START_TEST(comes_back)
{
	golden_each(visit_return);
}
END_TEST

/* Somebody who comes back with a key submits: at the very last step the PIN is asked for. A wrong
   one loses nothing. */
static void visit_pin(struct visit *v)
{
	static const char key[] =
		"11aa11bb22cc33dd44ee55ff66007711882299aa33bb44cc55dd66ee77ff8899";
	char own[sizeof(key)], right[PIN_DIGITS + 2];
	struct draft *j;

	snprintf(own, sizeof(own), "%s", key);
	own[0] = (char)('0' + v->lang);
	own[1] = v->cols == 80 ? '1' : v->cols == 40 ? '2' : '3';
	golden_come_with_key(v, own);
	j = begin(v, SERVICE);
	golden_fill(v, j);
	golden_come_with_key(v, own);
	stack_home(golden_stack(v), home_new());
	stack_push(golden_stack(v), declare_new(golden_stack(v), j));
	golden_type(v, "2");
	golden_hold(v, "pin", true);
	golden_type(v, strcmp(j->pin, "111111") == 0 ? "222222\n" : "111111\n");
	golden_hold(v, "pin-wrong", false);
	ck_assert(application_get(v->context.registry, v->context.caller, &j->application, NULL) ==
		  FAULT_NONE);
	ck_assert_int_eq(j->application.state, STATE_DRAFT);
	golden_type(v, "12\n");
	golden_hold(v, "pin-short", false); /* what was typed is gone: it is typed anew */
	snprintf(right, sizeof(right), "%s\n", j->pin);
	golden_type(v, right);
	ck_assert_str_eq(stack_top(golden_stack(v))->ops->name, "receipt");
	ck_assert(application_get(v->context.registry, v->context.caller, &j->application, NULL) ==
		  FAULT_NONE);
	ck_assert_int_eq(j->application.state, STATE_SUBMITTED);
	stack_home(golden_stack(v), NULL);
	draft_drop(j);
}

START_TEST(pin)
{
	golden_each(visit_pin);
}
END_TEST

/* An answer to the authority, and withdrawing: the same page, and what was written stays. */
static void visit_pin_of_acts(struct visit *v)
{
	static const char key[] =
		"22aa11bb22cc33dd44ee55ff66007711882299aa33bb44cc55dd66ee77ff8899";
	char own[sizeof(key)], right[PIN_DIGITS + 2];
	struct receipt receipt;
	struct error err = {0};
	struct draft *j;

	snprintf(own, sizeof(own), "%s", key);
	own[0] = (char)('0' + v->lang);
	own[1] = v->cols == 80 ? '1' : v->cols == 40 ? '2' : '3';
	golden_come_with_key(v, own);
	j = begin(v, SERVICE);
	golden_fill(v, j);
	snprintf(right, sizeof(right), "%s\n", j->pin);
	ck_assert_msg(application_submit(v->context.registry, v->context.caller, &j->application,
					 j->form, &receipt, &err) == FAULT_NONE,
		      "%s", err.detail);
	authority_asks(v, &j->application, j->service);
	golden_come_with_key(v, own);
	stack_home(golden_stack(v), home_new());
	stack_push(golden_stack(v), status_new(&j->application));
	golden_type(v, "3" /* withdraw */
		       "2");
	ck_assert_str_eq(stack_top(golden_stack(v))->ops->name, "pin");
	golden_type(v, "\x1b\x1b"); /* neither */
	ck_assert_str_eq(stack_top(golden_stack(v))->ops->name, "status");
	golden_type(v, "\x0e" /* however far it was read: that it was sent is seen */
		       "1"
		       "the new photo\n\n");
	golden_hold(v, "send", false);
	golden_type(v, "\n"); /* an Enter decides nothing */
	ck_assert_str_eq(stack_top(golden_stack(v))->ops->name, "send");
	golden_type(v, "2");
	golden_hold(v, "pin-reply", false);
	golden_type(v, right);
	ck_assert_str_eq(stack_top(golden_stack(v))->ops->name, "status");
	ck_assert(application_get(v->context.registry, v->context.caller, &j->application, NULL) ==
		  FAULT_NONE);
	ck_assert_int_eq(j->application.state, STATE_IN_REVIEW);
	golden_hold(v, "status-sent", false);
	/* Shown once, it holds for the visit. */
	stack_push(golden_stack(v), status_new(&j->application));
	golden_type(v, "2");
	golden_type(v, "2");
	ck_assert(application_get(v->context.registry, v->context.caller, &j->application, NULL) ==
		  FAULT_NONE);
	ck_assert_int_eq(j->application.state, STATE_WITHDRAWN);
	stack_home(golden_stack(v), NULL);
	draft_drop(j);
}

START_TEST(pin_of_acts)
{
	golden_each(visit_pin_of_acts);
}
END_TEST

SUITE(golden_apply, comes_back, pin, pin_of_acts, before, questions, groups, after, track)
