/* cluster_test.c - clusters are kept whole, columns are those of curses, lines are folded well. */
#include "tests/unit.h"

#include "i18n/base/arena.h"
#include "i18n/cluster.h"
#include "i18n/utf8.h"
#include "tests/i18n/random.h"

#include <locale.h>
#include <string.h>
#include <utf8proc.h>
#include <wchar.h>

START_TEST(columns_are_those_of_curses)
{
	ck_assert_ptr_nonnull(setlocale(LC_ALL, "C.UTF-8"));
	for (uint32_t c = 0x20; c <= 0x10FFFF; c++) {
		const utf8proc_property_t *p = utf8proc_get_property((utf8proc_int32_t)c);
		int theirs = wcwidth((wchar_t)c);

		if (theirs < 0 || p->category == UTF8PROC_CATEGORY_CN || p->ignorable ||
		    p->category == UTF8PROC_CATEGORY_CO)
			continue;
		if (cluster_code_cols(c) != theirs)
			ck_abort_msg("U+%04X: %d, curses %d", c, cluster_code_cols(c), theirs);
	}
}
END_TEST

START_TEST(takes_clusters)
{
	static const struct {
		const char *s;
		size_t size;
		int cols;
	} cases[] = {
		{"", 0, 0},          {"a", 1, 1},
		{"ab", 1, 1},        {"é", 2, 1},
		{"e\u0301x", 3, 1},  {"بَّت", 6, 1},
		{"日本", 3, 2},      {"👨‍👩‍👧x", 18, 2},
		{"👍🏽x", 8, 2}, {"🇱🇧🇹🇳", 8, 2},
		{"\u200Bx", 3, 0},   {"\u0301", 2, 0},
		{"\xFF\xFE", 1, 1},  {"\xE2\x82", 1, 1},
		{"\u2068x", 3, 0},   {"\r\n", 2, 0},
		{"لا", 2, 1},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int cols = -1;

		ck_assert_msg(cluster_next(cases[i].s, strlen(cases[i].s), &cols) == cases[i].size,
			      "%zu: %s", i, cases[i].s);
		ck_assert_msg(cols == cases[i].cols, "%zu: %s: %d", i, cases[i].s, cols);
	}
	ck_assert_uint_eq(cluster_next("بَ", 4, NULL), 4);
}
END_TEST

START_TEST(before_is_next_backwards)
{
	uint32_t seed = 5;
	char s[161];

	for (int i = 0; i < 10000; i++) {
		size_t len = random_text(&seed, s, 40);

		if (i % 4 == 0) {
			len = random_next(&seed) % 100;
			random_bytes(&seed, s, len);
		}
		for (size_t at = 0, size; at < len; at += size) {
			size = cluster_next(s + at, len - at, NULL);
			if (size == 0 || cluster_before(s, at + size) != size)
				ck_abort_msg("%d at %zu", i, at);
		}
	}
	ck_assert_uint_eq(cluster_before("x", 0), 0);
	ck_assert_uint_eq(cluster_before("بَ", 4), 4);
	ck_assert_uint_eq(cluster_before("🇱🇧🇹🇳", 16), 8);
}
END_TEST

START_TEST(fits)
{
	ck_assert_int_eq(cluster_cols("شبّاك", strlen("شبّاك")), 4);
	ck_assert_int_eq(cluster_cols("日本 x", strlen("日本 x")), 6);
	ck_assert_uint_eq(cluster_fit("abc", 3, 2), 2);
	ck_assert_uint_eq(cluster_fit("abc", 3, 9), 3);
	ck_assert_uint_eq(cluster_fit("abc", 3, 0), 0);
	ck_assert_uint_eq(cluster_fit("日本", 6, 3), 3);
	ck_assert_uint_eq(cluster_fit("e\u0301e\u0301", 6, 1), 3);
}
END_TEST

/* The lines of a folded text, with bars between them. */
static char *folded(struct arena *a, const char *s, int cols)
{
	char *all = arena_text(a, "");
	size_t len = strlen(s), next;

	for (size_t at = 0; at < len; at += next) {
		size_t size = cluster_fold(s + at, len - at, cols, &next);

		ck_assert_uint_gt(next, 0);
		ck_assert_uint_le(size, next);
		all = arena_format(a, "%s%s%.*s", all, at > 0 ? "|" : "", (int)size, s + at);
	}
	return all;
}

START_TEST(folds)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);

	ck_assert_str_eq(folded(a, "one two three", 7), "one two|three");
	ck_assert_str_eq(folded(a, "one two three", 8), "one two|three");
	ck_assert_str_eq(folded(a, "one   two", 4), "one|two");
	ck_assert_str_eq(folded(a, "one two", 3), "one|two");
	ck_assert_str_eq(folded(a, "abcdefgh ij", 3), "abc|def|gh|ij");
	ck_assert_str_eq(folded(a, "rendez-vous", 8), "rendez-|vous");
	ck_assert_str_eq(folded(a, "rendez-vous", 7), "rendez-|vous");
	ck_assert_str_eq(folded(a, "voir au-dessus", 8), "voir|au-dessu|s");
	ck_assert_str_eq(folded(a, "or 'plain-me'.", 11), "or|'plain-me'.");
	ck_assert_str_eq(folded(a, "or “plain-me”.", 11), "or|“plain-me”.");
	ck_assert_str_eq(folded(a, "y donne-t-il", 10), "y|donne-t-il");
	ck_assert_str_eq(folded(a, "وزارة · الرسم: 80.000 د.ت", 17), "وزارة ·|الرسم: 80.000 د.ت");
	ck_assert_str_eq(folded(a, "carte d'identité · Frais", 16), "carte|d'identité ·|Frais");
	ck_assert_str_eq(folded(a, "Urban Planning (1)", 16), "Urban|Planning (1)");
	ck_assert_str_eq(folded(a, "abc -demo x", 6), "abc|-demo|x");
	ck_assert_str_eq(folded(a, "abc \u2066-demo\u2069 x", 6), "abc|\u2066-demo\u2069|x");
	ck_assert_str_eq(folded(a, "abc \u200E-demo x", 6), "abc|\u200E-demo|x");
	ck_assert_str_eq(folded(a, "le 2026-03-14 ici", 10), "le|2026-03-14|ici");
	ck_assert_str_eq(folded(a, "a\nb\n\nc", 9), "a|b||c");
	ck_assert_str_eq(folded(a, "a  \n  b", 9), "a|  b");
	ck_assert_str_eq(folded(a, "10\u00A0000 LBP", 8), "10\u00A0000|LBP");
	ck_assert_str_eq(folded(a, "日本語", 1), "日|本|語");
	ck_assert_str_eq(folded(a, "قيد مدني فردي", 9), "قيد مدني|فردي");
	ck_assert_str_eq(folded(a, "   ", 2), "");
	ck_assert_str_eq(folded(a, "x   ", 1), "x");
}
END_TEST

START_TEST(french_signs_stay_with_their_word)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);

	ck_assert_str_eq(folded(a, "Lieu de naissance : Zahlé", 17), "Lieu de|naissance : Zahlé");
	ck_assert_str_eq(folded(a, "Quitter le portail ?", 18), "Quitter le|portail ?");
	ck_assert_str_eq(folded(a, "Vite vite ! Ou non ; oui", 9), "Vite|vite ! Ou|non ; oui");
	ck_assert_str_eq(folded(a, "Voir « Mes demandes » ici", 6), "Voir|« Mes|demand|es »|ici");
	ck_assert_str_eq(folded(a, "Voir « Ici ». Puis", 11), "Voir|« Ici ».|Puis");
	ck_assert_str_eq(folded(a, "Dit-il « oui » ?", 14), "Dit-il|« oui » ?");
	/* What only looks like it. */
	ck_assert_str_eq(folded(a, "tape :q ici", 6), "tape|:q ici");
	ck_assert_str_eq(folded(a, "one two!", 7), "one|two!");
	/* A word as wide as the line leaves no choice. */
	ck_assert_str_eq(folded(a, "naissance : x", 9), "naissance|: x");
}
END_TEST

START_TEST(data_stay_whole_where_they_fit)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);

	ck_assert_str_eq(folded(a, "Call 03 123 456 or", 11), "Call|03 123 456|or");
	ck_assert_str_eq(folded(a, "such as 0100 123 4567; write", 18),
			 "such as|0100 123 4567;|write");
	ck_assert_str_eq(folded(a, "Call (+961) 3-123 456.", 18), "Call|(+961) 3-123 456.");
	ck_assert_str_eq(folded(a, "No \u20661234 5678 9012 34\u2069 now", 18),
			 "No|\u20661234 5678 9012 34\u2069|now");
	ck_assert_str_eq(folded(a, "Open 8:30 - 14:00 each day", 14), "Open|8:30 - 14:00|each day");
	ck_assert_str_eq(folded(a, "It costs 12.50 USD.", 14), "It costs|12.50 USD.");
	ck_assert_str_eq(folded(a, "الرسم 500 ل.ل. نقداً", 10), "الرسم|500 ل.ل.|نقداً");
	ck_assert_str_eq(folded(a, "soit 3,5 % du prix", 8), "soit|3,5 % du|prix");
	ck_assert_str_eq(folded(a, "born 14 March 1990 there", 13), "born|14 March 1990|there");
	ck_assert_str_eq(folded(a, "le 27 mars 2026 à 03\u00A0h\u00A002 ici", 23),
			 "le 27 mars 2026|à 03\u00A0h\u00A002 ici");
	/* A short row is worse than a range, or a label and its value, on two. */
	ck_assert_str_eq(folded(a, "Registre communal : 10 fondateurs au moins", 30),
			 "Registre communal : 10|fondateurs au moins");
	ck_assert_str_eq(folded(a, "Date de naissance : 14 mars 1999", 26),
			 "Date de naissance :|14 mars 1999");
	ck_assert_str_eq(folded(a, "né le 1er mars 1990 ici", 14), "né le|1er mars 1990|ici");
	ck_assert_str_eq(folded(a, "ولد في 14 كانون الثاني 1990 هنا", 20),
			 "ولد في|14 كانون الثاني 1990|هنا");
	ck_assert_str_eq(folded(a, "mail x-y@gov-a.lb now", 14), "mail|x-y@gov-a.lb|now");
	ck_assert_str_eq(folded(a, "see LB-2026-AB-7 there", 14), "see|LB-2026-AB-7|there");
	/* What ends a clause ends them. */
	ck_assert_str_eq(folded(a, "from 12, 14 on", 9), "from 12,|14 on");
	ck_assert_str_eq(folded(a, "12 people", 8), "12|people");
	/* Where they do not fit, they end as other words do. */
	ck_assert_str_eq(folded(a, "1234 5678 9012 34", 10), "1234 5678|9012 34");
	ck_assert_str_eq(folded(a, "a 2026-AB-CD x", 8), "a|2026-AB-|CD x");
}
END_TEST

START_TEST(folds_anything)
{
	uint32_t seed = 9;
	char s[201];

	for (int i = 0; i < 10000; i++) {
		int cols = (int)(random_next(&seed) % 12) + 2;
		size_t len = random_text(&seed, s, 50), next;

		for (size_t at = 0; at < len; at += next) {
			size_t size = cluster_fold(s + at, len - at, cols, &next);

			if (next == 0 || at + next > len || size > next ||
			    cluster_cols(s + at, size) > cols || !utf8_is_valid(s + at, size))
				ck_abort_msg("%d at %zu", i, at);
		}
	}
}
END_TEST

SUITE(cluster, columns_are_those_of_curses, takes_clusters, before_is_next_backwards, fits, folds,
      french_signs_stay_with_their_word, data_stay_whole_where_they_fit, folds_anything)
