/* spelled_test.c - Arabic words are known in Latin letters by French and English habits, and text
 * is compared without the dots of abbreviations. */
#include "services/search/spelled.h"

#include "services/search/search_text.h"
#include "tests/unit.h"

#include <string.h>

static const struct {
	const char *latin, *arabic;
	uint32_t far; /* SPELLED_NONE: it is no spelling */
} rows[] = {
	{"jawaz", "جواز", 0},
	{"djawaz", "جواز", 0},
	{"gawaz", "جواز", 0},
	{"7adana", "حضانه", 0},
	{"hadane", "حضانه", 0},
	{"chahadet", "شهاده", 0},
	{"shahada", "شهاده", 0},
	{"bita2a", "بطاقه", 0},
	{"bita9a", "بطاقه", 0},
	{"sijill", "سجل", 0},
	{"3adli", "عدلي", 0},
	{"adli", "عدلي", 0},
	{"tasgil", "تسجيل", 0},
	{"mawlood", "مولود", 0},
	{"rokhsat", "رخصه", 0},
	{"ro5sa", "رخصه", 0},
	{"mu6allaqa", "مطلقه", 0},
	{"wizarat", "وزاره", 0},
	{"qantara", "قنطره", 0},
	{"mld", "ميلاد", 4},
	{"jawaaz", "جواز", 0},
	{"jawazz", "جواز", 0},
	{"jawazh", "جواز", 1},
	{"jahwaz", "جواز", SPELLED_NONE},
	{"jawazb", "جواز", SPELLED_NONE},
	{"jawaz", "زواج", SPELLED_NONE},
	{"passport", "جواز", SPELLED_NONE},
	{"jawaz", "", SPELLED_NONE},
	{"", "جواز", SPELLED_NONE},
	{"jawazjawazjawazjawazjawazjawaz", "جواز", SPELLED_NONE},
	{"jawaz", "passport", SPELLED_NONE},
};

START_TEST(measures_spellings)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		uint32_t far = spelled_distance(rows[i].latin, rows[i].arabic);

		ck_assert_msg(far == rows[i].far, "%s for %s: %u", rows[i].latin, rows[i].arabic,
			      far);
	}
}
END_TEST

START_TEST(finds_the_nearest_words)
{
	static const char *const words[] = {"passport", "بطاقه", "جواز", "حضانه",
					    "زواج",     "سجل",   "اخذ",  "بيت"};
	struct spelled *s = spelled_new(words, 8);
	struct spelled_word found[4];

	ck_assert_uint_eq(spelled_find(s, "jawaz", found, 4), 1);
	ck_assert_str_eq(words[found[0].word], "جواز");
	ck_assert_uint_eq(found[0].distance, 0);
	ck_assert_uint_eq(spelled_find(s, "eljawaz", found, 4), 1);
	ck_assert_str_eq(words[found[0].word], "جواز");
	ck_assert_uint_eq(found[0].distance, 1);
	ck_assert_uint_eq(spelled_find(s, "7adanet", found, 4), 1);
	ck_assert_uint_eq(spelled_find(s, "zwaj", found, 4), 1);
	ck_assert_str_eq(words[found[0].word], "زواج");
	ck_assert_uint_eq(spelled_find(s, "sgl", found, 4), 0);
	ck_assert_uint_eq(spelled_find(s, "byt", found, 4), 1);
	ck_assert_str_eq(words[found[0].word], "بيت");
	ck_assert_uint_eq(spelled_find(s, "xyzzy", found, 4), 0);
	ck_assert_uint_eq(spelled_find(s, "passport", found, 4), 0);
	ck_assert_uint_eq(spelled_find(s, "12", found, 4), 0);
	ck_assert_uint_eq(spelled_find(s, "jawaz", found, 0), 0);
	spelled_free(s);
	spelled_free(NULL);
}
END_TEST

/* One letter that is often not written is one farther, a long vowel two. */
START_TEST(finds_those_that_are_little_farther)
{
	static const char *const words[] = {"سجال", "سجعل", "سجل"};
	struct spelled *s = spelled_new(words, 3);
	struct spelled_word found[3];

	ck_assert_uint_eq(spelled_find(s, "sijl", found, 3), 2);
	ck_assert_str_eq(words[found[0].word], "سجل");
	ck_assert_uint_eq(found[0].distance, 0);
	ck_assert_str_eq(words[found[1].word], "سجعل");
	ck_assert_uint_eq(found[1].distance, 1);
	ck_assert_uint_eq(spelled_find(s, "sijl", found, 1), 1);
	ck_assert_str_eq(words[found[0].word], "سجل");
	spelled_free(s);
}
END_TEST

START_TEST(folds_what_is_typed_alike)
{
	static const struct {
		const char *text, *is;
	} texts[] = {
		{"C.N.S.S.", "cnss"},
		{"S.A.R.L", "sarl"},
		{"la S.A.L. et la C.I.N.", "la sal et la cin"},
		{"ش.م.ل.", "شمل"},
		{"پاسپور", "باسبور"},
		{"گواهی", "كواهي"},
		{"End. Next", "end next"},
		{"J.Dupont", "j dupont"},
		{"1.5", "1 5"},
		{"a.", "a"},
		{"www.gov.lb", "www gov lb"},
		{"العاءلية", "العايليه"}, /* as العائلية */
		{"العاءِلية", "العايليه"},
		{"كهرباء", "كهربا"},
		{"الكهرباء؟", "الكهربا"}, /* a word's end, whatever stands behind it */
		{"الكهرباء، الماء", "الكهربا الما"},
		{"بناءً على", "بنا علي"},
		{"كهرباءٌ", "كهربا"},
		{"الماء٢", "الما2"},
		{"...", ""},
		{"", ""},
	};
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		ck_assert_str_eq(search_text(a, texts[i].text), texts[i].is);
}
END_TEST

SUITE(spelled, measures_spellings, finds_the_nearest_words, finds_those_that_are_little_farther,
      folds_what_is_typed_alike)
