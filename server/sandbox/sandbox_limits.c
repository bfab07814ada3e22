/* sandbox_limits.c - what a process may use at most, of the system's own kinds. */
#include "server/sandbox/sandbox_inside.h"

#include "i18n/base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void sandbox_limit_warned(int what, rlim_t warned, rlim_t most)
{
	struct rlimit now, l = {warned, most};

	/* Never more than there was. */
	if (getrlimit((__rlimit_resource_t)what, &now) == 0 && now.rlim_max != RLIM_INFINITY &&
	    now.rlim_max < most)
		l.rlim_cur = l.rlim_max = now.rlim_max;
	if (setrlimit((__rlimit_resource_t)what, &l) != 0)
		fatal("a limit: %s", strerror(errno));
}

/* What all visitors' processes share, the catalogue above all, grows with each import. */
rlim_t sandbox_loaded(void)
{
	char text[64] = "";
	int fd = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? -1 : read(fd, text, sizeof(text) - 1);

	if (fd >= 0)
		close(fd);
	if (n <= 0)
		fatal("/proc/self/statm: %s", strerror(errno));
	return strtoull(text, NULL, 10) * (rlim_t)sysconf(_SC_PAGESIZE);
}

void sandbox_limit(int what, rlim_t most)
{
	sandbox_limit_warned(what, most, most);
}
