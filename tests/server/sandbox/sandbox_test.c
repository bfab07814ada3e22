/* sandbox_test.c - each forbidden act is tried from inside both sandboxes, and what is needed still
 * works. */
#include "tests/unit.h"

#include "server/sandbox/sandbox.h"
#include "server/desk/stay.h"
#include "services/registry/limits.h"
#include "services/services.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#ifdef SHUBBAK_SANITIZED
/* There is none in these builds; the plain build tests it. */
START_TEST(says_that_it_is_left_out)
{
	struct buffer said;

	buffer_open(&said, 1000);
	ck_assert_int_eq(sandbox_prepare("nobody", &said, NULL), FAULT_NONE);
	ck_assert_ptr_nonnull(strstr(said.data, "sanitizers"));
	buffer_close(&said);
}
END_TEST
SUITE(sandbox, says_that_it_is_left_out)
#else

enum { REACHED = 7 }; /* the act went through */

static void no_act(void)
{
	_exit(REACHED);
}

static void reached_if(bool good)
{
	_exit(good ? REACHED : 0);
}

static void open_passwd(void)
{
	reached_if(open("/etc/passwd", O_RDONLY) >= 0);
}

static void create_file(void)
{
	reached_if(open("/tmp/shubbak-escaped", O_WRONLY | O_CREAT, 0600) >= 0);
}

static void open_socket(void)
{
	reached_if(socket(AF_INET, SOCK_STREAM, 0) >= 0);
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

static void look_at_another(void)
{
	reached_if(syscall(SYS_ptrace, 16L, (long)getppid(), 0L, 0L) == 0);
}

static void signal_another(void)
{
	reached_if(kill(getppid(), 0) == 0);
}

static void become_root(void)
{
	reached_if(setuid(0) == 0 && geteuid() == 0 && getuid() != 0);
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

	if (p == NULL)
		_exit(1);
	memset(p, 1, (size_t)20 * 1024 * 1024);
	reached_if(p[4096] == 1);
}

static void take_more_than_allowed(void)
{
	reached_if(mmap(NULL, LIMIT_PROCESS + 1, PROT_READ | PROT_WRITE,
			MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED);
}

static void take_too_much(void)
{
	reached_if(mmap(NULL, (size_t)2 << 30, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS,
			-1, 0) != MAP_FAILED);
}

/* Where the clerk may write besides; NULL: it is a desk. */
static const char *outside;

/* Runs the act in a process inside the sandbox (folder NULL: the gate's). */
static int try_inside(const char *folder, void (*act)(void))
{
	int status;
	pid_t pid;

	ck_assert_int_eq(sandbox_prepare("nobody", NULL, NULL), FAULT_NONE);
	pid = fork();
	ck_assert_int_ge(pid, 0);
	if (pid == 0) {
		if (folder == NULL)
			sandbox_gate();
		else if (outside == NULL)
			sandbox_desk(folder);
		else
			sandbox_clerk(folder, outside);
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

START_TEST(what_is_needed_works)
{
	ck_assert(got_through(try_inside(NULL, no_act)));
	ck_assert(got_through(try_inside(NULL, have_memory)));
	ck_assert(got_through(try_inside(unit_folder(), have_memory)));
	ck_assert(got_through(try_inside(unit_folder(), pass_where_it_may)));
}
END_TEST

/* What all processes share does not count against a visitor's: as with a catalogue of many
 * thousand services. */
START_TEST(memory_is_allowed_beyond_what_is_loaded)
{
	size_t size = (size_t)1 << 30;
	void *shared = mmap(NULL, size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	ck_assert_ptr_ne(shared, MAP_FAILED);
	ck_assert(got_through(try_inside(NULL, have_memory)));
	ck_assert(got_through(try_inside(unit_folder(), have_memory)));
	ck_assert(!got_through(try_inside(NULL, take_more_than_allowed)));
	ck_assert(!got_through(try_inside(unit_folder(), take_more_than_allowed)));
	munmap(shared, size);
}
END_TEST

START_TEST(gate_is_killed_for_each_act)
{
	static void (*const acts[])(void) = {open_passwd,    create_file,      open_socket,
					     run_program,    fork_again,       make_code,
					     turn_into_code, look_at_another,  signal_another,
					     become_root,    pass_where_it_may};

	for (size_t i = 0; i < sizeof(acts) / sizeof(acts[0]); i++)
		ck_assert_msg(was_killed(try_inside(NULL, acts[i])), "act %zu", i);
	ck_assert(!got_through(try_inside(NULL, take_too_much)));
}
END_TEST

START_TEST(desk_reaches_nothing_outside)
{
	static void (*const kills[])(void) = {open_socket,     run_program,         fork_again,
					      make_code,       turn_into_code,      look_at_another,
					      signal_another,  become_root,         pass_descriptor,
					      take_descriptor, pair_of_another_kind};

	for (size_t i = 0; i < sizeof(kills) / sizeof(kills[0]); i++)
		ck_assert_msg(was_killed(try_inside(unit_folder(), kills[i])), "act %zu", i);
	ck_assert(!got_through(try_inside(unit_folder(), open_passwd)));
	ck_assert(!got_through(try_inside(unit_folder(), create_file)));
	ck_assert_int_ne(access("/tmp/shubbak-escaped", F_OK), 0);
	ck_assert(!got_through(try_inside(unit_folder(), take_too_much)));
}
END_TEST

static char inside[256];

static void create_inside(void)
{
	int fd = open(inside, O_RDWR | O_CREAT, 0600);

	reached_if(fd >= 0 && write(fd, "x", 1) == 1 && fdatasync(fd) == 0);
}

START_TEST(desk_reaches_its_folder)
{
	snprintf(inside, sizeof(inside), "%s/inside", unit_folder());
	ck_assert(got_through(try_inside(unit_folder(), create_inside)));
}
END_TEST

/* The anchor's folder is within the clerk's reach, and nothing else that is outside. */
START_TEST(clerk_reaches_the_anchors_folder)
{
	char folder[200], beside[200], other[200];

	snprintf(folder, sizeof(folder), "%s/clerk", unit_folder());
	snprintf(beside, sizeof(beside), "%s/anchors", unit_folder());
	snprintf(other, sizeof(other), "%s/others", unit_folder());
	ck_assert_int_eq(mkdir(folder, 0700) | mkdir(beside, 0700) | mkdir(other, 0700), 0);
	outside = beside;
	snprintf(inside, sizeof(inside), "%s/anchor.txt", beside);
	ck_assert(got_through(try_inside(folder, create_inside)));
	ck_assert(got_through(try_inside(folder, create_inside)));
	snprintf(inside, sizeof(inside), "%s/file", folder);
	ck_assert(got_through(try_inside(folder, create_inside)));
	snprintf(inside, sizeof(inside), "%s/file", other);
	ck_assert(!got_through(try_inside(folder, create_inside)));
	/* A desk has nothing of it; what is not there harms nobody. */
	outside = NULL;
	snprintf(inside, sizeof(inside), "%s/desk.txt", beside);
	ck_assert(!got_through(try_inside(folder, create_inside)));
	outside = "/no/such/folder";
	snprintf(inside, sizeof(inside), "%s/more", folder);
	ck_assert(got_through(try_inside(folder, create_inside)));
}
END_TEST

static char state[256];

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

START_TEST(desk_can_use_the_registry)
{
	char secret[65];
	int status;

	snprintf(state, sizeof(state), "%s/state", unit_folder());
	ck_assert_int_eq(versions_create(state, "catalogue", secret, NULL), FAULT_NONE);
	status = try_inside(state, use_registry);
	ck_assert_msg(got_through(status), "status %d", status);
}
END_TEST

START_TEST(unknown_user_is_told)
{
	struct error err = {0};

	if (geteuid() != 0)
		return;
	ck_assert_int_eq(sandbox_prepare("no-such-user-here", NULL, &err), FAULT_INPUT);
	ck_assert_int_eq(sandbox_prepare("root", NULL, &err), FAULT_INPUT);
}
END_TEST

SUITE(sandbox, what_is_needed_works, memory_is_allowed_beyond_what_is_loaded,
      gate_is_killed_for_each_act, desk_reaches_nothing_outside, desk_reaches_its_folder,
      clerk_reaches_the_anchors_folder, desk_can_use_the_registry, unknown_user_is_told)
#endif
