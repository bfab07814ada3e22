/* pattern_test.c - patterns fit whole answers in every script, and those that nothing is known of
 * or that would run away are refused with the place. */
#include "services/definition/pattern.h"
#include "services/definition/pattern_read.h"
#include "services/registry/limits.h"

#include "services/definition/types.h"
#include "tests/unit.h"

static void must_fit(const char *pattern, const char *answer, bool fits)
{
	struct error err;

	ck_assert_msg(pattern_check(pattern, &err) == FAULT_NONE, "%s is refused", pattern);
	ck_assert_msg(pattern_matches(pattern, answer) == fits, "%s: %s", pattern, answer);
}

/* `at` begins with what the message must quote. */
static void must_be_refused(const char *pattern, const char *at, const char *say)
{
	struct error err;

	ck_assert_msg(pattern_check(pattern, &err) == FAULT_INPUT, "%s is let pass", pattern);
	ck_assert_msg(strstr(err.say, say) != NULL, "%s: %s", pattern, err.say);
	ck_assert_msg(err.fill_count > 0 && strcmp(err.fills[0].name, "at") == 0 &&
			      strcmp(err.fills[0].value, at) == 0,
		      "%s: quotes %s", pattern, err.fills[0].value);
	ck_assert(!pattern_matches(pattern, "a"));
}

START_TEST(fits_the_whole)
{
	must_fit("[A-Z]{2}[0-9]+", "AB1", true);
	must_fit("[A-Z]{2}[0-9]+", "AB1 ", false);
	must_fit("[A-Z]{2}[0-9]+", "xAB1", false);
	must_fit("[A-Z]{2}[0-9]+", "AB", false);
	must_fit("[A-Z]{2}[0-9]+", "", false);
	must_fit("a|ab", "ab", true);
	must_fit("a|b", "ax", false);
	must_fit("..", "جو", true);
	must_fit("..", "ج", false);
	must_fit("(جواز|سفر)+", "جوازسفر", true);
	must_fit("^[A-Z]+$", "AB", true);
	must_fit("^a|b$", "ab", false);
	must_fit("^a|b$", "b", true);
	must_fit("a.b", "a\nb", true);
	ck_assert(!pattern_matches("a)|(b", "axx"));
	ck_assert(!pattern_matches("a.b", "a\xff"
					  "b"));
}
END_TEST

START_TEST(repeats_as_often_as_it_says)
{
	static const struct {
		const char *pattern;
		int from, to; /* as many letters fit */
	} rows[] = {
		{"a?", 0, 1},
		{"a*", 0, 12},
		{"a+", 1, 12},
		{"a{3}", 3, 3},
		{"a{0,2}", 0, 2},
		{"a{2,4}", 2, 4},
		{"a{1,2}", 1, 2},
		{"a{3,}", 3, 12},
		{"a{1,}", 1, 12},
		{"a{0,}", 0, 12},
		{"(aa?){3}", 3, 6},
		{"(a{2}){2,3}a?", 4, 7},
		{"(a*)*", 0, 12},
		{"(a?){0,3}", 0, 3},
		{"((a|aa)+){2,}", 2, 12},
		{"a{1,2}|aaaa|a{5}", 1, 5},
		{"(a?|b){4}(a)?", 0, 5},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		for (int n = 0; n <= 12; n++) {
			char answer[16] = "aaaaaaaaaaaa";
			bool fits = n >= rows[i].from && n <= rows[i].to;

			answer[n] = '\0';
			if (i == 15 && n == 3)
				fits = false;
			must_fit(rows[i].pattern, answer, fits);
		}
}
END_TEST

START_TEST(knows_sets_and_classes)
{
	must_fit("[^a-c]", "d", true);
	must_fit("[^a-c]", "b", false);
	must_fit("[ء-ي]+", "جواز", true);
	must_fit("[]a]+", "a]", true);
	must_fit("[a-]+", "a-", true);
	must_fit("[-a]+", "a-", true);
	must_fit("[a\\-c]+", "a-c", true);
	must_fit("[a\\-c]+", "b", false);
	must_fit("[a[]+", "[a", true);
	must_fit("[\\]\\\\]+", "]\\", true);
	must_fit("a\\.b\\\\", "a.b\\", true);
	must_fit("a\\.b", "axb", false);
	must_fit("[[:alpha:]]+", "Éloïseجَ", true);
	must_fit("[[:alpha:]]+", "a1", false);
	must_fit("[[:alpha:]]+", "a\u20dd", true); /* within a circle */
	must_fit("[[:upper:]][[:lower:]]+", "Éa", true);
	must_fit("[[:upper:]][[:lower:]]+", "éa", false);
	must_fit("[[:punct:]]+", "-/؟_©", true);
	must_fit("[[:xdigit:]]+", "aF0", true);
	must_fit("[[:xdigit:]]+", "g", false);
	must_fit("[[:space:][:digit:]]+", "1 2", true);
	must_fit("[[:blank:]]", "\n", false);
	must_fit("[^[:alnum:]]+", "a", false);
}
END_TEST

START_TEST(knows_short_classes)
{
	must_fit("\\d{4}", "1234", true);
	must_fit("\\d{4}", "١٢٣٤", true);
	must_fit("\\d", "d", false);
	must_fit("\\D", "d", true);
	must_fit("\\D", "٣", false);
	must_fit("\\w+", "Été_٣جَ", true);
	must_fit("\\w", "-", false);
	must_fit("\\W", "-", true);
	must_fit("\\W", "ج", false);
	must_fit("\\w", "w", true);
	must_fit("a\\sb", "a b", true);
	must_fit("a\\sb", "asb", false);
	must_fit("\\s\\s\\s", "\u2028\u2029\u3000", true);
	must_fit("\\s\\s\\s", "\t\v\r", true);
	must_fit("\\s", "\x0e", false);
	must_fit("\\s", "\u200b", false);
	must_fit("\\S+", "جواز", true);
	must_fit("\\S+", "a b", false);
	must_fit("[\\d/-]+", "1/2-3", true);
	must_fit("[\\d/-]+", "d", false);
	must_fit("[^\\W\\d]+", "ab", true);
	must_fit("[^\\W\\d]+", "a1", false);
}
END_TEST

START_TEST(names_the_place_of_what_is_wrong)
{
	static const struct {
		const char *pattern, *at, *say;
	} rows[] = {
		{"a++", "+", "repeated already"},
		{"a+?b", "?b", "repeated already"},
		{"(ab)*{2}", "{2}", "repeated already"},
		{"a{2}{3}", "{3}", "repeated already"},
		{"^(%??+?+++b++b*)$", "?+?+++b++b*)$", "repeated already"},
		{"*a", "*a", "Nothing stands before"},
		{"^+", "+", "Nothing stands before"},
		{"(|+)", "(|+)", "Nothing is said"},
		{"a|", "|", "Nothing is said"},
		{"a||b", "||b", "Nothing is said"},
		{"a()", "()", "Nothing is said"},
		{"^$", "^$", "Nothing is said"},
		{"", "", "Nothing is said"},
		{"(a", "(a", "has no"},
		{"b[a", "[a", "has no"},
		{"[]", "[]", "has no"},
		{"a)b", ")b", "closes nothing"},
		{"[a[b]]", "]", "closes nothing"},
		{"a}", "}", "closes nothing"},
		{"a{2", "{2", "number of times"},
		{"a{,3}", "{,3}", "number of times"},
		{"a{3,2}", "{3,2}", "number of times"},
		{"a{0}", "{0}", "number of times"},
		{"a{ 2}", "{ 2}", "number of times"},
		{"a{1001}", "{1001}", "number of times"},
		{"a{1,99999999999}", "{1,99999999999}", "number of times"},
		{"(a)\\1", "\\1", "refer back"},
		{"a\\", "\\", "does not know"},
		{"\\bab", "\\bab", "does not know"},
		{"\\<ab\\>", "\\<ab\\>", "does not know"},
		{"[\\n]", "\\n]", "does not know"},
		{"\\pL+", "\\pL+", "does not know"},
		{"(?:a)", "(?:a)", "write ( alone"},
		{"(?=a)b", "(?=a)b", "write ( alone"},
		{"[z-a]", "z-a]", "lower letter first"},
		{"[a-\\d]", "a-\\d]", "lower letter first"},
		{"[[:letter:]]", "[:letter:]]", "No class"},
		{"[[:d:]]", "[:d:]]", "No class"},
		{"[[=a=]]", "[=a=]]", "No class"},
		{"[:alpha:]+", "[:alpha:]+", "lacks brackets"},
		{"a^b", "^b", "whole answer"},
		{"a$b", "$b", "whole answer"},
		{"(^a)", "^a)", "whole answer"},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		must_be_refused(rows[i].pattern, rows[i].at, rows[i].say);
}
END_TEST

START_TEST(refuses_what_is_too_long)
{
	static const char *const patterns[] = {
		"(a{50}){50}",
		"(a?b?c?){1000}",
		"((((((a?)?)?)?)?)?){999}",
		"((a{1000}){1000}){1000}",
		"(a|b){1000}",
		"(a{1000}){2,}",
	};
	char longest[300];
	struct error err;

	for (size_t i = 0; i < sizeof(patterns) / sizeof(patterns[0]); i++) {
		ck_assert_msg(pattern_check(patterns[i], &err) == FAULT_INPUT, "%s", patterns[i]);
		ck_assert_ptr_nonnull(strstr(err.say, "2000"));
	}
	must_fit("a{1000}b?", "a", false);
	must_fit("a{0,1000}", "aa", true);
	memset(longest, 'a', sizeof(longest));
	longest[PATTERN_MAX + 1] = '\0';
	ck_assert_int_eq(pattern_check(longest, &err), FAULT_INPUT);
	longest[PATTERN_MAX] = '\0';
	ck_assert_int_eq(pattern_check(longest, &err), FAULT_NONE);
	/* As many sets and brackets as there can be. */
	memset(longest, '(', PATTERN_MAX);
	ck_assert_int_eq(pattern_check(longest, &err), FAULT_INPUT);
	for (size_t i = 0; i < PATTERN_MAX; i += 2)
		memcpy(longest + i, "a|", 2);
	longest[PATTERN_MAX - 1] = '\0';
	must_fit(longest, "a", true);
}
END_TEST

/* The longest answer there is: minutes, if every letter were tried as a beginning, or every way
 * after the other. */
START_TEST(takes_its_steps_once)
{
	char answer[LIMIT_ANSWER + 1] = "";

	for (size_t i = 0; i < LIMIT_ANSWER; i += 2)
		memcpy(answer + i, "é", 3);
	must_fit("(.*){1,60}x", answer, false);
	must_fit("(.*){1,3}", answer, true);
	must_fit("(.?.?){400}x", answer, false);
	must_fit(".{0,500}x", answer, false);
	must_fit("((.|é|[^a])+)+x", answer, false);
	must_fit("(.{0,30}){0,30}.*x", answer, false);
	must_fit("(a|b)*", "xab", false);
}
END_TEST

/* What the definitions that come with the portal meant before, to the letter. */
START_TEST(keeps_what_definitions_mean)
{
	static const struct {
		const char *pattern, *fits, *fits_not;
	} rows[] = {
		{"[A-Za-z]{1,2}[0-9]{6,8}", "LR1234567", "LRX1234567"},
		{"[A-Za-z][A-Za-z' .-]*", "Anne-Marie O'Neil Jr.", "-Anne"},
		{"[A-Za-z][A-Za-z' -]*", "Abou-Jaoude", "Abou.Jaoude"},
		{"([0-9]|٠|١|٢|٣|٤|٥|٦|٧|٨|٩)+", "12٣٤", "12a"},
		{"([0-9]|٠|١|٢|٣|٤|٥|٦|٧|٨|٩){5}", "1234٥", "123456"},
		{"[2-9][0-9]{7}", "20123456", "10123456"},
		{"([5-7][0-9]{8}|[2-4][0-9]{7})", "551234567", "251234567"},
		{"([13-9][0-9]{6}|(7[0-9]|81)[0-9]{6})", "81123456", "82123456"},
		{"(1[0125][0-9]{8}|1[35][0-9]{6,7}|[2-9][0-9]{7,8})", "1012345678", "1312345678"},
		{"[23][0-9]{13}", "29001011234567", "19001011234567"},
		{".*[A-Za-z].*", "12 rue é", "١٢"},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		must_fit(rows[i].pattern, rows[i].fits, true);
		must_fit(rows[i].pattern, rows[i].fits_not, false);
	}
}
END_TEST

SUITE(pattern, fits_the_whole, repeats_as_often_as_it_says, knows_sets_and_classes,
      knows_short_classes, names_the_place_of_what_is_wrong, refuses_what_is_too_long,
      takes_its_steps_once, keeps_what_definitions_mean)
