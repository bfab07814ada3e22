/* who.h - who is here, as every page says it. */
#ifndef TUI_FACE_WHO_H
#define TUI_FACE_WHO_H

#include "i18n/base/arena.h"
#include "services/access/caller.h"

#include <stdbool.h>

/* In the language of messages, in `a`. */
const char *who_words(struct arena *a, const struct caller *c);

/* Nothing is known of them. */
bool who_is_guest(const struct caller *c);

#endif
