/* codes.c - one-time codes as a telephone makes them, for tests. */
#include "tests/services/codes.h"

#include "tests/unit.h"

#include <liboath/oath.h>
#include <string.h>

void codes_at(const char *secret, int64_t at, char ret[CODE_DIGITS + 1])
{
	size_t len = 0;
	char *bytes = NULL;

	ck_assert_int_eq(oath_base32_decode(secret, strlen(secret), &bytes, &len), OATH_OK);
	ck_assert_int_eq(oath_totp_generate(bytes, len, at, CODE_SECONDS, 0, CODE_DIGITS, ret),
			 OATH_OK);
	free(bytes);
}
