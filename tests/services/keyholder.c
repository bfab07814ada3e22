/* keyholder.c - a key of SSH and what `ssh-keygen -Y sign` makes with it, for tests. */
#include "tests/services/keyholder.h"

#include <sodium.h>
#include <string.h>

struct bytes {
	unsigned char at[2000];
	size_t len;
};

static void put_number(struct bytes *b, size_t n)
{
	for (int i = 24; i >= 0; i -= 8)
		b->at[b->len++] = (unsigned char)(n >> i);
}

static void put_raw(struct bytes *b, const void *from, size_t len)
{
	memcpy(b->at + b->len, from, len);
	b->len += len;
}

static void put(struct bytes *b, const void *from, size_t len)
{
	put_number(b, len);
	put_raw(b, from, len);
}

static void put_text(struct bytes *b, const char *text)
{
	put(b, text, strlen(text));
}

struct keyholder keyholder_of(char letter)
{
	unsigned char seed[crypto_sign_SEEDBYTES];
	struct keyholder s;

	memset(seed, letter, sizeof(seed));
	crypto_sign_seed_keypair(s.public_key, s.secret_key, seed);
	return s;
}

static struct bytes blob(const struct keyholder *s, const char *kind)
{
	struct bytes b = {.len = 0};

	put_text(&b, kind);
	put(&b, s->public_key, sizeof(s->public_key));
	return b;
}

static char *base64(struct arena *a, const struct bytes *b)
{
	size_t room = sodium_base64_encoded_len(b->len, sodium_base64_VARIANT_ORIGINAL);
	char *to = arena_take(a, room);

	return sodium_bin2base64(to, room, b->at, b->len, sodium_base64_VARIANT_ORIGINAL);
}

const char *keyholder_line(struct arena *a, const struct keyholder *s)
{
	struct bytes b = blob(s, "ssh-ed25519");

	return arena_format(a, "ssh-ed25519 %s somebody@home", base64(a, &b));
}

const char *keyholder_sign(struct arena *a, const struct keyholder *s, const char *text,
			   const char *space, const char *kind)
{
	unsigned char hash[crypto_hash_sha512_BYTES], signature[crypto_sign_BYTES];
	struct bytes said = {.len = 0}, all = {.len = 0}, key = blob(s, kind), own = {.len = 0};

	crypto_hash_sha512(hash, (const unsigned char *)text, strlen(text));
	put_raw(&said, "SSHSIG", 6);
	put_text(&said, space);
	put_text(&said, "");
	put_text(&said, "sha512");
	put(&said, hash, sizeof(hash));
	crypto_sign_detached(signature, NULL, said.at, said.len, s->secret_key);
	put_text(&own, kind);
	put(&own, signature, sizeof(signature));
	put_raw(&all, "SSHSIG", 6);
	put_number(&all, 1);
	put(&all, key.at, key.len);
	put_text(&all, space);
	put_text(&all, "");
	put_text(&all, "sha512");
	put(&all, own.at, own.len);
	return arena_format(a, "-----BEGIN SSH SIGNATURE-----\n%s\n-----END SSH SIGNATURE-----\n",
			    base64(a, &all));
}
