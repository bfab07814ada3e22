/* holding.h - what each of the authority's staff has of what waits; and that all of it, or some,
 * goes to another, as when somebody is ill. */
#ifndef SERVICES_APPLICATION_HOLDING_H
#define SERVICES_APPLICATION_HOLDING_H

#include "services/application/assign.h"
#include "services/application/queue.h"

/* Of one person; texts live in the arena. */
struct holding {
	char number[ACCOUNT_DIGITS + 1]; /* of their account */
	const char *name;
	int64_t all, overdue;
	int64_t oldest; /* when the one that waits longest was sent: UTC seconds */
};

/* Everybody's, as far as it lies where a role of the caller may hand over what others have; by
 * name, in `a`. FAULT_DENIED: the caller has no such role now. */
MUST_USE enum fault holding_list(struct registry *r, const struct caller *v, struct arena *a,
				 struct holding **ret, size_t *ret_count, struct error *err);

/* Who takes up applications where the account of the number `from` has any, by name, in `a`: not
 * each of them takes each. Asked for handing over what others have, of one's own (`from` NULL)
 * for handing on. FAULT_INPUT, FAULT_MISSING: there is no such account. */
MUST_USE enum fault holding_people(struct registry *r, const struct caller *v, const char *from,
				   struct arena *a, struct assign_person **ret, size_t *ret_count,
				   struct error *err);

struct holding_wish {
	const char *from, *to; /* numbers of accounts, as typed; `from` NULL: the caller's own */
	const char *words;     /* for who is to go on with it */
	const struct application *chosen; /* as they were listed; NULL: all that `from` has */
	size_t chosen_count;
	const struct queue_row *after; /* of all: where the slice before has ended; NULL: none */
	size_t most;                   /* of one slice; 0, or more than LIMIT_HAND_OVER: that */
};

struct holding_result {
	struct application application;
	const struct error *why; /* it stays where it is; NULL: `to` has it now */
};

/* What came of a slice. */
struct holding_moved {
	struct holding_result *results; /* of `chosen` the first ones, in their order */
	size_t count;
	bool more;             /* there are others behind them, which wait for another call */
	struct queue_row last; /* of all: behind this one */
};

/*
 * A slice of them, so that neither memory nor the time of a turn grows with what somebody has. Each
 * by itself, as assign_hand_over does it, with its own result in `a`: what one may not take,
 * or somebody was faster with, stays where it is. Done again, it goes on with what is still there;
 * nothing is handed over twice.
 *
 * Asked as holding_people. FAULT_INPUT: no words, or both are one account. FAULT_MISSING: there is
 * no such account. Any other fault: what was done until then is done, and is no more listed.
 */
MUST_USE enum fault holding_move(struct registry *r, const struct caller *v,
				 const struct term_list *terms, const struct holding_wish *w,
				 struct arena *a, struct holding_moved *ret, struct error *err);

#endif
