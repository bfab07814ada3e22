/* skeleton_test.c - words of both scripts have one skeleton where they are one name. */
#include "tests/unit.h"

#include "services/search/skeleton.h"

#include <stdlib.h>
#include <string.h>

static int by_letters(const void *one, const void *two)
{
	return strcmp(*(const char *const *)one, *(const char *const *)two);
}

/* Joined by blanks, each once, sorted: two names of the same words are the same. */
static char *skeleton_of(struct arena *a, const char *name)
{
	const char *words[SKELETON_WORDS], *joined = "";
	size_t count = skeleton_words(a, name, words);

	if (count > 0)
		qsort(words, count, sizeof(*words), by_letters);
	for (size_t i = 0; i < count; i++)
		if (i == 0 || strcmp(words[i], words[i - 1]) != 0)
			joined = arena_format(a, i == 0 ? "%s%s" : "%s %s", joined, words[i]);
	return arena_text(a, joined);
}

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
