/* search_text.h - text as the search compares it: folded, abbreviations with dots as one word,
 * Persian letters as the Arabic ones that are meant. */
#ifndef SERVICES_SEARCH_SEARCH_TEXT_H
#define SERVICES_SEARCH_SEARCH_TEXT_H

#include "i18n/base/arena.h"

/*
 * As fold_text (i18n/fold.h), and besides:
 *
 *	C.N.S.S.  S.A.R.L	-> "cnss" "sarl"
 *	ش.م.ل.			-> "شمل"
 *	پاسپور			-> "باسبور"
 *
 * Not for what is kept: keys of names that are stored go by fold_text.
 */
char *search_text(struct arena *a, const char *text);

#endif
