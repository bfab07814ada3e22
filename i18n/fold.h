/* fold.h - text as a search sees it: one form for hamza, ta marbuta, harakat, accents, case and
 * digits. */
#ifndef I18N_FOLD_H
#define I18N_FOLD_H

#include "i18n/base/arena.h"

/* NFKC, case fold, marks and ignorables stripped, alef/waw/ya/ha/kaf families made one, tatweel and
   lone hamza dropped, digits ASCII, œ→oe. Used on both the index and the query. Punctuation becomes
   a blank, blanks become one, none at the ends: words are parted by ' ' alone ("l'acte" is two). */
char *fold_text(struct arena *a, const char *s);

/* The word without an attached prefix (ال وال بال كال فال لل ولل وبال و ب ل ك ف; l' d' qu'), or
 * NULL when there is none to take or too little would be left. */
const char *fold_without_prefix(const char *folded_word);

#endif
