/* queue.h - the applications that wait for the authority, as one of its staff lists them. */
#ifndef SERVICES_APPLICATION_QUEUE_H
#define SERVICES_APPLICATION_QUEUE_H

#include "services/application/application.h"

/*
 * Those that were sent, are not at an end, and that a granted role of the caller's account reaches:
 * the same as staff_list has of them. What is told of each stands in clear columns; that it is
 * listed is no look. Each call is FAULT_DENIED for who is no staff, or has no such role now.
 */

/* What was due before this moment is overdue: the beginning of today by the clock here, since a due
 * day is there to its end. */
int64_t queue_overdue(int64_t now);

struct store_queue_row;
/* What clear columns tell of it; the rest is zero. */
void queue_show(const struct store_queue_row *row, struct application *ret);

/* What is wanted: all of it must hold; NULL keeps nothing out. */
struct queue_filter {
	bool mine, unassigned, overdue;
	bool again; /* alone: what silence decided, for who may hand over what others have, by when
		       it was begun, also at an end; of `service` alone, or of all */
	const char *service, *stage;
	const char *holder; /* the number of whose account has it, as typed */
};

struct queue_row {
	struct application application; /* what clear columns tell; the rest is zero */
	const char *holder;             /* name of whose account has it; "": nobody's */
	bool mine;
	/* Of `again`: the day on which silence decided, and what today's calendar has (recount.h).
	 */
	struct date decided, now;
};

#define QUEUE_MOST 1000 /* rows of one call */

/* The next `most` (QUEUE_MOST at most) behind `after` (NULL: from the first), by the day when they
 * are due, those without one last; *ret_more: there are others behind them. In `a`. FAULT_INPUT,
 * FAULT_MISSING: there is no such holder. */
MUST_USE enum fault queue_page(struct registry *r, const struct caller *v,
			       const struct queue_filter *f, const struct queue_row *after,
			       size_t most, struct arena *a, struct queue_row **ret,
			       size_t *ret_count, bool *ret_more, struct error *err);

/* How many of a service are at a stage; texts live in the arena. */
struct queue_count {
	const char *service, *stage;
	int64_t all, mine, unassigned, overdue;
};
struct queue_counts {
	struct queue_count sum; /* without service and stage */
	struct queue_count *of; /* by service and stage */
	size_t count;
};
/* How many `again` would list. */
MUST_USE enum fault queue_again_count(struct registry *r, const struct caller *v, int64_t *ret,
				      struct error *err);

MUST_USE enum fault queue_counts(struct registry *r, const struct caller *v, struct arena *a,
				 struct queue_counts *ret, struct error *err);

#endif
