/* hashing.c - unit tests hash thousands of PINs: with the same argon2id, at the least that it may
 * cost. What the portal asked for is kept, for the test that says what it must be; a few of the
 * clients' tests have it at its full price.
 */
#include "tests/hashing.h"

#include <sodium.h>

struct hashing hashing_asked;
bool hashing_whole;

int __real_crypto_pwhash(unsigned char *out, unsigned long long size, const char *words,
			 unsigned long long length, const unsigned char *salt,
			 unsigned long long passes, size_t memory, int algorithm);
int __wrap_crypto_pwhash(unsigned char *out, unsigned long long size, const char *words,
			 unsigned long long length, const unsigned char *salt,
			 unsigned long long passes, size_t memory, int algorithm);

int __wrap_crypto_pwhash(unsigned char *out, unsigned long long size, const char *words,
			 unsigned long long length, const unsigned char *salt,
			 unsigned long long passes, size_t memory, int algorithm)
{
	hashing_asked =
		(struct hashing){.passes = passes, .memory = memory, .algorithm = algorithm};
	return __real_crypto_pwhash(out, size, words, length, salt, passes,
				    hashing_whole ? memory : crypto_pwhash_argon2id_MEMLIMIT_MIN,
				    algorithm);
}
