/* snapshot.c - the newest definitions in one file, so that visitors browse without a database. */
#include "services/catalogue/snapshot.h"

#include "services/registry/folder.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_definition.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

/*
 *   catalogue.snap := "catalog1" | stamp (8) | count (4) | definition* | BLAKE2b-256 of all before
 *   definition     := bytes of id (4) | id | bytes of text (4) | text
 *
 * Numbers are big end first.
 */
static const char magic[8] = "catalog1";
#define ID_MAX 80
#define TEXT_MAX ((size_t)512 * 1024)
#define CHECK 32

/* A file that is read or written while its checksum is made. */
struct stream {
	FILE *file;
	crypto_generichash_state sum;
	uint32_t count;
};

static enum fault broken(struct error *err, const char *what)
{
	return fail(err, FAULT_BUSY,
		    N_("The portal's catalogue could not be written for its visitors."), "%s: %s",
		    what, strerror(errno));
}

static bool put(struct stream *s, const void *bytes, size_t len)
{
	crypto_generichash_update(&s->sum, bytes, len);
	return fwrite(bytes, 1, len, s->file) == len;
}

static bool put_number(struct stream *s, uint64_t number, int bytes)
{
	unsigned char out[8];

	for (int i = 0; i < bytes; i++)
		out[i] = (unsigned char)(number >> (8 * (bytes - 1 - i)));
	return put(s, out, (size_t)bytes);
}

static enum fault count_one(void *ctx, const struct store_definition *d, struct error *err)
{
	struct stream *s = ctx;

	(void)d, (void)err;
	s->count++;
	return FAULT_NONE;
}

static enum fault put_one(void *ctx, const struct store_definition *d, struct error *err)
{
	struct stream *s = ctx;
	size_t len = strlen(d->service);

	if (put_number(s, len, 4) && put(s, d->service, len) && put_number(s, d->yaml.len, 4) &&
	    put(s, d->yaml.at, d->yaml.len))
		return FAULT_NONE;
	return broken(err, "catalogue.snap");
}

static enum fault put_all(struct registry *r, struct stream *s, struct error *err)
{
	unsigned char sum[CHECK];
	struct store_definition_stamp stamp = {.number = 0};
	bool found = false;
	enum fault fault = store_view(r->store, err);

	crypto_generichash_init(&s->sum, NULL, 0, CHECK);
	if (fault == FAULT_NONE)
		fault = store_definition_find_stamp(r->store, &stamp, &found, err);
	if (fault == FAULT_NONE)
		fault = store_definition_each(r->store, true, count_one, s, err);
	if (fault == FAULT_NONE &&
	    !(put(s, magic, sizeof(magic)) && put_number(s, (uint64_t)stamp.number, 8) &&
	      put_number(s, s->count, 4)))
		fault = broken(err, "catalogue.snap");
	if (fault == FAULT_NONE)
		fault = store_definition_each(r->store, true, put_one, s, err);
	store_view_end(r->store);
	crypto_generichash_final(&s->sum, sum, sizeof(sum));
	if (fault == FAULT_NONE && (fwrite(sum, 1, sizeof(sum), s->file) != sizeof(sum) ||
				    fflush(s->file) != 0 || fsync(fileno(s->file)) != 0))
		fault = broken(err, "catalogue.snap");
	return fault;
}

/* Root writes it for the one who owns the folder. */
static bool hand_over(FILE *file, int folder)
{
	struct stat st;

	return geteuid() != 0 ||
	       (fstat(folder, &st) == 0 && fchown(fileno(file), st.st_uid, st.st_gid) == 0);
}

static enum fault write_to(struct registry *r, int folder, const char *path, struct error *err)
{
	struct stream s = {.file = NULL};
	char fresh[FOLDER_PATH];
	enum fault fault;

	snprintf(fresh, sizeof(fresh), "%s/catalogue.tmp", r->folder);
	unlink(fresh);
	s.file = fopen(fresh, "wxe");
	if (s.file == NULL)
		return broken(err, fresh);
	fault = hand_over(s.file, folder) ? put_all(r, &s, err) : broken(err, fresh);
	fclose(s.file);
	if (fault == FAULT_NONE && rename(fresh, path) != 0)
		fault = broken(err, path);
	if (fault != FAULT_NONE)
		unlink(fresh);
	return fault == FAULT_NONE ? folder_sync(r->folder, err) : fault;
}

/* One writer at a time, clerk or import, reads what is newest after it has its turn: so no older
 * snapshot follows a newer one. */
enum fault snapshot_write(struct registry *r, struct error *err)
{
	char path[FOLDER_PATH];
	int folder = open(r->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	enum fault fault;

	snprintf(path, sizeof(path), "%s/catalogue.snap", r->folder);
	if (folder < 0)
		return broken(err, r->folder);
	while (flock(folder, LOCK_EX) != 0)
		if (errno != EINTR) {
			close(folder);
			return broken(err, "flock");
		}
	fault = write_to(r, folder, path, err);
	close(folder);
	return fault;
}

static enum fault damaged(struct error *err, const char *what)
{
	return fail(err, FAULT_BROKEN,
		    N_("The portal's catalogue for visitors is damaged. Starting the portal again "
		       "writes it anew."),
		    "catalogue.snap: %s", what);
}

static bool get(struct stream *s, void *bytes, size_t len)
{
	if (fread(bytes, 1, len, s->file) != len)
		return false;
	crypto_generichash_update(&s->sum, bytes, len);
	return true;
}

static bool get_number(struct stream *s, uint64_t *ret, int bytes)
{
	unsigned char in[8];

	if (!get(s, in, (size_t)bytes))
		return false;
	*ret = 0;
	for (int i = 0; i < bytes; i++)
		*ret = *ret << 8 | in[i];
	return true;
}

static enum fault get_one(struct stream *s, struct catalogue *c, char *text, struct error *err)
{
	char id[ID_MAX + 1];
	uint64_t len;

	if (!get_number(s, &len, 4) || len > ID_MAX || !get(s, id, (size_t)len))
		return damaged(err, "an id");
	id[len] = '\0';
	if (!get_number(s, &len, 4) || len > TEXT_MAX || !get(s, text, (size_t)len))
		return damaged(err, "a definition");
	text[len] = '\0';
	return catalogue_take(c, id, text, (size_t)len, err);
}

/* The checksum first, so that nothing damaged is read as a definition. */
static enum fault check(struct stream *s, struct error *err)
{
	unsigned char bytes[8192], sum[CHECK], kept[CHECK];
	long size, left;

	if (fseek(s->file, 0, SEEK_END) != 0 || (size = ftell(s->file)) < CHECK + 20)
		return damaged(err, "too short");
	rewind(s->file);
	crypto_generichash_init(&s->sum, NULL, 0, CHECK);
	for (left = size - CHECK; left > 0;) {
		size_t part = (size_t)left < sizeof(bytes) ? (size_t)left : sizeof(bytes);

		if (!get(s, bytes, part))
			return damaged(err, "cut");
		left -= (long)part;
	}
	crypto_generichash_final(&s->sum, sum, sizeof(sum));
	if (fread(kept, 1, CHECK, s->file) != CHECK || memcmp(kept, sum, CHECK) != 0)
		return damaged(err, "checksum");
	rewind(s->file);
	crypto_generichash_init(&s->sum, NULL, 0, CHECK);
	return FAULT_NONE;
}

static enum fault get_all(struct stream *s, struct catalogue *c, struct error *err)
{
	char start[sizeof(magic)];
	uint64_t stamp, count;
	enum fault fault = check(s, err);
	char *text;

	if (fault != FAULT_NONE)
		return fault;
	if (!get(s, start, sizeof(start)) || memcmp(start, magic, sizeof(magic)) != 0 ||
	    !get_number(s, &stamp, 8) || !get_number(s, &count, 4))
		return damaged(err, "its head");
	text = malloc(TEXT_MAX + 1);
	if (text == NULL)
		fatal("out of memory");
	for (; count > 0 && fault == FAULT_NONE; count--)
		fault = get_one(s, c, text, err);
	free(text);
	return fault;
}

enum fault snapshot_load(const char *folder, struct catalogue *c, struct error *err)
{
	struct stream s = {.file = NULL};
	char path[FOLDER_PATH];
	enum fault fault;

	snprintf(path, sizeof(path), "%s/catalogue.snap", folder);
	s.file = fopen(path, "re");
	if (s.file == NULL)
		return fail(err, errno == ENOENT ? FAULT_MISSING : FAULT_BUSY,
			    N_("The portal's catalogue for visitors cannot be read."), "%s: %s",
			    path, strerror(errno));
	fault = get_all(&s, c, err);
	fclose(s.file);
	if (fault == FAULT_NONE)
		catalogue_freeze(c);
	return fault;
}
