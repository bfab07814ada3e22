/* lang_test.c - the three languages are found by every way of writing them, and nothing else is. */
#include "tests/unit.h"

#include "i18n/lang.h"

START_TEST(finds)
{
	static const struct {
		const char *word;
		int lang; /* -1: none */
	} cases[] = {
		{"ar", LANG_AR},
		{"ar_LB.UTF-8", LANG_AR},
		{"fr-FR", LANG_FR},
		{"FR", LANG_FR},
		{"en_US", LANG_EN},
		{"En", LANG_EN},
		{"fr@euro", LANG_FR},
		{"ar.UTF-8", LANG_AR},
		{"C", -1},
		{"POSIX", -1},
		{"", -1},
		{"C.UTF-8", -1},
		{"a", -1},
		{"arx", -1},
		{"french", -1},
		{"de_DE.UTF-8", -1},
		{" fr", -1},
		{NULL, -1},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		enum lang lang = LANG_EN;
		bool found = lang_find(cases[i].word, &lang);

		ck_assert_msg(found == (cases[i].lang >= 0), "%s", cases[i].word);
		if (found)
			ck_assert_int_eq((int)lang, cases[i].lang);
	}
}
END_TEST

START_TEST(names)
{
	ck_assert_str_eq(lang_code(LANG_AR), "ar");
	ck_assert_str_eq(lang_code(LANG_FR), "fr");
	ck_assert_str_eq(lang_code(LANG_EN), "en");
	ck_assert_str_eq(lang_name(LANG_AR), "العربية");
	ck_assert_str_eq(lang_name(LANG_FR), "Français");
	ck_assert_str_eq(lang_name(LANG_EN), "English");
	ck_assert_int_eq((int)lang_direction(LANG_AR), DIRECTION_RTL);
	ck_assert_int_eq((int)lang_direction(LANG_FR), DIRECTION_LTR);
	ck_assert_int_eq((int)lang_direction(LANG_EN), DIRECTION_LTR);
	ck_assert_str_eq(lang_comma(LANG_AR), "، ");
	ck_assert_str_eq(lang_comma(LANG_FR), ", ");
	ck_assert_str_eq(lang_comma(LANG_EN), ", ");
}
END_TEST

SUITE(lang, finds, names)
