/* seal.c - secrets outside the registry: answers are sealed with them, records are signed. */
#include "services/registry/seal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>

#define NONCE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG crypto_aead_xchacha20poly1305_ietf_ABYTES
#define BLOCK 16 /* yes and no look alike */

static const char *const files[] = {"answers.key", "pin.key", "digest.key"};

static unsigned char *key_of(struct seal *s, size_t file)
{
	return file == 0 ? s->answers : file == 1 ? s->pin : s->digest;
}

static enum fault make_key(const char *path, struct error *err)
{
	unsigned char key[SEAL_KEY];
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	bool done;

	if (fd >= 0)
		randombytes_buf(key, sizeof(key));
	done = fd >= 0 && write(fd, key, sizeof(key)) == (ssize_t)sizeof(key) && fsync(fd) == 0;
	sodium_memzero(key, sizeof(key));
	if (fd >= 0)
		close(fd);
	return done ? FAULT_NONE
		    : fail(err, FAULT_BUSY, N_("The portal's keys could not be written."),
			   "a key file: %s", strerror(errno));
}

enum fault seal_make(const char *folder, struct error *err)
{
	enum fault fault = FAULT_NONE;
	char path[4096];

	for (size_t i = 0; i < 3 && fault == FAULT_NONE; i++) {
		snprintf(path, sizeof(path), "%s/keys/%s", folder, files[i]);
		fault = make_key(path, err);
	}
	return fault;
}

static bool read_key(const char *path, unsigned char *key)
{
	unsigned char more;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	bool done = fd >= 0 && read(fd, key, SEAL_KEY) == SEAL_KEY && read(fd, &more, 1) == 0;

	if (fd >= 0)
		close(fd);
	return done;
}

enum fault seal_read(const char *folder, struct seal *ret, struct error *err)
{
	char path[4096];

	if (sodium_init() < 0)
		return fail(err, FAULT_BROKEN, N_("The portal's encryption could not be started."),
			    "sodium_init");
	for (size_t i = 0; i < 3; i++) {
		snprintf(path, sizeof(path), "%s/keys/%s", folder, files[i]);
		if (!read_key(path, key_of(ret, i))) {
			seal_wipe(ret);
			return fail(err, FAULT_BROKEN,
				    N_("The portal's keys could not be read. The portal's operator "
				       "must restore them from a backup."),
				    "keys/%s", files[i]);
		}
	}
	crypto_auth_hmacsha256_init(&ret->begun, ret->digest, sizeof(ret->digest));
	crypto_generichash(ret->index, sizeof(ret->index), (const unsigned char *)"shubbak index",
			   strlen("shubbak index"), ret->answers, sizeof(ret->answers));
	return FAULT_NONE;
}

void seal_wipe(struct seal *s)
{
	sodium_memzero(s, sizeof(*s));
}

/* "owner NUL binding" */
static struct sealed binding_of(struct arena *a, const char *owner, const char *binding)
{
	size_t left = strlen(owner) + 1, right = strlen(binding);
	unsigned char *bytes = arena_take(a, left + right);

	memcpy(bytes, owner, left);
	memcpy(bytes + left, binding, right);
	return (struct sealed){bytes, left + right};
}

struct sealed seal_words(const struct seal *s, struct arena *a, const char *owner,
			 const char *binding, const char *words)
{
	struct sealed at = binding_of(a, owner, binding);
	size_t len = strlen(words), room = (len / BLOCK + 1) * BLOCK, padded = 0;
	unsigned char *plain = arena_take(a, room);
	unsigned char *bytes = arena_take(a, NONCE + room + TAG);
	unsigned long long sealed = 0;

	memcpy(plain, words, len);
	if (sodium_pad(&padded, plain, len, BLOCK, room) != 0)
		fatal("padding %zu bytes", len);
	randombytes_buf(bytes, NONCE);
	crypto_aead_xchacha20poly1305_ietf_encrypt(bytes + NONCE, &sealed, plain, padded, at.bytes,
						   at.len, NULL, bytes, s->answers);
	sodium_memzero(plain, room);
	return (struct sealed){bytes, NONCE + (size_t)sealed};
}

enum fault seal_open_words(const struct seal *s, struct arena *a, const char *owner,
			   const char *binding, struct sealed sealed, char **ret, struct error *err)
{
	struct sealed at = binding_of(a, owner, binding);
	unsigned long long len = 0;
	unsigned char *plain;
	size_t words = 0;

	if (sealed.bytes != NULL && sealed.len >= NONCE + BLOCK + TAG) {
		plain = arena_take(a, sealed.len);
		if (crypto_aead_xchacha20poly1305_ietf_decrypt(
			    plain, &len, NULL, sealed.bytes + NONCE, sealed.len - NONCE, at.bytes,
			    at.len, sealed.bytes, s->answers) == 0 &&
		    sodium_unpad(&words, plain, (size_t)len, BLOCK) == 0) {
			plain[words] = '\0';
			*ret = (char *)plain;
			return FAULT_NONE;
		}
	}
	return fail(err, FAULT_BROKEN,
		    N_("Part of this application is damaged in the registry; please tell the "
		       "portal's operator."),
		    "the seal of %s at %s does not hold", owner, binding);
}

void seal_index(const struct seal *s, const char *domain, const char *value,
		char ret[SEAL_DIGEST + 1])
{
	unsigned char mac[crypto_auth_hmacsha256_BYTES];
	crypto_auth_hmacsha256_state state;

	crypto_auth_hmacsha256_init(&state, s->index, sizeof(s->index));
	crypto_auth_hmacsha256_update(&state, (const unsigned char *)"index", sizeof("index"));
	crypto_auth_hmacsha256_update(&state, (const unsigned char *)domain, strlen(domain) + 1);
	crypto_auth_hmacsha256_update(&state, (const unsigned char *)value, strlen(value));
	crypto_auth_hmacsha256_final(&state, mac);
	sodium_bin2hex(ret, SEAL_DIGEST + 1, mac, sizeof(mac));
	sodium_memzero(&state, sizeof(state));
}

void seal_digest_begin(struct seal_digest *d, const struct seal *s, const char *what)
{
	d->state = s->begun;
	d->len = 0;
	seal_digest_text(d, what);
}

static void hash_gathered(struct seal_digest *d)
{
	crypto_auth_hmacsha256_update(&d->state, d->gathered, d->len);
	d->len = 0;
}

static void gather(struct seal_digest *d, const void *bytes, size_t len)
{
	if (len > sizeof(d->gathered) - d->len)
		hash_gathered(d);
	if (len > sizeof(d->gathered)) {
		crypto_auth_hmacsha256_update(&d->state, bytes, len);
	} else if (len > 0) {
		memcpy(d->gathered + d->len, bytes, len);
		d->len += len;
	}
}

void seal_digest_number(struct seal_digest *d, int64_t number)
{
	unsigned char bytes[8];

	for (int i = 0; i < 8; i++)
		bytes[i] = (unsigned char)((uint64_t)number >> (56 - 8 * i));
	gather(d, bytes, sizeof(bytes));
}

void seal_digest_bytes(struct seal_digest *d, const void *bytes, size_t len)
{
	seal_digest_number(d, (int64_t)len);
	gather(d, bytes, len);
}

void seal_digest_text(struct seal_digest *d, const char *text)
{
	seal_digest_bytes(d, text, strlen(text));
}

void seal_digest_end(struct seal_digest *d, char ret[SEAL_DIGEST + 1])
{
	unsigned char mac[crypto_auth_hmacsha256_BYTES];

	hash_gathered(d);
	crypto_auth_hmacsha256_final(&d->state, mac);
	sodium_bin2hex(ret, SEAL_DIGEST + 1, mac, sizeof(mac));
}
