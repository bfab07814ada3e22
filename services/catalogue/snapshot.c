/* snapshot.c - the newest definitions in one file, so that visitors browse without a database. */
#include "services/catalogue/snapshot.h"

#include "i18n/base/buffer.h"
#include "services/catalogue/retire.h"
#include "services/catalogue/snapshot_inside.h"
#include "services/registry/folder.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_definition.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#define RETIRED_MOST ((size_t)64 << 20) /* bytes: 300,000 services */

/* A file that is written while its checksum is made. */
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

static bool put_text(struct stream *s, const void *text, size_t len)
{
	return put_number(s, len, 4) && put(s, text, len);
}

static enum fault put_one(void *ctx, const struct store_definition *d, struct error *err)
{
	struct stream *s = ctx;

	if (put_text(s, d->service, strlen(d->service)) && put_text(s, d->yaml.at, d->yaml.len))
		return FAULT_NONE;
	return broken(err, SNAPSHOT_NAME);
}

static enum fault put_retired(struct registry *r, struct stream *s, struct error *err)
{
	BUFFER_CLEAN struct buffer rows;
	uint32_t count = 0;
	enum fault fault;

	buffer_open(&rows, RETIRED_MOST);
	fault = retire_gather(r, &rows, &count, err);
	if (fault == FAULT_NONE && (rows.full || !put_number(s, count, 4) ||
				    (rows.size > 0 && !put(s, rows.data, rows.size))))
		fault = broken(err, SNAPSHOT_NAME);
	return fault;
}

static enum fault put_all(struct registry *r, struct stream *s, struct error *err)
{
	unsigned char sum[SNAPSHOT_CHECK];
	struct store_definition_stamp stamp = {.number = 0};
	bool found = false;
	enum fault fault = store_view(r->store, err);

	crypto_generichash_init(&s->sum, NULL, 0, SNAPSHOT_CHECK);
	if (fault == FAULT_NONE)
		fault = store_definition_find_stamp(r->store, &stamp, &found, err);
	if (fault == FAULT_NONE)
		fault = store_definition_each(r->store, true, count_one, s, err);
	if (fault == FAULT_NONE &&
	    !(put(s, r->is_training ? SNAPSHOT_TRAINING : SNAPSHOT_MAGIC, SNAPSHOT_MAGIC_SIZE) &&
	      put_number(s, (uint64_t)stamp.number, 8) && put_number(s, s->count, 4)))
		fault = broken(err, SNAPSHOT_NAME);
	if (fault == FAULT_NONE)
		fault = store_definition_each(r->store, true, put_one, s, err);
	if (fault == FAULT_NONE)
		fault = put_retired(r, s, err);
	store_view_end(r->store);
	crypto_generichash_final(&s->sum, sum, sizeof(sum));
	if (fault == FAULT_NONE && (fwrite(sum, 1, sizeof(sum), s->file) != sizeof(sum) ||
				    fflush(s->file) != 0 || fsync(fileno(s->file)) != 0))
		fault = broken(err, SNAPSHOT_NAME);
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

	snprintf(path, sizeof(path), "%s/%s", r->folder, SNAPSHOT_NAME);
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
