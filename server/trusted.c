/* trusted.c - the files that the listener goes by: where root has started it, only such as root
 * alone can change. */
#include "server/trusted.h"

#include "server/owner.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define NAME_ROOM 256

void trusted_close(struct trusted *t)
{
	if (t->fd >= 0)
		close(t->fd);
	*t = TRUSTED_NONE;
}

static bool is_roots(const struct stat *st)
{
	return st->st_uid == 0 && (st->st_mode & 022) == 0 &&
	       (S_ISDIR(st->st_mode) || (S_ISREG(st->st_mode) && st->st_nlink == 1));
}

/* Also each file of a folder. */
static bool is_all_roots(int fd)
{
	struct stat st;
	struct dirent *e;
	bool good = fstat(fd, &st) == 0 && is_roots(&st);
	DIR *d = NULL;

	if (good && S_ISDIR(st.st_mode))
		d = fdopendir(openat(fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
	while (d != NULL && good && (e = readdir(d)) != NULL)
		if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
			good = fstatat(fd, e->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
			       is_roots(&st);
	if (d != NULL)
		closedir(d);
	return good;
}

/* From folder to folder; each is closed behind the next. */
static int walk(const char *state, const char *name)
{
	int at = open(state, O_PATH | O_DIRECTORY | O_CLOEXEC), next;
	char part[NAME_ROOM];

	while (at >= 0 && *name != '\0') {
		size_t len = strcspn(name, "/");

		snprintf(part, sizeof(part), "%.*s", (int)len, name);
		name += len + (name[len] == '/');
		next = openat(at, part,
			      O_NOFOLLOW | O_CLOEXEC |
				      (*name == '\0' ? O_RDONLY | O_NONBLOCK | O_NOCTTY
						     : O_PATH | O_DIRECTORY));
		close(at);
		at = next;
	}
	return at;
}

static enum fault not_opened(const char *name, struct error *err)
{
	enum fault f = errno == ENOENT ? FAULT_MISSING : FAULT_BUSY;

	fail(err, f, N_("{file} in the portal's folder cannot be opened: {reason}"), "%s: %d", name,
	     errno);
	error_fill(err, "file", "%s", name);
	error_fill(err, "reason", "%s", errno == ELOOP ? "it is a symbolic link" : strerror(errno));
	return f;
}

static enum fault not_roots(const char *state, const char *name, struct error *err)
{
	fail(err, FAULT_DENIED,
	     N_("{file} in the portal's folder can be changed by others than root, who starts the "
		"portal. Make it root's own again: {command}"),
	     "%s can be changed by others", name);
	error_fill(err, "file", "%s", name);
	owner_command(err, state);
	return FAULT_DENIED;
}

enum fault trusted_open(const char *state, const char *name, struct trusted *ret, struct error *err)
{
	int fd = walk(state, name);

	if (fd < 0)
		return not_opened(name, err);
	if (geteuid() == 0 && !is_all_roots(fd)) {
		close(fd);
		return not_roots(state, name, err);
	}
	*ret = (struct trusted){.fd = fd};
	snprintf(ret->path, sizeof(ret->path), "/proc/self/fd/%d", fd);
	return FAULT_NONE;
}

/* A folder in which nobody but root can give a name to another file: a shared one such as /tmp is
 * good for what is there already. */
static bool is_roots_folder(const char *folder)
{
	struct stat st;

	return stat(folder, &st) == 0 && S_ISDIR(st.st_mode) && st.st_uid == 0 &&
	       ((st.st_mode & 022) == 0 || (st.st_mode & S_ISVTX) != 0);
}

/* The folder of a file without any link on the way, and all above it. */
static bool is_safe_place(const char *file)
{
	char folder[4096], full[4096];
	const char *slash = strrchr(file, '/');

	snprintf(folder, sizeof(folder), "%.*s",
		 slash == NULL || slash == file ? 1 : (int)(slash - file),
		 slash == NULL ? "." : file);
	if (realpath(folder, full) == NULL)
		return true; /* opening it says why not */
	for (;;) {
		char *last = strrchr(full, '/');

		if (!is_roots_folder(full))
			return false;
		if (last == full && last[1] == '\0')
			return true;
		last[last == full] = '\0';
	}
}

enum fault trusted_to_write(const char *file, struct error *err)
{
	struct stat st;

	if (geteuid() != 0 || file[0] == '\0')
		return FAULT_NONE;
	if (is_safe_place(file) && (lstat(file, &st) != 0 || S_ISCHR(st.st_mode) || is_roots(&st)))
		return FAULT_NONE;
	fail(err, FAULT_DENIED,
	     N_("Others than root can put something else in the place of {file}; root, who starts "
		"the portal, does not write there. Name a file in a folder that is root's alone."),
	     "a file that others can exchange");
	error_fill(err, "file", "%s", file);
	return FAULT_DENIED;
}
