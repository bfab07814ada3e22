/* service_values_test.c - what a definition works out: of the right kinds, without circles, within
 * its bound; in checks and conditions, and in words. */
#include "services/definition/service_read.h"
#include "services/form/form.h"
#include "tests/services/sample.h"
#include "tests/unit.h"

#include <string.h>

#define ARENA ((size_t)64 * 1024 * 1024)
#define TEXT "{ar: ع, fr: f, en: e}"

/* The sample with this list of values, and `when` of its question `heavy`. */
static char *with(struct arena *a, const char *values, const char *when)
{
	const char *yaml =
		sample_with(a, "when: weight >= 2.50", arena_format(a, "when: \"%s\"", when));

	return arena_format(a, "%svalues:\n%s\n", yaml, values);
}

static char *one_value(struct arena *a, const char *is)
{
	return with(a, arena_format(a, "  - {id: v, is: \"%s\"}", is), "weight >= 2.50");
}

START_TEST(takes_what_fits)
{
	static const char *const right[] = {
		"income * 2 - 1.5",
		"income / count(members)",
		"income / income",
		"max(income, 500)",
		"weight + shoe",
		"sum(members.member_age)",
		"distinct(members.member_name where member_age > 3)",
		"count(members where member_age >= @shoe) * 2",
		"birth + 18y",
		"birth + 3wd",
		"today - birth",
		"status",
		"status = married and income > 3",
		"count(members) * 4 > 3 or weight * 2 < @shoe",
		"age(birth) + 1",
	};
	static const char *const wrong[] = {
		"income + weight",
		"income * income",
		"weight / income",
		"income + birth",
		"birth + birth",
		"birth + 1",
		"birth * 2",
		"birth - 3wd",
		"status + 1",
		"status * 2 > 3",
		"aids",
		"3d",
		"nothing + 1",
		"member_age + 1",
		"sum(members.nothing)",
		"sum(members.income)",
		"sum(applicant.income)",
		"sum(nothing.income)",
		"count(nothing where shoe = 3)",
		"count(members where nothing = 3)",
		"sum(members.member_name)",
		"age(shoe) + 1",
		"min(income, weight)",
		"min(status, 3)",
		"income * 2 > weight",
		"weight * 2 > heavier",
		"weight * 2 = yes",
		"v + 1",
		"min(birth, 3)",
	};
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	int line;

	for (size_t i = 0; i < sizeof(right) / sizeof(right[0]); i++)
		ck_assert_msg(sample_read(one_value(a, right[i]), &line) == FAULT_NONE,
			      "%s is refused", right[i]);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		sample_refused_at(one_value(a, wrong[i]), "{id: v,", wrong[i]);
}
END_TEST

/* By the condition of a question. */
START_TEST(are_named_where_answers_are)
{
	static const char values[] = "  - {id: total, is: sum(members.member_age)}\n"
				     "  - {id: share, is: total / count(members)}\n"
				     "  - {id: kind, is: status}\n"
				     "  - {id: poor, is: income < 500 and total > 3}\n"
				     "  - {id: grown, is: birth + 18y}";
	static const char *const right[] = {
		"total > 3",     "shoe < @total",       "share * 2 <= @shoe",
		"poor = yes",    "kind = married",      "kind in (single, married)",
		"grown > today", "grown <= 2030-01-01",
	};
	static const char *const wrong[] = {
		"poor = maybe", "kind = nothing",  "total has x", "kind < married",
		"total = yes",  "answered(total)", "grown > 3",   "total > @birth",
		"totals > 3",   "shoe = total",
	};
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	int line;

	for (size_t i = 0; i < sizeof(right) / sizeof(right[0]); i++)
		ck_assert_msg(sample_read(with(a, values, right[i]), &line) == FAULT_NONE,
			      "%s is refused", right[i]);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		sample_refused_at(with(a, values, wrong[i]), "when: \"", wrong[i]);
}
END_TEST

START_TEST(turns_in_no_circle)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);

	sample_refused_at(
		with(a, "  - {id: one, is: two + 1}\n  - {id: two, is: one + 1}", "weight >= 2.50"),
		"{id: two, is:", "two values");
	sample_refused_at(with(a, "  - {id: one, is: one + 1}", "weight >= 2.50"), "{id: one,",
			  "one value");
	sample_refused_at(with(a, "  - {id: one, is: answered(heavy)}", "one = yes"),
			  "{id: one, is:", "through a question");
}
END_TEST

START_TEST(has_ids_of_its_own)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);

	sample_refused_at(with(a, "  - {id: shoe, is: 1 + 1}", "weight >= 2.50"), "{id: shoe, is",
			  "a question's");
	sample_refused_at(with(a, "  - {id: members, is: 1 + 1}", "weight >= 2.50"),
			  "{id: members, is", "a section's");
	sample_refused_at(with(a, "  - {id: not, is: 1 + 1}", "weight >= 2.50"), "{id: not,",
			  "a word's");
	sample_refused_at(
		with(a, "  - {id: v, is: 1 + 1}\n  - {id: v, is: 2 + 2}", "weight >= 2.50"),
		"is: 2 + 2", "another's");
}
END_TEST

/* Many values over many items: what is looked up is bounded before anybody waits for it. */
START_TEST(stays_within_its_bound)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	char *values = arena_text(a, "");
	int line = 0;
	char *one = arena_text(a, "count(members where member_age > 1)");

	while (strlen(one) < 900)
		one = arena_format(a, "%s + count(members where member_age + member_age > 1)", one);
	for (int i = 0; i < 60; i++)
		values = arena_format(a, "%s  - {id: v%d, is: %s}\n", values, i, one);
	values = with(a, values, "weight >= 2.50");
	ck_assert_ptr_nonnull(strstr(values, "repeat: {min: 1, max: 3,"));
	memcpy(strstr(values, "max: 3,"), "max:60,", 7);
	ck_assert_int_eq(sample_read(values, &line), FAULT_INPUT);
	ck_assert_int_gt(line, 0);
}
END_TEST

/* --- over answers --- */

static struct field_path path_of(const struct service *s, const char *id, int item)
{
	struct field_path at = {.item = item};

	at.question = service_question(s, id, &at.section);
	ck_assert_ptr_nonnull(at.question);
	return at;
}

static void put(struct form *f, const char *id, int item, const char *words)
{
	struct field_path at = path_of(form_service(f), id, item);
	struct error err = {0};

	ck_assert_msg(form_set(f, &at, words, LANG_EN, &err) == FAULT_NONE, "%s: %s", id,
		      err.detail);
}

static const char *shown(struct arena *a, const struct form *f, const char *id)
{
	bool withheld;
	const char *words =
		form_value(f, a, service_value(form_service(f), id), LANG_EN, &withheld);

	ck_assert(!withheld);
	return words == NULL ? "?" : words;
}

START_TEST(is_told_in_words)
{
	static const char values[] = "  - {id: total, is: sum(members.member_age)}\n"
				     "  - {id: share, is: income / total}\n"
				     "  - {id: kind, is: status}\n"
				     "  - {id: poor, is: share < 500}\n"
				     "  - {id: third, is: total / 7}\n"
				     "  - {id: grown, is: birth + 18y}";
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	const struct service *s = sample_service_of(a, with(a, values, "total > 30"));
	struct term_list terms = sample_terms(a);
	struct form *f = form_new(s, &terms, (struct date){2026, 11, 26});
	struct field_path heavy = path_of(s, "heavy", 0);

	ck_assert_str_eq(shown(a, f, "total"), "0");
	ck_assert_str_eq(shown(a, f, "share"), "?");
	ck_assert_str_eq(shown(a, f, "poor"), "No");
	put(f, "status", 0, "married");
	put(f, "birth", 0, "2000-02-29");
	put(f, "income", 0, "1000");
	ck_assert_int_eq(form_add_item(f, service_section(s, "members"), NULL), FAULT_NONE);
	put(f, "member_age", 1, "30");
	ck_assert_str_eq(shown(a, f, "share"), "33.33 LBP");
	ck_assert(!form_asks(f, &heavy));
	if (form_items(f, service_section(s, "members")) < 2)
		ck_assert_int_eq(form_add_item(f, service_section(s, "members"), NULL), FAULT_NONE);
	put(f, "member_age", 2, "10");
	ck_assert_str_eq(shown(a, f, "total"), "40");
	ck_assert_str_eq(shown(a, f, "share"), "25 LBP");
	ck_assert_str_eq(shown(a, f, "poor"), "Yes");
	ck_assert_str_eq(shown(a, f, "third"), "5.714286");
	ck_assert_str_eq(shown(a, f, "grown"), "28 February 2018");
	ck_assert_str_eq(shown(a, f, "kind"), "Married");
	ck_assert(form_asks(f, &heavy));
	form_free(f);
}
END_TEST

/* What an officer does not see decides nothing that they are shown. */
START_TEST(is_withheld_with_its_answers)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	const struct service *s = sample_service_of(
		a, with(a, "  - {id: double, is: income * 2}\n  - {id: more, is: double + 1}",
			"weight >= 2.50"));
	struct term_list terms = sample_terms(a);
	struct form *f = form_new(s, &terms, (struct date){2026, 11, 26});
	struct field_path at = path_of(s, "income", 0);
	bool withheld = false;

	ck_assert(form_withhold(f, &at));
	ck_assert_ptr_null(form_value(f, a, service_value(s, "more"), LANG_EN, &withheld));
	ck_assert(withheld);
	form_free(f);
}
END_TEST

SUITE(service_values, takes_what_fits, are_named_where_answers_are, turns_in_no_circle,
      has_ids_of_its_own, stays_within_its_bound, is_told_in_words, is_withheld_with_its_answers)
