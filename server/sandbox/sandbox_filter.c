/* sandbox_filter.c - which system calls gates, desks and the clerk may make; any other ends the
 * process. */
#include "server/sandbox/sandbox_inside.h"

#include "i18n/base/error.h"
#include "server/desk/stay.h"
#include "server/sandbox/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/seccomp.h>
#include <linux/sockios.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>

#define CALL(name) SCMP_SYS(name)

/* What both need: their descriptors, memory that is never code, time, dice, and to end. */
static const int common_calls[] = {
	CALL(read),
	CALL(write),
	CALL(writev),
	CALL(close),
	CALL(poll),
	CALL(ppoll),
	CALL(recvfrom),
	CALL(sendto),
	CALL(brk),
	CALL(munmap),
	CALL(mremap),
	CALL(madvise),
	CALL(futex),
	CALL(rt_sigaction),
	CALL(rt_sigprocmask),
	CALL(rt_sigreturn),
	CALL(restart_syscall),
	CALL(getpid),
	CALL(gettid),
	CALL(getuid),
	CALL(geteuid),
	CALL(getgid),
	CALL(getegid),
	CALL(getrandom),
	CALL(clock_gettime),
	CALL(gettimeofday),
	CALL(time),
	CALL(exit),
	CALL(exit_group),
	CALL(sched_yield),
	CALL(setitimer),
};

/* The gate: options of its own connection. */
static const int gate_calls[] = {CALL(setsockopt), CALL(getsockopt), CALL(shutdown), CALL(getppid)};

/* The desk and the clerk: files of the state folder, a picture in memory. */
static const int file_calls[] = {
	CALL(pread64),
	CALL(pwrite64),
	CALL(lseek),
	CALL(fsync),
	CALL(fdatasync),
	CALL(ftruncate),
	CALL(fallocate),
	CALL(newfstatat),
	CALL(fstat),
	CALL(stat),
	CALL(lstat),
	CALL(statx),
	CALL(access),
	CALL(faccessat),
	CALL(faccessat2),
	CALL(getdents64),
	CALL(readlink),
	CALL(getcwd),
	CALL(flock),
	CALL(fchmod),
	CALL(umask),
	CALL(memfd_create),
	CALL(dup),
	CALL(dup2),
	CALL(dup3),
	CALL(wait4),
	CALL(clock_nanosleep),
	CALL(nanosleep),
	CALL(uname),
	CALL(sysinfo),
	CALL(sched_getaffinity),
	CALL(fadvise64),
	CALL(getppid),
	CALL(sync_file_range),
};

/* The clerk alone changes what there is in the folder: the snapshot is renamed into its place. A
 * desk is told that it may not, since SQLite tidies up behind what others left. */
static const int name_calls[] = {CALL(unlink), CALL(unlinkat), CALL(rename), CALL(renameat),
				 CALL(renameat2)};

/* Of fcntl what asks about a descriptor, copies it, or locks a part of a file. Not F_SETFL: who
 * writes behind the log's end could write over it. Not F_SETOWN and its kin: they send signals. */
static const int descriptor_acts[] = {F_GETFD,     F_SETFD,     F_GETFL,     F_DUPFD,
				      F_GETLK,     F_SETLK,     F_SETLKW,    F_DUPFD_CLOEXEC,
				      F_OFD_GETLK, F_OFD_SETLK, F_OFD_SETLKW};

static bool add_calls(scmp_filter_ctx ctx, uint32_t answer, const int *calls, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (seccomp_rule_add(ctx, answer, calls[i], 0) != 0)
			return false;
	return true;
}

/* Memory may be had, but never to be run. */
static bool add_memory(scmp_filter_ctx ctx)
{
	return seccomp_rule_add(ctx, SCMP_ACT_ALLOW, CALL(mmap), 1,
				SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) == 0 &&
	       seccomp_rule_add(ctx, SCMP_ACT_ALLOW, CALL(mprotect), 1,
				SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) == 0;
}

static bool add_acts(scmp_filter_ctx ctx)
{
	for (size_t i = 0; i < sizeof(descriptor_acts) / sizeof(descriptor_acts[0]); i++)
		if (seccomp_rule_add(ctx, SCMP_ACT_ALLOW, CALL(fcntl), 1,
				     SCMP_A1(SCMP_CMP_EQ, (scmp_datum_t)descriptor_acts[i], 0)) !=
		    0)
			return false;
	return true;
}

/* The kernel's programme of a set of rules. */
static bool export_code(scmp_filter_ctx ctx, struct sandbox_filter *ret)
{
	int fd = memfd_create("filter", MFD_CLOEXEC);
	ssize_t n = -1;

	if (fd >= 0 && seccomp_export_bpf(ctx, fd) == 0 && lseek(fd, 0, SEEK_SET) == 0)
		n = read(fd, ret->code, sizeof(ret->code));
	if (fd >= 0)
		close(fd);
	/* A programme that fills the room may have been cut. */
	if (n <= 0 || n == (ssize_t)sizeof(ret->code))
		return false;
	ret->count = (unsigned short)((size_t)n / sizeof(ret->code[0]));
	return true;
}

static scmp_filter_ctx start(void)
{
	scmp_filter_ctx ctx = seccomp_init(SCMP_ACT_KILL_PROCESS);

	if (ctx == NULL)
		fatal("out of memory");
	/* Few comparisons for the many calls of a loop. */
	seccomp_attr_set(ctx, SCMP_FLTATR_CTL_OPTIMIZE, 2);
	return ctx;
}

#define ADD(ctx, answer, calls) add_calls(ctx, answer, calls, sizeof(calls) / sizeof((calls)[0]))

static bool add_common(scmp_filter_ctx ctx)
{
	return ADD(ctx, SCMP_ACT_ALLOW, common_calls) && add_memory(ctx) && add_acts(ctx);
}

bool sandbox_filter_gate(struct sandbox_filter *ret)
{
	scmp_filter_ctx ctx = start();
	bool good = add_common(ctx) && ADD(ctx, SCMP_ACT_ALLOW, gate_calls) &&
		    seccomp_rule_add(ctx, SCMP_ACT_ALLOW, CALL(ioctl), 1,
				     SCMP_A1(SCMP_CMP_EQ, SIOCOUTQ, 0)) == 0 &&
		    export_code(ctx, ret);

	seccomp_release(ctx);
	return good;
}

/* Sorting asks how much memory there is; a catalogue lies in memory of its own. */
bool sandbox_filter_reader(struct sandbox_filter *ret)
{
	scmp_filter_ctx ctx = start();
	bool good = add_common(ctx) &&
		    seccomp_rule_add(ctx, SCMP_ACT_ALLOW, CALL(sysinfo), 0) == 0 &&
		    seccomp_rule_add(ctx, SCMP_ACT_ALLOW, CALL(memfd_create), 0) == 0 &&
		    seccomp_rule_add(ctx, SCMP_ACT_ALLOW, CALL(ftruncate), 0) == 0 &&
		    export_code(ctx, ret);

	seccomp_release(ctx);
	return good;
}

/* What makes a thread, and nothing that would be a process: whoever makes one asks the newer call
 * first, whose flags cannot be looked at. What its libraries look for in files that only some
 * scripts' letters need, they are told is not for them, and do without. */
static bool add_threads(scmp_filter_ctx ctx)
{
	static const int calls[] = {CALL(set_robust_list), CALL(rseq)};
	static const int looks[] = {CALL(openat), CALL(open),     CALL(newfstatat),
				    CALL(access), CALL(readlink), CALL(statx)};
	const scmp_datum_t thread = CLONE_VM | CLONE_SIGHAND | CLONE_THREAD;

	return ADD(ctx, SCMP_ACT_ALLOW, calls) && ADD(ctx, SCMP_ACT_ERRNO(EACCES), looks) &&
	       seccomp_rule_add(ctx, SCMP_ACT_ERRNO(ENOSYS), CALL(clone3), 0) == 0 &&
	       seccomp_rule_add(ctx, SCMP_ACT_ALLOW, CALL(clone), 1,
				SCMP_A0(SCMP_CMP_MASKED_EQ, thread, thread)) == 0 &&
	       seccomp_rule_add(ctx, SCMP_ACT_ALLOW, CALL(prctl), 1,
				SCMP_A0(SCMP_CMP_EQ, PR_SET_NAME, 0)) == 0;
}

bool sandbox_filter_paper(bool threads, struct sandbox_filter *ret)
{
	static const int calls[] = {CALL(sysinfo), CALL(sched_getaffinity), CALL(uname)};
	scmp_filter_ctx ctx = start();
	bool good = add_common(ctx) && ADD(ctx, SCMP_ACT_ALLOW, calls) &&
		    (!threads || add_threads(ctx)) && export_code(ctx, ret);

	seccomp_release(ctx);
	return good;
}

/* What desk and clerk share. Terminals are asked about and refused: there is none here. Limits are
 * looked at, those of this process, and never set. */
static bool add_files(scmp_filter_ctx ctx)
{
	return add_common(ctx) && ADD(ctx, SCMP_ACT_ALLOW, file_calls) &&
	       seccomp_rule_add(ctx, SCMP_ACT_ERRNO(ENOTTY), CALL(ioctl), 0) == 0 &&
	       seccomp_rule_add(ctx, SCMP_ACT_ALLOW, CALL(prlimit64), 2, SCMP_A0(SCMP_CMP_EQ, 0, 0),
				SCMP_A2(SCMP_CMP_EQ, 0, 0)) == 0;
}

/* Descriptors pass between desks and the listener on a few numbers alone, and a desk may end the
 * one process that it holds a descriptor of: no other can be had behind the fence. */
static bool add_desk(scmp_filter_ctx ctx)
{
	/* No file is cut by opening it: Landlock knows of that from version 3 on only. */
	return seccomp_rule_add(ctx, SCMP_ACT_ALLOW, CALL(openat), 1,
				SCMP_A2(SCMP_CMP_MASKED_EQ, O_TRUNC, 0)) == 0 &&
	       seccomp_rule_add(ctx, SCMP_ACT_ALLOW, CALL(socketpair), 1,
				SCMP_A0(SCMP_CMP_EQ, AF_UNIX, 0)) == 0 &&
	       seccomp_rule_add(ctx, SCMP_ACT_ALLOW, CALL(sendmsg), 1,
				SCMP_A0(SCMP_CMP_GE, STAY_FDS, 0)) == 0 &&
	       seccomp_rule_add(ctx, SCMP_ACT_ALLOW, CALL(recvmsg), 1,
				SCMP_A0(SCMP_CMP_GE, STAY_FDS, 0)) == 0 &&
	       seccomp_rule_add(ctx, SCMP_ACT_ALLOW, CALL(pidfd_send_signal), 2,
				SCMP_A0(SCMP_CMP_EQ, SANDBOX_GATE, 0),
				SCMP_A1(SCMP_CMP_EQ, SIGKILL, 0)) == 0;
}

/* To a database's socket on this machine: made, connected and asked about; no other kind of socket
 * can be. What it is set to is set on low numbers alone, where no log stands. */
static bool add_database(scmp_filter_ctx ctx)
{
	static const int calls[] = {CALL(connect), CALL(getsockname), CALL(getsockopt)};

	return ADD(ctx, SCMP_ACT_ALLOW, calls) &&
	       seccomp_rule_add(ctx, SCMP_ACT_ALLOW, CALL(socket), 1,
				SCMP_A0(SCMP_CMP_EQ, AF_UNIX, 0)) == 0 &&
	       seccomp_rule_add(ctx, SCMP_ACT_ERRNO(EAFNOSUPPORT), CALL(socket), 1,
				SCMP_A0(SCMP_CMP_NE, AF_UNIX, 0)) == 0 &&
	       seccomp_rule_add(ctx, SCMP_ACT_ALLOW, CALL(fcntl), 2,
				SCMP_A0(SCMP_CMP_LT, SANDBOX_GATE, 0),
				SCMP_A1(SCMP_CMP_EQ, F_SETFL, 0)) == 0;
}

bool sandbox_filter_desk(bool database, struct sandbox_filter *ret)
{
	scmp_filter_ctx ctx = start();
	bool good = add_files(ctx) && (!database || add_database(ctx)) &&
		    ADD(ctx, SCMP_ACT_ERRNO(EPERM), name_calls) && add_desk(ctx) &&
		    export_code(ctx, ret);

	seccomp_release(ctx);
	return good;
}

bool sandbox_filter_clerk(bool database, struct sandbox_filter *ret)
{
	scmp_filter_ctx ctx = start();
	bool good = add_files(ctx) && (!database || add_database(ctx)) &&
		    ADD(ctx, SCMP_ACT_ALLOW, name_calls) &&
		    seccomp_rule_add(ctx, SCMP_ACT_ALLOW, CALL(openat), 0) == 0 &&
		    export_code(ctx, ret);

	seccomp_release(ctx);
	return good;
}

void sandbox_filter_load_all(const struct sandbox_filter *f)
{
	struct sock_fprog program = {.len = f->count,
				     .filter = (struct sock_filter *)(uintptr_t)f->code};

	if (f->count == 0 ||
	    syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program) != 0)
		fatal("seccomp: %s", strerror(errno));
}

void sandbox_filter_load(const struct sandbox_filter *f)
{
	struct sock_fprog program = {.len = f->count,
				     .filter = (struct sock_filter *)(uintptr_t)f->code};

	if (f->count == 0 || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0)
		fatal("seccomp: %s", strerror(errno));
}
