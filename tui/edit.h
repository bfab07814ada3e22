/* edit.h - a line or a few lines of text being typed, in logical order, with a cursor between
 * clusters. */
#ifndef TUI_EDIT_H
#define TUI_EDIT_H

#include "i18n/base/arena.h"
#include "i18n/base/buffer.h"
#include "i18n/lang.h"
#include "tui/key.h"

#include <stdbool.h>

#define EDIT_MAX 4000 /* bytes */

struct edit {
	struct buffer text;
	size_t at; /* byte of the cursor */
	bool ltr;  /* digits become ASCII; arrows go left to right whatever the language */
	bool full; /* the last characters found no room */
	int lines; /* more than 1: Enter on a line that is not empty adds a line */
	int cols;  /* columns of the rows that several lines are folded to; the layout says them */
	int goal;  /* the column that Up and Down look for, -1: the cursor's */
	enum direction direction; /* of the field; a paragraph may run the other way: edit_base */
};

void edit_open(struct edit *e, const char *value, enum direction direction, bool ltr, int lines);
void edit_close(struct edit *e);

/* True when the key was one of editing (also when it changed nothing); Enter, Tab, Escape, Up and
 * Down of a single line are not. A pasted Enter never is one that ends the answer. */
bool edit_key(struct edit *e, const struct key *k);

/* The letters that a key stands for: lam and alef for the one key that both are on, nothing for
 * what has no place in a text. In `a`. */
const char *edit_letters(struct arena *a, uint32_t code);

/* The way the paragraph around byte `at` runs: as its first letter does, and without one as the
 * field. */
enum direction edit_base(const char *text, size_t len, size_t at, enum direction field);

/* The bytes of the row that begins at byte `at`, where several lines are folded to `cols`;
 * `*ret_next` is where the next one begins. Blanks typed at a line's end are kept, since the cursor
 * stands behind them. */
size_t edit_row(const char *text, size_t len, size_t at, int cols, size_t *ret_next);

/* True when the cursor at byte `cursor` stands on the row that begins at `at`. */
bool edit_is_on_row(const char *text, size_t len, size_t at, size_t next, size_t cursor);

#endif
