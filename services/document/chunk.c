/* chunk.c - a piece of a paper, sealed under the paper's own key. */
#include "services/document/chunk.h"

#include <string.h>

#define NONCE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG crypto_aead_xchacha20poly1305_ietf_ABYTES
_Static_assert(NONCE + TAG == CHUNK_OVER, "what a sealed chunk has more");

struct binding {
	unsigned char bytes[64];
	size_t len;
};

static struct binding bind(const struct chunk_at *at)
{
	struct binding b = {.len = 0};
	size_t id = strlen(at->paper) + 1;

	memcpy(b.bytes, "paper", sizeof("paper"));
	b.len = sizeof("paper");
	if (id > sizeof(b.bytes) - b.len - 9)
		fatal("an id of %zu bytes", id);
	memcpy(b.bytes + b.len, at->paper, id);
	b.len += id;
	for (int i = 0; i < 8; i++)
		b.bytes[b.len++] = (unsigned char)((uint64_t)at->number >> (56 - 8 * i));
	b.bytes[b.len++] = at->last;
	return b;
}

void chunk_seal(const unsigned char key[SEAL_KEY], const struct chunk_at *at, const void *bytes,
		size_t len, unsigned char *to)
{
	struct binding b = bind(at);

	randombytes_buf(to, NONCE);
	crypto_aead_xchacha20poly1305_ietf_encrypt(to + NONCE, NULL, bytes, len, b.bytes, b.len,
						   NULL, to, key);
}

bool chunk_open(const unsigned char key[SEAL_KEY], const struct chunk_at *at,
		const unsigned char *sealed, size_t len, void *ret)
{
	struct binding b = bind(at);

	return len >= CHUNK_OVER && crypto_aead_xchacha20poly1305_ietf_decrypt(
					    ret, NULL, NULL, sealed + NONCE, len - NONCE, b.bytes,
					    b.len, sealed, key) == 0;
}
