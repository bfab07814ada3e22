/* sandbox_landlock.c - files and ports out of reach, as far as this kernel's Landlock goes. */
#include "server/sandbox/sandbox_inside.h"

#include "i18n/base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <sys/syscall.h>

/* The kernel's own header may be older than the kernel, so its rights stand here by their numbers.
 */
enum {
	EXECUTE = 1 << 0,
	WRITE_FILE = 1 << 1,
	READ_FILE = 1 << 2,
	READ_DIR = 1 << 3,
	REMOVE_FILE = 1 << 5,
	MAKE_REG = 1 << 8,
	ALL_OF_1 = (1 << 13) - 1, /* what the first version knows */
	REFER = 1 << 13,          /* 2 */
	TRUNCATE = 1 << 14,       /* 3 */
	IOCTL_DEV = 1 << 15,      /* 5 */
};
enum { ALL_PORTS = 3 };  /* 4: bind and connect */
enum { ALL_SCOPES = 3 }; /* 6: abstract sockets, signals */

struct ruleset {
	uint64_t files, ports, scopes;
};
struct beneath {
	uint64_t allowed;
	int32_t folder;
} __attribute__((packed));

int sandbox_landlock_version(void)
{
	return (int)syscall(SYS_landlock_create_ruleset, NULL, 0, 1);
}

/* A set in which nothing is allowed; -1 where there is no Landlock. `signals`: they stay within the
 * set too. */
static int make_set(bool signals, uint64_t *ret_files)
{
	int version = sandbox_landlock_version();
	struct ruleset r = {.files = ALL_OF_1};
	size_t size = sizeof(uint64_t);

	if (version <= 0)
		return -1;
	r.files |= version >= 2 ? REFER : 0;
	r.files |= version >= 3 ? TRUNCATE : 0;
	r.files |= version >= 5 ? IOCTL_DEV : 0;
	if (version >= 4) {
		r.ports = ALL_PORTS;
		size = 2 * sizeof(uint64_t);
	}
	if (version >= 6) {
		r.scopes = signals ? ALL_SCOPES : 1;
		size = sizeof(r);
	}
	*ret_files = r.files;
	return (int)syscall(SYS_landlock_create_ruleset, &r, size, 0);
}

static void allow(int set, const char *folder, uint64_t rights, bool must)
{
	struct beneath b = {.allowed = rights, .folder = open(folder, O_PATH | O_CLOEXEC)};

	if (b.folder < 0) {
		if (must)
			fatal("%s: %s", folder, strerror(errno));
		return;
	}
	if (syscall(SYS_landlock_add_rule, set, 1, &b, 0) != 0)
		fatal("landlock: %s", strerror(errno));
	close(b.folder);
}

static void enter(int set)
{
	if (syscall(SYS_landlock_restrict_self, set, 0) != 0)
		fatal("landlock: %s", strerror(errno));
	close(set);
}

void sandbox_landlock_nothing(void)
{
	uint64_t files;
	int set = make_set(true, &files);

	if (set >= 0)
		enter(set);
}

void sandbox_landlock_folder(const char *folder, const char *outside)
{
	uint64_t files, reads = READ_FILE | READ_DIR;
	/* The desk ends its gate, which stands outside. */
	int set = make_set(false, &files);

	if (set < 0)
		return;
	allow(set, folder, (reads | WRITE_FILE | MAKE_REG | REMOVE_FILE | TRUNCATE) & files, true);
	if (outside != NULL)
		allow(set, outside, (reads | WRITE_FILE | MAKE_REG | TRUNCATE) & files, false);
	allow(set, "/usr/share/terminfo", reads, false);
	allow(set, "/lib/terminfo", reads, false);
	allow(set, "/etc/terminfo", reads, false);
	enter(set);
}
