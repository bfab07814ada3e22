/* backup.c - the whole portal in one sealed file while it goes on serving, and back again. */
#include "services/upkeep/backup.h"

#include "services/registry/registry_inside.h"
#include "services/store/store_open.h"
#include "services/upkeep/archive.h"
#include "services/registry/folder.h"
#include "services/upkeep/verify.h"

#include <errno.h>
#include <fcntl.h>

struct backup {
	struct registry *registry;
	bool keys_only;
	struct archive archive;
	char copy[FOLDER_PATH]; /* a copy of the registry as of one moment */
};

static bool is_within(const char *name, const char *folder)
{
	size_t len = strlen(folder);

	return strncmp(name, folder, len) == 0 && name[len] == '/';
}

/* The registry itself comes from its copy; locks and half-made files stay behind. */
static bool is_left_out(const struct backup *b, const char *name)
{
	size_t len = strlen(name);

	if (b->keys_only && !is_within(name, "keys") && !is_within(name, "terms") &&
	    strcmp(name, "backup.pub") != 0 && strcmp(name, "shubbak.conf") != 0)
		return true;
	return strncmp(name, "registry.db", 11) == 0 || strcmp(name, "writers") == 0 ||
	       strcmp(name, "hashing") == 0 || (len > 4 && strcmp(name + len - 4, ".tmp") == 0);
}

static enum fault put_file(void *ctx, const char *name, struct error *err)
{
	struct backup *b = ctx;
	char path[FOLDER_PATH];

	if (is_left_out(b, name) ||
	    snprintf(path, sizeof(path), "%s/%s", b->registry->folder, name) >= (int)sizeof(path))
		return FAULT_NONE;
	/* Of a paper that is gone by now the clerk may just have taken the file away. */
	if (is_within(name, "documents") && access(path, F_OK) != 0)
		return FAULT_NONE;
	return archive_put(&b->archive, name, path, err);
}

static enum fault read_public_key(const char *folder, unsigned char *ret, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(65536);
	char path[FOLDER_PATH], *hex = NULL;
	size_t len = 0, bytes = 0;
	enum fault fault;

	snprintf(path, sizeof(path), "%s/backup.pub", folder);
	fault = folder_read(a, path, 1024, &hex, &len, err);
	if (fault == FAULT_NONE &&
	    (sodium_hex2bin(ret, crypto_box_PUBLICKEYBYTES, hex, len, " \r\n", &bytes, NULL) != 0 ||
	     bytes != crypto_box_PUBLICKEYBYTES))
		fault = fail(err, FAULT_BROKEN, N_("The backup's public key is damaged."),
			     "backup.pub");
	return fault;
}

static enum fault fill(struct backup *b, FILE *file, struct error *err)
{
	unsigned char public_key[crypto_box_PUBLICKEYBYTES];
	enum fault fault = read_public_key(b->registry->folder, public_key, err);

	if (fault == FAULT_NONE)
		fault = archive_begin(&b->archive, file, public_key, err);
	if (fault == FAULT_NONE && !b->keys_only)
		fault = store_copy(b->registry->store, b->copy, err);
	if (fault == FAULT_NONE && !b->keys_only)
		fault = archive_put(&b->archive, "registry.db", b->copy, err);
	if (fault == FAULT_NONE)
		fault = folder_walk(b->registry->folder, put_file, b, err);
	if (fault == FAULT_NONE)
		fault = archive_end(&b->archive, err);
	return fault;
}

/* The folder that the file is to stand in, in full; it must not be the portal's own. */
static enum fault check_place(struct registry *r, const char *file, char parent[FOLDER_PATH],
			      struct error *err)
{
	char given[FOLDER_PATH], full[FOLDER_PATH];
	const char *slash = strrchr(file, '/');
	size_t len = strlen(r->folder);

	if (slash == NULL)
		snprintf(given, sizeof(given), ".");
	else
		snprintf(given, sizeof(given), "%.*s", slash == file ? 1 : (int)(slash - file),
			 file);
	if (realpath(given, full) == NULL)
		return fail(err, FAULT_MISSING, N_("The folder for the backup does not exist."),
			    "%s: %s", given, strerror(errno));
	if (strncmp(full, r->folder, len) == 0 && (full[len] == '/' || full[len] == '\0'))
		return fail(err, FAULT_INPUT, N_("Save the backup outside the portal's folder."),
			    "%s", full);
	snprintf(parent, FOLDER_PATH, "%s", full);
	return FAULT_NONE;
}

static enum fault write_sealed(struct registry *r, const char *file, bool keys_only,
			       struct error *err)
{
	struct backup *b;
	char fresh[FOLDER_PATH], parent[FOLDER_PATH];
	enum fault fault = check_place(r, file, parent, err);
	FILE *to = NULL;
	int fd;

	if (fault != FAULT_NONE)
		return fault;
	if (snprintf(fresh, sizeof(fresh), "%s.tmp", file) >= (int)sizeof(fresh))
		return fail(err, FAULT_INPUT, N_("This name is too long."), "%zu bytes",
			    strlen(file));
	unlink(fresh);
	fd = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	to = fd < 0 ? NULL : fdopen(fd, "w");
	if (to == NULL)
		return fail(err, FAULT_BUSY, N_("The backup file could not be written here."),
			    "%s: %s", fresh, strerror(errno));
	b = calloc(1, sizeof(*b));
	if (b == NULL)
		fatal("out of memory");
	b->registry = r;
	b->keys_only = keys_only;
	snprintf(b->copy, sizeof(b->copy), "%s/backup-%ld.tmp", r->folder, (long)getpid());
	unlink(b->copy);
	fault = fill(b, to, err);
	unlink(b->copy);
	archive_free(&b->archive);
	free(b);
	if (fclose(to) != 0 && fault == FAULT_NONE)
		fault = fail(err, FAULT_BUSY, N_("The backup file could not be written here."),
			     "%s: %s", fresh, strerror(errno));
	if (fault == FAULT_NONE && rename(fresh, file) != 0)
		fault = fail(err, FAULT_BUSY, N_("The backup file could not be written here."),
			     "%s: %s", file, strerror(errno));
	if (fault != FAULT_NONE) {
		unlink(fresh);
		return fault;
	}
	return folder_sync(parent, err);
}

enum fault backup_write(struct registry *r, const char *file, struct error *err)
{
	return write_sealed(r, file, false, err);
}

enum fault backup_write_keys(struct registry *r, const char *file, struct error *err)
{
	return write_sealed(r, file, true, err);
}

/* --- back again --- */

static enum fault unpack(const char *file, const unsigned char *secret, const char *folder,
			 struct error *err)
{
	struct archive *x;
	FILE *from = NULL;
	enum fault fault = folder_open(file, N_("There is no such backup file."), &from, err);

	if (fault != FAULT_NONE)
		return fault;
	x = calloc(1, sizeof(*x));
	if (x == NULL)
		fatal("out of memory");
	fault = archive_open(x, from, secret, err);
	if (fault == FAULT_NONE)
		fault = archive_unpack(x, folder, err);
	archive_free(x);
	free(x);
	fclose(from);
	return fault;
}

static bool has(const char *folder, const char *name)
{
	char path[FOLDER_PATH];

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	return access(path, F_OK) == 0;
}

static void ignore(void *ctx, const char *line)
{
	(void)ctx, (void)line;
}

static enum fault check_restored(const char *folder, struct error *err)
{
	struct registry *r = NULL;
	enum fault fault;

	if (!has(folder, "registry.db"))
		return fail(err, FAULT_INPUT,
			    N_("This file holds the keys of a portal without its registry: "
			       "`shubbak init --join FILE` makes another host of it."),
			    "keys only");
	fault = folder_add(folder, "documents", err);
	if (fault == FAULT_NONE)
		fault = registry_open(folder, NULL, &r, err);
	if (fault == FAULT_NONE)
		fault = verify_run(r, NULL, ignore, NULL, err);
	if (fault == FAULT_BROKEN)
		fault = fail(
			err, FAULT_INPUT,
			N_("The registry in this backup is not intact. Use another copy of it."),
			"verify after unpacking");
	registry_close(r);
	return fault == FAULT_NONE ? folder_sync(folder, err) : fault;
}

/* --- another host --- */

static enum fault check_keys(const char *folder, struct error *err)
{
	if (has(folder, "registry.db"))
		return fail(err, FAULT_INPUT,
			    N_("This is a whole backup. Another host needs the keys alone: write "
			       "them with `shubbak backup --keys FILE`."),
			    "a registry in it");
	return folder_add(folder, "documents", err);
}

static enum fault read_secret(const char *backup_secret,
			      unsigned char ret[crypto_box_SECRETKEYBYTES], struct error *err)
{
	size_t bytes = 0;

	if (sodium_init() < 0)
		return fail(err, FAULT_BROKEN, N_("The portal's encryption could not be started."),
			    "sodium_init");
	if (sodium_hex2bin(ret, crypto_box_SECRETKEYBYTES, backup_secret, strlen(backup_secret),
			   " -:\t\r\n", &bytes, NULL) != 0 ||
	    bytes != crypto_box_SECRETKEYBYTES)
		return fail(err, FAULT_DENIED,
			    N_("A backup secret is 64 digits and letters from a to f, as shown "
			       "when the portal was created."),
			    "%zu bytes", bytes);
	return FAULT_NONE;
}

static enum fault unpack_into(const char *file, const char *backup_secret, const char *folder,
			      enum fault (*check)(const char *folder, struct error *err),
			      struct error *err)
{
	unsigned char secret[crypto_box_SECRETKEYBYTES];
	enum fault fault = read_secret(backup_secret, secret, err);

	if (fault == FAULT_NONE)
		fault = folder_make(folder, err);
	if (fault == FAULT_NONE) {
		fault = unpack(file, secret, folder, err);
		if (fault == FAULT_NONE)
			fault = check(folder, err);
		if (fault != FAULT_NONE)
			folder_clear(folder);
	}
	sodium_memzero(secret, sizeof(secret));
	return fault;
}

enum fault backup_restore(const char *file, const char *backup_secret, const char *folder,
			  struct error *err)
{
	return unpack_into(file, backup_secret, folder, check_restored, err);
}

enum fault backup_unpack_keys(const char *file, const char *backup_secret, const char *folder,
			      struct error *err)
{
	return unpack_into(file, backup_secret, folder, check_keys, err);
}
