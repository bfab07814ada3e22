/* edit.h - a line or a few lines of text being typed, in logical order, with a cursor between
 * clusters. */
#ifndef TUI_EDIT_H
#define TUI_EDIT_H

#include "i18n/base/buffer.h"
#include "i18n/lang.h"
#include "tui/key.h"

#include <stdbool.h>

#define EDIT_MAX 4000 /* bytes */

struct edit {
	struct buffer text;
	size_t at; /* byte of the cursor */
	bool ltr;  /* digits become ASCII; arrows go left to right whatever the language */
	int lines; /* more than 1: Enter on a line that is not empty adds a line */
	enum direction direction;
};

void edit_open(struct edit *e, const char *value, enum direction direction, bool ltr, int lines);
void edit_close(struct edit *e);

/* True when the key was one of editing (also when it changed nothing); Enter, Tab, Escape, Up and
 * Down of a single line are not. */
bool edit_key(struct edit *e, const struct key *k);

#endif
