/* serve_test.c - a person at the counter on pages: found or new, asked, served, handed the slip. */
#include "tests/tui/golden.h"

#include "services/access/serve.h"

#include <string.h>

#define SERVICE "lb-civil-status-extract"

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)

/* One for all visits, which have one registry; of a centre. */
static const struct caller *hire(struct visit *v)
{
	static struct caller operator;
	struct caller host = caller_host();
	struct party office = {.name = "Centre of Tyre", .code = "tyre"};
	struct account_grant g = {.role = "operator", .office = "tyre"};
	struct account_paper paper;

	if (operator.account[0] != '\0')
		return &operator;
	operator= host;
	GOOD(offices_add(v->context.registry, &host, "", &office, &err));
	GOOD(account_open(v->context.registry, &host, "Rana Aoun", &paper, &err));
	GOOD(account_grant(v->context.registry, &host, paper.number, &g, &err));
	GOOD(account_act_as(v->context.registry, &operator, paper.number, &err));
	operator.face = FACE_PAGES;
	snprintf(operator.who, sizeof(operator.who), "Rana Aoun");
	return &operator;
}

static void begin(struct visit *v)
{
	v->caller = *hire(v);
	stack_home(golden_stack(v), home_of(&v->context));
}

/* The page of who has come for the service. */
static void open_counter(struct visit *v)
{
	begin(v);
	stack_push(golden_stack(v), serve_new(catalogue_find(v->context.scene.catalogue, SERVICE)));
}

/* What the form asks, and on to the slip. */
static void send(struct visit *v)
{
	struct draft *j =
		draft_begin(&v->context, catalogue_find(v->context.scene.catalogue, SERVICE), &err);
	struct receipt receipt;
	struct screen *slip;

	ck_assert_msg(j != NULL, "%s", err.detail);
	golden_fill(v, j);
	GOOD(application_submit(v->context.registry, &v->caller, &j->application, j->form, &receipt,
				&err));
	memcpy(receipt.pin, j->pin, sizeof(receipt.pin));
	slip = serve_slip_new(&v->context, j->service, &receipt);
	stack_home(golden_stack(v), home_of(&v->context));
	stack_push(golden_stack(v), slip);
	draft_drop(j);
}

static void visit_counter(struct visit *v)
{
	char number[40]; /* nobody's in any visit */

	begin(v);
	golden_hold(v, "counter-home", false);
	open_counter(v);
	golden_hold(v, "counter-who", false);
	snprintf(number, sizeof(number), "AB %d%02d %d\n", (int)v->lang, v->cols % 100, v->rows);
	golden_type(v, number);
	golden_hold(v, "counter-nobody", false);
	golden_type(v, "1");
	golden_hold(v, "counter-person", true);
	golden_type(v, "Hala Haddad\n\n\n\n\n");
	golden_hold(v, "counter-consent", true);
	golden_type(v, "4");
	send(v);
	v->hide_digits = true;
	golden_hold(v, "counter-slip", true);
	v->hide_digits = false;
	golden_type(v, "2");
}

START_TEST(the_pages_of_the_counter_in_every_language_and_size)
{
	golden_each(visit_counter);
}
END_TEST

START_TEST(what_is_known_is_not_asked_again)
{
	struct visit v;
	struct draft *j;
	struct field_path at = {0};
	const char *phone = NULL;

	golden_open(&v, LANG_EN, 80, 24);
	open_counter(&v);
	golden_type(&v, "03 123 456\n1Hala Haddad\n\n\n\n\n");
	golden_shows(&v, "Hala Haddad", true);
	golden_type(&v, "4");
	golden_shows(&v, "for: Hala Haddad", true);
	/* Both numbers stand on the slip: nobody writes them down before. */
	golden_shows(&v, "Parts of your application", true);
	j = draft_try(&v.context, catalogue_find(v.context.scene.catalogue, SERVICE));
	while (form_next(j->form, &at))
		if (at.question->type == &type_phone)
			phone = form_get(j->form, &at);
	ck_assert_ptr_nonnull(phone);
	ck_assert_str_eq(phone, "+9613123456");
	draft_drop(j);
	stack_pop(golden_stack(&v)); /* back to who it is */
	golden_shows(&v, "for: Hala Haddad", false);
	ck_assert_str_eq(v.context.caller->served.person, "");
	golden_close(&v);
}
END_TEST

/* More have the number than are listed. */
START_TEST(how_many_are_not_listed_is_said)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)4 << 20);
	struct visit v;
	struct identifier phone;
	struct serve_person person = {.name = "Hala", .identifiers = &phone, .count = 1};

	golden_open(&v, LANG_EN, 80, 24);
	open_counter(&v);
	GOOD(identifier_read(catalogue_terms(v.context.scene.catalogue), a, IDENTIFIER_PHONE, "LB",
			     "03 765 432", &phone, &err));
	for (int i = 0; i < IDENTIFIER_FOUND + 1; i++)
		GOOD(serve_add(v.context.registry, v.context.caller,
			       catalogue_find(v.context.scene.catalogue, SERVICE), &person, &err));
	golden_type(&v, "03 765 432\n");
	golden_shows(&v, "1 more person has this number", true);
	golden_close(&v);
}
END_TEST

START_TEST(what_is_wrong_is_said_at_its_field)
{
	struct visit v;

	golden_open(&v, LANG_EN, 80, 24);
	open_counter(&v);
	golden_type(&v, "%%\n");
	golden_shows(&v, "Enter the whole number", true);
	golden_type(&v, "\x15\n"); /* nothing: a person without a number */
	golden_shows(&v, "A new person", true);
	golden_type(&v, "\n");
	golden_shows(&v, "Enter the person", true);
	golden_type(&v, "Hala\n\n12\n");
	golden_shows(&v, "A Lebanese number", true);
	golden_close(&v);
}
END_TEST

/* Nothing of a name or a number is cut off without a word. */
START_TEST(what_is_too_long_is_said)
{
	struct visit v;
	char typed[PARTY_NAME + 3] = "AB1234";

	golden_open(&v, LANG_EN, 80, 24);
	open_counter(&v);
	memset(typed + 6, ' ', PARTY_NAME - 6);
	memcpy(typed + PARTY_NAME, "5\n", 3);
	golden_type(&v, typed);
	golden_shows(&v, "Enter the whole number", true);
	golden_type(&v, "\x15\n");
	memset(typed, 'a', PARTY_NAME + 1);
	golden_type(&v, typed);
	golden_shows(&v, "Enter the person", true);
	golden_close(&v);
}
END_TEST

START_TEST(who_says_no_is_not_served)
{
	struct visit v;

	golden_open(&v, LANG_EN, 80, 24);
	open_counter(&v);
	golden_type(&v, "\nSami\n\n\n\n\n");
	golden_shows(&v, "Does the person agree?", true);
	golden_type(&v, "1");
	golden_shows(&v, "Does the person agree?", false);
	ck_assert_str_eq(v.context.caller->served.person, "");
	golden_close(&v);
}
END_TEST

/* Whoever comes next has another number, which is not typed behind the one before. */
START_TEST(the_next_person_finds_an_empty_field)
{
	struct visit v;

	golden_open(&v, LANG_EN, 80, 24);
	open_counter(&v);
	golden_type(&v, "03 765 111\n");
	golden_shows(&v, "No person was found", true);
	golden_type(&v, "\x1b");
	golden_shows(&v, "03 765 111", true); /* nobody was served: it may be mended */
	golden_type(&v, "\n");
	golden_type(&v, "1Sami\n\n\n\n\n");
	golden_type(&v, "4");
	golden_shows(&v, "for: Sami", true);
	for (int i = 0; i < 3; i++)
		golden_type(&v, "\x1b");
	golden_shows(&v, "Who is at the counter?", true);
	golden_shows(&v, "03 765 111", false);
	golden_close(&v);
}
END_TEST

SUITE(counter, the_pages_of_the_counter_in_every_language_and_size,
      what_is_known_is_not_asked_again, how_many_are_not_listed_is_said,
      what_is_wrong_is_said_at_its_field, what_is_too_long_is_said, who_says_no_is_not_served,
      the_next_person_finds_an_empty_field)
