/* sandbox_landlock.c - files and ports out of reach, as far as this kernel's Landlock goes. */
#include "server/sandbox/sandbox_inside.h"

#include "i18n/base/error.h"
#include "services/registry/registry.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <sys/stat.h>
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
enum { ALL_PORTS = 3 };             /* 4: bind and connect */
enum { ABSTRACT = 1, SIGNALS = 2 }; /* 6: abstract sockets, signals */

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

/* The files and ports that this kernel's Landlock knows of. */
static struct ruleset all_of(int version)
{
	struct ruleset r = {.files = ALL_OF_1};

	r.files |= version >= 2 ? REFER : 0;
	r.files |= version >= 3 ? TRUNCATE : 0;
	r.files |= version >= 5 ? IOCTL_DEV : 0;
	r.ports = version >= 4 ? ALL_PORTS : 0;
	return r;
}

static size_t size_of(int version)
{
	if (version >= 6)
		return sizeof(struct ruleset);
	return version >= 4 ? 2 * sizeof(uint64_t) : sizeof(uint64_t);
}

/* A set in which nothing is allowed; -1 where there is no Landlock. `scopes`: what stays within the
 * set too. */
static int make_set(uint64_t scopes, uint64_t *ret_files)
{
	int version = sandbox_landlock_version();
	struct ruleset r = all_of(version);

	if (version <= 0)
		return -1;
	r.scopes = scopes;
	*ret_files = r.files;
	return (int)syscall(SYS_landlock_create_ruleset, &r, size_of(version), 0);
}

static void allow_here(int set, int fd, uint64_t rights)
{
	struct beneath b = {.allowed = rights, .folder = fd};

	if (syscall(SYS_landlock_add_rule, set, 1, &b, 0) != 0)
		fatal("landlock: %s", strerror(errno));
	close(fd);
}

static void allow(int set, const char *folder, uint64_t rights, bool must)
{
	int fd = open(folder, O_PATH | O_CLOEXEC);

	if (fd < 0 && must)
		fatal("%s: %s", folder, strerror(errno));
	if (fd >= 0)
		allow_here(set, fd, rights);
}

static void enter(int set)
{
	if (syscall(SYS_landlock_restrict_self, set, 0) != 0)
		fatal("landlock: %s", strerror(errno));
	close(set);
}

static void allow_terminals(int set)
{
	allow(set, "/usr/share/terminfo", READ_FILE | READ_DIR, false);
	allow(set, "/lib/terminfo", READ_FILE | READ_DIR, false);
	allow(set, "/etc/terminfo", READ_FILE | READ_DIR, false);
}

void sandbox_landlock_nothing(void)
{
	uint64_t files;
	int set = make_set(ABSTRACT | SIGNALS, &files);

	if (set >= 0)
		enter(set);
}

/* Files stay as they are: the set that the process forks under is the only one in which it and its
 * child stand together. */
void sandbox_landlock_signals(void)
{
	struct ruleset r = {.scopes = SIGNALS};

	if (sandbox_landlock_version() >= 6)
		enter((int)syscall(SYS_landlock_create_ruleset, &r, sizeof(r), 0));
}

/* Not to be cut: the kernel keeps with an open file what the process might do that opened it. */
bool sandbox_landlock_adding(const char *folder)
{
	uint64_t files;
	int set = sandbox_landlock_version() >= 3 ? make_set(0, &files) : -1;

	if (set < 0)
		return false;
	allow(set, folder, WRITE_FILE | MAKE_REG, true);
	enter(set);
	return true;
}

/* A rule holds for the file that has the name now. What was removed by hand is made again, since
 * nothing can be made behind the fence. */
static void allow_file(int set, const char *state, const struct registry_file *f, uint64_t files)
{
	uint64_t reads = READ_FILE, writes = READ_FILE | WRITE_FILE | TRUNCATE;
	char path[4096];
	struct stat st;
	int fd;

	snprintf(path, sizeof(path), "%s/%s", state, f->name);
	fd = f->may_be_made ? open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600)
			    : open(path, O_PATH | O_CLOEXEC | O_NOFOLLOW);
	/* Whoever opens the registry is told what is missing. */
	if (fd < 0)
		return;
	if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode)) {
		reads |= READ_DIR;
		writes |= READ_DIR | MAKE_REG;
	}
	allow_here(set, fd, (f->is_written ? writes : reads) & files);
}

void sandbox_landlock_registry(const char *state, const struct registry_file *list)
{
	uint64_t files;
	/* The desk ends its gate, which stands outside of this set. */
	int set = make_set(ABSTRACT, &files);

	if (set < 0)
		return;
	/* SQLite syncs the folder in which its log stands. */
	allow(set, state, READ_DIR, true);
	for (const struct registry_file *f = list; f->name != NULL; f++)
		allow_file(set, state, f, files);
	allow_terminals(set);
	enter(set);
}

void sandbox_landlock_folder(const char *folder, const char *outside)
{
	uint64_t files, writes = READ_FILE | READ_DIR | WRITE_FILE | MAKE_REG | TRUNCATE;
	int set = make_set(ABSTRACT | SIGNALS, &files);

	if (set < 0)
		return;
	allow(set, folder, (writes | REMOVE_FILE) & files, true);
	if (outside != NULL)
		allow(set, outside, writes & files, false);
	enter(set);
}
