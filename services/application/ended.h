/* ended.h - the applications that are at an end, as one of the staff finds them again. */
#ifndef SERVICES_APPLICATION_ENDED_H
#define SERVICES_APPLICATION_ENDED_H

#include "services/application/application.h"

/*
 * Those that staff had to do with and that a granted role of the caller's account reaches, by the
 * last act of staff, the latest first. As of queue.h: what is told stands in clear columns, and
 * that it is listed is no look. FAULT_DENIED for who is no staff, or has no such role now.
 */

#define ENDED_DAYS 31 /* that a list looks back where no day is named */

/* What is wanted: all of it must hold; NULL and 0 keep nothing out. */
struct ended_filter {
	bool mine; /* with an act of the caller's */
	const char *service;
	int64_t from, until; /* UTC seconds of that act, [from, until); `until` 0: to this moment,
				`from` 0 as well: the last ENDED_DAYS */
};

struct ended_row {
	struct application application; /* what clear columns tell; the rest is zero */
	int64_t at;                     /* of the act */
	const char *by;                 /* name of whose account did it; "": the host itself */
	bool mine;
};

/* At most `most`; *ret_more: there are others behind them. In `a`. */
MUST_USE enum fault ended_list(struct registry *r, const struct caller *v,
			       const struct ended_filter *f, size_t most, struct arena *a,
			       struct ended_row **ret, size_t *ret_count, bool *ret_more,
			       struct error *err);

#endif
