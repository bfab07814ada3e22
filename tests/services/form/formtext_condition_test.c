/* formtext_condition_test.c - conditions in words: every relation, several of them, three
 * languages. */
#include "services/form/formtext_condition.h"

#include "i18n/text.h"
#include "tests/services/sample.h"
#include "tests/unit.h"

#include <string.h>

static struct arena *arena;
static struct term_list terms;
static struct formtext_ground ground;

static void open_ground(enum lang lang)
{
	arena = arena_new((size_t)256 << 20);
	terms = sample_terms(arena);
	ground = (struct formtext_ground){.service = sample_service(arena, &terms)};
	ground.answers = (struct answer_ground){&terms, {2026, 11, 26}, lang};
}

static const char *told(const char *rule)
{
	struct rule *r;

	ck_assert_msg(rule_read(arena, rule, &r, NULL) == FAULT_NONE, "%s", rule);
	return formtext_condition(arena, &ground, r);
}

START_TEST(every_relation)
{
	static const struct {
		const char *rule, *words;
	} cases[] = {
		{"status = married", "Only if you answered “Married” to “Status en”.\n"},
		{"status != single",
		 "Only if you gave another answer than “Single” to “Status en”.\n"},
		{"status in (married, widowed)",
		 "Only if you answered “Married” or “Widowed” to “Status en”.\n"},
		{"resident = yes", "Only if you answered “Yes” to “Resident en”.\n"},
		{"nationality != LB",
		 "Only if you gave another answer than “Lebanon” to “Nationality en”.\n"},
		{"aids has crutch", "Only if “Crutch” is among your answers to “Aids en”.\n"},
		{"answered(spouse)", "Only if you answered “Spouse en”.\n"},
		{"member_age < 18", "Only if your answer to “Age en” is less than 18.\n"},
		{"member_age <= 18", "Only if your answer to “Age en” is 18 or less.\n"},
		{"weight > 2.5", "Only if your answer to “Weight en” is more than 2.5.\n"},
		{"weight >= 2.5", "Only if your answer to “Weight en” is 2.5 or more.\n"},
		{"birth < 2000-01-31",
		 "Only if your answer to “Birth en” is before 31 January 2000.\n"},
		{"birth <= today-18y",
		 "Only if your answer to “Birth en” is 26 November 2008 or earlier.\n"},
		{"birth > today", "Only if your answer to “Birth en” is after 26 November 2026.\n"},
		{"birth >= today+1d",
		 "Only if your answer to “Birth en” is 27 November 2026 or later.\n"},
		{"age(birth) < 18",
		 "Only if the age that follows from “Birth en” is under 18 years.\n"},
		{"age(birth) >= 65",
		 "Only if the age that follows from “Birth en” is 65 years or more.\n"},
		{"age(birth) in (18, 19)",
		 "Only if the age that follows from “Birth en” is 18 or 19 years.\n"},
		{"count(members) > 2",
		 "Only if the number of entries under “Members en” is more than 2.\n"},
		{"full_name = @spouse",
		 "Only if your answer to “Name en” is the same as the answer to “Spouse en”.\n"},
		{"full_name != @spouse", "Only if your answer to “Name en” is not the same as the "
					 "answer to “Spouse en”.\n"},
		{"not status = married", "Not if you answered “Married” to “Status en”.\n"},
		{"not not status = married", "Only if you answered “Married” to “Status en”.\n"},
	};

	open_ground(LANG_EN);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		ck_assert_str_eq(told(cases[i].rule), cases[i].words);
	arena_free(arena);
}
END_TEST

START_TEST(several_stand_below_each_other)
{
	open_ground(LANG_EN);
	ck_assert_str_eq(told("status = married and member_age < 18 and resident = yes"),
			 "Only if all of these hold:\n"
			 "- you answered “Married” to “Status en”\n"
			 "- your answer to “Age en” is less than 18\n"
			 "- you answered “Yes” to “Resident en”\n");
	ck_assert_str_eq(told("status = married or (member_age < 18 and not resident = yes)"),
			 "Only if one of these holds:\n"
			 "- you answered “Married” to “Status en”\n"
			 "- all of these hold:\n"
			 "  - your answer to “Age en” is less than 18\n"
			 "  - it is not true that you answered “Yes” to “Resident en”\n");
	ck_assert_str_eq(told("not (status = married or resident = yes)"),
			 "Only if none of these holds:\n"
			 "- you answered “Married” to “Status en”\n"
			 "- you answered “Yes” to “Resident en”\n");
	ck_assert_str_eq(told("not (status = married and resident = yes)"),
			 "Only if not all of these hold:\n"
			 "- you answered “Married” to “Status en”\n"
			 "- you answered “Yes” to “Resident en”\n");
	arena_free(arena);
}
END_TEST

START_TEST(labels_are_of_the_language)
{
	open_ground(LANG_AR);
	ck_assert_ptr_nonnull(
		strstr(text_safe(arena, told("status = married"), 0), "“متأهل” to “Status ع”"));
	arena_free(arena);
	open_ground(LANG_FR);
	ck_assert_ptr_nonnull(strstr(told("birth < today"), "26 novembre 2026"));
	arena_free(arena);
}
END_TEST

SUITE(formtext_condition, every_relation, several_stand_below_each_other,
      labels_are_of_the_language)
