/* rule_test.c - conditions are read by their grammar and hold when they should. */
#include "services/definition/rule.h"

#include "tests/unit.h"

#include <string.h>

static const char *answer(void *ctx, const char *question)
{
	static const char *const answers[][2] = {
		{"status", "married"},  {"age", "31"},      {"birth", "2010-05-01"},
		{"aids", "chair,cane"}, {"amount", "1250"}, {"start", "2026-01-10"},
		{"end", "2026-02-01"},  {"code-x", "12"},
	};

	(void)ctx;
	for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++)
		if (strcmp(answers[i][0], question) == 0)
			return answers[i][1];
	return NULL;
}

static long count(void *ctx, const char *section)
{
	(void)ctx;
	return strcmp(section, "members") == 0 ? 4 : 0;
}

START_TEST(holds_or_not)
{
	static const struct {
		const char *rule;
		bool holds;
	} rules[] = {
		{"status = married", true},
		{"status=single", false},
		{"status != single", true},
		{"none = x", false},
		{"none != x", false},
		{"not none = x", true},
		{"not (status = married)", false},
		{"status in (single, married)", true},
		{"status in(single,widowed)", false},
		{"aids has cane", true},
		{"aids has can", false},
		{"answered(status)", true},
		{"answered( none )", false},
		{"age > 30", true},
		{"age >= 31 and age <= 31", true},
		{"age < 9", false},
		{"age(birth) < 18", true},
		{"age(birth) = 16", true},
		{"age(none) < 18", false},
		{"count(members) > 3", true},
		{"count(others) = 0", true},
		{"end >= @start", true},
		{"start >= @end", false},
		{"end >= @none", false},
		{"start < today", true},
		{"birth <= today-16y", true},
		{"birth > 2010-05-01", false},
		{"birth >= 2010-05-01", true},
		{"status > 3", false},
		{"code-x = 12", true},
		{"amount>1249", true},
		{"status = single or age = 31 and aids has chair", true},
		{"(status = single or age = 31) and aids has bed", false},
		{"status = married or age = 1 and age = 2", true},
		{"not status = single and not status = widowed", true},
	};
	struct rule_answers answers = {.answer = answer, .count = count, .today = {2026, 11, 23}};

	for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
		ARENA_CLEAN struct arena *a = arena_new(1 << 20);
		struct rule *r = NULL;
		struct error err = {0};

		ck_assert_msg(rule_read(a, rules[i].rule, &r, &err) == FAULT_NONE, "%s: %s",
			      rules[i].rule, err.detail);
		ck_assert_msg(rule_holds(r, &answers) == rules[i].holds, "%s", rules[i].rule);
	}
	ck_assert(rule_holds(NULL, &answers));
}
END_TEST

START_TEST(refuses_what_is_no_condition)
{
	static const char *const rules[] = {
		"",
		"a",
		"a =",
		"= b",
		"a = b c",
		"a = b and",
		"and a = b",
		"a == b",
		"a in b",
		"a in (b",
		"a in ()",
		"(a = b",
		"a = b)",
		"not",
		"age(a",
		"count() > 1",
		"answered(a) = b",
		"a = @",
		"a has",
		"a < > b",
		"a = \"b\"",
		"a = b;",
		"((((((((((((((((((((((a = b))))))))))))))))))))))",
	};

	for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
		ARENA_CLEAN struct arena *a = arena_new(1 << 20);
		struct rule *r = NULL;
		struct error err = {0};

		ck_assert_msg(rule_read(a, rules[i], &r, &err) == FAULT_INPUT, "%s", rules[i]);
		ck_assert_ptr_null(r);
		ck_assert_ptr_nonnull(err.say);
	}
}
END_TEST

static void collect(void *ctx, struct rule_use *use)
{
	char *all = ctx;
	size_t len = strlen(all);

	snprintf(all + len, 200 - len, "%s:%d:%s%s ", use->name, (int)use->subject,
		 use->literal_is_question ? "@" : "", use->literal == NULL ? "-" : use->literal);
	if (use->literal != NULL && strcmp(use->literal, "31") == 0)
		use->literal = "32";
}

START_TEST(shows_its_names)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);
	struct rule_answers answers = {.answer = answer, .count = count, .today = {2026, 11, 23}};
	struct rule *r;
	char all[200] = "";

	ck_assert_int_eq(rule_read(a, "age = 31 and (x in (b, @c) or answered(d)) or count(e) > 1",
				   &r, NULL),
			 FAULT_NONE);
	rule_each(r, collect, all);
	ck_assert_str_eq(all, "age:0:31 x:0:b x:0:@c d:2:- e:3:1 ");
	ck_assert_int_eq(rule_read(a, "age = 31", &r, NULL), FAULT_NONE);
	ck_assert(rule_holds(r, &answers));
	rule_each(r, collect, all);
	ck_assert(!rule_holds(r, &answers));
}
END_TEST

SUITE(rule, holds_or_not, refuses_what_is_no_condition, shows_its_names)
