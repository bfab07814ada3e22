/* archive.c - many files in one that only the holder of the backup's secret opens. */
#include "services/upkeep/archive.h"

#include "services/registry/folder.h"

#include <errno.h>
#include <fcntl.h>

static const char magic[8] = "shbackup";
#define FORMAT 1
#define MANIFEST_MAX ((size_t)256 * 1024 * 1024) /* bytes: two million documents */
#define SEALED_KEY                                                                                 \
	(crypto_secretstream_xchacha20poly1305_KEYBYTES + crypto_box_SEALBYTES) /* 80              \
										 */
#define HEADER crypto_secretstream_xchacha20poly1305_HEADERBYTES
#define EXTRA crypto_secretstream_xchacha20poly1305_ABYTES
#define FINAL crypto_secretstream_xchacha20poly1305_TAG_FINAL
#define HASH crypto_hash_sha256_BYTES

static enum fault cannot_write(struct error *err)
{
	return fail(err, FAULT_BUSY,
		    N_("The backup could not be written. Check that the disk is not full. Nothing "
		       "in the portal was changed."),
		    "%s", strerror(errno));
}

static enum fault damaged(struct error *err, const char *what)
{
	return fail(err, FAULT_INPUT,
		    N_("This backup is damaged or incomplete. Use another copy of it."), "%s",
		    what);
}

static void number_bytes(uint64_t number, unsigned char *to, int bytes)
{
	for (int i = 0; i < bytes; i++)
		to[i] = (unsigned char)(number >> (8 * (bytes - 1 - i)));
}

static uint64_t bytes_number(const unsigned char *from, int bytes)
{
	uint64_t number = 0;

	for (int i = 0; i < bytes; i++)
		number = number << 8 | from[i];
	return number;
}

void archive_free(struct archive *x)
{
	buffer_close(&x->manifest);
	sodium_memzero(x, sizeof(*x));
}

/* --- writing --- */

enum fault archive_begin(struct archive *x, FILE *file,
			 const unsigned char public_key[crypto_box_PUBLICKEYBYTES],
			 struct error *err)
{
	unsigned char key[crypto_secretstream_xchacha20poly1305_KEYBYTES], sealed[SEALED_KEY];
	unsigned char header[HEADER], version[4];
	bool done;

	*x = (struct archive){.file = file};
	buffer_open(&x->manifest, MANIFEST_MAX);
	crypto_secretstream_xchacha20poly1305_keygen(key);
	done = crypto_box_seal(sealed, key, sizeof(key), public_key) == 0;
	crypto_secretstream_xchacha20poly1305_init_push(&x->state, header, key);
	sodium_memzero(key, sizeof(key));
	if (!done)
		return fail(err, FAULT_BROKEN, N_("The backup's public key is damaged."),
			    "crypto_box_seal");
	number_bytes(FORMAT, version, 4);
	done = fwrite(magic, 1, 8, file) == 8 && fwrite(version, 1, 4, file) == 4 &&
	       fwrite(sealed, 1, sizeof(sealed), file) == sizeof(sealed) &&
	       fwrite(header, 1, sizeof(header), file) == sizeof(header);
	return done ? FAULT_NONE : cannot_write(err);
}

static enum fault write_chunk(struct archive *x, unsigned char tag, struct error *err)
{
	unsigned char cipher[ARCHIVE_CHUNK + EXTRA], len[4];
	unsigned long long size = 0;

	crypto_secretstream_xchacha20poly1305_push(&x->state, cipher, &size, x->plain, x->used,
						   NULL, 0, tag);
	number_bytes(size, len, 4);
	x->used = 0;
	if (fwrite(len, 1, 4, x->file) != 4 || fwrite(cipher, 1, (size_t)size, x->file) != size)
		return cannot_write(err);
	return FAULT_NONE;
}

static enum fault add(struct archive *x, const void *bytes, size_t len, struct error *err)
{
	enum fault fault = FAULT_NONE;
	size_t done = 0;

	while (done < len && fault == FAULT_NONE) {
		size_t part = ARCHIVE_CHUNK - x->used;

		if (part > len - done)
			part = len - done;
		memcpy(x->plain + x->used, (const char *)bytes + done, part);
		x->used += part;
		done += part;
		if (x->used == ARCHIVE_CHUNK)
			fault = write_chunk(x, 0, err);
	}
	return fault;
}

static enum fault add_number(struct archive *x, uint64_t number, int bytes, struct error *err)
{
	unsigned char out[8];

	number_bytes(number, out, bytes);
	return add(x, out, (size_t)bytes, err);
}

static enum fault add_content(struct archive *x, FILE *from, unsigned char sum[HASH],
			      struct error *err)
{
	unsigned char bytes[16384];
	crypto_hash_sha256_state h;
	enum fault fault;
	uint64_t left;
	long size;

	if (fseek(from, 0, SEEK_END) != 0 || (size = ftell(from)) < 0)
		return cannot_write(err);
	rewind(from);
	left = (uint64_t)size;
	fault = add_number(x, left, 8, err);
	crypto_hash_sha256_init(&h);
	while (left > 0 && fault == FAULT_NONE) {
		size_t part = left < sizeof(bytes) ? (size_t)left : sizeof(bytes);

		if (fread(bytes, 1, part, from) != part)
			return fail(err, FAULT_BUSY,
				    N_("A file changed while it was being backed up. Please try "
				       "again."),
				    "%llu bytes missing", (unsigned long long)left);
		crypto_hash_sha256_update(&h, bytes, part);
		fault = add(x, bytes, part, err);
		left -= part;
	}
	crypto_hash_sha256_final(&h, sum);
	return fault;
}

enum fault archive_put(struct archive *x, const char *name, const char *path, struct error *err)
{
	unsigned char sum[HASH], len[2];
	FILE *from = fopen(path, "re");
	enum fault fault;

	if (from == NULL)
		return fail(err, FAULT_BUSY, N_("A file of the portal cannot be read."), "%s: %s",
			    name, strerror(errno));
	number_bytes(strlen(name), len, 2);
	fault = add(x, "F", 1, err);
	if (fault == FAULT_NONE)
		fault = add(x, len, 2, err);
	if (fault == FAULT_NONE)
		fault = add(x, name, strlen(name), err);
	if (fault == FAULT_NONE)
		fault = add_content(x, from, sum, err);
	fclose(from);
	if (fault != FAULT_NONE)
		return fault;
	x->count++;
	if (!buffer_add(&x->manifest, len, 2) || !buffer_text(&x->manifest, name) ||
	    !buffer_add(&x->manifest, sum, HASH))
		return fail(err, FAULT_BROKEN, N_("There are too many files for one backup."),
			    "%u files", x->count);
	return FAULT_NONE;
}

enum fault archive_end(struct archive *x, struct error *err)
{
	enum fault fault = add(x, "M", 1, err);

	if (fault == FAULT_NONE)
		fault = add_number(x, x->count, 4, err);
	if (fault == FAULT_NONE)
		fault = add(x, x->manifest.data, x->manifest.size, err);
	if (fault == FAULT_NONE)
		fault = write_chunk(x, FINAL, err);
	if (fault == FAULT_NONE && (fflush(x->file) != 0 || fsync(fileno(x->file)) != 0))
		fault = cannot_write(err);
	return fault;
}

/* --- reading --- */

enum fault archive_open(struct archive *x, FILE *file,
			const unsigned char secret_key[crypto_box_SECRETKEYBYTES],
			struct error *err)
{
	unsigned char start[12], sealed[SEALED_KEY], header[HEADER];
	unsigned char key[crypto_secretstream_xchacha20poly1305_KEYBYTES];
	unsigned char public_key[crypto_box_PUBLICKEYBYTES];
	bool opened;

	*x = (struct archive){.file = file};
	buffer_open(&x->manifest, MANIFEST_MAX);
	if (fread(start, 1, sizeof(start), file) != sizeof(start) ||
	    memcmp(start, magic, sizeof(magic)) != 0)
		return fail(err, FAULT_INPUT, N_("This file is not a portal backup."), "magic");
	if (bytes_number(start + 8, 4) != FORMAT)
		return fail(err, FAULT_INPUT,
			    N_("This backup was created by a newer version of the portal. Install "
			       "that version."),
			    "format %llu", (unsigned long long)bytes_number(start + 8, 4));
	if (fread(sealed, 1, sizeof(sealed), file) != sizeof(sealed) ||
	    fread(header, 1, sizeof(header), file) != sizeof(header))
		return damaged(err, "cut in its head");
	opened = crypto_scalarmult_base(public_key, secret_key) == 0 &&
		 crypto_box_seal_open(key, sealed, sizeof(sealed), public_key, secret_key) == 0;
	if (!opened)
		return fail(err, FAULT_DENIED,
			    N_("This secret does not open this backup. Use the one that was shown "
			       "when the portal was created."),
			    "crypto_box_seal_open");
	opened = crypto_secretstream_xchacha20poly1305_init_pull(&x->state, header, key) == 0;
	sodium_memzero(key, sizeof(key));
	return opened ? FAULT_NONE : damaged(err, "header");
}

static bool read_chunk(struct archive *x)
{
	unsigned char cipher[ARCHIVE_CHUNK + EXTRA], len[4], tag = 0;
	unsigned long long plain = 0;
	uint64_t size;

	if (x->last || fread(len, 1, 4, x->file) != 4)
		return false;
	size = bytes_number(len, 4);
	if (size < EXTRA || size > sizeof(cipher) ||
	    fread(cipher, 1, (size_t)size, x->file) != size ||
	    crypto_secretstream_xchacha20poly1305_pull(&x->state, x->plain, &plain, &tag, cipher,
						       size, NULL, 0) != 0)
		return false;
	x->used = (size_t)plain;
	x->at = 0;
	x->last = tag == FINAL;
	return true;
}

static bool take(struct archive *x, void *to, size_t len)
{
	size_t done = 0;

	while (done < len) {
		size_t part;

		if (x->at == x->used && !read_chunk(x))
			return false;
		part = x->used - x->at < len - done ? x->used - x->at : len - done;
		memcpy((char *)to + done, x->plain + x->at, part);
		x->at += part;
		done += part;
	}
	return true;
}

static bool take_number(struct archive *x, uint64_t *ret, int bytes)
{
	unsigned char in[8];

	if (!take(x, in, (size_t)bytes))
		return false;
	*ret = bytes_number(in, bytes);
	return true;
}

static bool is_name(const char *name)
{
	static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
				      "0123456789._-/";

	if (*name == '\0' || name[strspn(name, allowed)] != '\0' || name[strlen(name) - 1] == '/')
		return false;
	for (const char *part = name; part != NULL; part = strchr(part, '/')) {
		if (part != name)
			part++;
		if (*part == '.' || *part == '/' || *part == '\0')
			return false;
	}
	return true;
}

static bool take_name(struct archive *x, char name[ARCHIVE_NAME])
{
	uint64_t len;

	if (!take_number(x, &len, 2) || len >= ARCHIVE_NAME || !take(x, name, (size_t)len))
		return false;
	name[len] = '\0';
	return strlen(name) == len && is_name(name);
}

/* Makes the folders that the name goes through. */
static enum fault make_way(const char *folder, const char *name, struct error *err)
{
	char part[ARCHIVE_NAME];
	enum fault fault = FAULT_NONE;

	for (const char *slash = strchr(name, '/'); slash != NULL && fault == FAULT_NONE;
	     slash = strchr(slash + 1, '/')) {
		snprintf(part, sizeof(part), "%.*s", (int)(slash - name), name);
		fault = folder_add(folder, part, err);
	}
	return fault;
}

static enum fault unpack_content(struct archive *x, FILE *to, unsigned char sum[HASH],
				 struct error *err)
{
	unsigned char bytes[16384];
	crypto_hash_sha256_state h;
	uint64_t left;

	if (!take_number(x, &left, 8))
		return damaged(err, "a file's size");
	crypto_hash_sha256_init(&h);
	while (left > 0) {
		size_t part = left < sizeof(bytes) ? (size_t)left : sizeof(bytes);

		if (!take(x, bytes, part))
			return damaged(err, "a file's bytes");
		crypto_hash_sha256_update(&h, bytes, part);
		if (fwrite(bytes, 1, part, to) != part)
			return cannot_write(err);
		left -= part;
	}
	crypto_hash_sha256_final(&h, sum);
	return fflush(to) == 0 && fsync(fileno(to)) == 0 ? FAULT_NONE : cannot_write(err);
}

static enum fault unpack_file(struct archive *x, const char *folder, struct error *err)
{
	char name[ARCHIVE_NAME], path[FOLDER_PATH];
	unsigned char sum[HASH], len[2];
	enum fault fault;
	FILE *to;
	int fd;

	if (!take_name(x, name))
		return damaged(err, "a file's name");
	fault = make_way(folder, name, err);
	if (fault != FAULT_NONE)
		return fault;
	if (snprintf(path, sizeof(path), "%s/%s", folder, name) >= (int)sizeof(path))
		return damaged(err, "a path");
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	to = fd < 0 ? NULL : fdopen(fd, "w");
	if (to == NULL) {
		fault = errno == EEXIST ? damaged(err, "a name twice") : cannot_write(err);
		if (fd >= 0)
			close(fd);
		return fault;
	}
	fault = unpack_content(x, to, sum, err);
	fclose(to);
	number_bytes(strlen(name), len, 2);
	x->count++;
	if (fault == FAULT_NONE &&
	    (!buffer_add(&x->manifest, len, 2) || !buffer_text(&x->manifest, name) ||
	     !buffer_add(&x->manifest, sum, HASH)))
		fault = damaged(err, "too many files");
	return fault;
}

/* What was unpacked must be what the manifest says, and nothing may follow. */
static enum fault check_manifest(struct archive *x, struct error *err)
{
	unsigned char part[4096];
	uint64_t count;
	size_t at = 0;

	if (!take_number(x, &count, 4) || count != x->count)
		return damaged(err, "number of files");
	while (at < x->manifest.size) {
		size_t len = x->manifest.size - at;

		len = len < sizeof(part) ? len : sizeof(part);
		if (!take(x, part, len) || memcmp(part, x->manifest.data + at, len) != 0)
			return damaged(err, "manifest");
		at += len;
	}
	if (x->at != x->used || !x->last || fgetc(x->file) != EOF)
		return damaged(err, "its end");
	return FAULT_NONE;
}

enum fault archive_unpack(struct archive *x, const char *folder, struct error *err)
{
	enum fault fault = FAULT_NONE;
	char kind = '\0';

	while (fault == FAULT_NONE) {
		if (!take(x, &kind, 1))
			return damaged(err, "an entry");
		if (kind == 'M')
			return check_manifest(x, err);
		fault = kind == 'F' ? unpack_file(x, folder, err) : damaged(err, "an entry");
	}
	return fault;
}
