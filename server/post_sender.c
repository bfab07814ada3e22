/* post_sender.c - the process that runs the operator's program for each message. */
#include "server/post_sender.h"

#include "server/loop.h"
#include "server/sandbox/sandbox.h"
#include "services/registry/limits.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#define CANNOT 127 /* the exit of a program that cannot be run */
#define LOOK 10    /* milliseconds between two looks whether it has ended */

/* In the child: nothing of this process stays but the message. */
_Noreturn static void become(const char *program, const char *message, size_t len)
{
	char *const arguments[] = {(char *)(uintptr_t)program, NULL};
	char *const variables[] = {(char *)(uintptr_t) "PATH=/usr/local/bin:/usr/bin:/bin", NULL};
	int in = memfd_create("message", 0), nothing = open("/dev/null", O_WRONLY);
	sigset_t none;

	setpgid(0, 0);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGPIPE, SIG_DFL);
	signal(SIGINT, SIG_DFL);
	if (in < 0 || nothing < 0 || write(in, message, len) != (ssize_t)len ||
	    lseek(in, 0, SEEK_SET) != 0 || dup2(in, STDIN_FILENO) < 0 ||
	    dup2(nothing, STDOUT_FILENO) < 0 || dup2(nothing, STDERR_FILENO) < 0)
		_exit(CANNOT);
	close_range(3, ~0U, 0);
	execve(program, arguments, variables);
	_exit(CANNOT);
}

static void judge(int status, struct post_told *ret)
{
	int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;

	*ret = (struct post_told){.result = SPOOL_LATER};
	if (WIFSIGNALED(status))
		snprintf(ret->why, sizeof(ret->why), "ended by signal %d", WTERMSIG(status));
	else
		snprintf(ret->why, sizeof(ret->why), "exit %d", code);
	if (code == EX_OK)
		ret->result = SPOOL_SENT;
	else if (code == EX_DATAERR || code == EX_NOUSER || code == EX_NOHOST)
		ret->result = SPOOL_NEVER;
	else if (code == CANNOT) {
		ret->result = SPOOL_HERE;
		snprintf(ret->why, sizeof(ret->why), "cannot be run");
	}
}

/* It is ended, with all that it has started, when its time is over or the other end is closed:
   meanwhile nothing else comes from there. */
static void wait_for(int fd, pid_t child, struct post_told *ret)
{
	int64_t until = loop_now() + (int64_t)LIMIT_DISPATCH_SECONDS * 1000;
	int status = 0;

	while (waitpid(child, &status, WNOHANG) == 0) {
		if (loop_now() < until && loop_one(fd, POLLIN, LOOK) == 0)
			continue;
		kill(-child, SIGKILL);
		waitpid(child, &status, 0);
		*ret = (struct post_told){.result = SPOOL_LATER};
		snprintf(ret->why, sizeof(ret->why), "longer than %d seconds",
			 LIMIT_DISPATCH_SECONDS);
		return;
	}
	judge(status, ret);
}

static void send_one(int fd, const char *program, const char *message, size_t len,
		     struct post_told *ret)
{
	pid_t child = fork();

	if (child == 0)
		become(program, message, len);
	if (child > 0)
		wait_for(fd, child, ret);
	else {
		*ret = (struct post_told){.result = SPOOL_HERE};
		snprintf(ret->why, sizeof(ret->why), "%.60s", strerror(errno));
	}
}

_Noreturn void post_sender_run(int fd, const char *program)
{
	char message[POST_MESSAGE];

	signal(SIGCHLD, SIG_DFL); /* ignored, no program would tell how it ended */
	sandbox_sender();
	for (;;) {
		ssize_t len = read(fd, message, sizeof(message));
		struct post_told told;

		if (len < 0 && errno == EINTR)
			continue;
		if (len <= 0)
			_exit(0);
		send_one(fd, program, message, (size_t)len, &told);
		if (write(fd, &told, sizeof(told)) != (ssize_t)sizeof(told))
			_exit(0);
	}
}
