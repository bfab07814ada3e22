/* sandbox.c - takes away from a process what it needs no more: user, limits, files, system calls.
 */
#include "server/sandbox/sandbox.h"

#include "server/sandbox/sandbox_inside.h"
#include "services/registry/limits.h"
#include "services/registry/registry.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <stdbool.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define READER_SECONDS 300 /* of the processor: 100,000 definitions take a tenth of it */
#define CPU_TO_LEAVE 5     /* seconds of the processor between the first word and the end */

/* What sandbox_prepare has found; written once, before any fork. */
static struct {
	bool root;
	struct user {
		uid_t uid;
		gid_t gid;
	} gate, owner; /* where root has started this */
	bool has_filters;
	struct sandbox_filter for_gate, for_reader, for_desk, for_clerk;
} found;

static bool look_up(const char *name, struct user *ret)
{
	const struct passwd *p = getpwnam(name);

	if (p != NULL)
		*ret = (struct user){p->pw_uid, p->pw_gid};
	return p != NULL;
}

/* Asked in a child, with which the libraries go that the system reads its users with: no visitor's
 * process has them. Where there is no child to be had, here all the same. False: there is none of
 * this name. */
static bool find_user(const char *name, struct user *ret)
{
	struct user known = {0};
	int ends[2];
	ssize_t n;
	pid_t child;

	if (pipe2(ends, O_CLOEXEC) != 0)
		return look_up(name, ret);
	child = fork();
	if (child == 0)
		_exit(look_up(name, &known) &&
				      write(ends[1], &known, sizeof(known)) == sizeof(known)
			      ? 0
			      : 1);
	close(ends[1]);
	do
		n = read(ends[0], &known, sizeof(known));
	while (child > 0 && n < 0 && errno == EINTR);
	close(ends[0]);
	if (child < 0)
		return look_up(name, ret);
	while (waitpid(child, NULL, 0) < 0 && errno == EINTR)
		;
	*ret = known;
	return n == (ssize_t)sizeof(known);
}

static enum fault find_gate(const char *user, struct error *err)
{
	struct user gate;

	if (!find_user(user, &gate) || gate.uid == 0) {
		fail(err, FAULT_INPUT,
		     N_("There is no unprivileged user {user}; set `user` in shubbak.conf."),
		     "user");
		error_fill(err, "user", "%s", user);
		return FAULT_INPUT;
	}
	if (gate.uid == found.owner.uid) {
		fail(err, FAULT_INPUT,
		     N_("{user} owns the portal's folder; set `user` in shubbak.conf to another, "
			"so that the processes that hold the network cannot reach it."),
		     "user");
		error_fill(err, "user", "%s", user);
		return FAULT_INPUT;
	}
	found.gate = gate;
	return FAULT_NONE;
}

static enum fault find_users(const char *user, const char *state, struct error *err)
{
	struct stat st;

	found.root = geteuid() == 0;
	if (!found.root)
		return FAULT_NONE;
	if (stat(state, &st) != 0)
		return fail(err, FAULT_MISSING, N_("There is no such folder."), "%s: %s", state,
			    strerror(errno));
	if (st.st_uid == 0)
		return fail(err, FAULT_DENIED, N_("This portal's folder belongs to root."), "%s",
			    state);
	found.owner = (struct user){st.st_uid, st.st_gid};
	return find_gate(user, err);
}

#ifndef SHUBBAK_SANITIZED
static bool make_filters(bool database)
{
	return sandbox_filter_gate(&found.for_gate) && sandbox_filter_reader(&found.for_reader) &&
	       sandbox_filter_desk(database, &found.for_desk) &&
	       sandbox_filter_clerk(database, &found.for_clerk);
}
#endif

enum fault sandbox_prepare(const char *user, const char *state, bool database,
			   struct buffer *ret_said, struct error *err)
{
	enum fault f = find_users(user, state, err);

	if (f != FAULT_NONE)
		return f;
	(void)database;
#ifndef SHUBBAK_SANITIZED
	found.has_filters = found.has_filters || make_filters(database);
	if (!found.has_filters)
		return fail(err, FAULT_BROKEN, N_("The system call filter could not be created."),
			    "seccomp");
#endif
	if (ret_said == NULL)
		return FAULT_NONE;
	if (found.root)
		buffer_format(ret_said, "gates run as %s, desks as user %ld, who owns the folder; ",
			      user, (long)found.owner.uid);
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
static void become(const struct user *u)
{
	int death = 0;

	prctl(PR_GET_PDEATHSIG, &death);
	sandbox_rights_bound();
	if (setgroups(0, NULL) != 0 || setresgid(u->gid, u->gid, u->gid) != 0 ||
	    setresuid(u->uid, u->uid, u->uid) != 0)
		fatal("another user: %s", strerror(errno));
	if (setuid(0) == 0 || seteuid(0) == 0)
		fatal("root could be had back");
	prctl(PR_SET_PDEATHSIG, death);
}

static void set_limits(rlim_t cpu_seconds, rlim_t files)
{
	sandbox_limit(RLIMIT_CORE, 0);
	sandbox_limit(RLIMIT_NOFILE, files);
	sandbox_limit_warned(RLIMIT_CPU, cpu_seconds, cpu_seconds + CPU_TO_LEAVE);
#ifndef SHUBBAK_SANITIZED
	sandbox_limit(RLIMIT_NPROC, 0);
#endif
}

static void set_memory(void)
{
#ifndef SHUBBAK_SANITIZED
	sandbox_limit(RLIMIT_AS, sandbox_loaded() + LIMIT_PROCESS);
#endif
}

/* Nothing that is run gives more than there is, and nobody looks into it. */
static void close_in(void)
{
	sandbox_rights_drop();
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		fatal("no_new_privs: %s", strerror(errno));
#ifndef SHUBBAK_SANITIZED
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

static void become_user(const struct user *u)
{
	if (found.root)
		become(u);
	close_in();
}

static void fence_all(const struct sandbox_filter *f)
{
#ifndef SHUBBAK_SANITIZED
	sandbox_landlock_nothing();
	sandbox_filter_load(f);
#else
	(void)f;
#endif
}

void sandbox_gate(void)
{
	become_user(&found.gate);
	set_limits(900, 64);
	set_memory();
	fence_all(&found.for_gate);
}

void sandbox_reader(void)
{
	become_user(&found.gate);
	set_limits(READER_SECONDS, 64);
	fence_all(&found.for_reader);
}

void sandbox_signals(void)
{
#ifndef SHUBBAK_SANITIZED
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		fatal("no_new_privs: %s", strerror(errno));
	sandbox_landlock_signals();
#endif
}

void sandbox_desk(const char *state)
{
	become_user(&found.owner);
	set_limits(3600, 64);
	set_memory();
#ifndef SHUBBAK_SANITIZED
	sandbox_landlock_registry(state, registry_files);
	sandbox_filter_load(&found.for_desk);
#else
	(void)state;
#endif
}

static void fence_folder(const char *state, const char *outside)
{
#ifndef SHUBBAK_SANITIZED
	sandbox_landlock_folder(state, outside);
#else
	(void)state, (void)outside;
#endif
}

void sandbox_clerk(const char *state, const char *outside)
{
	become_user(&found.owner);
	set_limits(3600, 64);
	set_memory();
	fence_folder(state, outside);
#ifndef SHUBBAK_SANITIZED
	sandbox_filter_load(&found.for_clerk);
#endif
}

void sandbox_sender(void)
{
	become_user(&found.gate);
	sandbox_limit(RLIMIT_CORE, 0);
	sandbox_limit(RLIMIT_NOFILE, 64);
}

/* Somebody who owns nothing here. */
#define NOBODY 65534

void sandbox_program(void)
{
	const struct user nobody = {NOBODY, NOBODY};
	bool is_root = getuid() == 0 || geteuid() == 0;

	/* A command on the host may stand in for the folder's owner meanwhile. */
	if (is_root && (seteuid(0) != 0 || setegid(0) != 0))
		fatal("root cannot be left: %s", strerror(errno));
	if (is_root)
		become(found.root ? &found.gate : &nobody);
	close_in();
	sandbox_limit(RLIMIT_CORE, 0);
}

void sandbox_owner(const char *state)
{
	become_user(&found.owner);
	fence_folder(state, NULL);
}
