/* chunk.h - a piece of a paper, sealed under the paper's own key. */
#ifndef SERVICES_DOCUMENT_CHUNK_H
#define SERVICES_DOCUMENT_CHUNK_H

#include "i18n/base/error.h"
#include "services/registry/seal.h"

#include <stdbool.h>

/*
 * XChaCha20-Poly1305 of each piece by itself, so that one is written anew where it grows, and read
 * without those before it:
 *
 *   chunk := nonce (24) | ciphertext of at most CHUNK bytes | tag (16)
 *   additional data := "paper" NUL id NUL number (8, big end first) last (1)
 *
 * All but the last hold CHUNK bytes. `last` is 1 of the last of a paper that is whole: what is cut
 * off at its end shows. None stands in the place of another, or in another paper.
 */
#define CHUNK ((size_t)64 * 1024) /* bytes of a paper */
#define CHUNK_OVER ((size_t)40)   /* bytes more that a sealed one has */
#define CHUNK_SEALED (CHUNK + CHUNK_OVER)

struct chunk_at {
	const char *paper; /* its id */
	int64_t number;    /* from 0 */
	bool last;
};

/* `to` has room for `len` + CHUNK_OVER bytes, `ret` for `len` - CHUNK_OVER. False: it is damaged,
 * or another one. */
void chunk_seal(const unsigned char key[SEAL_KEY], const struct chunk_at *at, const void *bytes,
		size_t len, unsigned char *to);
MUST_USE bool chunk_open(const unsigned char key[SEAL_KEY], const struct chunk_at *at,
			 const unsigned char *sealed, size_t len, void *ret);

#endif
