/* code.c - one-time codes of accounts: RFC 6238 with SHA-1, six digits, a step of thirty seconds.
 */
#include "services/access/code.h"

#include <liboath/oath.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#define BYTES 20 /* of a secret: as many as SHA-1 has (RFC 4226, 4) */
#define LETTERS (CODE_SECRET - 1)
#define DRIFT 1 /* steps that a telephone's clock may be off */

_Static_assert(BYTES * 8 == LETTERS * 5, "a letter has five bits, and none is left over");

static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

void code_new(char ret[CODE_SECRET])
{
	for (size_t i = 0; i < LETTERS; i++)
		ret[i] = letters[randombytes_uniform(32)];
	ret[LETTERS] = '\0';
}

/* Five bits a letter, the first ones highest. */
static bool read_secret(const char *secret, unsigned char bytes[BYTES])
{
	unsigned bits = 0;
	int count = 0;
	size_t done = 0;

	memset(bytes, 0, BYTES);
	if (strlen(secret) != LETTERS)
		return false;
	for (; *secret != '\0'; secret++) {
		const char *at = strchr(letters, *secret);

		if (at == NULL)
			return false;
		bits = (bits << 5 | (unsigned)(at - letters)) & 0xfff;
		count += 5;
		if (count >= 8) {
			count -= 8;
			bytes[done++] = (unsigned char)(bits >> count);
		}
	}
	return true;
}

static bool generate(const unsigned char bytes[BYTES], int64_t step, char ret[CODE_DIGITS + 1])
{
	return oath_hotp_generate((const char *)bytes, BYTES, (uint64_t)step, CODE_DIGITS, false,
				  OATH_HOTP_DYNAMIC_TRUNCATION, ret) == OATH_OK;
}

int64_t code_step(const char *secret, const char digits[CODE_DIGITS + 1], int64_t now,
		  int64_t after)
{
	unsigned char bytes[BYTES];
	bool known = read_secret(secret, bytes);
	int64_t here = now / CODE_SECONDS, found = 0;
	char made[CODE_DIGITS + 1];

	for (int64_t step = here - DRIFT; step <= here + DRIFT; step++) {
		bool same = generate(bytes, step, made) &&
			    sodium_memcmp(made, digits, CODE_DIGITS) == 0;

		if (same && known && step > after)
			found = step;
	}
	sodium_memzero(bytes, sizeof(bytes));
	sodium_memzero(made, sizeof(made));
	return found;
}

bool code_make(const char *secret, int64_t now, char ret[CODE_DIGITS + 1])
{
	unsigned char bytes[BYTES];
	bool made = read_secret(secret, bytes) && generate(bytes, now / CODE_SECONDS, ret);

	sodium_memzero(bytes, sizeof(bytes));
	return made;
}

void code_uri(const char *secret, const char *number, char ret[CODE_URI])
{
	snprintf(ret, CODE_URI,
		 "otpauth://totp/Shubbak:%s?secret=%s&issuer=Shubbak&digits=%d&period=%d", number,
		 secret, CODE_DIGITS, CODE_SECONDS);
}
