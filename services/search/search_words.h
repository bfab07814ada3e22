/* search_words.h - a search as it is typed: its words, and what each may be a form of. */
#ifndef SERVICES_SEARCH_SEARCH_WORDS_H
#define SERVICES_SEARCH_SEARCH_WORDS_H

#include "i18n/base/arena.h"

/* The folded words to look for, each once, at most `cap`. Small words of the three languages and
   what people put around a wish ("I want", "je veux", "بدي") count only where there are no others.
 */
size_t search_words_split(struct arena *a, const char *text, const char **to, size_t cap);

/* What a folded word may be without its ending: of a plural, a feminine, a possessive or a verb,
   longest first ("سيارتي" gives "سياره"). Three letters or more are left. */
#define SEARCH_WORDS_STEMS 6
size_t search_words_stems(struct arena *a, const char *word, const char *to[SEARCH_WORDS_STEMS]);

#endif
