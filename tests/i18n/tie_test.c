/* tie_test.c - which blanks of a line stand within data, and which part words. */
#include "tests/unit.h"

#include "i18n/base/buffer.h"
#include "i18n/tie.h"
#include "i18n/utf8.h"

#include <stdio.h>
#include <string.h>

/* `text` with "_" for each blank within data, "~" for a tab within them. */
static void check(const char *text)
{
	char plain[200];
	size_t len = strlen(text);

	ck_assert_uint_lt(len, sizeof(plain));
	for (size_t i = 0; i <= len; i++)
		plain[i] = text[i] == '_' ? ' ' : text[i] == '~' ? '\t' : text[i];
	for (size_t i = 0; i < len; i++)
		if (plain[i] == ' ' || plain[i] == '\t')
			ck_assert_msg(tie_holds(plain, len, i) == (strchr("_~", text[i]) != NULL),
				      "%s at %zu", text, i);
}

START_TEST(numbers_tie)
{
	check("Call 03_123_456 or");
	check("Call (+961)_3-123__456 or 7~8 here");
	check("of 5_people, 3_hours");
	check("12\n14 and 12 \n14");
	check("12 ");
	check(" 12");
	check("١٢_١٤_٪١٥_٫١٦_٬١٧");
	check("12\u00A0000_5\u202F000");
	check("£12_€14_$3_[4]_5'000_100%_3/4");
	check("12 \xFF");
	check("12 \xFF"
	      "14 15\xFF 16");
	check("a-5 7");
}
END_TEST

/* How many of what: not behind what the number belongs to, nor a year. */
START_TEST(counts_tie_to_what_they_count)
{
	check("a 14_chiffres, de 10_fondateurs et 9_mètres");
	check("dès 18_ans ou 3 de plus");
	check("خلال 14_يوماً من");
	check("de 2_à_7_jours, from 2_to_7_days, من 2_إلى_7_أيام");
	check("founder 3 (Rima Haddad), press 0 twice");
	check("article_5 contains, in 2026 there, 03_123_456 others");
	check("(الفصل_22). المادتان_24 و27 (law_34, loi_35, N°_7)");
	check("Urban Planning_(1) and Taxes_(12)");
	check("see_(12) others");
	check("free · Fee:_see the page of the service · where:_ask");
	check("Office of clubs · Time:_some days · apply_here");
	check("Bureau des clubs · pour les associations seulement, et 2_à_7_jours");
}
END_TEST

/* And only there: what ends a clause ends the data. */
START_TEST(clauses_end_them)
{
	static const char *const signs[] = {".", ",", ";", ":", "!", "?", "،", "؛", "؟", "…"};
	char line[100];

	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
		snprintf(line, sizeof(line), "12%s 14 and 12%s\u2069 14", signs[i], signs[i]);
		check(line);
		snprintf(line, sizeof(line), "12%s - 14", signs[i]);
		check(line);
	}
	check("5_USD. 7 and 5_USD, 14_USD: 3 or 5_(ل.ل.), 7");
	check("5_ل.ل._7");
}
END_TEST

/* `pattern` with the sign for each "#". */
static void check_between(uint32_t code, const char *pattern)
{
	BUFFER_CLEAN struct buffer line;
	char sign[4];
	size_t size = utf8_encode(code, sign);

	buffer_open(&line, 200);
	for (; *pattern != '\0'; pattern++)
		if (*pattern == '#')
			buffer_add(&line, sign, size);
		else
			buffer_add(&line, pattern, 1);
	check(line.data);
}

START_TEST(dashes_tie_numbers)
{
	static const uint32_t dashes[] = {'-', 0x2010, 0x2011, 0x2012, 0x2013, 0x2212, 0xD7};

	for (size_t i = 0; i < sizeof(dashes) / sizeof(dashes[0]); i++)
		check_between(dashes[i], "8:30_#_14:00 x # 5 # x");
	check_between(0x2014, "8:30 # 14:00");
	check_between(0x200F, "8:30_#_14:00");
	check("de 12_à_14_ans à 5_Paris à x");
	check("- 5_-_6, - 7 -");
	check("5 – x – 6");
}
END_TEST

/* Signs of direction do not count, other ones do. */
START_TEST(directions_do_not_count)
{
	static const uint32_t signs[] = {0x61C,  0x200E, 0x200F, 0x202A, 0x202B, 0x202C,
					 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069};
	static const uint32_t others[] = {0x61D, 0x200D, 0x2010 + 0x10, 0x2065, 0x206A};

	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
		check_between(signs[i], "12_#USD#_14");
		check_between(signs[i], "12#_#14");
		check_between(signs[i], "14_#March#_1990");
	}
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		check_between(others[i], "1299 #USD# 1499");
}
END_TEST

START_TEST(units_tie_to_their_number)
{
	check("costs 12.50_USD here, USD_12.50 there");
	check("in USD or 5_%_7, %");
	check("500_ل.ل. نقداً");
	check("30_LBP (2014). It");
	check("500_(ل.ل.) or 500_LL. 500_£L");
	check("500 . 500 x. 500_دينار");
	/* Longer than any name. */
	check("1299 USDxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx");
}
END_TEST

START_TEST(parts_of_a_date_tie)
{
	check("born 14_March_1990 there");
	check("the 9_MARCH and March_1990, in March 19 or 1999 March or March 199");
	check("né le 1er_mars_1990, 31_décembre");
	check("1er article");
	check("في 14_كانون_الثاني_1990 هنا");
	check("تشرين_الأول");
	check("14_آذار_1990");
	/* As long as a part of such a name, or its beginning, but none. */
	check("1914 مدينة 1990");
	check("14 كان 1990");
	check("كانون مدينة");
	check("مدينة الثاني");
}
END_TEST

/* The word around each of its bytes. */
static void check_code(const char *text, const char *word, bool wanted)
{
	size_t from = (size_t)(strstr(text, word) - text);

	for (size_t i = 0; i < strlen(word); i++)
		ck_assert_msg(tie_is_code(text, strlen(text), from + i) == wanted, "%s at %zu",
			      text, from + i);
}

START_TEST(codes_and_addresses)
{
	check_code("x LB-2026-AB x", "LB-2026-AB", true);
	check_code("A-0", "A-0", true);
	check_code("A-9 x", "A-9", true);
	check_code("x-y@gov.lb", "x-y@gov.lb", true);
	check_code("see and/or-else 5", "and/or-else", true);
	check_code("5 rendez-vous 6", "rendez-vous", false);
	check_code("5\nrendez-vous\n6", "rendez-vous", false);
	check_code("5\trendez-vous\t6", "rendez-vous", false);
	check_code("a:b-;c", "a:b-;c", false);
}
END_TEST

SUITE(tie, numbers_tie, counts_tie_to_what_they_count, clauses_end_them, dashes_tie_numbers,
      directions_do_not_count, units_tie_to_their_number, parts_of_a_date_tie, codes_and_addresses)
