/* compose.h - text in its composed form (NFC), in which what looks the same has the same bytes. */
#ifndef I18N_COMPOSE_H
#define I18N_COMPOSE_H

#include "i18n/base/arena.h"

#include <stddef.h>

/* UTF-8 as it is kept; `s` is UTF-8 (NULL where there is none). In the arena. */
char *compose(struct arena *a, const char *s, size_t len);

#endif
