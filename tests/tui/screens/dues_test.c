/* dues_test.c - what is to be paid, on pages: the applicant's, with reference, QR code and
 * receipts; and the counter's, which takes it. */
#include "tests/tui/day.h"

#include "services/definition/file.h"
#include "tui/page/duewords.h"
#include "tui/screens/screens.h"

#include <string.h>

#define SERVICE "eg-club-entry"

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)

/* What a visit has sent, and owes. */
struct owed {
	struct arena *arena;
	struct catalogue *catalogue;
	const struct catalogue *before;
	struct application sent;
	struct due *dues;
	size_t count;
};

static void owe(struct visit *v, struct owed *o)
{
	struct scene *scene = &stack_context(golden_stack(v))->scene;
	struct versions_item item = {.id = SERVICE, .version = 1};
	struct draft *j;
	struct receipt receipt;
	size_t refused;

	o->arena = arena_new((size_t)16 << 20);
	o->before = scene->catalogue;
	o->catalogue = NULL;
	GOOD(catalogue_open("catalogue", &o->catalogue, &err));
	GOOD(file_text(o->arena, "tests/e2e/data/" SERVICE ".yaml", (size_t)1 << 20, &item.yaml,
		       &item.len, &err));
	GOOD(versions_import(v->context.registry, &item, 1, &refused, &err));
	GOOD(catalogue_add(o->catalogue, SERVICE, item.yaml, item.len, NULL, &err));
	catalogue_freeze(o->catalogue);
	scene->catalogue = v->context.scene.catalogue = o->catalogue;
	scene->paying = (struct paying){
		.how = {"في أي مكتب بريد.", "Dans tout bureau de poste.", "At any post office."},
		.merchant = {"26:org.example.pay:0123", "9399", "EG", "Directorate", "Cairo"}};
	j = draft_begin(&v->context, catalogue_find(o->catalogue, SERVICE), &err);
	ck_assert_ptr_nonnull(j);
	golden_fill(v, j);
	GOOD(application_submit(v->context.registry, v->context.caller, &j->application, j->form,
				&receipt, &err));
	o->sent = j->application;
	draft_drop(j);
	GOOD(dues_of(v->context.registry, v->context.caller, &o->sent, o->arena, &o->dues,
		     &o->count, &err));
	ck_assert_uint_eq(o->count, 1);
}

static void leave(struct visit *v, struct owed *o)
{
	stack_context(golden_stack(v))->scene.catalogue = v->context.scene.catalogue = o->before;
	stack_home(golden_stack(v), home_new());
	catalogue_free(o->catalogue);
	arena_free(o->arena);
}

/* By the host; the due is paid in part. */
static void pay_a_part(struct visit *v, struct owed *o)
{
	const struct till_taken t = {.amount = 40000, .means = MEANS_CARD};
	struct caller host = caller_host();
	struct payment paid;
	struct till_due d;

	GOOD(till_find(v->context.registry, &host, catalogue_terms(o->catalogue),
		       o->dues[0].reference, o->arena, &d, &err));
	GOOD(till_take(v->context.registry, &host, &t, o->arena, &d, &paid, &err));
}

static void visit_dues(struct visit *v)
{
	struct owed o;

	owe(v, &o);
	v->hide_digits = true;
	stack_push(golden_stack(v), status_new(&o.sent));
	golden_hold(v, "dues-status", true);
	pay_a_part(v, &o);
	golden_type(v, "1");
	golden_hold(v, "dues", true);
	golden_type(v, "2");
	golden_hold(v, "dues-receipt", true);
	/* taken back: nothing more is owed, and what was paid is told */
	GOOD(application_get(v->context.registry, v->context.caller, &o.sent, &err));
	GOOD(application_withdraw(v->context.registry, v->context.caller, &o.sent,
				  catalogue_find(o.catalogue, SERVICE), &err));
	stack_push(golden_stack(v), status_new(&o.sent));
	golden_hold(v, "dues-withdrawn", true);
	golden_type(v, "1");
	golden_hold(v, "dues-not-owed", true);
	leave(v, &o);
}

/* Before it is sent, by the answers. */
static void visit_review(struct visit *v)
{
	struct draft *j;
	struct owed o;

	owe(v, &o);
	j = draft_begin(&v->context, catalogue_find(o.catalogue, SERVICE), &err);
	ck_assert_ptr_nonnull(j);
	golden_fill(v, j);
	stack_push(golden_stack(v), review_new(golden_stack(v), j));
	golden_hold(v, "dues-review", true);
	leave(v, &o);
	draft_drop(j);
}

START_TEST(who_applies_is_told_what_it_costs)
{
	golden_each(visit_review);
}
END_TEST

/* The receipt says what is to be paid, under which reference, until when and how. */
START_TEST(a_receipt_says_what_is_to_be_paid)
{
	struct receipt receipt;
	struct draft *j;
	struct visit v;
	struct owed o;

	golden_open(&v, LANG_EN, 80, 60);
	owe(&v, &o);
	j = draft_begin(&v.context, catalogue_find(o.catalogue, SERVICE), &err);
	ck_assert_ptr_nonnull(j);
	golden_fill(&v, j);
	GOOD(application_submit(v.context.registry, v.context.caller, &j->application, j->form,
				&receipt, &err));
	stack_push(golden_stack(&v), receipt_new(&receipt, j));
	draft_drop(j);
	golden_shows(&v, "1,000 EGP", true);
	golden_shows(&v, "To be paid until", true);
	golden_shows(&v, "Payment reference", true);
	golden_shows(&v, "At any post office.", true);
	leave(&v, &o);
	golden_close(&v);
}
END_TEST

START_TEST(who_applied_sees_what_is_owed)
{
	golden_each(visit_dues);
}
END_TEST

static void visit_till(struct visit *v)
{
	struct caller rana;
	struct owed o;

	owe(v, &o);
	rana = day_hire(v, "Rana Aoun", "cashier", NULL);
	day_come_as(v, &rana);
	v->hide_digits = true;
	golden_type(v, "1");
	golden_hold(v, "till", false);
	golden_type(v, arena_format(o.arena, "%s\n", o.dues[0].reference));
	golden_hold(v, "till-found", true);
	golden_type(v, "1");
	golden_hold(v, "till-receipt", true);
	leave(v, &o);
}

START_TEST(a_cashier_takes_it)
{
	golden_each(visit_till);
}
END_TEST

/* A wrong reference at its field; a part, by a stamp, with its number. */
START_TEST(another_way_is_typed)
{
	struct caller rana;
	struct visit v;
	struct owed o;

	golden_open(&v, LANG_EN, 80, 24);
	owe(&v, &o);
	rana = day_hire(&v, "Rana Aoun", "cashier", NULL);
	day_come_as(&v, &rana);
	golden_type(&v, "1");
	golden_type(&v, "RF461234512345\n");
	golden_shows(&v, "This is not a payment reference", true);
	golden_type(&v, "\x1b");
	golden_type(&v, "1");
	golden_type(&v, arena_format(o.arena, "%s\n", o.dues[0].reference));
	golden_type(&v, "3");
	golden_shows(&v, "Number of the stamp or receipt", true);
	golden_type(&v, "250\n");
	golden_type(&v, "EG-7\n");
	golden_shows(&v, "Paid by: stamp", true);
	golden_type(&v, "4");
	golden_shows(&v, "Hand over its receipt", true);
	leave(&v, &o);
	golden_close(&v);
}
END_TEST

/* In French decimals stand behind a comma, in a share as in an amount. */
START_TEST(a_share_is_written_as_amounts_are)
{
	struct visit v;
	struct owed o;
	const struct service *s;

	golden_open(&v, LANG_FR, 80, 24);
	owe(&v, &o);
	s = catalogue_find(o.catalogue, SERVICE);
	ck_assert_ptr_nonnull(strstr(duewords_charge(o.arena, LANG_FR, &s->charges[1]), "0,25"));
	ck_assert_ptr_nonnull(strstr(duewords_charge(o.arena, LANG_AR, &s->charges[1]), "0.25"));
	leave(&v, &o);
	golden_close(&v);
}
END_TEST

/* In a list a service with fees says what everybody pays at least. */
START_TEST(a_list_says_what_fees_come_to)
{
	static const char some;
	const struct charge
		fixed = {.currency = "EGP", .amount_minor = 5000},
		other = {.currency = "EGP", .amount_minor = 700, .when = (const void *)&some},
		share = {.currency = "EGP", .base = (const void *)&some, .min_minor = 1000},
		scale = {.currency = "EGP", .base = (const void *)&some, .tier_count = 2},
		foreign = {.currency = "USD", .amount_minor = 100};
	const struct {
		struct charge charges[2];
		size_t count;
		const char *said;
		bool from;
	} rows[] = {
		{{fixed}, 1, "50 EGP", false},
		{{fixed, fixed}, 2, "100 EGP", false},
		{{fixed, other}, 2, "50 EGP", true},
		{{share, fixed}, 2, "60 EGP", true},
		{{scale}, 1, "varies by case", false},
		{{other, other}, 2, "varies by case", false},
		{{fixed, foreign}, 2, "varies by case", false},
		{{fixed}, 0, NULL, false},
	};
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);

	message_use(LANG_EN);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct charge charges[2] = {rows[i].charges[0], rows[i].charges[1]};
		const struct service s = {.charges = charges, .charge_count = rows[i].count};
		const char *said = duewords_short(a, LANG_EN, &s);

		if (rows[i].said == NULL)
			ck_assert_ptr_null(said);
		else
			ck_assert_msg(strstr(said, rows[i].said) != NULL &&
					      (strncmp(said, "from ", 5) == 0) == rows[i].from,
				      "row %zu: %s", i, said);
	}
}
END_TEST

SUITE(dues_page, a_list_says_what_fees_come_to, a_share_is_written_as_amounts_are,
      a_receipt_says_what_is_to_be_paid, who_applies_is_told_what_it_costs,
      who_applied_sees_what_is_owed, a_cashier_takes_it, another_way_is_typed)
