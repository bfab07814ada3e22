/* typed.h - a text that is being typed, as a page shows it: its rows, and the way each runs. */
#ifndef TUI_PAGE_TYPED_H
#define TUI_PAGE_TYPED_H

#include "i18n/base/buffer.h"
#include "i18n/lang.h"

#include <stdbool.h>

struct edit {
	struct buffer text;
	size_t at; /* byte of the cursor */
	bool ltr;  /* digits become ASCII; arrows go left to right whatever the language */
	bool full; /* the last characters found no room */
	int lines; /* more than 1: Enter on a line that is not empty adds a line */
	int cols;  /* columns of the rows that several lines are folded to; the layout says them */
	int goal;  /* the column that Up and Down look for, -1: the cursor's */
	enum direction direction; /* of the field; a paragraph may run the other way: typed_base */
};

/* The way the paragraph around byte `at` runs: as its first letter does, and without one as the
 * field. */
enum direction typed_base(const char *text, size_t len, size_t at, enum direction field);

/* The bytes of the row that begins at byte `at`, where several lines are folded to `cols`;
 * `*ret_next` is where the next one begins. Blanks typed at a line's end are kept, since the cursor
 * stands behind them. */
size_t typed_row(const char *text, size_t len, size_t at, int cols, size_t *ret_next);

/* True when the cursor at byte `cursor` stands on the row that begins at `at`. */
bool typed_is_on_row(const char *text, size_t len, size_t at, size_t next, size_t cursor);

#endif
