/* sandbox_log.c - the log's descriptor, which all processes share: whoever has it adds lines, and
 * takes none away. */
#include "server/sandbox/sandbox.h"

#include "server/desk/stay.h"
#include "server/sandbox/sandbox_inside.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

static int open_here(const char *file)
{
	return open(file, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0640);
}

#ifndef SHUBBAK_SANITIZED
static void folder_of(const char *file, char ret[4096])
{
	const char *slash = strrchr(file, '/');
	int len = slash == NULL || slash == file ? 1 : (int)(slash - file);

	snprintf(ret, 4096, "%.*s", len, slash == NULL ? "." : file);
}

/* Opens it behind a fence and hands it over, or says why not. */
static _Noreturn void open_fenced(const char *file, int to)
{
	char folder[4096];
	int fd, why;

	folder_of(file, folder);
	if (access(folder, F_OK) == 0 && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)
		sandbox_landlock_adding(folder);
	fd = open_here(file);
	why = fd < 0 ? errno : 0;
	_exit(stay_send(to, &why, sizeof(why), fd) ? 0 : 1);
}

static int open_by_child(const char *file, pid_t *ret_child, int ends[2])
{
	int why = EIO, fd = -1, status;

	*ret_child = fork();
	if (*ret_child == 0)
		open_fenced(file, ends[1]);
	if (*ret_child < 0)
		return -1;
	while (waitpid(*ret_child, &status, 0) < 0 && errno == EINTR)
		;
	if (stay_receive(ends[0], &why, sizeof(why), &fd) != (ssize_t)sizeof(why))
		why = EIO;
	if (fd < 0)
		errno = why;
	return fd;
}

int sandbox_open_log(const char *file)
{
	int ends[2], fd, why;
	pid_t child;

	if (!stay_pair(ends))
		return -1;
	fd = open_by_child(file, &child, ends);
	why = errno;
	close(ends[0]);
	close(ends[1]);
	errno = why;
	return fd;
}
#else
int sandbox_open_log(const char *file)
{
	return open_here(file);
}
#endif
