/* skeleton_test.c - words of both scripts have one skeleton where they are one name. */
#include "tests/unit.h"

#include "services/search/skeleton.h"

#include <string.h>

START_TEST(both_scripts_have_one)
{
	static const char *const same[][2] = {
		{"محمد خليل", "Mohamed Khalil"},
		{"محمّد خَليل", "MUHAMMAD  Khaleel"},
		{"جمعية الهلال", "Gamia el Helal"},
		{"فاطمة حسن", "Fatma Hassan"},
		{"طارق شاكر", "Tarek Chaker"},
		{"طارق شاكر", "Shakir Tariq"},
		{"سيدر", "Cedar"},
		{"سيدر هايكرز", "Sedar Haykerz"},
		{"الأرز", "arz"},
		{"Cedar", "Сеdаr"}, /* with letters that only look like Latin ones */
	};
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);

	for (size_t i = 0; i < sizeof(same) / sizeof(same[0]); i++)
		ck_assert_msg(strcmp(skeleton_of(a, same[i][0]), skeleton_of(a, same[i][1])) == 0,
			      "%s: %s, %s: %s", same[i][0], skeleton_of(a, same[i][0]), same[i][1],
			      skeleton_of(a, same[i][1]));
	ck_assert_str_eq(skeleton_of(a, ""), "");
	ck_assert_str_eq(skeleton_of(a, "!? --"), "");
	ck_assert_str_ne(skeleton_of(a, "Karim"), skeleton_of(a, "Kamil"));
	ck_assert_str_ne(skeleton_of(a, "حسن"), skeleton_of(a, "حسين علي"));
}
END_TEST

/* Nobody makes it long, whatever is typed. */
START_TEST(it_is_bounded)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);
	const char *words[SKELETON_WORDS];
	char many[400] = "";

	memset(many, 'b', 4 * 60);
	for (int i = 3; i < 240; i += 4)
		many[i] = ' ';
	ck_assert_uint_eq(skeleton_words(a, many, words), SKELETON_WORDS);
}
END_TEST

SUITE(skeleton, both_scripts_have_one, it_is_bounded)
