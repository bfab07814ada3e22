/* filled.h - what staff filled in with an act or a task, in words. */
#ifndef TUI_PAGE_FILLED_H
#define TUI_PAGE_FILLED_H

#include "services/services.h"

/* The form that belongs to a line of the history; NULL: none does. */
const struct desk_form *filled_form(const struct service *s, const struct event *e);

/* "Advice: favourable", of its `i`th answer, in `a`; what is withheld is said to be. */
char *filled_line(struct arena *a, enum lang lang, const struct service *s, const struct event *e,
		  size_t i);

/* The two halves of it. */
const char *filled_label(enum lang lang, const struct service *s, const struct event *e, size_t i);
char *filled_value(struct arena *a, enum lang lang, const struct service *s, const struct event *e,
		   size_t i);

#endif
