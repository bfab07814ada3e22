/* work.h - what a visit may cost until something comes of it: time of the processor, and bytes that
 * are typed. */
#ifndef SERVER_DESK_WORK_H
#define SERVER_DESK_WORK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/*
 * The account of a visit, over its desk and its gate together:
 *
 *     work_use     adds what both have used since the last time
 *     work_effect  something came of it: half of the time since the effect before is given back, so
 *                  that a person is never near the limit, and who makes effects all the time has
 *                  half a processor at most
 *     work_done    whole answers were taken: all is given back
 *
 * Processor times are microseconds, as totals of each process; clock times are milliseconds.
 */
struct work {
	int64_t own, gate; /* totals as they were counted last */
	int64_t spent;     /* microseconds */
	int64_t effect_at;
	size_t typed; /* bytes since the last effect */
};

/* `now`: the visit's first moment, and what both have used until then is its. */
void work_begin(struct work *w, int64_t now);
/* Another gate is served from now on: what it has used already is not this visit's. */
void work_pass(struct work *w, int64_t gate);

void work_use(struct work *w, int64_t own, int64_t gate);
/* The own part since the last time is no work of the visitor's making: it has limits of its own. */
void work_skip(struct work *w, int64_t own);
void work_type(struct work *w, size_t bytes);
void work_effect(struct work *w, int64_t now);
void work_done(struct work *w, int64_t now);

/* More than LIMIT_WORK, or LIMIT_TYPED, for nothing. */
bool work_is_over(const struct work *w);

/* Microseconds of the processor that a process has used until now, 0: this one; 0 when it is gone.
 */
int64_t work_of(pid_t pid);

#endif
