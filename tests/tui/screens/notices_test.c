/* notices_test.c - what a person was told stands on a page, waits on home as long as it is not
 * read, and is read where it is opened; the first row counts. */
#include "tests/tui/golden.h"

#define SERVICE "tn-criminal-record-b3"

static int64_t saturday(void *ctx)
{
	(void)ctx;
	return 1773480000; /* 14 March 2026 */
}

static void come(struct visit *v)
{
	char key[] = "44aa11bb22cc33dd44ee55ff66007711882299aa33bb44cc55dd66ee77ff8899";

	/* One key for each language and size. */
	key[2] = (char)('0' + v->lang);
	key[3] = v->cols == 80 ? '1' : v->cols == 40 ? '2' : '3';
	golden_come_with_key(v, key);
}

/* One that the authority has asked about. */
static struct application asked(struct visit *v)
{
	struct caller host = caller_host();
	struct receipt receipt;
	struct field_path at = {0};
	struct error err = {0};
	struct application a;
	struct draft *j =
		draft_begin(&v->context, catalogue_find(v->context.scene.catalogue, SERVICE), &err);

	ck_assert_msg(j != NULL, "%s", err.detail);
	while (form_next(j->form, &at))
		if (strcmp(at.question->type->name, "phone") == 0)
			(void)!draft_answer(&v->context, j, &at, "20 123 456", NULL);
	golden_fill(v, j);
	ck_assert_msg(application_submit(v->context.registry, v->context.caller, &j->application,
					 j->form, &receipt, &err) == FAULT_NONE,
		      "%s: %s", err.say, err.detail);
	a = j->application;
	draft_drop(j);
	ck_assert_msg(application_ask(v->context.registry, &host, &a,
				      catalogue_find(v->context.scene.catalogue, SERVICE),
				      "Which town?", &err) == FAULT_NONE,
		      "%s", err.detail);
	return a;
}

static void visit_notices(struct visit *v)
{
	struct application a;

	registry_use_clock(v->context.registry, saturday, NULL);
	come(v);
	a = asked(v);
	v->hide_reference = a.reference;
	stack_home(golden_stack(v), home_new());
	golden_hold(v, "home-unread", true);
	stack_push(golden_stack(v), notices_new());
	golden_hold(v, "notices", true);
	golden_type(v, "1");
	golden_hold(v, "notice", true);
	golden_type(v, "0");
	ck_assert_str_eq(stack_top(golden_stack(v))->ops->name, "notices");
	ck_assert_int_eq(stack_context(golden_stack(v))->scene.unread, 0);
	ck_assert_int_eq(stack_context(golden_stack(v))->scene.notices, 1);
	v->hide_reference = NULL;
}

START_TEST(screens)
{
	golden_each(visit_notices);
}
END_TEST

/* The application itself reads all that was told of it; what was read stays at hand. */
START_TEST(who_opens_the_application_has_read_them)
{
	struct application a;
	struct visit v;

	golden_open(&v, LANG_EN, 80, 24);
	come(&v);
	a = asked(&v);
	stack_home(golden_stack(&v), home_new());
	golden_shows(&v, "Unread: 1", true);
	stack_push(golden_stack(&v), status_new(&a));
	golden_shows(&v, "Unread", false);
	stack_home(golden_stack(&v), home_new());
	golden_shows(&v, "Unread", false);
	golden_shows(&v, "Notices for you", true);
	golden_close(&v);
}
END_TEST

/* The portal's own sentences are said in the language of who reads, what it is about in the list.
 */
START_TEST(the_portals_words_are_in_the_language_in_use)
{
	struct visit v;

	golden_open(&v, LANG_AR, 80, 24);
	v.caller.lang = LANG_AR; /* as a desk keeps it */
	come(&v);
	v.caller.lang = LANG_AR;
	asked(&v);
	stack_use_lang(golden_stack(&v), LANG_EN);
	stack_push(golden_stack(&v), notices_new());
	golden_shows(&v, "Your answer is", true);
	golden_type(&v, "1");
	golden_shows(&v, "The authority that handles your application", true);
	golden_shows(&v, "This text was written in", false);
	golden_close(&v);
}
END_TEST

/* Who has begun it in this very visit has proven it. */
static void visit_addresses(struct visit *v)
{
	struct application a;

	registry_use_clock(v->context.registry, saturday, NULL);
	come(v);
	a = asked(v);
	stack_home(golden_stack(v), home_new());
	stack_push(golden_stack(v), addresses_new(&a));
	golden_hold(v, "addresses", true);
	golden_type(v, "+961 3 123456\n");
	golden_hold(v, "addresses-sent", true);
	golden_type(v, "none\n\n");
	golden_hold(v, "addresses-wrong", true);
}

/* Who has come with a key alone is asked for the PIN before. */
static void visit_addresses_by_key(struct visit *v)
{
	struct application a;

	registry_use_clock(v->context.registry, saturday, NULL);
	come(v);
	a = asked(v);
	come(v);
	v->hide_reference = a.reference;
	stack_home(golden_stack(v), home_new());
	stack_push(golden_stack(v), status_new(&a));
	golden_type(v, "5");
	golden_hold(v, "addresses-pin", true);
	golden_type(v, "000000\n");
	golden_hold(v, "addresses-pin-wrong", false);
	v->hide_reference = NULL;
}

START_TEST(by_a_key_the_pin_is_asked_for)
{
	golden_each(visit_addresses_by_key);
}
END_TEST

START_TEST(where_they_go)
{
	golden_each(visit_addresses);
}
END_TEST

SUITE(notices, screens, where_they_go, by_a_key_the_pin_is_asked_for,
      the_portals_words_are_in_the_language_in_use, who_opens_the_application_has_read_them)
