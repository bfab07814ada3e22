/* sandbox_test.c - each forbidden act is tried from inside gate, desk and clerk, started by root
 * and by an ordinary user, and what is needed still works. */
#include "tests/unit.h"

#include "server/desk/stay.h"
#include "server/owner.h"
#include "server/sandbox/sandbox.h"
#include "server/sandbox/sandbox_inside.h"
#include "services/services.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>

#ifdef SHUBBAK_SANITIZED
/* There is none in these builds; the plain build tests it. */
START_TEST(says_that_it_is_left_out)
{
	struct buffer said;

	buffer_open(&said, 1000);
	ck_assert_int_eq(sandbox_prepare("nobody", "/etc/ssl", &said, NULL),
			 geteuid() == 0 ? FAULT_DENIED : FAULT_NONE);
	buffer_close(&said);
}
END_TEST
SUITE(sandbox, says_that_it_is_left_out)
#else

enum { REACHED = 7 }; /* the act went through */

static void reached_if(bool good)
{
	_exit(good ? REACHED : 0);
}

/* --- acts --- */

static char state[200];       /* the folder of the process that acts */
static const char *outside;   /* where the clerk may write besides */
static pid_t stranger;        /* a process of the same user */
static int stranger_fd = 100; /* and a descriptor of it */

static void no_act(void)
{
	_exit(REACHED);
}

static void open_passwd(void)
{
	reached_if(open("/etc/passwd", O_RDONLY) >= 0);
}

static void create_in_tmp(void)
{
	reached_if(open("/tmp/shubbak-escaped", O_WRONLY | O_CREAT, 0600) >= 0);
}

static void open_inet(void)
{
	reached_if(socket(AF_INET, SOCK_STREAM, 0) >= 0);
}

static void open_unix(void)
{
	reached_if(socket(AF_UNIX, SOCK_STREAM, 0) >= 0);
}

static void connect_one(void)
{
	struct sockaddr_un to = {.sun_family = AF_UNIX, .sun_path = "/run/none"};

	reached_if(connect(0, (struct sockaddr *)&to, sizeof(to)) == 0);
}

static void run_program(void)
{
	char *const words[] = {NULL};

	execve("/bin/true", words, words);
	_exit(0);
}

static void fork_again(void)
{
	reached_if(fork() >= 0);
}

static void make_code(void)
{
	reached_if(mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS,
			-1, 0) != MAP_FAILED);
}

static void turn_into_code(void)
{
	void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (page == MAP_FAILED)
		_exit(1);
	reached_if(mprotect(page, 4096, PROT_READ | PROT_EXEC) == 0);
}

static void trace_another(void)
{
	reached_if(syscall(SYS_ptrace, 16L, (long)stranger, 0L, 0L) == 0);
}

static void read_another(void)
{
	struct iovec v = {&stranger, sizeof(stranger)};

	reached_if(syscall(SYS_process_vm_readv, (long)stranger, &v, 1L, &v, 1L, 0L) > 0);
}

static void kill_stranger(void)
{
	reached_if(kill(stranger, SIGKILL) == 0);
}

static void kill_parent(void)
{
	reached_if(kill(getppid(), SIGKILL) == 0);
}

static void kill_thread(void)
{
	reached_if(syscall(SYS_tkill, (long)stranger, (long)SIGKILL) == 0);
}

static void abort_another(void)
{
	reached_if(syscall(SYS_tgkill, (long)stranger, (long)stranger, (long)SIGABRT) == 0);
}

static void queue_signal(void)
{
	reached_if(syscall(SYS_rt_sigqueueinfo, (long)stranger, (long)SIGKILL, NULL) == 0);
}

static void find_process(void)
{
	reached_if(syscall(SYS_pidfd_open, (long)stranger, 0L) >= 0);
}

static void kill_by_descriptor(void)
{
	reached_if(syscall(SYS_pidfd_send_signal, (long)stranger_fd, (long)SIGKILL, NULL, 0L) == 0);
}

/* A foreign descriptor on the very number that is a gate's. */
static void kill_by_the_gates_number(void)
{
	if (dup2(stranger_fd, SANDBOX_GATE) < 0)
		_exit(1);
	reached_if(syscall(SYS_pidfd_send_signal, (long)SANDBOX_GATE, (long)SIGKILL, NULL, 0L) ==
		   0);
}

static void stop_by_the_gates_number(void)
{
	syscall(SYS_pidfd_send_signal, (long)SANDBOX_GATE, (long)SIGSTOP, NULL, 0L);
	_exit(REACHED);
}

/* /proc/PID is as good as a descriptor of the process. */
static void find_in_proc(void)
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/%d", (int)stranger);
	reached_if(open(path, O_RDONLY | O_DIRECTORY) >= 0);
}

static void open_memory(void)
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/%d/mem", (int)stranger);
	reached_if(open(path, O_RDONLY) >= 0);
}

static void limit_another(void)
{
	struct rlimit none = {0, 0};

	reached_if(prlimit(stranger, RLIMIT_CPU, &none, NULL) == 0);
}

static void raise_limit(void)
{
	struct rlimit l;

	getrlimit(RLIMIT_NOFILE, &l);
	reached_if(setrlimit(RLIMIT_NOFILE, &l) == 0);
}

static void signal_by_owner(void)
{
	reached_if(fcntl(STDERR_FILENO, F_SETOWN, stranger) == 0);
}

static void change_flags(void)
{
	reached_if(fcntl(STDERR_FILENO, F_SETFL, 0) == 0);
}

static void become_root(void)
{
	reached_if(setuid(0) == 0);
}

static void take_rights(void)
{
	struct __user_cap_header_struct head = {.version = _LINUX_CAPABILITY_VERSION_3};
	struct __user_cap_data_struct all[2] = {{~0U, ~0U, 0}, {~0U, ~0U, 0}};

	reached_if(syscall(SYS_capset, &head, all) == 0);
}

static void mount_one(void)
{
	reached_if(mount("tmpfs", "/mnt", "tmpfs", 0, "") == 0);
}

static void leave_namespace(void)
{
	reached_if(unshare(CLONE_NEWUSER) == 0);
}

static void change_root(void)
{
	reached_if(chroot("/tmp") == 0);
}

static void link_file(void)
{
	reached_if(link("/etc/passwd", "/tmp/shubbak-escaped") == 0);
}

static void change_mode(void)
{
	reached_if(chmod(state, 0777) == 0);
}

static void pass_descriptor(void)
{
	int ends[2];

	if (!stay_pair(ends))
		_exit(1);
	stay_send(ends[0], "x", 1, STDIN_FILENO);
	_exit(REACHED);
}

static void take_descriptor(void)
{
	char byte;
	int ends[2], fd;

	if (!stay_pair(ends))
		_exit(1);
	stay_receive(ends[0], &byte, 1, &fd);
	_exit(REACHED);
}

static void pass_where_it_may(void)
{
	char byte = 0;
	int ends[2], fd;

	if (!stay_pair(ends) || dup2(ends[0], STAY_LISTENER) < 0 || dup2(ends[1], STAY_OWN) < 0)
		_exit(1);
	reached_if(stay_send(STAY_LISTENER, "x", 1, STDIN_FILENO) &&
		   stay_receive(STAY_OWN, &byte, 1, &fd) == 1 && fd >= 0);
}

static void pair_of_another_kind(void)
{
	int ends[2];

	reached_if(socketpair(AF_NETLINK, SOCK_RAW, 0, ends) == 0);
}

static void have_memory(void)
{
	char *p = malloc((size_t)20 * 1024 * 1024);

	memset(p, 1, (size_t)20 * 1024 * 1024);
	reached_if(p[4096] == 1);
}

static void take_too_much(void)
{
	reached_if(mmap(NULL, (size_t)2 << 30, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS,
			-1, 0) != MAP_FAILED);
}

/* --- acts on files of the state folder --- */

static const char *file; /* as seen from it, or in full */
static int flags;

static void open_file(void)
{
	char path[400];

	snprintf(path, sizeof(path), "%s%s%s", file[0] == '/' ? "" : state,
		 file[0] == '/' ? "" : "/", file);
	reached_if(open(path, flags, 0600) >= 0);
}

static void remove_file(void)
{
	char path[400];

	snprintf(path, sizeof(path), "%s/registry.db", state);
	reached_if(unlink(path) == 0);
}

static void rename_file(void)
{
	char from[400], to[400];

	snprintf(from, sizeof(from), "%s/writers", state);
	snprintf(to, sizeof(to), "%s/shubbak.conf", state);
	reached_if(rename(from, to) == 0);
}

static void use_registry(void)
{
	struct registry *r = NULL;
	struct figures figures;
	struct error err = {0};

	if (registry_open(state, &r, &err) != FAULT_NONE ||
	    figures_count(r, &figures, &err) != FAULT_NONE) {
		fprintf(stderr, "%s: %s\n", err.say, err.detail);
		_exit(1);
	}
	registry_close(r);
	_exit(REACHED);
}

static void write_snapshot(void)
{
	struct registry *r = NULL;
	struct error err = {0};

	if (registry_open(state, &r, &err) != FAULT_NONE || snapshot_write(r, &err) != FAULT_NONE)
		_exit(1);
	registry_close(r);
	_exit(REACHED);
}

static int log_fd;

static void add_to_log(void)
{
	reached_if(write(log_fd, "line\n", 5) == 5);
}

static void cut_log(void)
{
	reached_if(ftruncate(log_fd, 0) == 0);
}

/* --- who acts --- */

enum part { GATE, READER, DESK, CLERK };
static bool by_root; /* the processes are started by root, not by the folder's owner */
#define ORDINARY 65533

static void own(const char *path, uid_t uid)
{
	ck_assert_int_eq(chown(path, uid, uid), 0);
}

/* What the owner of a folder that an ordinary user made has: all of it. */
static void own_rest(const char *folder, uid_t uid)
{
	static const char *const names[] = {"shubbak.conf",      "keys/host",        "terms",
					    "keys/host/ed25519", "terms/terms.yaml", "keys"};
	char path[400];

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		snprintf(path, sizeof(path), "%s/%s", folder, names[i]);
		own(path, uid);
	}
}

static void make_file(const char *name)
{
	char path[400];
	int fd;

	snprintf(path, sizeof(path), "%s/%s", state, name);
	fd = open(path, O_WRONLY | O_CREAT, 0640);
	ck_assert_int_ge(fd, 0);
	close(fd);
}

/* A state folder as `init` leaves it, once for all tests; that of an ordinary user is wholly its
 * own.
 */
static void need_state(void)
{
	struct owner o = {.uid = ORDINARY, .gid = ORDINARY};
	char secret[65], path[400];

	snprintf(state, sizeof(state), "%s/%s", unit_folder(), by_root ? "by-root" : "by-user");
	if (access(state, F_OK) == 0)
		return;
	ck_assert_int_eq(chmod(unit_folder(), 0711), 0);
	ck_assert_int_eq(versions_create(state, "catalogue", secret, NULL), FAULT_NONE);
	make_file("shubbak.conf");
	snprintf(path, sizeof(path), "%s/keys/host", state);
	ck_assert_int_eq(mkdir(path, 0700), 0);
	make_file("keys/host/ed25519");
	if (geteuid() != 0)
		return;
	ck_assert_int_eq(owner_give(&o, state, NULL), FAULT_NONE);
	if (!by_root)
		own_rest(state, ORDINARY);
}

static void be_ordinary(void)
{
	if (geteuid() == 0 &&
	    (setgroups(0, NULL) != 0 || setresgid(ORDINARY, ORDINARY, ORDINARY) != 0 ||
	     setresuid(ORDINARY, ORDINARY, ORDINARY) != 0))
		_exit(1);
}

static void enter(enum part part)
{
	if (!by_root)
		be_ordinary();
	if (sandbox_prepare("nobody", state, NULL, NULL) != FAULT_NONE)
		_exit(1);
	switch (part) {
	case GATE: sandbox_gate(); break;
	case READER: sandbox_reader(); break;
	case DESK:
		sandbox_signals();
		sandbox_desk(state);
		break;
	case CLERK: sandbox_clerk(state, outside); break;
	}
}

/* One who sleeps, under the very user of the processes that act. */
static void start_stranger(void)
{
	stranger = fork();
	if (stranger == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		be_ordinary();
		for (;;)
			pause();
	}
	ck_assert_int_ge(stranger, 0);
	ck_assert_int_eq(dup2((int)syscall(SYS_pidfd_open, stranger, 0), stranger_fd), stranger_fd);
}

static void end_stranger(void)
{
	ck_assert_msg(waitpid(stranger, NULL, WNOHANG) == 0, "the stranger was ended");
	kill(stranger, SIGKILL);
	waitpid(stranger, NULL, 0);
	close(stranger_fd);
}

static int try_inside(enum part part, void (*act)(void))
{
	int status;
	pid_t pid;

	need_state();
	pid = fork();
	ck_assert_int_ge(pid, 0);
	if (pid == 0) {
		enter(part);
		act();
		_exit(1);
	}
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	return status;
}

static bool got_through(int status)
{
	return WIFEXITED(status) && WEXITSTATUS(status) == REACHED;
}

static bool was_killed(int status)
{
	return WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS;
}

static bool was_refused(int status)
{
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* Each test runs both ways where root runs it, else as whoever does. */
static void both_ways(void (*test)(void))
{
	by_root = false;
	test();
	if (geteuid() != 0)
		return;
	by_root = true;
	test();
}

/* --- tests --- */

static void try_what_is_needed(void)
{
	static const enum part all[] = {GATE, READER, DESK, CLERK};

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		ck_assert_msg(got_through(try_inside(all[i], no_act)), "part %zu", i);
		ck_assert_msg(got_through(try_inside(all[i], have_memory)), "part %zu", i);
	}
	ck_assert(got_through(try_inside(DESK, pass_where_it_may)));
	ck_assert(got_through(try_inside(DESK, use_registry)));
	ck_assert(got_through(try_inside(CLERK, use_registry)));
	ck_assert(got_through(try_inside(CLERK, write_snapshot)));
}

START_TEST(what_is_needed_works)
{
	both_ways(try_what_is_needed);
}
END_TEST

static void (*const never[])(void) = {
	open_inet,       open_unix,       connect_one,     run_program,
	fork_again,      make_code,       turn_into_code,  trace_another,
	read_another,    kill_stranger,   kill_parent,     kill_thread,
	abort_another,   queue_signal,    find_process,    kill_by_descriptor,
	limit_another,   raise_limit,     signal_by_owner, change_flags,
	become_root,     take_rights,     mount_one,       leave_namespace,
	change_root,     link_file,       change_mode,     pair_of_another_kind,
	pass_descriptor, take_descriptor,
};

static void try_never(enum part part)
{
	start_stranger();
	for (size_t i = 0; i < sizeof(never) / sizeof(never[0]); i++)
		ck_assert_msg(was_killed(try_inside(part, never[i])), "act %zu, part %d", i,
			      (int)part);
	ck_assert(!got_through(try_inside(part, find_in_proc)));
	ck_assert(!got_through(try_inside(part, open_memory)));
	ck_assert(!got_through(try_inside(part, kill_by_the_gates_number)));
	ck_assert(!got_through(try_inside(part, open_passwd)));
	ck_assert(!got_through(try_inside(part, create_in_tmp)));
	ck_assert_int_ne(access("/tmp/shubbak-escaped", F_OK), 0);
	end_stranger();
}

static void try_gate(void)
{
	try_never(GATE);
	try_never(READER);
	ck_assert(was_killed(try_inside(GATE, open_passwd)));
	ck_assert(was_killed(try_inside(GATE, pass_where_it_may)));
	ck_assert(was_killed(try_inside(GATE, stop_by_the_gates_number)));
	ck_assert(!got_through(try_inside(GATE, take_too_much)));
}

START_TEST(gate_does_none_of_it)
{
	both_ways(try_gate);
}
END_TEST

static void try_desk(void)
{
	try_never(DESK);
	ck_assert(was_killed(try_inside(DESK, stop_by_the_gates_number)));
	ck_assert(!got_through(try_inside(DESK, take_too_much)));
}

START_TEST(desk_does_none_of_it)
{
	both_ways(try_desk);
}
END_TEST

static void try_clerk(void)
{
	try_never(CLERK);
	ck_assert(was_killed(try_inside(CLERK, pass_where_it_may)));
	ck_assert(was_killed(try_inside(CLERK, stop_by_the_gates_number)));
}

START_TEST(clerk_does_none_of_it)
{
	both_ways(try_clerk);
}
END_TEST

static void try_desk_files(void)
{
	static const char *const read_only[] = {"keys/answers.key", "keys/pin.key",
						"keys/digest.key", "terms/terms.yaml"};
	static const char *const nothing[] = {
		"shubbak.conf", "keys/host/ed25519", "catalogue.snap",
		"backup.pub",   "/etc/shadow",       "/proc/1/environ",
	};
	static const char *const fresh[] = {"new",       "catalogue.tmp", "keys/new",
					    "terms/new", "documents/new", "registry.db-journal"};

	for (size_t i = 0; i < sizeof(read_only) / sizeof(read_only[0]); i++) {
		file = read_only[i];
		flags = O_RDONLY;
		ck_assert_msg(got_through(try_inside(DESK, open_file)), "%s", file);
		flags = O_WRONLY;
		ck_assert_msg(was_refused(try_inside(DESK, open_file)), "%s", file);
		flags = O_RDONLY | O_TRUNC;
		ck_assert_msg(was_refused(try_inside(DESK, open_file)), "%s", file);
	}
	for (size_t i = 0; i < sizeof(nothing) / sizeof(nothing[0]); i++) {
		file = nothing[i];
		flags = O_RDONLY;
		ck_assert_msg(was_refused(try_inside(DESK, open_file)), "%s", file);
		flags = O_WRONLY | O_APPEND;
		ck_assert_msg(was_refused(try_inside(DESK, open_file)), "%s", file);
	}
	flags = O_WRONLY | O_CREAT;
	for (size_t i = 0; i < sizeof(fresh) / sizeof(fresh[0]); i++) {
		file = fresh[i];
		ck_assert_msg(was_refused(try_inside(DESK, open_file)), "%s", file);
	}
	ck_assert(was_refused(try_inside(DESK, remove_file)));
	ck_assert(was_refused(try_inside(DESK, rename_file)));
}

START_TEST(desk_writes_the_registry_alone)
{
	both_ways(try_desk_files);
}
END_TEST

/* Also without Landlock the configuration and the host keys are root's. */
START_TEST(owner_cannot_write_what_the_listener_goes_by)
{
	static const char *const names[] = {"shubbak.conf", "keys/host/ed25519", "terms/terms.yaml",
					    "terms/new"};
	int status;

	if (geteuid() != 0)
		return;
	by_root = true;
	need_state();
	flags = O_WRONLY | O_CREAT;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		pid_t pid = fork();

		if (pid == 0) {
			be_ordinary();
			file = names[i];
			open_file();
		}
		ck_assert_int_eq(waitpid(pid, &status, 0), pid);
		ck_assert_msg(was_refused(status), "%s", names[i]);
	}
}
END_TEST

/* What was removed by hand while nobody looked: a desk needs it all the same. */
START_TEST(a_log_that_is_gone_is_made_anew)
{
	char path[400];

	by_root = geteuid() == 0;
	need_state();
	snprintf(path, sizeof(path), "%s/registry.db-wal", state);
	unlink(path);
	snprintf(path, sizeof(path), "%s/registry.db-shm", state);
	unlink(path);
	ck_assert(got_through(try_inside(DESK, use_registry)));
}
END_TEST

static void try_anchor(void)
{
	char beside[200], other[200], path[256];

	snprintf(beside, sizeof(beside), "%s/anchors-%d", unit_folder(), by_root);
	snprintf(other, sizeof(other), "%s/others-%d", unit_folder(), by_root);
	ck_assert_int_eq(mkdir(beside, 0777) | mkdir(other, 0777), 0);
	ck_assert_int_eq(chmod(beside, 0777) | chmod(other, 0777), 0);
	outside = beside;
	file = path;
	flags = O_RDWR | O_CREAT;
	snprintf(path, sizeof(path), "%s/anchor.txt", beside);
	ck_assert(got_through(try_inside(CLERK, open_file)));
	ck_assert(got_through(try_inside(CLERK, open_file)));
	snprintf(path, sizeof(path), "%s/file", other);
	ck_assert(was_refused(try_inside(CLERK, open_file)));
	/* A desk has nothing of it; what is not there harms nobody. */
	snprintf(path, sizeof(path), "%s/desk.txt", beside);
	ck_assert(was_refused(try_inside(DESK, open_file)));
	outside = "/no/such/folder";
	ck_assert(got_through(try_inside(CLERK, use_registry)));
	outside = NULL;
}

/* The anchor's folder is within the clerk's reach, and nothing else that is outside. */
START_TEST(clerk_reaches_the_anchors_folder)
{
	both_ways(try_anchor);
}
END_TEST

static void try_log(void)
{
	char path[256];
	struct stat st;

	need_state();
	snprintf(path, sizeof(path), "%s/log-%d", unit_folder(), by_root);
	log_fd = sandbox_open_log(path);
	ck_assert_int_ge(log_fd, 0);
	ck_assert(got_through(try_inside(GATE, add_to_log)));
	ck_assert(got_through(try_inside(DESK, add_to_log)));
	ck_assert(got_through(try_inside(CLERK, add_to_log)));
	ck_assert(was_killed(try_inside(GATE, cut_log)));
	if (sandbox_landlock_version() >= 3) {
		ck_assert(!got_through(try_inside(DESK, cut_log)));
		ck_assert(!got_through(try_inside(CLERK, cut_log)));
		ck_assert(fstat(log_fd, &st) == 0 && st.st_size == 15);
	}
	close(log_fd);
	/* Its end is found again; a folder that is not there is said. */
	log_fd = sandbox_open_log(path);
	ck_assert_int_eq(write(log_fd, "line\n", 5), 5);
	ck_assert(fstat(log_fd, &st) == 0 && st.st_size == 20);
	close(log_fd);
	ck_assert_int_eq(sandbox_open_log("/no/such/folder/log"), -1);
	ck_assert_int_eq(errno, ENOENT);
}

/* Whoever has its descriptor adds lines to the log, and takes none away. */
START_TEST(the_log_only_grows)
{
	both_ways(try_log);
}
END_TEST

/* How a desk that has such a gate ends it. */
static void end_own_gate(void)
{
	int status = 0;
	pid_t gate;

	if (!by_root)
		be_ordinary();
	if (sandbox_prepare("nobody", state, NULL, NULL) != FAULT_NONE)
		_exit(1);
	sandbox_signals();
	gate = fork();
	if (gate == 0) {
		if (by_root && (setresgid(1, 1, 1) != 0 || setresuid(1, 1, 1) != 0))
			_exit(1);
		for (;;)
			pause();
	}
	if (dup2((int)syscall(SYS_pidfd_open, (long)gate, 0L), SANDBOX_GATE) != SANDBOX_GATE)
		_exit(1);
	sandbox_desk(state);
	syscall(SYS_pidfd_send_signal, (long)SANDBOX_GATE, (long)SIGKILL, NULL, 0L);
	reached_if(waitpid(gate, &status, 0) == gate && WIFSIGNALED(status) &&
		   WTERMSIG(status) == SIGKILL);
}

START_TEST(desk_ends_its_own_gate)
{
	int status;
	pid_t pid;

	by_root = false;
	need_state();
	pid = fork();
	if (pid == 0)
		end_own_gate();
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert_msg(got_through(status), "status %d", status);
}
END_TEST

/* Hands over what is said of this process, in /proc, before its fence goes up around it. */
static int held;

static void show_rights(void)
{
	char text[4096] = "";

	/* Behind the filter only what is open can be read: it says what holds now. */
	reached_if(pread(held, text, sizeof(text) - 1, 0) > 0 &&
		   strstr(text, "CapPrm:\t0000000000000000") != NULL &&
		   strstr(text, "CapEff:\t0000000000000000") != NULL &&
		   (!by_root || strstr(text, "CapBnd:\t0000000000000000") != NULL) &&
		   strstr(text, "NoNewPrivs:\t1") != NULL && strstr(text, "Seccomp:\t2") != NULL);
}

static void try_rights(void)
{
	static const enum part parts[] = {DESK, CLERK};

	for (size_t i = 0; i < 2; i++) {
		int status;
		pid_t pid;

		need_state();
		pid = fork();
		if (pid == 0) {
			held = open("/proc/self/status", O_RDONLY);
			enter(parts[i]);
			show_rights();
		}
		ck_assert_int_eq(waitpid(pid, &status, 0), pid);
		ck_assert_msg(got_through(status), "part %zu, status %d", i, status);
	}
}

START_TEST(no_capability_is_kept)
{
	both_ways(try_rights);
}
END_TEST

START_TEST(wrong_users_are_told)
{
	struct error err = {0};

	by_root = true;
	if (geteuid() != 0)
		return;
	need_state();
	ck_assert_int_eq(sandbox_prepare("no-such-user-here", state, NULL, &err), FAULT_INPUT);
	ck_assert_int_eq(sandbox_prepare("root", state, NULL, &err), FAULT_INPUT);
	ck_assert_int_eq(sandbox_prepare("nobody", "/", NULL, &err), FAULT_DENIED);
	/* Who owns the folder must not hold the network too. */
	ck_assert_int_eq(chown(state, 65534, 65534), 0);
	ck_assert_int_eq(sandbox_prepare("nobody", state, NULL, &err), FAULT_INPUT);
	ck_assert_int_eq(chown(state, ORDINARY, ORDINARY), 0);
}
END_TEST

SUITE(sandbox, what_is_needed_works, gate_does_none_of_it, desk_does_none_of_it,
      clerk_does_none_of_it, desk_writes_the_registry_alone,
      owner_cannot_write_what_the_listener_goes_by, a_log_that_is_gone_is_made_anew,
      clerk_reaches_the_anchors_folder, the_log_only_grows, desk_ends_its_own_gate,
      no_capability_is_kept, wrong_users_are_told)
#endif
