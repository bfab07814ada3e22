/* later_next.h - inside the engine: when the portal has to look at an entry next, for what falls
 * due as long as it holds. */
#ifndef SERVICES_REGISTER_LATER_NEXT_H
#define SERVICES_REGISTER_LATER_NEXT_H

#include "i18n/base/arena.h"
#include "i18n/date.h"
#include "services/definition/register.h"
#include "services/registry/registry.h"
#include "services/store/store_register.h"

/* What the history has of a duty's day: codes of its line's reason, "annual_report/2027-03-31". */
#define LATER_REMINDED "reminded"
#define LATER_MISSED "missed"
#define LATER_TOLD                                                                                 \
	"told" /* the owner, of an act of the register; the reason is that line's number */

/* One thing that falls due: its day, and what of it has been done. */
struct later_due {
	const struct register_later *later;
	struct date day;
	int64_t over_at;  /* the end of that day */
	bool met;         /* what it asks for was sent */
	bool missed;      /* that it was not has been told */
	int64_t reminded; /* the moment of the last reminder that was told; 0: none */
};

/* Of an entry that holds: each duty's day that comes next, or that is over and not yet told; in
 * `a`. None of an entry that does not hold. */
MUST_USE enum fault later_list(struct registry *r, struct arena *a,
			       const struct register_definition *d,
			       const struct store_register_entry *row, struct later_due **ret,
			       size_t *ret_count, struct error *err);

/* When a reminder of it is due that was not told yet: the last by `now`, else 0; *ret_next: the
 * next moment at which there is something to do, 0: none. */
int64_t later_reminder(const struct later_due *due, int64_t now, int64_t *ret_next);

/* 0: never. An entry that holds is looked at each week at least. */
MUST_USE enum fault later_next(struct registry *r, struct arena *a,
			       const struct register_definition *d,
			       const struct store_register_entry *row, int64_t *ret,
			       struct error *err);

/* Whether what was due on that day, and missed then, has come since: it was sent too late, or the
 * entry has a later end. */
MUST_USE enum fault later_made_good(struct registry *r, struct arena *a,
				    const struct register_definition *d,
				    const struct store_register_entry *row,
				    const struct later_due *missed, bool *ret, struct error *err);

/* The reason under which its history has it: the duty and its day. */
char *later_reason(struct arena *a, const struct later_due *due);

#endif
