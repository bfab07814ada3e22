/* work.c - what a visit may cost until something comes of it: time of the processor, and bytes that
 * are typed. */
#include "server/desk/work.h"

#include "services/registry/limits.h"

#include <time.h>

#ifdef SHUBBAK_SANITIZED
#define SLOWER 20 /* than the build that people use */
#else
#define SLOWER 1
#endif

void work_begin(struct work *w, int64_t now)
{
	*w = (struct work){.effect_at = now};
}

void work_pass(struct work *w, int64_t gate)
{
	w->gate = gate;
}

static void add(struct work *w, int64_t used)
{
	if (used > 0)
		w->spent += used;
}

/* A total that is smaller than before is of a process that is gone. */
void work_use(struct work *w, int64_t own, int64_t gate)
{
	add(w, own - w->own);
	add(w, gate - w->gate);
	w->own = own;
	w->gate = gate;
}

void work_skip(struct work *w, int64_t own)
{
	w->own = own;
}

void work_type(struct work *w, size_t bytes)
{
	w->typed += bytes;
}

void work_effect(struct work *w, int64_t now)
{
	int64_t back = (now - w->effect_at) * 1000 / 2;

	w->spent = w->spent > back ? w->spent - back : 0;
	w->effect_at = now;
	w->typed = 0;
}

void work_done(struct work *w, int64_t now)
{
	w->spent = 0;
	w->effect_at = now;
	w->typed = 0;
}

bool work_is_over(const struct work *w)
{
	return w->spent > (int64_t)LIMIT_WORK * 1000 * SLOWER || w->typed > LIMIT_TYPED;
}

/* The clock of another process as the kernel numbers it: clock_getcpuclockid makes the same number,
   but asks first with a call that the sandbox does not let pass. */
static clockid_t clock_of(pid_t pid)
{
	return pid == 0 ? CLOCK_PROCESS_CPUTIME_ID : (clockid_t)(~(unsigned)pid << 3 | 2U);
}

int64_t work_of(pid_t pid)
{
	struct timespec t;

	if (clock_gettime(clock_of(pid), &t) != 0)
		return 0;
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}
