/* sqlite_log.c - what a COMMIT writes behind SQLite's log goes out in one call. */
#include "services/store/sqlite.h"

#include <assert.h>
#include <errno.h>
#include <sys/uio.h>
#include <unistd.h>

/*
 * SQLite writes each page in two calls, what the log says of it and the page: two dozen within the
 * turn of one act. They stand behind each other, so that they are gathered here until the last one,
 * which the log's format tells: its second number is the size of the database, 0 in all others.
 * SQLite is told that this one failed where any did, before anybody can see one of them; the pages
 * stay where they are meanwhile. What is not such a page behind the one before goes out as it
 * comes.
 */
#define HEAD 24 /* bytes of the log before each page */
#define FRAMES_MOST 32

struct frames {
	int file;
	off64_t begin, end;
	size_t count; /* of pages, with their heads; `headed`: one head more */
	bool headed, last;
	unsigned char heads[FRAMES_MOST][HEAD];
	struct iovec parts[2 * FRAMES_MOST];
};

/* Of the COMMIT that this thread runs. */
static _Thread_local struct frames *gathered;

static int parts_of(const struct frames *f)
{
	return (int)(2 * f->count) + f->headed;
}

/* As much as it takes; false with errno. */
static bool write_parts(struct frames *f)
{
	struct iovec *part = f->parts;
	int left = parts_of(f);

	while (left > 0) {
		ssize_t len = pwritev64(f->file, part, left, f->begin);

		if (len < 0 && errno == EINTR)
			continue;
		if (len <= 0) {
			errno = len == 0 ? ENOSPC : errno;
			return false;
		}
		f->begin += len;
		while (left > 0 && (size_t)len >= part->iov_len) {
			len -= (ssize_t)part->iov_len;
			part++;
			left--;
		}
		if (left > 0) {
			part->iov_base = (char *)part->iov_base + len;
			part->iov_len -= (size_t)len;
		}
	}
	return true;
}

static bool send_all(struct frames *f)
{
	bool done = write_parts(f);

	f->count = 0;
	f->headed = f->last = false;
	return done;
}

static void add(struct frames *f, const void *bytes, size_t len)
{
	f->parts[parts_of(f)] = (struct iovec){(void *)(uintptr_t)bytes, len};
	f->end += (off64_t)len;
}

static ssize_t add_head(struct frames *f, int file, const unsigned char *head, off64_t at)
{
	static const unsigned char none[4];

	if (f->count == 0) {
		f->file = file;
		f->begin = f->end = at;
	}
	memcpy(f->heads[f->count], head, HEAD);
	add(f, f->heads[f->count], HEAD);
	f->headed = true;
	f->last = memcmp(head + 4, none, sizeof(none)) != 0;
	return HEAD;
}

static ssize_t add_page(struct frames *f, const void *page, size_t len)
{
	bool full;

	add(f, page, len);
	f->headed = false;
	f->count++;
	full = f->count == FRAMES_MOST;
	return !(f->last || full) || send_all(f) ? (ssize_t)len : -1;
}

/* In the place of pwrite for all that SQLite writes. */
static ssize_t write_at(int file, const void *bytes, size_t len, off64_t at)
{
	struct frames *f = gathered;
	bool follows = f != NULL && parts_of(f) > 0 && file == f->file && at == f->end;

	if (f != NULL && f->headed && follows)
		return add_page(f, bytes, len);
	if (f != NULL && parts_of(f) > 0 && !(follows && len == HEAD) && !send_all(f))
		return -1;
	return f != NULL && len == HEAD ? add_head(f, file, bytes, at)
					: pwrite64(file, bytes, len, at);
}

void sqlite_log_gather(void)
{
	static const char *const names[] = {"pwrite64", "pwrite"};
	static bool done;
	sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);

	for (size_t i = 0; !done && vfs != NULL && vfs->iVersion >= 3 && i < 2; i++)
		if (vfs->xGetSystemCall(vfs, names[i]) != NULL)
			vfs->xSetSystemCall(vfs, names[i], (sqlite3_syscall_ptr)write_at);
	done = true;
}

/* What is left of one that failed nobody sees. */
int sqlite_log_run(sqlite3_stmt *commit)
{
	struct frames f = {.file = -1};
	int result;

	gathered = &f;
	sqlite3_step(commit);
	gathered = NULL;
	result = sqlite3_reset(commit);
	assert(result != SQLITE_OK || parts_of(&f) == 0);
	return result;
}
