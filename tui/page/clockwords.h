/* clockwords.h - how a time runs, as people read it: from when to when, and each day that counts or
 * does not. */
#ifndef TUI_PAGE_CLOCKWORDS_H
#define TUI_PAGE_CLOCKWORDS_H

#include "services/services.h"

/* Its name; that of the whole service's time where it has none. */
const char *clockwords_name(const struct application_clock *k, enum lang lang);

/* "60 working days; last day 3 April 2026", or that it stands still, is over, has not begun. */
char *clockwords_state(struct arena *a, enum lang lang, const struct service *s,
		       const struct application_clock *k);

/* "20 March 2026: left out, Eid al-Fitr"; days that follow each other stand in one line. */
char *clockwords_run(struct arena *a, enum lang lang, const struct service *s,
		     const struct calendar_run *run);

/* "To look at again: silence decided on …; by today's calendar the last day is …"; `now` all zero:
 * there is none. */
char *clockwords_recount(struct arena *a, enum lang lang, const char *country, struct date decided,
			 struct date now);

/* Above the days by which it was decided, `before`, or by those of today: "Time to decide, by
 * today's calendar (EG, version 2)". */
char *clockwords_by(struct arena *a, enum lang lang, const struct application_recount *t,
		    bool before);

#endif
