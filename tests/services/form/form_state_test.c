/* form_state_test.c - how far a part of a form is, and one item of a repeated one; a fee by what is
 * answered. */
#include "services/form/form.h"
#include "tests/services/sample.h"
#include "tests/unit.h"

#include <string.h>

#define ARENA ((size_t)64 * 1024 * 1024)

static const struct date today = {2026, 11, 28};

static struct field_path at(const struct form *f, const char *question, int item)
{
	struct field_path to = {.item = item};

	to.question = service_question(form_service(f), question, &to.section);
	ck_assert_ptr_nonnull(to.question);
	return to;
}

static void put(struct form *f, const char *question, int item, const char *raw)
{
	struct field_path to = at(f, question, item);

	ck_assert_int_eq(form_set(f, &to, raw, LANG_EN, NULL), FAULT_NONE);
}

START_TEST(an_item_is_as_far_as_its_answers)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list terms = sample_terms(a);
	const char *yaml =
		arena_format(a,
			     "%s    - {require: full_name != @member_name, at: member_name, "
			     "says: {ar: ع, fr: f, en: Himself}}\n",
			     sample_yaml);
	struct form *f = form_new(sample_service_of(a, yaml), &terms, today);
	const struct section *members = service_section(form_service(f), "members");
	const struct section *person = service_section(form_service(f), "person");
	struct field_path age = at(f, "member_age", 2);

	ck_assert_int_eq(form_item_state(f, members, 1), SECTION_NOT_ASKED);
	put(f, "status", 0, "widowed");
	ck_assert_int_eq(form_item_state(f, members, 1), SECTION_EMPTY);
	ck_assert_int_eq(form_add_item(f, members, NULL), FAULT_NONE);
	put(f, "member_name", 2, "Ali");
	ck_assert_int_eq(form_item_state(f, members, 2), SECTION_STARTED);
	put(f, "member_age", 2, "30");
	ck_assert_int_eq(form_item_state(f, members, 2), SECTION_DONE);
	put(f, "full_name", 0, "Ali");
	ck_assert_int_eq(form_item_state(f, members, 2), SECTION_WRONG);
	ck_assert_int_eq(form_item_state(f, members, 1), SECTION_EMPTY);
	put(f, "full_name", 0, "Zeina");
	ck_assert_int_eq(form_item_state(f, members, 2), SECTION_DONE);
	/* What was taken before, and would be refused now. */
	ck_assert(form_load(f, &age, "130"));
	ck_assert_int_eq(form_item_state(f, members, 2), SECTION_WRONG);
	ck_assert_int_eq(form_item_state(f, members, 3), SECTION_NOT_ASKED);
	ck_assert_int_eq(form_item_state(f, person, 1), SECTION_NOT_ASKED);
	form_free(f);
}
END_TEST

#define L "label: {ar: ع, fr: f, en: e}"

/* Where nothing has to be answered, who has seen it means what stands there. */
START_TEST(a_part_is_done_once_it_is_opened)
{
	static const char part[] = "    - id: extra\n      title: {ar: ع, fr: f, en: e}\n"
				   "      questions:\n"
				   "        - {id: only, type: text, required: false, " L ",\n"
				   "           when: status = widowed}\n"
				   "    - id: members\n";
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list terms = sample_terms(a);
	struct form *f = form_new(sample_service_of(a, sample_with(a, "    - id: members\n", part)),
				  &terms, today);
	const struct section *extra = service_section(form_service(f), "extra");
	const struct section *members = service_section(form_service(f), "members");

	ck_assert_int_eq(form_section_state(f, extra), SECTION_NOT_ASKED);
	put(f, "status", 0, "widowed");
	ck_assert_int_eq(form_section_state(f, extra), SECTION_EMPTY);
	form_open_section(f, extra);
	ck_assert_int_eq(form_section_state(f, extra), SECTION_DONE);
	/* As many items as there have to be, and all of them filled in. */
	put(f, "member_name", 1, "Ali");
	ck_assert_int_eq(form_section_state(f, members), SECTION_STARTED);
	put(f, "member_age", 1, "30");
	ck_assert_int_eq(form_section_state(f, members), SECTION_DONE);
	/* Who may apply is seen before all else: it is done by its answers alone. */
	form_open_section(f, NULL);
	ck_assert_int_eq(form_section_state(f, NULL), SECTION_EMPTY);
	form_free(f);
}
END_TEST

/* Of two questions one is enough: who has opened the part and gone on has done nothing yet. */
START_TEST(an_empty_part_is_not_filled_in)
{
	static const char part[] =
		"    - id: extra\n      title: {ar: ع, fr: f, en: e}\n      questions:\n"
		"        - {id: one, type: text, required: false, " L "}\n"
		"        - {id: other, type: text, required: false, " L "}\n"
		"    - id: members\n";
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list terms = sample_terms(a);
	const char *yaml =
		arena_format(a,
			     "%s    - {require: answered(one) or answered(other), at: one, "
			     "says: {ar: ع, fr: f, en: One of them}}\n",
			     sample_with(a, "    - id: members\n", part));
	struct form *f = form_new(sample_service_of(a, yaml), &terms, today);
	const struct section *extra = service_section(form_service(f), "extra");

	form_open_section(f, extra);
	ck_assert_int_eq(form_section_state(f, extra), SECTION_EMPTY);
	put(f, "other", 0, "x");
	ck_assert_int_eq(form_section_state(f, extra), SECTION_DONE);
	form_free(f);
}
END_TEST

/* What it hangs on may stand in a part that another answer opens. */
START_TEST(a_fee_waits_for_what_opens_a_part)
{
	static const char part[] = "    - id: extra\n      title: {ar: ع, fr: f, en: e}\n      "
				   "when: status = widowed\n"
				   "      questions:\n"
				   "        - {id: quick, type: yesno, " L "}\n"
				   "    - id: contact\n";
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list terms = sample_terms(a);
	struct form *f;
	char *yaml =
		sample_with(a, "fee: {amount: 12.50, ",
			    "fee: {amount: 12.50, amounts: [{when: quick = yes, amount: 5}], ");
	const char *cut = strstr(yaml, "    - id: contact\n");

	ck_assert_ptr_nonnull(cut);
	yaml = arena_format(a, "%.*s%s%s", (int)(cut - yaml), yaml, part,
			    cut + strlen("    - id: contact\n"));
	f = form_new(sample_service_of(a, yaml), &terms, today);
	ck_assert_ptr_eq(form_fee(f, a), form_service(f)->fee);
	put(f, "status", 0, "single");
	ck_assert_int_eq((int)form_fee(f, a)->amount_count, 0);
	put(f, "status", 0, "widowed");
	ck_assert_ptr_eq(form_fee(f, a), form_service(f)->fee);
	put(f, "quick", 0, "yes");
	ck_assert_int_eq(form_fee(f, a)->amount_minor, 500);
	form_free(f);
}
END_TEST

/* By what is worked out of the answers, and by how many stand in a list. */
START_TEST(a_fee_waits_for_what_is_worked_out)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list terms = sample_terms(a);
	const char *yaml = sample_with(a, "fee: {amount: 12.50, ",
				       "values:\n  - {id: half, is: weight / 2}\n"
				       "  - {id: quarter, is: half / 2}\n"
				       "fee: {amount: 12.50, amounts: "
				       "[{when: quarter > 10, amount: 5}, "
				       "{when: count(members) > 1, amount: 7}], ");
	struct form *f = form_new(sample_service_of(a, yaml), &terms, today);
	const struct section *members = service_section(form_service(f), "members");

	ck_assert_ptr_eq(form_fee(f, a), form_service(f)->fee);
	put(f, "weight", 0, "100");
	ck_assert_int_eq(form_fee(f, a)->amount_minor, 500);
	put(f, "weight", 0, "4");
	/* whether the list is asked is not said yet */
	ck_assert_ptr_eq(form_fee(f, a), form_service(f)->fee);
	put(f, "status", 0, "single");
	ck_assert_int_eq(form_fee(f, a)->amount_minor, 1250);
	ck_assert_int_eq((int)form_fee(f, a)->amount_count, 0);
	put(f, "status", 0, "widowed");
	ck_assert_ptr_eq(form_fee(f, a), form_service(f)->fee);
	for (int i = 1; i <= 2; i++) {
		if (form_items(f, members) < i)
			ck_assert_int_eq(form_add_item(f, members, NULL), FAULT_NONE);
		put(f, "member_name", i, i == 1 ? "Ali" : "Rima");
		put(f, "member_age", i, "30");
	}
	ck_assert_int_eq(form_fee(f, a)->amount_minor, 700);
	form_free(f);
}
END_TEST

/* Until the answers are there that it hangs on, the fee is what the service says of all. */
START_TEST(a_fee_waits_for_its_answers)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list terms = sample_terms(a);
	const char *yaml = sample_with(a, "fee: {amount: 12.50, ",
				       "fee: {amount: 12.50, amounts: "
				       "[{when: \"age(birth) < 18\", amount: 5}], ");
	struct form *f = form_new(sample_service_of(a, yaml), &terms, today);

	ck_assert_ptr_eq(form_fee(f, a), form_service(f)->fee);
	put(f, "birth", 0, "2020-01-31");
	ck_assert_int_eq(form_fee(f, a)->amount_minor, 500);
	ck_assert_int_eq((int)form_fee(f, a)->amount_count, 0);
	put(f, "birth", 0, "1980-01-31");
	ck_assert_int_eq(form_fee(f, a)->amount_minor, 1250);
	ck_assert_int_eq((int)form_fee(f, a)->amount_count, 0);
	form_free(f);
}
END_TEST

SUITE(form_state, an_empty_part_is_not_filled_in, a_fee_waits_for_its_answers,
      a_fee_waits_for_what_opens_a_part, a_fee_waits_for_what_is_worked_out,
      an_item_is_as_far_as_its_answers, a_part_is_done_once_it_is_opened)
