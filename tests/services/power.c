/* power.c - what is on the disk of a registry's files when the power goes. */
#include "tests/services/power.h"

#include "tests/unit.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILES 2
#define SECTOR 512
#define EVENTS_MOST 60000
#define BYTES_MOST ((size_t)96 << 20) /* of all writes */
#define FILE_MOST ((size_t)16 << 20)

static const char *const names[FILES] = {"registry.db", "registry.db-wal"};

enum kind { KIND_NONE, KIND_WRITE, KIND_CUT, KIND_SYNC, KIND_SAID };

struct event {
	_Atomic enum kind kind;
	int file;
	int64_t offset;
	size_t len, data;
	char said[POWER_SAID];
	_Atomic int64_t start, end; /* moments; end 0: not yet over */
};

/* What all processes write down. */
static struct record {
	atomic_bool is_on, refuses;
	dev_t device;
	ino_t inodes[FILES];
	_Atomic int64_t moments;
	atomic_size_t used, filled;
	struct event events[EVENTS_MOST];
	unsigned char bytes[BYTES_MOST];
} * record;

static struct image {
	unsigned char *bytes;
	size_t len;
} before[FILES];

static struct record *make_record(void)
{
	void *map = mmap(NULL, sizeof(*record), PROT_READ | PROT_WRITE,
			 MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	ck_assert_ptr_ne(map, MAP_FAILED);
	return map;
}

/* Which of the files it is; -1: none. */
static int find_file(int fd)
{
	struct stat st;

	if (record == NULL || !record->is_on || fstat(fd, &st) != 0 || st.st_dev != record->device)
		return -1;
	for (int i = 0; i < FILES; i++)
		if (st.st_ino == record->inodes[i])
			return i;
	return -1;
}

static struct event *begin(enum kind kind, int file)
{
	size_t at = atomic_fetch_add(&record->used, 1);
	struct event *e = &record->events[at];

	if (at >= EVENTS_MOST)
		ck_abort_msg("more happened than is written down");
	e->file = file;
	e->start = atomic_fetch_add(&record->moments, 1) + 1;
	e->kind = kind;
	return e;
}

static void end(struct event *e)
{
	e->end = atomic_fetch_add(&record->moments, 1) + 1;
}

/* --- instead of the C library's, for SQLite too --- */

ssize_t pwrite64(int fd, const void *bytes, size_t len, off64_t offset)
{
	static ssize_t (*next)(int, const void *, size_t, off64_t);
	int file = find_file(fd);
	struct event *e;
	ssize_t wrote;

	if (next == NULL)
		*(void **)&next = dlsym(RTLD_NEXT, "pwrite64");
	if (file < 0)
		return next(fd, bytes, len, offset);
	e = begin(KIND_NONE, file);
	e->data = atomic_fetch_add(&record->filled, len);
	if (e->data + len > BYTES_MOST)
		ck_abort_msg("more was written than is written down");
	memcpy(record->bytes + e->data, bytes, len);
	e->offset = offset;
	e->len = len;
	e->kind = KIND_WRITE;
	wrote = next(fd, bytes, len, offset);
	if (wrote == (ssize_t)len)
		end(e);
	return wrote;
}

int ftruncate64(int fd, off64_t len)
{
	static int (*next)(int, off64_t);
	int file = find_file(fd), result;
	struct event *e;

	if (next == NULL)
		*(void **)&next = dlsym(RTLD_NEXT, "ftruncate64");
	if (file < 0)
		return next(fd, len);
	e = begin(KIND_NONE, file);
	e->offset = len;
	e->kind = KIND_CUT;
	result = next(fd, len);
	if (result == 0)
		end(e);
	return result;
}

static int sync_by(int (*sync)(int), int fd)
{
	int file = find_file(fd), result;
	struct event *e;

	if (file < 0)
		return sync(fd);
	if (record->refuses) {
		errno = EIO;
		return -1;
	}
	e = begin(KIND_SYNC, file);
	result = sync(fd);
	if (result == 0)
		end(e);
	return result;
}

int fdatasync(int fd)
{
	static int (*next)(int);

	if (next == NULL)
		*(void **)&next = dlsym(RTLD_NEXT, "fdatasync");
	return sync_by(next, fd);
}

int fsync(int fd)
{
	static int (*next)(int);

	if (next == NULL)
		*(void **)&next = dlsym(RTLD_NEXT, "fsync");
	return sync_by(next, fd);
}

/* --- recording --- */

static void read_image(const char *path, struct image *ret)
{
	FILE *f = fopen(path, "re");

	ck_assert_ptr_nonnull(f);
	ret->bytes = calloc(1, FILE_MOST);
	ck_assert_ptr_nonnull(ret->bytes);
	ret->len = fread(ret->bytes, 1, FILE_MOST, f);
	fclose(f);
}

void power_record(const char *folder)
{
	record = make_record();
	for (int i = 0; i < FILES; i++) {
		char path[4096];
		struct stat st;

		snprintf(path, sizeof(path), "%s/%s", folder, names[i]);
		ck_assert_int_eq(stat(path, &st), 0);
		record->device = st.st_dev;
		record->inodes[i] = st.st_ino;
		read_image(path, &before[i]);
	}
	record->is_on = true;
}

void power_stop(void)
{
	munmap(record, sizeof(*record));
	record = NULL;
	for (int i = 0; i < FILES; i++)
		free(before[i].bytes);
}

void power_say(const char *what)
{
	struct event *e = begin(KIND_NONE, 0);

	snprintf(e->said, sizeof(e->said), "%s", what);
	e->kind = KIND_SAID;
}

void power_refuse_sync(bool refuse)
{
	record->refuses = refuse;
}

int64_t power_moments(void)
{
	return record->moments;
}

int power_syncs(void)
{
	int count = 0;

	for (size_t i = 0; i < record->used; i++)
		count += record->events[i].kind == KIND_SYNC && record->events[i].file == 1;
	return count;
}

const char *power_said(int64_t moment, size_t at)
{
	for (size_t i = 0; i < record->used; i++) {
		const struct event *e = &record->events[i];

		if (e->kind == KIND_SAID && e->start < moment && at-- == 0)
			return e->said;
	}
	return NULL;
}

/* --- the power goes --- */

static uint64_t draw(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return *seed;
}

/* What was over before this moment is on the disk. */
static int64_t synced_until(int file, int64_t moment)
{
	int64_t until = 0;

	for (size_t i = 0; i < record->used; i++) {
		const struct event *e = &record->events[i];

		if (e->kind == KIND_SYNC && e->file == file && e->end != 0 && e->end < moment &&
		    e->start > until)
			until = e->start;
	}
	return until;
}

static void put(struct image *m, const struct event *e, bool is_safe, uint64_t *seed)
{
	ck_assert_uint_le((size_t)e->offset + e->len, FILE_MOST);
	for (size_t at = 0; at < e->len;) {
		size_t start = (size_t)e->offset + at, part = SECTOR - start % SECTOR;
		uint64_t dice = draw(seed) % 8;

		part = part < e->len - at ? part : e->len - at;
		if (is_safe || dice < 4)
			memcpy(m->bytes + start, record->bytes + e->data + at, part);
		else if (dice == 4)
			memset(m->bytes + start, (int)(draw(seed) & 0xFF), part);
		at += part;
		if (m->len < start + part)
			m->len = start + part;
	}
}

static void cut(struct image *m, const struct event *e, bool is_safe, uint64_t *seed)
{
	size_t len = (size_t)e->offset;

	if (!is_safe && draw(seed) % 2 == 0)
		return;
	if (len < m->len)
		memset(m->bytes + len, 0, m->len - len);
	m->len = len;
}

static void write_image(const struct image *m, const char *folder, const char *name)
{
	char path[4096];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	f = fopen(path, "we");
	ck_assert_ptr_nonnull(f);
	ck_assert_uint_eq(fwrite(m->bytes, 1, m->len, f), m->len);
	ck_assert_int_eq(fclose(f), 0);
}

void power_cut(const char *folder, int64_t moment, uint64_t seed)
{
	char path[4096];

	for (int file = 0; file < FILES; file++) {
		struct image m = {.bytes = malloc(FILE_MOST), .len = before[file].len};
		int64_t until = synced_until(file, moment);

		ck_assert_ptr_nonnull(m.bytes);
		memcpy(m.bytes, before[file].bytes, FILE_MOST);
		for (size_t i = 0; i < record->used; i++) {
			const struct event *e = &record->events[i];
			bool is_safe = e->end != 0 && e->end < until;

			if (e->file != file || e->start >= moment)
				continue;
			if (e->kind == KIND_WRITE)
				put(&m, e, is_safe, &seed);
			else if (e->kind == KIND_CUT)
				cut(&m, e, is_safe, &seed);
		}
		write_image(&m, folder, names[file]);
		free(m.bytes);
	}
	snprintf(path, sizeof(path), "%s/registry.db-shm", folder);
	unlink(path);
}
