/* service_fees_test.c - fees of a definition that become due: what they are read as, how much they
 * are by the answers, and what is refused, by its line. */
#include "services/definition/service.h"
#include "services/form/form.h"
#include "tests/services/portal.h"
#include "tests/services/sample.h"
#include "tests/services/sample_fees.h"
#include "tests/unit.h"

#include <string.h>

#define ARENA ((size_t)256 * 1024 * 1024)

START_TEST(reads_fees)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	const struct service *s = sample_service_of(a, sample_fees(a, "id: entry", "id: entry"));
	const struct charge *entry = service_charge(s, "entry"), *share;
	const struct act *received = service_any_act(s, "received");

	ck_assert_uint_eq(s->charge_count, 3);
	ck_assert_int_eq(entry->amount_minor, 100000);
	ck_assert_str_eq(entry->currency, "LBP");
	ck_assert_ptr_null(entry->act);
	ck_assert_int_eq(entry->due.value, 15);
	share = service_charge(s, "share");
	ck_assert_int_eq(share->rate.over, 1);
	ck_assert_int_eq(share->rate.under, 400);
	ck_assert_int_eq(share->min_minor, 1000);
	ck_assert_str_eq(share->act, "assess");
	ck_assert_uint_eq(service_charge(s, "scale")->tier_count, 3);
	ck_assert(received->by_payment && received->needs[0].charge == entry);
	ck_assert_int_eq(s->stages[0].bearing, BEARING_AWAITING_PAYMENT);
	ck_assert(service_clock(s, "paid_time")->charge == entry);
	ck_assert_ptr_null(service_charge(s, "none"));
}
END_TEST

/* What is answered as income, and the scale and the share of it: -1, it cannot be worked out. */
START_TEST(they_are_worked_out_of_the_answers)
{
	static const struct {
		const char *income;
		int64_t scale, share;
	} rows[] = {
		{"0", 5000, 1000},        {"100", 5000, 1000},       {"100.01", 7550, 1000},
		{"1000", 7550, 1000},     {"1000.01", 9000, 1000},   {"4001", 9000, 1000},
		{"4002", 9000, 1001},     {"4006", 9000, 1002},      {"399998", 9000, 100000},
		{"400000", 9000, 100000}, {"1000000", 9000, 100000},
	};
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list terms = sample_terms(a);
	const struct service *s = sample_service_of(a, sample_fees(a, "id: entry", "id: entry"));
	struct field_path income = {.item = 0};
	struct error err;
	int64_t minor = 0;

	income.question = service_question(s, "income", &income.section);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct form *f = form_new(s, &terms, (struct date){2026, 3, 14});

		ck_assert(form_charge(f, service_charge(s, "scale"), &minor));
		ck_assert_int_eq(minor, 0);
		ck_assert_int_eq(form_set(f, &income, rows[i].income, LANG_EN, &err), FAULT_NONE);
		ck_assert(form_charge(f, service_charge(s, "entry"), &minor));
		ck_assert_int_eq(minor, 100000);
		ck_assert(form_charge(f, service_charge(s, "scale"), &minor));
		ck_assert_msg(minor == rows[i].scale, "scale of %s: %d", rows[i].income,
			      (int)minor);
		ck_assert(form_charge(f, service_charge(s, "share"), &minor));
		ck_assert_msg(minor == rows[i].share, "share of %s: %d", rows[i].income,
			      (int)minor);
		form_free(f);
	}
}
END_TEST

#define UNIT "unit: {ar: كغ, fr: kg, en: kg}"

static char *by_unit(struct arena *a)
{
	char *yaml = sample_fees(a, "when: answered(income), of: income, rate: 0.25 %, min: 10 LBP",
				 "when: answered(weight), of: weight, per: 1.50 LBP, " UNIT
				 ", min: 10 LBP");

	return sample_swap(a, yaml,
			   "when: answered(income), by: income, tiers: [{to: 100, amount: 50 LBP}, "
			   "{to: 1000, amount: 75.50 LBP}, {amount: 90 LBP}]",
			   "when: answered(weight), by: weight, " UNIT
			   ", tiers: [{to: 50, amount: 50 LBP}, {to: 200, per: 1.25 LBP}, {per: "
			   "1.50 LBP}]");
}

/* So much for each kilogram: of the whole, and of what falls into a step of a scale. */
START_TEST(so_much_for_each_one)
{
	static const struct {
		const char *weight;
		int64_t scale, share;
	} rows[] = {
		{"0.5", 5000, 1000},      {"6.667", 5000, 1000},     {"6.677", 5000, 1002},
		{"50", 5000, 7500},       {"50.001", 6250, 7500},    {"50.008", 6251, 7501},
		{"200", 25000, 30000},    {"200.004", 30001, 30001}, {"250.5", 37575, 37575},
		{"1000", 150000, 100000},
	};
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list terms = sample_terms(a);
	const struct service *s = sample_service_of(a, by_unit(a));
	struct field_path weight = {.item = 0};
	int64_t minor = 0;

	ck_assert_int_eq(service_charge(s, "share")->per_minor, 150);
	ck_assert_str_eq(service_charge(s, "scale")->unit.in[LANG_EN], "kg");
	weight.question = service_question(s, "weight", &weight.section);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct form *f = form_new(s, &terms, (struct date){2026, 3, 14});

		ck_assert(form_load(f, &weight, rows[i].weight));
		ck_assert(form_charge(f, service_charge(s, "scale"), &minor));
		ck_assert_msg(minor == rows[i].scale, "scale of %s: %d", rows[i].weight,
			      (int)minor);
		ck_assert(form_charge(f, service_charge(s, "share"), &minor));
		ck_assert_msg(minor == rows[i].share, "of %s: %d", rows[i].weight, (int)minor);
		form_free(f);
	}
}
END_TEST

START_TEST(refuses_what_is_no_price_of_a_unit)
{
	static const struct {
		const char *from, *to, *at;
	} wrong[] = {
		{"per: 1.50 LBP, " UNIT, "per: 1.50 LBP", "id: share"},
		{"per: 1.50 LBP, " UNIT, "per: 1.505 LBP, " UNIT, "id: share"},
		{"per: 1.50 LBP, " UNIT, "rate: 1 %, per: 1.50 LBP, " UNIT, "id: share"},
		/* a share of a number is nothing that people could read */
		{"per: 1.50 LBP, " UNIT, "rate: 150 %", "id: share"},
		{"per: 1.50 LBP, " UNIT, "rate: 1 %, " UNIT, "id: share"},
		{"when: answered(weight), of: weight", "when: answered(income), of: income",
		 "id: share"},
		{"by: weight, " UNIT, "by: weight", "id: scale"},
		{"by: weight, " UNIT, "by: income, " UNIT, "id: scale"},
		{"{to: 200, per: 1.25 LBP}", "{to: 200, amount: 5 LBP, per: 1.25 LBP}",
		 "id: scale"},
		{"{to: 200, per: 1.25 LBP}", "{to: 200, per: 1.25 USD}", "id: scale"},
		{"{to: 200, per: 1.25 LBP}", "{to: 200}", "id: scale"},
		{"amount: 1000 LBP", "amount: 1000 LBP, " UNIT, "id: entry"},
	};

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		ARENA_CLEAN struct arena *a = arena_new(ARENA);

		sample_refused_at(sample_swap(a, by_unit(a), wrong[i].from, wrong[i].to),
				  wrong[i].at, wrong[i].to);
	}
}
END_TEST

/* Where the answer that it is worked out of is missing, it is not guessed. */
START_TEST(what_is_missing_is_no_nothing)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list terms = sample_terms(a);
	char *yaml = sample_fees(a, "when: answered(income), by: income",
				 "when: status = single, by: income");
	const struct service *s = sample_service_of(a, yaml);
	struct form *f = form_new(s, &terms, (struct date){2026, 3, 14});
	int64_t minor = -1;

	ck_assert(!form_charge(f, service_charge(s, "scale"), &minor));
	form_free(f);
}
END_TEST

START_TEST(refuses_what_nobody_could_pay)
{
	static const struct {
		const char *from, *to, *at;
	} wrong[] = {
		{"amount: 1000 LBP", "amount: 0 LBP", "id: entry"},
		{"amount: 1000 LBP", "amount: -5 LBP", "id: entry"},
		{"amount: 1000 LBP", "amount: 1.005 LBP", "id: entry"},
		{"amount: 1000 LBP", "amount: 1000", "id: entry"},
		{"amount: 1000 LBP", "amount: 1000 XYZ", "id: entry"},
		{"amount: 1000 LBP, raised", "amount: 1000 LBP, rate: 1 %, raised", "id: entry"},
		{"amount: 1000 LBP, raised: submit", "raised: submit", "id: entry"},
		{"raised: submit, due", "due", "id: entry"},
		{"raised: submit, due", "raised: nothing, due", "id: entry"},
		{"raised: submit, due", "raised: object, due", "id: entry"},
		{"due: 15 days", "due: soon", "id: entry"},
		{"{to: 1000, amount: 75.50 LBP}", "{to: 100, amount: 75.50 LBP}", "id: scale"},
		{"{to: 1000, amount: 75.50 LBP}", "{to: 1000, amount: 75.50 USD}", "id: scale"},
		{", {amount: 90 LBP}]", "]", "id: scale"},
		{"{to: 1000, amount: 75.50 LBP}", "{amount: 75.50 LBP}", "id: scale"},
		{"by: income", "by: incom", "id: scale"},
		{"by: income", "by: full_name", "id: scale"},
		{"when: answered(income), by: income", "by: income", "id: scale"},
		{"rate: 0.25 %", "rate: 0.25", "id: share"},
		{"rate: 0.25 %", "rate: -1 %", "id: share"},
		{"max: 1000 LBP", "max: 5 LBP", "id: share"},
		{"min: 10 LBP, max: 1000 LBP", "min: 10 LBP, max: 1000 USD", "id: share"},
		{"min: 10 LBP, max: 1000 LBP, ", "", "id: share"},
		{"id: share", "id: entry", "id: entry, name: {ar: ن, fr: n, en: n}, when"},
		{"needs: [paid(entry)]", "needs: [paid(entree)]", "id: received"},
		{"needs: [paid(entry)]", "needs: []", "id: received"},
		{"needs: [paid(entry)]", "needs: [another_than(grant)]", "id: received"},
		{"to: check, needs", "to: check, asks: [words], needs", "id: received"},
		{"asks: [words]}\n      - {id: grant",
		 "asks: [words], needs: [paid(share)]}\n      - {id: grant", "id: assess"},
		{"paid(share), paid(scale)", "paid(share) and paid(scale)", "id: grant"},
		{"starts: paid(entry)", "starts: paid(other)", "id: paid_time"},
		{"bearing: awaiting_payment", "bearing: approved", "bearing: approved"},
	};

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		ARENA_CLEAN struct arena *a = arena_new(ARENA);

		sample_refused_at(sample_fees(a, wrong[i].from, wrong[i].to), wrong[i].at,
				  wrong[i].to);
	}
}
END_TEST

SUITE(service_fees, reads_fees, they_are_worked_out_of_the_answers, so_much_for_each_one,
      refuses_what_is_no_price_of_a_unit, what_is_missing_is_no_nothing,
      refuses_what_nobody_could_pay)
