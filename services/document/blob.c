/* blob.c - where the sealed chunks of a paper stand: in a file beside the database, else in rows.
 */
#include "services/document/blob.h"

#include "services/registry/folder.h"
#include "services/registry/registry_inside.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define PLACE "documents"

static enum fault cannot(const char *what, struct error *err)
{
	return fail(err, FAULT_BUSY,
		    N_("The document cannot be stored at the moment. Please try again later."),
		    "%s: %s", what, strerror(errno));
}

static int open_file(const struct registry *r, const char *name, int flags)
{
	char path[FOLDER_PATH];

	if (snprintf(path, sizeof(path), "%s/" PLACE "/%s", r->folder, name) >= (int)sizeof(path))
		return -1;
	return open(path, flags | O_CLOEXEC | O_NOFOLLOW, 0600);
}

enum fault blob_open(struct blob *b, struct registry *r, const struct store_paper *row, bool create,
		     struct error *err)
{
	int64_t count = 0;
	size_t len = 0;
	enum fault fault = FAULT_NONE;

	*b = (struct blob){.registry = r, .file = -1};
	memcpy(b->paper, row->id, sizeof(b->paper));
	if (!store_paper_in_files(r->store))
		return FAULT_NONE;
	b->file = open_file(r, row->name, create ? O_RDWR : O_RDONLY);
	if (b->file >= 0 || errno != ENOENT || !create)
		return b->file >= 0 || errno == ENOENT ? FAULT_NONE : cannot(row->name, err);
	fault = store_paper_last_chunk(r->store, row->id, &count, &len, err);
	if (fault != FAULT_NONE || count > 0)
		return fault;
	b->file = open_file(r, row->name, O_RDWR | O_CREAT);
	return b->file >= 0 ? FAULT_NONE : cannot(row->name, err);
}

void blob_close(struct blob *b)
{
	if (b->file >= 0)
		close(b->file);
	b->file = -1;
}

static enum fault put_row(struct blob *b, const struct store_paper_chunk *row, struct error *err)
{
	struct store *s = b->registry->store;
	struct store_runs runs = {0};
	enum fault fault;

	do {
		fault = store_begin(s, err);
		if (fault == FAULT_NONE)
			fault = store_paper_put_chunk(s, row, err);
		if (fault == FAULT_NONE)
			fault = store_commit(s, err);
		store_rollback(s);
	} while (fault != FAULT_NONE && store_again(s, &runs));
	return fault;
}

enum fault blob_put(struct blob *b, int64_t number, const void *sealed, size_t len,
		    struct error *err)
{
	struct store_paper_chunk row = {.number = number, .sealed = {sealed, len}};
	size_t done = 0;

	if (b->file < 0) {
		memcpy(row.paper, b->paper, sizeof(row.paper));
		return put_row(b, &row, err);
	}
	while (done < len) {
		ssize_t n = pwrite(b->file, (const char *)sealed + done, len - done,
				   number * (int64_t)CHUNK_SEALED + (int64_t)done);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return cannot(b->paper, err);
		done += (size_t)n;
	}
	/* On its way to the disk while more comes: at the end there is little to wait for. */
	(void)!sync_file_range(b->file, number * (int64_t)CHUNK_SEALED, (off_t)len,
			       SYNC_FILE_RANGE_WRITE);
	return FAULT_NONE;
}

enum fault blob_get(struct blob *b, int64_t number, void *to, size_t *ret_len, struct error *err)
{
	size_t done = 0;

	if (b->file < 0)
		return store_paper_get_chunk(b->registry->store, b->paper, number, to, CHUNK_SEALED,
					     ret_len, err);
	while (done < CHUNK_SEALED) {
		ssize_t n = pread(b->file, (char *)to + done, CHUNK_SEALED - done,
				  number * (int64_t)CHUNK_SEALED + (int64_t)done);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return cannot(b->paper, err);
		if (n == 0)
			break;
		done += (size_t)n;
	}
	*ret_len = done;
	return FAULT_NONE;
}

enum fault blob_last(struct blob *b, int64_t *ret_count, size_t *ret_len, struct error *err)
{
	const int64_t room = (int64_t)CHUNK_SEALED;
	struct stat st;

	if (b->file < 0)
		return store_paper_last_chunk(b->registry->store, b->paper, ret_count, ret_len,
					      err);
	if (fstat(b->file, &st) != 0)
		return cannot(b->paper, err);
	*ret_count = (st.st_size + room - 1) / room;
	*ret_len = st.st_size == 0 ? 0 : (size_t)(st.st_size - (*ret_count - 1) * room);
	return FAULT_NONE;
}

static enum fault cut_rows(struct blob *b, int64_t from, struct error *err)
{
	struct store *s = b->registry->store;
	enum fault fault = store_begin(s, err);

	if (fault == FAULT_NONE)
		fault = store_paper_cut_chunks(s, b->paper, from, err);
	if (fault == FAULT_NONE)
		fault = store_commit(s, err);
	store_rollback(s);
	return fault;
}

enum fault blob_cut(struct blob *b, int64_t from, struct error *err)
{
	if (b->file < 0)
		return cut_rows(b, from, err);
	return ftruncate(b->file, from * (int64_t)CHUNK_SEALED) == 0 ? FAULT_NONE
								     : cannot(b->paper, err);
}

enum fault blob_sync(struct blob *b, struct error *err)
{
	char path[FOLDER_PATH];

	if (b->file < 0)
		return FAULT_NONE;
	if (fdatasync(b->file) != 0)
		return cannot(b->paper, err);
	snprintf(path, sizeof(path), "%s/" PLACE, b->registry->folder);
	return folder_sync(path, err);
}

/* --- what no row names any more --- */

/* What was found once is marked, and goes when it was found again after a while: a backup that is
 * being written may have the row. A file is made after its row, so it is no new one. */
static void sweep_one(int folder, const char *name, int64_t before)
{
	int fd = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	struct stat st;

	if (fd < 0)
		return;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode)) {
		if ((st.st_mode & S_IWUSR) != 0)
			fchmod(fd, S_IRUSR);
		else if (st.st_ctime < before)
			unlinkat(folder, name, 0);
	}
	close(fd);
}

enum fault blob_sweep(struct registry *r, int64_t before, struct error *err)
{
	enum fault fault = FAULT_NONE;
	char path[FOLDER_PATH];
	struct dirent *e;
	DIR *folder;

	snprintf(path, sizeof(path), "%s/" PLACE, r->folder);
	folder = store_paper_in_files(r->store) ? opendir(path) : NULL;
	while (folder != NULL && fault == FAULT_NONE && (e = readdir(folder)) != NULL) {
		bool is_named = true;

		if (strlen(e->d_name) != SEAL_DIGEST)
			continue;
		fault = store_paper_has(r->store, e->d_name, &is_named, err);
		if (fault == FAULT_NONE && !is_named)
			sweep_one(dirfd(folder), e->d_name, before);
	}
	if (folder != NULL)
		closedir(folder);
	return fault;
}
