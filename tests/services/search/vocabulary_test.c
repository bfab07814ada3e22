/* vocabulary_test.c - words are found whole, by their beginning and with errors, as comparing
 * them all one by one would. */
#include "services/search/vocabulary.h"

#include "tests/unit.h"

#include <stdbool.h>
#include <string.h>

static const char *const words[] = {
	"certificat", "certificate", "licence", "pass",   "passe", "passeport",
	"passport",   "port",        "جواز",    "جوازات", "سفر",
};
#define COUNT (sizeof(words) / sizeof(words[0]))

START_TEST(finds_words_and_beginnings)
{
	struct vocabulary *v = vocabulary_new(words, COUNT);
	size_t end;

	ck_assert_uint_eq(vocabulary_find(v, "pass"), 3);
	ck_assert_uint_eq(vocabulary_find(v, "سفر"), 10);
	ck_assert_uint_eq(vocabulary_find(v, "pas"), VOCABULARY_NONE);
	ck_assert_uint_eq(vocabulary_find(v, ""), VOCABULARY_NONE);
	ck_assert_uint_eq(vocabulary_find(v, "zzz"), VOCABULARY_NONE);
	ck_assert_uint_eq(vocabulary_begin(v, "pass", &end), 3);
	ck_assert_uint_eq(end, 7);
	ck_assert_uint_eq(vocabulary_begin(v, "جو", &end), 8);
	ck_assert_uint_eq(end, 10);
	ck_assert_uint_eq(vocabulary_begin(v, "x", &end), end);
	ck_assert_uint_eq(vocabulary_letters("جواز"), 4);
	vocabulary_free(v);
}
END_TEST

static bool is_among(const size_t *places, size_t count, const char *word)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(words[places[i]], word) == 0)
			return true;
	return false;
}

START_TEST(finds_one_error)
{
	static const struct {
		const char *typed, *word;
	} errors[] = {
		{"pasport", "passport"},   {"passpport", "passport"}, {"passpotr", "passport"},
		{"bassport", "passport"},  {"assport", "passport"},   {"passporx", "passport"},
		{"passepor", "passeport"}, {"xlicence", "licence"},   {"جوز", "جواز"},
		{"جاوز", "جواز"},          {"حواز", "جواز"},
	};
	struct vocabulary *v = vocabulary_new(words, COUNT);
	size_t near[8];

	for (size_t i = 0; i < sizeof(errors) / sizeof(errors[0]); i++) {
		size_t count = vocabulary_near(v, errors[i].typed, near, 8);

		ck_assert_msg(is_among(near, count, errors[i].word), "%s for %s", errors[i].typed,
			      errors[i].word);
		ck_assert(vocabulary_is_near(errors[i].typed, errors[i].word));
	}
	ck_assert(!vocabulary_is_near("passport", "passport"));
	ck_assert(vocabulary_is_other_letter("urgent", "argent"));
	ck_assert(vocabulary_is_other_letter("جواز", "حواز"));
	ck_assert(!vocabulary_is_other_letter("passport", "passport"));
	ck_assert(!vocabulary_is_other_letter("passport", "pasport"));
	ck_assert(!vocabulary_is_other_letter("passport", "passprot"));
	ck_assert(!vocabulary_is_near("passport", "psaprot"));
	ck_assert(!vocabulary_is_near("abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstuvwxy"));
	ck_assert_uint_eq(vocabulary_near(v, "psaprot", near, 8), 0);
	ck_assert_uint_eq(vocabulary_near(v, "passport", near, 8), 1); /* passeport */
	ck_assert_uint_eq(vocabulary_near(v, "pass", near, 1), 1);
	ck_assert_uint_eq(vocabulary_near(v, "", near, 8), 0);
	vocabulary_free(v);
	v = vocabulary_new(NULL, 0);
	ck_assert_uint_eq(vocabulary_near(v, "passport", near, 8), 0);
	ck_assert_uint_eq(vocabulary_find(v, "passport"), VOCABULARY_NONE);
	vocabulary_free(v);
}
END_TEST

START_TEST(finds_two_errors_of_long_words)
{
	static const struct {
		const char *typed, *word; /* NULL: none */
	} errors[] = {
		{"certifikate", "certificat"},
		{"sertificat", NULL},
		{"certitficta", "certificat"},
		{"cerificates", "certificate"},
		{"certeficet", "certificat"},
		{"certeficekt", NULL},
		{"pasporrt", "passport"},
		{"licance", "licence"},
		{"lisance", "licence"},
		{"licenc", NULL},
		{"جوزاتت", NULL},
		{"جوازاتيي", "جوازات"},
		{"", NULL},
		{"certificatcertificatcertificat", NULL},
	};
	struct vocabulary *v = vocabulary_new(words, COUNT);
	size_t far[8];

	for (size_t i = 0; i < sizeof(errors) / sizeof(errors[0]); i++) {
		size_t count = vocabulary_far(v, errors[i].typed, far, 8);

		ck_assert_msg((count > 0) == (errors[i].word != NULL), "%s", errors[i].typed);
		if (count > 0)
			ck_assert_msg(is_among(far, count, errors[i].word), "%s", errors[i].typed);
		ck_assert_uint_le(vocabulary_far(v, errors[i].typed, far, 1), 1);
	}
	vocabulary_free(v);
}
END_TEST

/* One edit of ASCII words, the plain way: try them all. */
static bool is_near(const char *one, const char *two)
{
	size_t n = strlen(one), m = strlen(two);
	char made[16];

	for (size_t i = 0; i <= n; i++) {
		if (m == n + 1 && strncmp(one, two, i) == 0 && strcmp(one + i, two + i + 1) == 0)
			return true;
		if (i < n && m + 1 == n && strncmp(one, two, i) == 0 &&
		    strcmp(one + i + 1, two + i) == 0)
			return true;
		if (i < n && m == n && one[i] != two[i] && strncmp(one, two, i) == 0 &&
		    strcmp(one + i + 1, two + i + 1) == 0)
			return true;
		if (i + 1 < n && m == n && one[i] != one[i + 1]) {
			memcpy(made, one, n + 1);
			made[i] = one[i + 1];
			made[i + 1] = one[i];
			if (strcmp(made, two) == 0)
				return true;
		}
	}
	return false;
}

static int compare(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

START_TEST(agrees_with_trying_all)
{
	static char made[300][8];
	const char *list[300];
	unsigned state = 7;
	size_t count = 0, near[300];
	struct vocabulary *v;

	for (int i = 0; i < 300; i++) {
		size_t len = 3 + (state >> 16) % 4;

		for (size_t j = 0; j < len; j++) {
			state = state * 1103515245U + 12345U;
			made[i][j] = (char)('a' + (state >> 16) % 3);
		}
		list[i] = made[i];
	}
	qsort(list, 300, sizeof(list[0]), compare);
	for (size_t i = 0; i < 300; i++)
		if (count == 0 || strcmp(list[count - 1], list[i]) != 0)
			list[count++] = list[i];
	v = vocabulary_new(list, count);
	for (size_t i = 0; i < count; i++) {
		size_t found = vocabulary_near(v, list[i], near, 300), expected = 0;

		for (size_t j = 0; j < count; j++)
			expected += is_near(list[i], list[j]);
		ck_assert_uint_eq(found, expected);
		for (size_t j = 0; j < found; j++)
			ck_assert(is_near(list[i], list[near[j]]));
	}
	vocabulary_free(v);
}
END_TEST

SUITE(vocabulary, finds_words_and_beginnings, finds_one_error, finds_two_errors_of_long_words,
      agrees_with_trying_all)
