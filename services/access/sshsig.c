/* sshsig.c - a signature as `ssh-keygen -Y sign` makes it: read, and checked. */
#include "services/access/sshsig.h"

#include <sodium.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define SK "sk-"

/* Bytes that are read from the front. */
struct bytes {
	const unsigned char *at;
	size_t left;
	bool broken;
};

static uint32_t take_number(struct bytes *b)
{
	uint32_t n;

	if (b->left < 4) {
		b->broken = true;
		return 0;
	}
	n = (uint32_t)b->at[0] << 24 | (uint32_t)b->at[1] << 16 | (uint32_t)b->at[2] << 8 |
	    (uint32_t)b->at[3];
	b->at += 4;
	b->left -= 4;
	return n;
}

static struct bytes take_string(struct bytes *b)
{
	struct bytes s = {b->at, take_number(b), false};

	s.at = b->at;
	if (b->broken || s.left > b->left) {
		b->broken = true;
		return (struct bytes){b->at, 0, true};
	}
	b->at += s.left;
	b->left -= s.left;
	return s;
}

static bool is(const struct bytes *b, const char *word)
{
	return b->left == strlen(word) && memcmp(b->at, word, b->left) == 0;
}

static bool begins(const struct bytes *b, const char *word)
{
	return b->left >= strlen(word) && memcmp(b->at, word, strlen(word)) == 0;
}

/* --- what is wrong with one --- */

static enum fault is_none(const char *detail, struct error *err)
{
	return fail(
		err, FAULT_INPUT,
		N_("This is not a signature of ssh-keygen: send the file that `ssh-keygen -Y sign "
		   "-n shubbak -f KEY FILE` writes beside FILE, with its first and last line."),
		"%s", detail);
}

static enum fault refuse_kind(const struct bytes *kind, struct error *err)
{
	fail(err, FAULT_INPUT,
	     begins(kind, SK)
		     ? N_("Signatures of keys on a security token ({kind}) cannot be checked here. "
			  "Sign with a key of kind ed25519: `ssh-keygen -t ed25519` makes one.")
		     : N_("Signatures made with keys of kind {kind} are not accepted. Sign with a "
			  "key of kind ed25519: `ssh-keygen -t ed25519` makes one."),
	     "kind of key");
	/* only what a name of a kind is made of */
	error_fill(err, "kind", "%.*s",
		   (int)(kind->left < 60 && strspn((const char *)kind->at,
						   "abcdefghijklmnopqrstuvwxyz0123456789-@.") >=
						    kind->left
				 ? kind->left
				 : 0),
		   (const char *)kind->at);
	return FAULT_INPUT;
}

static enum fault refuse_namespace(struct error *err)
{
	return fail(
		err, FAULT_INPUT,
		N_("This signature was made for something else: sign with `ssh-keygen -Y sign -n "
		   "shubbak`."),
		"another namespace");
}

/* --- reading --- */

/* The bytes between its two lines; 0: there are none. */
static size_t unarmor(const char *text, unsigned char *to, size_t room)
{
	const char *from = strstr(text, SSHSIG_BEGIN), *end;
	size_t len = 0;

	end = from == NULL ? NULL : strstr(from, SSHSIG_END);
	if (end == NULL || end - from > SSHSIG_MOST)
		return 0;
	from += strlen(SSHSIG_BEGIN);
	return sodium_base642bin(to, room, from, (size_t)(end - from), " \r\n", &len, NULL,
				 sodium_base64_VARIANT_ORIGINAL) == 0
		       ? len
		       : 0;
}

static enum fault read_key(struct bytes key, struct sshsig *ret, struct error *err)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	struct bytes kind, point;

	crypto_hash_sha256(hash, key.at, key.left);
	sodium_bin2hex(ret->key, sizeof(ret->key), hash, sizeof(hash));
	kind = take_string(&key);
	if (key.broken || kind.left == 0)
		return is_none("its key", err);
	if (!is(&kind, SIGNER_TYPE))
		return refuse_kind(&kind, err);
	point = take_string(&key);
	if (key.broken || key.left != 0 || point.left != sizeof(ret->public_key))
		return is_none("its key", err);
	memcpy(ret->public_key, point.at, point.left);
	return FAULT_NONE;
}

static enum fault read_signature(struct bytes b, struct sshsig *ret, struct error *err)
{
	struct bytes kind = take_string(&b), value = take_string(&b);

	if (b.broken || b.left != 0 || !is(&kind, SIGNER_TYPE) ||
	    value.left != sizeof(ret->signature))
		return is_none("its signature", err);
	memcpy(ret->signature, value.at, value.left);
	return FAULT_NONE;
}

enum fault sshsig_read(const char *armored, struct sshsig *ret, struct error *err)
{
	unsigned char raw[SSHSIG_MOST + 1] = {0};
	struct bytes b = {raw, unarmor(armored, raw, SSHSIG_MOST), false};
	struct bytes key, space, reserved, hash, signature;
	enum fault fault;

	if (!begins(&b, SIGNER_MAGIC))
		return is_none("no armor, or another magic", err);
	b.at += strlen(SIGNER_MAGIC);
	b.left -= strlen(SIGNER_MAGIC);
	if (take_number(&b) != 1)
		return is_none("its version", err);
	key = take_string(&b);
	space = take_string(&b);
	reserved = take_string(&b);
	hash = take_string(&b);
	signature = take_string(&b);
	if (b.broken || b.left != 0 || reserved.left != 0)
		return is_none("its parts", err);
	ret->hash = is(&hash, signer_hashes[SIGNER_SHA256]) ? SIGNER_SHA256 : SIGNER_SHA512;
	if (!is(&hash, signer_hashes[ret->hash]))
		return is_none("its hash", err);
	fault = read_key(key, ret, err);
	if (fault == FAULT_NONE && !is(&space, SIGNER_NAMESPACE))
		return refuse_namespace(err);
	return fault == FAULT_NONE ? read_signature(signature, ret, err) : fault;
}

/* --- checking --- */

bool sshsig_is_of(const struct sshsig *s, const char *text)
{
	unsigned char data[SIGNER_DATA];
	size_t len = signer_data(s->hash, text, strlen(text), data);

	return crypto_sign_verify_detached(s->signature, data, len, s->public_key) == 0;
}
