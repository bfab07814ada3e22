/* reader_start.c - starts readers: by this process, or by the listener for a desk, which may start
 * nothing. */
#include "server/reader/reader_inside.h"

#include "server/desk/stay.h"
#include "server/sandbox/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#define PATH_ROOM 4096
#define PATIENT 10 /* of nice(2) */
#define HIGH 100   /* numbers of descriptors that nothing of these has */

/* --- which programme --- */

static int open_beside(const char *exe, const char *name)
{
	char path[PATH_ROOM];
	const char *slash = strrchr(exe, '/');
	int n = slash == NULL
			? -1
			: snprintf(path, sizeof(path), "%.*s/%s", (int)(slash - exe), exe, name);

	return n > 0 && n < (int)sizeof(path) ? open(path, O_PATH | O_CLOEXEC) : -1;
}

int reader_programme(void)
{
	static int fd = -1;
	char exe[PATH_ROOM];
	ssize_t n;

	if (fd >= 0)
		return fd;
	n = readlink("/proc/self/exe", exe, sizeof(exe) - 1);
	if (n <= 0)
		return -1;
	exe[n] = '\0';
	fd = open_beside(exe, "shubbak-reader");
	if (fd < 0)
		fd = open_beside(exe, "../lib/shubbak/shubbak-reader");
	return fd;
}

/* --- as a child --- */

/* Nothing of this process goes along but the one end; whatever libraries say on standard error
 * could be words of a file, and goes nowhere. */
static void keep_only(int programme, int end)
{
	int null = open("/dev/null", O_RDWR);

	if (fcntl(programme, F_DUPFD_CLOEXEC, HIGH) != HIGH ||
	    fcntl(end, F_DUPFD_CLOEXEC, HIGH + 1) != HIGH + 1 || null < 0 ||
	    dup2(null, STDIN_FILENO) < 0 || dup2(null, STDOUT_FILENO) < 0 ||
	    dup2(null, STDERR_FILENO) < 0 || dup2(HIGH + 1, READER_END) < 0)
		_exit(1);
	close_range(READER_END + 1, HIGH - 1, 0);
	close_range(HIGH + 1, ~0U, 0);
}

static _Noreturn void become(int programme, enum reader_job job, int end, pid_t parent)
{
	char *const words[] = {(char *)(uintptr_t) "shubbak-reader",
			       (char *)(uintptr_t)reader_jobs[job], NULL};
	char *const variables[] = {(char *)(uintptr_t) "LC_ALL=C.UTF-8",
				   (char *)(uintptr_t) "TZ=UTC0", NULL};
	sigset_t none;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(1);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	for (int sig = 1; sig < NSIG; sig++)
		signal(sig, SIG_DFL);
	keep_only(programme, end);
	/* Whoever types goes before whoever sends files; where it cannot be, nothing is lost. */
	(void)!nice(PATIENT);
	sandbox_program();
	syscall(SYS_execveat, HIGH, "", words, variables, AT_EMPTY_PATH);
	_exit(1);
}

pid_t reader_run(int programme, enum reader_job job, int end)
{
	pid_t parent = getpid(), child = fork();

	if (child == 0)
		become(programme, job, end, parent);
	return child;
}

/* --- by this process --- */

/* It ends by itself when its line is closed, or by its clocks; that it has, is taken note of when
 * the next one is started. */
static bool start_here(void *ctx, enum reader_job job, int end)
{
	static pid_t last;
	int programme = reader_programme();

	(void)ctx;
	if (last > 0 && waitpid(last, NULL, WNOHANG) != 0)
		last = 0;
	if (programme < 0)
		return false;
	last = reader_run(programme, job, end);
	return last > 0;
}

struct reader_way reader_way_here(void)
{
	return (struct reader_way){.start = start_here};
}

/* --- by the listener --- */

static bool ask_listener(void *ctx, enum reader_job job, int end)
{
	const struct stay_note note = {.pid = getpid(),
				       .word = job == READER_DRAW ? STAY_DRAW : STAY_READ};

	(void)ctx;
	return stay_send(STAY_LISTENER, &note, sizeof(note), end);
}

struct reader_way reader_way_listener(void)
{
	return (struct reader_way){.start = ask_listener};
}
