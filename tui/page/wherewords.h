/* wherewords.h - the office that an application goes to, and the one where what comes of it is
 * collected, by its answers. */
#ifndef TUI_PAGE_WHEREWORDS_H
#define TUI_PAGE_WHEREWORDS_H

#include "services/services.h"

/* "Bab El Oued, Algiers"; NULL: nothing that was answered names one. */
char *wherewords_goes_to(struct arena *a, enum lang lang, const struct form *f);
char *wherewords_collect_at(struct arena *a, enum lang lang, const struct form *f);

/* Whether answers may say the one or the other. */
bool wherewords_any(const struct service *s);

#endif
