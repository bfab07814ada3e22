/* day.h - a day of staff on pages: applications that wait, and accounts that see to them. */
#ifndef TESTS_TUI_DAY_H
#define TESTS_TUI_DAY_H

#include "tests/tui/golden.h"

#define DAY_SENT 4

/* What one visit has sent, so that the next finds an empty queue. */
struct day {
	struct application sent[DAY_SENT];
	struct caller applicant;
	const char *references[DAY_SENT + 1];
};

/* Sends them, of three services; and takes back what is still open. */
void day_begin(struct visit *v, struct day *d);
void day_end(struct visit *v, struct day *d);

/* One application of this service by the visit's caller, with everything answered. */
struct application day_send(struct visit *v, const char *service);

/* An account of this role for all that there is; its number in `ret` (NULL: it is not wanted). */
struct caller day_hire(struct visit *v, const char *name, const char *role,
		       char ret[ACCOUNT_DIGITS + 1]);

/* From now on the visit is this one's. */
void day_come_as(struct visit *v, const struct caller *c);

#endif
