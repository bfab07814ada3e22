/* sum.c - the SHA-256 of a paper's bytes: by libcrypto, which lets the processor do it where it
 * can. libssh has brought it along; libsodium's takes five times as long over ten megabytes. */
#include "services/document/sum.h"

#include "i18n/base/error.h"

#include <openssl/evp.h>
#include <sodium.h>

#define BYTES (PAPER_SUM / 2)

/* The library has one type for all, and whoever has one of ours need not know it. */
static EVP_MD_CTX *of(struct sum *s)
{
	return (EVP_MD_CTX *)(void *)s;
}

struct sum *sum_new(void)
{
	EVP_MD_CTX *c = EVP_MD_CTX_new();

	if (c == NULL || EVP_DigestInit_ex(c, EVP_sha256(), NULL) != 1)
		fatal("no sum can be made");
	return (struct sum *)(void *)c;
}

void sum_add(struct sum *s, const void *bytes, size_t len)
{
	if (EVP_DigestUpdate(of(s), bytes, len) != 1)
		fatal("a sum cannot be made");
}

void sum_end(struct sum *s, char ret[PAPER_SUM + 1])
{
	unsigned char sum[BYTES];

	if (EVP_DigestFinal_ex(of(s), sum, NULL) != 1)
		fatal("a sum cannot be made");
	sodium_bin2hex(ret, PAPER_SUM + 1, sum, sizeof(sum));
	sum_free(s);
}

void sum_free(struct sum *s)
{
	EVP_MD_CTX_free(of(s));
}
