/* publickey.c - a public key of SSH as people hand it over, to what the portal keeps of it. */
#include "services/access/publickey.h"

#include <sodium.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define BLOB_MOST 4096 /* bytes of a key */
#define HEAD "SHA256:"
#define HASH crypto_hash_sha256_BYTES

static const char blanks[] = " \t\r\n";

/* Bytes of a key begin with the name of its kind, as the word before them says it: length, name. */
static bool is_of_kind(const unsigned char *blob, size_t len, const char *kind, size_t kind_len)
{
	size_t said = len < 4 ? 0
			      : (size_t)blob[0] << 24 | (size_t)blob[1] << 16 |
					(size_t)blob[2] << 8 | (size_t)blob[3];

	return said == kind_len && kind_len < len - 4 && memcmp(blob + 4, kind, kind_len) == 0;
}

static bool read_line(const char *typed, unsigned char hash[HASH])
{
	unsigned char blob[BLOB_MOST];
	size_t kind = strcspn(typed, blanks), skip = strspn(typed + kind, blanks), len = 0;
	const char *at = typed + kind + skip;

	if (kind == 0 || skip == 0 ||
	    sodium_base642bin(blob, sizeof(blob), at, strcspn(at, blanks), NULL, &len, NULL,
			      sodium_base64_VARIANT_ORIGINAL) != 0 ||
	    !is_of_kind(blob, len, typed, kind))
		return false;
	crypto_hash_sha256(hash, blob, len);
	return true;
}

static bool read_fingerprint(const char *typed, unsigned char hash[HASH])
{
	size_t head = strlen(HEAD), len = 0;

	return strncmp(typed, HEAD, head) == 0 &&
	       sodium_base642bin(hash, HASH, typed + head, strcspn(typed + head, blanks), NULL,
				 &len, NULL, sodium_base64_VARIANT_ORIGINAL_NO_PADDING) == 0 &&
	       len == HASH;
}

enum fault publickey_read(const char *typed, char ret[PUBLICKEY], struct error *err)
{
	unsigned char hash[HASH];

	typed += strspn(typed, blanks);
	if (!read_fingerprint(typed, hash) && !read_line(typed, hash))
		return fail(err, FAULT_INPUT,
			    N_("This is not a public key: give the line of the .pub file, or the "
			       "fingerprint SHA256:… that `ssh-keygen -l` prints."),
			    "no public key");
	sodium_bin2hex(ret, PUBLICKEY, hash, sizeof(hash));
	return FAULT_NONE;
}

void publickey_show(const char *key, char ret[PUBLICKEY_SHOWN])
{
	unsigned char hash[HASH] = {0};

	sodium_hex2bin(hash, sizeof(hash), key, strlen(key), NULL, NULL, NULL);
	snprintf(ret, PUBLICKEY_SHOWN, "%s", HEAD);
	sodium_bin2base64(ret + strlen(HEAD), PUBLICKEY_SHOWN - strlen(HEAD), hash, sizeof(hash),
			  sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
}
