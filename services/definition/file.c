/* file.c - a whole file read into memory, up to a cap. */
#include "services/definition/file.h"

#include "i18n/charset.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum fault refuse(enum fault fault, const char *path, const char *say, struct error *err)
{
	fail(err, fault, say, "%s", path);
	error_fill(err, "path", "%s", path);
	return fault;
}

static enum fault refuse_unread(const char *path, struct error *err)
{
	const char *reason = strerror(errno);

	fail(err, FAULT_BROKEN, N_("The file {file} cannot be read: {reason}"), "%s: %s", path,
	     reason);
	error_fill(err, "file", "%s", path);
	error_fill(err, "reason", "%s", reason);
	return FAULT_BROKEN;
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
			return refuse_unread(path, err);
		if (got == 0)
			break;
		len += (size_t)got;
	}
	*ret_len = len;
	return FAULT_NONE;
}

/* Nothing but a file of at most `max` bytes. */
static enum fault look_at(int fd, const char *path, size_t max, size_t *ret_size, struct error *err)
{
	struct stat st;

	if (fstat(fd, &st) < 0)
		return refuse_unread(path, err);
	if (!S_ISREG(st.st_mode))
		return refuse(FAULT_INPUT, path,
			      N_("{path} is not a file: a folder, a pipe or a device is not read."),
			      err);
	if (st.st_size > (off_t)max) {
		refuse(FAULT_INPUT, path, N_("{path} is larger than {size} KiB."), err);
		error_fill(err, "size", "%zu", max / 1024);
		return FAULT_INPUT;
	}
	*ret_size = (size_t)st.st_size;
	return FAULT_NONE;
}

enum fault file_read(struct arena *a, const char *path, size_t max, char **ret, size_t *ret_len,
		     struct error *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	enum fault fault;
	char *bytes = NULL;
	size_t size = 0, len = 0;

	if (fd < 0)
		return errno == ENOENT ? refuse(FAULT_MISSING, path,
						N_("The file {path} does not exist."), err)
				       : refuse_unread(path, err);
	fault = look_at(fd, path, max, &size, err);
	if (fault == FAULT_NONE) {
		bytes = arena_take(a, size + 1);
		fault = read_all(fd, path, bytes, size, &len, err);
	}
	close(fd);
	if (fault == FAULT_NONE) {
		*ret = bytes;
		*ret_len = len;
	}
	return fault;
}

enum fault file_text(struct arena *a, const char *path, size_t max, const char **ret,
		     size_t *ret_len, struct error *err)
{
	size_t len;
	char *bytes;
	enum fault fault = file_read(a, path, max, &bytes, &len, err);

	if (fault != FAULT_NONE)
		return fault;
	*ret = charset_file(a, bytes, &len);
	*ret_len = len;
	return FAULT_NONE;
}
