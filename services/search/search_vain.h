/* search_vain.h - what may be kept of a search that found nothing: words of letters, none that may
 * be somebody's. */
#ifndef SERVICES_SEARCH_SEARCH_VAIN_H
#define SERVICES_SEARCH_SEARCH_VAIN_H

#include "services/search/search_index.h"

#define VAIN_LETTERS 20 /* a longer word is left out */
#define VAIN_WORD 41    /* bytes of one, with its NUL */

/*
 * The words of what was typed, folded as the search compares them, at most `cap`. Left out are
 *
 *	all of it		where an "@" or five digits or more stand in it
 *	what stands between	with a digit in it, or in parts: AB-12, 2024, gmail.com, a/b
 *	two blanks
 *	a word			of one letter, or of more than VAIN_LETTERS; small ("de", "في") or
 *				around a wish ("my husband"); that names a country or a place; of
 *				other letters than Latin and Arabic ones
 */
size_t search_vain(const struct search_index *x, struct arena *a, const char *text, const char **to,
		   size_t cap);

#endif
