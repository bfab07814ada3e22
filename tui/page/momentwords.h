/* momentwords.h - a moment of a service's application, in words, by the clock of the place that the
 * service is of. */
#ifndef TUI_PAGE_MOMENTWORDS_H
#define TUI_PAGE_MOMENTWORDS_H

#include "i18n/base/arena.h"
#include "i18n/lang.h"
#include "services/definition/types.h"

/* "28 November 2026, 12:07", as the clocks there show it; by the portal's where `s` is NULL or of a
 * place without a calendar. */
char *momentwords(struct arena *a, enum lang lang, const struct service *s, int64_t at);

/* The same where it stands first on its page: with whose time it is, where the portal's is another
 * then: "28 November 2026, 12:07 (Tunis time)". */
char *momentwords_first(struct arena *a, enum lang lang, const struct service *s, int64_t at);

/* Above moments that are all of one service: "All times are Tunis time."; NULL where the portal's
 * clock shows the same at `now`. */
char *momentwords_all(struct arena *a, enum lang lang, const struct service *s, int64_t now);

/* The day of a moment there. */
struct date momentwords_day(const struct service *s, int64_t at);

#endif
