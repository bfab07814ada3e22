/* narrow.h - a long list of options, narrowed by letters of their names. */
#ifndef TUI_PAGE_NARROW_H
#define TUI_PAGE_NARROW_H

#include "tui/page/page.h"

struct narrow {
	size_t left; /* options that fit */
	int best;    /* the number of the one that fits best, 0: none fits */
	bool exact;  /* `best` is named just so */
};

/* True where a digit alone does not choose: letters find there. */
bool narrow_is_long(const struct field *f);

/* True for a letter that a name or a code in the list begins with. */
bool narrow_begins(const struct field *f, const char *letter);

/* Hides the options that do not fit: each word of `typed` must begin a word of the option's name,
 * in any of the languages, written as a search forgives it, or all be the option's code. Nothing
 * typed hides nothing. */
struct narrow narrow_options(struct option *options, size_t count, const char *typed);

#endif
