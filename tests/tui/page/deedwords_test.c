/* deedwords_test.c - what was written of an entry of a register is read in any language. */
#include "tui/page/deedwords.h"

#include "services/definition/kind.h"
#include "services/definition/register.h"
#include "services/definition/service.h"
#include "tests/unit.h"

#include <string.h>

static struct reason reasons[] = {{.code = "risk", .name = {{"خطر", "Danger", "Risk, to health"}}}};
static struct register_act acts[] = {
	{.id = "close", .name = {{"إغلاق", "Fermeture", "Closing"}}},
	{.id = "suspend",
	 .name = {{"تعليق", "Suspension", "Suspension"}},
	 .reasons = reasons,
	 .reason_count = 1},
};
static struct register_later laters[] = {
	{.id = "report", .name = {{"التقرير السنوي", "Rapport annuel", "Annual report"}}}};
static struct register_status statuses[] = {
	{.id = "held", .name = {{"نافذ", "En vigueur", "In force"}}}, {.id = "unnamed"}};
static struct register_definition clubs = {.id = "clubs",
					   .name = {{"الأندية", "Clubs", "Clubs"}},
					   .acts = acts,
					   .act_count = 2,
					   .laters = laters,
					   .later_count = 1,
					   .statuses = statuses,
					   .status_count = 2};
static struct register_definition none = {.id = "none"};
static const struct service renewal = {.country = "EG",
				       .name = {{"تجديد", "Renouvellement", "Renewal"}}};

static const char *read_in(struct arena *a, enum lang lang, const char *words)
{
	const struct definition others[] = {{.kind = KIND_REGISTER, .what = &none},
					    {.kind = KIND_REGISTER, .what = &clubs}};
	const struct term_list terms = {.others = others, .other_count = 2};

	return deedwords(a, lang, &renewal, &terms, words);
}

START_TEST(each_part_is_said_anew)
{
	static const char *const rows[][LANG_COUNT] = {
		{"التقرير السنوي، 31 مارس 2027، EG-C-1", "Rapport annuel, 31 mars 2027, EG-C-1",
		 "Annual report, 31 March 2027, EG-C-1"},
		{"تعليق (خطر)، 12 يناير 2029، 4/2026",
		 "Suspension (Danger), 12 janvier 2029, 4/2026",
		 "Suspension (Risk, to health), 12 January 2029, 4/2026"},
		{"تعليق، 12 يناير 2029، 4", "Suspension, 12 janvier 2029, 4",
		 "Suspension, 12 January 2029, 4"},
		{"تجديد، 1 مايو 2026، 4", "Renouvellement, 1er mai 2026, 4",
		 "Renewal, 1 May 2026, 4"},
		{"تجديد (نافذ)، 2 مايو 2026، 4", "Renouvellement (En vigueur), 2 mai 2026, 4",
		 "Renewal (In force), 2 May 2026, 4"},
		{"الأندية، 2 مايو 2026، 4", "Clubs, 2 mai 2026, 4", "Clubs, 2 May 2026, 4"},
	};
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		for (int of = 0; of < LANG_COUNT; of++)
			for (int lang = 0; lang < LANG_COUNT; lang++)
				ck_assert_str_eq(read_in(a, (enum lang)lang, rows[i][of]),
						 rows[i][lang]);
}
END_TEST

START_TEST(other_words_are_none_of_these)
{
	static const char *const rows[] = {
		"",
		",",
		", ",
		", , ",
		"Annual report",
		"Annual report, 31 March 2027",
		"Annual report, 31 March 2027,4",
		"Annual report, some day, 4",
		"Yearly report, 31 March 2027, 4",
		"Annual report (Risk, to health), 31 March 2027, 4",
		"Annual report، 31 March 2027، 4",
		"31 March 2027, 4",
		", 31 March 2027, 4",
	};
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		ck_assert_msg(read_in(a, LANG_FR, rows[i]) == NULL, "%s", rows[i]);
}
END_TEST

SUITE(deedwords, each_part_is_said_anew, other_words_are_none_of_these)
