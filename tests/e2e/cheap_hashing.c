/* cheap_hashing.c - stands before libsodium in the portals of the clients' tests: PINs are hashed
 * with the same argon2id, at the least that it may cost. tests/run says in which tests it has its
 * full price.
 */
#include <dlfcn.h>
#include <sodium.h>
#include <stdlib.h>

typedef int hash(unsigned char *out, unsigned long long size, const char *words,
		 unsigned long long length, const unsigned char *salt, unsigned long long passes,
		 size_t memory, int algorithm);

int crypto_pwhash(unsigned char *out, unsigned long long size, const char *words,
		  unsigned long long length, const unsigned char *salt, unsigned long long passes,
		  size_t memory, int algorithm)
{
	hash *real;

	(void)memory;
	*(void **)&real = dlsym(RTLD_NEXT, "crypto_pwhash");
	if (real == NULL)
		abort();
	return real(out, size, words, length, salt, passes, crypto_pwhash_MEMLIMIT_MIN, algorithm);
}
