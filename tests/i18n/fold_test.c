/* fold_test.c - what people type finds what is written, in Arabic, French and English. */
#include "tests/unit.h"

#include "i18n/fold.h"
#include "i18n/utf8.h"
#include "tests/i18n/random.h"

#include <string.h>

START_TEST(pairs_are_one)
{
	static const char *const pairs[][2] = {
		{"مُحَمَّد", "محمد"},
		{"أحمد", "احمد"},
		{"إسلام", "اسلام"},
		{"آمنة", "امنه"},
		{"ا\u0654حمد", "أحمد"},
		{"مؤسسة", "موسسه"},
		{"رئيس", "رييس"},
		{"مصطفى", "مصطفي"},
		{"فاطمة", "فاطمه"},
		{"محمّد", "محمد"},
		{"هبة", "هبه"},
		{"يحيى", "يحيي"},
		{"محـــمد", "محمد"},
		{"هٰذا", "هذا"},
		{"٢٠٢٦", "2026"},
		{"۲۰۲۶", "2026"},
		{"\uFEE3\uFEA4\uFEE4\uFEAA", "محمد"},
		{"\uFEFB\uFEE1", "لام"},
		{"\uFDF2", "الله"},
		{"علی", "علي"},
		{"کتاب", "كتاب"},
		{"ٱلكتاب", "الكتاب"},
		{"می\u200cخ", "ميخ"},
		{"محمد\u200f", "محمد"},
		{"Éléphant", "elephant"},
		{"e\u0301le\u0301phant", "elephant"},
		{"Cœur", "coeur"},
		{"LB-2026-00042-7", "lb-2026-00042-7"},
		{"LB-٢٠٢٦-٠٠٠٤٢-٧", "LB-2026-00042-7"},
		{"بناء", "بنا"},
		{"شيء", "شي"},
		{"ملفّات", "ملفات"},
		{"ÆGIR", "aegir"},
		{"Straße", "STRASSE"},
		{"İzmir", "izmir"},
		{"Łódź", "lodz"},
		{"Œuvre", "OEUVRE"},
		{"ﬁche", "fiche"},
		{"ﬀ", "FF"},
		{"Ｗｉｄｅ１", "wide1"},
		{"Ça", "ca"},
		{"naïve", "NAIVE"},
		{"l’état  civil", "L'ETAT CIVIL"},
		{"a/b", "a b"},
		{"  a,  b. ", "A b"},
		{"«شبّاك»", "شباك"},
		{"أ؟ب", "ا ب"},
		{"ca\u00ADfe", "cafe"},
	};
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);

	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		const char *one = fold_text(a, pairs[i][0]);
		const char *other = fold_text(a, pairs[i][1]);

		ck_assert_msg(strcmp(one, other) == 0, "%s: %s / %s", pairs[i][0], one, other);
	}
}
END_TEST

START_TEST(gives)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);

	ck_assert_str_eq(fold_text(a, "Acte d'état civil (n° 12)"), "acte d etat civil n 12");
	ck_assert_str_eq(fold_text(a, "إخراج قيدٍ إفرادي"), "اخراج قيد افرادي");
	ck_assert_str_eq(fold_text(a, ""), "");
	ck_assert_str_eq(fold_text(a, "-- !"), "");
	ck_assert_str_eq(fold_text(a, "a\xFF"
				      "b"),
			 "a b");
	ck_assert_str_eq(fold_text(a, "日本"), "日本");
}
END_TEST

START_TEST(prefixes)
{
	static const char *const cases[][2] = {
		{"الجواز", "جواز"}, {"والجواز", "جواز"}, {"بالجواز", "جواز"}, {"للجواز", "جواز"},
		{"وزاره", "زاره"},  {"بجواز", "جواز"},   {"لجواز", "جواز"},   {"كجواز", "جواز"},
		{"فجواز", "جواز"},  {"ولد", NULL},       {"بلد", NULL},       {"ال", NULL},
		{"الف", NULL},      {"الاب", "اب"},      {"لله", NULL},       {"l'acte", "acte"},
		{"d'acte", "acte"}, {"qu'acte", "acte"}, {"l’acte", "acte"},  {"l'a", NULL},
		{"acte", NULL},     {"", NULL},          {"quete", NULL},     {"وبالجواز", "جواز"},
		{"جواز", NULL},     {"كالجواز", "جواز"}, {"وللجواز", "جواز"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *got = fold_without_prefix(cases[i][0]);

		if (cases[i][1] == NULL)
			ck_assert_msg(got == NULL, "%s: %s", cases[i][0], got);
		else
			ck_assert_msg(got != NULL && strcmp(got, cases[i][1]) == 0, "%s: %s",
				      cases[i][0], got == NULL ? "none" : got);
	}
}
END_TEST

START_TEST(hostile)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);
	uint32_t seed = 77;
	char s[401];

	for (int i = 0; i < 10000; i++) {
		char *folded;

		if (i % 2 == 0)
			random_text(&seed, s, 60);
		else
			random_bytes(&seed, s, random_next(&seed) % 200);
		arena_reset(a);
		folded = fold_text(a, s);
		ck_assert(utf8_is_valid(folded, strlen(folded)));
		ck_assert_ptr_null(strstr(folded, "  "));
		ck_assert_str_eq(fold_text(a, folded), folded);
		fold_without_prefix(folded);
	}
}
END_TEST

SUITE(fold, pairs_are_one, gives, prefixes, hostile)
