/* grid.h - the cells of a screen, left to right, before any terminal. */
#ifndef TUI_PAGE_GRID_H
#define TUI_PAGE_GRID_H

#include "i18n/base/arena.h"
#include "i18n/bidi.h"

#include <stdint.h>

enum style {
	STYLE_PLAIN,
	STYLE_STRONG,
	STYLE_QUIET,
	STYLE_TITLE,
	STYLE_BAR,
	STYLE_CHOSEN,
	STYLE_FIELD,
	STYLE_NUMBER,
	STYLE_ERROR,
	STYLE_DONE,
	STYLE_WARNING,
	STYLE_PAPER, /* black on white: a QR code */
	STYLE_COUNT
};

struct cell {
	struct bidi_cell glyph; /* cols 0: the second column of the wide one before it */
	enum style style;
};

struct grid {
	int cols, rows;
	struct cell *cells;         /* rows * cols */
	uint8_t *as;                /* of each row: 0, or 1 + the enum terminal_kind that it is sent
				       for, whatever the terminal is */
	int cursor_col, cursor_row; /* -1: hidden */
};

struct grid *grid_new(struct arena *a, int cols, int rows);
struct cell *grid_at(const struct grid *g, int row, int col);

/* Puts a glyph, and its second column where it is wide. What it covers half of becomes a blank;
 * nothing is put where it does not fit whole. */
void grid_put(struct grid *g, int row, int col, const struct bidi_cell *glyph, enum style style);

#endif
