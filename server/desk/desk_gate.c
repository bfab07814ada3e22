/* desk_gate.c - a desk's gate as a process: begun, and waited for until it has ended. */
#include "server/desk/desk_inside.h"

#include "server/sandbox/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>

/* Milliseconds until a gate has ended that was told to: it reads its client's last bytes. */
#ifdef SHUBBAK_SANITIZED
#define GATE_PACKS 8000 /* leaks are looked for at exit */
#else
#define GATE_PACKS (LIMIT_LAST_BYTES + 200)
#endif

static _Noreturn void run_gate(const struct desk_setup *s, int desk)
{
	sigset_t none;

	prctl(PR_SET_NAME, GATE_NAME);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGTERM, SIG_DFL);
	close(s->notes);
	close(s->stays);
	gate_run(s->host, s->config, s->client, desk);
}

/* The host keys that stay in the desk's memory are the listener's pages, shared: wiping them here
   would copy 40 of them a visitor, and take nothing from a gate that must hold them anyway. */
void desk_gate_open(struct desk *d)
{
	int fds[2];

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, fds) != 0)
		fatal("no socketpair: %s", strerror(errno));
	d->gate = _Fork(); /* as the listener does */
	if (d->gate < 0)
		fatal("no process: %s", strerror(errno));
	if (d->gate == 0) {
		/* It ends by itself when its end of the pair is closed, and puts the terminal back
		   before: no signal at the desk's death. */
		close(fds[0]);
		run_gate(d->setup, fds[1]);
	}
	close(fds[1]);
	close(d->setup->client);
	/* The descriptor by which it may be ended: none is had behind the fence. */
	if (!desk_stay_move((int)syscall(SYS_pidfd_open, d->gate, 0), SANDBOX_GATE))
		fatal("no descriptor of the gate: %s", strerror(errno));
	wire_open(&d->wire, fds[0], END_DESK);
}

/* False: it has not ended until then. */
static bool has_ended(pid_t gate, int64_t until, int *ret)
{
	int64_t now;

	while (waitpid(gate, ret, WNOHANG) == 0) {
		now = loop_now();
		if (now >= until)
			return false;
		loop_one(SANDBOX_GATE, POLLIN, (int)(until - now));
	}
	return true;
}

int desk_gate_reap(pid_t gate)
{
	int status = 0;

	if (has_ended(gate, loop_now() + GATE_PACKS, &status))
		return status;
	/* It may be another user's, whom only the listener may end: it comes to the listener when
	 * this desk has gone. */
	if (syscall(SYS_pidfd_send_signal, SANDBOX_GATE, SIGKILL, NULL, 0) == 0)
		has_ended(gate, loop_now() + GATE_PACKS, &status);
	return 0;
}
