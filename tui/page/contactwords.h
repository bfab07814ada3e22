/* contactwords.h - whom people turn to with a complaint, an opinion or a question: the operator's
 * words, and which searches ask for them. */
#ifndef TUI_PAGE_CONTACTWORDS_H
#define TUI_PAGE_CONTACTWORDS_H

#include "i18n/base/arena.h"
#include "services/search/search.h"

#include <stdbool.h>

/* Words that a person searches for who has something to say of a service, in any language: by the
 * list `complaints` of words.yaml. */
bool contactwords_are_sought(const struct term_list *t, const char *words);

/* Words of a person who looks for an application of their own, not for a service: by `tracking`. */
bool contactwords_follow_is_sought(const struct term_list *t, const char *words);

/* Those, and no other words that say something. */
bool contactwords_follow_is_all(const struct term_list *t, const char *words);

/* Words of a person who asks how the portal works, and no others: by `help`. */
bool contactwords_help_is_sought(const struct term_list *t, const char *words);

/* Words of a person whom somebody threatens or beats: by `danger`. */
bool contactwords_danger_is_told(const struct term_list *t, const char *words);

/* `contact` is what the operator has set; NULL or "": not said. */
const char *contactwords(const char *contact);

/* Above what was found for words that name a country, `of`, which that leaves out: it is of others,
 * and whom to ask. NULL: it leaves nothing out. */
const char *contactwords_lacks(struct arena *a, enum lang lang, enum search_lacks lacks,
			       const struct country *of);

/* Above what was found for words of which it has not each; NULL: it has. */
const char *contactwords_nearest(enum search_fit fit);

#endif
