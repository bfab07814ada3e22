/* personname_test.c - spellings of one name have one key, names of two people do not. */
#include "services/search/personname.h"

#include "tests/i18n/random.h"
#include "tests/unit.h"

#include <string.h>

static const struct {
	const char *one, *two;
	enum personname_grade grade;
} pairs[] = {
	/* the same: harakat, hamza, ta marbuta, maqsura, tatweel, blanks, accents, case */
	{"محمد", "محمّد", PERSONNAME_SAME},
	{"مُحَمَّد عليّ", "محمـد علي", PERSONNAME_SAME},
	{"عبد الله", "عبدالله", PERSONNAME_SAME},
	{"عبدالرحمن", "عبد الرحمن", PERSONNAME_SAME},
	{"هبة", "هبه", PERSONNAME_SAME},
	{"أحمد", "احمد", PERSONNAME_SAME},
	{"يحيى", "يحيي", PERSONNAME_SAME},
	{"آمنة", "امنة", PERSONNAME_SAME},
	{"أبو بكر", "ابوبكر", PERSONNAME_SAME},
	{"أم كلثوم", "امكلثوم", PERSONNAME_SAME},
	{"زين العابدين بن علي", "زين العابدين بنعلي", PERSONNAME_SAME},
	{"عمر ابن عبد العزيز", "عمر بن عبدالعزيز", PERSONNAME_SAME},
	{"علی رضا", "علي رضا", PERSONNAME_SAME},
	{"Zoé L'Hôte", "ZOE L’HOTE", PERSONNAME_SAME},
	{"Ben Ali", "Benali", PERSONNAME_SAME},
	{"Abou-Bakr", "Abu Bakr", PERSONNAME_SAME},
	/* spelled another way: the article, the table */
	{"سعد الحريري", "سعد حريري", PERSONNAME_SPELLED},
	{"عبد الرحمان", "عبدالرحمن", PERSONNAME_SPELLED},
	{"إسماعيل هارون", "اسمعيل هرون", PERSONNAME_SPELLED},
	{"Mohamed", "Mohammed", PERSONNAME_SPELLED},
	{"Mohamed Trabelsi", "MUHAMMAD TRABELSI", PERSONNAME_SPELLED},
	{"Youssef El Khoury", "Yusuf Khoury", PERSONNAME_SPELLED},
	{"Saad al-Hariri", "Saad Hariri", PERSONNAME_SPELLED},
	{"Abdallah", "Abdullah", PERSONNAME_SPELLED},
	{"Abd Allah", "Abdellah", PERSONNAME_SPELLED},
	{"Abderrahmane", "Abdul Rahman", PERSONNAME_SPELLED},
	{"Abd el-Rahman", "Abdurrahman", PERSONNAME_SPELLED},
	{"Abdelaziz", "Abdul-Aziz", PERSONNAME_SAME},
	{"Abdessalam", "Abdulsalam", PERSONNAME_SPELLED},
	{"Hocine Aït Ahmed", "Hussein Ait Ahmad", PERSONNAME_SPELLED},
	{"Djamel", "Gamal", PERSONNAME_SPELLED},
	{"Zeineb Leïla", "Zaynab Layla", PERSONNAME_SPELLED},
	/* one typing error */
	{"فاطمة الزهراء", "فاظمة الزهراء", PERSONNAME_NEAR},
	{"مصطفى منصور", "مصطفى منصوور", PERSONNAME_NEAR},
	{"Trabelsi Amel", "Trabesli Amel", PERSONNAME_NEAR},
	/* a father's name left out */
	{"أحمد علي حسن", "أحمد حسن", PERSONNAME_PART},
	{"Ahmad Hassan", "Ahmed Ali Mohamed Hasan", PERSONNAME_PART},
	/* others */
	{"محمد", "محمود", PERSONNAME_NEAR},
	{"أحمد حسن", "أحمد حسين", PERSONNAME_OTHER},
	{"هبة", "هدى", PERSONNAME_OTHER},
	{"علي", "علا", PERSONNAME_OTHER},
	{"بن علي", "علي", PERSONNAME_OTHER},
	{"أحمد", "أحمد حسن", PERSONNAME_OTHER},
	{"أحمد حسن علي", "أحمد حسن", PERSONNAME_OTHER},
	{"حسن أحمد", "أحمد حسن", PERSONNAME_OTHER},
	{"Salim", "Salem", PERSONNAME_NEAR},
	{"Ali", "Alia", PERSONNAME_OTHER},
	{"محمد", "Mohamed", PERSONNAME_OTHER},
	{"عبده", "عبد", PERSONNAME_OTHER},
	{"", "", PERSONNAME_OTHER},
	{"--", "محمد", PERSONNAME_OTHER},
};
#define PAIRS (sizeof(pairs) / sizeof(pairs[0]))

START_TEST(compares)
{
	for (size_t i = 0; i < PAIRS; i++) {
		enum personname_grade grade = personname_compare(pairs[i].one, pairs[i].two);

		ck_assert_msg(grade == pairs[i].grade, "%s / %s: %d", pairs[i].one, pairs[i].two,
			      (int)grade);
		ck_assert_int_eq(personname_compare(pairs[i].two, pairs[i].one), grade);
	}
}
END_TEST

/* Keys are one exactly where the grade says so. */
START_TEST(keys_agree_with_grades)
{
	for (size_t i = 0; i < PAIRS; i++) {
		ARENA_CLEAN struct arena *a = arena_new(1 << 20);
		const char *one = personname_key(a, pairs[i].one);
		const char *two = personname_key(a, pairs[i].two);

		if (one[0] == '\0')
			continue;
		ck_assert_msg((strcmp(one, two) == 0) == (pairs[i].grade >= PERSONNAME_SPELLED),
			      "%s / %s", one, two);
		ck_assert_str_eq(personname_key(a, one), one);
	}
}
END_TEST

START_TEST(makes_keys)
{
	static const char *const keys[][2] = {
		{"محمّد هبة عبد الرحمان الحريري", "محمد هبه عبدالرحمن حريري"},
		{"Muhammad Abdul-Rahman El Hariri", "mohamed abdelrahman hariri"},
		{"ابن عبد الله", "بنعبدالله"},
		{"Abd", "abd"},
		{"Abdou", "abdou"},
		{"El", "el"},
		{"الأب", "الاب"}, /* too little would be left */
		{"", ""},
		{" - ", ""},
	};
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		ck_assert_str_eq(personname_key(a, keys[i][0]), keys[i][1]);
}
END_TEST

START_TEST(takes_anything)
{
	uint32_t seed = 41;
	char one[401], two[401];

	for (int i = 0; i < 3000; i++) {
		ARENA_CLEAN struct arena *a = arena_new(4 << 20);

		random_text(&seed, one, 60);
		random_bytes(&seed, two, random_next(&seed) % 200);
		(void)personname_key(a, two);
		(void)personname_compare(one, two);
		if (personname_key(a, one)[0] != '\0')
			ck_assert_int_eq(personname_compare(one, one), PERSONNAME_SAME);
	}
}
END_TEST

SUITE(personname, compares, keys_agree_with_grades, makes_keys, takes_anything)
