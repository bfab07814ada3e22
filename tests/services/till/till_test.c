/* till_test.c - what an application owes: raised with it, paid at a counter, undone and given back;
 * what needs it waits, and goes on when it is paid. */
#include "services/application/dues.h"
#include "services/till/till.h"
#include "tests/services/portal.h"
#include "tests/services/sample.h"
#include "tests/services/sample_fees.h"
#include "tests/unit.h"

#include "services/registry/ledger.h"

#include <string.h>

#define DAY ((int64_t)86400)

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)

/* One application with its dues, and who takes and answers for the money. */
struct house {
	struct portal portal;
	struct application sent;
	struct caller cashier, treasurer, officer;
	struct due *dues;
	size_t count;
	struct till_due found;
};

static void look(struct house *h)
{
	struct portal *p = &h->portal;

	GOOD(application_get(p->registry, &p->owner, &h->sent, &err));
	GOOD(dues_of(p->registry, &p->owner, &h->sent, p->arena, &h->dues, &h->count, &err));
}

static void find(struct house *h, size_t which)
{
	struct portal *p = &h->portal;

	GOOD(till_find(p->registry, &h->cashier, &p->terms, h->dues[which].reference, p->arena,
		       &h->found, &err));
}

static void open_with(struct house *h, const char *income, const char *yaml)
{
	struct portal *p = &h->portal;
	struct account_paper paper;
	struct receipt receipt;
	struct form *f;

	portal_renew(p, yaml);
	h->cashier = portal_hire(p, "Rana Aoun", "cashier", "", &paper);
	h->treasurer = portal_hire(p, "Sami Nassar", "treasurer", "", &paper);
	h->officer = portal_hire(p, "Hala Saab", "officer", "", &paper);
	f = portal_form(p);
	if (income != NULL)
		portal_set(p, f, "income", 0, income);
	GOOD(application_apply(p->registry, &p->owner, f, portal_request(), LANG_EN, &receipt,
			       &err));
	form_free(f);
	GOOD(application_open(p->registry, &p->owner, receipt.reference, "", &h->sent, &err));
	look(h);
}

static void open_house(struct house *h, const char *name, const char *income)
{
	portal_open(&h->portal, name);
	open_with(h, income, sample_fees(h->portal.arena, "id: entry", "id: entry"));
}

/* The last notices of the owner, the newest first, by their templates. */
static const char *told(struct house *h)
{
	struct portal *p = &h->portal;
	struct notice_item *list;
	const char *text = "";
	size_t count;

	GOOD(notice_own(p->registry, &p->owner, p->arena, &list, &count, &err));
	for (size_t i = 0; i < count; i++)
		text = arena_format(p->arena, "%s %s", list[i].template, text);
	return text;
}

static struct payment take(struct house *h, int64_t amount)
{
	struct till_taken t = {.amount = amount};
	struct payment paid = {.amount = 0};
	struct portal *p = &h->portal;

	GOOD(till_take(p->registry, &h->cashier, &t, p->arena, &h->found, &paid, &err));
	return paid;
}

START_TEST(they_are_raised_with_the_application)
{
	struct house h;
	struct portal *p = &h.portal;
	struct ledger_entry *entries;
	size_t count;

	open_house(&h, "till-raised", "100.01");
	ck_assert_int_eq(h.sent.state, STATE_AWAITING_PAYMENT);
	ck_assert_str_eq(h.sent.stage, "pay");
	ck_assert_uint_eq(h.count, 2);
	ck_assert_str_eq(h.dues[0].charge, "entry");
	ck_assert_int_eq(h.dues[0].amount, 100000);
	ck_assert_int_eq(h.dues[0].state, DUE_OPEN);
	ck_assert_int_eq((h.dues[0].due_at - p->now + DAY / 2) / DAY, 15);
	ck_assert_str_eq(h.dues[1].charge, "scale");
	ck_assert_int_eq(h.dues[1].amount, 7550);
	ck_assert_int_eq(h.dues[1].due_at, 0);
	ck_assert_str_ne(h.dues[0].reference, h.dues[1].reference);
	GOOD(ledger_of(p->registry, h.dues[0].id, p->arena, &entries, &count, &err));
	ck_assert_uint_eq(count, 1);
	ck_assert_int_eq(entries[0].act, LEDGER_DUE_RAISED);
	ck_assert_str_eq(entries[0].reason, "entry");
	ck_assert_str_eq(told(&h), "fee_due fee_due ");
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

/* Whose application moves on to a stage that waits for a payment is not told that nothing is to be
 * done. */
START_TEST(a_move_to_a_payment_says_so)
{
	struct house h;
	struct portal *p = (portal_open(&h.portal, "till-moved"), &h.portal);

	open_with(&h, NULL,
		  sample_fees(p->arena, "      - {id: assess, ",
			      "      - {id: again, name: {ar: ن, fr: n, en: n}, to: pay}\n"
			      "      - {id: assess, "));
	find(&h, 0);
	take(&h, h.dues[0].amount);
	look(&h);
	ck_assert_str_eq(h.sent.stage, "check");
	GOOD(application_act(p->registry, &h.officer, &h.sent, p->service, "again",
			     &(struct act_answers){.words = ""}, &err));
	ck_assert_str_eq(told(&h), "fee_due fee_paid to_pay ");
	portal_close(p);
}
END_TEST

START_TEST(paid_in_parts_it_goes_on_by_itself)
{
	struct house h;
	struct portal *p = &h.portal;
	struct application_clock *clocks;
	struct payment paid;
	size_t count;

	open_house(&h, "till-parts", NULL);
	ck_assert_uint_eq(h.count, 1); /* where no income was answered there is no scale */
	find(&h, 0);
	paid = take(&h, 40000);
	ck_assert_int_eq(h.found.due.state, DUE_PART);
	ck_assert_int_eq(due_rest(&h.found.due), 60000);
	ck_assert_int_eq(paid.amount, 40000);
	ck_assert_int_eq(paid.number[0], 'P');
	look(&h);
	ck_assert_int_eq(h.sent.state, STATE_AWAITING_PAYMENT);
	GOOD(application_clocks(p->registry, &p->owner, &h.sent, p->service, p->arena, &clocks,
				&count, &err));
	ck_assert_int_eq(clocks[0].since, 0);
	p->now += 2 * DAY;
	take(&h, 0);
	ck_assert_int_eq(h.found.due.state, DUE_PAID);
	look(&h);
	ck_assert_int_eq(h.sent.state, STATE_IN_REVIEW);
	ck_assert_str_eq(h.sent.stage, "check");
	GOOD(application_clocks(p->registry, &p->owner, &h.sent, p->service, p->arena, &clocks,
				&count, &err));
	ck_assert_int_eq(clocks[0].since, p->now); /* on the day on which all was paid */
	ck_assert(clocks[0].runs);
	ck_assert_str_eq(told(&h), "fee_due fee_paid ");
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

START_TEST(what_is_wrong_at_the_counter_is_refused)
{
	struct house h;
	struct portal *p = &h.portal;
	struct till_taken t = {.amount = 100001};
	struct payment paid;
	struct till_due d;
	static const char *const none[] = {"RF451234512345", "RF461234512345", "", "1234"};
	static const enum fault faults[] = {FAULT_MISSING, FAULT_INPUT, FAULT_INPUT, FAULT_INPUT};

	open_house(&h, "till-wrong", "50");
	for (size_t i = 0; i < 4; i++)
		ck_assert_int_eq(
			till_find(p->registry, &h.cashier, &p->terms, none[i], p->arena, &d, &err),
			faults[i]);
	find(&h, 0);
	ck_assert_int_eq(till_take(p->registry, &h.cashier, &t, p->arena, &h.found, &paid, &err),
			 FAULT_INPUT);
	ck_assert(strstr(err.say, "more than is still owed") != NULL);
	t = (struct till_taken){.amount = -1};
	ck_assert_int_eq(till_take(p->registry, &h.cashier, &t, p->arena, &h.found, &paid, &err),
			 FAULT_INPUT);
	t = (struct till_taken){.means = MEANS_STAMP};
	ck_assert_int_eq(till_take(p->registry, &h.cashier, &t, p->arena, &h.found, &paid, &err),
			 FAULT_INPUT);
	t.proof = " LB 0042 ";
	t.amount = 100;
	GOOD(till_take(p->registry, &h.cashier, &t, p->arena, &h.found, &paid, &err));
	/* A stamp pays once, also for another due. */
	find(&h, 1);
	t.proof = "lb-٠٠٤٢";
	ck_assert_int_eq(till_take(p->registry, &h.cashier, &t, p->arena, &h.found, &paid, &err),
			 FAULT_CONFLICT);
	t.means = MEANS_RECEIPT; /* another series of numbers */
	GOOD(till_take(p->registry, &h.cashier, &t, p->arena, &h.found, &paid, &err));
	take(&h, 0);
	t = (struct till_taken){.amount = 1};
	ck_assert_int_eq(till_take(p->registry, &h.cashier, &t, p->arena, &h.found, &paid, &err),
			 FAULT_CONFLICT);
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

START_TEST(a_mistake_is_undone_by_another_with_a_counter_entry)
{
	struct house h;
	struct portal *p = &h.portal;
	struct till_taken t = {.means = MEANS_STAMP, .proof = "7"};
	struct payment paid, again;
	struct till_due d;

	open_house(&h, "till-undo", NULL);
	find(&h, 0);
	GOOD(till_take(p->registry, &h.cashier, &t, p->arena, &h.found, &paid, &err));
	look(&h);
	ck_assert_str_eq(h.sent.stage, "check");
	ck_assert_int_eq(till_undo(p->registry, &h.cashier, &p->terms, paid.number, "typed wrongly",
				   p->arena, &d, &err),
			 FAULT_DENIED);
	ck_assert_int_eq(till_undo(p->registry, &h.treasurer, &p->terms, paid.number, "", p->arena,
				   &d, &err),
			 FAULT_INPUT);
	ck_assert_int_eq(till_undo(p->registry, &h.treasurer, &p->terms, "P0000000000", "wrong",
				   p->arena, &d, &err),
			 FAULT_MISSING);
	GOOD(till_undo(p->registry, &h.treasurer, &p->terms, paid.number, "typed wrongly", p->arena,
		       &d, &err));
	ck_assert_int_eq(d.due.state, DUE_OPEN);
	ck_assert_int_eq(d.due.paid, 0);
	ck_assert_uint_eq(d.due.payment_count, 2);
	ck_assert_int_eq(till_undo(p->registry, &h.treasurer, &p->terms, paid.number, "twice",
				   p->arena, &d, &err),
			 FAULT_CONFLICT);
	ck_assert_str_eq(told(&h), "fee_due fee_paid fee_due ");
	look(&h);
	ck_assert_uint_eq(h.dues[0].payment_count, 2);
	ck_assert(h.dues[0].payments[0].undone);
	ck_assert_int_eq(h.dues[0].payments[1].amount, -100000);
	/* The stamp was written down for the wrong one: it still pays once. */
	GOOD(till_take(p->registry, &h.cashier, &t, p->arena, &h.found, &again, &err));
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

START_TEST(who_entered_it_does_not_undo_it)
{
	struct house h;
	struct portal *p = &h.portal;
	struct till_taken t = {.amount = 0};
	struct payment paid, back;
	struct till_due d;

	open_house(&h, "till-eyes", NULL);
	find(&h, 0);
	GOOD(till_take(p->registry, &p->host, &t, p->arena, &h.found, &paid, &err));
	ck_assert_int_eq(till_undo(p->registry, &p->host, &p->terms, paid.number, "mine", p->arena,
				   &d, &err),
			 FAULT_DENIED);
	ck_assert(strstr(err.say, "Someone other than") != NULL);
	ck_assert_int_eq(
		till_refund(p->registry, &p->host, 1, "mine", p->arena, &h.found, &back, &err),
		FAULT_DENIED);
	ck_assert(strstr(err.say, "took the money has to refund") != NULL);
	GOOD(till_undo(p->registry, &h.treasurer, &p->terms, paid.number, "not mine", p->arena, &d,
		       &err));
	/* What is undone was not taken. */
	find(&h, 0);
	take(&h, 0);
	GOOD(till_refund(p->registry, &p->host, 1, "not mine", p->arena, &h.found, &back, &err));
	portal_close(p);
}
END_TEST

START_TEST(what_came_goes_back_with_a_reason)
{
	struct house h;
	struct portal *p = &h.portal;
	struct payment back;

	open_house(&h, "till-back", NULL);
	find(&h, 0);
	ck_assert_int_eq(till_refund(p->registry, &h.treasurer, 0, "too much", p->arena, &h.found,
				     &back, &err),
			 FAULT_CONFLICT);
	take(&h, 0);
	ck_assert_int_eq(till_refund(p->registry, &h.treasurer, 0, "too much", p->arena, &h.found,
				     &back, &err),
			 FAULT_INPUT);
	ck_assert_int_eq(till_refund(p->registry, &h.treasurer, 100001, "all", p->arena, &h.found,
				     &back, &err),
			 FAULT_INPUT);
	ck_assert_int_eq(
		till_refund(p->registry, &h.treasurer, 1, "", p->arena, &h.found, &back, &err),
		FAULT_INPUT);
	ck_assert_int_eq(
		till_refund(p->registry, &h.cashier, 1, "all", p->arena, &h.found, &back, &err),
		FAULT_MISSING);
	GOOD(till_refund(p->registry, &h.treasurer, 100000, "paid for another", p->arena, &h.found,
			 &back, &err));
	ck_assert_int_eq(back.amount, -100000);
	ck_assert_int_eq(h.found.due.state, DUE_REFUNDED);
	ck_assert(!due_is_settled(&h.found.due));
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

START_TEST(what_went_back_is_not_undone_as_well)
{
	struct house h;
	struct portal *p = &h.portal;
	struct payment paid, back;
	struct till_due d;

	open_house(&h, "till-once", NULL);
	find(&h, 0);
	paid = take(&h, 0);
	GOOD(till_refund(p->registry, &h.treasurer, 1, "a part", p->arena, &h.found, &back, &err));
	ck_assert_int_eq(till_undo(p->registry, &h.treasurer, &p->terms, paid.number, "wrong",
				   p->arena, &d, &err),
			 FAULT_CONFLICT);
	ck_assert(strstr(err.say, "refunded") != NULL);
	look(&h);
	ck_assert_int_eq(h.dues[0].paid, 99999);
	ck_assert_int_eq(due_rest(&h.dues[0]), 1);
	ck_assert(!h.dues[0].payments[0].undone);
	portal_close(p);
}
END_TEST

/* Else its next payment would sign it anew, and verify find nothing. */
START_TEST(what_was_changed_past_the_portal_is_not_signed)
{
	struct house h;
	struct portal *p = &h.portal;
	struct till_taken t = {.amount = 0};
	struct payment paid;

	open_house(&h, "till-raw", NULL);
	find(&h, 0);
	portal_tamper(p, "UPDATE due SET amount = 1");
	ck_assert_int_eq(till_take(p->registry, &h.cashier, &t, p->arena, &h.found, &paid, &err),
			 FAULT_BROKEN);
	ck_assert_int_eq(application_withdraw(p->registry, &p->owner, &h.sent, p->service, &err),
			 FAULT_BROKEN);
	ck_assert_int_ne(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

START_TEST(what_is_let_off_is_owed_no_more)
{
	struct house h;
	struct portal *p = &h.portal;
	struct till_taken t = {.amount = 0};
	struct payment paid;

	open_house(&h, "till-off", NULL);
	find(&h, 0);
	GOOD(till_let_off(p->registry, &h.treasurer, "exempt by law", p->arena, &h.found, &err));
	ck_assert_int_eq(h.found.due.state, DUE_CANCELLED);
	ck_assert_int_eq(till_let_off(p->registry, &h.treasurer, "again", p->arena, &h.found, &err),
			 FAULT_CONFLICT);
	ck_assert_int_eq(till_take(p->registry, &h.cashier, &t, p->arena, &h.found, &paid, &err),
			 FAULT_CONFLICT);
	look(&h);
	ck_assert_str_eq(h.sent.stage, "check");
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

START_TEST(an_act_waits_for_what_it_needs)
{
	const struct act_answers words = {.words = "seen"}, nothing = {.words = ""};
	struct house h;
	struct portal *p = &h.portal;

	open_house(&h, "till-needs", "100000");
	find(&h, 0);
	take(&h, 0);
	look(&h);
	/* The scale is still owed, and the share not even raised. */
	ck_assert_int_eq(application_act(p->registry, &h.officer, &h.sent, p->service, "grant",
					 &nothing, &err),
			 FAULT_DENIED);
	ck_assert(strstr(err.say, "has to be paid first") != NULL);
	find(&h, 1);
	take(&h, 0);
	look(&h);
	ck_assert_int_eq(application_act(p->registry, &h.officer, &h.sent, p->service, "grant",
					 &nothing, &err),
			 FAULT_DENIED);
	GOOD(application_act(p->registry, &h.officer, &h.sent, p->service, "assess", &words, &err));
	look(&h);
	ck_assert_uint_eq(h.count, 3);
	ck_assert_int_eq(h.dues[2].amount, 25000);
	/* Done again it is not owed twice. */
	GOOD(application_act(p->registry, &h.officer, &h.sent, p->service, "assess", &words, &err));
	look(&h);
	ck_assert_uint_eq(h.count, 3);
	ck_assert_int_eq(application_act(p->registry, &h.officer, &h.sent, p->service, "grant",
					 &nothing, &err),
			 FAULT_DENIED);
	find(&h, 2);
	take(&h, 0);
	look(&h);
	GOOD(application_act(p->registry, &h.officer, &h.sent, p->service, "grant", &nothing,
			     &err));
	ck_assert_int_eq(h.sent.state, STATE_APPROVED);
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

START_TEST(what_is_taken_back_is_owed_no_more)
{
	struct house h;
	struct portal *p = &h.portal;
	struct payment back;
	const char *before;

	open_house(&h, "till-withdrawn", "50");
	find(&h, 1);
	take(&h, 0);
	look(&h);
	GOOD(application_withdraw(p->registry, &p->owner, &h.sent, p->service, &err));
	look(&h);
	before = told(&h);
	ck_assert_int_eq(h.dues[0].state, DUE_CANCELLED);
	ck_assert_int_eq(h.dues[1].state, DUE_PAID); /* something came for it */
	find(&h, 1);
	GOOD(till_refund(p->registry, &h.treasurer, 50, "a part", p->arena, &h.found, &back, &err));
	ck_assert_int_eq(h.found.due.state, DUE_CANCELLED);
	ck_assert(h.found.due.paid > 0 && due_rest(&h.found.due) == 0);
	GOOD(till_refund(p->registry, &h.treasurer, h.found.due.paid, "the rest", p->arena,
			 &h.found, &back, &err));
	ck_assert_int_eq(h.found.due.state, DUE_CANCELLED);
	ck_assert_int_eq(due_rest(&h.found.due), 0);
	ck_assert_str_eq(told(&h), before);
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

START_TEST(what_was_paid_in_part_is_owed_no_more)
{
	struct house h;
	struct portal *p = &h.portal;
	struct till_taken more = {.amount = 0};
	struct payment back;

	open_house(&h, "till-withdrawn-part", "50");
	find(&h, 1);
	take(&h, 50);
	GOOD(application_withdraw(p->registry, &p->owner, &h.sent, p->service, &err));
	look(&h);
	ck_assert_int_eq(h.dues[1].state, DUE_CANCELLED);
	ck_assert_int_eq(h.dues[1].paid, 50);
	ck_assert_int_eq(due_rest(&h.dues[1]), 0);
	find(&h, 1);
	ck_assert_int_eq(till_take(p->registry, &h.cashier, &more, p->arena, &h.found, &back, &err),
			 FAULT_CONFLICT);
	GOOD(till_refund(p->registry, &h.treasurer, 50, "back", p->arena, &h.found, &back, &err));
	ck_assert_int_eq(h.found.due.state, DUE_CANCELLED);
	ck_assert_int_eq(h.found.due.paid, 0);
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

START_TEST(what_a_decision_raises_is_paid_after_it)
{
	const struct act_answers nothing = {.words = ""};
	struct house h;
	struct portal *p = &h.portal;
	char *yaml;

	portal_open(p, "till-after");
	yaml = sample_fees(p->arena, "needs: [paid(share), paid(scale)]", "needs: [paid(scale)]");
	open_with(&h, "50", sample_swap(p->arena, yaml, "raised: assess", "raised: grant"));
	for (size_t i = 0; i < 2; i++) {
		find(&h, i);
		take(&h, 0);
	}
	look(&h);
	GOOD(application_act(p->registry, &h.officer, &h.sent, p->service, "grant", &nothing,
			     &err));
	look(&h);
	ck_assert_int_eq(h.sent.state, STATE_APPROVED);
	ck_assert_uint_eq(h.count, 3);
	ck_assert_int_eq(h.dues[2].amount, 1000);
	find(&h, 2);
	take(&h, 0);
	look(&h);
	ck_assert_int_eq(h.sent.state, STATE_APPROVED);
	ck_assert_int_eq(h.dues[2].state, DUE_PAID);
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

SUITE(till, they_are_raised_with_the_application, a_move_to_a_payment_says_so,
      paid_in_parts_it_goes_on_by_itself, what_is_wrong_at_the_counter_is_refused,
      a_mistake_is_undone_by_another_with_a_counter_entry, who_entered_it_does_not_undo_it,
      what_came_goes_back_with_a_reason, what_went_back_is_not_undone_as_well,
      what_was_changed_past_the_portal_is_not_signed, what_is_let_off_is_owed_no_more,
      an_act_waits_for_what_it_needs, what_is_taken_back_is_owed_no_more,
      what_was_paid_in_part_is_owed_no_more, what_a_decision_raises_is_paid_after_it)
