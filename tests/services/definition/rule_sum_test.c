/* rule_sum_test.c - expressions come to what they say, exactly, and to nothing where they cannot.
 */
#include "services/definition/rule.h"

#include "tests/unit.h"

#include <string.h>

#define MEMBERS 4

/* Where an expression has got to. */
struct place {
	long item;
};

static const char *answer(void *ctx, const char *question)
{
	static const char *const incomes[MEMBERS] = {"100.5", "250", NULL, "-20.25"};
	static const char *const wilayas[MEMBERS] = {"TN-11", "TN-12", "TN-11", NULL};
	static const char *const births[MEMBERS] = {"1980-02-01", "2015-06-30", "2010-05", NULL};
	static const char *const answers[][2] = {
		{"status", "married"},   {"foreign", "2"},
		{"small", "0.1"},        {"big", "999999999999"},
		{"start", "2026-02-27"}, {"end", "2026-03-31"},
		{"about", "2026-03"},    {"huge", "123456789012345678901"},
	};
	const struct place *p = ctx;

	if (p->item > 0 && strcmp(question, "income") == 0)
		return incomes[p->item - 1];
	if (p->item > 0 && strcmp(question, "wilaya") == 0)
		return wilayas[p->item - 1];
	if (p->item > 0 && strcmp(question, "born") == 0)
		return births[p->item - 1];
	for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++)
		if (strcmp(answers[i][0], question) == 0)
			return answers[i][1];
	return NULL;
}

static long count(void *ctx, const char *section)
{
	(void)ctx;
	return strcmp(section, "members") == 0 ? MEMBERS : 0;
}

static void step(void *ctx, const char *section, long item)
{
	struct place *p = ctx;

	ck_assert(section[0] != '\0');
	p->item = item;
}

/* What it comes to in words; "?" for nothing. */
static const char *given(struct arena *a, const char *text)
{
	struct place place = {0};
	struct rule_answers answers = {.answer = answer,
				       .count = count,
				       .step = step,
				       .ctx = &place,
				       .today = {2026, 11, 23}};
	struct rule_value v;
	struct rule *r = NULL;
	struct error err = {0};

	ck_assert_msg(rule_read_value(a, text, &r, &err) == FAULT_NONE, "%s: %s", text, err.detail);
	ck_assert_str_eq(rule_text(r), text);
	v = rule_gives(r, &answers);
	ck_assert_int_eq(place.item, 0);
	switch (v.kind) {
	case RULE_NUMBER:
	case RULE_AMOUNT: return rule_number_text(a, v.number, 6);
	case RULE_DAY: return date_iso(a, date_from_number(v.number.over));
	case RULE_WORDS: return v.words;
	case RULE_LENGTH: return "length";
	case RULE_UNKNOWN: break;
	}
	return "?";
}

START_TEST(comes_to_what_it_says)
{
	static const char *const cases[][2] = {
		{"foreign", "2"},
		{"@foreign", "2"},
		{"status", "married"},
		{"none", "?"},
		{"1 + 2 * 3", "7"},
		{"(1 + 2) * 3", "9"},
		{"10 - 3 - 2", "5"},
		{"12 / 4 / 3", "1"},
		{"-5 + foreign", "-3"},
		/* Exactly, where a binary fraction would not be. */
		{"small + small + small", "0.3"},
		{"small * 3 = 0.3", "yes"},
		{"1 / 3 * 3 = 1", "yes"},
		{"1 / 3", "0.333333"},
		{"0 - 2 / 3", "-0.666667"},
		{"foreign / 0", "?"},
		{"foreign / 0 > 1", "no"},
		{"not foreign / 0 > 1", "yes"},
		{"none + 1", "?"},
		{"status + 1", "?"},
		{"big * big * 1000000", "?"},
		{"huge + 1", "?"},
		{"min(foreign, 3, 1.5)", "1.5"},
		{"max(foreign, 3)", "3"},
		{"min(foreign, none)", "?"},
		{"count(members)", "4"},
		{"count(members where income + 0 > 100)", "2"},
		{"count(members where wilaya = TN-11 or income * 1 < 0)", "3"},
		{"count(members where age(born) < 18)", "2"},
		{"count(others)", "0"},
		{"sum(members.income)", "330.25"},
		{"sum(members.income where wilaya = TN-12)", "250"},
		{"sum(members.income where wilaya = TN-13)", "0"},
		{"min(members.income)", "-20.25"},
		{"max(members.income)", "250"},
		{"max(members.income where income < 0 - 100)", "?"},
		{"min(members.born)", "1980-02-01"},
		{"distinct(members.wilaya)", "2"},
		{"distinct(members.wilaya where income + 0 > 1000)", "0"},
		{"foreign * 4 < count(members)", "no"},
		{"foreign * 2 = count(members)", "yes"},
		{"count(members) in (3, foreign + 2)", "yes"},
		{"start + 3d", "2026-03-02"},
		{"start + 2w", "2026-03-13"},
		{"end - 1m", "2026-02-28"},
		{"end + 1y", "2027-03-31"},
		{"start + 2wd", "2026-03-01"}, /* no calendar: each day is one */
		{"about + 1d", "2026-03-02"},
		{"end - start", "32"},
		{"end > @start + 1m", "yes"},
		{"end >= start + 1m + 4d", "yes"},
		{"today - 2026-11-20", "3"},
		{"age(start) + 1", "1"},
		{"(status = married)", "yes"},
		{"status = married and not (foreign > 2)", "yes"},
		{"(foreign > 1) or status = x", "yes"},
		{"(((foreign)))", "2"},
		{"3 = 3", "yes"},
		{"foreign = @foreign", "yes"},
		{"start + foreign", "?"},
		{"status = foreign", "no"},
	};
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 22);

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		ck_assert_msg(strcmp(given(a, cases[i][0]), cases[i][1]) == 0, "%s comes to %s",
			      cases[i][0], given(a, cases[i][0]));
}
END_TEST

static bool is_read(const char *text)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 22);
	struct error err = {0};
	struct rule *r = NULL;
	bool read = rule_read_value(a, text, &r, &err) == FAULT_NONE;

	ck_assert(read == (r != NULL));
	ck_assert(read || err.say != NULL);
	return read;
}

START_TEST(refuses_what_is_no_expression)
{
	static const char *const wrong[] = {
		"",
		"1 +",
		"+ 1",
		"1 1",
		"* 2",
		"1 - - 2",
		"sum()",
		"sum(members)",
		"sum(members.)",
		"sum(.income)",
		"sum(members.income",
		"sum(members.income where)",
		"sum(members.income where income)",
		"distinct(members)",
		"count(members where count(members where a = b) > 1)",
		"count(members where sum(members.income where a = b) > 1)",
		"min()",
		"min(1, )",
		"max(a = b, c)",
		"(a = b) + 1",
		"(a = b) * 2 > 3",
		"1 + (a = b)",
		"a = (b = c)",
		"not 1",
		"1 and 2",
		"a = b and 3",
		"a + 1 has b",
		"a < b < c",
		"@",
		"age(a) years",
		"a \"b\"",
	};

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		ck_assert_msg(!is_read(wrong[i]), "%s", wrong[i]);
}
END_TEST

/* As deep and as long as may be, and one more. */
START_TEST(keeps_its_bounds)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 22);
	const char *text = "1";

	for (int brackets = 1; brackets < 40; brackets++) {
		text = arena_format(a, "(%s)", text);
		ck_assert_int_eq(is_read(text), brackets < RULE_DEPTH_MAX);
	}
	text = "1";
	while (strlen(text) + 4 <= RULE_TEXT_MAX)
		text = arena_format(a, "%s + 1", text);
	ck_assert_str_eq(given(a, text), "250");
	ck_assert(!is_read(arena_format(a, "%s + 1", text)));
	text = "";
	for (int i = 0; i < 300; i++)
		text = arena_format(a, "%s-( ", text);
	ck_assert(!is_read(text));
}
END_TEST

SUITE(rule_sum, comes_to_what_it_says, refuses_what_is_no_expression, keeps_its_bounds)
