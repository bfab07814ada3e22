/* acts.c - what a process inside the sandbox may try, or needs: each ends it, and says by its exit
 * status how it went. */
#include "tests/server/sandbox/acts.h"

#include "server/desk/stay.h"
#include "server/sandbox/sandbox.h"
#include "services/registry/limits.h"
#include "services/services.h"

#include <fcntl.h>
#include <linux/capability.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

char acts_state[200];
pid_t acts_stranger;
int acts_stranger_fd = 100;
const char *acts_file;
int acts_flags;
int acts_log;

void acts_reached_if(bool good)
{
	_exit(good ? ACTS_REACHED : 0);
}

void acts_no_act(void)
{
	_exit(ACTS_REACHED);
}

void acts_open_passwd(void)
{
	acts_reached_if(open("/etc/passwd", O_RDONLY) >= 0);
}

void acts_create_in_tmp(void)
{
	acts_reached_if(open("/tmp/shubbak-escaped", O_WRONLY | O_CREAT, 0600) >= 0);
}

static void open_inet(void)
{
	acts_reached_if(socket(AF_INET, SOCK_STREAM, 0) >= 0);
}

static void open_unix(void)
{
	acts_reached_if(socket(AF_UNIX, SOCK_STREAM, 0) >= 0);
}

static void connect_one(void)
{
	struct sockaddr_un to = {.sun_family = AF_UNIX, .sun_path = "/run/none"};

	acts_reached_if(connect(0, (struct sockaddr *)&to, sizeof(to)) == 0);
}

static void run_program(void)
{
	char *const words[] = {NULL};

	execve("/bin/true", words, words);
	_exit(0);
}

static void fork_again(void)
{
	acts_reached_if(fork() >= 0);
}

static void make_code(void)
{
	acts_reached_if(mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
			     MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED);
}

static void turn_into_code(void)
{
	void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (page == MAP_FAILED)
		_exit(1);
	acts_reached_if(mprotect(page, 4096, PROT_READ | PROT_EXEC) == 0);
}

static void trace_another(void)
{
	acts_reached_if(syscall(SYS_ptrace, 16L, (long)acts_stranger, 0L, 0L) == 0);
}

static void read_another(void)
{
	struct iovec v = {&acts_stranger, sizeof(acts_stranger)};

	acts_reached_if(syscall(SYS_process_vm_readv, (long)acts_stranger, &v, 1L, &v, 1L, 0L) > 0);
}

static void kill_stranger(void)
{
	acts_reached_if(kill(acts_stranger, SIGKILL) == 0);
}

static void kill_parent(void)
{
	acts_reached_if(kill(getppid(), SIGKILL) == 0);
}

static void kill_thread(void)
{
	acts_reached_if(syscall(SYS_tkill, (long)acts_stranger, (long)SIGKILL) == 0);
}

static void abort_another(void)
{
	acts_reached_if(
		syscall(SYS_tgkill, (long)acts_stranger, (long)acts_stranger, (long)SIGABRT) == 0);
}

static void queue_signal(void)
{
	acts_reached_if(syscall(SYS_rt_sigqueueinfo, (long)acts_stranger, (long)SIGKILL, NULL) ==
			0);
}

static void find_process(void)
{
	acts_reached_if(syscall(SYS_pidfd_open, (long)acts_stranger, 0L) >= 0);
}

static void kill_by_descriptor(void)
{
	acts_reached_if(syscall(SYS_pidfd_send_signal, (long)acts_stranger_fd, (long)SIGKILL, NULL,
				0L) == 0);
}

/* A foreign descriptor on the very number that is a gate's. */
void acts_kill_by_the_gates_number(void)
{
	if (dup2(acts_stranger_fd, SANDBOX_GATE) < 0)
		_exit(1);
	acts_reached_if(
		syscall(SYS_pidfd_send_signal, (long)SANDBOX_GATE, (long)SIGKILL, NULL, 0L) == 0);
}

void acts_stop_by_the_gates_number(void)
{
	syscall(SYS_pidfd_send_signal, (long)SANDBOX_GATE, (long)SIGSTOP, NULL, 0L);
	_exit(ACTS_REACHED);
}

/* /proc/PID is as good as a descriptor of the process. */
void acts_find_in_proc(void)
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/%d", (int)acts_stranger);
	acts_reached_if(open(path, O_RDONLY | O_DIRECTORY) >= 0);
}

void acts_open_memory(void)
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/%d/mem", (int)acts_stranger);
	acts_reached_if(open(path, O_RDONLY) >= 0);
}

static void limit_another(void)
{
	struct rlimit none = {0, 0};

	acts_reached_if(prlimit(acts_stranger, RLIMIT_CPU, &none, NULL) == 0);
}

static void raise_limit(void)
{
	struct rlimit l;

	getrlimit(RLIMIT_NOFILE, &l);
	acts_reached_if(setrlimit(RLIMIT_NOFILE, &l) == 0);
}

static void signal_by_owner(void)
{
	acts_reached_if(fcntl(STDERR_FILENO, F_SETOWN, acts_stranger) == 0);
}

static void change_flags(void)
{
	acts_reached_if(fcntl(STDERR_FILENO, F_SETFL, 0) == 0);
}

static void become_root(void)
{
	acts_reached_if(setuid(0) == 0);
}

static void take_rights(void)
{
	struct __user_cap_header_struct head = {.version = _LINUX_CAPABILITY_VERSION_3};
	struct __user_cap_data_struct all[2] = {{~0U, ~0U, 0}, {~0U, ~0U, 0}};

	acts_reached_if(syscall(SYS_capset, &head, all) == 0);
}

static void mount_one(void)
{
	acts_reached_if(mount("tmpfs", "/mnt", "tmpfs", 0, "") == 0);
}

static void leave_namespace(void)
{
	acts_reached_if(unshare(CLONE_NEWUSER) == 0);
}

static void change_root(void)
{
	acts_reached_if(chroot("/tmp") == 0);
}

static void link_file(void)
{
	acts_reached_if(link("/etc/passwd", "/tmp/shubbak-escaped") == 0);
}

static void change_mode(void)
{
	acts_reached_if(chmod(acts_state, 0777) == 0);
}

static void pass_descriptor(void)
{
	int ends[2];

	if (!stay_pair(ends))
		_exit(1);
	stay_send(ends[0], "x", 1, STDIN_FILENO);
	_exit(ACTS_REACHED);
}

static void take_descriptor(void)
{
	char byte;
	int ends[2], fd;

	if (!stay_pair(ends))
		_exit(1);
	stay_receive(ends[0], &byte, 1, &fd);
	_exit(ACTS_REACHED);
}

void acts_pass_where_it_may(void)
{
	char byte = 0;
	int ends[2], fd;

	if (!stay_pair(ends) || dup2(ends[0], STAY_LISTENER) < 0 || dup2(ends[1], STAY_OWN) < 0)
		_exit(1);
	acts_reached_if(stay_send(STAY_LISTENER, "x", 1, STDIN_FILENO) &&
			stay_receive(STAY_OWN, &byte, 1, &fd) == 1 && fd >= 0);
}

static void pair_of_another_kind(void)
{
	int ends[2];

	acts_reached_if(socketpair(AF_NETLINK, SOCK_RAW, 0, ends) == 0);
}

void acts_have_memory(void)
{
	char *p = malloc((size_t)20 * 1024 * 1024);

	if (p == NULL)
		_exit(1);
	memset(p, 1, (size_t)20 * 1024 * 1024);
	acts_reached_if(p[4096] == 1);
}

void acts_take_more_than_allowed(void)
{
	acts_reached_if(mmap(NULL, LIMIT_PROCESS + 1, PROT_READ | PROT_WRITE,
			     MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED);
}

void acts_take_too_much(void)
{
	acts_reached_if(mmap(NULL, (size_t)2 << 30, PROT_READ | PROT_WRITE,
			     MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED);
}

/* --- acts on files of the state folder --- */

void acts_open_file(void)
{
	char path[400];

	snprintf(path, sizeof(path), "%s%s%s", acts_file[0] == '/' ? "" : acts_state,
		 acts_file[0] == '/' ? "" : "/", acts_file);
	acts_reached_if(open(path, acts_flags, 0600) >= 0);
}

void acts_remove_file(void)
{
	char path[400];

	snprintf(path, sizeof(path), "%s/registry.db", acts_state);
	acts_reached_if(unlink(path) == 0);
}

void acts_rename_file(void)
{
	char from[400], to[400];

	snprintf(from, sizeof(from), "%s/writers", acts_state);
	snprintf(to, sizeof(to), "%s/shubbak.conf", acts_state);
	acts_reached_if(rename(from, to) == 0);
}

void acts_use_registry(void)
{
	struct registry *r = NULL;
	struct figures figures;
	struct error err = {0};

	if (registry_open(acts_state, NULL, &r, &err) != FAULT_NONE ||
	    figures_count(r, &figures, &err) != FAULT_NONE) {
		fprintf(stderr, "%s: %s\n", err.say, err.detail);
		_exit(1);
	}
	registry_close(r);
	_exit(ACTS_REACHED);
}

void acts_write_snapshot(void)
{
	struct registry *r = NULL;
	struct error err = {0};

	if (registry_open(acts_state, NULL, &r, &err) != FAULT_NONE ||
	    snapshot_write(r, &err) != FAULT_NONE)
		_exit(1);
	registry_close(r);
	_exit(ACTS_REACHED);
}

void acts_add_to_log(void)
{
	acts_reached_if(write(acts_log, "line\n", 5) == 5);
}

void acts_cut_log(void)
{
	acts_reached_if(ftruncate(acts_log, 0) == 0);
}

void (*const acts_never[])(void) = {
	open_inet,
	open_unix,
	connect_one,
	run_program,
	fork_again,
	make_code,
	turn_into_code,
	trace_another,
	read_another,
	kill_stranger,
	kill_parent,
	kill_thread,
	abort_another,
	queue_signal,
	find_process,
	kill_by_descriptor,
	limit_another,
	raise_limit,
	signal_by_owner,
	change_flags,
	become_root,
	take_rights,
	mount_one,
	leave_namespace,
	change_root,
	link_file,
	change_mode,
	pair_of_another_kind,
	pass_descriptor,
	take_descriptor,
	NULL,
};
