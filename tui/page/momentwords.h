/* momentwords.h - a moment of a service's application, in words. */
#ifndef TUI_PAGE_MOMENTWORDS_H
#define TUI_PAGE_MOMENTWORDS_H

#include "i18n/base/arena.h"
#include "i18n/lang.h"
#include "services/definition/types.h"

/* "28 November 2026, 13:07", by the clock of the portal; where the service's country has another
 * time then, which one it is: "28 November 2026, 13:07 (UTC+2)". */
char *momentwords(struct arena *a, enum lang lang, const struct service *s, int64_t at);

#endif
