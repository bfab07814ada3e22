/* shown_by_test.c - which definitions are taken of answers that a number shows, and of checks that
 * only warn. */
#include "services/definition/service.h"
#include "tests/services/sample.h"
#include "tests/unit.h"

#include <string.h>

#define ARENA ((size_t)64 * 1024 * 1024)
#define L "label: {ar: ع, fr: f, en: e}"
#define NID "        - {id: nid, type: national_id, country: EG, " L "}\n"
#define MALE "{code: male, " L "}"
#define FEMALE "{code: female, " L "}"
#define SAYS "says: {ar: ع, fr: f, en: e}"

/* The sample with these lines before its question "code". */
static char *with(struct arena *a, const char *lines)
{
	return sample_with(a, "        - {id: code,",
			   arena_format(a, "%s        - {id: code,", lines));
}

static void all_taken(const char *const *lines, size_t count)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	int line;

	for (size_t i = 0; i < count; i++)
		ck_assert_msg(sample_read(with(a, lines[i]), &line) == FAULT_NONE, "%d: %s", line,
			      lines[i]);
}

START_TEST(a_number_before_it_shows_a_day_and_a_sex)
{
	static const char *const right[] = {
		NID "        - {id: born, type: date, shown_by: nid, " L "}\n",
		NID "        - {id: born, type: date, about: year, shown_by: nid, " L "}\n",
		NID "        - {id: sex, type: choice, shown_by: nid, choices: [" MALE ", " FEMALE
		    "], " L "}\n",
	};
	static const char *const wrong[] = {
		"        - {id: born, type: date, shown_by: nid, " L "}\n" NID,
		NID "        - {id: born, type: date, shown_by: born, " L "}\n",
		NID "        - {id: born, type: date, shown_by: spouse_id, " L "}\n",
		NID "        - {id: born, type: date, shown_by: story, " L "}\n",
		NID "        - {id: born, type: date, shown_by: [nid], " L "}\n",
		NID "        - {id: born, type: text, shown_by: nid, " L "}\n",
		NID "        - {id: born, type: yesno, shown_by: nid, " L "}\n",
		NID "        - {id: born, type: choices, shown_by: nid, choices: [" MALE ", " FEMALE
		    "], " L "}\n",
		NID "        - {id: sex, type: choice, shown_by: nid, choices: [" MALE "], " L
		    "}\n",
		NID "        - {id: sex, type: choice, shown_by: nid, choices: [" FEMALE
		    ", {code: m, " L "}], " L "}\n",
	};

	all_taken(right, sizeof(right) / sizeof(right[0]));
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		ARENA_CLEAN struct arena *a = arena_new(ARENA);

		sample_refused_at(with(a, wrong[i]), "shown_by", wrong[i]);
	}
}
END_TEST

START_TEST(a_name_is_somebodys_and_has_parts)
{
	static const char *const right[] = {
		"        - {id: own, type: name, whose: mother, parts: 2, " L "}\n",
		"        - {id: own, type: name, single: false, parts: 6, " L "}\n",
	};
	static const char *const wrong[] = {
		"        - {id: own, type: name, parts: 1, " L "}\n",
		"        - {id: own, type: name, parts: 7, " L "}\n",
		"        - {id: own, type: name, parts: many, " L "}\n",
		"        - {id: own, type: text, parts: 3, " L "}\n",
		"        - {id: own, type: text, whose: mother, " L "}\n",
		"        - {id: own, type: name, whose: [mother], " L "}\n",
	};

	all_taken(right, sizeof(right) / sizeof(right[0]));
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		ARENA_CLEAN struct arena *a = arena_new(ARENA);

		sample_refused_at(with(a, wrong[i]), "id: own", wrong[i]);
	}
}
END_TEST

START_TEST(what_only_warns_stands_by_a_question)
{
	static const char *const right[] = {
		"    - {require: shoe > 3, at: shoe, warns: true, " SAYS "}\n",
		"    - {require: shoe > 3, at: contact, warns: false, " SAYS "}\n",
		"    - {require: member_age > 3, at: member_age, warns: true, " SAYS "}\n",
	};
	static const char *const wrong[] = {
		"    - {require: shoe > 3, at: contact, warns: true, " SAYS "}\n",
		"    - {require: shoe > 3, at: members, warns: true, " SAYS "}\n",
		"    - {require: shoe > 3, at: nothing, warns: true, " SAYS "}\n",
		"    - {require: shoe > 3, at: shoe, warns: perhaps, " SAYS "}\n",
		"    - {require: shoe > 3, at: shoe, warns: true}\n",
	};
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	int line;

	for (size_t i = 0; i < sizeof(right) / sizeof(right[0]); i++)
		ck_assert_msg(sample_read(arena_format(a, "%s%s", sample_yaml, right[i]), &line) ==
				      FAULT_NONE,
			      "%s", right[i]);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		sample_refused_at(arena_format(a, "%s%s", sample_yaml, wrong[i]),
				  "require: shoe > 3", wrong[i]);
}
END_TEST

SUITE(shown_by, a_number_before_it_shows_a_day_and_a_sex, a_name_is_somebodys_and_has_parts,
      what_only_warns_stands_by_a_question)
