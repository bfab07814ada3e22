/* canvas.h - what stands on a terminal, cell by cell, and the fewest bytes that make it another
 * grid. */
#ifndef TUI_TERMINAL_CANVAS_H
#define TUI_TERMINAL_CANVAS_H

#include "i18n/base/buffer.h"
#include "tui/terminal/sent.h"
#include "tui/terminal/terminfo.h"

/* Where the terminal writes next, and how. */
struct canvas_pen {
	int row,
		col; /* col == cols: behind the last column, from where only a line's end is sure */
	enum style style;
};

struct canvas {
	struct terminfo can;
	struct sent_how how;
	char look[STYLE_COUNT][TERMINFO_ROOM]; /* from plain to a style */
	char plain[TERMINFO_ROOM];             /* from any style to plain */
	enum style same[STYLE_COUNT];          /* the first style that looks like it */
	bool on_blanks[STYLE_COUNT];           /* it is seen on a blank, too */
	int cols, rows;
	uint32_t *
		cells; /* what stands in each cell as it was sent: a letter, its marks, its style */
	uint64_t *seen; /* what is seen of each row of the grid, as a hash: most rows stay as they
			   are */
	struct canvas_pen pen;
	bool cleared; /* and nothing drawn since */
};

/* For this terminal; `coloured`: its colours may be used. Nothing stands anywhere yet. */
void canvas_open(struct canvas *c, const struct terminfo *can, bool coloured);
void canvas_close(struct canvas *c);

/* Another size; what stands there is not known any more. */
void canvas_resize(struct canvas *c, int cols, int rows);

/* Empties the terminal, whatever stands there. */
void canvas_clear(struct canvas *c, struct buffer *out);

/* Makes what stands there the grid, and puts the cursor where it has it. */
void canvas_draw(struct canvas *c, const struct grid *g, struct buffer *out);

#endif
