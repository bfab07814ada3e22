/* store_clock.h - kept: when an application is to be looked at next, since a clock of it may be
 * over by then. */
#ifndef SERVICES_STORE_STORE_CLOCK_H
#define SERVICES_STORE_STORE_CLOCK_H

#include "services/store/store.h"
#include "services/store/table.h"

/*
 * No digest covers it: what is due is computed anew from what happened, each time. Besides ids of
 * applications, which begin with a digit or a letter, there are rows of the portal itself: the
 * clock's last moment that was believed, of one that has jumped since the first and the last, and
 * how often a calendar has changed. And with a sign before the id, of each application in which
 * a clock has decided something: -1 less the changes of calendars by which it was looked at; and of
 * each that a person is to look at again: no moment comes so late.
 */
#define STORE_CLOCK_SEEN "#"
#define STORE_CLOCK_JUMPED "+"
#define STORE_CLOCK_SINCE "-"
#define STORE_CLOCK_CALENDARS "*"
#define STORE_CLOCK_DECIDED "/"
#define STORE_CLOCK_AGAIN "!"

/* clang-format off */
#define STORE_CLOCK(F)                                  \
	F(char, application, [34], 0, 0)                \
	F(int64_t, at, , TABLE_ACTS, 0)                 /* UTC seconds */
/* clang-format on */
struct store_clock {
	STORE_CLOCK(TABLE_MEMBER)
};
extern const struct table store_clock_table;

/* From now on it is to be looked at then, and no more at all. */
MUST_USE enum fault store_clock_put(struct store *s, const char *application, int64_t at,
				    struct error *err);
MUST_USE enum fault store_clock_drop(struct store *s, const char *application, struct error *err);

/* When it is; 0: there is no such row. */
MUST_USE enum fault store_clock_get(struct store *s, const char *application, int64_t *ret,
				    struct error *err);

/* The first that is to be looked at by `now`; *ret_found false where there is none. */
MUST_USE enum fault store_clock_next(struct store *s, int64_t now, char ret_id[33], bool *ret_found,
				     struct error *err);

/* All that are kept, and whatever has a due day and is not at its end, at once; and that a calendar
 * has changed, for what clocks have decided. */
MUST_USE enum fault store_clock_wake(struct store *s, struct error *err);

/* A clock has decided something in it, which is to be looked at whatever calendars changed before;
 * and a person is to look at it again, or not any more. */
MUST_USE enum fault store_clock_decide(struct store *s, const char *application, struct error *err);
MUST_USE enum fault store_clock_again(struct store *s, const char *application, bool is,
				      struct error *err);

/* Of what clocks have decided, at most `most` that were not looked at since the calendars changed
 * `changes` times, the number that is kept with each besides. */
struct store_clock_decided {
	char application[33];
	int64_t at;
};
MUST_USE enum fault store_clock_decided(struct store *s, int64_t changes, size_t most,
					struct store_clock_decided *ret, size_t *ret_count,
					struct error *err);

/* One of them was looked at by then; nothing where a clock has decided again meanwhile. */
MUST_USE enum fault store_clock_looked(struct store *s, const struct store_clock_decided *d,
				       int64_t changes, struct error *err);

#endif
