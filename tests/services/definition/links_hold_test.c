/* links_hold_test.c - a condition that no answers make hold is refused, and no other. */
#include "services/definition/service_read.h"
#include "tests/services/sample.h"
#include "tests/unit.h"

#include <string.h>

#define ARENA ((size_t)64 * 1024 * 1024)

/* The sample with this condition of its question `heavy`. */
static char *with(struct arena *a, const char *condition)
{
	const char *yaml =
		sample_with(a, "when: weight >= 2.50", arena_format(a, "when: \"%s\"", condition));
	const char *at = strstr(yaml, "        - {id: shoe");

	/* One of few decimals, and without limits. */
	return arena_format(a,
			    "%.*s        - {id: heavy_too, type: decimal, decimals: 1, required: "
			    "false, label: {ar: ع, fr: f, en: e}}\n%s",
			    (int)(at - yaml), yaml, at);
}

START_TEST(refuses_what_never_holds)
{
	static const char *const wrong[] = {
		"status = single and status = married",
		"status in (single, married) and status != single and status != married",
		"status != single and status != married and status != widowed",
		"not (status = single or status != single) and answered(status)",
		"status = single and not status = single",
		"shoe > 40 and shoe < 40",
		"shoe > 40 and shoe < 41",
		"shoe >= 40 and not shoe > 39",
		"shoe = 3 and (shoe > 5 or shoe < 2)",
		"weight > 2.5 and weight <= 2.5",
		"weight > 3000",
		"weight < 0.25",
		"income > 100 and income <= 100",
		"birth > 2020-01-01 and birth < 2020-01-02",
		"birth > today and birth < today-1d",
		"age(birth) < 18 and age(birth) > 20",
		"count(members) > 3",
		"aids has crutch and not aids has crutch and aids has crutch",
		"permit = x and nationality = LB",
		"spouse = Mayy and status = single",
		"email = x and email = y",
		"resident = yes and resident = no",
	};
	static const char *const right[] = {
		"status in (single, married) and status != single",
		"not (status = single) and not (status = married)",
		"shoe > 40 and shoe < 42",
		"weight > -1",
		"weight < 99999",
		"answered(heavy_too)",
		"answered(birth)",
		"shoe in (3, 9) and shoe != 3",
		"shoe > @weight and shoe < @weight",
		"weight > 2.5 and weight < 2.502",
		"weight > 2.5 and weight < 2.7",
		"heavy_too > 2.5 and heavy_too < 2.7",
		"income > 100 and income <= 100.01",
		"birth > 2020-01-01 and birth < 2020-01-03",
		"birth >= 2035-01-01 and birth <= today",
		"age(birth) >= 18 and age(birth) < 19",
		"age(birth) > 20 and birth > 2020-01-01",
		"count(members) > 2",
		"count(members) = 0", /* they are not asked */
		"aids has crutch and aids has hearing",
		"permit = x and nationality = FR",
		"spouse = Mayy and status = married",
		"email in (x, y) and email != x",
		"email != x and email != y",
		"story = a or (story = b and story = c)",
		"not answered(story) and not story = a",
		"status = single and shoe * 2 > 3 and shoe * 2 < 1",
	};
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	int line;

	for (size_t i = 0; i < sizeof(right) / sizeof(right[0]); i++)
		ck_assert_msg(sample_read(with(a, right[i]), &line) == FAULT_NONE, "%s is refused",
			      right[i]);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		sample_refused_at(with(a, wrong[i]), "when: \"", wrong[i]);
}
END_TEST

/* A question is asked under its section's condition, too; a check is one for each application. */
START_TEST(goes_by_all_that_leads_there)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);

	sample_refused_at(sample_with(a, "when: member_age < 18", "when: status = single"),
			  "when: status = single", "a question of a section");
	sample_refused_at(
		sample_with(a, "when: income > 100.50", "when: income > 100.50 and income < 3"),
		"when: income > 100.50 and income < 3", "a paper's");
	sample_refused_at(arena_format(a,
				       "%s    - {require: count(members) = 0, at: status, says: "
				       "{ar: ع, fr: f, en: e}}\n",
				       sample_with(a, "      when: status != single\n", "")),
			  "require: count(members) = 0", "items that are always asked");
}
END_TEST

/* What would take too long to find out is let pass. */
START_TEST(gives_up_in_time)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	char *text = arena_text(a, "(shoe = 1 or shoe = 2)");
	int line;

	for (int i = 0; strlen(text) < 950; i++)
		text = arena_format(a, "%s and (story = %c%d or email = x%d)", text, 'a' + i % 26,
				    i, i);
	(void)!sample_read(with(a, text), &line);
	ck_assert_int_ge(line, 0);
}
END_TEST

SUITE(links_hold, refuses_what_never_holds, goes_by_all_that_leads_there, gives_up_in_time)
