/* office.h - what the pages of staff share with each other. */
#ifndef TUI_SCREENS_OFFICE_OFFICE_H
#define TUI_SCREENS_OFFICE_OFFICE_H

#include "tui/screens/common/common.h"

/* Who has what, for who may hand over what others have. */
struct screen *holders_new(void);

/* What one of the staff has, by the number of their account. */
struct screen *office_queue_of(const char *number, const char *name);

/* Some or all of it goes to another; texts and applications are copied. */
struct hand_over {
	const char *number; /* of whose account it is; NULL: the caller's own */
	const char *name;
	const struct application *chosen; /* as they were listed; NULL: all of it */
	size_t count;
};
struct screen *hand_new(const struct hand_over *what);

/* A PIN that is lost, given anew at the counter: of this application, or (NULL) of one whose number
 * is typed. */
struct screen *renew_new(const struct application *a);

#endif
