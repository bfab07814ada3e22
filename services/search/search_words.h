/* search_words.h - a search as it is typed: its words, and what each may be a form of. */
#ifndef SERVICES_SEARCH_SEARCH_WORDS_H
#define SERVICES_SEARCH_SEARCH_WORDS_H

#include "i18n/base/arena.h"

#include <stdbool.h>

/* The folded words to look for (search_text.h), each once, at most `cap`. Small words of the three
   languages, of the four dialects and of Arabic in Latin letters, and what people put around a wish
   ("I want", "je veux", "بدي", "kifach"), count only where there are no others. */
size_t search_words_split(struct arena *a, const char *text, const char **to, size_t cap);

/* --- search_small.c --- */

bool search_words_are_small(const char *word);

/* Whose it is, when and where it was: "my husband", "hier", "امبارح". */
bool search_words_are_weak(const char *word);

/* --- search_words.c --- */

/* What a folded word may be without its ending: of a plural, a feminine, a possessive or a verb,
   longest first ("سيارتي" gives "سياره"). Three letters or more are left. */
#define SEARCH_WORDS_STEMS 6
bool search_words_is_ending(const char *end);
size_t search_words_stems(struct arena *a, const char *word, const char *to[SEARCH_WORDS_STEMS]);

#endif
