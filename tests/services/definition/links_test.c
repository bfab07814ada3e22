/* links_test.c - conditions compare like with like, and what they name is there in time. */
#include "services/definition/service_read.h"
#include "services/form/form.h"
#include "tests/services/sample.h"
#include "tests/unit.h"

#include <string.h>

#define ARENA ((size_t)64 * 1024 * 1024)
#define TEXT "{ar: ع, fr: f, en: e}"
#define CODES(one, two) "[{code: " one ", label: " TEXT "}, {code: " two ", label: " TEXT "}]"

static const char *const extra[][2] = {
	{"rent", "money, currency: LBP"},
	{"rent_usd", "money, currency: USD"},
	{"owns", "yesno"},
	{"rents", "yesno"},
	{"one", "text"},
	{"two", "text"},
	{"moved", "date"},
	{"other_caza", "place, level: 2"},
	{"mohafaza", "place, level: 1"},
	{"before", "choice, choices: " CODES("single", "else")},
	{"colour", "choice, choices: " CODES("red", "green")},
};

/* The sample with the questions above, and this condition of the question `heavy`. */
static const char *with_condition(struct arena *a, const char *condition)
{
	const char *when = arena_format(a, "when: \"%s\"", condition);
	const char *yaml = sample_with(a, "when: weight >= 2.50", when);
	const char *at = strstr(yaml, "        - {id: shoe");

	ck_assert_ptr_nonnull(at);
	yaml = arena_slice(a, yaml, (size_t)(at - yaml));
	for (size_t i = 0; i < sizeof(extra) / sizeof(extra[0]); i++)
		yaml = arena_format(a,
				    "%s        - {id: %s, required: false, label: %s, type: %s}\n",
				    yaml, extra[i][0], TEXT, extra[i][1]);
	return arena_format(a, "%s%s", yaml, at);
}

START_TEST(compares_like_with_like)
{
	static const char *const right[] = {
		"income >= @rent",
		"birth < @moved",
		"status = @before",
		"owns != @rents",
		"caza = @other_caza",
		"one = @two",
		"shoe > @weight",
		"age(birth) >= @shoe",
		"age(birth) >= majority",
		"count(members where age(birth) < majority) > 0",
		"count(members) = @shoe",
		"aids has wheelchair",
		"spouse_id = @spouse_id",
		"income >= 12500",
		"status in (single, @before)",
	};
	static const char *const wrong[] = {
		"income >= @shoe",
		"shoe >= @income",
		"income >= @rent_usd",
		"income = @one",
		"age(birth) > @income",
		"age(birth) = @moved",
		"age(birth) = @one",
		"birth > majority",
		"age(birth) < @majority",
		"shoe > majority",
		"count(members) < majority",
		"count(members) > @status",
		"count(members) > @rent",
		"status != @owns",
		"owns = @status",
		"status = @colour",
		"status = @aids",
		"aids has @owns",
		"aids has @colour",
		"status in (single, @owns)",
		"caza = @mohafaza",
		"caza = @status",
		"birth > @shoe",
		"phone = @spouse_id",
		"one = @full_name",
		"one = @owns",
	};
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	int line;

	for (size_t i = 0; i < sizeof(right) / sizeof(right[0]); i++)
		ck_assert_msg(sample_read(with_condition(a, right[i]), &line) == FAULT_NONE,
			      "%s is refused", right[i]);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		ck_assert_msg(sample_read(with_condition(a, wrong[i]), &line) == FAULT_INPUT,
			      "%s is let pass", wrong[i]);
}
END_TEST

/* Whether a number is of another country is known when it is typed, or it never asks. */
START_TEST(abroad_names_what_is_asked_before)
{
	static const struct {
		const char *rule;
		enum fault fault;
	} rows[] = {
		{"status = married", FAULT_NONE},
		{"resident = no and age(birth) >= majority", FAULT_NONE},
		{"email = a@b.example", FAULT_INPUT},
		{"status = married or weight >= 2.50", FAULT_INPUT},
		{"count(members) > 1", FAULT_INPUT},
		{"answered(phone)", FAULT_INPUT},
		{"status = @status", FAULT_NONE},
		{"full_name = @story", FAULT_INPUT},
		{"full_name != @spouse", FAULT_NONE},
		{"birth < today", FAULT_NONE},
		{"status = abroad", FAULT_INPUT},
		{"state = married", FAULT_INPUT},
		{"yes", FAULT_INPUT},
	};
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	int line;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *typed = arena_format(a, "type: phone, abroad: \"%s\"", rows[i].rule);

		ck_assert_msg(sample_read(sample_with(a, "type: phone", typed), &line) ==
				      rows[i].fault,
			      "%s", rows[i].rule);
	}
}
END_TEST

/* Whether the condition holds for these two answers. */
static bool holds(const char *condition, const char *one, const char *two)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list terms = sample_terms(a);
	const char *yaml = with_condition(a, condition);
	const struct service *s = NULL;
	struct field_path at = {0};
	struct error err = {0};
	struct form *f;
	bool asked;

	ck_assert_msg(service_read(a, &terms, "x", yaml, strlen(yaml), &s, NULL, &err) ==
			      FAULT_NONE,
		      "%s: %s", condition, err.detail);
	f = form_new(s, &terms, (struct date){2026, 11, 26});
	at.question = service_question(s, "one", &at.section);
	ck_assert_int_eq(form_set(f, &at, one, LANG_EN, &err), FAULT_NONE);
	at.question = service_question(s, "two", &at.section);
	ck_assert_int_eq(form_set(f, &at, two, LANG_EN, &err), FAULT_NONE);
	at.question = service_question(s, "heavy", &at.section);
	asked = form_asks(f, &at);
	form_free(f);
	return asked;
}

/* Words are words, whatever they look like: 007 is not 7. */
START_TEST(compares_words_as_words)
{
	ck_assert(holds("one = @two", "007", "007"));
	ck_assert(!holds("one = @two", "007", "7"));
	ck_assert(holds("one != @two", "007", "7"));
	ck_assert(holds("one = 007", "007", ""));
	ck_assert(!holds("one = 007", "7", ""));
	ck_assert(!holds("one in (7, 8)", "007", ""));
	ck_assert(!holds("one = today", "2026-11-26", ""));
}
END_TEST

/* Whether somebody born that day is of age by a list that says so; 2: the definition is refused. */
static int is_of_age(const char *majority, const char *born)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct term_list terms = sample_terms(a);
	const char *yaml = with_condition(a, "age(moved) >= majority");
	const struct service *s = NULL;
	struct field_path at = {0};
	struct error err = {0};
	struct country *list = arena_array(a, terms.country_count, sizeof(*list));
	struct form *f;
	bool asked;

	memcpy(list, terms.countries, terms.country_count * sizeof(*list));
	for (size_t i = 0; i < terms.country_count; i++)
		if (strcmp(list[i].term.code, "LB") == 0)
			list[i].majority = majority;
	terms.countries = list;
	if (service_read(a, &terms, "x", yaml, strlen(yaml), &s, NULL, &err) != FAULT_NONE)
		return 2;
	f = form_new(s, &terms, (struct date){2026, 11, 26});
	at.question = service_question(s, "moved", &at.section);
	ck_assert_int_eq(form_set(f, &at, born, LANG_EN, &err), FAULT_NONE);
	at.question = service_question(s, "heavy", &at.section);
	asked = form_asks(f, &at);
	form_free(f);
	return asked;
}

START_TEST(who_is_of_age_is_the_lists)
{
	ck_assert_int_eq(is_of_age("18", "26/11/2008"), 1);
	ck_assert_int_eq(is_of_age("18", "27/11/2008"), 0);
	ck_assert_int_eq(is_of_age("21", "26/11/2008"), 0);
	ck_assert_int_eq(is_of_age("21", "26/11/2005"), 1);
	ck_assert_int_eq(is_of_age(NULL, "26/11/2005"), 2);
}
END_TEST

START_TEST(eligibility_asks_nothing_that_comes_later)
{
	static const struct {
		const char *when, *require;
		bool passes;
	} rows[] = {
		{"answered(first)", "first = yes and second = yes", true},
		{"first = yes", "age(third) >= 18", false},
		{"first = yes", "second = yes or status = single", false},
		{"first = yes", "second = @third", false},
		{"first = yes", "count(members) > 0", false},
		{"third = yes", "second = yes", false},
		{"status = single", "second = yes", false},
	};
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	int line = 0;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *yaml = sample_with(
			a, "    - id: resident\n",
			arena_format(a,
				     "    - {id: first, type: yesno, label: %s, require: first = "
				     "yes, says: %s}\n"
				     "    - {id: second, type: yesno, label: %s, says: %s,\n"
				     "       when: %s,\n"
				     "       require: %s}\n"
				     "    - {id: third, type: %s, label: %s}\n"
				     "    - id: resident\n",
				     TEXT, TEXT, TEXT, TEXT, rows[i].when, rows[i].require,
				     i == 1 ? "date" : "yesno", TEXT));

		ck_assert_msg((sample_read(yaml, &line) == FAULT_NONE) == rows[i].passes, "%s, %s",
			      rows[i].when, rows[i].require);
	}
}
END_TEST

SUITE(links, abroad_names_what_is_asked_before, compares_like_with_like, compares_words_as_words,
      who_is_of_age_is_the_lists, eligibility_asks_nothing_that_comes_later)
