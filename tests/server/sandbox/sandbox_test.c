/* sandbox_test.c - each forbidden act is tried from inside gate, desk and clerk, started by root
 * and by an ordinary user, and what is needed still works. */
#include "tests/server/sandbox/acts.h"
#include "tests/unit.h"

#include "server/owner.h"
#include "server/sandbox/sandbox.h"
#include "server/sandbox/sandbox_inside.h"
#include "services/services.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#ifdef SHUBBAK_SANITIZED
/* There is none in these builds; the plain build tests it. */
START_TEST(says_that_it_is_left_out)
{
	struct buffer said;

	buffer_open(&said, 1000);
	if (geteuid() == 0)
		ck_assert_int_eq(chown(unit_folder(), 1, 1), 0);
	ck_assert_int_eq(sandbox_prepare("nobody", unit_folder(), false, &said, NULL), FAULT_NONE);
	ck_assert_ptr_nonnull(strstr(said.data, "sanitizers"));
	buffer_close(&said);
}
END_TEST
SUITE(sandbox, says_that_it_is_left_out)
#else

static const char *outside; /* where the clerk may write besides */

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

	snprintf(path, sizeof(path), "%s/%s", acts_state, name);
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

	snprintf(acts_state, sizeof(acts_state), "%s/%s", unit_folder(),
		 by_root ? "by-root" : "by-user");
	if (access(acts_state, F_OK) == 0)
		return;
	ck_assert_int_eq(chmod(unit_folder(), 0711), 0);
	ck_assert_int_eq(versions_create(acts_state, NULL, "catalogue", secret, NULL), FAULT_NONE);
	make_file("shubbak.conf");
	snprintf(path, sizeof(path), "%s/keys/host", acts_state);
	ck_assert_int_eq(mkdir(path, 0700), 0);
	make_file("keys/host/ed25519");
	if (geteuid() != 0)
		return;
	ck_assert_int_eq(owner_give(&o, acts_state, NULL), FAULT_NONE);
	if (!by_root)
		own_rest(acts_state, ORDINARY);
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
	if (sandbox_prepare("nobody", acts_state, false, NULL, NULL) != FAULT_NONE)
		_exit(1);
	switch (part) {
	case GATE: sandbox_gate(); break;
	case READER: sandbox_reader(); break;
	case DESK:
		sandbox_signals();
		sandbox_desk(acts_state);
		break;
	case CLERK: sandbox_clerk(acts_state, outside); break;
	}
}

/* One who sleeps, under the very user of the processes that act. */
static void start_stranger(void)
{
	acts_stranger = fork();
	if (acts_stranger == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		be_ordinary();
		for (;;)
			pause();
	}
	ck_assert_int_ge(acts_stranger, 0);
	ck_assert_int_eq(dup2((int)syscall(SYS_pidfd_open, acts_stranger, 0), acts_stranger_fd),
			 acts_stranger_fd);
}

static void end_stranger(void)
{
	ck_assert_msg(waitpid(acts_stranger, NULL, WNOHANG) == 0, "the stranger was ended");
	kill(acts_stranger, SIGKILL);
	waitpid(acts_stranger, NULL, 0);
	close(acts_stranger_fd);
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
	return WIFEXITED(status) && WEXITSTATUS(status) == ACTS_REACHED;
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
		ck_assert_msg(got_through(try_inside(all[i], acts_no_act)), "part %zu", i);
		ck_assert_msg(got_through(try_inside(all[i], acts_have_memory)), "part %zu", i);
	}
	ck_assert(got_through(try_inside(DESK, acts_pass_where_it_may)));
	ck_assert(got_through(try_inside(DESK, acts_use_registry)));
	ck_assert(got_through(try_inside(CLERK, acts_use_registry)));
	ck_assert(got_through(try_inside(CLERK, acts_write_snapshot)));
}

START_TEST(what_is_needed_works)
{
	both_ways(try_what_is_needed);
}
END_TEST

static void try_memory(void)
{
	static const enum part all[] = {GATE, DESK, CLERK};
	size_t size = (size_t)1 << 30;
	void *shared = mmap(NULL, size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	ck_assert_ptr_ne(shared, MAP_FAILED);
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		ck_assert(got_through(try_inside(all[i], acts_have_memory)));
		ck_assert(!got_through(try_inside(all[i], acts_take_more_than_allowed)));
	}
	munmap(shared, size);
}

/* What all processes share does not count against a visitor's: as with a catalogue of many
 * thousand services. */
START_TEST(memory_is_allowed_beyond_what_is_loaded)
{
	both_ways(try_memory);
}
END_TEST

static void try_never(enum part part)
{
	start_stranger();
	for (size_t i = 0; acts_never[i] != NULL; i++)
		ck_assert_msg(was_killed(try_inside(part, acts_never[i])), "act %zu, part %d", i,
			      (int)part);
	/* The descriptor could only have come from another desk; from this version on not even
	 * then. */
	if (part != DESK || sandbox_landlock_version() >= 6)
		ck_assert(!got_through(try_inside(part, acts_kill_by_the_gates_number)));
	ck_assert(!got_through(try_inside(part, acts_open_memory)));
	if (sandbox_landlock_version() > 0) {
		ck_assert(!got_through(try_inside(part, acts_find_in_proc)));
		ck_assert(!got_through(try_inside(part, acts_open_passwd)));
		ck_assert(!got_through(try_inside(part, acts_create_in_tmp)));
		ck_assert_int_ne(access("/tmp/shubbak-escaped", F_OK), 0);
	}
	end_stranger();
}

static void try_gate(void)
{
	try_never(GATE);
	try_never(READER);
	ck_assert(was_killed(try_inside(GATE, acts_open_passwd)));
	ck_assert(was_killed(try_inside(GATE, acts_pass_where_it_may)));
	ck_assert(was_killed(try_inside(GATE, acts_stop_by_the_gates_number)));
	ck_assert(!got_through(try_inside(GATE, acts_take_too_much)));
}

START_TEST(gate_does_none_of_it)
{
	both_ways(try_gate);
}
END_TEST

static void try_desk(void)
{
	try_never(DESK);
	ck_assert(was_killed(try_inside(DESK, acts_stop_by_the_gates_number)));
	ck_assert(!got_through(try_inside(DESK, acts_take_too_much)));
}

START_TEST(desk_does_none_of_it)
{
	both_ways(try_desk);
}
END_TEST

static void try_clerk(void)
{
	try_never(CLERK);
	ck_assert(was_killed(try_inside(CLERK, acts_pass_where_it_may)));
	ck_assert(was_killed(try_inside(CLERK, acts_stop_by_the_gates_number)));
}

START_TEST(clerk_does_none_of_it)
{
	both_ways(try_clerk);
}
END_TEST

/* Opens each by these flags; false and its name on standard error where one went otherwise. */
static bool each_goes(bool (*how)(int status), const char *const *files, int flags)
{
	bool good = true;

	acts_flags = flags;
	for (; *files != NULL; files++) {
		acts_file = *files;
		if (how(try_inside(DESK, acts_open_file)))
			continue;
		fprintf(stderr, "%s by %o\n", *files, (unsigned)flags);
		good = false;
	}
	return good;
}

static void try_desk_files(void)
{
	static const char *const read_only[] = {"keys/answers.key", "keys/pin.key",
						"keys/digest.key", "terms/terms.yaml", NULL};
	static const char *const nothing[] = {
		"shubbak.conf", "keys/host/ed25519", "catalogue.snap",
		"backup.pub",   "/etc/shadow",       "/proc/1/environ",
		NULL,
	};
	static const char *const fresh[] = {"new",       "catalogue.tmp",       "keys/new",
					    "terms/new", "registry.db-journal", NULL};
	static const char *const papers[] = {"documents/new", NULL};

	ck_assert(each_goes(got_through, read_only, O_RDONLY));
	ck_assert(each_goes(was_killed, read_only, O_RDONLY | O_TRUNC));
	/* Papers are made, written and read, and stay. */
	ck_assert(each_goes(got_through, papers, O_RDWR | O_CREAT));
	ck_assert(each_goes(was_killed, papers, O_WRONLY | O_TRUNC));
	ck_assert(was_refused(try_inside(DESK, acts_remove_file)));
	ck_assert(was_refused(try_inside(DESK, acts_rename_file)));
	/* What is left is Landlock's; without it the rights of the files decide. */
	if (sandbox_landlock_version() <= 0)
		return;
	ck_assert(each_goes(was_refused, read_only, O_WRONLY));
	ck_assert(each_goes(was_refused, nothing, O_RDONLY));
	ck_assert(each_goes(was_refused, nothing, O_WRONLY | O_APPEND));
	ck_assert(each_goes(was_refused, fresh, O_WRONLY | O_CREAT));
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
	acts_flags = O_WRONLY | O_CREAT;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		pid_t pid = fork();

		if (pid == 0) {
			be_ordinary();
			acts_file = names[i];
			acts_open_file();
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
	snprintf(path, sizeof(path), "%s/registry.db-wal", acts_state);
	unlink(path);
	snprintf(path, sizeof(path), "%s/registry.db-shm", acts_state);
	unlink(path);
	ck_assert(got_through(try_inside(DESK, acts_use_registry)));
}
END_TEST

static void try_anchor(void)
{
	char beside[200], other[200], path[256];

	snprintf(beside, sizeof(beside), "%s/anchors-%d", unit_folder(), by_root);
	snprintf(other, sizeof(other), "%s/others-%d", unit_folder(), by_root);
	ck_assert_int_eq(mkdir(beside, 0777) | mkdir(other, 0777), 0);
	ck_assert_int_eq(chmod(beside, 0777) | chmod(other, 0777), 0);
	if (sandbox_landlock_version() <= 0)
		return;
	outside = beside;
	acts_file = path;
	acts_flags = O_RDWR | O_CREAT;
	snprintf(path, sizeof(path), "%s/anchor.txt", beside);
	ck_assert(got_through(try_inside(CLERK, acts_open_file)));
	ck_assert(got_through(try_inside(CLERK, acts_open_file)));
	snprintf(path, sizeof(path), "%s/file", other);
	ck_assert(was_refused(try_inside(CLERK, acts_open_file)));
	/* A desk has nothing of it; what is not there harms nobody. */
	snprintf(path, sizeof(path), "%s/desk.txt", beside);
	ck_assert(was_refused(try_inside(DESK, acts_open_file)));
	outside = "/no/such/folder";
	ck_assert(got_through(try_inside(CLERK, acts_use_registry)));
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
	acts_log = sandbox_open_log(path);
	ck_assert_int_ge(acts_log, 0);
	ck_assert(got_through(try_inside(GATE, acts_add_to_log)));
	ck_assert(got_through(try_inside(DESK, acts_add_to_log)));
	ck_assert(got_through(try_inside(CLERK, acts_add_to_log)));
	ck_assert(was_killed(try_inside(GATE, acts_cut_log)));
	if (sandbox_landlock_version() >= 3) {
		ck_assert(!got_through(try_inside(DESK, acts_cut_log)));
		ck_assert(!got_through(try_inside(CLERK, acts_cut_log)));
		ck_assert(fstat(acts_log, &st) == 0 && st.st_size == 15);
	}
	close(acts_log);
	/* Its end is found again; a folder that is not there is said. */
	acts_log = sandbox_open_log(path);
	ck_assert_int_eq(write(acts_log, "line\n", 5), 5);
	ck_assert(fstat(acts_log, &st) == 0 && st.st_size == 20);
	close(acts_log);
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
	if (sandbox_prepare("nobody", acts_state, false, NULL, NULL) != FAULT_NONE)
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
	sandbox_desk(acts_state);
	syscall(SYS_pidfd_send_signal, (long)SANDBOX_GATE, (long)SIGKILL, NULL, 0L);
	acts_reached_if(waitpid(gate, &status, 0) == gate && WIFSIGNALED(status) &&
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
	acts_reached_if(pread(held, text, sizeof(text) - 1, 0) > 0 &&
			strstr(text, "CapPrm:\t0000000000000000") != NULL &&
			strstr(text, "CapEff:\t0000000000000000") != NULL &&
			(!by_root || strstr(text, "CapBnd:\t0000000000000000") != NULL) &&
			strstr(text, "NoNewPrivs:\t1") != NULL &&
			strstr(text, "Seccomp:\t2") != NULL);
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
	ck_assert_int_eq(sandbox_prepare("no-such-user-here", acts_state, false, NULL, &err),
			 FAULT_INPUT);
	ck_assert_int_eq(sandbox_prepare("root", acts_state, false, NULL, &err), FAULT_INPUT);
	ck_assert_int_eq(sandbox_prepare("nobody", "/", false, NULL, &err), FAULT_DENIED);
	/* Who owns the folder must not hold the network too. */
	ck_assert_int_eq(chown(acts_state, 65534, 65534), 0);
	ck_assert_int_eq(sandbox_prepare("nobody", acts_state, false, NULL, &err), FAULT_INPUT);
	ck_assert_int_eq(chown(acts_state, ORDINARY, ORDINARY), 0);
}
END_TEST

SUITE(sandbox, what_is_needed_works, memory_is_allowed_beyond_what_is_loaded, gate_does_none_of_it,
      desk_does_none_of_it, clerk_does_none_of_it, desk_writes_the_registry_alone,
      owner_cannot_write_what_the_listener_goes_by, a_log_that_is_gone_is_made_anew,
      clerk_reaches_the_anchors_folder, the_log_only_grows, desk_ends_its_own_gate,
      no_capability_is_kept, wrong_users_are_told)
#endif
