/* sandbox_paper.c - shuts a process in that reads what somebody has sent, or draws: a programme of
 * its own, which has nothing of the portal's but this. */
#include "server/sandbox/sandbox.h"

#include "server/sandbox/sandbox_inside.h"

#include <errno.h>
#include <string.h>
#include <sys/prctl.h>

#define CPU_TO_LEAVE 5 /* seconds */

static void set_limits(unsigned cpu_seconds, size_t memory, bool threads)
{
	sandbox_limit(RLIMIT_CORE, 0);
	sandbox_limit(RLIMIT_FSIZE, 0);
	sandbox_limit(RLIMIT_NOFILE, 16);
	sandbox_limit_warned(RLIMIT_CPU, cpu_seconds, cpu_seconds + CPU_TO_LEAVE);
#ifndef SHUBBAK_SANITIZED
	/* The system counts threads as processes; of those the filter lets none be made. */
	if (!threads)
		sandbox_limit(RLIMIT_NPROC, 0);
	sandbox_limit(RLIMIT_AS, sandbox_loaded() + memory);
#else
	(void)memory, (void)threads;
#endif
}

void sandbox_paper(unsigned cpu_seconds, size_t memory, bool threads)
{
#ifndef SHUBBAK_SANITIZED
	struct sandbox_filter filter;

	/* The kernel's programme is made by way of a file in memory. */
	if (!sandbox_filter_paper(threads, &filter))
		fatal("the filter of system calls cannot be made");
#endif
	set_limits(cpu_seconds, memory, threads);
	sandbox_rights_drop();
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		fatal("no_new_privs: %s", strerror(errno));
#ifndef SHUBBAK_SANITIZED
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
	sandbox_landlock_nothing();
	sandbox_filter_load_all(&filter);
#endif
}
