/* seal.h - secrets outside the registry: answers are sealed with them, records are signed. */
#ifndef SERVICES_REGISTRY_SEAL_H
#define SERVICES_REGISTRY_SEAL_H

#include "i18n/base/arena.h"
#include "i18n/base/error.h"

#include <sodium.h>
#include <stdint.h>

#define SEAL_KEY 32    /* bytes */
#define SEAL_DIGEST 64 /* characters of a digest in hex */

/* FOLDER/keys/answers.key, pin.key, digest.key: 32 random bytes each, mode 0600. */
struct seal {
	unsigned char answers[SEAL_KEY];
	unsigned char pin[SEAL_KEY];
	unsigned char digest[SEAL_KEY];
	unsigned char index[SEAL_KEY]; /* by which values are found: it follows from `answers` */
	crypto_auth_hmacsha256_state begun; /* what every digest by that key begins with */
};

/* Makes the three files in an existing FOLDER/keys; reads them. seal_wipe when they are not needed
 * any more. */
MUST_USE enum fault seal_make(const char *folder, struct error *err);
MUST_USE enum fault seal_read(const char *folder, struct seal *ret, struct error *err);
void seal_wipe(struct seal *s);

/*
 * Words sealed for one binding: XChaCha20-Poly1305, so that neither a thief of the disk reads them
 * nor anybody moves them elsewhere.
 *
 *   sealed := nonce (24) | ciphertext of: words, padded to whole 16 bytes | tag (16)
 *   additional data := "owner NUL binding", e.g. the application's id and "section/1/question"
 */
struct sealed {
	const unsigned char *bytes;
	size_t len;
};
struct sealed seal_words(const struct seal *s, struct arena *a, const char *owner,
			 const char *binding, const char *words);

/* FAULT_BROKEN: it was changed, or is another binding's. */
MUST_USE enum fault seal_open_words(const struct seal *s, struct arena *a, const char *owner,
				    const char *binding, struct sealed sealed, char **ret,
				    struct error *err);

/*
 * By what a sealed value is found where it is known exactly: HMAC-SHA-256 under the index key, over
 *
 *   "index" NUL domain NUL value
 *
 * The same value in another domain is another. Never for values of which there are few kinds.
 */
void seal_index(const struct seal *s, const char *domain, const char *value,
		char ret[SEAL_DIGEST + 1]);

/*
 * A keyed digest (HMAC-SHA-256) over fields, each with its length before it, so that no two lists
 * of fields give the same bytes:
 *
 *   text   := length (8 bytes, big end first) | bytes
 *   number := 8 bytes, big end first
 *
 * Fields are short, and the hash takes whole blocks: they are gathered before it is called.
 */
struct seal_digest {
	crypto_auth_hmacsha256_state state;
	unsigned char gathered[256];
	size_t len;
};
void seal_digest_begin(struct seal_digest *d, const struct seal *s, const char *what);
void seal_digest_text(struct seal_digest *d, const char *text);
void seal_digest_bytes(struct seal_digest *d, const void *bytes, size_t len);
void seal_digest_number(struct seal_digest *d, int64_t number);
void seal_digest_end(struct seal_digest *d, char ret[SEAL_DIGEST + 1]);

#endif
