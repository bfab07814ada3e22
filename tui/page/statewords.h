/* statewords.h - the words of an application's state, which some languages say by country. */
#ifndef TUI_PAGE_STATEWORDS_H
#define TUI_PAGE_STATEWORDS_H

#include "services/application/application.h"
#include "services/definition/types.h"

/* In the language in use: "In review". `of` is the service whose country it is, or NULL. */
const char *statewords(const struct service *of, enum application_state state);

/* Who sees to a stage, for its applicant: "by the head of service"; and what is waited for:
 * "Decision, by: the head of service". An officer's stage says nobody, NULL and its name alone: at
 * many of them it is the applicant who comes, and no definition tells which. */
const char *statewords_by(struct arena *a, const struct stage *stage, enum lang lang);
const char *statewords_awaited(struct arena *a, const struct stage *stage, enum lang lang);

#endif
