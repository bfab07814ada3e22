/* edit.h - a line or a few lines of text being typed, in logical order, with a cursor between
 * clusters. */
#ifndef TUI_FACE_EDIT_H
#define TUI_FACE_EDIT_H

#include "i18n/base/arena.h"
#include "tui/page/typed.h"
#include "tui/terminal/key.h"

#include <stdbool.h>

void edit_open(struct edit *e, const char *value, enum direction direction, bool ltr, int lines);
void edit_close(struct edit *e);

/* True when the key was one of editing (also when it changed nothing); Enter, Tab, Escape, Up and
 * Down of a single line are not. A pasted Enter never is one that ends the answer. */
bool edit_key(struct edit *e, const struct key *k);

/* The letters that a key stands for: lam and alef for the one key that both are on, nothing for
 * what has no place in a text. In `a`. */
const char *edit_letters(struct arena *a, uint32_t code);

#endif
