/* several_test.c - a service that is for several kinds of people, and a time that is a range, are
 * told whole. */
#include "tests/tui/golden.h"

#include "tui/page/words.h"
#include "tui/screens/common/common.h"

static void expect(enum lang lang, const char *id, const char *label, const char *words)
{
	struct visit v;

	golden_open(&v, lang, 132, 50);
	stack_push(golden_stack(&v), service_new(catalogue_find(v.context.scene.catalogue, id)));
	golden_shows(&v, label, true);
	golden_shows(&v, words, true);
	golden_close(&v);
}

START_TEST(for_several)
{
	expect(LANG_EN, "tn-criminal-record-b3", "Who it is for", "Citizens, Foreigners");
	expect(LANG_FR, "tn-criminal-record-b3", "Public concerné", "Citoyens, étrangers");
}
END_TEST

/* Where sources are few or old, the page says what to ask before going there. */
START_TEST(what_is_not_confirmed_says_what_to_ask)
{
	message_use(LANG_EN);
	ck_assert_ptr_null(words_confidence(CONFIDENCE_HIGH));
	ck_assert_ptr_nonnull(strstr(words_confidence(CONFIDENCE_MEDIUM), "which documents"));
	ck_assert_ptr_nonnull(strstr(words_confidence(CONFIDENCE_LOW), "how to apply"));
}
END_TEST

/* In the list of each of them. */
START_TEST(in_the_list_of_each)
{
	static const char *const codes[] = {"citizen", "foreigner"};
	ARENA_CLEAN struct arena *a = arena_new((size_t)64 << 20);
	struct visit v;

	golden_open(&v, LANG_EN, 80, 24);
	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
		struct catalogue_filter f = {.audience = codes[i], .country = "TN"};
		const struct service **list;
		size_t count = catalogue_list(v.context.scene.catalogue, a, &f, LANG_EN, &list);
		bool there = false;

		for (size_t k = 0; k < count; k++)
			there = there || strcmp(list[k]->id, "tn-criminal-record-b3") == 0;
		ck_assert_msg(there, "%s", codes[i]);
	}
	golden_close(&v);
}
END_TEST

START_TEST(from_so_long_to_so_long)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	const struct duration two = {.value = 1, .until = 2, .unit = UNIT_WEEK};
	const struct duration one = {.value = 1, .until = 3, .unit = UNIT_MONTH};
	const struct duration days = {.value = 2, .until = 7, .unit = UNIT_DAY};
	const struct duration ten = {.value = 10, .until = 10, .unit = UNIT_WORKING_DAY};

	expect(LANG_EN, "tn-marriage-contract", "Time", "2 to 7 days");
	expect(LANG_FR, "tn-marriage-contract", "Délai", "2 à 7 jours");
	expect(LANG_EN, "dz-criminal-record", "Time", "5 to 10 working days");
	message_use(LANG_AR);
	ck_assert_str_eq(words_duration(a, LANG_AR, &two),
			 "\u2068من \u20661\u2069 إلى \u20662\u2069\u2069 أسابيع");
	ck_assert_str_eq(words_duration(a, LANG_AR, &one),
			 "من شهر إلى \u2068\u20663\u2069 أشهر\u2069");
	ck_assert_str_eq(words_duration(a, LANG_AR, &days),
			 "من يومين إلى \u2068\u20667\u2069 أيام\u2069");
	message_use(LANG_FR);
	ck_assert_str_eq(words_duration(a, LANG_FR, &one), "1 à 3\u00A0mois");
	message_use(LANG_EN);
	ck_assert_str_eq(words_duration(a, LANG_EN, &two), "1 to 2 weeks");
	ck_assert_str_eq(words_duration(a, LANG_EN, &ten), "10 working days");
}
END_TEST

/* Once the answers have decided it is one amount, not the least of several. */
START_TEST(the_fee_of_the_answers)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	struct error err = {0};
	struct field_path at = {0};
	struct draft *j;
	struct visit v;
	const struct service *s;

	golden_open(&v, LANG_EN, 132, 50);
	s = catalogue_find(v.context.scene.catalogue, "lb-biometric-passport");
	j = draft_try(&v.context, s);
	at.question = service_question(s, "validity_years", &at.section);
	ck_assert_int_eq(form_set(j->form, &at, "y10", LANG_EN, &err), FAULT_NONE);
	at.question = service_question(s, "speed", &at.section);
	ck_assert_int_eq(form_set(j->form, &at, "ordinary", LANG_EN, &err), FAULT_NONE);
	ck_assert_str_eq(text_safe(a, words_fee(a, LANG_EN, form_fee(j->form, a)), 0),
			 "10,000,000 LBP (in 2026; check first)");
	draft_drop(j);
	golden_close(&v);
}
END_TEST

/* A list holds what would be true of anybody: the least of several amounts, and the year of an old
 * one. */
START_TEST(fees_in_lists)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	const struct fee_amount by[] = {{.known = true, .amount_minor = 600000},
					{.known = false},
					{.known = true, .amount_minor = 1980000}};
	struct fee fee = {.known = true, .amount_minor = 1000000, .currency = "LBP", .year = 2016};
	struct service s = {.fee = &fee,
			    .verified = {.year = 2026, .month = 11, .day = 22},
			    .authority = {.in = {[LANG_EN] = "Municipality"}}};

	message_use(LANG_EN);
	ck_assert_str_eq(text_safe(a, words_head(a, LANG_EN, &s, 0), 0),
			 "Municipality · Fee: 10,000 LBP (in 2016)");
	fee.year = 2026;
	ck_assert_str_eq(text_safe(a, words_head(a, LANG_EN, &s, 0), 0),
			 "Municipality · Fee: 10,000 LBP");
	fee.amounts = by;
	fee.amount_count = 3;
	ck_assert_str_eq(text_safe(a, words_head(a, LANG_EN, &s, 0), 0),
			 "Municipality · Fee: from 6,000 LBP");
	ck_assert_str_eq(text_safe(a, words_fee(a, LANG_EN, &fee), 0), "from 6,000 LBP (in 2026)");
	fee.amount_minor = 0;
	ck_assert_str_eq(text_safe(a, words_head(a, LANG_EN, &s, 0), 0),
			 "Municipality · Fee: varies by case");
	fee.amount_count = 0;
	ck_assert_str_eq(text_safe(a, words_head(a, LANG_EN, &s, 0), 0), "Municipality · free");
}
END_TEST

SUITE(several, what_is_not_confirmed_says_what_to_ask, the_fee_of_the_answers, fees_in_lists,
      for_several, in_the_list_of_each, from_so_long_to_so_long)
