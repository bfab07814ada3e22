/* folder.c - a state folder on the disk: made empty, filled, walked through. */
#include "services/registry/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>

#define DEPTH 4 /* folders within folders */

static enum fault broken(struct error *err, const char *what)
{
	return fail(err, errno == ENOENT ? FAULT_MISSING : FAULT_BUSY,
		    N_("A file of the portal could not be read or written."), "%s: %s", what,
		    strerror(errno));
}

static bool is_dots(const char *name)
{
	return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

static bool is_empty(const char *folder)
{
	DIR *d = opendir(folder);
	struct dirent *e;
	bool empty = d != NULL;

	while (d != NULL && (e = readdir(d)) != NULL)
		if (!is_dots(e->d_name))
			empty = false;
	if (d != NULL)
		closedir(d);
	return empty;
}

enum fault folder_make(const char *folder, struct error *err)
{
	if (mkdir(folder, 0700) == 0)
		return FAULT_NONE;
	if (errno != EEXIST)
		return fail(err, FAULT_BUSY, N_("This folder could not be created."), "%s: %s",
			    folder, strerror(errno));
	if (!is_empty(folder))
		return fail(err, FAULT_CONFLICT,
			    N_("This folder is not empty. Choose a new or empty folder."), "%s",
			    folder);
	return chmod(folder, 0700) == 0 ? FAULT_NONE : broken(err, folder);
}

enum fault folder_add(const char *folder, const char *name, struct error *err)
{
	char path[FOLDER_PATH];

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	return mkdir(path, 0700) == 0 || errno == EEXIST ? FAULT_NONE : broken(err, name);
}

static void clear(const char *folder, int depth)
{
	DIR *d = depth > DEPTH ? NULL : opendir(folder);
	char path[FOLDER_PATH];
	struct dirent *e;

	if (d == NULL)
		return;
	while ((e = readdir(d)) != NULL) {
		if (is_dots(e->d_name))
			continue;
		snprintf(path, sizeof(path), "%s/%s", folder, e->d_name);
		if (unlink(path) != 0 && errno == EISDIR) {
			clear(path, depth + 1);
			rmdir(path);
		}
	}
	closedir(d);
}

void folder_clear(const char *folder)
{
	clear(folder, 0);
}

enum fault folder_open(const char *path, const char *missing, FILE **ret, struct error *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	struct stat st;
	FILE *file;

	if (fd < 0 || fstat(fd, &st) != 0) {
		if (fd >= 0)
			close(fd);
		return fail(err, FAULT_MISSING, missing, "%s: %s", path, strerror(errno));
	}
	if (!S_ISREG(st.st_mode)) {
		close(fd);
		fail(err, FAULT_INPUT,
		     N_("{path} is not a file: a folder, a pipe or a device is not read."), "%s",
		     path);
		error_fill(err, "path", "%s", path);
		return FAULT_INPUT;
	}
	file = fdopen(fd, "r");
	if (file == NULL)
		fatal("out of memory");
	*ret = file;
	return FAULT_NONE;
}

enum fault folder_read(struct arena *a, const char *path, size_t cap, char **ret, size_t *ret_len,
		       struct error *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	struct stat st;
	size_t len = 0;
	char *bytes;

	if (fd < 0)
		return broken(err, path);
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || (uint64_t)st.st_size > cap) {
		close(fd);
		return fail(err, FAULT_INPUT, N_("This is not a file, or it is too large."), "%s",
			    path);
	}
	bytes = arena_take(a, (size_t)st.st_size + 1);
	while (len < (size_t)st.st_size) {
		ssize_t got = read(fd, bytes + len, (size_t)st.st_size - len);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		len += (size_t)got;
	}
	close(fd);
	*ret = bytes;
	*ret_len = len;
	return FAULT_NONE;
}

enum fault folder_write(const char *path, const void *bytes, size_t len, struct error *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	size_t done = 0;
	ssize_t put = 0;
	bool kept;

	if (fd < 0)
		return broken(err, path);
	while (done < len && put >= 0) {
		put = write(fd, (const char *)bytes + done, len - done);
		if (put < 0 && errno == EINTR)
			put = 0;
		if (put > 0)
			done += (size_t)put;
	}
	kept = done == len && fsync(fd) == 0;
	close(fd);
	return kept ? FAULT_NONE : broken(err, path);
}

struct walk {
	const char *folder;
	enum fault (*visit)(void *ctx, const char *name, struct error *err);
	void *ctx;
	int depth;
};

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static enum fault walk_below(struct walk *w, const char *below, struct error *err);

static enum fault walk_one(struct walk *w, const char *below, const char *file, struct error *err)
{
	char name[FOLDER_PATH], path[FOLDER_PATH];
	enum fault fault = FAULT_NONE;
	struct stat st;

	if (is_dots(file))
		return FAULT_NONE;
	snprintf(name, sizeof(name), "%s%s%s", below, *below == '\0' ? "" : "/", file);
	if (snprintf(path, sizeof(path), "%s/%s", w->folder, name) >= (int)sizeof(path))
		return FAULT_NONE;
	if (lstat(path, &st) != 0)
		return errno == ENOENT ? FAULT_NONE : broken(err, path);
	if (S_ISREG(st.st_mode))
		return w->visit(w->ctx, name, err);
	if (S_ISDIR(st.st_mode) && w->depth < DEPTH) {
		w->depth++;
		fault = walk_below(w, name, err);
		w->depth--;
	}
	return fault;
}

static enum fault walk_below(struct walk *w, const char *below, struct error *err)
{
	struct dirent **list = NULL;
	enum fault fault = FAULT_NONE;
	char path[FOLDER_PATH];
	int count;

	if (snprintf(path, sizeof(path), "%s/%s", w->folder, below) >= (int)sizeof(path))
		return FAULT_NONE;
	count = scandir(path, &list, NULL, by_name);
	if (count < 0)
		return broken(err, path);
	for (int i = 0; i < count; i++) {
		if (fault == FAULT_NONE)
			fault = walk_one(w, below, list[i]->d_name, err);
		free(list[i]);
	}
	free(list);
	return fault;
}

enum fault folder_walk(const char *folder,
		       enum fault (*visit)(void *ctx, const char *name, struct error *err),
		       void *ctx, struct error *err)
{
	struct walk w = {.folder = folder, .visit = visit, .ctx = ctx};

	return walk_below(&w, "", err);
}

enum fault folder_sync(const char *folder, struct error *err)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool done = fd >= 0 && fsync(fd) == 0;

	if (fd >= 0)
		close(fd);
	return done ? FAULT_NONE : broken(err, folder);
}
