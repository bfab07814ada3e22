/* signer.c - the portal's own signature on what it hands out: anybody checks it with ssh-keygen
 * alone, without the portal. */
#include "services/registry/signer.h"

#include "services/registry/folder.h"
#include "services/registry/registry_inside.h"

#include "i18n/base/buffer.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define KEY "keys/signing.key"
#define SIGNERS "keys/signers"
#define SIGNERS_MOST 65536 /* bytes */
#define HASH SIGNER_SHA512 /* of what is signed here */
#define LINE 70            /* characters of base64, as ssh-keygen writes them */
#define BLOB 1024

/* --- what SSH is made of: numbers of 4 bytes, texts behind their length --- */

struct blob {
	unsigned char bytes[BLOB];
	size_t len;
};

static void put_raw(struct blob *b, const void *bytes, size_t len)
{
	if (len > sizeof(b->bytes) - b->len)
		fatal("a signature of more than %zu bytes", sizeof(b->bytes));
	memcpy(b->bytes + b->len, bytes, len);
	b->len += len;
}

static void put_number(struct blob *b, uint32_t number)
{
	const unsigned char bytes[4] = {(unsigned char)(number >> 24),
					(unsigned char)(number >> 16), (unsigned char)(number >> 8),
					(unsigned char)number};

	put_raw(b, bytes, sizeof(bytes));
}

static void put_bytes(struct blob *b, const void *bytes, size_t len)
{
	put_number(b, (uint32_t)len);
	put_raw(b, bytes, len);
}

static void put_text(struct blob *b, const char *text)
{
	put_bytes(b, text, strlen(text));
}

static char *base64(struct arena *a, const unsigned char *bytes, size_t len)
{
	size_t room = sodium_base64_ENCODED_LEN(len, sodium_base64_VARIANT_ORIGINAL);
	char *text = arena_take(a, room);

	return sodium_bin2base64(text, room, bytes, len, sodium_base64_VARIANT_ORIGINAL);
}

static struct blob public_blob(const unsigned char *public)
{
	struct blob b = {.len = 0};

	put_text(&b, SIGNER_TYPE);
	put_bytes(&b, public, crypto_sign_PUBLICKEYBYTES);
	return b;
}

/* --- signing --- */

const char *const signer_hashes[] = {[SIGNER_SHA256] = "sha256", [SIGNER_SHA512] = "sha512"};

size_t signer_data(enum signer_hash hash, const void *bytes, size_t len,
		   unsigned char ret[SIGNER_DATA])
{
	unsigned char sum[crypto_hash_sha512_BYTES];
	struct blob b = {.len = 0};

	if (hash == SIGNER_SHA256)
		crypto_hash_sha256(sum, bytes, len);
	else
		crypto_hash_sha512(sum, bytes, len);
	put_raw(&b, SIGNER_MAGIC, strlen(SIGNER_MAGIC));
	put_text(&b, SIGNER_NAMESPACE);
	put_text(&b, "");
	put_text(&b, signer_hashes[hash]);
	put_bytes(&b, sum,
		  hash == SIGNER_SHA256 ? crypto_hash_sha256_BYTES : crypto_hash_sha512_BYTES);
	memcpy(ret, b.bytes, b.len);
	return b.len;
}

static struct blob signature(const struct signer *s, const void *bytes, size_t len)
{
	unsigned char made[crypto_sign_BYTES], data[SIGNER_DATA];
	const struct blob key = public_blob(s->public);
	struct blob inner = {.len = 0}, b = {.len = 0};

	crypto_sign_detached(made, NULL, data, signer_data(HASH, bytes, len, data), s->secret);
	put_text(&inner, SIGNER_TYPE);
	put_bytes(&inner, made, sizeof(made));
	put_raw(&b, SIGNER_MAGIC, strlen(SIGNER_MAGIC));
	put_number(&b, 1);
	put_bytes(&b, key.bytes, key.len);
	put_text(&b, SIGNER_NAMESPACE);
	put_text(&b, "");
	put_text(&b, signer_hashes[HASH]);
	put_bytes(&b, inner.bytes, inner.len);
	return b;
}

char *signer_sign(const struct signer *s, struct arena *a, const void *bytes, size_t len)
{
	const struct blob b = signature(s, bytes, len);
	const char *text = base64(a, b.bytes, b.len);
	BUFFER_CLEAN struct buffer to;

	buffer_open(&to, (size_t)4 * BLOB);
	buffer_text(&to, "-----BEGIN SSH SIGNATURE-----\n");
	for (size_t left = strlen(text); left > 0;) {
		size_t part = left < LINE ? left : LINE;

		buffer_format(&to, "%.*s\n", (int)part, text);
		text += part;
		left -= part;
	}
	buffer_text(&to, "-----END SSH SIGNATURE-----\n");
	return arena_slice(a, to.data, to.size);
}

char *signer_sign_for(const struct registry *r, struct arena *a, const void *bytes, size_t len)
{
	return r->signer.there ? signer_sign(&r->signer, a, bytes, len) : NULL;
}

/* --- the files --- */

static enum fault cannot_write(struct error *err)
{
	return fail(err, FAULT_BUSY, N_("The portal's keys could not be written."),
		    "the signing key: %s", strerror(errno));
}

/* Whoever made it, it is the owner's of the folder, by whom it is read. */
static enum fault give(const char *folder, const char *path, struct error *err)
{
	struct stat st;

	if (geteuid() != 0)
		return FAULT_NONE;
	return stat(folder, &st) == 0 && lchown(path, st.st_uid, st.st_gid) == 0
		       ? FAULT_NONE
		       : cannot_write(err);
}

/* In the place of what stands there, at once or not at all. */
static enum fault replace(const char *folder, const char *name, const void *bytes, size_t len,
			  struct error *err)
{
	char path[FOLDER_PATH], fresh[FOLDER_PATH];
	enum fault fault;

	if (snprintf(fresh, sizeof(fresh), "%s/%s.tmp", folder, name) >= (int)sizeof(fresh))
		return fail(err, FAULT_INPUT, N_("This name is too long."), "%s", name);
	snprintf(path, sizeof(path), "%s/%s", folder, name);
	unlink(fresh);
	fault = folder_write(fresh, bytes, len, err);
	if (fault == FAULT_NONE)
		fault = give(folder, fresh, err);
	if (fault == FAULT_NONE && rename(fresh, path) != 0)
		fault = cannot_write(err);
	return fault;
}

static char *line_of(struct arena *a, const unsigned char *public)
{
	const struct blob b = public_blob(public);

	return arena_format(a, "%s namespaces=\"%s\" %s %s\n", SIGNER_WHO, SIGNER_NAMESPACE,
			    SIGNER_TYPE, base64(a, b.bytes, b.len));
}

/* The publics first: one too many there does no harm, one too few would. */
static enum fault put_new(const char *folder, const char *before, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)4 * SIGNERS_MOST);
	unsigned char seed[crypto_sign_SEEDBYTES];
	struct signer s = {.there = true};
	const char *lines;
	enum fault fault;

	randombytes_buf(seed, sizeof(seed));
	crypto_sign_seed_keypair(s.public, s.secret, seed);
	lines = arena_format(a, "%s%s", line_of(a, s.public), before);
	fault = replace(folder, SIGNERS, lines, strlen(lines), err);
	if (fault == FAULT_NONE)
		fault = replace(folder, KEY, seed, sizeof(seed), err);
	sodium_memzero(seed, sizeof(seed));
	signer_wipe(&s);
	return fault;
}

enum fault signer_make(const char *folder, struct error *err)
{
	return put_new(folder, "", err);
}

enum fault signer_read(const char *folder, struct signer *ret, struct error *err)
{
	unsigned char seed[crypto_sign_SEEDBYTES + 1];
	char path[FOLDER_PATH];
	ssize_t got;
	int fd;

	*ret = (struct signer){.there = false};
	snprintf(path, sizeof(path), "%s/" KEY, folder);
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (fd < 0 && errno == ENOENT)
		return FAULT_NONE;
	got = fd < 0 ? -1 : read(fd, seed, sizeof(seed));
	if (fd >= 0)
		close(fd);
	if (got != crypto_sign_SEEDBYTES)
		return fail(err, FAULT_BROKEN,
			    N_("The portal's keys could not be read. The portal's operator must "
			       "restore them from a backup."),
			    "%s", KEY);
	crypto_sign_seed_keypair(ret->public, ret->secret, seed);
	sodium_memzero(seed, sizeof(seed));
	ret->there = true;
	return FAULT_NONE;
}

void signer_wipe(struct signer *s)
{
	sodium_memzero(s, sizeof(*s));
}

enum fault signer_lines(struct arena *a, const char *folder, char **ret, struct error *err)
{
	char path[FOLDER_PATH];
	size_t len;
	enum fault fault;

	snprintf(path, sizeof(path), "%s/" SIGNERS, folder);
	fault = folder_read(a, path, SIGNERS_MOST, ret, &len, err);
	return fault == FAULT_MISSING
		       ? fail(err, FAULT_MISSING,
			      N_("This portal has no key to sign with yet: its operator makes one "
				 "with `shubbak signers new`."),
			      "no signers")
		       : fault;
}

enum fault signer_lines_of(const struct registry *r, struct arena *a, char **ret, struct error *err)
{
	return signer_lines(a, r->folder, ret, err);
}

char *signer_fingerprint(struct arena *a, const char *line)
{
	const char *key = strstr(line, SIGNER_TYPE " ");
	unsigned char bytes[BLOB], hash[crypto_hash_sha256_BYTES];
	char text[sodium_base64_ENCODED_LEN(sizeof(hash),
					    sodium_base64_VARIANT_ORIGINAL_NO_PADDING)];
	size_t len = 0;

	key = key == NULL ? NULL : key + strlen(SIGNER_TYPE " ");
	if (key == NULL || sodium_base642bin(bytes, sizeof(bytes), key, strcspn(key, " \r\n"), NULL,
					     &len, NULL, sodium_base64_VARIANT_ORIGINAL) != 0)
		return NULL;
	crypto_hash_sha256(hash, bytes, len);
	sodium_bin2base64(text, sizeof(text), hash, sizeof(hash),
			  sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
	return arena_format(a, "SHA256:%s", text);
}

/* Every line behind a "#", as ssh-keygen passes it over. */
static char *given_up(struct arena *a, const char *lines)
{
	char *to = arena_text(a, "");

	while (*lines != '\0') {
		size_t len = strcspn(lines, "\n");

		to = arena_format(a, "%s%s%.*s\n", to,
				  *lines == '#' ? "" : "# given up: ", (int)len, lines);
		lines += len + (lines[len] == '\n');
	}
	return to;
}

enum fault signer_rotate(const char *folder, bool lost, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)64 * SIGNERS_MOST);
	char *before = NULL;
	enum fault fault = signer_lines(a, folder, &before, err);

	if (fault == FAULT_MISSING) {
		fault = FAULT_NONE;
		before = arena_text(a, "");
	}
	if (fault != FAULT_NONE)
		return fault;
	fault = put_new(folder, lost ? given_up(a, before) : before, err);
	return fault == FAULT_NONE ? folder_sync(folder, err) : fault;
}
