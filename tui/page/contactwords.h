/* contactwords.h - whom people turn to with a complaint, an opinion or a question: the operator's
 * words, and which searches ask for them. */
#ifndef TUI_PAGE_CONTACTWORDS_H
#define TUI_PAGE_CONTACTWORDS_H

#include "i18n/base/arena.h"
#include "services/search/search.h"

#include <stdbool.h>

/* Words that a person searches for who has something to say of a service, in any language. */
bool contactwords_are_sought(const char *words);

/* Words of a person who looks for an application of their own, not for a service. */
bool contactwords_follow_is_sought(const char *words);

/* `contact` is what the operator has set; NULL or "": not said. */
const char *contactwords(const char *contact);

/* Above what was found for words of which it has not each; NULL: it has. */
const char *contactwords_nearest(enum search_fit fit);

#endif
