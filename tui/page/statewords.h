/* statewords.h - the words of an application's state, which some languages say by country. */
#ifndef TUI_PAGE_STATEWORDS_H
#define TUI_PAGE_STATEWORDS_H

#include "services/application/application.h"
#include "services/definition/types.h"

/* In the language in use: "In review". `of` is the service whose country it is, or NULL. */
const char *statewords(const struct service *of, enum application_state state);

#endif
