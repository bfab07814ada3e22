/* words_entry.h - what an entry of a register says as people read it, in the language in use. */
#ifndef TUI_PAGE_WORDS_ENTRY_H
#define TUI_PAGE_WORDS_ENTRY_H

#include "services/register/check.h"
#include "tui/page/page.h"

/* "Active", "Suspended": the register's own words, or the portal's. */
const char *words_entry_status(const struct entry *e, enum lang lang);

/* "Entered", "Changed: Seat", "Suspended (Nobody is left)"; of what makes a status its name. */
char *words_entry_line(struct arena *a, const struct entry *e, const struct entry_line *line,
		       enum lang lang);

/* A day by the months' names of the register's country; "" for 0. The last day on which it is
 * valid, where that is known: "" where not. */
char *words_entry_day(struct arena *a, const struct entry *e, int64_t at, enum lang lang);
char *words_entry_until(struct arena *a, const struct entry *e, enum lang lang);

/* Its number, its status, since when and, where that is known, until when it is valid. */
void words_entry_put(struct page *p, const struct entry *e, enum lang lang);
/* What was done with it, line by line. */
void words_entry_put_history(struct page *p, const struct entry *e, enum lang lang);

/* What it is worth to whoever relies on it, as a sentence; NULL: it holds. */
const char *words_entry_warning(const struct entry *e, int64_t now);

#endif
