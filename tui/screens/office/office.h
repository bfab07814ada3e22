/* office.h - what the pages of staff share with each other. */
#ifndef TUI_SCREENS_OFFICE_OFFICE_H
#define TUI_SCREENS_OFFICE_OFFICE_H

#include "tui/screens/common/common.h"

/* Who has what, for who may hand over what others have. */
struct screen *holders_new(void);

/* What one of the staff has, by the number of their account. */
struct screen *office_queue_of(const char *number, const char *name);

/* What is at an end, of the last weeks; one application, by the reference number that is typed. */
struct screen *office_ended_new(void);
struct screen *office_number_new(void);

/* Some or all of it goes to another; texts and applications are copied. */
struct hand_over {
	const char *number; /* of whose account it is; NULL: the caller's own */
	const char *name;
	const struct application *chosen; /* as they were listed; NULL: all of it */
	size_t count;
};
struct screen *hand_new(const struct hand_over *what);

/* office_tasks.c: what their offices have to see to in applications, whosever they are; how much
 * there is. */
struct screen *office_tasks_new(void);
struct office_tally {
	size_t all, overdue;
};
struct office_tally office_count_tasks(const struct context *x);

/* Somebody pays at the counter. */
struct screen *till_new(void);

/* A PIN that is lost, given anew at the counter: of this application, or (NULL) of one whose number
 * is typed. */
struct screen *renew_new(const struct application *a);

/* sign/witness.c: a signature on paper, entered at the counter. */
struct screen *witness_new(void);

#endif
