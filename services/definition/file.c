/* file.c - a whole file read into memory, up to a cap. */
#include "services/definition/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum fault refuse(enum fault fault, const char *path, const char *say, const char *why,
			 struct error *err)
{
	fail(err, fault, say, "%s: %s", path, why);
	error_fill(err, "path", "%s", path);
	return fault;
}

static enum fault read_all(int fd, const char *path, char *to, size_t room, size_t *ret_len,
			   struct error *err)
{
	size_t len = 0;

	while (len < room) {
		ssize_t got = read(fd, to + len, room - len);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return refuse(FAULT_BROKEN, path, N_("{path} cannot be read."),
				      strerror(errno), err);
		if (got == 0)
			break;
		len += (size_t)got;
	}
	*ret_len = len;
	return FAULT_NONE;
}

enum fault file_read(struct arena *a, const char *path, size_t max, char **ret, size_t *ret_len,
		     struct error *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	struct stat st;
	enum fault fault;
	char *bytes;
	size_t len = 0;

	if (fd < 0)
		return refuse(errno == ENOENT ? FAULT_MISSING : FAULT_BROKEN, path,
			      errno == ENOENT ? N_("There is no file {path}.")
					      : N_("{path} cannot be read."),
			      strerror(errno), err);
	if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode) || st.st_size > (off_t)max) {
		close(fd);
		return refuse(FAULT_INPUT, path, N_("{path} is no file, or is too large."),
			      "not a file or too large", err);
	}
	bytes = arena_take(a, (size_t)st.st_size + 1);
	fault = read_all(fd, path, bytes, (size_t)st.st_size, &len, err);
	close(fd);
	if (fault == FAULT_NONE) {
		*ret = bytes;
		*ret_len = len;
	}
	return fault;
}
