/* fuzz_test.c - a short run of what the fuzzer does for hours: the same inputs at each run. */
#include "tests/unit.h"

#include "tests/fuzz/runs.h"

START_TEST(rules_hold)
{
	runs_fixed("rule", target_rule, 20000);
}
END_TEST

START_TEST(patterns_hold)
{
	runs_fixed("pattern", target_pattern, 8000);
}
END_TEST

START_TEST(definitions_hold)
{
	runs_fixed("definition", target_definition, 4000);
}
END_TEST

START_TEST(terms_hold)
{
	runs_fixed("term", target_term, 4000);
}
END_TEST

START_TEST(forms_hold)
{
	runs_fixed("form", target_form, 4000);
}
END_TEST

SUITE(fuzz, rules_hold, patterns_hold, definitions_hold, terms_hold, forms_hold)
