/* sandbox.c - takes away from a process what it needs no more: user, limits, files, system calls.
 */
#include "server/sandbox/sandbox.h"

#include "server/sandbox/sandbox_inside.h"
#include "services/registry/limits.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <stdbool.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#define CPU_TO_LEAVE 5 /* seconds of the processor between the first word and the end */

/* What sandbox_prepare has found; written once, before any fork. */
static struct {
	bool root;
	uid_t uid;
	gid_t gid;
	bool has_filters;
	struct sandbox_filter gate, desk;
} found;

static enum fault find_user(const char *user, struct error *err)
{
	const struct passwd *p;

	found.root = geteuid() == 0;
	if (!found.root)
		return FAULT_NONE;
	p = getpwnam(user);
	if (p == NULL || p->pw_uid == 0) {
		fail(err, FAULT_INPUT,
		     N_("There is no unprivileged user {user}; set `user` in shubbak.conf."),
		     "user");
		error_fill(err, "user", "%s", user);
		return FAULT_INPUT;
	}
	found.uid = p->pw_uid;
	found.gid = p->pw_gid;
	return FAULT_NONE;
}

enum fault sandbox_prepare(const char *user, struct buffer *ret_said, struct error *err)
{
	enum fault f = find_user(user, err);

	if (f != FAULT_NONE)
		return f;
#ifndef SHUBBAK_SANITIZED
	found.has_filters = sandbox_filter_gate(&found.gate) && sandbox_filter_desk(&found.desk);
	if (!found.has_filters)
		return fail(err, FAULT_BROKEN, N_("The filter of system calls cannot be made."),
			    "seccomp");
#endif
	if (ret_said == NULL)
		return FAULT_NONE;
	if (found.root)
		buffer_format(ret_said, "gates run as %s, desks as the owner of the state folder; ",
			      user);
	else
		buffer_text(ret_said, "all processes run as the user who started this; ");
#ifdef SHUBBAK_SANITIZED
	buffer_text(ret_said, "a build with sanitizers: no filter of system calls, no limit of "
			      "memory, no Landlock");
#else
	buffer_format(ret_said, "system calls are filtered; Landlock version %d%s",
		      sandbox_landlock_version(),
		      sandbox_landlock_version() <= 0 ? ": files are not fenced in by this kernel"
						      : "");
#endif
	return FAULT_NONE;
}

/* Another user for good; the signal of the parent's death is lost by it and set again. */
static void become(uid_t uid, gid_t gid)
{
	int death = 0;

	prctl(PR_GET_PDEATHSIG, &death);
	if (setgroups(0, NULL) != 0 || setresgid(gid, gid, gid) != 0 ||
	    setresuid(uid, uid, uid) != 0)
		fatal("another user: %s", strerror(errno));
	if (uid != 0 && (setuid(0) == 0 || seteuid(0) == 0))
		fatal("root could be had back");
	prctl(PR_SET_PDEATHSIG, death);
}

/* From `warned` on the system says so, if it can; `most` is the end of it. */
static void limit_warned(int what, rlim_t warned, rlim_t most)
{
	struct rlimit now, l = {warned, most};

	/* Never more than there was. */
	if (getrlimit((__rlimit_resource_t)what, &now) == 0 && now.rlim_max != RLIM_INFINITY &&
	    now.rlim_max < most)
		l.rlim_cur = l.rlim_max = now.rlim_max;
	if (setrlimit((__rlimit_resource_t)what, &l) != 0)
		fatal("a limit: %s", strerror(errno));
}

#ifndef SHUBBAK_SANITIZED
/* Bytes of address space that are taken now: what all visitors' processes share, the catalogue
 * above all, which grows with each import. */
static rlim_t loaded(void)
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
#endif

static void limit(int what, rlim_t most)
{
	limit_warned(what, most, most);
}

static void set_limits(rlim_t cpu_seconds, rlim_t files)
{
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_NOFILE, files);
	limit_warned(RLIMIT_CPU, cpu_seconds, cpu_seconds + CPU_TO_LEAVE);
#ifndef SHUBBAK_SANITIZED
	limit(RLIMIT_NPROC, 0);
	limit(RLIMIT_AS, loaded() + LIMIT_PROCESS);
#endif
}

static void close_in(void)
{
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		fatal("no_new_privs: %s", strerror(errno));
#ifndef SHUBBAK_SANITIZED
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

void sandbox_gate(void)
{
	if (found.root)
		become(found.uid, found.gid);
	set_limits(900, 64);
	close_in();
#ifndef SHUBBAK_SANITIZED
	sandbox_landlock_nothing();
	sandbox_filter_load(&found.gate);
#endif
}

void sandbox_clerk(const char *folder, const char *outside)
{
	struct stat st;

	if (stat(folder, &st) != 0)
		fatal("%s: %s", folder, strerror(errno));
	if (found.root && st.st_uid != 0)
		become(st.st_uid, st.st_gid);
	set_limits(3600, 64);
	close_in();
#ifndef SHUBBAK_SANITIZED
	sandbox_landlock_folder(folder, outside);
	sandbox_filter_load(&found.desk);
#else
	(void)outside;
#endif
}

void sandbox_desk(const char *folder)
{
	sandbox_clerk(folder, NULL);
}
