/* skeleton.h - what is left of a word without its vowels, the same for Arabic and Latin letters: by
 * it names are found that were written in the other script. */
#ifndef SERVICES_SEARCH_SKELETON_H
#define SERVICES_SEARCH_SKELETON_H

#include "i18n/base/arena.h"

#define SKELETON_WORDS 12 /* of a name; what stands behind them is not gone by */

/*
 * The skeletons of a name's words, in their order, without articles; a word of vowels alone is left
 * out. Letters that only look like Latin ones count as these.
 *
 *	محمد خليل	-> "mhmd" "kl"
 *	Mohamed Khalil	-> "mhmd" "kl"
 *
 * It finds candidates, and proves nothing: what was found is compared.
 */
size_t skeleton_words(struct arena *a, const char *name, const char *ret[SKELETON_WORDS]);

#endif
