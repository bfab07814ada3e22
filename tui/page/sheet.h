/* sheet.h - lines of text pieces in reading order, placed by columns from the edge where reading
 * begins; composed into cells at the very end. */
#ifndef TUI_PAGE_SHEET_H
#define TUI_PAGE_SHEET_H

#include "i18n/base/arena.h"
#include "i18n/lang.h"
#include "tui/page/grid.h"

#include <stdbool.h>

/* Some text on a line. Column 0 is where reading begins: at the left in English, at the right in
 * Arabic. */
struct piece {
	const char *text;
	size_t len;
	int col;
	int box;     /* columns filled with `style` even where the text ends before; 0: none */
	bool at_end; /* `col` counts from the far edge */
	enum style style;
	enum direction base;
	enum bidi_shape shape;
	bool has_cursor;
	size_t cursor; /* byte of `text` before which the cursor stands */
	struct piece *next;
};

struct line {
	struct piece *first, *last;
	int choice; /* the choice it belongs to; 0: none */
	int field;  /* the field's id; 0: none */
	int option; /* the option of that field; 0: none */
	bool focus; /* where the person stands */
	bool news;  /* of a notice of what has happened */
	uint8_t as; /* struct grid's */
};

struct sheet {
	struct arena *arena;
	enum direction direction;
	int width; /* columns */
	struct line *lines;
	int count;
	size_t room;
};

void sheet_open(struct sheet *s, struct arena *a, enum direction direction, int width);

/* The line with this index; lines up to it are added. Valid until the next call that may add one.
 */
struct line *sheet_line(struct sheet *s, int index);

/* A copy of `piece` onto a line; `base` is found from the text unless it is a field's. */
struct piece *sheet_put(struct sheet *s, int index, const struct piece *piece);

/* Where and how a folded text stands. */
struct strip {
	int col, width;
	enum style style;
};

/* Folds `text` from line `index` on; returns how many lines it takes (0 for an empty text). */
int sheet_fold(struct sheet *s, int index, const struct strip *where, const char *text);

/* A blank line at the end, unless there is one or nothing at all. */
void sheet_gap(struct sheet *s);

/* Which way a text of its own runs on a page of this direction: as the page where it has a letter
 * of that direction; numbers and signs alone left to right. */
enum direction sheet_base(const char *text, size_t len, enum direction page);

/* `text`, or what fits into `cols` columns with "…" at its end. */
const char *sheet_cut(struct arena *a, const char *text, int cols);

/* Puts a line's cells onto row `row`; `margin`: columns left free on both sides of the sheet. Sets
 * the grid's cursor where a piece has one. */
void sheet_compose(const struct sheet *s, const struct line *line, struct grid *g, int row,
		   int margin);

#endif
