/* code_test.c - one-time codes: those of RFC 6238, within a drift of one step, and none twice. */
#include "tests/services/codes.h"
#include "tests/unit.h"

#include <string.h>

/* "12345678901234567890", RFC 6238, appendix B; the last six of its eight digits. */
static const char rfc[] = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

START_TEST(the_codes_of_the_standard)
{
	static const struct {
		int64_t at;
		const char *digits;
	} codes[] = {{59, "287082"},         {1111111109, "081804"}, {1111111111, "050471"},
		     {1234567890, "005924"}, {2000000000, "279037"}, {20000000000, "353130"}};

	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
		int64_t at = codes[i].at, step = at / CODE_SECONDS;

		ck_assert_int_eq(code_step(rfc, codes[i].digits, at, 0), step);
		ck_assert_int_eq(code_step(rfc, codes[i].digits, at + CODE_SECONDS, 0), step);
		ck_assert_int_eq(code_step(rfc, codes[i].digits, at - CODE_SECONDS, 0), step);
		ck_assert_int_eq(code_step(rfc, codes[i].digits, at + 2 * CODE_SECONDS, 0), 0);
		if (at >= 2 * CODE_SECONDS)
			ck_assert_int_eq(code_step(rfc, codes[i].digits, at - 2 * CODE_SECONDS, 0),
					 0);
	}
}
END_TEST

START_TEST(no_code_behind_the_last_one)
{
	char digits[CODE_DIGITS + 1];
	int64_t at = 1800000000, step = at / CODE_SECONDS;

	codes_at(rfc, at, digits);
	ck_assert_int_eq(code_step(rfc, digits, at, step - 1), step);
	ck_assert_int_eq(code_step(rfc, digits, at, step), 0);
	ck_assert_int_eq(code_step(rfc, digits, at, step + 1), 0);
}
END_TEST

START_TEST(secrets_are_random_and_read_by_others)
{
	char one[CODE_SECRET], two[CODE_SECRET], digits[CODE_DIGITS + 1], made[CODE_DIGITS + 1],
		uri[CODE_URI];

	for (int i = 0; i < 200; i++) {
		int64_t at = 1800000000 + 31 * i;

		code_new(one);
		code_new(two);
		ck_assert_str_ne(one, two);
		codes_at(one, at, digits);
		ck_assert_int_eq(code_step(one, digits, at, 0), at / CODE_SECONDS);
		ck_assert_int_eq(code_step("", digits, at, 0), 0);
		ck_assert(code_make(one, at, made));
		ck_assert_str_eq(made, digits);
		ck_assert(!code_make("", at, made));
	}
	code_uri(rfc, "0000079444", uri);
	ck_assert_str_eq(uri,
			 "otpauth://totp/Shubbak:0000079444?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3T"
			 "QOJQ&issuer=Shubbak&digits=6&period=30");
}
END_TEST

START_TEST(no_secret_is_never_right)
{
	static const char *const none[] = {"", "GEZD", "gezdgnbvgy3tqojqgezdgnbvgy3tqojq",
					   "0EZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"};
	char zeros[CODE_DIGITS + 1];

	/* The code of twenty bytes that are all zero. */
	codes_at("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", 1800000000, zeros);
	ck_assert_int_ne(code_step("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", zeros, 1800000000, 0), 0);
	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		ck_assert_int_eq(code_step(none[i], zeros, 1800000000, 0), 0);
}
END_TEST

SUITE(code, the_codes_of_the_standard, no_code_behind_the_last_one,
      secrets_are_random_and_read_by_others, no_secret_is_never_right)
